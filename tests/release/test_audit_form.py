"""The wording of the audit form's questions: read from the home's configuration, refused where it cannot be printed."""

import pytest

from etl.demo.audits import QUESTIONS
from etl.demo.decided import write_decided
from queries.catalogue import catalogue
from release.audit_form import FILE, LONGEST, AuditFormError, read_questions, told_questions
from release.targets import read_targets


def written(folder, text: str):
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_questions_come_in_the_order_of_their_numbers(tmp_path):
    form = '[questions]\nQ10 = "Is it reviewed?"\nQ2 = " Is it planned? "\n'
    assert list(read_questions(written(tmp_path, form)).items()) == [
        ("Q2", "Is it planned?"),
        ("Q10", "Is it reviewed?"),
    ]


def test_without_a_form_nothing_is_said(tmp_path):
    assert told_questions(tmp_path) == {} and told_questions(written(tmp_path, "")) == {}


@pytest.mark.parametrize(
    ("form", "remedy"),
    [
        ("[questions", "is not TOML in UTF-8"),
        ("questions = 3", "no table"),
        ('[questions]\nQ99 = "Is it?"', "Q1 to Q30"),
        ('[questions]\nQ1 = ""', "Q1: its wording"),
        ("[questions]\nQ1 = 7", "Q1: its wording"),
        ('[questions]\nQ1 = "a\\nb"', "Q1: its wording"),
        (f'[questions]\nQ1 = "{"a" * (LONGEST + 1)}"', "Q1: its wording"),
    ],
)
def test_a_form_that_cannot_be_printed_is_refused(tmp_path, form, remedy):
    with pytest.raises(AuditFormError, match=remedy):
        read_questions(written(tmp_path, form))


def test_the_demo_words_all_its_questions_and_sets_targets_that_exist(tmp_path):
    write_decided(tmp_path)
    assert tuple(read_questions(tmp_path)) == QUESTIONS
    assert len(read_targets(tmp_path, catalogue())) == 3


def test_what_a_home_has_decided_stays(tmp_path):
    written(tmp_path, '[questions]\nQ1 = "Ours?"\n')
    write_decided(tmp_path)
    assert read_questions(tmp_path) == {"Q1": "Ours?"}

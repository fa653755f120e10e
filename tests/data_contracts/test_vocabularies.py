"""Code lists: a spelling means one code, codes and words read back, breakdowns are classed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_contracts import vocabularies
from data_contracts.areas import ALL_AREAS, AREAS, CHILDREN, LA_CODES, ancestors_of, area_rows, authorities_of
from data_contracts.code_list import Vocabulary, fold
from data_contracts.tables import HOUSE_COLUMNS, TABLES
from data_contracts.vocabularies import BLANKS, BREAKDOWNS, NOT_RECORDED, TOTAL

LISTS = [v for v in vars(vocabularies).values() if isinstance(v, Vocabulary)]
each = pytest.mark.parametrize("vocabulary", LISTS, ids=[v.name for v in LISTS])


@each
def test_a_spelling_means_one_code(vocabulary):
    claimed: dict[str, str] = {}
    for code, label in vocabulary.labels.items():
        for spelling in (code, label, *vocabulary.also.get(code, ())):
            assert fold(spelling), f"{spelling!r} folds to nothing"
            assert claimed.setdefault(fold(spelling), code) == code, spelling
    assert claimed.items() <= vocabulary.spellings().items()


@each
def test_code_and_words_together_read_back(vocabulary):
    for code, label in vocabulary.labels.items():
        assert vocabulary.spellings()[fold(f"{code} - {label}")] == code


def test_letters_before_an_answer_are_read_over():
    read = vocabularies.ETHNICITY.spellings()
    assert [read[fold(w)] for w in ("a) WBRI", "k) APKN", "i) MOTH", "s) NOBT")] == ["WBRI", "APKN", "MOTH", "NOBT"]
    read = vocabularies.SEX.spellings()
    written = ("a) Male", "b) Female", "c) Not stated/recorded", "b) F", "boy")
    assert [read[fold(w)] for w in written] == ["M", "F", "U", "F", "M"]
    assert fold("a) HIGH") not in vocabularies.RISK.spellings()


@each
def test_codes_and_words_read_back(vocabulary):
    spellings = vocabulary.spellings()
    for code in vocabulary.codes:
        for written in (code, code.lower(), vocabulary.label(code), f"  {vocabulary.label(code).upper()} "):
            assert spellings[fold(written)] == code


@each
def test_synonyms_are_for_codes_of_the_list(vocabulary):
    assert set(vocabulary.also) <= set(vocabulary.codes)


@each
def test_no_code_is_reserved_or_blank(vocabulary):
    assert not {NOT_RECORDED, TOTAL} & set(vocabulary.codes)
    assert not {c.lower() for c in vocabulary.codes} & BLANKS
    assert vocabulary.label(NOT_RECORDED) == "Not recorded"
    assert vocabulary.label(TOTAL) == "Total"
    # several codes may share a cell, separated by a bar
    assert not any("|" in c for c in vocabulary.codes)


def test_names_of_lists_are_their_own():
    assert len({v.name for v in LISTS}) == len(LISTS)


def test_not_applicable_is_an_answer_and_not_a_blank():
    assert vocabularies.OFFER.spellings()[fold("NA")] == "NA"
    assert "na" not in BLANKS


def test_died_is_never_shown():
    shown = vocabularies.REMOVAL_REASON_SHOWN.codes
    assert set(vocabularies.REMOVAL_REASON.codes) - set(shown) == {"DIED"}


@given(st.text())
def test_fold_is_stable_and_blind_to_case_and_marks(text):
    assert fold(fold(text)) == fold(text)
    assert fold(f"\ufeff {text}_- ’") == fold(text)


def test_breakdowns_are_classed_and_rest_on_a_column():
    for name, breakdown in BREAKDOWNS.items():
        assert breakdown.name == name
        assert breakdown.kind in ("operational", "demographic_or_place", "published")
        table, column = breakdown.field.split(".")
        assert column in TABLES[table].columns


def test_tables_have_their_keys_and_describe_every_column():
    for name, table in TABLES.items():
        assert table.name == name
        assert {"la_code", *table.key} <= set(table.columns)
        assert not set(table.columns) & set(HOUSE_COLUMNS)
        assert all(kind and words for kind, words in table.columns.values())


# --- areas -----------------------------------------------------------------------------------


def test_tees_is_its_partnerships_and_these_are_its_authorities():
    assert authorities_of("TEES") == tuple(sorted(LA_CODES, key=authorities_of("TEES").index))
    assert set(authorities_of("HSSCP")) == {"E06000001", "E06000004"}
    assert set(authorities_of("STSCP")) == {"E06000002", "E06000003"}
    for parent, parts in CHILDREN.items():
        inside = [la for part in parts for la in authorities_of(part)]
        assert sorted(inside) == sorted(authorities_of(parent))
        assert len(inside) == len(set(inside))


def test_every_authority_counts_in_itself_its_partnership_and_tees():
    for la in LA_CODES:
        assert len(ancestors_of(la)) == 3
        assert ancestors_of(la)[0] == "TEES"
        assert ancestors_of(la)[-1] == la
    assert sorted(area_rows()) == sorted((la, a) for a in AREAS for la in authorities_of(a))


def test_areas_are_named_and_unknown_ones_fail():
    assert set(AREAS) < set(ALL_AREAS)
    assert all(ALL_AREAS.values())
    with pytest.raises(KeyError):
        authorities_of("E06000005")

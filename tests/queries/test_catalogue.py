"""The catalogue refuses metric files that lean on what is not there; helpers exist alike for both engines."""

import re
from pathlib import Path

import pytest

from data_contracts.metric_header import HeaderError
from queries.catalogue import METRICS, catalogue, cells, read_catalogue, settle_days, split_field, wanted

HELPERS = METRICS.parent / "helpers"


def _changed(folder: Path, metric: str, old: str, new: str) -> Path:
    """The shipped metrics copied to `folder`, with one change in one of them."""
    for path in METRICS.glob("*.sql"):
        text = path.read_text("utf-8")
        if path.stem == metric:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("metric", "old", "new", "says"),
    [
        ("risk_reduced", 'of = "risk_reviews_compared"', 'of = "nothing"', "of names no metric"),
        ("risk_reduced", 'of = "risk_reviews_compared"', 'of = "repeat_missing"', "must name a count"),
        ("children_missing", 'distinct_of = "missing_episodes"', 'distinct_of = "x"', "distinct_of names no metric"),
        ("return_interview_within_72h", 'numerator_within = "return_interview_completed"',
         'numerator_within = "risk_reduced"', "same count"),
        ("open_on_list", '[["category"], ["risk"]', '[["colour"], ["risk"]', "known names"),
        ("open_on_list", '[["category"], ["risk"], ["category", "risk"]', '[["category"], ["category", "risk"]',
         "for its margins"),
        ("days_on_list", '[["category"], ["risk"]]', '[["sex"], ["ethnicity"]]', "is not a quarter breakdown of"),
        ("audits_completed", "breakdowns.quarter", "breakdowns.month", "no breakdowns for month"),
        ("open_on_list", '"vemt_spell.removed_date"', '"vemt_spell.gone"', "no column of the warehouse"),
        ("audits_completed_of_planned", 'numerator = "audits_completed"', 'numerator = "audits"', "neither a count"),
        ("rows_failing", 'time = "flow"', 'time = "stock"', "must be those of rows_checked"),
    ],
)  # fmt: skip
def test_a_broken_tie_is_refused_by_name(tmp_path: Path, metric: str, old: str, new: str, says: str) -> None:
    with pytest.raises(HeaderError, match=f"{metric}.*{says}"):
        read_catalogue(_changed(tmp_path, metric, old, new))


def test_the_folder_is_the_register() -> None:
    assert set(catalogue()) == {path.stem for path in METRICS.glob("*.sql")}
    with pytest.raises(KeyError, match="no_such"):
        wanted(["open_on_list", "no_such"])


def test_a_split_rests_on_the_metrics_own_table_first() -> None:
    assert split_field(catalogue()["children_missing"], "sex") == "missing_episode.sex"
    assert split_field(catalogue()["open_on_list"], "sex") == "child.sex"
    assert split_field(catalogue()["open_on_list"], "risk") == "vemt_review.risk"


def test_a_block_settles_on_its_latest_day() -> None:
    found = catalogue()
    assert settle_days(found["rows_failing"], found) == 0
    assert settle_days(found["return_interview_completed"], found) == settle_days(found["return_interviews_due"], found)


def test_cells_are_counted_with_their_areas() -> None:
    assert cells(catalogue()["audits_planned"], months=12) == (4 + 1) * 7


def test_both_engines_have_the_same_helpers() -> None:
    names = [
        set(
            re.findall(
                r"create or replace temp(?:orary)? (?:macro|function) (\w+)\(", (HELPERS / file).read_text("utf-8")
            )
        )
        for file in ("duckdb.sql", "spark.sql")
    ]
    assert names[0] == names[1] and len(names[0]) >= 10


def test_the_pages_say_what_a_reason_beside_a_blank_offer_means() -> None:
    found = catalogue()
    assert "counts here only beside a recorded offer" in found["return_interviews_declined"].definition
    assert "A reason for not offering says so by itself" in found["return_interviews_not_offered"].definition

"""The ranges of hidden figures stand as they were first printed."""

import pandas as pd
import pytest

from release.audiences import load_audiences
from release.ledger import COLUMNS, ranges_as_printed

AUDIENCES = load_audiences(None)
PLACE = {"metric": "added_to_list", "period_kind": "quarter", "period_start": pd.Timestamp(2025, 4, 1),
         "by1": "total", "cat1": "total", "by2": "total", "cat2": "total"}  # fmt: skip


def ranges(**ends):
    """Ranges worked out anew, by area."""
    found = [{**PLACE, "area": area, "range_low": low, "range_high": high} for area, (low, high) in ends.items()]
    return pd.DataFrame(found).astype({"range_low": "Int64", "range_high": "Int64"})


def ledger(audience, area, low, high, status="c", basis="frozen"):
    row = {**PLACE, "audience": audience, "area": area, "basis": basis, "status": status,
           "range_low": low, "range_high": high}  # fmt: skip
    return pd.DataFrame([row]).reindex(columns=COLUMNS)


def read(frame):
    return {r.area: (r.range_low, r.range_high) for r in frame.itertuples()}


def test_a_range_that_was_printed_stands_and_others_are_new():
    now = ranges(TEES=(0, 12), STSCP=(0, 9))
    kept = ranges_as_printed(now, ledger("assurance", "STSCP", 0, 8), AUDIENCES["assurance"])
    assert read(kept) == {"TEES": (0, 12), "STSCP": (0, 8)} and read(now)["STSCP"] == (0, 9)


@pytest.mark.parametrize(
    ("audience", "row"),
    [
        ("strategic", ledger("strategic", "STSCP", 0, 8, basis="live")),  # a headline of this file may be revised
        ("assurance", ledger("assurance", "STSCP", 0, 8, status="ok")),
        ("assurance", ledger("public", "STSCP", 0, 8)),
        ("assurance", None),
    ],
)
def test_ranges_that_were_not_printed_so_do_not_bind(audience, row):
    assert read(ranges_as_printed(ranges(STSCP=(0, 9)), row, AUDIENCES[audience])) == {"STSCP": (0, 9)}


def test_a_range_without_an_end_stands_without_one():
    kept = ranges_as_printed(ranges(TEES=(1, 7)), ledger("assurance", "TEES", 1, None), AUDIENCES["assurance"])
    assert kept["range_low"].tolist() == [1] and kept["range_high"].isna().all()

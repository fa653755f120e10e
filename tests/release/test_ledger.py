"""The ranges of hidden figures stand as they were first printed."""

from datetime import date

import pandas as pd
import pytest
import release_rows as given

from release.audiences import load_audiences
from release.ledger import COLUMNS, bind, binding, ranges_as_printed
from release.making import _earlier

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


def test_the_range_of_a_ratio_stands_though_it_is_worked_out_from_others():
    ratio = ledger("assurance", "TEES", 40, 90).assign(metric="in_time_of_done")
    kept = ranges_as_printed(ranges(STSCP=(0, 9)), ratio, AUDIENCES["assurance"])
    assert kept[["metric", "range_low", "range_high"]].to_numpy().tolist() == [
        ["added_to_list", 0, 9], ["in_time_of_done", 40, 90],
    ]  # fmt: skip


@pytest.mark.parametrize(("audience", "basis", "binds"), [
    ("assurance", "live", True), ("assurance", "frozen", True), ("strategic", "frozen", True),
    ("strategic", "live", False), ("public", "frozen", False),
])  # fmt: skip
def test_what_is_frozen_binds_and_in_a_protected_file_all(audience, basis, binds):
    """A live figure of a controlled file may be revised: its range was about another number."""
    rows = ledger(audience, "TEES", 3, 9, basis=basis)
    mine = AUDIENCES["strategic" if audience == "strategic" else "assurance"]
    assert len(binding(rows, mine)) == binds


def test_of_a_live_and_a_frozen_row_the_one_that_says_more_binds():
    number = ledger("assurance", "TEES", None, None, status="ok").assign(numerator=12)
    both = pd.concat([number, ledger("assurance", "TEES", 3, 20, basis="live")], ignore_index=True)
    for rows in (both, both.iloc[::-1]):
        assert binding(rows, AUDIENCES["assurance"])["numerator"].tolist() == [12]


def test_a_number_that_was_shown_once_and_is_hidden_since_stays_the_number():
    rows = given.metric_frame(1, 8, 1.0, ("added_to_list",))
    row = rows[rows["basis"].eq("frozen") & rows["area"].eq("TEES") & rows["by1"].eq("total")].iloc[[0]]
    shown = row.assign(audience="assurance", numerator=row["n"] + 3, status="c").reindex(columns=COLUMNS)
    out, _ = bind(row, given.HEADERS, AUDIENCES["assurance"], shown, given.AS_AT)
    assert out["n"].tolist() == (row["n"] + 3).tolist() and out["status"].tolist() == ["c"]


@pytest.mark.parametrize("dtype", ["str", "string", "object"])
def test_a_figure_of_which_nothing_was_printed_keeps_its_number_whatever_the_ledger_is_typed_as(dtype):
    rows = given.metric_frame(1, 8, 1.0, ("added_to_list",))
    now = rows[rows["basis"].eq("frozen") & rows["area"].eq("TEES") & rows["by1"].eq("total")].iloc[[0]]
    before = ledger("strategic", "STSCP", None, None, status="ok").assign(numerator=3).astype({"status": dtype})
    bound, revised = bind(now, given.HEADERS, AUDIENCES["strategic"], before, given.AS_AT)
    assert bound["n"].tolist() == now["n"].tolist() and not revised.any()


@pytest.mark.parametrize("shown", [False, True])
def test_earlier_files_name_periods_as_metric_rows_do(shown):
    row = ledger("assurance", "STSCP", 0, 8, status="ok").assign(period_start=[date(2025, 4, 1)])
    names = _earlier(row, AUDIENCES["assurance"], shown=shown)
    assert len(names) == 1
    assert names["period_start"].dtype == _earlier(None, AUDIENCES["assurance"])["period_start"].dtype

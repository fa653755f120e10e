"""Totals of a protected file that have no members of their own to stand on: taken down once, and then they stand."""

from datetime import date

import numpy as np
import pandas as pd
import release_rows as given
import test_release_build as builds

from release.audiences import load_audiences
from release.standing import NAME, totals

NAMES = ("strategic", "assurance", "producer")
AUDIENCES = {n: a for n, a in load_audiences(None).items() if n in NAMES}
FAMILY = ("interviews_due",)
SHARE = "interviews_in_time"
AS_AT = date(2025, 4, 30)
QUARTER = pd.Timestamp(2025, 1, 1)
"""Its last day is 30 days before AS_AT, and what is counted settles in 28."""


def rows_with(late=0):
    """Rows whose share is not frozen; `late` more cases, and their yes, in Hartlepool's last quarter, live only."""
    rows = given.metric_frame(1, 17, 1.0, FAMILY)
    rows = rows[rows["metric"].ne(SHARE) | rows["basis"].eq("live")].copy()
    there = rows["basis"].eq("live") & rows["period_start"].eq(QUARTER) & rows["by1"].eq("total")
    there &= rows["area"].isin(["E06000001", "HSSCP", "TEES"]) & rows["period_kind"].eq("quarter")
    rows.loc[there, "n"] += late
    rows.loc[there, "yes"] += late
    return rows.reset_index(drop=True)


def taken_down(rows, as_at=AS_AT, ledger=None):
    found = totals(rows, given.HEADERS, AUDIENCES, ledger, as_at)
    assert set(found["basis"]) <= {"frozen"} and not found.duplicated(NAME).any()
    return found


def number(rows, metric=SHARE, kind="quarter", start=QUARTER, area="TEES", basis="frozen"):
    found = rows[rows["metric"].eq(metric) & rows["period_kind"].eq(kind) & rows["period_start"].eq(start)
                 & rows["area"].eq(area) & rows["by1"].eq("total") & rows["basis"].eq(basis)]  # fmt: skip
    return None if found.empty else tuple(found[["n", "yes"]].iloc[0])


def test_a_total_is_taken_down_when_all_that_is_linked_to_it_has_settled():
    rows = rows_with()
    assert number(taken_down(rows)) == number(rows, basis="live")
    assert number(taken_down(rows, date(2025, 4, 27))) is None, "its last day is 27 days ago"
    assert taken_down(rows, date(2024, 2, 1)).empty


def test_a_protected_file_waits_for_it():
    for as_at, waits in ((date(2025, 4, 27), True), (AS_AT, False)):
        f = builds.made(rows_with(), as_at=as_at, audiences=AUDIENCES).tables["assurance"]["figures"]
        assert f[f["metric"].eq(SHARE) & f["start"].eq(QUARTER)].empty == waits
        assert not f[f["metric"].eq(SHARE) & f["start"].eq(pd.Timestamp(2024, 10, 1))].empty


def test_the_first_figure_stands_when_records_come_late_also_where_it_is_hidden():
    first = builds.made(rows_with(), as_at=AS_AT, audiences=AUDIENCES)
    ledger = builds.ledger_of(first)
    again = rows_with(late=3)
    assert number(again, basis="live") != number(rows_with(), basis="live")
    assert number(taken_down(again, ledger=ledger)) == number(rows_with(), basis="live")
    second = builds.made(again, ledger, as_at=AS_AT, audiences=AUDIENCES)
    one, two = (r.tables["assurance"]["figures"] for r in (first, second))
    pd.testing.assert_frame_equal(one, two)
    assert one.loc[one["metric"].eq(SHARE), "status"].eq("c").any()
    assert second.gate["found"] == 0 and second.gate["narrowest"] >= 4


def test_a_share_of_other_cases_than_its_count_is_not_in_the_file():
    """Its count was frozen by an earlier release, the share is supplied only now, with records that came between."""
    late = rows_with(late=3)
    assert number(taken_down(late)) is None and number(taken_down(late), area="STSCP") is not None


def test_nobody_to_count_is_a_figure_that_stands_too():
    rows = given.metric_frame(1, 17, 1.0, ("rows_checked", "sessions_held", "added_to_list")).copy()
    rows = rows[rows["metric"].eq("added_to_list") & rows["by1"].eq("total")]
    share = rows.assign(metric=SHARE, n=0, yes=0, no=0, not_recorded=0)
    due = rows.assign(metric="interviews_due", n=0)
    none = given.typed(pd.concat([due[due["basis"].eq("live")], share[share["basis"].eq("live")]]))
    ledger = builds.ledger_of(builds.made(none, as_at=AS_AT, audiences=AUDIENCES))
    assert set(ledger.loc[ledger["metric"].eq(SHARE), "status"]) == {"z"}
    some = none.assign(n=none["n"] + 2, yes=none["yes"] + 2)
    assert number(taken_down(some, ledger=ledger)) == (0, 0)


def test_years_are_made_of_quarters_where_they_add_up_and_else_are_as_counted():
    rows = rows_with()
    year = pd.Timestamp(2024, 4, 1)
    found = taken_down(rows)
    assert number(found, SHARE, "year", year) == number(rows, SHARE, "year", year, basis="live")
    once = rows["period_kind"].eq("year") & rows["period_start"].eq(year)
    once_only = rows.assign(**{c: rows[c].mask(once, rows[c] - 7) for c in ("n", "yes")})
    found = taken_down(once_only)
    assert number(found, SHARE, "year", year) == number(once_only, SHARE, "year", year, basis="live")
    assert not np.array_equal(number(found, SHARE, "year", year), number(rows, SHARE, "year", year, basis="live"))


def test_nothing_of_it_is_in_other_files_than_the_producers():
    tables = builds.made(rows_with(), as_at=AS_AT, audiences=AUDIENCES).tables
    frozen = {n: t["figures"][t["figures"]["metric"].eq(SHARE) & t["figures"]["basis"].eq("frozen")]
              for n, t in tables.items()}  # fmt: skip
    assert len(frozen["producer"]) > 20 and frozen["assurance"].empty and frozen["strategic"].empty

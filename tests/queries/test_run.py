"""The runner: what is not supplied is x, what is frozen stands, and the members are those behind the figure."""

import re
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data_contracts.areas import LA_CODES
from data_contracts.metric_rows import SCHEMA
from queries.catalogue import catalogue
from queries.run import MEMBER_COLUMNS, NoMembers, member_rows, population, run
from queries.workspace import shared_views

AS_AT = date(2026, 10, 31)
HARTLEPOOL, MIDDLESBROUGH, REDCAR, STOCKTON = LA_CODES


def _spell(ref: str, added: date, **more: Any) -> dict[str, Any]:
    return {"spell_ref": ref, "child_ref": f"child of {ref}", "added_date": added, **more}


def _one(rows: pd.DataFrame, start: date, area: str, basis: str = "live", kind: str = "month", **by: str) -> pd.Series:
    (by1, cat1), (by2, cat2) = ([*by.items()] + [("total", "total")] * 2)[:2]
    key = {"area": area, "basis": basis, "period_kind": kind, "by1": by1, "cat1": cat1, "by2": by2, "cat2": cat2}
    found = rows[rows["period_start"].eq(pd.Timestamp(start)) & (rows[[*key]] == pd.Series(key)).all(axis=1)]
    assert len(found) == 1
    return found.iloc[0]


# --- supply ----------------------------------------------------------------------------------


def test_an_absent_column_is_x_never_zero(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12, [{"la_code": REDCAR, "column_name": "removed_date"}])
    warehouse.fill("vemt_spell", [_spell("S1", date(2026, 9, 1))])
    rows = run(warehouse.con, AS_AT, ["open_on_list"], months=12).rows
    september = date(2026, 9, 1)
    for area, status in ((REDCAR, "x"), ("STSCP", "x"), ("TEES", "x"), (HARTLEPOOL, "ok"), ("HSSCP", "ok")):
        assert _one(rows, september, area)["status"] == status
    assert pd.isna(_one(rows, september, "TEES")["n"])
    assert _one(rows, september, "HSSCP")["n"] == 1
    assert rows.loc[rows["status"].eq("x"), ["n", "yes", "no", "not_recorded", "value"]].isna().all(axis=None)


def test_a_split_needs_its_own_field_and_the_total_does_not(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12, [{"la_code": HARTLEPOOL, "table_name": "vemt_review", "column_name": "risk"}])
    rows = run(warehouse.con, AS_AT, ["open_on_list"], months=12).rows
    quarter = {"start": date(2026, 7, 1), "area": HARTLEPOOL, "kind": "quarter"}
    for basis in ("live", "frozen"):
        assert _one(rows, **quarter, basis=basis)["status"] == "ok"
        assert _one(rows, **quarter, basis=basis, category="E")["status"] == "ok"
        assert _one(rows, **quarter, basis=basis, risk="HIGH")["status"] == "x"
        assert _one(rows, **quarter, basis=basis, category="E", risk="HIGH")["status"] == "x"


def test_a_flow_needs_every_month_a_stock_its_last(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12, [{"la_code": HARTLEPOOL, "month_start": date(2026, 7, 1)}])
    rows = run(warehouse.con, AS_AT, ["open_on_list", "added_to_list"], months=12).rows
    quarter = {"start": date(2026, 7, 1), "area": HARTLEPOOL, "kind": "quarter"}
    assert _one(rows[rows["metric"].eq("added_to_list")], **quarter)["status"] == "x"
    assert _one(rows[rows["metric"].eq("open_on_list")], **quarter)["status"] == "ok"


def test_the_partnership_itself_may_supply_tees(small: Any) -> None:
    warehouse = small()
    gaps = [{"la_code": la, "table_name": "action"} for la in LA_CODES]
    warehouse.cover(AS_AT, 12, gaps)
    rows = run(warehouse.con, AS_AT, ["audit_actions_raised"], months=12).rows
    assert _one(rows, date(2026, 7, 1), "TEES", kind="quarter")["status"] == "ok"
    assert _one(rows, date(2026, 7, 1), "HSSCP", kind="quarter")["status"] == "x"
    warehouse.cover(AS_AT, 12, [*gaps, {"la_code": "TEES", "table_name": "action"}])
    rows = run(warehouse.con, AS_AT, ["audit_actions_raised"], months=12).rows
    assert _one(rows, date(2026, 7, 1), "TEES", kind="quarter")["status"] == "x"


def test_either_of_two_fields_may_be_supplied(small: Any) -> None:
    warehouse = small()
    quarter = {"start": date(2026, 7, 1), "area": "TEES", "kind": "quarter"}
    no_seats = [{"table_name": table} for table in ("attendance", "seat")]
    warehouse.fill("meeting", [{"meeting_ref": "M1", "meeting_type": "STRATEGIC", "held_date": "2026-09-01",
                                "chair_present": True, "members_present_n": 5, "la_code": "TEES"}])  # fmt: skip
    asked = ["strategic_quorate_strict"]
    for gaps, status in ((no_seats, "ok"), ([*no_seats, {"column_name": "members_present_n"}], "x")):
        warehouse.cover(AS_AT, 12, gaps)
        assert _one(run(warehouse.con, AS_AT, asked, months=12).rows, **quarter)["status"] == status


def test_nothing_read_of_an_authority_that_sent_nothing_is_x(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12, [{"la_code": REDCAR, "month_start": date(2026, 9, 1)}])
    rows = run(warehouse.con, AS_AT, ["rows_checked"], months=12).rows
    for area, status in ((REDCAR, "x"), ("STSCP", "x"), (HARTLEPOOL, "ok")):
        assert _one(rows, date(2026, 9, 1), area)["status"] == status
    assert _one(rows, date(2026, 8, 1), REDCAR)["n"] == 0


def test_a_thing_of_the_whole_partnership_has_figures_for_tees_alone(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    rows = run(warehouse.con, AS_AT, ["plan_lines", "open_on_list"], months=12).rows
    assert set(rows.loc[rows["metric"].eq("plan_lines"), "area"]) == {"TEES"}
    assert rows.loc[rows["metric"].eq("open_on_list"), "area"].nunique() == 7


def test_supply_says_who_has_not_sent(small: Any) -> None:
    warehouse = small()
    warehouse.fill("expected_extract", [{"extract": "list", "every": "month"}])
    sent = {"file_id": 1, "extract": "list", "period_from": date(2026, 1, 1), "status": "loaded"}
    warehouse.fill("load_file", [{**sent, "period_to": date(2026, 10, 31), "extracted_at": date(2026, 11, 2)}])
    warehouse.fill("load_file", [{**sent, "period_to": date(2026, 9, 30)}], MIDDLESBROUGH)
    warehouse.fill("load_file", [{**sent, "extract": "meeting", "period_to": date(2026, 9, 30)}], "TEES")
    supply = run(warehouse.con, AS_AT, ["rows_checked"], months=12).supply
    assert list(supply.columns) == ["la_code", "extract", "last_month", "extracted_at", "status"]
    status = {(r.la_code, r.extract): r.status for r in supply.itertuples()}
    assert status == {(HARTLEPOOL, "list"): "RECEIVED", (MIDDLESBROUGH, "list"): "NOT_RECEIVED",
                      (REDCAR, "list"): "NOT_RECEIVED", (STOCKTON, "list"): "NOT_RECEIVED",
                      ("TEES", "meeting"): "RECEIVED"}  # fmt: skip


# --- frozen and live -------------------------------------------------------------------------


def _publish(warehouse: Any, proposed: pd.DataFrame, table: str = "frozen_member", release: str = "r1") -> None:
    warehouse.con.register("proposal", proposed)
    warehouse.con.execute(f"insert into {table} select '{release}', * from proposal")


def test_what_is_frozen_stands_and_live_moves(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 24)
    warehouse.fill("vemt_spell", [_spell("S1", date(2026, 8, 1), referral_source="POLICE")])
    first = run(warehouse.con, AS_AT, ["added_to_list"], months=24)
    SCHEMA.validate(first.rows)
    assert list(first.proposed.columns) == MEMBER_COLUMNS
    assert len(first.proposed) == 1 and first.proposed["cells"][0]["referrer"] == "POLICE"
    _publish(warehouse, first.proposed)

    warehouse.fill("vemt_spell", [_spell("late", date(2026, 9, 1), referral_source="POLICE")])
    second = run(warehouse.con, AS_AT, ["added_to_list"], months=24)
    quarter = {"start": date(2026, 7, 1), "area": "TEES", "kind": "quarter"}
    assert _one(second.rows, **quarter, basis="live")["n"] == 2
    assert _one(second.rows, **quarter, basis="frozen")["n"] == 1
    assert _one(second.rows, **quarter, basis="frozen", referrer="POLICE")["n"] == 1
    assert set(second.proposed["unit"]) == set(), "what is frozen is not proposed again"


def test_frozen_members_may_be_handed_in(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    warehouse.fill("vemt_spell", [_spell("S1", date(2026, 8, 1)), _spell("S2", date(2026, 9, 1))])
    given = run(warehouse.con, AS_AT, ["added_to_list"], months=12).proposed.iloc[:1]
    rows = run(warehouse.con, AS_AT, ["added_to_list"], frozen=given, months=12).rows
    assert _one(rows, date(2026, 7, 1), HARTLEPOOL, "frozen", "quarter")["n"] == 1


def test_only_settled_periods_are_frozen(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 24)
    for as_at, last in ((date(2026, 10, 27), date(2026, 4, 1)), (date(2026, 10, 28), date(2026, 7, 1))):
        rows = run(warehouse.con, as_at, ["added_to_list"], months=24).rows
        frozen = rows[rows["basis"].eq("frozen") & rows["period_kind"].eq("quarter")]
        assert frozen["period_start"].max().date() == last
    assert set(rows.loc[rows["basis"].eq("frozen"), "period_kind"]) == {"quarter", "year"}


def test_a_quarter_frozen_with_nobody_in_it_stays_so(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    warehouse.con.execute(
        "insert into ledger (metric, period_kind, period_start, area, by1, basis, status) "
        "values ('added_to_list', 'quarter', date '2026-07-01', ?, 'total', 'frozen', 'ok')", [HARTLEPOOL],
    )  # fmt: skip
    warehouse.fill("vemt_spell", [_spell("late", date(2026, 9, 1))])
    result = run(warehouse.con, AS_AT, ["added_to_list"], months=12)
    assert _one(result.rows, date(2026, 7, 1), HARTLEPOOL, "frozen", "quarter")["n"] == 0
    assert result.proposed.empty


def test_a_total_that_stands_by_its_number_alone_freezes_no_members(small: Any) -> None:
    """Of a measure split by the year only, quarters stand in the ledger; its members are frozen all the same."""
    warehouse = small()
    warehouse.cover(AS_AT, 24)
    warehouse.con.execute(
        "insert into ledger (metric, period_kind, period_start, area, by1, basis, status) "
        "values ('exits_matured_12_months', 'quarter', date '2026-07-01', ?, 'total', 'frozen', 'ok')", [HARTLEPOOL],
    )  # fmt: skip
    gone = {"removed_date": date(2025, 8, 1), "removal_reason": "OTHER"}
    warehouse.fill("vemt_spell", [_spell("S1", date(2025, 5, 1), **gone)])
    proposed = run(warehouse.con, AS_AT, ["exits_matured_12_months"], months=24).proposed
    assert proposed["period_start"].tolist() == [pd.Timestamp(2026, 7, 1)]


def test_what_is_published_comes_out_the_same_when_nothing_was_entered_since(small: Any) -> None:
    as_at = date(2026, 4, 30)
    warehouse = small()
    warehouse.cover(as_at, 13)
    gone = {"removed_date": date(2025, 8, 1), "removal_reason": "OTHER"}
    warehouse.fill("vemt_spell", [_spell("S1", date(2025, 5, 1), **gone), _spell("S2", date(2025, 5, 2), **gone)])
    first = run(warehouse.con, as_at, ["removed_from_list"], months=13)
    _publish(warehouse, first.proposed)
    printed = first.rows[first.rows["basis"].eq("frozen")].rename(columns={"n": "numerator"})
    warehouse.con.register("printed", printed.assign(release_id="r1", audience="producer", denominator=None))
    columns = "metric, period_kind, period_start, area, by1, cat1, by2, cat2, basis, numerator, status"
    warehouse.con.execute(f"insert into ledger ({columns}) select {columns} from printed")
    second = run(warehouse.con, as_at, ["removed_from_list"], months=13)
    year = {"start": date(2025, 4, 1), "area": "TEES", "kind": "year", "basis": "frozen"}
    assert _one(first.rows, **year, age_band="not_recorded")["n"] == 2, "split by the year only, empty quarters in it"
    pd.testing.assert_frame_equal(first.rows, second.rows)
    assert second.proposed.empty


def test_a_split_added_later_is_x_for_what_was_frozen_before(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    warehouse.fill("vemt_spell", [_spell("S1", date(2026, 8, 1))])
    proposed = run(warehouse.con, AS_AT, ["added_to_list"], months=12).proposed
    proposed["cells"] = [{k: v for k, v in cells.items() if k != "referrer"} for cells in proposed["cells"]]
    _publish(warehouse, proposed)
    rows = run(warehouse.con, AS_AT, ["added_to_list"], months=12).rows
    quarter = {"start": date(2026, 7, 1), "area": HARTLEPOOL, "kind": "quarter", "basis": "frozen"}
    assert _one(rows, **quarter, referrer="POLICE")["status"] == "x"
    assert _one(rows, **quarter, category="not_recorded")["n"] == 1


def test_a_share_added_later_is_x_where_its_count_is_frozen(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    ratings = [("2026-08-01", "HIGH"), ("2026-08-02", "LOW")]
    warehouse.fill("vemt_review", [{"spell_ref": "S1", "review_date": d, "risk": r} for d, r in ratings])
    _publish(warehouse, run(warehouse.con, AS_AT, ["risk_reviews_compared"], months=12).proposed)
    rows = run(warehouse.con, AS_AT, ["risk_reduced"], months=12).rows
    assert _one(rows, date(2026, 7, 1), HARTLEPOOL, "frozen", "quarter")["status"] == "x"
    assert _one(rows, date(2026, 7, 1), HARTLEPOOL, "live", "quarter")["yes"] == 1


def test_the_frozen_year_is_its_frozen_quarters(small: Any) -> None:
    as_at = date(2026, 4, 30)
    warehouse = small()
    warehouse.cover(as_at, 13)
    warehouse.fill("vemt_spell", [_spell("S1", date(2025, 5, 1)), _spell("S2", date(2026, 3, 31))])
    start = "2025-05-01 10:00", "2026-03-01 10:00"
    warehouse.fill(
        "missing_episode", [{"episode_ref": s, "child_ref": "C1", "episode_type": "M", "start_at": s} for s in start]
    )
    names = ["added_to_list", "open_on_list", "children_missing"]
    early = run(warehouse.con, date(2025, 7, 31), names, months=4)
    _publish(warehouse, early.proposed)
    warehouse.fill("vemt_spell", [_spell("late", date(2025, 6, 1))])
    rows = run(warehouse.con, as_at, names, months=13).rows
    year = {"start": date(2025, 4, 1), "area": "TEES", "kind": "year"}
    frozen = {m: _one(rows[rows["metric"].eq(m)], **year, basis="frozen")["n"] for m in names[:2]}
    live = {m: _one(rows[rows["metric"].eq(m)], **year, basis="live")["n"] for m in names}
    assert frozen == {"added_to_list": 2, "open_on_list": 3}, "a flow: its quarters; a stock: its last quarter"
    assert live == {"added_to_list": 3, "open_on_list": 3, "children_missing": 1}


# --- members ---------------------------------------------------------------------------------


def test_released_members_are_those_of_the_release(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    warehouse.fill("vemt_spell", [_spell("S1", date(2026, 8, 1), referral_source="POLICE")])
    result = run(warehouse.con, AS_AT, ["added_to_list", "open_on_list"], months=12)
    _publish(warehouse, result.proposed, "proposed_member")
    _publish(warehouse, result.live_members, "live_member")
    warehouse.fill("vemt_spell", [_spell("late", date(2026, 8, 2), referral_source="POLICE")])

    def units(
        metric: str, period: str, by: dict[str, str] | None = None, release: str | None = None, **more: Any
    ) -> Any:
        return list(member_rows(warehouse.con, metric, period, "TEES", by or {}, release, **more)["unit"])

    assert units("added_to_list", "2026-27-Q2", {"referrer": "POLICE"}) == ["S1", "late"]
    assert units("added_to_list", "2026-27-Q2", {"referrer": "POLICE"}, "r1") == ["S1"]
    assert units("added_to_list", "2026-27-Q2", {"referrer": "HEALTH"}, "r1") == []
    assert units("added_to_list", "2026-27-Q2", {}, "r1") == ["S1"]
    assert units("added_to_list", "2026-08", {}, "r1") == ["S1"]
    assert units("added_to_list", "2026-09", {}, "r1") == []
    assert units("open_on_list", "2026-27-Q2", {}, "r1") == ["child of S1"]
    assert units("added_to_list", "2026-27-Q2", {}, "r1", basis="frozen") == ["S1"]
    assert units("added_to_list", "2026-27-Q2", {}, "another release") == []


def test_members_say_why_there_are_none(small: Any) -> None:
    con = small().con
    with pytest.raises(NoMembers, match="ratio"):
        member_rows(con, "audits_completed_of_planned", "2026-27-Q2", "TEES")
    with pytest.raises(NoMembers, match="published"):
        member_rows(con, "assessment_factors", "2025-26", "TEES")
    with pytest.raises(NoMembers, match="derived"):
        member_rows(con, "added_to_list", "2026-B5", "TEES")
    with pytest.raises(KeyError, match="not split by grade"):
        member_rows(con, "added_to_list", "2026-09", "TEES", {"grade": "GOOD"})
    with pytest.raises(KeyError, match="no_such"):
        member_rows(con, "no_such", "2026-09", "TEES")


def test_what_comes_as_a_number_counts_as_often(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    told = {"month": "2026-09-01", "agency": "POLICE", "reports_n": 1234}
    warehouse.fill("intelligence_report", [told, {**told, "agency": "HEALTH", "reports_n": None}])
    rows = run(warehouse.con, AS_AT, ["intelligence_reports"], months=12).rows
    assert _one(rows, date(2026, 7, 1), "TEES", kind="quarter")["n"] == 1234


def test_numbers_are_as_long_as_any_metric_asks() -> None:
    texts = [*shared_views().values(), *(header.sql for header in catalogue().values())]
    asked = re.findall(r"join number as n on n\.n <= \w+\.(\w+)", " ".join(texts))
    assert len(asked) == sum(len(re.findall(r"\bjoin number\b", text)) for text in texts) > 0
    # `sound` is rows_read less those with a fault; the workspace looks at rows_read and at every count `*_n`
    assert all(column.endswith("_n") or column == "sound" for column in asked)


# --- the rest --------------------------------------------------------------------------------


def test_population_sums_only_where_all_parts_are_held(small: Any) -> None:
    warehouse = small()
    held = [(la, 2024, 100 + i) for i, la in enumerate(LA_CODES)] + [(HARTLEPOOL, 2023, 7), ("E12000001", 2024, 9000)]
    warehouse.fill("population", [{"area_code": a, "mid_year": y, "population": p} for a, y, p in held], "ENGLAND")
    found = {(r.area, r.mid_year): r.population for r in population(warehouse.con).itertuples()}
    assert found[("TEES", 2024)] == 406 and found[("HSSCP", 2024)] == 203 and found[("E12000001", 2024)] == 9000
    assert ("TEES", 2023) not in found and found[(HARTLEPOOL, 2023)] == 7


def test_progress_is_told_and_a_run_repeats(small: Any) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 12)
    warehouse.fill("vemt_spell", [_spell("S1", date(2026, 8, 1))])
    told: list[tuple[str, int, int]] = []
    first = run(warehouse.con, AS_AT, ["added_to_list"], months=12, progress=lambda *step: told.append(step))
    again = run(warehouse.con, AS_AT, ["added_to_list"], months=12)
    assert told[0] == ("Children added to the VEMT list", 0, 1) and told[-1][1:] == (1, 1)
    pd.testing.assert_frame_equal(first.rows, again.rows)
    pd.testing.assert_frame_equal(first.live_members, again.live_members)

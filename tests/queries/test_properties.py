"""What must hold of any warehouse: parts add up, areas add up, periods add up, members are those behind the figure."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_contracts.areas import AREAS, CHILDREN, LA_CODES, authorities_of
from data_contracts.metric_rows import SCHEMA
from data_contracts.periods import Period
from data_contracts.vocabularies import (
    AGE_BAND,
    AUDIT_THEME,
    CARE_STATUS,
    CATEGORY,
    ETHNICITY,
    GRADE,
    GROUNDS,
    MISSING_FROM,
    NOTIFICATION_METHOD,
    ORGANISATION,
    PATHWAY_OUTCOME,
    PATHWAY_ROUTE,
    POLICE_RISK,
    REFERRER,
    REMOVAL_REASON,
    REVIEW_MEETING,
    RISK,
    SEX,
)
from queries.catalogue import KINDS_FROM, catalogue
from queries.run import member_rows, run
from queries.workspace import dated_by_period, make_members, part_column, prepare

AS_AT = date(2026, 10, 31)
MONTHS = 19
FIRST = date(2025, 1, 1)
KEYS = ["la_code", "counted_on", "unit", "period_kind"]


def _spell_details(dice: Random, added: date, day: Any, code: Any) -> dict[str, Any]:
    """The rest of a time on the list: dates before and after, flags with and without dates, blanks."""
    flags = ("screening_tool", "tool_with_child", "tool_with_parent", "how_safe", "case_mapping", "serious_risk_flag",
             "domestic_abuse_flag")  # fmt: skip
    dates = ("screening_tool_date", "closure_tool_date", "how_safe_date", "case_mapping_date")
    near = [None, added, added + timedelta(20), added - timedelta(5)]
    return (
        {flag: dice.choice([True, False, None]) for flag in flags}
        | {name: dice.choice(near) for name in dates}
        | {name: dice.choice([0, 1, 5, None]) for name in ("peers_n", "places_n", "perpetrators_n")}
        | {"referral_date": dice.choice(near), "first_vpg_date": dice.choice([None, day()]), "decision": "ACCEPTED"}
    )


def _done_for(dice: Random, spell: str, added: date, day: Any, code: Any) -> dict[str, list[dict[str, Any]]]:
    """Leads, letters and pathways of one time on the list."""
    some = [k for k in range(4) if dice.random() < 0.5]
    route = {"spell_ref": spell, "exploitation_types": "CCE|LABOUR"}
    return {
        "lead_professional": [
            {"spell_ref": spell, "lead_ref": str(k), "allocated": dice.random() < 0.8, "agency": code(ORGANISATION),
             "start_date": dice.choice([None, added + timedelta(30 * k)]),
             "end_date": dice.choice([None, added + timedelta(30 * k + 45)])} for k in some],
        "notification": [
            {"spell_ref": spell, "event": e, "recipient": r, "sent": dice.choice([True, False, None]),
             "sent_date": dice.choice([None, added, day()]), "method": code(NOTIFICATION_METHOD)}
            for e in ("ADDED", "REMOVED", "HOST_AREA") for r in ("YOUNG_PERSON", "GP") if dice.random() < 0.6],
        "pathway": [
            {**route, "route": r, "considered": dice.choice([True, False, None]), "outcome": code(PATHWAY_OUTCOME),
             "considered_date": dice.choice([None, day()]), "referred": dice.choice([True, False, None]),
             "referred_date": dice.choice([None, day()]), "rg_outcome": code(GROUNDS), "cg_outcome": code(GROUNDS),
             "rg_date": dice.choice([None, day()]), "cg_date": dice.choice([None, day()])}
            for r in PATHWAY_ROUTE.codes if dice.random() < 0.6],
    }  # fmt: skip


def _list(dice: Random, la: str, day: Any, code: Any) -> dict[str, list[dict[str, Any]]]:
    """Children, spells and reviews of one authority, and what was done for each."""
    names = ("child", "child_status", "vemt_spell", "vemt_review", "lead_professional", "notification", "pathway")
    found: dict[str, list[dict[str, Any]]] = {n: [] for n in names}
    for i in range(dice.randint(0, 9)):
        born = date(dice.randint(2007, 2014), dice.randint(1, 12), 1)
        found["child"].append(
            {
                "child_ref": f"C{i}",
                "birth_month": dice.choice([born, None]),
                "sex": code(SEX),
                "care_status": code(CARE_STATUS),
                "ethnicity": code(ETHNICITY),
                "placed_by_la": dice.choice([None] * 9 + ["E06000047"]),
                "lives_out_of_area": dice.choice([True, False, None]),
            }
        )
        found["child_status"].append({"child_ref": f"C{i}", "start_date": day(), "care_status": code(CARE_STATUS)})
        for spell in (f"S{i}a", f"S{i}b")[: dice.randint(1, 2)]:
            added = day()
            gone = dice.choice([None, added + timedelta(dice.randint(0, 200))])
            found["vemt_spell"].append(
                {
                    "spell_ref": spell,
                    "child_ref": f"C{i}",
                    "added_date": added,
                    "removed_date": gone,
                    "removal_reason": code(REMOVAL_REASON),
                    "referral_source": code(REFERRER),
                    **_spell_details(dice, added, day, code),
                }
            )
            for table, rows in _done_for(dice, spell, added, day, code).items():
                found[table] += rows
            for nth in range(dice.randint(0, 4)):
                found["vemt_review"].append(
                    {
                        "spell_ref": spell,
                        "child_ref": f"C{i}",
                        "risk": code(RISK),
                        "review_date": added + timedelta(30 * nth),
                        "category": code(CATEGORY),
                        "exploitation_types": dice.choice([None, "CSE", "CSE|TRAFFICKING", "COUNTY_LINES|OTHER"]),
                        "meeting_type": code(REVIEW_MEETING),
                    }
                )
    return found


def _missing(dice: Random, la: str, day: Any, code: Any) -> dict[str, list[dict[str, Any]]]:
    """Episodes and return interviews of one authority."""
    found: dict[str, list[dict[str, Any]]] = {
        n: [] for n in ("missing_episode", "return_interview", "return_interview_episode")
    }
    for i in range(dice.randint(0, 25)):
        start = datetime.combine(day(), datetime.min.time()) + timedelta(minutes=dice.randint(0, 1439))
        end = dice.choice([None, start + timedelta(hours=dice.choice([1, 7, 30, 100, 400]))])
        found["missing_episode"].append(
            {
                "episode_ref": f"E{i}",
                "child_ref": f"C{dice.randint(0, 6)}",
                "start_at": start,
                "episode_type": dice.choice("MMMA"),
                "end_at": end,
                "age_band": code(AGE_BAND),
                "time_known": dice.random() < 0.7,
                "missing_from": code(MISSING_FROM),
                "police_risk": code(POLICE_RISK),
                "sex": code(SEX),
            }
        )
        if dice.random() < 0.7:
            held = dice.choice([None, start + timedelta(hours=dice.choice([10, 60, 130, 500]))])
            found["return_interview"].append(
                {
                    "rhi_ref": f"R{i}",
                    "offered": dice.choice(["Y", "N", "U", None]),
                    "completed_at": held,
                    "completed_time_known": dice.random() < 0.5,
                }
            )
            found["return_interview_episode"].append({"rhi_ref": f"R{i}", "episode_ref": f"E{i}"})
    return found


def _practice(dice: Random, la: str, day: Any, code: Any) -> dict[str, list[dict[str, Any]]]:
    """Audits, their plan and actions, and loaded files of one authority."""
    some = range(dice.randint(0, 6))
    return {
        "audit": [
            {"audit_ref": f"A{i}", "audit_date": day(), "grade": code(GRADE), "theme": code(AUDIT_THEME)} for i in some
        ],
        "audit_plan": [{"quarter_start": date(2026, m, 1), "planned_n": dice.randint(0, 5)} for m in (1, 4, 7)],
        "action": [
            {
                "action_ref": f"X{i}",
                "origin": dice.choice(["AUDIT", "VPG"]),
                "raised_date": day(),
                "due_date": day(),
                "owner_org": code(ORGANISATION),
                "completed_date": dice.choice([None, day()]),
            }
            for i in some
        ],
        "meeting": [{"meeting_ref": f"M{i}", "meeting_type": "AUDIT_SESSION", "held_date": day()} for i in some],
        "load_file": [
            {
                "file_id": 10 * LA_CODES.index(la) + i,
                "extract": "list",
                "period_from": FIRST,
                "period_to": day(),
                "status": "loaded",
                "rows_read": dice.randint(1, 9),
            }
            for i in some
        ],
    }


def _random_warehouse(small: Any, seed: int) -> Any:
    """A small warehouse of four authorities, different for each seed, with blanks and hard days."""
    dice, warehouse = Random(seed), small()
    days = [FIRST + timedelta(i) for i in range((AS_AT - FIRST).days + 10)]
    ends = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 9, 30)]

    def day() -> date:
        return dice.choice(days if dice.random() < 0.8 else ends)

    def code(vocabulary: Any) -> str | None:
        return dice.choice([*vocabulary.codes, None])

    warehouse.cover(AS_AT, MONTHS)
    warehouse.fill(
        "expected_extract", [{"extract": "list", "every": "month"}, {"extract": "audit", "every": "quarter"}]
    )
    for la in LA_CODES:
        for part in (_list, _missing, _practice):
            for table, rows in part(dice, la, day, code).items():
                warehouse.fill(table, rows, la)
    return warehouse


def _totals(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["by1"].eq("total")]


def _check_parts(rows: pd.DataFrame) -> None:
    """Each table's cells add to its total, and each two-way table's rows to its one-way tables."""
    place = ["metric", "period_kind", "period_start", "area", "basis"]
    counts = ["n", "yes", "no", "not_recorded"]
    whole = _totals(rows).set_index(place)[counts].fillna(0)
    parts = rows[rows["by1"].ne("total")].groupby([*place, "by1", "by2"])[counts].sum()
    joined = parts.join(whole, rsuffix="_whole")
    for count in counts:
        assert joined[count].eq(joined[f"{count}_whole"]).all(), count
    two = rows[rows["by2"].ne("total")].groupby([*place, "by1", "cat1"])["n"].sum()
    one = rows[rows["by1"].ne("total") & rows["by2"].eq("total")].set_index([*place, "by1", "cat1"])["n"]
    assert (two == one.reindex(two.index)).groupby(level=0).all().all()


def _check_areas(rows: pd.DataFrame) -> None:
    """A partnership is the sum of its authorities, Tees of its partnerships (no partnership's own rows here)."""
    split = [h.metric for h in catalogue().values() if h.kind in ("count", "share") and not h.areas]
    counts = rows[rows["metric"].isin(split)]
    wide = counts.pivot_table(
        index=[c for c in SCHEMA.unique if c != "area"], columns="area", values=["n", "yes"], aggfunc="sum"
    )
    for column in ("n", "yes"):
        for parent, children in CHILDREN.items():
            assert wide[column][parent].eq(sum(wide[column][c] for c in children)).all()


def _check_periods(con: Any, rows: pd.DataFrame) -> None:
    """A quarter's flow is the sum of its months, a stock its last month; distinct children are at most the sum."""
    found = catalogue()
    distinct = {n for n, h in found.items() if h.kind in ("count", "share") and dated_by_period(con, found[h.of or n])}
    live = _totals(rows[rows["basis"].eq("live")])
    for name, header in catalogue().items():
        if header.kind not in ("count", "share") or header.headline != "month":
            continue
        mine = live[live["metric"].eq(name)]
        cell = {(r.period_kind, r.period_start, r.area): r.n for r in mine.itertuples()}
        for (kind, start, area), n in cell.items():
            if kind != "quarter":
                continue
            months = [cell[("month", start + pd.DateOffset(months=i), area)] for i in range(3)]
            if header.time == "stock":
                assert n == months[-1], name
            elif name in distinct:
                assert max(months) <= n <= sum(months), name
            else:
                assert n == sum(months), name


def _check_shares(con: Any, rows: pd.DataFrame) -> None:
    """Shares lie between 0 and 1, their units are their count's, and nested numerators are nested."""
    shares = rows[rows["metric"].isin([h.metric for h in catalogue().values() if h.kind == "share"])]
    assert (shares["yes"] + shares["no"] + shares["not_recorded"]).eq(shares["n"]).all()
    for name, header in catalogue().items():
        if header.of is None:
            continue
        columns = {row[0] for row in con.execute(f"describe {header.sql}").fetchall()}
        keys = ", ".join(k for k in KEYS if k in columns)
        own = con.execute(f"select {keys} from ({header.sql}) order by all").fetchall()
        count = con.execute(f"select {keys} from ({catalogue()[header.of].sql}) order by all").fetchall()
        assert own == count, f"{name}: other units than {header.of}"
        assert len(own) == len(set(own)), f"{name}: a unit twice"
        if header.numerator_within:
            outer = catalogue()[header.numerator_within]
            members = make_members(con, catalogue()[header.of], [header, outer])
            inside, around = part_column(header), part_column(outer)
            outside = con.execute(
                f"select count(*) from {members} where {inside} and not coalesce({around}, false)"
            ).fetchall()
            assert outside == [(0,)], name


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_figures_hold_together(small: Any, seed: int) -> None:
    con = _random_warehouse(small, seed).con
    rows = SCHEMA.validate(run(con, AS_AT, months=MONTHS).rows)
    assert rows["status"].eq("ok").all()
    _check_parts(rows)
    _check_areas(rows)
    _check_periods(con, rows)
    prepare(con, AS_AT, MONTHS)  # a run drops each shared view after its last reader
    _check_shares(con, rows)


def _tallied(header: Any, members: pd.DataFrame, names: list[str]) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """(area, categories) -> n, yes, not recorded, median: worked out once more, from a period's members in Tees."""
    areas = pd.DataFrame(
        [(la, area) for area in header.area_codes for la in (*authorities_of(area), area)], columns=["la_code", "area"]
    )
    placed = members.merge(areas.drop_duplicates(), on="la_code")
    placed["yes"] = placed["numerator"].eq(True).fillna(False).astype(int) if header.kind == "share" else 0
    placed["blank"] = placed["numerator"].isna().astype(int) if header.kind == "share" else 0
    placed["value"] = placed["value"] if header.kind == "median" else 0.0
    found = placed.groupby(["area", *names])[["yes", "blank", "value"]].agg(
        n=("yes", "size"), yes=("yes", "sum"), blank=("blank", "sum"), value=("value", "median")
    )
    return {
        key if isinstance(key, tuple) else (key,): tuple(row)
        for key, row in zip(found.index, found.to_numpy(), strict=True)
    }


def _turn(metric: str, periods: list[tuple[str, date]]) -> tuple[str, date]:
    kinds = [p for p in periods if p[0] in KINDS_FROM[catalogue()[metric].headline]]
    return kinds[list(catalogue()).index(metric) % len(kinds)]


def test_members_are_those_behind_every_figure(small: Any) -> None:
    con = _random_warehouse(small, 7).con
    rows = run(con, AS_AT, months=MONTHS).rows
    periods = [("month", date(2026, 9, 1)), ("quarter", date(2026, 7, 1)), ("year", date(2025, 4, 1))]
    live, seen = rows[rows["basis"].eq("live") & rows["metric"].ne("assessment_factors")], 0
    for (metric, kind, start), cells in live.groupby(["metric", "period_kind", "period_start"]):
        # each metric at one kind of period, turn and turn about: every kind is seen, in a third of the time
        if (kind, start.date()) != _turn(metric, periods):
            continue
        header = catalogue()[metric]
        members = member_rows(con, metric, Period(kind, start.date()), "TEES", as_at=AS_AT)
        for (by1, by2), table in cells.groupby(["by1", "by2"]):
            names = [by for by in (by1, by2) if by != "total"]
            tallied = _tallied(header, members, names)
            for row in table.itertuples():
                n, yes, blank, value = tallied.pop((row.area, *(row.cat1, row.cat2)[: len(names)]), (0, 0, 0, 0))
                seen += 1
                assert n == row.n, row
                assert header.kind != "share" or (yes, blank) == (row.yes, row.not_recorded), row
                assert header.kind != "median" or n == 0 or value == pytest.approx(row.value), row
            assert not tallied, "a member in no cell"
    assert seen > 1000


def test_asking_for_one_cell_gives_its_members_alone(small: Any) -> None:
    con = _random_warehouse(small, 7).con
    live = run(con, AS_AT, ["open_on_list", "return_interview_completed"], months=MONTHS).rows.query("basis == 'live'")
    dice = Random(1)
    full = live[live["n"].gt(0)]
    for i in dice.sample(range(len(full)), 10):
        row = full.iloc[i]
        by = {b: c for b, c in ((row["by1"], row["cat1"]), (row["by2"], row["cat2"])) if b != "total"}
        period = Period(row["period_kind"], row["period_start"].date())
        assert len(member_rows(con, row["metric"], period, row["area"], by, as_at=AS_AT)) == row["n"]


def test_every_category_that_members_carry_is_a_code(small: Any) -> None:
    from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

    con = _random_warehouse(small, 11).con
    prepare(con, AS_AT, MONTHS)
    for header in catalogue().values():
        if header.kind != "count":
            continue
        name = make_members(con, header)
        for split in {s for names in header.all_breakdowns() for s in names}:
            codes = {row[0] for row in con.execute(f"select distinct {split} from {name}").fetchall()}
            assert codes <= {*BREAKDOWNS[split].vocabulary.codes, NOT_RECORDED}, (header.metric, split)
    assert set(AREAS) >= {"TEES", *LA_CODES}

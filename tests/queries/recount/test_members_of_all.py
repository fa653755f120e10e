"""Members behind every figure of the catalogue: as many as the cell says, live and frozen; else the parts are named."""

from typing import Any

import pandas as pd
import pytest
from made import poured, world

from data_contracts.areas import AREAS, authorities_of
from data_contracts.metric_header import MetricHeader
from queries.catalogue import FROM_MEMBERS, KINDS_FROM, catalogue
from queries.run import NoMembers, member_rows, run

SEED = 1
NAMES = sorted(name for name, header in catalogue().items() if header.kind in FROM_MEMBERS)
OTHERS = sorted(set(catalogue()) - set(NAMES))


@pytest.fixture(scope="module")
def filled(small: Any) -> Any:
    """A random warehouse, its figures, and its frozen members under a release."""
    made = world(SEED)
    con = poured(made, small())
    result = run(con, made.as_at, NAMES, months=made.months)
    con.register("proposal", result.proposed)
    con.execute("insert into proposed_member select 'r1', * from proposal")
    return con, made, result.rows


def _tally(header: MetricHeader, members: pd.DataFrame, names: list[str]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """(area, categories) -> how many members, and of a share how many are true and blank."""
    found: dict[tuple[str, ...], list[Any]] = {}
    of_area = {la: [a for a in header.area_codes if la == a or la in authorities_of(a)] for la in AREAS}
    for row in members.itertuples():
        for area in of_area[row.la_code]:
            got = row.numerator if header.kind == "share" else False
            found.setdefault((area, *(getattr(row, name) for name in names)), []).append(got)
    return {
        key: (len(got), sum(1 for g in got if not pd.isna(g) and g), sum(1 for g in got if pd.isna(g)))
        for key, got in found.items()
    }


def _check(header: MetricHeader, cells: pd.DataFrame, members: pd.DataFrame) -> int:
    seen = 0
    for (by1, by2), table in cells.groupby(["by1", "by2"]):
        names = [by for by in (by1, by2) if by != "total"]
        tally = _tally(header, members, names)
        for row in table.itertuples():
            n, yes, blank = tally.pop((row.area, *(row.cat1, row.cat2)[: len(names)]), (0, 0, 0))
            assert n == row.n, row
            assert header.kind != "share" or (yes, blank) == (row.yes, row.not_recorded), row
            seen += n > 0
        assert not tally, "a member in no cell"
    return seen


@pytest.mark.parametrize("part", range(4))
def test_members_are_as_many_as_every_cell_says(filled: Any, part: int) -> None:
    con, made, rows = filled
    seen = 0
    for i, name in list(enumerate(NAMES))[part::4]:
        header, mine = catalogue()[name], rows[rows["metric"].eq(name) & rows["status"].eq("ok")]
        kinds = KINDS_FROM[header.headline]
        live = [p for p in made.periods if p.kind == kinds[i % len(kinds)]][-1:]
        frozen = [p for p in made.periods if p.kind == "quarter"][-3:-2]
        for basis, periods in (("live", live), ("frozen", frozen)):
            for period in periods:
                at = mine["period_kind"].eq(period.kind) & mine["period_start"].eq(pd.Timestamp(period.start))
                cells = mine[at & mine["basis"].eq(basis)]
                if len(cells):
                    how = {"as_at": made.as_at} if basis == "live" else {"release_id": "r1", "basis": "frozen"}
                    seen += _check(header, cells, member_rows(con, name, period, "TEES", **how))
    assert seen > 50


def _refusal(small: Any, name: str) -> str:
    with pytest.raises(NoMembers, match=catalogue()[name].kind) as told:
        member_rows(small().con, name, "2025-26", "TEES")
    return str(told.value)


@pytest.mark.parametrize("name", OTHERS)
def test_a_figure_without_members_rests_on_counts_that_have_them(small: Any, name: str) -> None:
    header = catalogue()[name]
    assert name in _refusal(small, name)
    if header.kind == "ratio":
        assert {side.partition(".")[0] for side in (header.numerator, header.denominator)} <= set(NAMES)


@pytest.mark.parametrize("name", [name for name in OTHERS if catalogue()[name].kind == "ratio"])
def test_the_refusal_names_the_parts_of_a_ratio(small: Any, name: str) -> None:
    header, said = catalogue()[name], _refusal(small, name)
    assert all(side.partition(".")[0] in said for side in (header.numerator, header.denominator))


DERIVED = [
    ("added_to_list", "2025-B3", "2025-05, 2025-06"),
    ("open_on_list", "2025-B3", "from 2025-06$"),
    ("audits_completed", "2025-26-H1", "2025-26-Q1, 2025-26-Q2"),
    ("audits_completed", "2025-B3", "cannot"),
    ("children_missing", "2025-26-H1", "cannot"),
    ("days_on_list", "2025-26-H1", "cannot"),
]


@pytest.mark.parametrize(("name", "code", "parts"), DERIVED)
def test_a_derived_figure_names_what_it_is_derived_from(small: Any, name: str, code: str, parts: str) -> None:
    with pytest.raises(NoMembers, match=f"month, quarter and year.*{parts}"):
        member_rows(small().con, name, code, "TEES")


def test_a_rate_names_the_count_that_it_rests_on(small: Any) -> None:
    with pytest.raises(NoMembers, match=r"members of open_on_list$"):
        member_rows(small().con, "open_on_list_rate", "2025-26", "TEES")
    with pytest.raises(KeyError):
        member_rows(small().con, "no_such_rate", "2025-26", "TEES")

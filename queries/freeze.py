"""Frozen tables: what was released for a settled quarter or year stands, whatever is entered later.

A settled quarter's members are taken from `frozen_member` where they are there already; else the members
of today are proposed to be frozen (`publish` writes them). A year is made of its frozen quarters: a flow
of all four, a stock of the last; a measure that is true per period (distinct children) has year members.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pandas as pd

from data_contracts.areas import LA_CODES, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import add_months
from data_contracts.vocabularies import TEES, TOTAL
from queries.catalogue import settle_days
from queries.coverage import Coverage, fields_of, months_needed
from queries.rollup import own_splits, roll_up
from queries.workspace import Connection, frame, has_table, rows

_KEYS = ["metric", "period_kind", "period_start", "la_code", "unit"]
MEMBER_COLUMNS = [*_KEYS, "counted_on", "cells", "numerator", "value"]
_TYPES = (
    "metric varchar, period_kind varchar, period_start date, la_code varchar, unit varchar, counted_on date, "
    "cells map(varchar, varchar), numerator boolean, value double"
)
Place = tuple[str, date, str]
"""(period kind, first day, authority): what is frozen as one."""


def cells_of(splits: list[str], only: str = "") -> str:
    """SQL of the map split -> code of a member `m`; `only`: SQL of the list of splits to keep."""
    if not splits:
        return "cast(map {} as map(varchar, varchar))"
    entries = ", ".join(f"{{'k': '{s}', 'v': m.{s}}}" for s in splits)
    kept = f"list_filter([{entries}], lambda e: list_contains({only}, e.k))" if only else f"[{entries}]"
    return f"map_from_entries({kept})"


@dataclass
class Frozen:
    """The frozen members that stand (`frozen_now`, a temporary table) and what a run proposes to add."""

    con: Connection
    as_at: date
    catalogue: dict[str, MetricHeader]
    coverage: Coverage
    standing: dict[str, dict[Place, set[str]]] = field(default_factory=dict)
    """Metric -> what was frozen before this run -> the splits that were supplied then."""

    def open(self, members: pd.DataFrame | None) -> None:
        """Fill `frozen_now` from `members` (columns of `frozen_member`), or from the warehouse's table if None."""
        con = self.con
        con.execute(f"create or replace temp table frozen_now ({_TYPES}, proposed boolean)")
        columns = ", ".join(MEMBER_COLUMNS)
        if members is not None and len(members):
            con.register("given_members", members[MEMBER_COLUMNS])
            con.execute(f"insert into frozen_now select {columns}, false from given_members")  # noqa: S608
            con.unregister("given_members")
        elif members is None and has_table(con, "frozen_member"):
            con.execute(f"insert into frozen_now select {columns}, false from frozen_member")  # noqa: S608
        for metric, kind, start, la_code, splits in rows(con, """
            select metric, period_kind, period_start, la_code, list(distinct split) filter (where split is not null)
            from (select *, unnest(case when len(map_keys(cells)) = 0 then [null] else map_keys(cells) end) as split
                  from frozen_now)
            group by all"""):  # fmt: skip
            self.standing.setdefault(metric, {})[(kind, start, la_code)] = set(splits or [])
        self._add_empty()

    def _add_empty(self) -> None:
        """Places that were frozen with no member at all leave no member rows: the ledger knows them.

        It may not print a split for the place itself (splits of the year only, older quarters): that one stands if
        the authority supplied its field, as it did when the place was frozen.
        """
        if not has_table(self.con, "ledger"):
            return
        for metric, kind, start, area, stood, absent in rows(self.con, """
            select metric, period_kind, period_start, area, list(distinct by1) filter (where status <> 'x'),
                   list(distinct by1) filter (where status = 'x')
            from ledger where basis = 'frozen' group by all"""):  # fmt: skip
            if metric not in self.catalogue or area not in (*LA_CODES, TEES) or TOTAL not in (stood or []):
                continue
            header, months = self.catalogue[metric], months_needed(self.catalogue[metric], kind, start)
            splits = {
                name for name in set(own_splits(header)) - set(absent or [])
                if name in stood or self.coverage.authority(area, fields_of(header, [name]), months)
            }  # fmt: skip
            self.standing.setdefault(metric, {}).setdefault((kind, start, area), splits)

    def tables(self, header: MetricHeader, members: str, dated: bool) -> pd.DataFrame:
        """Frozen rows of the metric's settled quarters and years; proposes what is newly settled."""
        settled = f"period_end + {settle_days(header, self.catalogue)} <= date '{self.as_at}'"
        state = self._propose(header, members, dated, settled)
        kinds = "', '".join(kind for kind, lists in header.breakdowns.items() if lists)
        periods = f"select * from calendar where {settled} and period_kind in ('{kinds}')"  # noqa: S608

        stands = partial(_stands, header, dated, state)
        return roll_up(self.con, header, _placed_frozen(header, dated), "frozen", periods, stands)

    def proposed(self) -> pd.DataFrame:
        """Members that this run proposes to freeze: the columns of `frozen_member` without release_id."""
        columns = ", ".join(MEMBER_COLUMNS)
        return frame(self.con, f"select {columns} from frozen_now where proposed order by 1, 2, 3, 4, 5, 6")  # noqa: S608

    def _propose(self, header: MetricHeader, members: str, dated: bool, settled: str) -> dict[Place, set[str]]:
        """What stands for the metric, the newly settled places included; their members go to `frozen_now`."""
        state = dict(self.standing.get(header.metric, {}))
        splits = own_splits(header)
        kinds = "('quarter', 'year')" if dated else "('quarter')"
        fresh: list[tuple[str, date, str, list[str]]] = []
        for kind, start in rows(self.con, f"select period_kind, period_start from calendar where {settled} "  # noqa: S608
                                          f"and period_kind in {kinds}"):  # fmt: skip
            months = months_needed(header, kind, start)
            for la_code in (*LA_CODES, TEES):
                place = (kind, start, la_code)
                base_stands = header.of is not None and place in self.standing.get(header.of, {})
                if place in state or base_stands or not self.coverage.authority(la_code, header.fields, months):
                    continue
                supplied = {s for s in splits if self.coverage.authority(la_code, fields_of(header, [s]), months)}
                state[place] = supplied
                fresh.append((*place, sorted(supplied)))
        if fresh:
            self._insert(header, members, fresh)
        return state

    def _insert(self, header: MetricHeader, members: str, fresh: list[tuple[str, date, str, list[str]]]) -> None:
        inside = "m.counted_on = c.period_end" if header.time == "stock" else (
            "m.counted_on between c.period_start and c.period_end")  # fmt: skip
        self.con.execute(
            f"""
            insert into frozen_now
            select ?, c.period_kind, c.period_start, m.la_code, m.unit, m.counted_on,
                   {cells_of(own_splits(header), "k.splits")}, m.numerator, m.value, true
            from {members} as m
            join calendar as c on {inside} and coalesce(m.period_kind, c.period_kind) = c.period_kind
            join (select unnest(?) as kind, unnest(?) as start, unnest(?) as la_code, unnest(?) as splits) as k
                on k.kind = c.period_kind and k.start = c.period_start and k.la_code = m.la_code""",  # noqa: S608
            [header.metric, *(list(column) for column in zip(*fresh, strict=True))],
        )


def _placed_frozen(header: MetricHeader, dated: bool) -> str:
    """Select of the frozen members beside each quarter, and year made of quarters, that they count in."""
    cats = "".join(f", f.cells['{s}'] as {s}" for s in own_splits(header))
    ends = "b.period_end = c.period_end" if header.time == "stock" else (
        "b.period_end between c.period_start and c.period_end")  # fmt: skip
    year = "false" if dated else f"c.period_kind = 'year' and f.period_kind = 'quarter' and {ends}"
    return f"""
        select c.period_kind as in_kind, c.period_start as in_start, f.la_code, f.numerator, f.value{cats}
        from frozen_now as f
        join calendar as b on b.period_kind = f.period_kind and b.period_start = f.period_start
        join calendar as c on (c.period_kind = f.period_kind and c.period_start = f.period_start) or ({year})
        where f.metric = '{header.metric}'"""  # noqa: S608


def _stands(
    header: MetricHeader, dated: bool, state: dict[Place, set[str]], kind: str, start: date, area: str, by: set[str]
) -> bool:
    """Whether a frozen figure stands: every place that it is made of was supplied, with the splits it is by."""
    bases = [(kind, start)]
    if kind == "year" and not dated:
        quarters = [("quarter", add_months(start, 3 * i)) for i in range(4)]
        bases = quarters[-1:] if header.time == "stock" else quarters

    def supplied(la_code: str) -> bool:
        return all(by <= state.get((*base, la_code), set()) and (*base, la_code) in state for base in bases)

    return all(supplied(la_code) for la_code in authorities_of(area)) or (area == TEES and supplied(TEES))

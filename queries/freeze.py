"""Frozen tables: what was released for a settled quarter or year stands, whatever is entered later.

A settled quarter's members are taken from `frozen_member` where they are there already; else the members
of today are proposed to be frozen (`publish` writes them). A year is made of its frozen quarters: a flow
of all four, a stock of the last; a measure that is true per period (distinct children) has year members.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd

from data_contracts.areas import LA_CODES, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import add_months
from data_contracts.vocabularies import TEES, TOTAL
from queries.catalogue import own_splits, settle_days
from queries.connection import Connection, has_table, rows, wide_frame
from queries.coverage import Coverage, Gap, fields_of, months_needed
from queries.tally import placed_live
from queries.workspace import answer_of

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


def open_live(con: Connection) -> None:
    """Make `live_now`, empty: MEMBER_COLUMNS, with the codes of a metric's splits as a list in place of a map."""
    con.execute(f"create or replace temp table live_now ({_TYPES.replace('map(varchar, varchar)', 'varchar[]')})")


def keep_live(con: Connection, headers: Iterable[MetricHeader], placed: str) -> None:
    """Add the members of one count to `live_now`, for each of `headers` (the count, what is `of` it) a row each."""
    told = []
    for header in headers:
        numerator, value = answer_of(header)
        codes = ", ".join(f"m.{split}" for split in own_splits(header))
        told.append(f"{{'metric': '{header.metric}', 'cells': cast([{codes}] as varchar[]), "
                    f"'numerator': {numerator}, 'value': {value}}}")  # fmt: skip
    con.execute(
        f"insert into live_now select t.metric, in_kind, in_start, la_code, unit, counted_on, t.cells, "  # noqa: S608
        f"t.numerator, t.value from (select *, unnest([{', '.join(told)}]) as t from ({placed}) as m)"
    )


def live_members(con: Connection, found: dict[str, MetricHeader]) -> pd.DataFrame:
    """The live members that were kept, as MEMBER_COLUMNS."""
    return _members(con, "live_now", lambda metric, codes: dict(zip(own_splits(found[metric]), codes, strict=True)))


def _members(con: Connection, source: str, cells_from: Callable[[str, Any], dict[str, str | None]]) -> pd.DataFrame:
    """Rows of `source` in order, as MEMBER_COLUMNS with each one's cells as a dict.

    Many members have the same cells: each dict is made once and shared, as making one for each row would
    take longer than the counting.
    """
    con.execute("create or replace temp table like_cells as select metric, cells, row_number() over () - 1 as nth "  # noqa: S608
                f"from (select distinct metric, cells from {source})")  # fmt: skip
    like = rows(con, "select metric, cells from like_cells order by nth")
    dicts = pd.Series([cells_from(metric, cells) for metric, cells in like], dtype=object)
    days = ("period_start", "counted_on")
    held = ", ".join(f"cast({c} as timestamp) as {c}" if c in days else c for c in MEMBER_COLUMNS if c != "cells")
    found = wide_frame(con, f"select {held}, nth from (select * from {source}) join like_cells using (metric, cells) "  # noqa: S608
                            f"order by {', '.join(_KEYS)}, counted_on")  # fmt: skip
    found["cells"] = dicts.to_numpy()[found.pop("nth").to_numpy(dtype="int64")]
    return found[MEMBER_COLUMNS]


@dataclass
class Frozen:
    """The frozen members that stand (`frozen_now`, a temporary table) and what a run proposes to add."""

    con: Connection
    as_at: date
    catalogue: dict[str, MetricHeader]
    coverage: Coverage
    standing: dict[str, dict[Place, set[str]]] = field(default_factory=dict)
    """Metric -> what was frozen before this run -> the splits that were supplied then."""
    calendar: list[tuple[str, date, date]] = field(default_factory=list)
    settled: list[tuple[str, str, date, date]] = field(default_factory=list)
    """(metric, period kind, first day, last day) of the periods that have frozen figures."""
    gaps: list[Gap] = field(default_factory=list)

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
                  from (select distinct metric, period_kind, period_start, la_code, cells from frozen_now))
            group by all"""):  # fmt: skip
            self.standing.setdefault(metric, {})[(kind, start, la_code)] = set(splits or [])
        self.calendar = rows(con, "select * from calendar order by all")
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
            if not header.breakdowns.get(kind):  # a total that stands by its number, not by members
                continue
            splits = {
                name for name in set(own_splits(header)) - set(absent or [])
                if name in stood or self.coverage.authority(area, header, fields_of(header, [name]), months)
            }  # fmt: skip
            self.standing.setdefault(metric, {}).setdefault((kind, start, area), splits)

    def settle(self, header: MetricHeader, members: str, dated: bool) -> None:
        """Take up the metric's settled quarters and years: what is newly settled is proposed, what is `x` noted."""
        until = self.as_at - timedelta(settle_days(header, self.catalogue))
        settled = [period for period in self.calendar if period[2] <= until]
        state = self._propose(header, members, dated, settled)
        kinds = [kind for kind, lists in header.breakdowns.items() if lists]
        mine = [period for period in settled if period[0] in kinds]
        self.settled += [(header.metric, *period) for period in mine]
        for kind, start, _ in mine:
            for area in header.area_codes:
                there = _supplied_there(header, dated, state, kind, start, area)
                for names in [[], *header.all_breakdowns()]:
                    if not any(splits.issuperset(names) for splits in there):
                        by1, by2 = (*names, TOTAL, TOTAL)[:2]
                        self.gaps.append((header.metric, "frozen", kind, start, area, by1, by2))

    def proposed(self) -> pd.DataFrame:
        """Members that this run proposes to freeze: the columns of `frozen_member` without release_id."""
        return _members(self.con, "frozen_now where proposed", lambda _, cells: cells)

    def _propose(
        self, header: MetricHeader, members: str, dated: bool, settled: list[tuple[str, date, date]]
    ) -> dict[Place, set[str]]:
        """What stands for the metric, the newly settled places included; their members go to `frozen_now`."""
        state = dict(self.standing.get(header.metric, {}))
        splits = own_splits(header)
        fresh: list[tuple[str, date, str, list[str]]] = []
        for kind, start in [
            (kind, start) for kind, start, _ in settled if kind == "quarter" or (dated and kind == "year")
        ]:
            months = months_needed(header, kind, start)
            for la_code in (*LA_CODES, TEES):
                place = (kind, start, la_code)
                base_stands = header.of is not None and place in self.standing.get(header.of, {})
                there = partial(self.coverage.authority, la_code, header, months=months)
                if place in state or base_stands or not there(header.fields):
                    continue
                supplied = {s for s in splits if there(fields_of(header, [s]))}
                state[place] = supplied
                fresh.append((*place, sorted(supplied)))
        if fresh:
            self._insert(header, members, fresh)
        return state

    def _insert(self, header: MetricHeader, members: str, fresh: list[tuple[str, date, str, list[str]]]) -> None:
        self.con.execute(
            f"""
            insert into frozen_now
            select ?, m.in_kind, m.in_start, m.la_code, m.unit, m.counted_on,
                   {cells_of(own_splits(header), "k.splits")}, {", ".join(answer_of(header))}, true
            from ({placed_live(header, members)}) as m
            join (select unnest(?) as kind, unnest(?) as start, unnest(?) as la_code, unnest(?) as splits) as k
                on k.kind = m.in_kind and k.start = m.in_start and k.la_code = m.la_code""",  # noqa: S608
            [header.metric, *(list(column) for column in zip(*fresh, strict=True))],
        )


def _supplied_there(
    header: MetricHeader, dated: bool, state: dict[Place, set[str]], kind: str, start: date, area: str
) -> list[set[str]]:
    """The splits supplied everywhere that a frozen figure is made of: by the authorities, or for Tees as a whole."""
    bases = [(kind, start)]
    if kind == "year" and not dated:
        quarters = [("quarter", add_months(start, 3 * i)) for i in range(4)]
        bases = quarters[-1:] if header.time == "stock" else quarters
    found = []
    for codes in (authorities_of(area), *([(TEES,)] if area == TEES else [])):
        places = [state.get((*base, la_code)) for la_code in codes for base in bases]
        supplied = [splits for splits in places if splits is not None]
        if len(supplied) == len(places):
            found.append(set.intersection(*supplied))
    return found

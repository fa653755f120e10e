"""The runner: every metric's figures from the warehouse, with the members behind them.

Reads only: whatever it makes is temporary. The metric files say who counts; periods, areas, splits,
supply and what is frozen are the same for all of them and stand here and in the files beside.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data_contracts.areas import CHILDREN, LA_CODES, authorities_of
from data_contracts.metric_header import MetricHeader
from queries import coverage as supplied
from queries.catalogue import FROM_MEMBERS, catalogue, texts_of, wanted
from queries.connection import frame, without_optimizer
from queries.freeze import MEMBER_COLUMNS, Frozen, keep_live, live_members, open_live
from queries.members import NoMembers, member_rows
from queries.narrow import widened_after
from queries.rollup import COLUMNS, figures, typed
from queries.tally import median_live, open_tally, placed_once, tally_frozen, tally_live
from queries.workspace import Shared, dated_by_period, first_and_last, make_members, prepare, views_of

__all__ = ["MEMBER_COLUMNS", "NoMembers", "RunResult", "member_rows", "population", "run"]

Progress = Callable[[str, int, int], None]
"""What is being worked out, how many are done, of how many."""


@dataclass(frozen=True)
class RunResult:
    """What a run hands over. `proposed` and `live_members`: the columns of `frozen_member` without release_id.

    A plain metric's live members stand once, under their month (a quarter's are those of its months, or of
    its last month for a stock); only a metric whose truth depends on the period has them for each kind.
    """

    rows: pd.DataFrame
    proposed: pd.DataFrame
    live_members: pd.DataFrame
    supply: pd.DataFrame


def run(
    con: duckdb.DuckDBPyConnection,
    as_at: date,
    metrics: Iterable[str] | None = None,
    frozen: pd.DataFrame | None = None,
    months: int = 36,
    progress: Progress | None = None,
    settings: Path | None = None,
) -> RunResult:
    """Every figure of the named metrics (all if None) for the `months` complete months up to `as_at`.

    `rows` is valid under `metric_rows.SCHEMA`: live rows (totals and splits) for complete periods, and
    frozen rows for settled quarters and years. `frozen`: members that are frozen already, in place of the
    warehouse's `frozen_member`. A ratio has no rows: it is derived from shown counts. `settings`: the
    partnership's own settings file, if there is one. KeyError: no such metric.
    """
    headers, tell = wanted(metrics), progress or (lambda *_: None)
    with widened_after(con):
        shared = prepare(con, as_at, months, settings=settings, texts=texts_of(headers), at_once=False)
        result = _run(con, as_at, headers, frozen, shared, tell)
    tell("", len(headers), len(headers))
    return result


def _run(
    con: duckdb.DuckDBPyConnection, as_at: date, headers: list[MetricHeader], frozen: pd.DataFrame | None,
    shared: Shared, tell: Progress,
) -> RunResult:  # fmt: skip
    """The figures of these metrics in a workspace that was prepared."""
    found, coverage = catalogue(), supplied.Coverage(con)
    standing = Frozen(con, as_at, found, coverage)
    standing.open(frozen)
    open_tally(con)
    open_live(con)
    counted = [header for header in headers if header.kind in FROM_MEMBERS]
    dated = _count_all(con, counted, shared, standing, lambda title, done: tell(title, done, len(headers)))
    tell("Adding up", len(counted), len(headers))
    tally_frozen(con, [header for header in counted if header.all_breakdowns()], dated)
    periods = [period[:2] for period in standing.calendar]
    absent = [gap for header in counted for gap in supplied.gaps(coverage, header, periods)]
    tables = [figures(con, counted, standing.settled, standing.gaps + absent)]
    published = [header for header in headers if header.kind == "published"]
    shared.open(views_of([header.sql for header in published]))
    tables += [_published(con, header) for header in published]
    return RunResult(pd.concat(tables, ignore_index=True), standing.proposed(), live_members(con, found),
                     supplied.supply(con))  # fmt: skip


def _count_all(
    con: duckdb.DuckDBPyConnection, counted: list[MetricHeader], shared: Shared, standing: Frozen,
    tell: Callable[[str, int], None],
) -> dict[str, bool]:  # fmt: skip
    """Count the metrics, those of one count together; by metric, whether its members carry their period."""
    families, dated, done = _families(counted, catalogue()), dict[str, bool](), 0
    turns = first_and_last([texts_of(mine) for _, mine in families])
    with without_optimizer(con, "grouping_sets"):  # it takes longer than it saves, at every size tried
        for (whole, mine), (read, read_last) in zip(families, turns, strict=True):
            tell(mine[0].title, done)
            shared.open(read)
            dated |= dict.fromkeys((header.metric for header in mine), dated_by_period(con, whole))
            _count(con, whole, mine, dated[mine[0].metric], standing)
            shared.close(read_last)
            done += len(mine)
    return dated


def _families(
    headers: Iterable[MetricHeader], found: dict[str, MetricHeader]
) -> list[tuple[MetricHeader, list[MetricHeader]]]:
    """Each count with those of the metrics (itself, if it is one of them) that are counted from its members."""
    families: dict[str, list[MetricHeader]] = {}
    for header in headers:
        families.setdefault(header.of or header.metric, []).append(header)
    return [(found[whole], mine) for whole, mine in families.items()]


def _count(
    con: duckdb.DuckDBPyConnection, whole: MetricHeader, mine: list[MetricHeader], dated: bool, standing: Frozen
) -> None:
    """Tally a count and what is `of` it from its members, keep these as live members and freeze what is settled."""
    parts = [header for header in mine if header.of]
    members = make_members(con, whole, parts)
    tally_live(con, mine, members, dated)
    for header in mine:
        if header.kind == "median":
            median_live(con, header, members)
        if header.all_breakdowns():
            standing.settle(header, members, dated)
    keep_live(con, mine, placed_once(whole, members))
    con.execute(f"drop table {members}")


def _published(con: duckdb.DuckDBPyConnection, header: MetricHeader) -> pd.DataFrame:
    """The publisher's own figures, markers and all; no number stands beside a marker."""
    found = frame(con, f"select *, 'total' as by2, 'total' as cat2, 'live' as basis from ({header.sql}) order by all")  # noqa: S608
    found["n"] = found["n"].astype("Int64").where(found["status"].eq("ok"))
    return typed(found.assign(metric=header.metric).reindex(columns=COLUMNS))


def population(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Residents aged 0 to 17: area, mid_year, population. A partnership or Tees only where all its parts are held."""
    held = frame(con, "select area_code as area, mid_year, population from population where population is not null")
    parts = held[held["area"].isin(LA_CODES)]
    sums = []
    for area in CHILDREN:
        codes = authorities_of(area)
        mine = parts[parts["area"].isin(codes)].groupby("mid_year")["population"].agg(["sum", "count"])
        whole = mine[mine["count"].eq(len(codes))].reset_index()
        sums.append(pd.DataFrame({"area": area, "mid_year": whole["mid_year"], "population": whole["sum"]}))
    found = pd.concat([held, *sums], ignore_index=True).astype({"mid_year": "int64", "population": "Int64"})
    return found.sort_values(["area", "mid_year"], ignore_index=True)

"""The runner's workspace: temporary macros, views and tables on a warehouse connection; the warehouse is not touched.

What a metric's SQL may read beside the warehouse's own tables is made here: the helper functions, the
shared views, `calendar`, `as_at`, `area_of` and the local settings; then each metric's members, once, as a
temporary table.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from data_contracts.areas import area_rows
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MEMBER_KINDS, add_months, complete_periods
from data_contracts.tables import TABLES
from data_contracts.vocabularies import NOT_RECORDED, TEES
from queries.catalogue import own_splits
from queries.settings import SETTING, bank_holidays, setting_rows, workdays

HERE = Path(__file__).parent
CALENDAR = "period_kind varchar, period_start date, period_end date"
CALENDAR_DAY = """
    create or replace temp table calendar_day as
    select cast(unnest(generate_series(period_start, period_end, interval 1 day)) as date) as day, *
    from calendar"""
"""Each day beside each period that it lies in: to match days by being equal costs a fraction of asking what lies between."""
_DATED: dict[str, bool] = {}
"""A count's select -> whether its members carry `period_kind`."""


class Connection(Protocol):
    """A DuckDB connection, as far as the rooms' helpers use one (`duckdb` itself is imported in run.py only)."""

    def execute(self, query: str, parameters: Any = ...) -> Any:
        """Run one statement."""

    def sql(self, query: str) -> Any:
        """A relation: rows that are worked out when they are asked for."""

    def register(self, view_name: str, python_object: Any) -> Any:
        """Make a DataFrame readable under a name."""

    def unregister(self, view_name: str) -> Any:
        """Forget such a name."""


def frame(con: Connection, query: str, parameters: Any = None) -> pd.DataFrame:
    """Rows of `query` as a DataFrame."""
    return con.execute(query, parameters or []).df()


def wide_frame(con: Connection, query: str) -> pd.DataFrame:
    """Rows of `query` as a DataFrame by way of Arrow, whose texts pandas takes as they are: for many rows of text."""
    booleans = {pa.bool_(): pd.BooleanDtype()}
    return con.sql(query).to_arrow_table().to_pandas(types_mapper=booleans.get)


def rows(con: Connection, query: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """Rows of `query` as tuples (fetched whole: an open result would block the connection)."""
    return con.execute(query, parameters or []).fetchall()


def has_table(con: Connection, name: str) -> bool:
    """Whether the warehouse has a table or view `name` in its main schema."""
    return bool(rows(con, "select 1 from duckdb_tables() where table_name = ? union all "
                          "select 1 from duckdb_views() where view_name = ?", [name, name]))  # fmt: skip


def first_month(as_at: date, months: int) -> date:
    """First day of the oldest of `months` complete months at `as_at`."""
    return add_months(add_months(as_at, 0) if _month_ends(as_at) else add_months(as_at, -1), 1 - months)


def _month_ends(day: date) -> bool:
    return add_months(day, 1).toordinal() == day.toordinal() + 1


def prepare(
    con: Connection,
    as_at: date,
    months: int,
    materialise: bool = True,
    settings: Path | None = None,
    texts: Iterable[str] | None = None,
) -> None:
    """Make helpers, `calendar` (complete periods only), `calendar_day`, `as_at`, `area_of`, local settings and shared views on `con`.

    `materialise`: keep each shared view's rows in a temporary table, so that the metrics that share it
    scan the warehouse once; false leaves them views, for one metric alone. `settings`: the partnership's
    own settings file, if any; `setting`, `holiday` and `workday` are made in any case. `texts`: the selects
    that will be run, if only the views that they read are wanted.
    """
    _statements(con, (HERE / "helpers" / "duckdb.sql").read_text("utf-8"))
    start = first_month(as_at, months)
    periods = [(p.kind, p.start, p.end) for kind in MEMBER_KINDS for p in complete_periods(kind, start, as_at)]
    fill_table(con, "calendar", CALENDAR, periods)
    con.execute(CALENDAR_DAY)
    fill_table(con, "as_at", "as_at date", [(as_at,)])
    fill_table(con, "area_of", "la_code varchar, area varchar", [*area_rows(), (TEES, TEES)])
    fill_table(con, "setting", SETTING, setting_rows(settings))
    fill_table(con, "holiday", "day date", [(day,) for day in bank_holidays(as_at.year + 1)])
    fill_table(con, "workday", "day date, working boolean, nth bigint", list(workdays(as_at.year + 1)))
    there = dict(rows(con, "select table_name, 'table' from duckdb_tables() where temporary union all "
                           "select view_name, 'view' from duckdb_views() where temporary"))  # fmt: skip
    for name, select in _needed(texts).items():
        if name == "number":
            select = f"select unnest(range(1, {_largest_number(con)} + 1)) as n"
        kind = "table" if materialise else "view"
        if there.get(name, kind) != kind:
            con.execute(f"drop {there[name]} temp.{name}")
        con.execute(f"create or replace temp {kind} {name} as {select}")


def _largest_number(con: Connection) -> int:
    """The largest number that says how many of a thing there are: `number` need not be longer for this warehouse."""
    columns = [(t.name, c) for t in TABLES.values() for c, (kind, _) in t.columns.items() if c.endswith("_n") and "INT" in kind]
    there = " union all ".join(f"select max({column}) as n from {table}" for table, column in columns)  # noqa: S608
    return rows(con, f"select coalesce(max(n), 0) from ({there} union all select max(rows_read) from load_file)")[0][0]  # noqa: S608


def _needed(texts: Iterable[str] | None) -> dict[str, str]:
    """The shared views that `texts` read, and those that these read; all if None. The runner reads `authority`."""
    views = shared_views()
    if texts is None:
        return views
    wanted, words = {"authority"}, " ".join(texts)
    for name in reversed(views):  # a view stands after those that it reads
        if re.search(rf"\b(?:from|join) {name}\b", words):
            wanted.add(name)
            words += " " + views[name]
    return {name: text for name, text in views.items() if name in wanted}


@cache
def shared_views() -> dict[str, str]:
    """Name -> select of each file in `queries/views`, each after those that it reads."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted((HERE / "views").glob("*.sql"))}
    bare = {name: re.sub(r"/\*.*?\*/|--[^\n]*", "", text, flags=re.S) for name, text in texts.items()}
    reads = {n: {o for o in texts if o != n and re.search(rf"\b(?:from|join) {o}\b", t)} for n, t in bare.items()}
    ordered: dict[str, str] = {}
    while len(ordered) < len(texts):
        ready = [n for n in texts if n not in ordered and reads[n] <= set(ordered)]
        if not ready:
            raise ValueError(f"shared views read each other in a ring: {sorted(set(texts) - set(ordered))}")
        ordered |= {name: bare[name] for name in ready}
    return ordered


def member_table(header: MetricHeader) -> str:
    """Name of the temporary table that holds a metric's current members."""
    return f"members_of_{header.metric}"


def part_column(header: MetricHeader) -> str:
    """Name of a share's or median's own column among the members of its count."""
    return f"part_{header.metric}"


def answer_of(header: MetricHeader) -> tuple[str, str]:
    """SQL of a metric's numerator and of its value, from a member `m` of its count; null where it has none."""
    own = f"m.{part_column(header)}"
    return (own if header.kind == "share" else "cast(null as boolean)",
            own if header.kind == "median" else "cast(null as double)")  # fmt: skip


def make_members(con: Connection, whole: MetricHeader, parts: Iterable[MetricHeader] = ()) -> str:
    """Materialise a count's members, once for everything that is `of` it; the table's name.

    Columns: la_code, counted_on, unit, period_kind (null unless truth depends on the period), one per
    breakdown, and one per part (`part_column`): true, false or null for a share, a number for a median.
    """
    dated = dated_by_period(con, whole)
    kept = "m.period_kind" if dated else "cast(null as varchar) as period_kind"
    splits = "".join(f", m.{split}" for split in own_splits(whole))
    own, joined = "", ""
    keys = ["la_code", "counted_on", "unit", *(["period_kind"] if dated else [])]
    for nth, part in enumerate(parts):
        answer = f"p{nth}.numerator" if part.kind == "share" else f"cast(p{nth}.value as double)"
        own += f", {answer} as {part_column(part)}"
        match = " and ".join(f"p{nth}.{key} = b.{key}" for key in keys)
        joined += f" left join ({part.sql}) as p{nth} on {match}"
    con.execute(
        f"create or replace temp table {member_table(whole)} as "  # noqa: S608
        f"with base as (select m.la_code, cast(m.counted_on as date) as counted_on, m.unit, {kept}{splits} "
        f"from ({whole.sql}) as m) select b.*{own} from base as b{joined}"
    )
    return member_table(whole)


def dated_by_period(con: Connection, whole: MetricHeader) -> bool:
    """Whether a count's members carry `period_kind`: one row per thing and period (distinct children)."""
    if whole.sql not in _DATED:  # the text alone decides it, and each run asks for every count
        _DATED[whole.sql] = any(row[0] == "period_kind" for row in rows(con, f"describe {whole.sql}"))
    return _DATED[whole.sql]


def category(split: str) -> str:
    """A breakdown column as it is counted: blank is `not_recorded`."""
    return f"coalesce({split}, '{NOT_RECORDED}')"


def fill_table(con: Connection, name: str, columns: str, values: list[tuple[Any, ...]]) -> None:
    """Make a temporary table of `values`; with `columns` (name and type of each) even if there are none."""
    con.execute(f"create or replace temp table {name} ({columns})")
    if values:
        lists = [list(column) for column in zip(*values, strict=True)]
        con.execute(f"insert into {name} select {', '.join(['unnest(?)'] * len(lists))}", lists)


def _statements(con: Connection, text: str) -> None:
    for statement in re.sub(r"--[^\n]*", "", text).split(";"):
        if statement.strip():
            con.execute(statement)

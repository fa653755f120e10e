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

from data_contracts.areas import area_rows
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MEMBER_KINDS, add_months, complete_periods
from data_contracts.vocabularies import NOT_RECORDED, TEES
from queries.catalogue import member_splits
from queries.settings import SETTING, bank_holidays, setting_rows, workdays

HERE = Path(__file__).parent
CALENDAR = "period_kind varchar, period_start date, period_end date"


class Connection(Protocol):
    """A DuckDB connection, as far as the rooms' helpers use one (`duckdb` itself is imported in run.py only)."""

    def execute(self, query: str, parameters: Any = ...) -> Any:
        """Run one statement."""

    def register(self, view_name: str, python_object: Any) -> Any:
        """Make a DataFrame readable under a name."""

    def unregister(self, view_name: str) -> Any:
        """Forget such a name."""


def frame(con: Connection, query: str, parameters: Any = None) -> pd.DataFrame:
    """Rows of `query` as a DataFrame."""
    return con.execute(query, parameters or []).df()


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
    """Make helpers, `calendar` (complete periods only), `as_at`, `area_of`, local settings and shared views on `con`.

    `materialise`: keep each shared view's rows in a temporary table, so that the metrics that share it
    scan the warehouse once; false leaves them views, for one metric alone. `settings`: the partnership's
    own settings file, if any; `setting`, `holiday` and `workday` are made in any case. `texts`: the selects
    that will be run, if only the views that they read are wanted.
    """
    _statements(con, (HERE / "helpers" / "duckdb.sql").read_text("utf-8"))
    start = first_month(as_at, months)
    periods = [(p.kind, p.start, p.end) for kind in MEMBER_KINDS for p in complete_periods(kind, start, as_at)]
    _table(con, "calendar", CALENDAR, periods)
    _table(con, "as_at", "as_at date", [(as_at,)])
    _table(con, "area_of", "la_code varchar, area varchar", [*area_rows(), (TEES, TEES)])
    _table(con, "setting", SETTING, setting_rows(settings))
    _table(con, "holiday", "day date", [(day,) for day in bank_holidays(as_at.year + 1)])
    _table(con, "workday", "day date, working boolean, nth bigint", list(workdays(as_at.year + 1)))
    there = dict(rows(con, "select table_name, 'table' from duckdb_tables() where temporary union all "
                           "select view_name, 'view' from duckdb_views() where temporary"))  # fmt: skip
    for name, select in _needed(texts).items():
        kind = "table" if materialise and name != "number" else "view"
        if there.get(name, kind) != kind:
            con.execute(f"drop {there[name]} temp.{name}")
        con.execute(f"create or replace temp {kind} {name} as {select}")


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


def make_members(con: Connection, header: MetricHeader, found: dict[str, MetricHeader], made: dict[str, bool]) -> str:
    """Materialise the metric's members (its count's first); the table's name.

    Columns: la_code, counted_on, unit, period_kind (null unless truth depends on the period), one per
    breakdown, numerator (shares; else null), value (medians; else null). `made` remembers what is
    there: metric -> whether its members carry `period_kind`.
    """
    name = member_table(header)
    if header.metric in made:
        return name
    if header.of is None:
        made[header.metric] = dated_by_period(con, header, found)
        kept = "m.period_kind" if made[header.metric] else "cast(null as varchar) as period_kind"
        splits = "".join(f", m.{split}" for split in member_splits(header, found))
        columns = f"m.la_code, cast(m.counted_on as date) as counted_on, m.unit, {kept}{splits}"
        con.execute(
            f"create or replace temp table {name} as select {columns}, cast(null as boolean) as numerator, "  # noqa: S608
            f"cast(null as double) as value from ({header.sql}) as m"
        )
        return name
    base = make_members(con, found[header.of], found, made)
    made[header.metric] = made[header.of]
    own = "s.numerator, b.value" if header.kind == "share" else "b.numerator, cast(s.value as double) as value"
    keys = ["la_code", "counted_on", "unit", *(["period_kind"] if made[header.of] else [])]
    match = " and ".join(f"s.{key} = b.{key}" for key in keys)
    con.execute(
        f"create or replace temp table {name} as select b.* exclude (numerator, value), {own} "  # noqa: S608
        f"from {base} as b left join ({header.sql}) as s on {match}"
    )
    return name


def dated_by_period(con: Connection, header: MetricHeader, found: dict[str, MetricHeader]) -> bool:
    """Whether members carry `period_kind`: one row per thing and period (distinct children); a share: its count's."""
    whole = found[header.of] if header.of else header
    return any(row[0] == "period_kind" for row in rows(con, f"describe {whole.sql}"))


def category(split: str) -> str:
    """A breakdown column as it is counted: blank is `not_recorded`."""
    return f"coalesce({split}, '{NOT_RECORDED}')"


def _table(con: Connection, name: str, columns: str, values: list[tuple[Any, ...]]) -> None:
    con.execute(f"create or replace temp table {name} ({columns})")
    if values:
        lists = [list(column) for column in zip(*values, strict=True)]
        con.execute(f"insert into {name} select {', '.join(['unnest(?)'] * len(lists))}", lists)


def _statements(con: Connection, text: str) -> None:
    for statement in re.sub(r"--[^\n]*", "", text).split(";"):
        if statement.strip():
            con.execute(statement)

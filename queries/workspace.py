"""The runner's workspace: temporary macros, views and tables on a warehouse connection; the warehouse is not touched.

What a metric's SQL may read beside the warehouse's own tables is made here: the helper functions, the
shared views, `calendar`, `as_at`, `area_of` and the local settings; then each metric's members, once, as a
temporary table.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from data_contracts.areas import area_rows
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MEMBER_KINDS, add_months, complete_periods
from data_contracts.tables import TABLES
from data_contracts.vocabularies import NOT_RECORDED, TEES
from queries.beside import beside, part_column
from queries.catalogue import own_splits
from queries.connection import Connection, fill_table, rows
from queries.narrow import NARROWED, large, make_words, narrow
from queries.settings import SETTING, bank_holidays, setting_rows, workdays

HERE = Path(__file__).parent
CALENDAR = "period_kind varchar, period_start date, period_end date"
CALENDAR_DAY = """
    create or replace temp table calendar_day as
    select cast(unnest(generate_series(period_start, period_end, interval 1 day)) as date) as day, *
    from calendar"""
"""Each day beside each period that it lies in: matching equal days costs a fraction of asking what lies between."""
_WORK = re.compile(r"\b(?:join|group by|distinct|over|union|with)\b")
"""Words by which a view does more than choose rows and columns of one table."""
_DATED: dict[str, bool] = {}
"""A count's select -> whether its members carry `period_kind`."""


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
    texts: Sequence[str] | None = None,
    at_once: bool = True,
) -> "Shared":
    """Make helpers, `calendar` (complete periods), `calendar_day`, `as_at`, `area_of`, local settings and shared views.

    `materialise`: keep each shared view's rows in a temporary table, so that the metrics that share it
    scan the warehouse once; false leaves them views, for one metric alone. One that merely chooses rows and columns
    of one table is a view in any case: writing them down costs more than choosing again. `settings`: the partnership's
    own settings file, if any; `setting`, `holiday` and `workday` are made in any case. `texts`: the selects
    that will be run, if only the views that they read are wanted. `at_once`: false leaves it to the caller to have
    each of them made (`Shared.open`) when it is first read.
    """
    needed = views_of(texts)
    areas = [*area_rows(), (TEES, TEES)]
    tables = large(con, _tables_read(texts, needed)) if materialise else []
    code = "word" if tables else "varchar"  # an authority is matched in one type, not cast at every join
    make_words(con, [area for pair in areas for area in pair], tables)
    narrow(con, tables)
    _statements(con, (HERE / "helpers" / "duckdb.sql").read_text("utf-8"))
    start = first_month(as_at, months)
    periods = [(p.kind, p.start, p.end) for kind in MEMBER_KINDS for p in complete_periods(kind, start, as_at)]
    fill_table(con, "calendar", CALENDAR, periods)
    con.execute(CALENDAR_DAY)
    fill_table(con, "as_at", "as_at date", [(as_at,)])
    fill_table(con, "area_of", f"la_code {code}, area {code}", areas)
    fill_table(con, "setting", SETTING.replace("la_code varchar", f"la_code {code}"), setting_rows(settings))
    fill_table(con, "holiday", "day date", [(day,) for day in bank_holidays(as_at.year + 1)])
    fill_table(con, "workday", "day date, working boolean, nth bigint", list(workdays(as_at.year + 1)))
    shared = Shared(con, needed, texts, materialise)
    shared.open(needed if at_once else ["authority"])
    return shared


class Shared:
    """The shared views of a run, made when they are first read and dropped after they are last read, for the memory.

    Each is a temporary table, or a view where nothing would be saved (`prepare`).
    """

    def __init__(self, con: Connection, views: dict[str, str], texts: Sequence[str] | None, materialise: bool) -> None:
        self.con, self.views, self.texts, self.materialise = con, views, texts, materialise
        self.there = dict(rows(con, "select table_name, 'table' from duckdb_tables() where temporary union all "
                                    "select view_name, 'view' from duckdb_views() where temporary"))  # fmt: skip
        self.made: set[str] = set()

    def open(self, names: Collection[str]) -> None:
        """Make those of these views (with all that they read, as `views_of` tells) that are not there yet."""
        for name in [name for name in self.views if name in names and name not in self.made]:
            select = self.views[name]
            kind = "table" if self.materialise and _WORK.search(select) else "view"
            if self.there.get(name, kind) != kind:
                self.con.execute(f"drop {self.there[name]} temp.{name}")
            if name == "number":
                select = f"select unnest(range(1, {_largest_number(self.con)} + 1)) as n"
            elif kind == "table" and self.texts is not None:
                select = _only_read(name, select, [*self.texts, *self.views.values()])
            self.con.execute(f"create or replace temp {kind} {name} as {select}")
            self.there[name] = kind
            self.made.add(name)

    def close(self, names: Collection[str]) -> None:
        """Drop the tables among these that were made: nothing reads them any more."""
        for name in self.made.intersection(names):
            if self.there[name] == "table":
                self.con.execute(f"drop table temp.{name}")
                del self.there[name]


@cache
def _read_in(text: str) -> frozenset[str]:
    """Names of what a text reads: what stands behind its `from` and `join`."""
    return frozenset(re.findall(r"\b(?:from|join) (\w+)", text))


def _only_read(name: str, select: str, texts: Iterable[str]) -> str:
    """`select` with those of its columns that a text which reads the view names: the others need not be written."""
    words = " ".join(text for text in texts if name in _read_in(text))
    if not words or re.search(r"select \*|\.\*", words):
        return select
    named = "|".join(sorted(set(re.findall(r"[a-z_]\w*", words))))
    return f"select columns('^({named})$') from ({select})"  # noqa: S608


def _largest_number(con: Connection) -> int:
    """The largest number that says how many of a thing there are: `number` need not be longer for this warehouse."""
    columns = [
        (t.name, c) for t in TABLES.values() for c, (kind, _) in t.columns.items() if c.endswith("_n") and "INT" in kind
    ]
    there = " union all ".join(f"select max({column}) as n from {table}" for table, column in columns)  # noqa: S608
    return rows(con, f"select coalesce(max(n), 0) from ({there} union all select max(rows_read) from load_file)")[0][0]  # noqa: S608


def views_of(texts: Sequence[str] | None) -> dict[str, str]:
    """The shared views that `texts` read, and those that these read; all if None. The runner reads `authority`."""
    views = shared_views()
    if texts is None:
        return dict(views)
    wanted = {"authority"}.union(*map(_read_in, texts))
    for name in reversed(views):  # a view stands after those that it reads
        wanted |= _read_in(views[name]) if name in wanted else set()
    return {name: text for name, text in views.items() if name in wanted}


def first_and_last(turns: Sequence[Sequence[str]]) -> list[tuple[set[str], set[str]]]:
    """For each turn's texts: the shared views that they read, and those of these that no later turn reads."""
    reads = [set(views_of(texts)) for texts in turns]
    found, later = [], {"authority"}
    for read in reversed(reads):
        found.append((read, read - later))
        later |= read
    return found[::-1]


def _tables_read(texts: Sequence[str] | None, views: dict[str, str]) -> list[str]:
    """The tables to narrow that `texts` and `views` read; all if `texts` is None."""
    read = frozenset().union(*map(_read_in, [*(texts or []), *views.values()]))
    return [name for name in NARROWED if texts is None or name in read]


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


def answer_of(header: MetricHeader) -> tuple[str, str]:
    """SQL of a metric's numerator and of its value, from a member `m` of its count; null where it has none."""
    own = f"m.{part_column(header)}"
    return (own if header.kind == "share" else "cast(null as boolean)",
            own if header.kind == "median" else "cast(null as double)")  # fmt: skip


def make_members(con: Connection, whole: MetricHeader, parts: Sequence[MetricHeader] = ()) -> str:
    """Materialise a count's members, once for everything that is `of` it; the table's name.

    Columns: la_code, counted_on, unit, period_kind (null unless truth depends on the period), one per
    breakdown, and one per part (`part_column`): true, false or null for a share, a number for a median.
    """
    dated = dated_by_period(con, whole)
    kept = "m.period_kind" if dated else "cast(null as varchar) as period_kind"
    select, joined_parts = beside(whole, parts)
    carried = "".join(f", m.{part_column(part)}" for part in parts if part not in joined_parts)
    splits = "".join(f", m.{split}" for split in own_splits(whole))
    own, joined = "", ""
    keys = ["la_code", "counted_on", "unit", *(["period_kind"] if dated else [])]
    for nth, part in enumerate(joined_parts):
        answer = f"p{nth}.numerator" if part.kind == "share" else f"cast(p{nth}.value as double)"
        own += f", {answer} as {part_column(part)}"
        match = " and ".join(f"p{nth}.{key} = b.{key}" for key in keys)
        joined += f" left join ({part.sql}) as p{nth} on {match}"
    con.execute(
        f"create or replace temp table {member_table(whole)} as "  # noqa: S608
        f"with base as (select m.la_code, cast(m.counted_on as date) as counted_on, m.unit, {kept}{splits}{carried} "
        f"from ({select}) as m) select b.*{own} from base as b{joined}"
    )
    return member_table(whole)


def dated_by_period(con: Connection, whole: MetricHeader) -> bool:
    """Whether a count's members carry `period_kind`: one row per thing and period (distinct children)."""
    if whole.sql not in _DATED:  # the text alone decides it, and each run asks for every count
        _DATED[whole.sql] = any(row[0] == "period_kind" for row in rows(con, f"describe {whole.sql}"))
    return _DATED[whole.sql]


def category(split: str) -> str:
    """A breakdown column as it is counted: blank is `not_recorded`."""
    return f"coalesce({split}, cast('{NOT_RECORDED}' as word))"


def _statements(con: Connection, text: str) -> None:
    for statement in re.sub(r"--[^\n]*", "", text).split(";"):
        if statement.strip():
            con.execute(statement)

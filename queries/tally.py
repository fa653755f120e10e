"""Members tallied: each count once, with everything that is `of` it, by the smallest periods and by authority.

Larger periods and areas are added up from the tally afterwards, for all metrics together (`rollup.py`). Medians
do not add: they are taken over the members of each period and area.
"""

from collections.abc import Iterable, Sequence

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MEMBER_KINDS
from data_contracts.vocabularies import TOTAL
from queries.catalogue import KINDS_FROM
from queries.connection import Connection, fill_table
from queries.workspace import category, part_column

CELL = "by1 word, cat1 word, by2 word, cat2 word"
PLACE = "metric word, basis word, period_kind word, period_start date"
_TOTAL = f"cast('{TOTAL}' as word)"
Tables = dict[str, list[list[str]]]
"""Period kind -> the tables (lists of splits; none: the total) of a metric by periods of that kind."""


def open_tally(con: Connection) -> None:
    """Make the empty tables that a run fills, tally and median_of, and those by which periods and areas add up.

    `adds_up`: which tallied periods make up which period. By rule: `flow` adds, `stock` is its last part,
    `alone` (members that carry their period, such as distinct children) is no sum.
    """
    sums = "n bigint, yes bigint, no bigint"
    con.execute(f"create or replace temp table tally (rule word, {PLACE}, la_code word, {CELL}, {sums})")
    con.execute(f"create or replace temp table median_of ({PLACE}, area word, {CELL}, value double)")
    con.execute("create or replace temp table counted_in as select cast(columns(*) as word) from area_of")
    con.execute("""
        create or replace temp table adds_up as
        select cast(rule as word) as rule, cast(b.period_kind as word) as part_kind, b.period_start as part_start,
               cast(c.period_kind as word) as period_kind, c.period_start
        from calendar as b
        join calendar as c on b.period_start >= c.period_start and b.period_end <= c.period_end
        cross join (values ('flow'), ('stock'), ('alone')) as r(rule)
        where b.period_kind = c.period_kind or rule = 'flow' or rule = 'stock' and b.period_end = c.period_end""")


def rule_of(header: MetricHeader, dated: bool) -> str:
    """How the metric's smallest periods make up a larger one: `flow`, `stock` or `alone`."""
    return "alone" if dated else header.time


def tables_of(header: MetricHeader) -> Tables:
    """The tables that the metric has by each kind of period."""
    return {kind: [[], *header.breakdowns.get(kind, [])] for kind in KINDS_FROM[header.headline]}


def _wanted(headers: Iterable[MetricHeader], dated: bool) -> Tables:
    """The tables that any of the metrics has, each by the smallest periods that it is wanted for.

    Larger periods add up from these, unless members are dated by period: then each kind is counted for itself.
    """
    found: Tables = {}
    for kind in MEMBER_KINDS:
        lists = [names for header in headers for names in tables_of(header).get(kind, [])]
        smaller = [] if dated else [names for other in found.values() for names in other]
        found[kind] = [names for nth, names in enumerate(lists) if names not in lists[:nth] and names not in smaller]
    return {kind: lists for kind, lists in found.items() if lists}


def placed_live(header: MetricHeader, members: str) -> str:
    """Select of the current members, each beside every complete period that it counts in."""
    return (
        f"select m.*, c.period_kind as in_kind, c.period_start as in_start from {members} as m "  # noqa: S608
        f"join {_counts_in(header)} and coalesce(m.period_kind, c.period_kind) = c.period_kind"
    )


def _counts_in(header: MetricHeader) -> str:
    """SQL of the periods `c` in which a member `m` counts: an event's that holds its day, a stock's that ends on it."""
    return "calendar as c on c.period_end = m.counted_on" if header.time == "stock" else (
        "calendar_day as c on c.day = m.counted_on")  # fmt: skip


def placed_once(header: MetricHeader, members: str) -> str:
    """Select of the current members, each under its month alone (under its own period if it carries one)."""
    return f"select * from ({placed_live(header, members)}) where in_kind = coalesce(period_kind, 'month')"  # noqa: S608


def tally_live(con: Connection, headers: Sequence[MetricHeader], members: str, dated: bool) -> None:
    """Tally the metrics that are counted from the same members: a count, the shares and medians of it."""
    told, sums, columns = [], "count(*) as n", ""
    for nth, header in enumerate(headers):
        yes, no = "0", "0"
        if header.kind == "share":
            yes, no, column = f"yes{nth}", f"no{nth}", part_column(header)
            sums += f", count(*) filter (where {column}) as {yes}, count(*) filter (where not {column}) as {no}"
            columns += f", m.{column}"
        told.append(f"{{'metric': '{header.metric}', 'yes': {yes}, 'no': {no}}}")
    grouped = _grouped(headers[0], _wanted(headers, dated), f"la_code{columns}", sums, members)
    con.execute(f"""
        insert into tally
        select '{rule_of(headers[0], dated)}', t.metric, 'live', in_kind, in_start, try_cast(la_code as word),
               by1, try_cast(cat1 as word), by2, try_cast(cat2 as word), n, t.yes, t.no
        from (select *, unnest([{", ".join(told)}]) as t from ({grouped}))""")  # noqa: S608


def median_live(con: Connection, part: MetricHeader, members: str) -> None:
    """The medians of every period, area and split of a metric, from its count's members.

    A median holds all its values until the end, so each kind of period has a pass of its own.
    """
    column = part_column(part)
    placed = f"(select m.*, a.area from {members} as m join area_of as a on a.la_code = m.la_code)"  # noqa: S608
    value = f"quantile_cont({column}, 0.5) as value"
    for kind, lists in tables_of(part).items():
        grouped = _grouped(part, {kind: lists}, f"area, m.{column}", value, placed)
        con.execute(f"""
            insert into median_of
            select '{part.metric}', 'live', in_kind, in_start, area, by1, try_cast(cat1 as word), by2,
                   try_cast(cat2 as word), value
            from ({grouped})""")  # noqa: S608


def _grouped(header: MetricHeader, tables: Tables, columns: str, sums: str, members: str) -> str:
    """Select that sums members up by period, place and each of the tables, in one pass for each kind of period.

    `columns`: the place (la_code or area), then the columns that `sums` read.
    """
    passes, place = [], columns.partition(",")[0]
    for kind, lists in tables.items():
        splits = list(dict.fromkeys(name for names in lists for name in names))
        cats = "".join(f", {category(f'm.{s}')} as {s}" for s in splits)
        sets = ", ".join(f"({', '.join(['in_start', place, *names])})" for names in lists)
        passes.append(
            f"select '{kind}' as in_kind, in_start, {place}, {_names(splits, lists)}, {sums} "  # noqa: S608
            f"from (select c.period_start as in_start, m.{columns}{cats} from {members} as m join {_counts_in(header)} "
            f"and c.period_kind = '{kind}' and coalesce(m.period_kind, '{kind}') = '{kind}') "
            f"group by grouping sets ({sets})"
        )
    return " union all ".join(passes)


def _names(splits: list[str], tables: Iterable[list[str]]) -> str:
    """The columns by1, cat1, by2, cat2, told from which splits the grouping set at hand has (a bit each, 0 = has)."""
    if not splits:
        return ", ".join(f"{_TOTAL} as {column}" for column in ("by1", "cat1", "by2", "cat2"))
    mask = f"grouping({', '.join(splits)})"
    columns = []
    for nth, by, cat in ((0, "by1", "cat1"), (1, "by2", "cat2")):
        names, values = [_TOTAL], [_TOTAL]
        for table in (t for t in tables if len(t) > nth):
            bits = sum(0 if s in table else 1 << (len(splits) - 1 - i) for i, s in enumerate(splits))
            names.insert(0, f"when {bits} then cast('{table[nth]}' as word)")
            values.insert(0, f"when {bits} then try_cast({table[nth]} as word)")
        for parts, column in ((names, by), (values, cat)):
            whens, other = parts[:-1], parts[-1]
            told = f"case {mask} {' '.join(whens)} else {other} end" if whens else other
            columns.append(f"{told} as {column}")
    return ", ".join(columns)


def tally_frozen(con: Connection, headers: Iterable[MetricHeader], dated: dict[str, bool]) -> None:
    """Tally `frozen_now`, and take its medians, for all metrics at once: like members of a place are counted first."""
    tables = [
        (rule_of(h, dated[h.metric]), h.kind, h.metric, *(*names, TOTAL, TOTAL)[:2])
        for h in headers
        for names in [[], *h.all_breakdowns()]
    ]
    fill_table(con, "frozen_table", "rule varchar, kind varchar, metric varchar, by1 varchar, by2 varchar", tables)
    cats = ", ".join(
        f"t.{by}, try_cast(case t.{by} when '{TOTAL}' then '{TOTAL}' else {category(f'f.cells[t.{by}]')} end as word) "
        f"as {cat}"
        for by, cat in (("by1", "cat1"), ("by2", "cat2"))
    )
    con.execute(f"""
        insert into tally
        with alike as (
            select metric, period_kind, period_start, la_code, cells, count(*) as n,
                   count(*) filter (where numerator) as yes, count(*) filter (where not numerator) as no
            from frozen_now group by all
        )
        select t.rule, t.metric, 'frozen', f.period_kind, f.period_start, f.la_code, {cats}, sum(n), sum(yes), sum(no)
        from alike as f join frozen_table as t on t.metric = f.metric
        group by all""")  # noqa: S608
    con.execute(f"""
        insert into median_of
        select t.metric, 'frozen', u.period_kind, u.period_start, a.area, {cats}, quantile_cont(f.value, 0.5) as value
        from frozen_now as f
        join frozen_table as t on t.metric = f.metric and t.kind = 'median'
        join adds_up as u on u.rule = t.rule and u.part_kind = f.period_kind and u.part_start = f.period_start
        join area_of as a on a.la_code = f.la_code
        group by all""")  # noqa: S608

"""Members to figures: period x area x split, with every category of every split there, zeros included.

One pass over a metric's placed members gives all its tables at once (grouping sets). Children of two
authorities are summed, medians are taken over the members of each area, never over authorities' medians.
"""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.metric_rows import KEY, SCHEMA
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL
from queries.catalogue import KINDS_FROM
from queries.workspace import Connection, category, frame

COLUMNS = list(SCHEMA.columns)
COUNTS = ["n", "yes", "no", "not_recorded"]
SPLIT_MONTHS = 12
"""Quarters that start within so many months before the newest are split: the newest, those between, the year before."""
TABLE_KEY = ["period_kind", "period_start", "area", "by1", "by2"]
Judge = Callable[[str, date, str, set[str]], bool]
"""Whether a table stands: given period kind, first day, area and the splits that it is by."""


def own_splits(header: MetricHeader) -> list[str]:
    """Names that the metric itself is split by, once, in the header's order."""
    return list(dict.fromkeys(name for names in header.all_breakdowns() for name in names))


def placed_live(header: MetricHeader, members: str) -> str:
    """Select of the current members, each beside every complete period that it counts in."""
    inside = "m.counted_on = c.period_end" if header.time == "stock" else (
        "m.counted_on between c.period_start and c.period_end")  # fmt: skip
    return (
        f"select m.*, c.period_kind as in_kind, c.period_start as in_start from {members} as m "  # noqa: S608
        f"join calendar as c on {inside} and coalesce(m.period_kind, c.period_kind) = c.period_kind"
    )


def roll_up(
    con: Connection, header: MetricHeader, placed: str, basis: str, periods: str, stands: Judge
) -> pd.DataFrame:
    """Rows of one metric and basis, every cell there; `tidy` makes them fit for `metric_rows.SCHEMA`.

    `placed`: select with in_kind, in_start, la_code, the metric's splits, numerator, value.
    `periods`: select of the (period_kind, period_start, period_end) that rows are wanted for.
    """
    grid = cell_grid(header)
    found = frame(
        con,
        f"""
        with placed as ({placed}), counted as ({_counted(header)}),
        grid as (
            select unnest(?) as kind, unnest(?) as by1, unnest(?) as cat1, unnest(?) as by2, unnest(?) as cat2
        ),
        wanted as (
            select p.period_kind, p.period_start, p.period_end, a.area, g.by1, g.cat1, g.by2, g.cat2
            from ({periods}) as p join grid as g on g.kind = p.period_kind
                and (g.by1 = '{TOTAL}' or p.period_kind <> 'quarter' or p.period_start >= (
                    select max(period_start) - interval {SPLIT_MONTHS} month
                    from calendar where period_kind = 'quarter'))
            cross join (select unnest(?) as area) as a
        )
        select w.*, coalesce(c.n, 0) as n, coalesce(c.yes, 0) as yes, coalesce(c.no, 0) as no,
               coalesce(c.not_recorded, 0) as not_recorded, c.value
        from wanted as w
        left join counted as c
            on c.in_kind = w.period_kind and c.in_start = w.period_start and c.area = w.area
            and c.by1 = w.by1 and c.cat1 = w.cat1 and c.by2 = w.by2 and c.cat2 = w.cat2
        order by all""",  # noqa: S608
        [*(list(column) for column in zip(*grid, strict=True)), list(header.area_codes)],
    )
    found["metric"], found["basis"] = header.metric, basis
    return _judged(found, stands)


def _judged(found: pd.DataFrame, stands: Judge) -> pd.DataFrame:
    """`found` with its status: each table of each area and period is judged once."""
    tables = found[TABLE_KEY].drop_duplicates()
    tables["status"] = [
        "ok" if stands(kind, start.date(), area, {by1, by2} - {TOTAL}) else "x"
        for kind, start, area, by1, by2 in tables.itertuples(index=False, name=None)
    ]
    return found.merge(tables, on=TABLE_KEY, how="left")


def tidy(tables: list[pd.DataFrame], kinds: dict[str, str]) -> pd.DataFrame:
    """The tables as one, valid under `metric_rows.SCHEMA`. `kinds`: metric -> kind.

    No number stands where nothing was supplied, nor one that the metric's kind does not have.
    """
    if not tables:
        return pd.DataFrame({c: pd.Series(dtype=str(column.dtype)) for c, column in SCHEMA.columns.items()})
    found = pd.concat(tables, ignore_index=True)
    kind = found["metric"].map(kinds)
    shown = {**dict.fromkeys(["yes", "no", "not_recorded"], "share"), "value": "median"}
    for column in [*COUNTS, "value"]:
        keep = found["status"].eq("ok") & (kind.eq(shown[column]) if column in shown else True)
        number = found[column] if column in found else pd.Series(index=found.index, dtype="float64")
        found[column] = number.astype("Float64" if column == "value" else "Int64").where(keep)
    for column in ("period_start", "period_end"):
        found[column] = found[column].astype("datetime64[us]")
    return found.astype({k: str for k in (*KEY, "status") if k != "period_start"})[COLUMNS]


def cell_grid(header: MetricHeader) -> list[tuple[str, str, str, str, str]]:
    """(period kind, by1, cat1, by2, cat2) of every cell that the metric has in a period of that kind."""
    found = []
    for kind in KINDS_FROM[header.headline]:
        found.append((kind, TOTAL, TOTAL, TOTAL, TOTAL))
        for names in header.breakdowns.get(kind, []):
            codes = [(*BREAKDOWNS[name].vocabulary.codes, NOT_RECORDED) for name in names]
            for cats in product(*codes):
                by1, cat1 = names[0], cats[0]
                by2, cat2 = (names[1], cats[1]) if len(names) == 2 else (TOTAL, TOTAL)
                found.append((kind, by1, cat1, by2, cat2))
    return found


def _counted(header: MetricHeader) -> str:
    """Select that counts `placed` by period, area and each of the metric's tables in one pass."""
    splits = own_splits(header)
    tables: list[list[str]] = [[], *header.all_breakdowns()]
    cats = ", ".join(f"{category(f'p.{s}')} as {s}" for s in splits)
    keys = ["in_kind", "in_start", "area"]
    sets = ", ".join(f"({', '.join([*keys, *names])})" for names in tables)
    return f"""
        select in_kind, in_start, area, {_names(splits, tables)}, count(*) as n,
               count(*) filter (where numerator) as yes, count(*) filter (where not numerator) as no,
               count(*) filter (where numerator is null) as not_recorded, quantile_cont(value, 0.5) as value
        from (
            select p.in_kind, p.in_start, a.area, p.numerator, p.value{", " + cats if cats else ""}
            from placed as p join area_of as a on a.la_code = p.la_code
        )
        group by grouping sets ({sets})"""  # noqa: S608


def _names(splits: list[str], tables: Iterable[list[str]]) -> str:
    """The columns by1, cat1, by2, cat2, told from which splits the grouping set at hand has (a bit each, 0 = has)."""
    if not splits:
        return ", ".join(f"'{TOTAL}' as {column}" for column in ("by1", "cat1", "by2", "cat2"))
    mask = f"grouping({', '.join(splits)})"
    columns = []
    for nth, by, cat in ((0, "by1", "cat1"), (1, "by2", "cat2")):
        names, values = [f"'{TOTAL}'"], [f"'{TOTAL}'"]
        for table in (t for t in tables if len(t) > nth):
            bits = sum(0 if s in table else 1 << (len(splits) - 1 - i) for i, s in enumerate(splits))
            names.insert(0, f"when {bits} then '{table[nth]}'")
            values.insert(0, f"when {bits} then {table[nth]}")
        for parts, column in ((names, by), (values, cat)):
            whens, other = parts[:-1], parts[-1]
            told = f"case {mask} {' '.join(whens)} else {other} end" if whens else other
            columns.append(f"{told} as {column}")
    return ", ".join(columns)

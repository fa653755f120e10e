"""The tally to figures: period x area x split, with every category of every split there, zeros included."""

from collections.abc import Sequence
from itertools import product

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.metric_rows import KEY, SCHEMA
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL
from queries.catalogue import KINDS_FROM
from queries.connection import Connection, fill_table, wide_frame
from queries.coverage import Gap
from queries.tally import CELL, PLACE, tables_of

COLUMNS = list(SCHEMA.columns)
COUNTS = ["n", "yes", "no", "not_recorded"]
SPLIT_MONTHS = 12
"""Quarters that start within so many months before the newest are split: the newest, those between, the year before."""
TABLE = "by1 word, by2 word"


def figures(con: Connection, headers: Sequence[MetricHeader], settled: list[tuple], gaps: list[Gap]) -> pd.DataFrame:
    """Rows of all metrics that were tallied, every cell there, valid under `metric_rows.SCHEMA`.

    `settled`: (metric, period kind, first day, last day) of every frozen period. `gaps`: tables that are `x`:
    no number stands in them. Nor does one that the metric's kind does not have.
    """
    metrics = [(nth, h.metric, h.kind) for nth, h in enumerate(headers)]
    fill_table(con, "counted_metric", "nth int, metric word, kind word", metrics)
    fill_table(con, "counted_area", "metric word, area word", [(h.metric, a) for h in headers for a in h.area_codes])
    kinds = [(h.metric, kind, lists) for h in headers for kind, lists in tables_of(h).items()]
    tables = [(metric, kind, *(*names, TOTAL, TOTAL)[:2]) for metric, kind, lists in kinds for names in lists]
    fill_table(con, "counted_table", f"metric word, period_kind word, {TABLE}", tables)
    grid = [(h.metric, *cell) for h in headers for cell in cell_grid(h)]
    fill_table(con, "cell", f"metric word, period_kind word, {CELL}", grid)
    fill_table(con, "settled", "metric word, period_kind word, period_start date, period_end date", settled)
    fill_table(con, "gap", f"{PLACE}, area word, {TABLE}", gaps)
    return typed(wide_frame(con, _FIGURES))


def typed(found: pd.DataFrame) -> pd.DataFrame:
    """`found` with the columns of `metric_rows.SCHEMA` in their types."""
    spans = ("period_start", "period_end")
    texts = [k for k in (*KEY, "status") if k != "period_start"]
    types = dict.fromkeys(COUNTS, "Int64") | {"value": "Float64"} | dict.fromkeys(spans, "datetime64[us]")
    return found.astype(types | dict.fromkeys(texts, "str"))[COLUMNS]


_FIGURES = f"""
    with added as (
        select t.metric, t.basis, u.period_kind, u.period_start, a.area, t.by1, t.cat1, t.by2, t.cat2,
               sum(t.n) as n, sum(t.yes) as yes, sum(t.no) as no
        from tally as t
        join adds_up as u on u.rule = t.rule and u.part_kind = t.period_kind and u.part_start = t.period_start
        join counted_table as w
            on w.metric = t.metric and w.period_kind = u.period_kind and w.by1 = t.by1 and w.by2 = t.by2
        join counted_in as a on a.la_code = t.la_code
        group by all
    ),
    due as (
        select metric, cast('live' as word) as basis, cast(c.period_kind as word) as period_kind, c.period_start,
               c.period_end
        from counted_metric cross join calendar as c
        union all
        select metric, 'frozen', period_kind, period_start, period_end from settled
    ),
    wanted as (
        select m.nth, m.kind, p.*, a.area, g.by1, g.cat1, g.by2, g.cat2
        from due as p
        join counted_metric as m on m.metric = p.metric
        join cell as g on g.metric = p.metric and g.period_kind = p.period_kind
            and (g.by1 = '{TOTAL}' or p.period_kind <> 'quarter' or p.period_start >= (
                select max(period_start) - interval {SPLIT_MONTHS} month from calendar where period_kind = 'quarter'))
        join counted_area as a on a.metric = p.metric
    ),
    judged as (
        select w.*, coalesce(f.n, 0) as n, coalesce(f.yes, 0) as yes, coalesce(f.no, 0) as no, d.value,
               case when x.metric is null then 'ok' else 'x' end as status
        from wanted as w
        left join added as f using (metric, basis, period_kind, period_start, area, by1, cat1, by2, cat2)
        left join median_of as d using (metric, basis, period_kind, period_start, area, by1, cat1, by2, cat2)
        left join gap as x using (metric, basis, period_kind, period_start, area, by1, by2)
    )
    select cast(columns(['metric', 'area', 'basis', 'period_kind', 'by1', 'cat1', 'by2', 'cat2']) as varchar), status,
           cast(period_start as timestamp) as period_start, cast(period_end as timestamp) as period_end,
           case when status = 'ok' then n end as n,
           case when status = 'ok' and kind = 'share' then yes end as yes,
           case when status = 'ok' and kind = 'share' then no end as no,
           case when status = 'ok' and kind = 'share' then n - yes - no end as not_recorded,
           case when status = 'ok' and kind = 'median' then value end as value
    from judged
    order by nth, basis desc, period_kind, period_start, period_end, area, by1, cat1, by2, cat2"""  # noqa: S608


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

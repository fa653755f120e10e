"""How many cells the catalogue makes, known before anything is counted: every cell is there, zeros included."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MEMBER_KINDS, Period, add_months, complete_periods
from data_contracts.vocabularies import TOTAL
from queries.catalogue import FROM_MEMBERS, settle_days
from queries.rollup import SPLIT_MONTHS, cell_grid

COLUMNS = ["metric", "period_kind", "period_start", "period_end", "area", "by1", "cat1", "by2", "cat2", "basis"]


def planned(found: Mapping[str, MetricHeader], as_at: date, months: int = 36) -> pd.DataFrame:
    """COLUMNS of every row that a run makes, and of the ratios and rates worked out from them.

    Published figures are left out: the publisher says how many there are. A rate stands under its count's name.
    """
    first = add_months(as_at, 1 - months)
    complete = [p for kind in MEMBER_KINDS for p in complete_periods(kind, first, as_at)]
    newest = max((p.start for p in complete if p.kind == "quarter"), default=as_at)
    rows = []
    for header in (h for h in found.values() if h.kind != "published"):
        settled = as_at - timedelta(settle_days(header, dict(found)))
        for basis, wanted in (("live", complete), ("frozen", [p for p in complete if p.end <= settled])):
            for period, cell in product(wanted, cell_grid(header)):
                if _there(header, basis, period, cell, newest):
                    key = header.metric, period.kind, period.start, period.end
                    mine = [(*key, area, *cell[1:], basis) for area in header.area_codes]
                    rows += mine * (2 if header.population and basis == "live" and cell[1] == TOTAL else 1)
    plan = pd.DataFrame(rows, columns=COLUMNS)
    return plan.astype(dict.fromkeys(("period_start", "period_end"), "datetime64[us]"))


def _there(header: MetricHeader, basis: str, period: Period, cell: tuple[str, ...], newest: date) -> bool:
    kind, by1 = cell[:2]
    if kind != period.kind or (by1 != TOTAL and kind == "quarter" and period.start < add_months(newest, -SPLIT_MONTHS)):
        return False
    return basis == "live" or (header.kind in FROM_MEMBERS and bool(header.breakdowns.get(kind)))

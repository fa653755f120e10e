"""What was supplied: whether a figure may be given at all, or is `x`.

A figure stands only if, for every authority in its area, every field that it rests on was in the files
for every month of the period. An absent column is never 0.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from data_contracts.areas import authorities_of
from data_contracts.metric_header import ANYTHING, EITHER, MetricHeader
from data_contracts.periods import Period, months_of
from data_contracts.vocabularies import TEES, TOTAL
from queries.catalogue import KINDS_FROM, split_field
from queries.connection import Connection, frame, rows

Gap = tuple[str, str, str, date, str, str, str]
"""A table without supply: metric, basis, period kind, first day, area, and the splits that it is by."""


class Coverage:
    """The warehouse's `coverage` view in memory: which authority supplied which field for which months."""

    def __init__(self, con: Connection) -> None:
        self._months: dict[tuple[str, str], set[date]] = {}
        self._any: dict[str, set[date]] = {}
        self._known: dict[tuple[str, str], frozenset[date]] = {}
        for la_code, field, month in rows(
            con, "select distinct la_code, table_name || '.' || column_name, month_start from coverage"
        ):
            self._months.setdefault((la_code, field), set()).add(month)
            self._any.setdefault(la_code, set()).add(month)

    def authority(self, la_code: str, fields: Iterable[str], months: Iterable[date]) -> bool:
        """Whether the authority supplied every field for every one of the months (given by their first days)."""
        return all(self._supplied(la_code, field).issuperset(months) for field in fields)

    def _supplied(self, la_code: str, field: str) -> frozenset[date]:
        """Months for which a field came: `a|b` is either of them, `*` anything at all."""
        key = la_code, field
        if key not in self._known:
            either = [self._months.get((la_code, one), set()) for one in field.split(EITHER)]
            self._known[key] = frozenset().union(*([self._any.get(la_code, set())] if field == ANYTHING else either))
        return self._known[key]

    def area(self, area: str, fields: Iterable[str], months: Iterable[date]) -> bool:
        """Whether a figure of the area stands: all of its authorities supplied, or (Tees) the partnership itself did.

        Meetings and actions come from the partnership's administrator under the code TEES, whole.
        """
        fields, months = tuple(fields), list(months)
        if all(self.authority(la_code, fields, months) for la_code in authorities_of(area)):
            return True
        return area == TEES and self.authority(TEES, fields, months)


def fields_of(header: MetricHeader, splits: Iterable[str]) -> list[str]:
    """The `table.column`s that the metric's figure by `splits` rests on."""
    return [*header.fields, *(split_field(header, name) for name in splits)]


def months_needed(header: MetricHeader, kind: str, start: date) -> list[date]:
    """First days of the months that must be covered: a flow's whole period, a stock's last month."""
    months = [month.start for month in months_of(Period(kind, start))]
    return months[-1:] if header.time == "stock" else months


def gaps(coverage: Coverage, header: MetricHeader, periods: Iterable[tuple[str, date]]) -> Iterator[Gap]:
    """The metric's tables (by period, area and splits) that do not stand: what they rest on was not supplied."""
    mine = [
        (kind, start, months_needed(header, kind, start))
        for kind, start in periods
        if kind in KINDS_FROM[header.headline]
    ]
    every = {month for _, _, months in mine for month in months}
    for names in [[], *header.all_breakdowns()]:
        fields, (by1, by2) = fields_of(header, names), (*names, TOTAL, TOTAL)[:2]
        for area in header.area_codes:
            if coverage.area(area, fields, every):
                continue
            for kind, start, months in mine:
                if not coverage.area(area, fields, months):
                    yield header.metric, "live", kind, start, area, by1, by2


def supply(con: Connection) -> pd.DataFrame:
    """What each authority sent: la_code, extract, last_month, extracted_at, status, one row per pair.

    `last_month` is the first day of the last month covered (null: nothing came). `status` is RECEIVED
    when an expected extract covers the last complete month or quarter of `calendar`, else NOT_RECEIVED;
    an extract that is not expected is RECEIVED once it came.
    """
    return frame(con, """
        with sent as (
            select la_code, extract, max(period_to) as period_to, max(extracted_at) as extracted_at
            from load_file
            where status = 'loaded' and la_code is not null and extract is not null
            group by la_code, extract
        ),
        due as (
            select a.la_code, x.extract, max(c.period_end) as period_end
            from authority as a cross join expected_extract as x
            join calendar as c on c.period_kind = x.every
            group by a.la_code, x.extract
        )
        select coalesce(d.la_code, s.la_code) as la_code, coalesce(d.extract, s.extract) as extract,
               month_start(s.period_to) as last_month, s.extracted_at as extracted_at,
               case when d.la_code is null then 'RECEIVED'
                    when s.period_to >= d.period_end then 'RECEIVED' else 'NOT_RECEIVED' end as status
        from due as d
        full join sent as s on s.la_code = d.la_code and s.extract = d.extract
        order by 1, 2""")  # fmt: skip

"""What was supplied: whether a figure may be given at all, or is `x`.

A figure stands only if, for every authority in its area, every field that it rests on was in the files
for every month of the period. An absent column is never 0.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from data_contracts.areas import LA_CODES, authorities_of
from data_contracts.metric_header import ANYTHING, EITHER, MetricHeader
from data_contracts.periods import Period, months_of
from data_contracts.vocabularies import TEES, TOTAL
from queries.catalogue import KINDS_FROM, split_field
from queries.connection import Connection, frame, rows

Gap = tuple[str, str, str, date, str, str, str]
"""A table without supply: metric, basis, period kind, first day, area, and the splits that it is by."""
Codes = tuple[str, ...]
"""Codes that rows are sent under: all of them together."""


class Coverage:
    """The warehouse's `coverage` view in memory: which authority supplied which field for which months."""

    def __init__(self, con: Connection) -> None:
        self._months: dict[tuple[str, str], set[date]] = {}
        self._any: dict[str, set[date]] = {}
        self._known: dict[tuple[str, str, tuple[str, ...]], frozenset[date]] = {}
        for la_code, field, month in rows(
            con, "select distinct la_code, table_name || '.' || column_name, month_start from coverage"
        ):
            self._months.setdefault((la_code, field), set()).add(month)
            self._any.setdefault(la_code, set()).add(month)

    def authority(self, la_code: str, header: MetricHeader, fields: Iterable[str], months: Iterable[date]) -> bool:
        """Whether every one of the fields is there for the metric's rows of this code, for every month (first days)."""
        fields = tuple(fields)
        return not fields or self._supplied(la_code, header, fields).issuperset(months)

    def _supplied(self, la_code: str, header: MetricHeader, fields: tuple[str, ...]) -> frozenset[date]:
        """Months for which all of the fields came, under codes where the metric's select finds them together."""
        key = la_code, header.metric, fields
        if key not in self._known:
            own = header.fields[0].partition(".")[0]
            found = set[date]()
            for joined, came in ways(header, la_code):
                codes = {own: (la_code,), "attendance": came}
                found |= set.intersection(*(self._found(field, codes, la_code, joined) for field in fields))
            self._known[key] = frozenset(found)
        return self._known[key]

    def _found(self, field: str, codes: dict[str, Codes], la_code: str, joined: Codes) -> set[date]:
        """Months for which a field came from all of its table's codes: `a|b` is either of them, `*` anything at all."""
        if field == ANYTHING:
            return self._any.get(la_code, set())
        found = set[date]()
        for one in field.split(EITHER):
            sent = codes.get(one.partition(".")[0], joined)
            found |= set.intersection(*(self._months.get((code, one), set()) for code in sent))
        return found

    def area(self, area: str, header: MetricHeader, fields: Iterable[str], months: Iterable[date]) -> bool:
        """Whether a figure of the area stands: all of its authorities supplied, or (Tees) the partnership itself did.

        Meetings and actions come from the partnership's administrator under the code TEES, whole.
        """
        fields, months = tuple(fields), list(months)
        if all(self.authority(la_code, header, fields, months) for la_code in authorities_of(area)):
            return True
        return area == TEES and self.authority(TEES, header, fields, months)


def ways(header: MetricHeader, la_code: str) -> list[tuple[Codes, Codes]]:
    """Under which codes the metric's rows of `la_code` find other tables' rows, and attendance: each pair will do.

    The table of the metric's first field says whose a row is. Everything else is matched within its code, but for
    `seat_meeting.sql`: there is one strategic group, so its seats and meetings find each other under any code, and
    attendance stands under the code of the meeting, of the seat or of the whole partnership.
    """
    others: list[Codes] = [(la_code,), (TEES,), LA_CODES] if header.areas else [(la_code,)]
    return [(joined, came) for joined in others for came in dict.fromkeys([(la_code,), joined, (TEES,)])]


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
            if coverage.area(area, header, fields, every):
                continue
            for kind, start, months in mine:
                if not coverage.area(area, header, fields, months):
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

"""Members behind totals that stand by their number alone: those of the release that took the number down.

What is split is frozen with its members. Any other settled total of a protected file stands as the first release after
its period had settled counted it (`release/standing.py`), and that release's live members are kept.
"""

from datetime import timedelta

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MONTHS, Period, add_months
from queries.catalogue import catalogue, settle_days
from queries.connection import Connection, rows
from queries.workspace import dated_by_period


def counted_in(
    con: Connection, header: MetricHeader, period: Period, release_id: str, basis: str
) -> list[tuple[Period, str | None]]:
    """The periods of which a released figure's members are kept, each with the release that counted them.

    None in place of a release: the frozen members. Of a total that stands by its number a year is made of its
    quarters (a flow's of all four, a stock's of the last); of medians, and of members that carry their period, it was
    taken as it was. Empty where the period had not settled in `release_id`. `con` has the shared views (`prepare`).
    """
    if basis == "live":
        return [(period, release_id)]
    if header.all_breakdowns():
        return [(period, None)]
    dated = dated_by_period(con, catalogue()[header.of] if header.of else header)
    whole = header.kind == "median" or dated or period.kind == "quarter"
    parts = [period] if whole else _quarters(period)[-1 if header.time == "stock" else 0 :]
    found = [(part, _first_release(con, header, part, release_id)) for part in parts]
    return found if all(release for _, release in found) else []


def _quarters(year: Period) -> list[Period]:
    starts = (add_months(year.start, months) for months in range(0, MONTHS["year"], MONTHS["quarter"]))
    return [Period("quarter", start) for start in starts]


def _first_release(con: Connection, header: MetricHeader, period: Period, release_id: str) -> str | None:
    """The release published first after `period` had settled, none later than `release_id`, which may be unpublished.

    A release that was withdrawn since is one of them: its numbers were seen.
    """
    settled = period.end + timedelta(settle_days(header, catalogue()))
    found = rows(
        con,
        "select l.release_id from release_log as l left join ledger_version as v using (release_id), (select "
        "coalesce(max(version), 9223372036854775807) as version from ledger_version where release_id = ?) as own "
        "where l.as_at >= ? and (l.release_id = ? or v.version <= own.version) order by v.version nulls last limit 1",
        [release_id, settled, release_id],
    )
    return found[0][0] if found else None

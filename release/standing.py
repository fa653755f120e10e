"""The totals of a protected file that are not frozen with members: each taken down once, and then it stands.

What is split is frozen with its members; of other measures there are only live totals, which late records change. In a
protected file the first figure stands, shown or hidden: a range that was printed for it would else be about another
number than the one it is given out for now, and sums with what is frozen would fall apart. So each total is taken down
when its period has settled, as a frozen row in the producer's file, and found again in the ledger from then on.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.metric_rows import KEY
from data_contracts.periods import add_months
from data_contracts.vocabularies import TOTAL
from release.audiences import Audience
from release.ledger import bind
from release.subjects import is_people

NAME = [k for k in KEY if k != "basis"]
Headers = Mapping[str, MetricHeader]
_COUNTS = ["n", "yes", "no", "not_recorded"]


def totals(
    rows: pd.DataFrame, headers: Headers, audiences: Mapping[str, Audience], ledger: pd.DataFrame | None, as_at: date
) -> pd.DataFrame:
    """Frozen rows (the columns of `rows`) of every settled total of people that has none in `rows`.

    Quarters are taken as they are; years are made of frozen quarters where these add up, and else taken as they are. A
    figure that the producer's file had before stands as it was. A share or a median of another number of cases than the
    count that stands for them (its records came too late) has no total: it is not in the file.
    """
    producer = next((a for a in audiences.values() if a.mode == "producer"), None)
    people = rows[is_people(rows["metric"], headers) & rows["period_kind"].ne("month") & rows["by1"].eq(TOTAL)]
    frozen, live = people[people["basis"].eq("frozen")], people[people["basis"].eq("live")]
    live = live[_is_settled(live, headers, as_at)]
    own = set(_names(frozen))
    wanted = live[np.array([name not in own for name in _names(live)], dtype=bool)]
    frozen = frozen[frozen["status"].eq("ok") & frozen["n"].notna()]
    found = [rows.iloc[:0]]
    for kind in ("quarter", "year"):
        there = pd.concat([frozen, *found])
        new = wanted[wanted["period_kind"].eq(kind)]
        new = (new if kind == "quarter" else _years(new, live, there, headers)).assign(basis="frozen")
        if producer is not None:
            new = bind(new, headers, producer, ledger, as_at)[0]
        new = new[new["status"].eq("ok") & new["n"].notna()]
        found.append(_of_the_same_cases(new, there, headers))
    return pd.concat(found, ignore_index=True)


def _names(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(rows[NAME].itertuples(index=False, name=None))


def _is_settled(rows: pd.DataFrame, headers: Headers, as_at: date) -> pd.Series:
    """Whether each row's period is settled: with that of the count and all that is `of` it, on the latest day."""
    days: dict[str, int] = {}
    for metric, header in headers.items():
        days[header.of or metric] = max(days.get(header.of or metric, 0), header.settle)
    last = {m: as_at - timedelta(days[headers[m].of or m]) for m in rows["metric"].unique()}
    return rows["period_end"] <= pd.to_datetime(rows["metric"].map(last))


def _years(wanted: pd.DataFrame, live: pd.DataFrame, there: pd.DataFrame, headers: Headers) -> pd.DataFrame:
    """The `wanted` years of which `there` has the quarters, added up from them; for a stock its last quarter.

    Where the live quarters do not make the live year (children or places that are counted once in each), and of
    medians, a year is taken as it is.
    """
    quarters = {name: i for i, name in enumerate(_names(there))}
    counted = dict(zip(_names(live), live["n"].astype("Float64").fillna(-1).astype(int), strict=True))
    found = []
    for name, row in zip(_names(wanted), wanted.to_dict("records"), strict=True):
        metric, _, start, *rest = name
        months = (9,) if headers[metric].time == "stock" else (0, 3, 6, 9)
        named = [(metric, "quarter", pd.Timestamp(add_months(start.date(), m)), *rest) for m in months]
        if any(n not in quarters for n in named):
            continue
        if headers[metric].kind != "median" and sum(counted.get(n, -1) for n in named) == counted[name]:
            parts = there.iloc[[quarters[n] for n in named]]
            row |= {c: parts[c].sum(min_count=1) for c in _COUNTS}
        found.append(row)
    return pd.DataFrame(found, columns=wanted.columns).astype(wanted.dtypes)


def _of_the_same_cases(new: pd.DataFrame, there: pd.DataFrame, headers: Headers) -> pd.DataFrame:
    """`new` without shares and medians of another number of cases than their count's."""
    whole = new["metric"].map({m: headers[m].of or m for m in new["metric"].unique()})
    counts = pd.concat([there, new])[[*NAME, "n"]].rename(columns={"n": "of"})
    of = new[NAME].assign(metric=whole).merge(counts.drop_duplicates(NAME), on=NAME, how="left")["of"]
    return new[(of.isna().to_numpy() | of.eq(new["n"].set_axis(of.index)).fillna(False).to_numpy(dtype=bool))]

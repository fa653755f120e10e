"""What was published before, and how it binds: nothing hidden is shown again, old figures stand, changes are marked.

The ledger holds, for each audience, every count, share, median and ratio that was published with its status and range,
oldest release first. `etl` keeps it, `pipeline` hands it in and takes new rows out.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.metric_rows import KEY
from data_contracts.periods import add_months
from release.audiences import Audience
from release.subjects import is_people, is_quality

REVISABLE = 12
"""Months after a period's end in which a live figure may still change."""
_RANGE = ["range_low", "range_high"]
COLUMNS = ["release_id", "audience", *KEY, "numerator", "not_recorded", "denominator", "value", "status", *_RANGE]
_NUMBERS = ["numerator", "not_recorded", "denominator", "value"]


def bind(
    rows: pd.DataFrame, headers: Mapping[str, MetricHeader], audience: Audience, ledger: pd.DataFrame | None,
    as_at: date,
) -> tuple[pd.DataFrame, pd.Series]:  # fmt: skip
    """`rows` (`metric_rows.SCHEMA`) with the ledger's figures where they stand, and a mask of the revised rows.

    A row hidden before is marked `c` (its numbers stay, for protection to reckon with), one taken back `w`. If a number
    of it was shown before that, it is known, and no other takes its place. Frozen rows, live rows of periods that ended
    more than REVISABLE months ago, and in a protected file every row of people metrics, take the ledger's figure; the
    producer's live rows never do. Otherwise a live row that differs is revised.
    """
    revised = pd.Series(False, index=rows.index)
    if ledger is None or not (ledger["audience"] == audience.name).any():
        return rows, revised
    known = _told(rows, ledger[ledger["audience"] == audience.name])
    kinds = rows["metric"].map({m: headers[m].kind for m in rows["metric"].unique()})
    quality = [m for m, h in headers.items() if is_quality(h)]
    bound = kinds.isin(["count", "share", "median"]) & ~rows["metric"].isin(quality)
    printed = bound & known["status"].isin(["ok", "r", "u"])
    live = rows["basis"] == "live"
    fixed = ~live
    if audience.mode != "producer":
        fixed |= rows["period_end"] <= pd.Timestamp(add_months(as_at, -REVISABLE)) - pd.Timedelta(days=1)
    if audience.mode == "protected":
        fixed |= is_people(rows["metric"], headers)
    changed, out = _restated(rows, known, kinds), rows.copy()
    gone = bound & known["status"].eq("w")
    hidden_since = known["status"].eq("c") & known[_NUMBERS].notna().any(axis=1) & rows["status"].eq("ok")
    stood = printed | (bound & (known["status"].eq("z") | hidden_since))  # no case at all is a figure too
    take = (stood & fixed) | gone
    for column in changed.columns:
        out[column] = out[column].mask(take, changed[column])
    out.loc[take & out["status"].eq("x"), "status"] = "ok"
    out.loc[bound & known["status"].eq("c") & out["status"].eq("ok"), "status"] = "c"
    out.loc[gone, "status"] = "w"
    now = rows.assign(value=rows["value"].round(0))[list(changed.columns)]
    differs = (changed.assign(value=changed["value"].round(0)).fillna(-1) != now.fillna(-1)).any(axis=1)
    revised = printed & (known["status"].eq("r") | (live & differs & ~fixed & rows["status"].eq("ok")))
    return out, revised


def _told(rows: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """What the ledger said last of each row: its numbers and its status, '' where it said nothing."""
    last = timed(ledger.drop_duplicates(KEY, keep="last"))[[*KEY, *_NUMBERS, "status"]]
    known = rows[KEY].merge(last, on=KEY, how="left").set_axis(rows.index)
    return known.assign(status=known["status"].fillna("").astype("str"))  # never unknown: nothing would compare as no


def timed(ledger: pd.DataFrame) -> pd.DataFrame:
    """Ledger rows with `period_start` as metric rows have it."""
    return ledger.assign(period_start=pd.to_datetime(ledger["period_start"]).astype("datetime64[us]"))


def _restated(rows: pd.DataFrame, known: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """The ledger's numbers in the columns of `rows`: n, yes, no, not_recorded, value."""
    whole = known[["numerator", "not_recorded", "denominator"]].astype("Float64").astype("Int64")
    whole = whole.mask(known["status"].eq("z"), 0)
    share, median = kinds == "share", kinds == "median"
    return pd.DataFrame(
        {
            "n": whole["numerator"].mask(share | median, whole["denominator"]),
            "yes": whole["numerator"].where(share),
            "no": (whole["denominator"] - whole["numerator"] - whole["not_recorded"]).where(share),
            "not_recorded": whole["not_recorded"].where(share),
            # an unreliable median was not printed: the row's own stays unprinted too, for the same n
            "value": known["value"].astype("Float64").where(median).fillna(rows["value"].where(median)),
        }
    )


def seen(ledger: pd.DataFrame, audience: str) -> pd.DataFrame:
    """Ledger rows of an audience whose number was shown at some time, also if it was taken back or hidden since."""
    mine = ledger[ledger["audience"] == audience]
    return mine[mine["status"].isin(["ok", "r", "u", "z"]) | mine[_NUMBERS].notna().any(axis=1)]


def binding(ledger: pd.DataFrame | None, audience: Audience) -> pd.DataFrame | None:
    """The ledger's rows of what cannot change in an audience's file, each figure once, `period_start` as a time.

    What is frozen; in a protected file all, since the first figure stands. A live figure of a controlled file may be
    revised, and what was printed of it is then about another number.
    """
    if ledger is None:
        return None
    mine = ledger[ledger["audience"].eq(audience.name)]
    if audience.mode != "protected":
        mine = mine[mine["basis"].eq("frozen")]
    mine = timed(mine)
    # of a live and a frozen row of one figure, the one that says more: a number, or else a range
    rank = mine[_NUMBERS].notna().any(axis=1) * 2 + mine[_RANGE].notna().any(axis=1)
    order = rank.sort_values(kind="stable").index
    return mine.loc[order].drop_duplicates([k for k in KEY if k != "basis"], keep="last")


def ranges_as_printed(ranges: pd.DataFrame, ledger: pd.DataFrame | None, audience: Audience) -> pd.DataFrame:
    """`ranges` (KEY without basis, range_low, range_high) and those that stand: the first that was printed.

    A hidden figure that does not change keeps its range. A range that is worked out anew may differ, since it need not
    be the narrowest; the one that was printed is known anyhow. Live figures of a controlled file may change, so theirs
    are not kept.
    """
    if ledger is None or audience.mode == "producer":
        return ranges
    name = [k for k in KEY if k != "basis"]
    mine = ledger[(ledger["audience"] == audience.name) & ledger["status"].eq("c") & ledger["range_low"].notna()]
    if audience.mode == "controlled":
        mine = mine[mine["basis"] == "frozen"]
    if mine.empty:
        return ranges
    mine = timed(mine)
    mine = mine.drop_duplicates(name, keep="last")[[*name, *_RANGE]].astype(dict.fromkeys(_RANGE, "Int64"))
    before = ranges[name].merge(mine, on=name, how="left").set_axis(ranges.index)
    stands = before["range_low"].notna()
    now = ranges.assign(**{end: ranges[end].mask(stands, before[end]) for end in _RANGE})
    others = mine.merge(ranges[name].assign(now=True), on=name, how="left")  # ratios are derived later
    return pd.concat([now, others.loc[others["now"].isna(), [*name, *_RANGE]]], ignore_index=True)


def ledger_of(
    release_id: str, audience: str, figures: pd.DataFrame, headers: Mapping[str, MetricHeader]
) -> pd.DataFrame:
    """Ledger rows (COLUMNS) that publishing these figures adds; rates and published figures are not kept.

    A ratio is derived, but the range of a hidden one tells something of its sides.
    """
    kept = [m for m, h in headers.items() if h.kind in ("count", "share", "median", "ratio") and not is_quality(h)]
    rows = figures[figures["metric"].isin(kept)].rename(columns={"start": "period_start"})
    return rows.assign(release_id=release_id, audience=audience)[COLUMNS].reset_index(drop=True)


def mark_revised(figures: pd.DataFrame, rows: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """`figures` with status r where a revised row (`rows`: KEY columns) or a rate or ratio of one is shown."""
    if rows.empty:
        return figures
    stems = {m: [m] + ([h.rate_stem] if h.rate_stem else []) for m, h in headers.items()}
    for metric, header in headers.items():
        if header.kind == "ratio":
            for side in (header.numerator, header.denominator):
                stems.setdefault(side.removesuffix(".yes"), []).append(metric)
    marks = rows.assign(metric=rows["metric"].map(stems)).explode("metric").drop_duplicates()
    key = [c if c != "period_start" else "start" for c in KEY]
    found = figures[key].merge(marks.set_axis(key, axis=1).assign(mark=True), on=key, how="left")["mark"].notna()
    figures = figures.copy()
    figures["status"] = np.where(found.to_numpy() & (figures["status"] == "ok"), "r", figures["status"])
    figures["status"] = figures["status"].astype("str")
    return figures

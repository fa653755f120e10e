"""What a release file says about itself: identity, marking, protection in plain words, and every definition."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period
from data_contracts.published_rows import KEY
from data_contracts.vocabularies import TOTAL
from release.audiences import Audience

NAME = [k for k in KEY if k not in ("end", "basis")]
REASONS = "withdrawn"
"""Key under which a file lists its withdrawn figures, each with its reason."""

_PROOF = (
    " Other figures are hidden with them, so that nobody who has this file, the releases before it and one authority's "
    "own counts can work a hidden count of 1 to 4 out more closely than 4 apart. Hidden zeros look the same."
)
_HIDDEN = {
    "producer": "Nothing is hidden: these are true counts, for the analyst who builds the release.",
    "open": "Nothing is hidden: these are true counts, split by one thing that others can see of a child at most.",
    "controlled": "Counts are exact, except in tables split by what others can see of a child (age, sex, ethnicity, "
    "care status, place): there counts of 1 to 4 are hidden." + _PROOF,
    "operational": "As in the strategic group's file; the authority's own counts are exact, for its staff alone.",
    "protected": "Every count of children of 1 to 4 is hidden." + _PROOF,
    "coarse": "Counts of children under 10 are hidden, and others are given to the nearest 5." + _PROOF,
}
_RANGE = "Where a figure is hidden, [c], its range says what it can be."
_POOLED = (
    f"{_RANGE} Two authorities that put their own counts together could still narrow a hidden count down: keep this to "
    "the people named in its marking."
)
BANNERS = {
    "producer": "True counts, nothing hidden: for the analyst who builds the release, not to be passed on.",
    "open": "True counts, nothing hidden: for those whom the marking names.",
    "controlled": _POOLED,
    "operational": _POOLED,
    "protected": _POOLED,
    "coarse": f"{_RANGE} Other figures are to the nearest 5, so a total can differ a little from the sum of its parts.",
}
"""Mode -> what stands above every page and on every paper. A public file is nobody's to keep."""


def about(
    release_id: str,
    as_at: date,
    audience: Audience,
    headers: Mapping[str, MetricHeader],
    figures: pd.DataFrame,
    given: Mapping[str, Any],
) -> pd.DataFrame:
    """Rows of key and value (text): fixed keys, `definition:<metric>` (JSON of header and sql), then what is `given`.

    given: anything the caller adds, such as demo; lists and truth values as JSON.
    """
    found: dict[str, str] = {
        "release_id": release_id,
        "as_at": as_at.isoformat(),
        "audience": audience.name,
        "title": audience.title,
        "mode": audience.mode,
        "marking": audience.marking,
        "own": audience.own,
        "decided_by": audience.decided_by,
        "decided_on": audience.decided_on,
        "banner": BANNERS[audience.mode],
        "protection": _HIDDEN[audience.mode],
        "without": json.dumps(dict(audience.without), ensure_ascii=False),
        "areas": json.dumps(list(audience.areas)),
        "periods": json.dumps(list(audience.periods)),
        "first_day": _day(figures["start"].min()),
        "last_day": _day(figures["end"].max()),
    }
    for metric, header in sorted(headers.items()):
        words = header.as_json() | {"rate_stem": header.rate_stem, "sql": header.sql}
        found[f"definition:{metric}"] = json.dumps(words, sort_keys=True, ensure_ascii=False)
    for key, value in given.items():
        found.setdefault(key, value if isinstance(value, str) else json.dumps(value, default=str))
    return pd.DataFrame({"key": list(found), "value": list(found.values())}).astype("str")


def _day(moment: Any) -> str:
    return "" if pd.isna(moment) else f"{moment:%Y-%m-%d}"


def restated(about: pd.DataFrame, said: Mapping[str, Any]) -> pd.DataFrame:
    """`about` with the keys of `said` in place of what it said before."""
    text = {k: v if isinstance(v, str) else json.dumps(v, default=str) for k, v in said.items()}
    found = dict(zip(about["key"], about["value"], strict=True)) | text
    return pd.DataFrame({"key": list(found), "value": list(found.values())}).astype("str")


def reasons(
    figures: pd.DataFrame, withdrawn: pd.DataFrame | None, headers: Mapping[str, MetricHeader]
) -> dict[str, str]:
    """The entry for `about`: the withdrawn figures that this file has, each with its reason; empty if there is none.

    withdrawn: metric, period_kind, period_start, area, by1, cat1, by2, cat2, why, withdrawn_on.
    """
    gone = figures.loc[figures["status"].eq("w"), NAME].drop_duplicates()
    if withdrawn is None or withdrawn.empty or gone.empty:
        return {}
    known = withdrawn.rename(columns={"period_start": "start"}).drop_duplicates(NAME, keep="last")
    known = known.assign(start=pd.to_datetime(known["start"]).astype("datetime64[us]"))
    rows = gone.merge(known, on=NAME).sort_values(NAME).to_dict("records")
    titles = {h.rate_stem: f"{h.title}, rate" for h in headers.values() if h.rate_stem}
    titles |= {m: h.title for m, h in headers.items()}
    listed = [_reason(row) | {"title": titles.get(row["metric"], row["metric"])} for row in rows]
    return {REASONS: json.dumps(listed, ensure_ascii=False)} if rows else {}


def _reason(row: Mapping[Any, Any]) -> dict[str, Any]:
    by = {row[b]: row[c] for b, c in (("by1", "cat1"), ("by2", "cat2")) if row[b] != TOTAL}
    return {"metric": row["metric"], "period": Period(row["period_kind"], row["start"].date()).code,
            "area": row["area"], "by": by, "why": row["why"],
            "on": f"{pd.Timestamp(row['withdrawn_on']):%Y-%m-%d}"}  # fmt: skip

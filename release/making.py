"""The rows of every audience's file, from true rows: chosen, bound by the ledger, protected, passed by the gate.

Files are made from least to most hidden; what a fuller file hides, a later one hides too. An operational file is the
controlled one with one authority's own figures; a coarse file is a rounding of the protected one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.metric_rows import KEY
from data_contracts.vocabularies import TOTAL
from release.audiences import MODES, Audience
from release.coarse import coarsen
from release.depth import in_depth
from release.gate import pass_gate
from release.ledger import bind, binding, seen, timed
from release.progress import Tell, quiet
from release.protection import NAME, NUMBERS, base_rows, guard, merged_levels, settled
from release.standing import totals
from release.subjects import is_dangerous, is_people
from release.union import Judged, attack_both

Headers = Mapping[str, MetricHeader]


@dataclass(frozen=True)
class File:
    """One audience's rows, safe to derive from. revised: KEY of revised rows; ranges: NAME, range_low, range_high.

    gate: name of what was attacked (this file, or two in one hand) -> report; judged: what the gate looked at.
    """

    rows: pd.DataFrame
    revised: pd.DataFrame
    ranges: pd.DataFrame | None = None
    gate: dict[str, Any] = field(default_factory=dict)
    judged: Judged | None = None


def make_files(
    rows: pd.DataFrame,
    headers: Headers,
    audiences: Mapping[str, Audience],
    ledger: pd.DataFrame | None,
    as_at: date,
    tell: Tell = quiet,
    key: bytes = b"",
) -> dict[str, File]:
    """Name -> File for each audience. tell: told how far each is; key: the home's. GateError if one is refused."""
    rows = _as_published(rows, headers, audiences, ledger, as_at)
    standing = totals(rows, headers, audiences, ledger, as_at)
    found: dict[str, File] = {}
    first: dict[str, File] = {}
    hidden = rows.loc[rows.index[:0], KEY]
    beside: tuple[str, File] | None = None
    for name, audience in sorted(audiences.items(), key=lambda item: (MODES.index(item[1].mode), item[0])):
        if audience.mode in ("producer", "open"):
            all_rows = [released(rows, headers, audience), *([standing] if audience.mode == "producer" else [])]
            wanted, revised = bind(pd.concat(all_rows, ignore_index=True), headers, audience, ledger, as_at)
            made = File(wanted, wanted.loc[revised, KEY])
        elif audience.mode == "operational":
            base = first.get("controlled") or _guarded(
                rows, standing, headers, _as(audience, "controlled"), ledger, as_at, hidden, tell, key=key
            )
            made = _operational(rows, headers, audience, ledger, as_at, base)
        elif audience.mode == "coarse":
            base = first.get("protected") or _guarded(
                rows, standing, headers, _as(audience, MODES[4]), ledger, as_at, hidden, tell, key=key
            )
            made = replace(base, rows=coarsen(base.rows, headers), ranges=base.ranges, gate={})
        else:
            made = _guarded(rows, standing, headers, audience, ledger, as_at, hidden, tell, beside, key)
            gone = made.rows["status"].eq("c") & is_people(made.rows["metric"], headers)
            hidden = pd.concat([hidden, made.rows.loc[gone, KEY]]).drop_duplicates()
            first.setdefault(audience.mode, made)
            beside = beside or ((name, made) if audience.mode == "controlled" else None)
        found[name] = made
    return found


def _as_published(
    rows: pd.DataFrame, headers: Headers, audiences: Mapping[str, Audience], ledger: pd.DataFrame | None, as_at: date
) -> pd.DataFrame:
    """`rows` with frozen figures as the producer's file had them, hidden elsewhere or not.

    After an erasure fewer members are left; a frozen figure is not counted again, so that all of them still add up.
    """
    producer = next((a for a in audiences.values() if a.mode == "producer"), None)
    if producer is None or ledger is None:
        return rows
    stood = bind(rows, headers, producer, ledger, as_at)[0]
    taken = rows["basis"].eq("frozen") & stood["status"].eq("ok")
    return rows.where(~taken, stood).astype(rows.dtypes)


def _as(audience: Audience, mode: str) -> Audience:
    return replace(audience, mode=mode)


def released(rows: pd.DataFrame, headers: Headers, audience: Audience) -> pd.DataFrame:
    """The rows that an audience gets. Published figures go to all, with their own areas.

    What is protected and split is released once, from frozen members: its live rows stay at home, since the
    difference of two releases would tell a late record's whole profile. A controlled file's operational tables follow
    the headlines: it carries them live, once, and frozen only what is protected with its own total.
    """
    published = rows["metric"].isin([m for m, h in headers.items() if h.kind == "published"])
    inside = rows["area"].isin(audience.areas) & rows["period_kind"].isin(audience.periods)
    inside &= in_depth(rows, headers, audience)
    once = is_people(rows["metric"], headers) & (rows["basis"] == "live")
    danger = is_dangerous(rows)
    if audience.mode in ("controlled", "operational"):
        protected = rows.loc[danger, ["metric", "period_kind"]].drop_duplicates().assign(q=True)
        own = rows[["metric", "period_kind"]].merge(protected, how="left")["q"].notna().to_numpy()
        inside &= ~(once & danger) & ((rows["basis"] == "live") | danger | (own & (rows["by1"] == TOTAL)))
    elif audience.mode == "protected":
        inside &= ~(once & (rows["by1"] != TOTAL))
    elif audience.mode == "open":
        inside &= ~(danger & (rows["by2"] != TOTAL))
    return rows[published | inside]


def _guarded(
    rows: pd.DataFrame, standing: pd.DataFrame, headers: Headers, audience: Audience, ledger: pd.DataFrame | None,
    as_at: date, hidden: pd.DataFrame, tell: Tell, beside: tuple[str, File] | None = None, key: bytes = b"",
) -> File:  # fmt: skip
    protected = audience.mode == "protected"
    if protected:
        rows = merged_levels(rows, headers)
    base = base_rows(rows, headers, audience.mode, standing)
    wanted = released(rows, headers, audience)
    if protected:
        wanted = settled(wanted, base, headers)
    wanted, revised = bind(wanted, headers, audience, ledger, as_at)
    printed = wanted if protected else wanted[wanted["basis"].eq("frozen")]
    base = _overlaid(_near(base, wanted, headers, _earlier(ledger, audience)), printed)
    bare = wanted["status"].eq("c") | (wanted["status"].eq("w") & wanted["n"].isna())
    mine = bare & is_people(wanted["metric"], headers)
    if base.empty:  # no figure of people is settled: there is nothing to protect
        return File(_blank(wanted, mine.to_numpy()), wanted.loc[revised, KEY])
    before = pd.concat([hidden[NAME], wanted.loc[mine, NAME]]).drop_duplicates()
    shown = _among(base, _earlier(ledger, audience, shown=True))
    step = partial(tell, f"Protecting {audience.name}")
    guarded = guard(base, headers, audience, _among(base, wanted) | shown, _among(base, before), shown, step,
                    key, binding(ledger, audience))  # fmt: skip
    passed = pass_gate(guarded, headers, audience.mode, partial(tell, f"Attacking {audience.name}"))
    gate = {audience.name: passed.report}
    if protected and beside is not None and beside[1].judged is not None:
        both = f"{beside[0]} + {audience.name}"
        gone, gate[both] = attack_both(beside[1].judged, (guarded, passed), headers, partial(tell, f"Attacking {both}"))
        passed = replace(passed, hidden=gone)
    kept_back = passed.hidden & ~(passed.certain & ~_among(base, before))
    names = base.loc[kept_back, NAME]
    gone = _among(wanted, names) & is_people(wanted["metric"], headers).to_numpy()
    if not protected:
        gone &= (is_dangerous(wanted) & wanted["basis"].eq("frozen")).to_numpy()
    ranges = base[NAME].join(passed.ranges)[kept_back].drop_duplicates(NAME)
    return File(_blank(wanted, gone | mine.to_numpy()), wanted.loc[revised, KEY], ranges, gate, (guarded, passed))


def _operational(
    rows: pd.DataFrame, headers: Headers, audience: Audience, ledger: pd.DataFrame | None, as_at: date, base: File
) -> File:  # fmt: skip
    """The controlled rows, with one authority's own as they are."""
    wanted, revised = bind(released(rows, headers, audience), headers, audience, ledger, as_at)
    hidden = base.rows.loc[base.rows["status"].eq("c") & is_people(base.rows["metric"], headers), NAME]
    gone = _among(wanted, hidden) & (is_dangerous(wanted) & wanted["area"].ne(audience.own)).to_numpy()
    return File(_blank(wanted, gone), wanted.loc[revised, KEY], base.ranges)


def _earlier(ledger: pd.DataFrame | None, audience: Audience, shown: bool = False) -> pd.DataFrame:
    """NAME of what earlier files of this audience held; with `shown`, of what had a number in any of them."""
    if ledger is None:
        return pd.DataFrame(columns=NAME).astype({"period_start": "datetime64[us]"})
    return timed((seen(ledger, audience.name) if shown else ledger[ledger["audience"] == audience.name])[NAME])


def _near(base: pd.DataFrame, wanted: pd.DataFrame, headers: Headers, earlier: pd.DataFrame) -> pd.DataFrame:
    """The rows of `base` that print, or printed, something, and all of the same measure and financial year."""
    printed = _among(base, wanted) | _among(base, earlier)
    family = base["metric"].map({m: headers[m].of or m for m in base["metric"].unique()})
    year = base["period_end"].dt.to_period("Q-MAR").dt.qyear
    return base[pd.Series(printed, index=base.index).groupby([family, year]).transform("any")].reset_index(drop=True)


def _among(rows: pd.DataFrame, names: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which rows bear one of the names."""
    known = set(_names(names))
    return np.array([name in known for name in _names(rows)], dtype=bool)


def _names(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    days = {"period_start": rows["period_start"].to_numpy("datetime64[D]")}
    return list(zip(*(days.get(c, rows[c].to_numpy(dtype=object)).tolist() for c in NAME), strict=True))


def _overlaid(base: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """`base` with the numbers that are `printed`, frozen ones first, where an earlier release bound them."""
    printed = printed[printed["n"].notna()].sort_values("basis", kind="stable").drop_duplicates(NAME)
    found = base[NAME].merge(printed[[*NAME, *NUMBERS]], on=NAME, how="left").set_axis(base.index)
    out = base.copy()
    for column in NUMBERS:
        out[column] = found[column].fillna(out[column])
    return out


def _blank(rows: pd.DataFrame, gone: np.ndarray[Any, np.dtype[np.bool_]]) -> pd.DataFrame:
    """`rows` with hidden ones at status c and without a number."""
    rows = rows.copy()
    where = rows.index[gone & rows["status"].isin(["ok", "c"]).to_numpy()]
    rows.loc[where, NUMBERS] = pd.NA
    rows.loc[where, "status"] = "c"
    return rows

"""From protected rows to the long `figures` table: shares, medians, rates and ratios, derived from what is left.

Everything here sees shown numbers only, so that no derived figure can carry more than the counts it rests on.
Precedence where several marks apply: x (not supplied), z (none to count), c (hidden), u (too few).
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_contracts import published_rows
from data_contracts.areas import ALL_AREAS, AREAS, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.vocabularies import TOTAL
from release.intervals import proportion_ci, rate_ci

SHARE_FROM, MEDIAN_FROM = 5, 10
"""Cases from which a share or ratio, and a median, is printed; with fewer it is `u`."""
COLUMNS = list(published_rows.SCHEMA.columns)
_WHOLE = ["numerator", "not_recorded", "denominator", "range_low", "range_high"]
_REAL = ["value", "lower", "upper"]
_PLACE = ["period_kind", "start", "end", "area", "by1", "cat1", "by2", "cat2", "basis"]


def figures(rows: pd.DataFrame, headers: Mapping[str, MetricHeader], population: pd.DataFrame) -> pd.DataFrame:
    """Figures (`published_rows.SCHEMA`, sorted by key) of protected `rows` (`metric_rows.SCHEMA`).

    population: columns area, mid_year, population (children aged 0 to 17). KeyError for a metric without a header.
    """
    rows = rows.rename(columns={"period_start": "start", "period_end": "end"})
    kind = rows["metric"].map({m: headers[m].kind for m in rows["metric"].unique()})
    counts = _counts(rows[kind.isin(["count", "published"])])
    shares = _shares(rows[kind == "share"])
    parts = [counts, shares, _medians(rows[kind == "median"]), _rates(counts, headers, population)]
    parts += _ratios(pd.concat([counts, shares]), headers)
    return _tidy(pd.concat([p for p in parts if len(p)] or [counts]))


def mid_year(ends: pd.Series) -> pd.Series:
    """Calendar year in which the financial year of each date begins: its mid-year population is the denominator."""
    return ends.dt.year - (ends.dt.month < 4).astype(int)


def _tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns, types, order; no number where the status shows none, no value where it is u."""
    frame = frame.reindex(columns=COLUMNS)
    frame[_WHOLE] = frame[_WHOLE].astype("Float64").astype("Int64")
    frame[_REAL] = frame[_REAL].astype("Float64")
    bare = ~frame["status"].isin(published_rows.SHOWN)
    frame.loc[bare, [*_WHOLE, *_REAL]] = pd.NA
    frame.loc[frame["status"] == "u", _REAL] = pd.NA
    return frame.sort_values(published_rows.KEY, ignore_index=True)


def _float(column: pd.Series) -> npt.NDArray[np.float64]:
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan))


def _base(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[["metric", *_PLACE, "status"]].copy()


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    return _base(rows).assign(numerator=rows["n"], value=rows["n"].astype("Float64"))


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    found = _base(rows).assign(numerator=rows["yes"], not_recorded=rows["not_recorded"], denominator=rows["n"])
    return _as_share(found)


def _as_share(found: pd.DataFrame) -> pd.DataFrame:
    """value and Wilson interval from numerator and denominator; z where there is none, u under SHARE_FROM."""
    part, of = _float(found["numerator"]), _float(found["denominator"])
    inside = proportion_ci(np.where(part <= of, part, np.nan), of)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(of > 0, part / of, np.nan)
    found = found.assign(value=value, lower=inside["lower"].to_numpy(), upper=inside["upper"].to_numpy())
    found["status"] = _few(found["status"], of, SHARE_FROM)
    return found


def _few(status: pd.Series, of: npt.NDArray[np.float64], enough: int) -> pd.Series:
    shown = status.isin(["ok", "r"])
    return status.mask(shown & (of < enough), "u").mask(shown & (of == 0), "z")


def _medians(rows: pd.DataFrame) -> pd.DataFrame:
    found = _base(rows).assign(denominator=rows["n"], value=rows["value"].round(0))
    found["status"] = _few(found["status"], _float(rows["n"]), MEDIAN_FROM)
    # supplied and enough cases, but no value recorded in any of them
    found["status"] = found["status"].mask(found["status"].isin(["ok", "r"]) & found["value"].isna(), "u")
    return found


def _rates(counts: pd.DataFrame, headers: Mapping[str, MetricHeader], population: pd.DataFrame) -> pd.DataFrame:
    """Rates per 10,000 children: of live totals, and of every published figure."""
    stems = {m: h.rate_stem for m, h in headers.items() if h.rate_stem}
    published = counts["metric"].isin([m for m, h in headers.items() if h.kind == "published"])
    wanted = counts["metric"].isin(stems) & (published | ((counts["by1"] == TOTAL) & (counts["basis"] == "live")))
    found = counts[wanted].copy()
    if found.empty:
        return found
    found["metric"] = found["metric"].map(stems)
    found["denominator"] = population_of(found, population)
    rate = rate_ci(_float(found["numerator"]), _float(found["denominator"]))
    for column in _REAL:
        found[column] = rate[column].to_numpy()
    found["status"] = found["status"].mask(found["denominator"].isna(), "x")
    return found


def population_of(found: pd.DataFrame, population: pd.DataFrame) -> pd.Series:
    """Population of each row's area: the mid-year of its financial year's start, else the latest earlier one."""
    known = _with_sums(population).rename(columns={"mid_year": "year"}).sort_values("year")
    known = known.astype({"area": "str", "year": "int64"})
    wanted = pd.DataFrame({"area": found["area"].astype("str"), "year": mid_year(found["end"]).astype("int64")})
    wanted = wanted.reset_index().sort_values("year", kind="stable")
    joined = pd.merge_asof(wanted, known, on="year", by="area", direction="backward")
    return joined.set_index("index")["population"].reindex(found.index)


def _with_sums(population: pd.DataFrame) -> pd.DataFrame:
    """Estimates with partnerships and Tees added up where all their authorities are there and they are not given."""
    wide = population.pivot(index="mid_year", columns="area", values="population").astype(float)
    for area in AREAS:
        parts = list(authorities_of(area))
        if area not in wide and all(p in wide for p in parts):
            wide[area] = wide[parts].sum(axis=1, skipna=False)
    tall = wide.reindex(columns=[a for a in ALL_AREAS if a in wide]).reset_index()
    tall = tall.melt("mid_year", var_name="area", value_name="population").dropna()
    return tall.astype({"mid_year": "int64", "area": "str"})


def _ratios(shown: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> list[pd.DataFrame]:
    """Ratios of two shown counts, where both are given for the same cell."""
    found = []
    for metric, header in sorted(headers.items()):
        if header.kind != "ratio":
            continue
        top, bottom = _side(shown, header.numerator), _side(shown, header.denominator)
        split = [tuple((*b, TOTAL)[:2]) for b in header.all_breakdowns()]
        both = top.merge(bottom, on=_PLACE, suffixes=("", "_of"))
        pairs = pd.Series(list(zip(both["by1"], both["by2"], strict=True)), index=both.index, dtype=object)
        both = both[pairs.isin([(TOTAL, TOTAL), *split])]
        if both.empty:
            continue
        both["status"] = [_both(a, b) for a, b in zip(both["status"], both["status_of"], strict=True)]
        both = both.rename(columns={"count": "numerator", "count_of": "denominator"}).assign(metric=metric)
        found.append(_as_share(both[["metric", *_PLACE, "status", "numerator", "denominator"]]))
    return found


def _side(shown: pd.DataFrame, name: str) -> pd.DataFrame:
    """One side of a ratio: `metric`, or `metric.yes`; a part of too small a share is a shown count all the same."""
    metric = name.removesuffix(".yes")
    side = shown[shown["metric"] == metric]
    return side[[*_PLACE, "status"]].assign(count=side["numerator"].mask(side["status"] == "z", 0))


def _both(top: str, bottom: str) -> str:
    """Status of a ratio before its size is looked at: whichever part's mark comes first."""
    for mark in ("x", "c", "w", "r"):
        if mark in (top, bottom):
            return mark
    return "ok"

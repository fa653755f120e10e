"""From rows of figures to the cells that protection works on, and what ties them together; the rows' fate from theirs.

A row is made of quantities: a count is one; a share is yes, no and not recorded, and shows its count as well; a median
shows its count. Quantities of one name are one cell, however many rows print them: a live and a frozen row, or a
stock's quarter and its last month.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_contracts.areas import CHILDREN, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MONTHS, add_months
from data_contracts.ties import BALANCES, MERGED, PAIRED, SAME, UNCHANGING
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TEES, TOTAL
from release.relations import Hierarchy

PARTS = ("yes", "no", "not_recorded")
Headers = Mapping[str, MetricHeader]
Tie = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Cells:
    """frame: `dims`, value, unit, sorted by dims; row, cell, part: arrays of one length, one entry a printed quantity.

    row: position of a row; cell: number of its cell; part: 0 to 2 for a share's answers (PARTS), 3 for n.
    """

    frame: pd.DataFrame
    dims: list[str]
    row: npt.NDArray[np.int64]
    cell: npt.NDArray[np.int64]
    part: npt.NDArray[np.int64]

    def any_of(self, cells: npt.NDArray[np.bool_], rows: int) -> npt.NDArray[np.bool_]:
        """Whether any cell of each row is marked."""
        marked = np.zeros(rows, dtype=bool)
        marked[self.row[cells[self.cell]]] = True
        return marked


def cells_of(rows: pd.DataFrame, headers: Headers) -> Cells:
    """Cells of `rows` (`metric_rows.SCHEMA`; without numbers a cell's value is null)."""
    rows = rows.reset_index(drop=True)
    splits = sorted({b for b in (*rows["by1"].unique(), *rows["by2"].unique()) if b != TOTAL})
    plain = pd.DataFrame({"when": _when(rows, headers), "area": rows["area"].astype("str")})
    for split in splits:
        plain[split] = rows["cat1"].where(rows["by1"] == split, rows["cat2"].where(rows["by2"] == split, TOTAL))
    kind = rows["metric"].map({m: headers[m].kind for m in rows["metric"].unique()})
    whole = rows["metric"].map({m: headers[m].of or m for m in rows["metric"].unique()})
    share = (kind == "share").to_numpy()
    parts = [plain.assign(what=whole, value=rows["n"], row=rows.index, unit=-1)]
    unit = pd.factorize(pd.MultiIndex.from_frame(plain[share].assign(metric=rows["metric"][share])))[0]
    for part in PARTS:
        of_part = plain[share].assign(what=rows["metric"][share] + f".{part}", value=rows.loc[share, part])
        parts.append(of_part.assign(row=rows.index[share], unit=unit))
    tall = pd.concat(parts, ignore_index=True)
    dims = ["what", "when", "area", *splits]
    number = tall.groupby(dims, sort=True).ngroup().to_numpy()
    frame = tall.groupby(number).agg({**dict.fromkeys(dims, "first"), "value": "first", "unit": "max"})
    alone = frame["unit"] < 0
    frame.loc[alone, "unit"] = frame["unit"].max() + 1 + np.arange(int(alone.sum()))
    parts_of = np.repeat([3, 0, 1, 2], [len(rows), *[int(share.sum())] * 3])
    cell = np.asarray(number, dtype=np.int64)
    return Cells(frame.reset_index(drop=True), dims, tall["row"].to_numpy(), cell, parts_of)


def _when(rows: pd.DataFrame, headers: Headers) -> pd.Series:
    """A stock is named by its day; a flow by its period, and one of distinct children apart, as it does not add."""
    names = {m: headers[m] for m in rows["metric"].unique()}
    stock = rows["metric"].map({m: h.time == "stock" for m, h in names.items()}).astype(bool)
    distinct = rows["metric"].map({m: _is_distinct(h, headers) for m, h in names.items()}).astype(bool)
    flow = rows["period_kind"] + ":" + rows["period_start"].dt.strftime("%Y-%m-%d")
    flow = flow.mask(distinct, "distinct " + flow)
    return flow.mask(stock, "at:" + rows["period_end"].dt.strftime("%Y-%m-%d"))


def _is_distinct(header: MetricHeader, headers: Headers) -> bool:
    whole = headers[header.of] if header.of else header
    return whole.distinct_of is not None


def hierarchies(cells: Cells, headers: Headers) -> dict[str, Hierarchy]:
    """How areas, periods, categories and answers add up, for `relations`."""
    whens = set(cells.frame["when"])
    times: dict[str, list[list[str]]] = {}
    for code in sorted(whens):
        kind, _, start = code.partition(":")
        for part in ("quarter", "month"):
            if kind in MONTHS and MONTHS[kind] > MONTHS[part]:
                first = pd.Timestamp(start).date()
                cut = [f"{part}:{add_months(first, i)}" for i in range(0, MONTHS[kind], MONTHS[part])]
                if whens.issuperset(cut):
                    times.setdefault(code, []).append(cut)
    wholes: dict[str, list[list[str]]] = {}
    for metric, header in sorted(headers.items()):
        if header.kind == "share" and header.of:
            wholes.setdefault(header.of, []).append([f"{metric}.{part}" for part in PARTS])
    areas = {area: [list(parts)] for area, parts in CHILDREN.items()}
    if not set(cells.frame["area"]) & set(CHILDREN[TEES]):
        areas[TEES] = [list(authorities_of(TEES))]
    return {"what": wholes, "when": times, "area": areas, **{s: _categories(s) for s in cells.dims[3:]}}


def _categories(split: str) -> dict[str, list[list[str]]]:
    codes = [*BREAKDOWNS[split].vocabulary.codes, NOT_RECORDED]
    found: dict[str, list[list[str]]] = {TOTAL: [codes]}
    for merged, parts in MERGED.get(split, {}).items():
        found[merged] = [list(parts)]
    return found


@dataclass(frozen=True)
class Ties:
    """under: these cells' sum is not more than those'; same: it is the same."""

    under: list[Tie]
    same: list[Tie]


def ties(cells: Cells, headers: Headers) -> Ties:
    """What ties cells of different measures, and of periods that do not add."""
    columns = [cells.frame[dim].to_numpy(dtype=object).tolist() for dim in cells.dims]
    number = {key: i for i, key in enumerate(zip(*columns, strict=True))}
    place = {dim: i for i, dim in enumerate(cells.dims)}
    found = Ties([], [])

    def at(key: tuple[str, ...], **changes: str) -> int | None:
        new = list(key)
        for dim, code in changes.items():
            if dim not in place:
                return None
            new[place[dim]] = code
        return number.get(tuple(new))

    for key, cell in number.items():
        what, when = key[0], key[1]
        metric, _, part = what.partition(".")
        header = headers[metric]
        for whole in (header.within, header.distinct_of):
            over = at(key, what=whole, when=when.removeprefix("distinct ")) if whole and not part else None
            if over is not None:
                found.under.append(((cell,), (over,)))
        if header.numerator_within and part == "yes":
            over = at(key, what=f"{header.numerator_within}.yes")
            if over is not None:
                found.under.append(((cell,), (over,)))
        if when.startswith("distinct year:") and not part:
            first = pd.Timestamp(when.partition(":")[2]).date()
            quarters = [at(key, when=f"distinct quarter:{add_months(first, i)}") for i in (0, 3, 6, 9)]
            there = tuple(q for q in quarters if q is not None)
            found.under.extend(((q,), (cell,)) for q in there)
            if len(there) == 4:
                found.under.append(((cell,), there))
        _same(found.same, key, cell, at, place)
    return found


def _same(found: list[Tie], key: tuple[str, ...], cell: int, at, place: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    """Ties of `data_contracts.ties` that start from one cell."""
    for share, count, split, codes in SAME:
        if key[0] == f"{share}.yes" and all(code == TOTAL for code in key[3:]):
            others = [at(key, what=count, **{split: code}) for code in codes]
            if None not in others:
                found.append(((cell,), tuple(others)))
    for count, split, code, (by1, by2), pairs in PAIRED:
        if key[0] == count and split in place and key[place[split]] == code:
            others = [at(key, what=count, **{split: TOTAL, by1: a, by2: b}) for a, b in pairs]
            if None not in others:
                found.append(((cell,), tuple(others)))
    for stock, inward, out in BALANCES:
        if key[0] != inward:
            continue
        kind, _, start = key[1].partition(":")
        still = all(code == TOTAL or dim in UNCHANGING for dim, code in zip(place, key, strict=True) if place[dim] > 2)
        if kind in MONTHS and still:
            first = pd.Timestamp(start).date()
            ends = [add_months(first, n) - pd.Timedelta(days=1) for n in (0, MONTHS[kind])]
            before, after = (at(key, what=stock, when=f"at:{end}") for end in ends)
            gone = at(key, what=out)
            if None not in (before, after, gone):
                found.append(((after, gone), (before, cell)))

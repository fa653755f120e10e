"""Every sum that an attacker would think of, in plain dictionaries: written apart from the product's code."""

from collections.abc import Iterable, Iterator
from datetime import date

from data_contracts.areas import CHILDREN, LA_CODES
from data_contracts.periods import add_months

NO_SPLIT = ("total",) * 4
Key = tuple[str, date, str, tuple[str, str, str, str]]
NORTH, SOUTH = CHILDREN["HSSCP"], CHILDREN["STSCP"]
SUMS = {"TEES": [("HSSCP", "STSCP"), LA_CODES, ("HSSCP", *SOUTH), (*NORTH, "STSCP")],
        "HSSCP": [NORTH], "STSCP": [SOUTH]}  # fmt: skip


def equations_of(cells: Iterable[Key], flow: bool) -> Iterator[tuple[Key, list[Key]]]:
    """(parent, parts) for each sum of cells keyed by period kind, start, area, split."""
    splits: dict[tuple, list[Key]] = {}
    for kind, start, area, (b1, c1, b2, c2) in cells:
        key = (kind, start, area, (b1, c1, b2, c2))
        here = kind, start, area
        if b2 != "total":
            for parent in (NO_SPLIT, (b1, c1, "total", "total"), (b2, c2, "total", "total")):
                splits.setdefault((*here, parent, b1, b2), []).append(key)
        elif b1 != "total":
            splits.setdefault((*here, NO_SPLIT, b1, b2), []).append(key)
    for (kind, start, area, parent, *_), parts in splits.items():
        yield (kind, start, area, parent), parts
    for kind, start, area, split in cells:
        for parts in SUMS.get(area, []):
            yield (kind, start, area, split), [(kind, start, a, split) for a in parts]
        for whole, part, step, n in (("quarter", "month", 1, 3), ("year", "quarter", 3, 4), ("year", "month", 1, 12)):
            if flow and kind == whole:
                steps = [add_months(start, i * step) for i in range(n)]
                yield (kind, start, area, split), [(part, s, area, split) for s in steps]

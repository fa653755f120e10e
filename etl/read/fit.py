"""Which extract a sheet is: its headers decide; the names of sheet and file only break a tie."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from data_contracts.code_list import fold
from data_contracts.kit import Contract, contracts
from etl.read.sheet import column_letter

_NEAR = 0.75
_LONGEST = 160
"""Letters of the longest header that anyone needs (Annex A has some of 150)."""
_LIKE_DATA = re.compile(r"\d[\d\s-]{3,}|@|\d[A-Za-z]{2}\b")


class NoFit(Exception):
    """No contract fits; the message names what is missing, what is extra and what was nearly right."""


@dataclass(frozen=True)
class Fit:
    """The contract of a sheet; `columns` maps field -> header as supplied; `unknown` headers are not loaded."""

    contract: Contract
    columns: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    doubled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """Compulsory fields that have no column."""
        return tuple(name for name in self.contract.compulsory() if name not in self.columns)


def known_headers(headers: Iterable[str]) -> dict[str, str]:
    """Header -> field, over all extracts: what the identifier check need not suspect by its name."""
    maps = [c.headers() for c in contracts().values() if not c.published]
    return {h: m[fold(h)] for h in headers for m in maps if fold(h) in m}


def fit(headers: list[str], names: Iterable[str] = (), declared: str = "") -> Fit:
    """The contract whose compulsory columns are all there and that knows most headers.

    names: sheet and file name, which break ties. declared: the manifest's table_name, which must then fit.
    Raises NoFit.
    """
    pool = contracts()
    if declared and fold(declared) not in {fold(n) for n in pool}:
        raise NoFit(f"the manifest's table_name is not one of {', '.join(pool)}")
    chosen = [c for c in pool.values() if not declared or fold(c.name) == fold(declared)]
    tried = [_try(c, headers) for c in chosen]
    fitting = [t for t in tried if not t.missing]
    if not fitting:
        raise NoFit(_refusal(max(tried, key=lambda t: _nearness(t, headers)), headers))
    folded = " ".join(fold(n) for n in names)
    ranked = sorted(fitting, key=lambda t: _rank(t, folded), reverse=True)
    best = ranked[0]
    rivals = [t for t in ranked[1:] if _rank(t, folded) == _rank(best, folded)]
    if rivals:
        both = ", ".join(t.contract.name for t in (best, *rivals))
        raise NoFit(f"the headers fit more than one extract ({both}); say which in the manifest's table_name")
    if best.doubled:
        pairs = "; ".join(f"{' and '.join(map(repr, hs))} both mean {f}" for f, hs in best.doubled.items())
        raise NoFit(f"two columns mean the same: {pairs}; keep one of them")
    return best


def _rank(tried: Fit, folded: str) -> tuple[int, int, bool]:
    return len(tried.columns), _named(tried.contract, folded), tried.contract.flat


def _named(contract: Contract, folded: str) -> int:
    """Letters of the longest of its names that stands in `folded`: `missing_episode` says more than `missing`."""
    return max((len(n) for n in (fold(contract.name), fold(contract.title)) if n in folded), default=0)


@lru_cache(maxsize=64)
def _headers(name: str) -> Mapping[str, str]:
    return contracts()[name].headers()


def _try(contract: Contract, headers: list[str]) -> Fit:
    known = _headers(contract.name)
    claims: dict[str, list[str]] = {}
    for header in headers:
        if (name := known.get(fold(header))) is not None:
            claims.setdefault(name, []).append(header)
    columns = {name: next((h for h in hs if fold(h) == fold(name)), hs[0]) for name, hs in claims.items()}
    unknown = tuple(h for h in headers if fold(h) not in known)
    return Fit(contract, columns, unknown, {n: tuple(hs) for n, hs in claims.items() if len(hs) > 1})


def shown(header: str, headers: list[str]) -> str:
    """A header as a message may name it: by its column's letter where it looks like cells (numbers, address, text).

    A title over the rows, a header row that was typed over, or lost line ends may have put data in its place.
    """
    data = len(header) > _LONGEST or _LIKE_DATA.search(header)
    return f"column {column_letter(headers.index(header))}" if data else repr(header)


def near_misses(contract: Contract, unknown: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Unknown header -> the field that it nearly spells, among fields without a column."""
    free = {h: name for h, name in contract.headers().items() if name not in set(taken)}
    found = {}
    for header in unknown:
        close = difflib.get_close_matches(fold(header), list(free), n=1, cutoff=_NEAR)
        if close:
            found[header] = free[close[0]]
    return found


def _nearness(tried: Fit, headers: list[str]) -> tuple[float, int]:
    compulsory = tried.contract.compulsory()
    near = set(near_misses(tried.contract, tried.unknown, tried.columns).values())
    there = sum((1.0 if n in tried.columns else 0.6 if n in near else 0.0) for n in compulsory)
    return there / max(len(compulsory), 1), len(tried.columns)


def _refusal(tried: Fit, headers: list[str]) -> str:
    """Words for headers that fit nothing. Unless some header is known, row 1 may be data: then none is repeated."""
    near = near_misses(tried.contract, tried.unknown, tried.columns)
    if len(tried.columns) + len(near) < 2:
        return "the first filled row holds no headers of any extract; add the header row, as in the templates"
    parts = [f"the headers fit no extract; the nearest is {tried.contract.name}"]
    parts.append(f"missing: {', '.join(tried.missing)}")
    parts += [f"{shown(header, headers)} may be meant for {name}" for header, name in near.items()]
    extra = [h for h in tried.unknown if h not in near]
    if extra:
        parts.append(f"not known: {', '.join(shown(h, headers) for h in extra[:12])}")
    return "; ".join(parts)

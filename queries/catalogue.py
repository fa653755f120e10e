"""The catalogue of metrics: the folder `queries/metrics` is the register, and this reads and checks it.

Every file's header is parsed by `data_contracts.metric_header`; what one file cannot know (that the
metric it leans on exists, that its splits and fields are real) is checked here, once, for all.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from data_contracts.metric_header import ANYTHING, EITHER, HeaderError, MetricHeader, parse_header
from data_contracts.tables import TABLES
from data_contracts.vocabularies import BREAKDOWNS

METRICS = Path(__file__).parent / "metrics"
FROM_MEMBERS = ("count", "share", "median")
"""Kinds that are counted from members; a ratio is derived from shown counts, a published figure is taken as it is."""
KINDS_FROM = {"month": ("month", "quarter", "year"), "quarter": ("quarter", "year"), "year": ("year",)}
"""Headline -> the period kinds that the metric is worked out for: none shorter than its headline."""
PER_YEAR = {"month": 12, "quarter": 4, "year": 1}


def read_catalogue(folder: Path) -> dict[str, MetricHeader]:
    """Stem -> header for each `.sql` in `folder`, by name. HeaderError, naming the metric, at the first fault."""
    found = {path.stem: parse_header(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.sql"))}
    for header in found.values():
        _check_splits(header)
        _check_fields(header)
        if header.kind == "ratio" and header.sql:
            raise HeaderError(f"{header.metric}: a ratio is its header only, derived from two shown counts")
        if header.kind != "ratio" and not header.sql:
            raise HeaderError(f"{header.metric}: no select below the header")
    for header in found.values():
        _check_ties(header, found)
    return found


@cache
def _shipped() -> dict[str, MetricHeader]:
    return read_catalogue(METRICS)


def catalogue() -> dict[str, MetricHeader]:
    """Stem -> header of every metric of the product, by name. HeaderError if a file breaks the form."""
    return dict(_shipped())


def _check_ties(header: MetricHeader, found: dict[str, MetricHeader]) -> None:
    for key in ("of", "within", "distinct_of", "numerator_within"):
        other = getattr(header, key)
        if other is not None and other not in found:
            raise HeaderError(f"{header.metric}: {key} names no metric: {other}")
    if header.of is not None:
        whole = found[header.of]
        if whole.kind != "count":
            raise HeaderError(f"{header.metric}: `of` must name a count metric")
        if (whole.time, whole.areas, whole.protect) != (header.time, header.areas, header.protect):
            raise HeaderError(f"{header.metric}: time, areas and protect must be those of {header.of}")
        if not set(KINDS_FROM[header.headline]) <= set(KINDS_FROM[whole.headline]):
            raise HeaderError(f"{header.metric}: the headline must be no finer than that of {header.of}")
        for period_kind, lists in header.breakdowns.items():
            for names in lists:
                if names not in whole.breakdowns.get(period_kind, []):
                    raise HeaderError(f"{header.metric}: {names} is not a {period_kind} breakdown of {header.of}")
    if header.numerator_within is not None and found[header.numerator_within].of != header.of:
        raise HeaderError(f"{header.metric}: numerator_within must name a share of the same count")
    if header.kind == "ratio":
        for side in (header.numerator, header.denominator):
            stem, _, part = side.partition(".")
            kind = found[stem].kind if stem in found else ""
            if (kind, part) not in (("count", ""), ("share", "yes")):
                raise HeaderError(f"{header.metric}: {side} is neither a count nor a share's `.yes`")


def _check_splits(header: MetricHeader) -> None:
    for kind, lists in header.breakdowns.items():
        if kind not in KINDS_FROM[header.headline]:
            raise HeaderError(f"{header.metric}: no breakdowns for {kind} under a {header.headline} headline")
        for names in lists:
            if not 1 <= len(names) <= 2 or any(name not in BREAKDOWNS for name in names):
                raise HeaderError(f"{header.metric}: not a breakdown of one or two known names: {names}")
            if len(names) == 2 and any([name] not in lists for name in names):
                raise HeaderError(f"{header.metric}: {names} needs the breakdown by each alone for its margins")


def _check_fields(header: MetricHeader) -> None:
    for field in (one for group in header.fields if group != ANYTHING for one in group.split(EITHER)):
        table, _, column = field.partition(".")
        if table not in TABLES or column not in TABLES[table].columns:
            raise HeaderError(f"{header.metric}: fields names no column of the warehouse: {field}")


def split_field(header: MetricHeader, name: str) -> str:
    """`table.column` that breakdown `name` of this metric rests on.

    The column of that name in the metric's own table (that of its first field) where it has one: the
    missing file carries age and sex itself. Else the field that the vocabulary names.
    """
    table = header.fields[0].partition(".")[0] if header.fields else ""
    if table in TABLES and name in TABLES[table].columns:
        return f"{table}.{name}"
    return BREAKDOWNS[name].field


def own_splits(header: MetricHeader) -> list[str]:
    """Names that the metric itself is split by, once, in the header's order."""
    return list(dict.fromkeys(name for names in header.all_breakdowns() for name in names))


def member_splits(header: MetricHeader, found: dict[str, MetricHeader]) -> list[str]:
    """Every breakdown column that the metric's members carry (a share: its count's)."""
    return own_splits(found[header.of] if header.of else header)


def settle_days(header: MetricHeader, found: dict[str, MetricHeader]) -> int:
    """Days after a period's end until it is frozen: the latest `settle` of the count and everything `of` it."""
    whole = header.of or header.metric
    return max(h.settle for h in found.values() if whole in (h.metric, h.of))


def wanted(names: Iterable[str] | None) -> list[MetricHeader]:
    """Headers of the named metrics, all if None, in the catalogue's order. KeyError if one is unknown."""
    found = catalogue()
    chosen = set(found) if names is None else set(names)
    if unknown := sorted(chosen - set(found)):
        raise KeyError(f"no metric is called {', '.join(unknown)}")
    return [header for name, header in found.items() if name in chosen]


def texts_of(headers: Iterable[MetricHeader]) -> list[str]:
    """The selects that the metrics are worked out with: their own and their counts'."""
    found = catalogue()
    return [text for header in headers for text in (header.sql, found[header.of].sql if header.of else "")]


def cells(header: MetricHeader, months: int = 36) -> int:
    """Rows that the metric adds to a full set of `months` months (live; frozen tables left out), areas included."""
    found = 0
    for kind in KINDS_FROM[header.headline]:
        tables = 1
        for names in header.breakdowns.get(kind, []):
            size = 1
            for name in names:
                size *= len(BREAKDOWNS[name].vocabulary.codes) + 1
            tables += size
        found += tables * (months * PER_YEAR[kind] // 12) * len(header.area_codes)
    return found

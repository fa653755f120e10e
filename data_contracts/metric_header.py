"""The header of a metric file: a TOML comment that says what the figure is, for people and for the runner."""

import tomllib
from dataclasses import asdict, dataclass, field
from typing import Any

from data_contracts.areas import AREAS
from data_contracts.vocabularies import TEES

KINDS = ("count", "share", "median", "ratio", "published")
OPTIONAL = ("of", "population", "within", "distinct_of", "numerator_within", "areas")


ANYTHING, EITHER = "*", "|"
"""In `fields`: any row of the authority's at all; one column or the other."""


class HeaderError(ValueError):
    """A metric header that breaks the form; the text names the metric and what to mend."""


@dataclass(frozen=True)
class MetricHeader:
    """One metric's header. `metric` is the stem of its file; the rest are the header's keys.

    kind count: a population; share, median: `of` one count; ratio: `numerator` and `denominator`
    name two shown counts as `metric` or `metric.yes`; published: figures that are public already.
    `breakdowns`: {"quarter": [["risk"], ["category", "risk"]], "year": [["sex"]]}.
    `settle`: days after a period's end until its breakdowns are frozen.
    `fields`: the `table.column`s without which the figure is not supplied (x); `a|b`: either; `*`: any file at all.
    """

    metric: str
    ids: tuple[str, ...]
    title: str
    question: str
    definition: str
    why: str
    kind: str
    time: str
    unit: str
    numerator: str
    denominator: str
    direction: str
    target: float | None
    headline: str
    breakdowns: dict[str, list[list[str]]]
    settle: int
    protect: bool
    outputs: tuple[str, ...]
    source: str
    fields: tuple[str, ...]
    caveat: str
    owner: str
    checked_by: str
    review_by: str
    of: str | None = None
    population: str | None = None
    within: str | None = None
    distinct_of: str | None = None
    numerator_within: str | None = None
    areas: str | None = None
    """`tees`: a thing of the whole partnership, with figures for Tees alone."""
    sql: str = field(default="", repr=False)

    @property
    def rate_stem(self) -> str | None:
        """Name under which the rate per 10,000 comes out, for counts with a population."""
        return f"{self.metric}_rate" if self.population else None

    @property
    def area_codes(self) -> tuple[str, ...]:
        """The areas that the metric has figures for, in display order."""
        return (TEES,) if self.areas else tuple(AREAS)

    def all_breakdowns(self) -> list[list[str]]:
        """Every breakdown of any period kind, once, in order."""
        found: list[list[str]] = []
        for lists in self.breakdowns.values():
            found += [b for b in lists if b not in found]
        return found

    def as_json(self) -> dict[str, Any]:
        """Header keys as plain JSON values (the SQL left out)."""
        return {k: v for k, v in asdict(self).items() if k != "sql"}


_CHOICES = {
    "kind": KINDS,
    "time": ("flow", "stock"),
    "direction": ("increase", "decrease", "neutral"),
    "headline": ("month", "quarter", "year"),
    "areas": ("tees",),
}


def parse_header(metric: str, text: str) -> MetricHeader:
    """Header of the metric file `text`, whose leading /* … */ comment is TOML. HeaderError if it breaks the form."""
    if not text.startswith("/*") or "*/" not in text:
        raise HeaderError(f"{metric}: the file must open with a /* … */ comment in TOML")
    comment, sql = text[2:].split("*/", 1)
    try:
        found = tomllib.loads(comment)
    except tomllib.TOMLDecodeError as error:
        raise HeaderError(f"{metric}: the header is not TOML: {error}") from error
    wanted = {k for k in MetricHeader.__dataclass_fields__ if k not in ("metric", "sql")}
    if unknown := sorted(set(found) - wanted):
        raise HeaderError(f"{metric}: unknown header keys: {', '.join(unknown)}")
    if absent := sorted(wanted - set(found) - set(OPTIONAL)):
        raise HeaderError(f"{metric}: header keys missing: {', '.join(absent)}")
    for key, choices in _CHOICES.items():
        if key in found and found[key] not in choices:
            raise HeaderError(f"{metric}: {key} must be one of {', '.join(choices)}")
    if (found["kind"] in ("share", "median")) != ("of" in found):
        raise HeaderError(f"{metric}: shares and medians, and only they, are `of` a count metric")
    target = found.pop("target")
    for key in ("ids", "outputs", "fields"):
        found[key] = tuple(found[key])
    return MetricHeader(metric=metric, target=None if target == "" else float(target), sql=sql.strip(), **found)

"""What needs attention: every judged measure of the release looked at, only what stands out kept. Nothing hand-written.

A measure stands out when its newest month is a signal, when it counts what is overdue and is not zero, or when it
misses its target. The page that says more is found by the measures that the question modules name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType

from dashboard import words
from dashboard.blocks import Entry, Row, Table, Verdict
from dashboard.items import Item
from dashboard.parts import entry, statuses
from dashboard.questions import all_questions
from dashboard.reading import Ask, Choice, Reading, read, standing
from dashboard.released import Released
from dashboard.strip import page_link
from data_contracts.areas import ALL_AREAS

COLUMNS = ("Measure", "Now", "Period before", "Year before", "Why it stands here", "Page")
OVERDUE = ("_overdue", "_outstanding")
"""Endings of the measures that count what is late."""


@dataclass(frozen=True)
class Found:
    """One measure that stands out: how it is spoken of, its figures, the verdict, the page that says more."""

    ask: Ask
    got: Reading
    shape: Verdict
    said: str
    page: ModuleType | None
    rank: int
    short: bool = False
    """Whether it misses its target, whatever else it stands here for."""


@dataclass(frozen=True)
class Tally:
    """How many measures of an area were judged, hidden, or too few to judge; signals to expect by chance alone."""

    judged: int
    hidden: int
    few: int
    by_chance: float

    @property
    def words(self) -> str:
        """`41 judged, 12 hidden, 7 too few`."""
        return f"{self.judged} judged, {self.hidden} hidden, {self.few} too few"


@cache
def spoken_of() -> dict[str, tuple[Ask, ModuleType]]:
    """Measure -> the wording and the page that use it first; the pages themselves are the register."""
    found: dict[str, tuple[Ask, ModuleType]] = {}
    for page in sorted(all_questions(), key=lambda q: (q.SLUG == "overview", q.ORDER)):
        for value in vars(page).values():
            for ask in value if isinstance(value, tuple | list) else (value,):
                if isinstance(ask, Ask):
                    found.setdefault(ask.metric, (ask, page))
    return found


@cache
def stands_on() -> dict[str, ModuleType]:
    """Measure -> the page that has it as a row of a table or plot: the way to measures that no page speaks of."""
    found: dict[str, ModuleType] = {}
    for page in sorted(all_questions(), key=lambda q: q.ORDER):
        for value in vars(page).values():
            for item in value if isinstance(value, tuple | list) else ():
                if isinstance(item, Item):
                    found.setdefault(item.metric, page)
    return found


def wording(released: Released, metric: str) -> tuple[Ask, ModuleType | None]:
    """A measure by its whole title (a page's short label says too little outside the page), and the page it is on.

    What only a share on a page counts is on that page too, as its denominator.
    """
    told = released.told(metric)
    if metric in spoken_of():
        ask, page = spoken_of()[metric]
        return replace(ask, label=str(told.get("title", ask.label))), page
    unit = str(told.get("unit", ""))
    one, many = (unit, "median") if told.get("kind") == "median" else (unit.removesuffix("s"), unit)
    whole = next((p for m, (_, p) in spoken_of().items() if released.told(m).get("of") == metric), None)
    return Ask(metric, str(told.get("title", metric)), one, many), stands_on().get(metric) or whole


def tally(released: Released, area: str) -> Tally:
    """What could be judged in an area, over every measure that has a monthly chart."""
    states = [str(s.get("state") or ("judged" if s["points"] else "too_few")) for s in released.signals(area)]
    rates = [s.get("false_rate") or 0.0 for s in released.signals(area)]
    return Tally(states.count("judged"), states.count("hidden"), states.count("too_few"), sum(rates))


def standing_out(released: Released, choice: Choice) -> list[Found]:
    """Signals (concern first, improvement last), then what is overdue, then missed targets."""
    plain = replace(choice, view="count")
    metrics = {str(s["metric"]) for s in released.signals(choice.area)}
    late = {m for m in released.metrics if m.endswith(OVERDUE) and released.kind_of(m) == "count"}
    targets = {m for m in released.metrics if released.target(m, choice.area) is not None}
    found = [one for m in sorted(metrics | late | targets) if (one := _judge(released, m, plain, m in late))]
    return sorted(found, key=lambda f: (f.rank, f.ask.label))


def _judge(released: Released, metric: str, choice: Choice, late: bool) -> Found | None:
    ask, page = wording(released, metric)
    got = read(released, metric, choice)
    shape, said = standing(released, metric, got)
    missed = missed_target(released, metric, got)
    if shape in ("up", "down"):
        rank = 0 if said.startswith("concern") else 2 if said.startswith("improvement") else 1
        return Found(ask, got, shape, "; ".join(filter(None, (said, missed))), page, rank, bool(missed))
    if late and got.cell.shown and got.cell.value:
        return Found(ask, got, shape, "; ".join(filter(None, ("overdue", said, missed))), page, 3, bool(missed))
    return Found(ask, got, shape, missed, page, 4, True) if missed else None


def missed_target(released: Released, metric: str, got: Reading) -> str:
    """`below the target of 90%`, or ''."""
    told = released.told(metric)
    aim, better = released.target(metric, got.cell.area), told.get("direction")
    if aim is None or not got.cell.shown or got.cell.value is None:
        return ""
    wrong = got.cell.value < aim if better == "increase" else got.cell.value > aim if better == "decrease" else False
    side = "below" if better == "increase" else "above"
    shown = words.percent(aim) if got.kind in ("share", "ratio") else words.number(aim)
    return f"{side} the target of {shown}" if wrong else ""


def by_chance(found: Tally) -> str:
    """How many signals chance alone would give, in words; '' where nothing was judged."""
    if not found.judged:
        return ""
    if found.judged == 1:
        return "if nothing had changed at all, chance alone could still flag it"
    n = round(found.by_chance)
    few = "none or one" if n < 1 else f"about {words.number(n)}"
    return f"if nothing had changed at all, chance alone would still flag {few} of the {found.judged}"


def labels(found: Sequence[Found], limit: int = 4) -> str:
    """`missing now, missing episodes and 3 more`: within a sentence, which says itself that something is overdue."""
    names = [words.within(f.ask.label.removesuffix(" overdue")) for f in found[:limit]]
    return words.listed([*names, f"{len(found) - limit} more"] if len(found) > limit else names)


def attention(released: Released, choice: Choice, found: list[Found]) -> Table:
    """Each measure that stands out: now, the period before, a year before, why, and the page that says more."""
    rows = []
    for one in found:
        got = one.got
        cells = (entry(c, got.kind, one.ask.one) for c in (got.cell, got.before, got.year_before))
        title, link = (
            one.page.TITLE if one.page else "Definitions",
            page_link(released, one.page, choice, one.ask.metric),
        )
        rows.append(
            Row(
                f"{one.ask.label}, {words.short_period(got.cell.period)}",
                (*cells, Entry(one.said, words=True, verdict=one.shape), Entry(title, words=True, link=link)),
            )
        )
    heading = f"{words.plural(len(found), 'measure')} to look at"
    lost = sorted({a for one in found for a in one.got.missing})
    line = f"{ALL_AREAS[choice.area]}, {choice.period.label}: signals, what is overdue, missed targets."
    if lost:
        gone = words.listed([ALL_AREAS[a] for a in lost])
        line += (
            f" Totals that lack {gone} leave it out of all three figures; they are judged by their last whole month."
        )
    return Table(heading, "What stands out, now, before and a year before", COLUMNS, tuple(rows), "attention", line,
                 f"As at {words.day(released.as_at)}.", statuses(rows))  # fmt: skip

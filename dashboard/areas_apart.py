"""Areas beside each other: whose interval lies apart from the whole, how many would by chance, national context.

Never ranked: areas stand in their one order, and a difference is a reason to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.blocks import Entry, Note, Row, Table
from dashboard.cells import SHARED, Cell, combined
from dashboard.items import Item, Whole, cell_of, main_period, named, settled, text, unanswered
from dashboard.parts import source_line, statuses
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS, LA_CODES
from data_contracts.vocabularies import BREAKDOWNS, PUBLISHED_AREAS

EXPECTED = 5
"""Cases (and non-cases) expected from which a difference is judged at all, as in the release's own funnels."""
LEVEL = 0.05
"""Chance that one interval lies apart though nothing differs."""
HIGHER, LOWER, ALIKE, FEW = "higher", "lower", "no clear difference", "too few to tell"


@dataclass(frozen=True)
class Beside:
    """One area's figure beside the whole: how it lies, or why that cannot be told ("")."""

    item: Item
    area: str
    cell: Cell
    lies: str


def lies(cell: Cell, total: Cell, kind: str) -> str:
    """Where an area's 95% interval lies to the whole's value; `too few to tell` under five expected; else ""."""
    middle, of = total.value, cell.denominator
    if not cell.shown or not total.shown or middle is None or unanswered(cell) or unanswered(total):
        return ""
    if cell.lower is None or cell.upper is None or of is None:
        return ""
    expected = of * middle / 10_000 if kind == "rate" else min(of * middle, of * (1 - middle))
    if expected < EXPECTED:
        return FEW
    return HIGHER if cell.lower > middle else LOWER if cell.upper < middle else ALIKE


def compared(released: Released, items: Sequence[Item], choice: Choice) -> dict[Item, tuple[Whole, list[Beside]]]:
    """Each item that the release has: the whole, and every finest area beside it."""
    found = {}
    for item in items:
        period = settled(released, item, choice)
        if period is None:
            continue
        kind = released.kind_of(item.metric)
        cells = {a: cell_of(released, item, period, a) for a in released.parts_of(choice.area) if a != choice.area}
        total = answered(cell_of(released, item, period, choice.area), cells, kind)
        found[item] = (total, [Beside(item, a, c, lies(c, total.cell, kind)) for a, c in cells.items()])
    return found


def answered(total: Cell, cells: dict[str, Cell], kind: str) -> Whole:
    """The whole without the areas that supplied nothing or recorded less than half: they would drag it down."""
    left_out = [a for a, c in cells.items() if c.status == "x" or unanswered(c)]
    rest = [c for a, c in cells.items() if a not in left_out]
    if not left_out or not rest or kind not in SHARED:
        return Whole(total)
    return Whole(combined(rest, kind, total.period, total.area), tuple(ALL_AREAS[a] for a in left_out))


def opening(found: dict[Item, tuple[Whole, list[Beside]]], choice: Choice) -> tuple[str, ...]:
    """How many comparisons were judged, which stand apart, and how many would by chance."""
    every = [b for _, row in found.values() for b in row]
    judged = [b for b in every if b.lies in (HIGHER, LOWER, ALIKE)]
    apart = [b for b in judged if b.lies != ALIKE]
    place = ALL_AREAS[choice.area]
    if not judged:
        return (f"No figure is large enough, or shown, to be compared with {place} as a whole.",)
    first = f"{stands(found, place)}." if apart else (
        f"No area stands apart from {place} as a whole on any measure that could be judged.")  # fmt: skip
    untold = len(every) - len(judged)
    chance = f"about {words.number(round(len(judged) * LEVEL))}" if len(judged) * LEVEL >= 1 else "fewer than one"
    second = (f"{words.plural(len(judged), 'comparison')} judged, {untold} not (too few, hidden or not supplied). "
              f"By chance alone {chance} would stand apart.")  # fmt: skip
    return first, second


def stands(found: dict[Item, tuple[Whole, list[Beside]]], place: str) -> str:
    """`Further from Tees than chance explains: told on being added, Hartlepool higher`; without a full stop."""
    listed = []
    for item, (_, row) in found.items():
        if there := [f"{ALL_AREAS[b.area]} {b.lies}" for b in row if b.lies in (HIGHER, LOWER)]:
            listed.append(f"{words.within(item.label)}, {words.listed(there)}")
    if listed:
        return f"Further from {place} as a whole than chance explains: {'; '.join(listed)}"
    if not any(b.lies in (HIGHER, LOWER, ALIKE) for _, row in found.values() for b in row):
        return f"No area could be compared with {place}"
    return f"No area stands apart from {place}"


def apart(released: Released, found: dict[Item, tuple[Whole, list[Beside]]], choice: Choice) -> Table | Note:
    """Measures down, areas across: how each lies to the whole, in words."""
    if not found:
        return Note(words.STATES["nothing_here"], "Nothing to compare for this period")
    periods = {i: total.cell.period for i, (total, _) in found.items()}
    main = main_period(periods.values())
    areas = [b.area for b in next(iter(found.values()))[1]]
    rows = tuple(
        Row(named(i, periods[i], main), tuple(
            Entry(b.lies or said(b, released), None, b.cell.status, words=True) for b in row))
        for i, (_, row) in found.items()
    )  # fmt: skip
    partial = sorted({name for total, _ in found.values() for name in total.missing})
    note = (f" {words.listed(partial)}: left out of the whole where nothing was supplied or half not recorded."
            if partial else "")  # fmt: skip
    line = (
        f"Each area's 95% interval beside {ALL_AREAS[choice.area]}; areas are in alphabetical order, not ranked.{note}"
    )
    place = ALL_AREAS[choice.area]
    return Table(stands(found, place), f"Beside {place}, {main.label if main else ''}",
                 ("Measure", *(ALL_AREAS[a] for a in areas)), rows, "compared", line,
                 source_line(released, next(iter(found)).metric), statuses(rows))  # fmt: skip


def said(one: Beside, released: Released) -> str:
    """Why an area is not compared."""
    if one.cell.shown:
        return "mostly not recorded" if unanswered(one.cell) else "not compared"
    return text(one.cell, released.kind_of(one.item.metric))


def context(released: Released, choice: Choice) -> Table | Note:
    """Published factors at the end of assessment per 10,000 children, beside the region and England."""
    metric, by = "assessment_factors_rate", BREAKDOWNS["factor"]
    period = settled(released, Item("", metric, (("factor", ""),)), choice)
    if period is None:
        return Note("The Department for Education's yearly figures on what assessments find (exploitation, gangs, "
                    "trafficking, going missing) have not been loaded, so Tees cannot be set beside the North East "
                    "and England here. The data lead loads them with vemt load.", "National context")  # fmt: skip
    areas = [*(a for a in (*LA_CODES, choice.area) if a in released.areas), *PUBLISHED_AREAS]
    rows = tuple(
        Row(by.vocabulary.label(code), tuple(
            Entry(text(c, "rate"), c.value if c.shown else None, c.status)
            for c in (released.find(metric, period, a, {"factor": code}) for a in dict.fromkeys(areas))))
        for code in by.vocabulary.codes
    )  # fmt: skip
    return Table("What assessments find, beside the region and England",
                 f"Factors at the end of assessment per 10,000 children, {period.label}",
                 ("Factor", *(ALL_AREAS[a] for a in dict.fromkeys(areas))), rows, "national-context",
                 "Episodes of need, not children on the VEMT list. The publisher hides 1 to 5.",
                 source_line(released, "assessment_factors"), statuses(rows))  # fmt: skip

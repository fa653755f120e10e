"""Blocks of the audit page: a share by cycle, questions sorted worst first, actions by owner."""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Chart, Entry, Note, Point, Row, Series, Table
from dashboard.cells import Cell
from dashboard.items import SMALL, Item, cell_of, columns_of, entry_of, found, settled, text, unanswered
from dashboard.parts import about_line, source_line, statuses
from dashboard.profiles import busiest
from dashboard.reading import Ask, Choice
from dashboard.released import Released
from dashboard.trends import trend
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period
from data_contracts.vocabularies import BREAKDOWNS

CYCLES = 13
"""Cycles from which a line over time tells more than bars side by side (statistics.md)."""


def cycles(released: Released, ask: Ask, choice: Choice, newest: int) -> Chart | Note:
    """A share by quarter: bars with their n, newest first; a line only from thirteen cycles."""
    item = Item(ask.label, ask.metric)
    last = settled(released, item, choice)
    known = [p for p in released.periods("quarter", ask.metric) if last and p.end <= last.end]
    if not known:
        return Note(words.STATES["nothing_here"], f"{ask.label}: nothing for this period")
    if len(known) >= CYCLES:
        return trend(released, ask, choice)
    cells = {p: released.find(ask.metric, p, choice.area) for p in reversed(known[-newest:])}
    kind = released.kind_of(ask.metric)
    points = tuple(Point(_with_n(p, c), c.value if c.shown else None, _short(c, kind), c.status, p.start)
                   for p, c in cells.items())  # fmt: skip
    areas = columns_of(released, choice)
    rows = tuple(
        Row(words.short_period(p), tuple(entry_of(cell_of(released, item, p, a), kind) for a in areas)) for p in cells
    )
    heading = found(released, ask, replace(choice, period=next(iter(cells))))
    line = about_line(released, ask.metric, choice, f"{len(points)} quarters", "percent; too few for a line")
    below = Table("", f"{ask.label} by quarter", ("Quarter", *(ALL_AREAS[a] for a in areas)), rows,
                  f"{ask.metric}-quarters".replace("_", "-"), "", source_line(released, ask.metric),
                  statuses(rows))  # fmt: skip
    return Chart(heading, line, "bar", (Series(ask.label, points),), f"Bars by quarter. {heading}.", below, "percent",
                 True, metric=ask.metric)  # fmt: skip


def _with_n(period: Period, cell: Cell) -> str:
    """`Jul–Sep 2026 (n = 36)`."""
    n = f" (n = {cell.denominator:,})" if cell.denominator is not None else ""
    return f"{words.short_period(period)}{n}"


def _short(cell: Cell, kind: str) -> str:
    """A bar's text: the percentage alone, as its n stands in its name; `7 of 9` where there are few."""
    large = cell.shown and cell.denominator is not None and cell.denominator >= SMALL and not unanswered(cell)
    return words.cell_text(cell, kind) if large else text(cell, kind)


def questions(released: Released, ask: Ask, choice: Choice) -> Table | Note | None:
    """Each audit question: the share met, shaded the darker the more was not met, the worst first."""
    period = settled(released, Item("", ask.metric, (("question_code", ""),)), choice)
    if period is None:
        return None
    areas, kind = columns_of(released, choice), released.kind_of(ask.metric)
    cells = released.table(ask.metric, period, areas, "question_code")
    known = [code for code in BREAKDOWNS["question_code"].vocabulary.codes
             if any(cells[a, code].status not in ("z", "x") for a in areas)]  # fmt: skip
    asked = [code for code in known if any(text(cells[a, code], kind) != "[c]" for a in areas)]
    wording, number = released.audit_questions, BREAKDOWNS["question_code"].vocabulary.label

    def label(code: str) -> str:
        return f"{code.removeprefix('Q')}. {wording[code]}" if code in wording else number(code)

    def worst(code: str) -> tuple[bool, float]:
        cell = cells[choice.area, code]
        return not cell.shown, cell.value if cell.shown and cell.value is not None else 0.0

    asked.sort(key=worst)
    gap = max((1 - (c.value or 0.0) for c in cells.values() if c.shown and not unanswered(c)), default=1.0) or 1.0
    rows = tuple(Row(label(code), tuple(_heat(cells[a, code], kind, gap) for a in areas)) for code in asked)
    if not rows:
        return Note("No audit question can be shown for this period and area.", "Questions met") if known else None
    low = cells[choice.area, asked[0]]
    heading = f"No question can be shown for {ALL_AREAS[choice.area]}"
    if low.shown:
        name = wording.get(asked[0], number(asked[0]) + ",")
        heading = f"Least often met: {name} {text(low, kind)}"
    line = f"{ALL_AREAS[choice.area]}, {period.label}; answers yes of yes and no; the darker, the less often met."
    if lost := len(known) - len(asked):
        line += f" {words.plural(lost, 'question')} more cannot be shown at all."
    return Table(heading, f"Questions met, worst first, {period.label}", ("Question", *(ALL_AREAS[a] for a in areas)),
                 rows, "audit-questions", line, source_line(released, ask.metric), statuses(rows))  # fmt: skip


def _heat(cell: Cell, kind: str, gap: float) -> Entry:
    """A share, the darker the nearer to the widest `gap` to all met."""
    shade = None if cell.value is None or not cell.shown or unanswered(cell) else (1 - cell.value) / gap
    return entry_of(cell, kind, shade=shade)


def owners(released: Released, overdue: Ask, asks: tuple[Ask, Ask, Ask], choice: Choice) -> Table | None:
    """Overdue actions by owner, the most first; raised, due and done on time in the line above."""
    listed = busiest(released, overdue, "agency", choice)
    if listed is None:
        return None
    parts = [found(released, a, choice) for a in asks if a.metric in released.metrics]
    said = ". ".join(p for p in parts if p)
    heading = found(released, overdue, choice) or listed.heading
    return replace(listed, heading=heading, line=f"{listed.line} {said}." if said else listed.line)

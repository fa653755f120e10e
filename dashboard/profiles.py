"""Tables of categories: a count by organisation with the empty ones left out, and a profile over several splits."""

from collections.abc import Sequence

from dashboard import words
from dashboard.blocks import Entry, Row, Table
from dashboard.cells import Cell
from dashboard.items import Item, columns_of, main_period, settled
from dashboard.parts import about_line, entry, source_line, statuses
from dashboard.reading import Ask, Choice
from dashboard.released import Released
from dashboard.splits import codes_of, leading
from data_contracts.areas import ALL_AREAS
from data_contracts.vocabularies import BREAKDOWNS

BASE = 20
"""Children in the total from which shares of it are printed (domain.md 2.1)."""


def busiest(released: Released, ask: Ask, by: str, choice: Choice) -> Table | None:
    """A count by a long list, the largest first; categories that are none everywhere are only numbered."""
    period = settled(released, Item("", ask.metric, ((by, ""),)), choice)
    if period is None:
        return None
    areas, label = columns_of(released, choice), BREAKDOWNS[by].vocabulary.label
    cells = released.table(ask.metric, period, areas, by)
    codes = codes_of(by, cells)
    used = [k for k in codes if any(cells[a, k].status not in ("ok", "r", "z") or cells[a, k].value for a in areas)]
    used.sort(key=lambda k: -(cells[choice.area, k].value or 0.0))
    idle = len(codes) - len(used)
    rows = tuple(Row(label(k), tuple(entry(cells[a, k], "count") for a in areas)) for k in used)
    totals = [released.find(ask.metric, period, a) for a in areas]
    rows += (Row("Total", tuple(entry(c, "count") for c in totals), total=True),)
    heading = leading(ask, by, {k: cells[choice.area, k] for k in codes}, totals[0])
    none = f" {words.number(idle)} others have none." if idle > 1 else " One other has none." if idle else ""
    line = about_line(released, ask.metric, choice, period.label, f"by {BREAKDOWNS[by].label.lower()}")
    return Table(heading, f"{ask.label} by {BREAKDOWNS[by].label.lower()}, {period.label}",
                 (BREAKDOWNS[by].label, *(ALL_AREAS[a] for a in areas)), rows, f"{ask.metric}-{by}".replace("_", "-"),
                 line + none, source_line(released, ask.metric), statuses(rows))  # fmt: skip


def profile(released: Released, ask: Ask, splits: Sequence[str], choice: Choice) -> Table | None:
    """One count over several splits, one under the other: number and share of the area's own total."""
    found = {by: p for by in splits if (p := settled(released, Item("", ask.metric, ((by, ""),)), choice))}
    if not found:
        return None
    main, rows, heading = main_period(found.values()), [], ""
    for by, period in found.items():
        cells = released.table(ask.metric, period, [choice.area], by)
        codes = codes_of(by, cells)
        basis = cells[choice.area, codes[0]].basis
        whole = released.find(ask.metric, period, choice.area, basis=basis)
        aside = "" if period == main else words.short_period(period)
        heading = heading or leading(ask, by, {k: cells[choice.area, k] for k in codes}, whole) + (
            f" ({aside})" if aside else "")  # fmt: skip
        when = f", {aside}" if aside else ""
        for code in codes:
            cell = cells[choice.area, code]
            rows.append(Row(f"{BREAKDOWNS[by].label}{when}: {BREAKDOWNS[by].vocabulary.label(code)}",
                            (entry(cell, "count"), _share(cell, whole))))  # fmt: skip
    label = main.label if main else ""
    return Table(heading, f"{ask.label}: profile, {label}",
                 ("Group", "Number", "Share of the area's total"), tuple(rows),
                 f"{ask.metric}-profile".replace("_", "-"), about_line(released, ask.metric, choice, label),
                 source_line(released, ask.metric), statuses(rows))  # fmt: skip


def _share(cell: Cell, whole: Cell) -> Entry:
    """A group's share of the total: only of shown numbers, and only where the total is large enough."""
    if not cell.shown:
        return Entry(f"[{cell.status}]", None, cell.status)
    if not whole.shown or not whole.value:
        status = "z" if whole.shown else whole.status
        return Entry(f"[{status}]", None, status)
    if whole.value < BASE:
        return Entry("[u]", None, "u")
    share = (cell.value or 0.0) / whole.value
    return Entry(words.percent(share), share)

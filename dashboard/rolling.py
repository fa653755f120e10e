"""The roll-forward of the list (A4): open at the start, added, removed, late or corrected, open at the end."""

from dashboard.blocks import Entry, Row, Table
from dashboard.parts import entry, source_line, statuses
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS

MEASURES = ("open_on_list", "added_to_list", "removed_from_list")
ROLL = ("Area", "Open at the start", "Added", "Removed", "Late or corrected", "Open at the end")


def roll_forward(released: Released, choice: Choice) -> Table:
    """Open at the start + added - removed + late or corrected entries = open at the end, area by area."""
    areas = list(dict.fromkeys((choice.area, *released.parts_of(choice.area))))
    rows = tuple(Row(ALL_AREAS[a], _rolled(released, choice, a), total=a == choice.area and len(areas) > 1)
                 for a in (*areas[1:], areas[0]))  # fmt: skip
    caption = f"From the end of {choice.period.previous().label} to the end of {choice.period.label}"
    return Table("How the list moved on", caption, ROLL, rows,
                 "roll-forward", "Late or corrected: what entries made since then add or take away.",
                 source_line(released, MEASURES[0]), statuses(rows))  # fmt: skip


def _rolled(released: Released, choice: Choice, area: str) -> tuple[Entry, ...]:
    opened, added, removed = MEASURES
    start = released.find(opened, choice.period.previous(), area)
    came, went, end = (released.find(m, choice.period, area) for m in (added, removed, opened))
    cells = (start, came, went, end)
    if not all(c.shown for c in cells):
        status = next(c.status for c in cells if not c.shown)
        late = Entry(f"[{status}]", status=status)
    else:
        gap = round((end.value or 0) - (start.value or 0) - (came.value or 0) + (went.value or 0))
        late = Entry(f"{'+' if gap > 0 else '−' if gap < 0 else ''}{abs(gap)}", float(gap))
    return (*(entry(c, "count") for c in cells[:3]), late, entry(end, "count"))

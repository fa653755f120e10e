"""On the list: how many children, who joins and leaves, how long they stay."""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Block, Chart, Note, Sentence, Table
from dashboard.headlines import headline, headlines
from dashboard.items import Item, found, laid, table
from dashboard.reading import Ask, Choice, finding, nothing, read
from dashboard.released import Released
from dashboard.splits import split
from dashboard.trends import paired, trend
from data_contracts.areas import ALL_AREAS
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

QUESTION = "How many children are on the VEMT list, who joins and leaves, and how long do they stay?"
TITLE = "On the list"
SLUG = "on-the-list"
GROUP = "Children"
ORDER = 4

OPEN = Ask("open_on_list", "On the list", "child on the list", "children on the list")
ADDED = Ask("added_to_list", "Added", "child added to the list", "children added to the list")
REMOVED = Ask("removed_from_list", "Removed", "child removed from the list", "children removed from the list")
DAYS = Ask("days_on_list", "Median time on the list", "days", "median time on the list")
TYPES = Ask("exploitation_types_named", "Named on the list", "type named", "types named")
AGAIN = Ask("readded_within_12_months", "Added again within 12 months", "child added had left within 12 months",
            "children added {when} had left the list within the 12 months before")  # fmt: skip
AGES = BREAKDOWNS["age_band"].vocabulary
WHO = (
    *(Item(f"Aged {AGES.label(code)}" if code != NOT_RECORDED else "Age not recorded", OPEN.metric,
           (("age_band", code),)) for code in (*AGES.codes, NOT_RECORDED)),
    Item("Added again within 6 months of leaving", "readded_within_6_months"),
    Item("Added again within 12 months of leaving", AGAIN.metric),
    Item("Still off the list 6 months after leaving", "sustained_exit_6_months"),
    Item("Still off the list 12 months after leaving", "sustained_exit_12_months"),
)  # fmt: skip
NEWEST = 6
"""Periods in the paired bars; the table below them has all."""


def answer(released: Released, choice: Choice) -> list[Block]:
    """Open by period, joiners and leavers, category, types of exploitation, time on the list, age and coming back."""
    if nothing(released, [OPEN.metric, ADDED.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    figures = tuple(headline(released, ask, choice) for ask in (OPEN, ADDED, REMOVED, DAYS))
    return laid([
        headlines("The list in numbers", figures),
        trend(released, OPEN, choice),
        joiners(released, choice),
        split(released, OPEN, "category", choice),
        types(released, choice),
        split(released, OPEN, "time_on_list", choice),
        table(released, [i for i in WHO if i.metric in released.metrics], choice, found(released, AGAIN, choice),
              "Ages on the list, and coming back to it", "who-comes-back",
              "Children are counted by the authority that is responsible for them"),
    ])  # fmt: skip


def types(released: Released, choice: Choice) -> Chart | Table | None:
    """Types of exploitation named for children on the list; more than the children, as a child may have several."""
    block = split(released, TYPES, "exploitation_type", choice)
    return block and replace(block, line=f"{block.line.rstrip('.')}. A child may have several types, so they add up to "
                             "more than the children.")  # fmt: skip


def joiners(released: Released, choice: Choice) -> Chart | Note:
    """Added and removed side by side for the newest periods, all periods in the table."""
    came, went = (read(released, a.metric, choice) for a in (ADDED, REMOVED))
    heading = finding(released, ADDED, came)
    if came.cell.value is not None and went.cell.value is not None and came.cell.period == went.cell.period:
        lost = "Without " + words.listed([ALL_AREAS[a] for a in came.missing]) + ": " if came.missing else ""
        joined, left = words.plural(came.cell.value, "child"), words.number(went.cell.value)
        heading = f"{lost}{joined} joined the list and {left} left it {words.in_period(came.cell.period)}"
    drawn = paired(released, (ADDED, REMOVED), choice, heading, NEWEST)
    if not isinstance(drawn, Chart):
        return drawn
    return replace(drawn, line=f"{drawn.line.rstrip('.')}. A rise does not by itself mean more harm: it may mean that "
                   "more children at risk are recognised.")  # fmt: skip

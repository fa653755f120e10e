"""On the list: how many children, who joins and leaves, how long they stay."""

from dashboard import words
from dashboard.blocks import Block, Chart, Note, Sentence
from dashboard.reading import Ask, Choice, finding, headline, headlines, nothing, read
from dashboard.released import Released
from dashboard.splits import split
from dashboard.trends import paired, trend
from data_contracts.areas import ALL_AREAS

QUESTION = "How many children are on the VEMT list, who joins and leaves, and how long do they stay?"
TITLE = "On the list"
SLUG = "on-the-list"
GROUP = "Children"
ORDER = 4

OPEN = Ask("open_on_list", "On the list", "child on the list", "children on the list")
ADDED = Ask("added_to_list", "Added", "child added to the list", "children added to the list")
REMOVED = Ask("removed_from_list", "Removed", "child removed from the list", "children removed from the list")
DAYS = Ask("days_on_list", "Median time on the list", "days", "median time on the list")
NEWEST = 6
"""Periods in the paired bars; the table below them has all."""


def answer(released: Released, choice: Choice) -> list[Block]:
    """Open by period, joiners and leavers, category, time on the list, age."""
    if nothing(released, [OPEN.metric, ADDED.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    figures = tuple(headline(released, ask, choice) for ask in (OPEN, ADDED, REMOVED, DAYS))
    blocks: list[Block | None] = [
        headlines("The list in numbers", figures),
        trend(released, OPEN, choice),
        joiners(released, choice),
        split(released, OPEN, "category", choice),
        split(released, OPEN, "time_on_list", choice),
        split(released, OPEN, "age_band", choice, chart=False),
        Note(
            "A rise does not by itself mean more harm: it may mean that more children at risk are recognised. "
            "Children are counted by the authority that is responsible for them.",
            "How to read this page",
        ),
    ]
    return [b for b in blocks if b is not None]


def joiners(released: Released, choice: Choice) -> Chart | Note:
    """Added and removed side by side for the newest periods, all periods in the table."""
    came, went = (read(released, a.metric, choice) for a in (ADDED, REMOVED))
    heading = finding(released, ADDED, came)
    if came.cell.value is not None and went.cell.value is not None and came.cell.period == went.cell.period:
        lost = "Without " + words.listed([ALL_AREAS[a] for a in came.missing]) + ": " if came.missing else ""
        joined, left = words.plural(came.cell.value, "child"), words.number(went.cell.value)
        heading = f"{lost}{joined} joined the list and {left} left it {words.in_period(came.cell.period)}"
    return paired(released, (ADDED, REMOVED), choice, heading, NEWEST)

"""Data quality: can the figures be trusted, and what should each authority mend first?"""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Block, Chart, Note, Sentence
from dashboard.headlines import headline, headlines
from dashboard.items import laid
from dashboard.quality import completeness, first_to_mend, supply
from dashboard.reading import Ask, Choice, nothing, read
from dashboard.released import Released
from dashboard.trends import panels
from data_contracts.areas import ALL_AREAS

QUESTION = "Can we trust these figures, and what should each authority put right first?"
TITLE = "Data quality"
SLUG = "data-quality"
GROUP = "About the data"
ORDER = 14

RECEIVED = Ask(
    "extracts_received", "Extracts received", "extract expected was received", "extracts expected were received"
)
FAILING = Ask("rows_failing", "Rows with a fault", "row checked has a fault", "rows checked have a fault")
FILLED = Ask("details_filled", "Details filled in", "detail is filled in", "details are filled in")


def answer(released: Released, choice: Choice) -> list[Block]:
    """What to mend first, who has sent what and when, what is filled in, rows that break a rule."""
    if nothing(released, [RECEIVED.metric, FAILING.metric]) and not released.supply:
        return [Sentence((words.STATES["nothing_here"],))]
    asks = [a for a in (RECEIVED, FAILING, FILLED) if a.metric in released.metrics]
    blocks: list[Block | None] = [
        headlines("Supply, faults and gaps", tuple(headline(released, a, choice) for a in asks)),
        first_to_mend(released, FAILING, FILLED, choice),
        supply(released),
        completeness(released, FILLED, choice),
        faults(released, choice),
        Note(
            "The sender of an extract gets the list of faults, rule by rule with row numbers and how to mend each; the "
            "data lead makes it with vemt rejects. A corrected file replaces its own months and nothing else. Numbers "
            "of rows stay with the data lead: they would tell how many children an authority has.",
            "Putting a fault right",
        ),
    ]
    return laid(blocks)


def faults(released: Released, choice: Choice) -> Chart | Note:
    """Share of rows with a fault over time, one small chart for each authority; the worst now is the finding."""
    chart = panels(released, FAILING, choice)
    cells = {a: read(released, FAILING.metric, replace(choice, area=a)).cell for a in released.parts_of(choice.area)}
    shown = {a: c.value for a, c in cells.items() if c.shown and c.value}
    heading = "No authority has rows with a fault in this period"
    if shown:
        most = max(v or 0 for v in shown.values())
        worst = [ALL_AREAS[a] for a, v in shown.items() if v == most]
        has = "has" if len(worst) == 1 else "have"
        heading = f"{words.listed(worst)} {has} the largest share of rows with a fault: {words.percent(most)}"
    elif not any(c.shown for c in cells.values()):
        heading = "Rows with a fault cannot be shown for this period"
    return replace(chart, heading=heading) if isinstance(chart, Chart) else chart

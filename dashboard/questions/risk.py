"""Risk and review: is risk reducing, is everyone reviewed in time, is anyone stuck?"""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Block, Sentence, Table
from dashboard.dots import dots
from dashboard.headlines import headline, headlines
from dashboard.items import Item, found, laid, settled, table, whole, without
from dashboard.reading import Ask, Choice, nothing
from dashboard.released import Released
from dashboard.splits import matrix, split
from dashboard.trends import trend
from data_contracts.vocabularies import BREAKDOWNS

QUESTION = "Is risk reducing, is everyone reviewed in time, and is anyone stuck?"
TITLE = "Risk and review"
SLUG = "risk"
GROUP = "Children"
ORDER = 5

OPEN = Ask("open_on_list", "On the list", "child on the list", "children on the list")
COMPARED = Ask("risk_reviews_compared", "Reviews compared", "review compared with the one before",
               "reviews compared with the one before")  # fmt: skip
REDUCED = Ask("risk_reduced", "Risk reduced", "review found a lower risk than the one before",
              "reviews found a lower risk than the one before")  # fmt: skip
CURRENT = Ask("review_current", "Reviewed in time", "child has been reviewed within the interval",
              "children {when} had been reviewed within the interval")  # fmt: skip
EXIT_HIGH = Ask("removed_at_high_risk", "Left at High or Very high", "child left the list at High or Very high risk",
                "children who left the list did so at High or Very high risk")  # fmt: skip
RISK, MOVEMENT = BREAKDOWNS["risk"].vocabulary, BREAKDOWNS["movement"].vocabulary
REVIEWED = (
    Item("All on the list long enough", CURRENT.metric),
    *(Item(f"At {RISK.label(code)} risk", CURRENT.metric, (("risk", code),)) for code in RISK.codes),
)  # fmt: skip
EXCEPTIONS = (
    Item("Left the list", "removed_from_list"),
    Item("Left at High or Very high risk", EXIT_HIGH.metric),
    Item("On the list at Low risk", "open_at_low"),
    Item("Days at Low so far (median)", "days_at_low", unit="days"),
)
MOVES = tuple((code, Item("", COMPARED.metric, (("movement", code),))) for code in MOVEMENT.codes)


def answer(released: Released, choice: Choice) -> list[Block]:
    """Reviews that found less risk, risk by authority, category by risk, movement, reviews in time, exceptions."""
    if nothing(released, [OPEN.metric, COMPARED.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        headlines("Risk and review", [headline(released, a, choice) for a in (REDUCED, COMPARED, CURRENT, EXIT_HIGH)
                                      if a.metric in released.metrics]),
        trend(released, REDUCED, choice),
        split(released, OPEN, "risk", choice),
        matrix(released, OPEN, ("category", "risk"), choice),
        transition(released, choice),
        dots(released, REVIEWED, choice, "Reviewed within the interval", "reviewed", found(released, CURRENT, choice)),
        table(released, EXCEPTIONS, choice, found(released, EXIT_HIGH, choice), "Exceptions", "risk-exceptions",
              "Open at Low: nothing now indicates risk, so the child may be ready to leave the list"),
    ]  # fmt: skip
    return laid(blocks)


def transition(released: Released, choice: Choice) -> Table | None:
    """Risk at a review (across) by risk at the one before (down): the table is the chart."""
    crossed = matrix(released, COMPARED, ("risk_before", "risk"), choice)
    if crossed is None:
        return None
    year = settled(released, Item("", COMPARED.metric, (("risk_before", ""), ("risk", ""))), choice)
    moves = {code: whole(released, item, choice, year) for code, item in MOVES}
    told = {code: w.cell for code, w in moves.items() if w and w.cell.shown}
    if len(told) == len(MOVES):
        down, same, up = (words.number(told[code].value or 0) for code in ("REDUCED", "SAME", "INCREASED"))
        missing = next((w.missing for w in moves.values() if w), ())
        heading = f"{without(missing)}Risk went down at {down} reviews, stayed at {same} and went up at {up}"
        crossed = replace(crossed, heading=heading)
    return replace(crossed, line=f"{crossed.line} Down: risk at the review before; across: risk now. A review is "
                   "compared with the one before it in the same time on the list.")  # fmt: skip

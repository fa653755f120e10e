"""Risk: is it reducing, and who is where."""

from dashboard import words
from dashboard.blocks import Block, Headline, Note, Sentence
from dashboard.reading import Ask, Choice, headline, nothing
from dashboard.released import Released
from dashboard.splits import matrix, split
from dashboard.trends import trend

QUESTION = "Is risk reducing, and which children are at the highest risk?"
TITLE = "Risk"
SLUG = "risk"
GROUP = "Children"
ORDER = 5

OPEN = Ask("open_on_list", "On the list", "child on the list", "children on the list")
COMPARED = Ask("risk_reviews_compared", "Reviews compared", "review compared with the one before",
               "reviews compared with the one before")  # fmt: skip
REDUCED = Ask("risk_reduced", "Risk reduced", "review found a lower risk than the one before",
              "reviews found a lower risk than the one before")  # fmt: skip


def answer(released: Released, choice: Choice) -> list[Block]:
    """Share of reviews with a lower risk, risk by authority, category by risk, movement between reviews."""
    if nothing(released, [OPEN.metric, COMPARED.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        Headline("Movement of risk", tuple(headline(released, a, choice) for a in (REDUCED, COMPARED, OPEN))),
        split(released, OPEN, "risk", choice),
        matrix(released, OPEN, ("category", "risk"), choice),
        trend(released, REDUCED, choice),
        split(released, COMPARED, "movement", choice),
        matrix(released, COMPARED, ("risk_before", "risk"), choice),
        Note(
            "Risk is the level recorded at the last review on or before the period's end. A review is compared with "
            "the one before it in the same time on the list; those with a level missing are not compared.",
            "How to read this page",
        ),
    ]
    return [b for b in blocks if b is not None]

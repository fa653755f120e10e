"""Audit: what the audits of the quarter found, and whether their actions are closed."""

from dashboard import words
from dashboard.blocks import Block, Headline, Note, Sentence
from dashboard.reading import Ask, Choice, finding, headline, nothing, read
from dashboard.released import Released
from dashboard.splits import over_time, split
from dashboard.trends import paired, trend

QUESTION = "What did this quarter's audits find, is practice better than last time, and are actions closed?"
TITLE = "Audit"
SLUG = "audit"
GROUP = "Practice and audit"
ORDER = 10

DONE = Ask("audits_completed_of_planned", "Done of planned", "planned audit was done", "planned audits were done")
GOOD = Ask("audit_good_or_better", "Good or better", "audit was graded good or better",
           "audits were graded good or better")  # fmt: skip
ON_TIME = Ask(
    "audit_actions_on_time", "Actions on time", "action due was done on time", "actions due were done on time"
)
OVERDUE = Ask("audit_actions_overdue", "Actions overdue", "audit action overdue", "audit actions overdue")
RAISED = Ask("audit_actions_raised", "Actions raised", "audit action raised", "audit actions raised")
DUE = Ask("audit_actions_due", "Actions due", "audit action due", "audit actions due")
COMPLETED = Ask("audits_completed", "Audits completed", "audit completed", "audits completed")
QUARTERS = 6


def answer(released: Released, choice: Choice) -> list[Block]:
    """Done of planned, grades over the quarters, themes, actions raised, due, on time and overdue."""
    if nothing(released, [COMPLETED.metric, DONE.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    closing = finding(released, ON_TIME, read(released, ON_TIME.metric, choice))
    blocks: list[Block | None] = [
        Headline("Audits and actions", tuple(headline(released, a, choice) for a in (DONE, GOOD, ON_TIME, OVERDUE))),
        over_time(released, COMPLETED, "grade", choice, QUARTERS),
        trend(released, DONE, choice),
        split(released, COMPLETED, "audit_theme", choice),
        paired(released, (RAISED, DUE), choice, closing, QUARTERS),
        split(released, OVERDUE, "agency", choice, chart=False),
        Note("Audits are samples: a grade says something of the cases audited, not of every child. With so few in a "
             "quarter, read several quarters together.", "How to read this page"),
    ]  # fmt: skip
    return [b for b in blocks if b is not None]

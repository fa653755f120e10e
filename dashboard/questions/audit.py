"""Audit: what the audits of the quarter found, whether practice is better, and whether actions are closed."""

from dashboard import words
from dashboard.audits import cycles, owners, questions
from dashboard.blocks import Block, Sentence
from dashboard.headlines import headline, headlines
from dashboard.items import laid
from dashboard.reading import Ask, Choice, nothing
from dashboard.released import Released
from dashboard.repeats import movement, themes
from dashboard.splits import over_time

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
ANSWERS = Ask("audit_answers_yes", "Questions met", "answer was yes", "answers were yes")
REPEATED = Ask("re_audits", "Audits repeated", "repeated audit", "repeated audits")
FINDINGS = Ask("audit_findings", "Findings", "finding", "findings")
QUARTERS = 6


def answer(released: Released, choice: Choice) -> list[Block]:
    """Grades over the quarters with n, questions worst first, change since last time, themes, actions by owner."""
    if nothing(released, [COMPLETED.metric, DONE.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        headlines("Audits and actions", tuple(headline(released, a, choice) for a in (DONE, GOOD, ON_TIME, OVERDUE))),
        over_time(released, COMPLETED, "grade", choice, QUARTERS),
        cycles(released, GOOD, choice, QUARTERS),
        questions(released, ANSWERS, choice),
        movement(released, REPEATED, choice),
        themes(released, FINDINGS, COMPLETED, choice),
        owners(released, OVERDUE, (RAISED, DUE, ON_TIME), choice),
    ]
    return laid(blocks)

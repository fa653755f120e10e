"""Meetings and plan: do we meet, with whom, and is the plan on track?"""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Block, Sentence
from dashboard.gatherings import attendance, kinds, plan, quorum
from dashboard.headlines import headline, headlines
from dashboard.items import Item, beside, found, laid
from dashboard.reading import Ask, Choice, nothing, widest
from dashboard.released import Released
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

QUESTION = "Do we meet, with whom, and is the plan on track?"
TITLE = "Meetings and plan"
SLUG = "meetings"
GROUP = "Partnership"
ORDER = 12

HELD = Ask("meetings_planned_held", "Meetings held", "planned meeting was held", "planned meetings were held")
PAPERS = Ask("papers_on_time", "Papers in time", "set of papers went out in time", "sets of papers went out in time")
CAME = Ask("strategic_attendance_by_anyone", "Seats filled", "seat was filled by its member or a deputy",
           "seats at strategic meetings were filled by the member or a deputy")  # fmt: skip
LATE = Ask("strategic_actions_overdue", "Actions overdue", "strategic action was overdue",
           "strategic actions were overdue")  # fmt: skip
TRAINING = Ask("training_attended", "People trained", "person was trained", "people were trained")
THEME = BREAKDOWNS["theme"].vocabulary
THEMES = tuple((code, THEME.label(code).lower()) for code in (*THEME.codes, NOT_RECORDED))
ACTIONS = (
    Item("Strategic actions raised", "strategic_actions_raised"),
    Item("Strategic actions done on time", "strategic_actions_on_time"),
    Item("Strategic actions overdue", LATE.metric),
    *(Item(f"Overdue: {name}", LATE.metric, (("theme", code),)) for code, name in THEMES),
    *(Item(f"Done on time: {name}", "strategic_actions_on_time", (("theme", code),)) for code, name in THEMES),
    Item("VPG seats filled by member or deputy", "vpg_attendance_by_anyone"),
)
LEARNING = (
    Item("Training sessions planned", "training_planned"),
    Item("Training sessions held", "training_held"),
    Item("People trained", TRAINING.metric),
    Item("Campaigns planned", "campaigns_planned"),
    Item("Campaigns delivered", "campaigns_delivered"),
    Item("Documents overdue for review", "documents_overdue"),
)


def answer(released: Released, choice: Choice) -> list[Block]:
    """Held, papers, plan and overdue; quorum by both rules; kinds of meeting; who came; the plan; actions; training."""
    if nothing(released, [HELD.metric, CAME.metric, LATE.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    here = replace(choice, area=widest(released))  # the strategic group and its plan belong to all areas together
    asks = [a for a in (HELD, PAPERS, CAME, LATE) if a.metric in released.metrics]
    rules = quorum(released, here)
    blocks: list[Block | None] = [
        headlines("Meetings and plan", tuple(headline(released, a, here) for a in asks)),
        Sentence(rules or ("Whether strategic meetings were quorate is not in this release.",), "Quorum by both rules"),
        kinds(released, here),
        attendance(released, here),
        plan(released, here),
        beside(released, ACTIONS, here, found(released, LATE, here), "Actions", "strategic-actions",
              "Done on time is of those due; for a theme it is the year's"),
        beside(released, LEARNING, here, found(released, TRAINING, here), "Training, communications, documents",
              "learning"),
    ]  # fmt: skip
    return laid(blocks)

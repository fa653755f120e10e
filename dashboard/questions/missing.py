"""Missing: more children, the same children, and are they seen within 72 hours?"""

from dashboard import words
from dashboard.blocks import Block, Sentence
from dashboard.headlines import headline, headlines
from dashboard.items import Item, found, laid, table
from dashboard.reading import Ask, Choice, nothing, read, spoken, when
from dashboard.released import Released
from dashboard.splits import split
from dashboard.trends import trend
from data_contracts.areas import ALL_AREAS
from data_contracts.vocabularies import BREAKDOWNS

QUESTION = "Are more children going missing, are they the same ones, and are they seen within 72 hours?"
TITLE = "Missing"
SLUG = "missing"
GROUP = "Children"
ORDER = 6

CHILDREN = Ask("children_missing", "Children missing", "child went missing", "children went missing")
EPISODES = Ask("missing_episodes", "Missing episodes", "missing episode", "missing episodes")
REPEAT = Ask("repeat_missing", "Missing more than once", "child missing more than once",
             "children who went missing did so more than once")  # fmt: skip
ENDED = Ask("missing_episodes_ended", "Episodes ended", "episode ended", "episodes that ended")
DONE = Ask("return_interview_completed", "Completed at any time", "return interview due has been completed",
           "return interviews due {when} have been completed")  # fmt: skip
WITHIN = Ask("return_interview_within_72h", "Within 72 hours", "return interview due was held within 72 hours",
             "return interviews due {when} were held within 72 hours")  # fmt: skip
WITHIN_DONE = Ask("return_interview_within_72h_of_completed", "Within 72 hours, of those completed",
                  "completed interview was within 72 hours",
                  "completed interviews were held within 72 hours")  # fmt: skip

OWED = Ask("return_interviews_outstanding", "Interviews owed", "return interview still owed",
           "return interviews still owed")  # fmt: skip
STEPS = (
    Item("Interviews due", "return_interviews_due"),
    Item("Offered", "return_interview_offered"),
    Item("Accepted", "return_interview_accepted"),
    Item("Completed at any time", DONE.metric),
    Item("Within 72 hours", WITHIN.metric),
    Item("Within 72 hours or, where only dates are held, perhaps", "return_interview_possibly_within_72h"),
    Item("Not offered, with or without a reason", "return_interviews_not_offered"),
    Item("Declined", "return_interviews_declined"),
    Item("Owed at the end of the period", OWED.metric),
)
AGAIN = (
    Item("Missing more than once", REPEAT.metric),
    Item("Three times or more in 90 days", "children_often_missing"),
    Item("Of these, not on the list", "often_missing_not_on_list"),
    Item("Time missing (median)", "missing_duration", unit="hours"),
    Item("Episodes still open at the end", "missing_now"),
    *(Item(f"Episodes from: {BREAKDOWNS['missing_from'].vocabulary.label(code)}", EPISODES.metric,
           (("missing_from", code),)) for code in BREAKDOWNS["missing_from"].vocabulary.codes),
    Item("Kept apart: away from placement, episodes", "away_from_placement"),
    Item("Kept apart: away from placement, children", "children_away_from_placement"),
)  # fmt: skip


def answer(released: Released, choice: Choice) -> list[Block]:
    """Children and episodes, repeats, return interviews with both denominators and step by step, time missing."""
    if nothing(released, [CHILDREN.metric, EPISODES.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    asks = [a for a in (CHILDREN, EPISODES, REPEAT, OWED) if a.metric in released.metrics]
    return laid([
        headlines("Missing in numbers", tuple(headline(released, a, choice) for a in asks)),
        trend(released, EPISODES, choice, [CHILDREN]),
        interviews(released, choice),
        trend(released, WITHIN, choice, [DONE]),
        table(released, STEPS, choice, found(released, OWED, choice), "Return interviews step by step",
              "return-interview-steps",
              "An interview is due once 72 hours have passed since the child's return. Where only dates were recorded, "
              "within two days counts as within 72 hours, and the third day cannot be told"),
        split(released, ENDED, "duration", choice),
        table(released, AGAIN, choice, found(released, REPEAT, choice), "Missing again, and from where",
              "missing-again",
              "A child who goes missing twice is one child and two episodes. Away from placement, where it is known "
              "where the child is, does not count as missing"),
    ])  # fmt: skip


def interviews(released: Released, choice: Choice) -> Sentence:
    """Return interviews in words, of all that were due and of those completed."""
    lines = []
    for ask in (DONE, WITHIN, WITHIN_DONE):
        got = read(released, ask.metric, choice)
        if not got.cell.shown:
            lines.append(f"{ask.label}: {words.state(got.cell, got.kind)}")
            continue
        text = f"{spoken(ask, got.cell, got.kind, when(released, got.cell))}, {got.beside}."
        missing = words.listed([ALL_AREAS[a] for a in got.missing])
        lines.append((f"Without {missing}: " if missing else "") + text)
    return Sentence(tuple(lines), "Return interviews, counted two ways")

"""Missing: more children, the same children, and are they seen within 72 hours?"""

from dashboard import words
from dashboard.blocks import Block, Note, Sentence
from dashboard.reading import Ask, Choice, headline, headlines, nothing, read, spoken, when
from dashboard.released import Released
from dashboard.splits import split
from dashboard.trends import trend
from data_contracts.areas import ALL_AREAS

QUESTION = "Are more children going missing, are they the same ones, and are they seen within 72 hours?"
TITLE = "Missing"
SLUG = "missing"
GROUP = "Children"
ORDER = 6

CHILDREN = Ask("children_missing", "Children missing", "child went missing", "children went missing")
EPISODES = Ask("missing_episodes", "Missing episodes", "missing episode", "missing episodes")
REPEAT = Ask("repeat_missing", "Missing more than once", "child missing more than once",
             "children who went missing did so more than once")  # fmt: skip
LENGTH = Ask("missing_duration", "Median time missing", "hours", "median time missing")
ENDED = Ask("missing_episodes_ended", "Episodes ended", "episode ended", "episodes that ended")
DONE = Ask("return_interview_completed", "Completed at any time", "return interview due has been completed",
           "return interviews due {when} have been completed")  # fmt: skip
WITHIN = Ask("return_interview_within_72h", "Within 72 hours", "return interview due was held within 72 hours",
             "return interviews due {when} were held within 72 hours")  # fmt: skip
WITHIN_DONE = Ask("return_interview_within_72h_of_completed", "Within 72 hours, of those completed",
                  "completed interview was within 72 hours",
                  "completed interviews were held within 72 hours")  # fmt: skip

OUTSTANDING = Ask("return_interviews_outstanding", "Return interviews outstanding",
                  "return interview was outstanding", "return interviews were outstanding")  # fmt: skip


def answer(released: Released, choice: Choice) -> list[Block]:
    """Children and episodes, repeats, return interviews with both denominators, time missing, from where."""
    if nothing(released, [CHILDREN.metric, EPISODES.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        headlines(
            "Missing in numbers", tuple(headline(released, a, choice) for a in (CHILDREN, EPISODES, REPEAT, LENGTH))
        ),
        trend(released, EPISODES, choice, [CHILDREN]),
        interviews(released, choice),
        trend(released, WITHIN, choice, [DONE]),
        split(released, ENDED, "duration", choice),
        split(released, EPISODES, "missing_from", choice, chart=False),
        Note(
            "A child who goes missing twice in a month is one child and two episodes. An interview is due once "
            "72 hours have passed since the child's return. Where only dates were recorded, an interview within "
            "two days counts as within 72 hours, and one on the third day cannot be told.",
            "How to read this page",
        ),
    ]
    return [b for b in blocks if b is not None]


def interviews(released: Released, choice: Choice) -> Sentence:
    """Return interviews in words, of all that were due and of those completed, and how many are outstanding."""
    lines = []
    outstanding = [OUTSTANDING] if OUTSTANDING.metric in released.metrics else []
    for ask in (DONE, WITHIN, WITHIN_DONE, *outstanding):
        got = read(released, ask.metric, choice)
        if not got.cell.shown:
            lines.append(f"{ask.label}: {words.state(got.cell, got.kind)}")
            continue
        beside = words.comparison(got.cell, got.before, got.kind)
        text = f"{spoken(ask, got.cell, got.kind, when(released, got.cell))}, {beside}."
        missing = words.listed([ALL_AREAS[a] for a in got.missing])
        lines.append((f"Without {missing}: " if missing else "") + text)
    return Sentence(tuple(lines), "Return interviews, counted two ways")

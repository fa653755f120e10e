"""Overview: the chair's five minutes. What needs attention, and can the figures be relied on?"""

from dashboard import words
from dashboard.attention import Found, attention, by_chance, labels, standing_out, tally
from dashboard.blocks import Block, Note, Sentence
from dashboard.headlines import headline, headlines
from dashboard.questions import audit, missing, on_the_list
from dashboard.reading import Ask, Choice, amount_words, finding, nothing, read
from dashboard.released import Released
from dashboard.strip import supplied
from dashboard.trends import panels

QUESTION = "What needs our attention, and can we rely on these figures?"
TITLE = "Overview"
SLUG = "overview"
GROUP = "Meeting"
ORDER = 1

PLAN = Ask("plan_lines_on_track", "Plan on track or done", "line of the plan is on track or done",
           "lines of the plan are on track or done")  # fmt: skip
SIX = (on_the_list.OPEN, on_the_list.ADDED, on_the_list.REMOVED, missing.CHILDREN, missing.WITHIN, PLAN)


def answer(released: Released, choice: Choice) -> list[Block]:
    """Three lines, what stands out, six headline figures, the list by authority."""
    six = [a if a.metric in released.metrics else audit.OVERDUE for a in SIX]
    if nothing(released, [a.metric for a in six]):
        return [Sentence((words.STATES["nothing_here"],))]
    found = standing_out(released, choice)
    return [
        Sentence(opening(released, choice, found)),
        attention(released, choice, found) if found else quiet(released, choice),
        headlines("Six figures", tuple(headline(released, ask, choice) for ask in six)),
        panels(released, on_the_list.OPEN, choice),
        Note(
            "A verdict compares the newest month with the measure's own past; it is given only where there is enough "
            "to go by. Higher is not better or worse by itself: a rise may mean that more children at risk are "
            "recognised.",
            "How to read this page",
        ),
    ]


def opening(released: Released, choice: Choice, found: list[Found]) -> tuple[str, str, str]:
    """How many children are on the list; what stands out; what the figures rest on."""
    got = read(released, on_the_list.OPEN.metric, choice)
    first = finding(released, on_the_list.OPEN, got) + "."
    if got.missing:
        said = amount_words(on_the_list.OPEN, got.cell, got.kind) if got.cell.shown else ""
        first = words.partial(got.cell, got.supplied, got.missing, said, got.beside)
    return first, second(found, tally(released, choice.area).judged), third(released, choice)


def second(found: list[Found], judged: int) -> str:
    """What stands out, or aloud that nothing does, or that nothing could be judged."""
    signals = [f for f in found if f.rank < 3]
    late, missed = [f for f in found if f.rank == 3], [f for f in found if f.short]
    none = "Nothing judged is out of the ordinary" if judged else "Nothing here is judged against its own past"
    parts = [f"Out of the ordinary: {labels(signals)}" if signals else none]
    if late:
        parts.append(f"Overdue: {labels(late)}")
    if missed:
        parts.append(f"Short of their target: {labels(missed)}")
    return ". ".join(parts) + "."


def third(released: Released, choice: Choice) -> str:
    """Who has supplied, how many measures could be judged, and what chance alone would flag."""
    there, gone = supplied(released, choice.period)
    count = tally(released, choice.area)
    rest = by_chance(count)
    said = f"{len(there)} of {len(there) + len(gone)} authorities {'has' if len(there) == 1 else 'have'} supplied"
    said += f" ({words.listed(gone)} missing)" if gone else ""
    if not released.periods("month"):
        return f"{said}. This file has no months, and quarters are too few for a verdict."
    return f"{said}. Of the monthly measures {count.words}{'; ' + rest if rest else ''}."


def quiet(released: Released, choice: Choice) -> Note:
    """Nothing to attend to, said aloud with what that rests on."""
    count = tally(released, choice.area)
    text = f"No judged measure is out of the ordinary, nothing is overdue, and no target is missed ({count.words})."
    if not count.judged:
        text = f"No measure could be judged for this area and period ({count.words}), so silence here means little."
    return Note(text, "Nothing unusual")

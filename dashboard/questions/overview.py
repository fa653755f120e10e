"""Overview: the chair's five minutes. What needs attention, and can the figures be relied on?"""

import json

from dashboard import words
from dashboard.blocks import Block, Entry, Headline, Note, Row, Sentence, Table
from dashboard.parts import about_line, entry, source_line, statuses
from dashboard.questions import audit, missing, on_the_list, risk
from dashboard.reading import Ask, Choice, amount_words, finding, headline, nothing, read, standing
from dashboard.released import Released
from dashboard.trends import panels
from data_contracts.areas import ALL_AREAS

QUESTION = "What needs our attention, and can we rely on these figures?"
TITLE = "Overview"
SLUG = "overview"
GROUP = "Meeting"
ORDER = 1

FIRST = (on_the_list.OPEN, on_the_list.ADDED, on_the_list.REMOVED)
SECOND = (missing.CHILDREN, missing.WITHIN, audit.OVERDUE)
WATCHED: tuple[tuple[Ask, str], ...] = (
    *((ask, on_the_list.TITLE) for ask in (*FIRST, on_the_list.DAYS)),
    (risk.REDUCED, risk.TITLE),
    *((ask, missing.TITLE) for ask in (missing.CHILDREN, missing.EPISODES, missing.REPEAT, missing.WITHIN)),
    *((ask, audit.TITLE) for ask in (audit.DONE, audit.GOOD, audit.ON_TIME, audit.OVERDUE)),
)
"""What is watched for the attention list, and the page that says more."""


def answer(released: Released, choice: Choice) -> list[Block]:
    """Three lines, six headline figures, every watched measure with its verdict, the list by authority."""
    if nothing(released, [ask.metric for ask, _ in WATCHED]):
        return [Sentence((words.STATES["nothing_here"],))]
    return [
        Sentence(opening(released, choice)),
        Headline("Six figures", tuple(headline(released, ask, choice) for ask in (*FIRST, *SECOND))),
        attention(released, choice),
        panels(released, on_the_list.OPEN, choice),
        Note(
            "A verdict compares the newest figure with its own past; it is given only where there is enough to go by. "
            "Higher is not better or worse by itself: a rise may mean that more children at risk are recognised.",
            "How to read this page",
        ),
    ]


def opening(released: Released, choice: Choice) -> tuple[str, ...]:
    """How many are on the list, what was judged, and who is missing."""
    absent = read(released, on_the_list.OPEN.metric, choice)
    first = finding(released, on_the_list.OPEN, absent) + "."
    verdicts = [judged_of(released, ask, choice) for ask, _ in WATCHED]
    signals = [f"{ask.label.lower()} ({said})" for (ask, _), (shape, said) in zip(WATCHED, verdicts, strict=True)
               if shape in ("up", "down")]  # fmt: skip
    shapes = [shape for shape, _ in verdicts]
    judged = sum(s in ("up", "down", "usual") for s in shapes)
    counts = (
        f"{judged} of {len(shapes)} measures judged, {shapes.count('hidden')} hidden, {shapes.count('few')} too few"
    )
    quiet = "Nothing judged is out of the ordinary" if judged else "No measure could be judged for this period"
    second = f"Out of the ordinary: {words.listed(signals)}" if signals else quiet
    if absent.missing:
        said = amount_words(on_the_list.OPEN, absent.cell, absent.kind) if absent.cell.shown else ""
        first = words.partial(absent.cell, absent.before, absent.supplied, absent.missing, absent.kind, said)
    return first, f"{second} ({counts}).", *by_chance(released)


def by_chance(released: Released) -> tuple[str, ...]:
    """How many of the release's charts chance alone would flag, as the release itself says."""
    said = json.loads(released.about.get("expected_false_signals") or "{}").get("sentence")
    return (str(said),) if said else ()


def judged_of(released: Released, ask: Ask, choice: Choice) -> tuple[str, str]:
    """Shape and words of a measure's verdict; of an incomplete total, that of its last whole month."""
    return standing(released, ask.metric, read(released, ask.metric, choice))


def attention(released: Released, choice: Choice) -> Table:
    """Each watched measure: now, the period before, a year before, the verdict in words, the page."""
    rows = []
    for ask, page in WATCHED:
        got = read(released, ask.metric, choice)
        _, said = judged_of(released, ask, choice)
        lost = "; now without " + words.listed([ALL_AREAS[a] for a in got.missing]) if got.missing else ""
        text = (said or "not judged") + lost
        cells = (entry(c, got.kind, ask.one) for c in (got.cell, got.before, got.year_before))
        period = words.short_period(got.cell.period)
        rows.append(
            Row(ask.label, (Entry(period, words=True), *cells, Entry(text, words=True), Entry(page, words=True)))
        )
    columns = ("Measure", "Period", "Now", "Period before", "Year before", "Verdict", "Page")
    line = about_line(released, "", choice, choice.period.label).lstrip(", ")
    return Table("What we watch, and whether it has moved", "Measures now, before and a year before", columns,
                 tuple(rows), "overview", line, source_line(released, on_the_list.OPEN.metric),
                 statuses(rows))  # fmt: skip

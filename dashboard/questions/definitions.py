"""Definitions: what each number means, what it does not mean, who owns it, and the SQL behind it."""

from dataclasses import replace

from dashboard import words
from dashboard.attention import wording
from dashboard.blocks import Block, Chart, Entry, Note, Row, Sentence, Table
from dashboard.items import pictured
from dashboard.meanings import glossary, in_full, index, matches, overdue, title
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.trends import trend
from dashboard.two_releases import definitions as changed

QUESTION = "What exactly does each number mean, and what does it not mean?"
TITLE = "Definitions"
SLUG = "definitions"
GROUP = "About the data"
ORDER = 15
CONTROLS = ("measure", "find")
COMPARES = True


def answer(released: Released, choice: Choice) -> list[Block]:
    """What the search finds, or one measure in full with figures and SQL; all measures; changes, shorthand, terms."""
    known = released.definitions
    if not known:
        return [Sentence((words.STATES["nothing_here"],))]
    late = [m for m, d in known.items() if overdue(d, released.as_at)]
    state = f"{len(late)} overdue for review" if late else "none overdue for review"
    told = f"{words.plural(len(known), 'measure')}, {state} as at {words.day(released.as_at)}."
    blocks: list[Block | None] = []
    metric = choice.measure if choice.measure in known else min(known, key=lambda m: title(known[m], m))
    if choice.find:
        blocks += [Sentence((told,)), found(released, choice.find)]
    else:
        blocks += [
            in_full(known[metric] | {"target": released.target(metric)}, metric, released.as_at),
            figures(released, metric, choice),
            sql(released, metric),
        ]
    blocks += [
        replace(index(released, list(known), "All measures"), line="" if choice.find else told),
        (changed(released, choice.against) or unchanged(choice.against)) if choice.against else None,
        shorthand(),
        glossary(choice.find),
    ]
    return [b for b in blocks if b is not None][:7]


def found(released: Released, find: str) -> Table | Note:
    """The measures in whose words every word of the search stands."""
    hits = [m for m, d in released.definitions.items() if matches(find, d, m)]
    if not hits:
        return Note(words.STATES["no_match"].format(find=find), "Nothing found")
    return index(released, hits, f"{words.plural(len(hits), 'measure')} found for “{find}”")


def figures(released: Released, metric: str, choice: Choice) -> Chart | Table | Note:
    """The measure's own figures in the chosen area: so no measure is without them, whichever page has it."""
    ask = wording(released, metric)[0]
    drawn = trend(released, ask, choice)
    if not isinstance(drawn, Chart):
        return drawn
    said = drawn.heading
    if not said.startswith(ask.label):
        drawn = replace(drawn, heading=f"{ask.label}: {said[:1].lower()}{said[1:]}")
    return pictured(drawn)


def sql(released: Released, metric: str) -> Note | None:
    """The statement that says which rows count, on request."""
    text = str(released.definitions[metric].get("sql") or "").strip()
    name = title(released.definitions[metric], metric)
    return Note("The statement that says which rows count.", f"SQL of {name}", code=text) if text else None


def unchanged(then: Released) -> Note:
    """Said aloud: no definition differs from the release before."""
    return Note(f"No definition differs from the release as at {words.day(then.as_at)}.", "Change log")


def shorthand() -> Table:
    """What stands in a table where no number does, and what a nought and a blank answer are."""
    said = {"0": words.STATES["true_zero"], "Not recorded": words.STATES["not_recorded"]}
    said |= {f"[{k}]": line[4:].capitalize() for k, line in words.SHORTHAND.items()}
    rows = tuple(Row(mark, (Entry(line, words=True),)) for mark, line in said.items())
    return Table("Shorthand in tables", "Shorthand in tables, and what it means", ("Mark", "Meaning"), rows,
                 "shorthand")  # fmt: skip

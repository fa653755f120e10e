"""Definitions: what each number means, what it does not mean, who owns it, and the SQL behind it."""

from datetime import date
from typing import Any

from dashboard import words
from dashboard.blocks import Block, Entry, Note, Row, Sentence, Table
from dashboard.reading import Choice
from dashboard.released import Released

QUESTION = "What exactly does each number mean, and what does it not mean?"
TITLE = "Definitions"
SLUG = "definitions"
GROUP = "About the data"
ORDER = 15
CONTROLS = ("measure", "find")

DIRECTIONS = {"increase": "A rise is better", "decrease": "A fall is better",
              "neutral": "Neither: a rise may mean better identification"}  # fmt: skip
KINDS = {"count": "Count", "share": "Share", "median": "Median", "ratio": "Ratio", "published": "Published figure"}
PARTS = (("question", "Question"), ("definition", "Definition"), ("why", "Why it is measured"),
         ("numerator", "Numerator"), ("denominator", "Denominator"), ("direction", "Direction"), ("target", "Target"),
         ("unit", "Counted once"), ("source", "Source"), ("caveat", "Caveat"), ("owner", "Owner"),
         ("checked_by", "Checked by"), ("review_by", "Review by"))  # fmt: skip


def answer(released: Released, choice: Choice) -> list[Block]:
    """Every measure in one table, one of them in full with its SQL on request, the shorthand."""
    known = released.definitions
    if not known:
        return [Sentence((words.STATES["nothing_here"],))]
    late = [m for m, d in known.items() if overdue(d, released.as_at)]
    state = f"{len(late)} overdue for review" if late else "none overdue for review"
    blocks: list[Block] = [
        Sentence((f"{words.plural(len(known), 'measure')}, {state} as at {words.day(released.as_at)}.",))
    ]
    metric = choice.measure if choice.measure in known else next(iter(known))
    blocks.append(in_full(known[metric], metric, released.as_at))
    if sql := str(known[metric].get("sql") or "").strip():
        blocks.append(
            Note("The statement that says which rows count.", f"SQL of {title(known[metric], metric)}", code=sql)
        )
    blocks.append(index(released))
    blocks.append(Note(". ".join(words.SHORTHAND.values()) + ".", "Shorthand in tables"))
    return blocks


def title(definition: dict[str, Any], metric: str) -> str:
    """A measure's title, else its name."""
    return str(definition.get("title") or metric)


def overdue(definition: dict[str, Any], as_at: date) -> bool:
    """Whether the review date has passed by the release's as-at date."""
    return date.fromisoformat(str(definition["review_by"])[:10]) < as_at


def review(definition: dict[str, Any], as_at: date) -> str:
    """`1 April 2027`, with `(overdue)` once passed."""
    due = words.day(date.fromisoformat(str(definition["review_by"])[:10]))
    return f"{due} (overdue)" if overdue(definition, as_at) else due


def said(definition: dict[str, Any], key: str, as_at: date) -> str:
    """One header key in words; never empty."""
    if key == "review_by":
        return review(definition, as_at)
    if key == "target":
        target = definition.get("target")
        return "None set" if target is None else words.percent(target) if target <= 1 else words.number(target)
    value = str(definition.get(key) or "None")
    return DIRECTIONS.get(value, value) if key == "direction" else value


def in_full(definition: dict[str, Any], metric: str, as_at: date) -> Table:
    """Every part of one measure's definition, a row each."""
    rows = tuple(Row(name, (Entry(said(definition, key, as_at), words=True),)) for key, name in PARTS)
    name, ids = title(definition, metric), words.listed(list(definition.get("ids", [])))
    return Table(name, f"Definition of {name}", ("Part", "In words"), rows, f"definition-{metric}".replace("_", "-"),
                 f"{KINDS.get(str(definition.get('kind')), 'Figure')}; measure {ids}." if ids else "")  # fmt: skip


def index(released: Released) -> Table:
    """All measures: question, what is counted over what, direction, source, caveat, owner, review date."""
    keys = ("question", "numerator", "denominator", "direction", "source", "caveat", "owner", "review_by")
    heads = dict(PARTS)
    rows = tuple(
        Row(title(d, m), tuple(Entry(said(d, k, released.as_at), words=True) for k in keys))
        for m, d in sorted(released.definitions.items(), key=lambda pair: title(pair[1], pair[0]).lower())
    )
    return Table("All measures", "All measures with their definitions", ("Measure", *(heads[k] for k in keys)), rows,
                 "definitions")  # fmt: skip

"""Blocks of the Definitions page: one measure in full, the index of measures, the search, the glossary."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dashboard import words
from dashboard.blocks import Entry, Row, Table
from dashboard.released import Released

DIRECTIONS = {"increase": "A rise is better", "decrease": "A fall is better",
              "neutral": "Neither: a rise may mean better identification"}  # fmt: skip
KINDS = {"count": "Count", "share": "Share", "median": "Median", "ratio": "Ratio", "published": "Published figure"}
PARTS = (("question", "Question"), ("definition", "Definition"), ("why", "Why it is measured"),
         ("numerator", "Numerator"), ("denominator", "Denominator"), ("direction", "Direction"), ("target", "Target"),
         ("unit", "Counted once"), ("source", "Source"), ("caveat", "Caveat"), ("owner", "Owner"),
         ("checked_by", "Checked by"), ("review_by", "Review by"))  # fmt: skip
SEARCHED = ("title", "question", "definition", "why", "numerator", "denominator", "source", "caveat")


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
    value = " ".join(str(definition.get(key) or "None").split())
    return DIRECTIONS.get(value, value) if key == "direction" else value


def in_full(definition: dict[str, Any], metric: str, as_at: date) -> Table:
    """Every part of one measure's definition, a row each."""
    rows = tuple(Row(name, (Entry(said(definition, key, as_at), words=True),)) for key, name in PARTS)
    name, ids = title(definition, metric), words.listed(list(definition.get("ids", [])))
    kind = KINDS.get(str(definition.get("kind")), "Figure")
    line = f"{kind}; measure {ids}; called {metric} on the command line." if ids else ""
    return Table(name, f"Definition of {name}", ("Part", "In words"), rows, f"definition-{metric}".replace("_", "-"),
                 line)  # fmt: skip


def index(released: Released, metrics: Sequence[str], heading: str) -> Table:
    """Measures with their question, kind, direction and review date; each leads to its definition in full."""
    known = sorted(((title(released.definitions[m], m), m) for m in metrics), key=lambda pair: pair[0].lower())
    rows = tuple(
        Row(
            name,
            (
                Entry(said(released.definitions[m], "question", released.as_at), words=True),
                Entry(KINDS.get(str(released.definitions[m].get("kind")), "Figure"), words=True),
                Entry(said(released.definitions[m], "direction", released.as_at), words=True),
                Entry(review(released.definitions[m], released.as_at), words=True),
                Entry("In full", words=True, link=f"definitions?measure={m}&release={released.release_id}"),
            ),
        )
        for name, m in known
    )
    return Table(heading, f"{heading}: question, kind, direction, review",
                 ("Measure", "Question", "Kind", "Direction", "Review by", "Definition"), rows, "definitions",
                 fold=True)  # fmt: skip


def matches(find: str, definition: dict[str, Any], metric: str) -> bool:
    """Whether every word of the search stands in the measure's words, ids or name; case does not matter."""
    text = " ".join([metric.replace("_", " "), *map(str, definition.get("ids", [])),
                     *(str(definition.get(k) or "") for k in SEARCHED)]).casefold()  # fmt: skip
    return all(word in text for word in find.casefold().split())


@cache
def terms() -> dict[str, str]:
    """The glossary: term -> meaning, in alphabetical order."""
    text = (Path(__file__).resolve().parent / "glossary.toml").read_text(encoding="utf-8")
    return dict(sorted(tomllib.loads(text)["terms"].items(), key=lambda pair: pair[0].casefold()))


def glossary(find: str = "") -> Table | None:
    """The terms that the search finds in term or meaning; all without a search. None if there is none."""
    chosen = {t: m for t, m in terms().items() if all(w in f"{t} {m}".casefold() for w in find.casefold().split())}
    rows = tuple(Row(term, (Entry(meaning, words=True),)) for term, meaning in chosen.items())
    if not rows:
        return None
    return Table("Glossary", "Terms and what they mean here", ("Term", "Meaning"), rows, "glossary")

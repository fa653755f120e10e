"""Puts comments on a page: numbered marks on the charts of their measure, and one block of what was said."""

from collections.abc import Sequence

from dashboard import words
from dashboard.blocks import Block, Chart, Sentence, Table
from dashboard.commentary import Comment
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS


def on_page(released: Released, blocks: Sequence[Block], choice: Choice) -> list[Comment]:
    """The comments about measures that this page shows, for the chosen area."""
    shown = {b.metric for b in blocks if isinstance(b, Chart | Table) and b.metric}
    return [c for c in choice.comments if c.metric in shown and c.area == choice.area]


def block(released: Released, blocks: Sequence[Block], choice: Choice) -> Sentence | None:
    """What was said about this page's measures, each with its author, date and measure. None if nothing was."""
    found = on_page(released, blocks, choice)
    if not found:
        return None
    return Sentence(tuple(said(released, c) for c in found), "What people say about these figures")


def said(released: Released, comment: Comment) -> str:
    """One comment in words; of one that is held back only why."""
    title = released.told(comment.metric).get("title", "a measure")
    if comment.held:
        return f"A comment of {words.day(comment.written)} is held back, because {comment.held}."
    text = comment.text.rstrip(".")
    return f"{text}. ({comment.author}, {words.day(comment.written)}, on {title}, {ALL_AREAS.get(comment.area, '')})"

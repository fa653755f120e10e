"""Which pages a file has, and in words why the others are not there.

What a page may not show is decided with its audience and stands in the file (`without`: page -> why); a page can also
say itself that a file gives it nothing to do (`absent`).
"""

import json
from types import ModuleType

from dashboard import words
from dashboard.questions import all_questions
from dashboard.released import Released
from dashboard.strip import HOME


def why_not(released: Released, question: ModuleType) -> str:
    """Why this file has no such page; nothing where it has. The first page is always there."""
    if question.SLUG == HOME:
        return ""
    said = json.loads(released.about.get("without") or "{}").get(question.SLUG, "")
    own = getattr(question, "absent", None)
    return str(said or (own(released) if own else ""))


def not_there(released: Released, question: ModuleType) -> tuple[str, str]:
    """What stands in place of the page: that and why it is not there; what the reader has instead."""
    title = released.about.get("title") or released.audience
    pages = words.listed([q.TITLE for q in all_questions() if not why_not(released, q)])
    return (
        words.STATES["not_there"].format(page=question.TITLE, audience=title, why=why_not(released, question)),
        f"The pages that there are: {pages}.",
    )

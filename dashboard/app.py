"""The dashboard: top navigation, the band and strip above every page, the controls, then the page's blocks.

Run by `vemt serve` through `run.py`, inside `server.py`, which brings the looks and the scripts. Pages are functions
made from the question modules.
"""

import gc
import itertools
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import streamlit as st

from dashboard import commentary, controls, markup, page, remarks, strip, there, words
from dashboard.access import NotAllowed, User, current_user
from dashboard.commentary import Comment
from dashboard.controls import Listed, asked, release_list
from dashboard.history import Card, cards, stamp
from dashboard.questions import grouped
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.shelf import ReleaseError, current_id

ROOT = Path(__file__).resolve().parent
LOG = logging.getLogger("vemt.dashboard")
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#12436D"/>'
    '<path d="M8 8l8 16 8-16" fill="none" stroke="#fff" stroke-width="4"/></svg>'
)
DEMO = "Demonstration: every child and figure here is made up."


@st.cache_resource(show_spinner=False, max_entries=8, on_release=lambda released: released.close())
def opened(releases: str, audience: str, release_id: str, written: int) -> Released:
    """One reader for each release file, shared between sessions. `written` tells a remade demo file apart."""
    return Released.open(Path(releases), audience, release_id)


@cache
def frozen() -> None:
    """Take what was imported out of garbage collection, once: it never goes away (stack.md 3)."""
    gc.collect()
    gc.freeze()


@st.cache_data(show_spinner=False, max_entries=8)
def shelf(releases: str, stamp: tuple[int, ...]) -> tuple[Card, ...]:
    """The releases that may be opened; read again when one is published or withdrawn."""
    return cards(Path(releases))


@st.cache_data(show_spinner=False, max_entries=16)
def remembered(
    notes: str, stamp: tuple[tuple[str, int], ...], release_id: str, audience: str, _released: Released
) -> tuple[Comment, ...]:
    """The comments on a release; read again when a notes file changes."""
    return commentary.read_comments(Path(notes), _released)


def reader(user: User, name: str) -> Released:
    """The shared reader of one release. ReleaseError."""
    path = user.releases / name / f"{user.audience}.duckdb"
    return opened(str(user.releases), user.audience, name, path.stat().st_mtime_ns if path.is_file() else 0)


@st.cache_resource(show_spinner=words.STATES["loading"], max_entries=400)
def answered(
    page_of: tuple[str, ...], key: tuple[str, ...], _question: ModuleType, _released: Released, _choice: Choice
) -> page.Prepared:
    """A page's blocks ready to be sent, made once for all who choose the same. Nothing may change what it returns."""
    blocks = _question.answer(_released, _choice)
    comments = remarks.block(_released, blocks, _choice)
    marking = _released.about.get("marking", "")
    return page.prepare([*blocks, *([comments] if comments else [])], _question.SLUG, marking)


@dataclass(frozen=True)
class Desk:
    """What one run of the app works with: who asks, the releases there are, and the one that is open."""

    user: User
    cards: tuple[Card, ...]
    current: str
    released: Released
    notice: str = ""

    @property
    def listed(self) -> Listed:
        """The releases as a closed list."""
        return release_list(self.cards, self.current)


def desk() -> Desk:
    """The release that the link asks for, else the current one; says so if that cannot be. ReleaseError, NotAllowed."""
    user = current_user()
    found, current = shelf(str(user.releases), stamp(user.releases)), current_id(user.releases)
    offered = release_list(found, current)
    name = asked("release", offered) or current
    taken_back = {c.release_id: c.withdrawn for c in found if c.withdrawn}
    notice = words.STATES["withdrawn_release"].format(why=taken_back[name]) if name in taken_back else ""
    if name not in offered.codes:
        notice, name = notice or words.STATES["nearest_shown"], current
        st.query_params.pop("release", None)
    return Desk(user, found, current, reader(user, name), notice)


def beside(desk: Desk, question: ModuleType) -> Released | None:
    """The earlier release to compare with: the one chosen, else the last before; None where there is none."""
    if not getattr(question, "COMPARES", False):
        return None
    earlier = desk.listed.before(desk.released.release_id)
    name = asked("against", desk.listed)
    try:
        return reader(desk.user, name if name and name in earlier else earlier[0]) if earlier else None
    except ReleaseError:
        return None


def show(question: ModuleType, at: Desk) -> None:
    """One page: controls, strip, question, blocks."""
    released, about = at.released, at.released.about
    if there.why_not(released, question):
        page.html(markup.question(question.QUESTION) + markup.banner(*there.not_there(released, question)))
        return
    choice, lost = controls.chosen(released, question, at.listed)
    late = strip.due(released) if released.release_id == at.current else date.max
    notices = dict.fromkeys(filter(None, (
        at.notice, words.STATES["nearest_shown"] if lost else "",
        words.STATES["old_release"].format(due=words.day(late)) if date.today() > late else "",
    )))  # fmt: skip
    if choice is None:
        page.html(markup.question(question.QUESTION) + markup.banner(words.STATES["nothing_here"]))
        return
    notes = at.user.releases.parent / "notes"
    said = remembered(str(notes), commentary.stamp(notes), released.release_id, released.audience, released)
    older = "" if released.release_id == at.current else at.listed.word(released.release_id)
    choice = replace(choice, release=older, against=beside(at, question), releases=at.cards, comments=said,
                     home=at.user.releases.parent)  # fmt: skip
    notices |= dict.fromkeys(filter(None, (strip.behind(released, choice),)))
    demo = DEMO if about.get("demo", "").lower() in ("true", "1", "yes") else ""
    above = markup.strip(strip.facts(released, choice)) + markup.banner(*notices, about.get("banner", ""), demo)
    above += markup.question(question.QUESTION)
    key = (*map(str, stamp(at.user.releases)), str(commentary.stamp(notes)), choice.period.code, choice.area)
    key += (choice.measure, choice.view, choice.find, choice.against.release_id if choice.against else "")
    mine = (released.audience, released.release_id, question.SLUG)
    below = markup.foot(about, strip.link(released, choice, question.SLUG))
    ready = answered(mine, key, question, released, choice)
    page.draw(above, ready, below, question.SLUG, about.get("marking", ""))


def guarded(question: ModuleType, at: Desk) -> Callable[[], None]:
    """The page function: an unexpected fault becomes a sentence with a reference number, details stay out."""

    @st.fragment
    def part(at: Desk) -> None:
        """All that a choice changes: only this is drawn again, not the navigation. Who asks is looked at again."""
        try:
            if next(turns):
                now = desk()
                if now.released is not at.released:
                    st.rerun()  # another release has another marking in its band
                at = now
            show(question, at)
        except (ReleaseError, NotAllowed):
            st.rerun()
        except Exception as error:
            reference = secrets.token_hex(4).upper()
            LOG.error("reference %s: %s on %s", reference, type(error).__name__, question.SLUG)
            sentence = words.STATES["error"].format(reference=reference)
            page.html(markup.question(question.QUESTION) + markup.banner(sentence))

    turns = itertools.count()

    def body() -> None:
        part(at)

    body.__name__ = question.SLUG.replace("-", "_")
    return body


def pages(at: Desk) -> dict[str, list[st.Page]]:
    """The navigation: groups and their pages, each a function made from its question module.

    A page that this file does not have stands in no menu; a link to it says why.
    """
    return {
        group: [
            st.Page(guarded(q, at), title=q.TITLE, url_path=q.SLUG, default=q.SLUG == strip.HOME,
                    visibility="hidden" if there.why_not(at.released, q) else "visible")
            for q in questions
        ]
        for group, questions in grouped().items()
    }  # fmt: skip


def refused(sentence: str) -> None:
    """The whole screen when nothing can be shown: the band and one sentence."""
    page.html(markup.band("", "", ""))
    page.html(markup.question("Nothing can be shown") + markup.banner(sentence))


def main() -> None:
    """Draw one run of the app."""
    frozen()
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed", page_icon=ICON)
    try:
        at = desk()
    except (ReleaseError, NotAllowed) as error:
        refused(str(error))
        return
    about = at.released.about
    page.html(markup.band(about.get("title", ""), at.released.audience, about.get("marking", "")))
    st.navigation(pages(at), position="top").run()


if __name__ == "__main__":
    main()

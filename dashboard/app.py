"""The dashboard: top navigation, the band and strip above every page, the controls, then the page's blocks.

Run by `vemt serve` (streamlit run dashboard/app.py). Pages are functions made from the question modules.
"""

import gc
import logging
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import streamlit as st

ROOT = Path(__file__).resolve().parent
if str(ROOT.parent) not in sys.path:
    sys.path.insert(0, str(ROOT.parent))

from dashboard import markup, page, strip, words  # noqa: E402
from dashboard.access import NotAllowed, current_user  # noqa: E402
from dashboard.questions import audit, data_quality, definitions, missing, on_the_list, overview, risk  # noqa: E402
from dashboard.reading import Choice  # noqa: E402
from dashboard.released import Released  # noqa: E402
from dashboard.shelf import ReleaseError, current_id  # noqa: E402
from data_contracts.areas import ALL_AREAS  # noqa: E402
from data_contracts.periods import parse  # noqa: E402

QUESTIONS: tuple[ModuleType, ...] = (overview, on_the_list, risk, missing, audit, data_quality, definitions)
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


@st.cache_resource(show_spinner=False)
def frozen() -> bool:
    """Take what was imported out of garbage collection, which Streamlit runs after every rerun (stack.md 3)."""
    gc.collect()
    gc.freeze()
    return True


def release() -> Released:
    """The current release for this person. ReleaseError or NotAllowed."""
    user = current_user()
    name = current_id(user.releases)
    path = user.releases / name / f"{user.audience}.duckdb"
    return opened(str(user.releases), user.audience, name, path.stat().st_mtime_ns if path.is_file() else 0)


def controls(released: Released, with_measure: bool) -> Choice | None:
    """Period and area as closed lists that stand in the link; on Definitions the measure too."""
    offered, places = [p.code for p in strip.periods(released)], strip.areas(released)
    if not offered or not places:
        return strip.chosen(released, None, None)
    measures = sorted(released.definitions, key=lambda m: str(released.definitions[m].get("title", m)))
    lists = {"period": offered, "area": places} | ({"measure": measures} if with_measure and measures else {})
    labels: dict[str, Callable[[str], str]] = {
        "period": lambda code: parse(code).label,
        "area": lambda code: ALL_AREAS[code],
        "measure": lambda metric: str(released.definitions[metric].get("title", metric)),
    }
    asked = {k: st.query_params.get(k) for k in lists}
    coded = {k: labels[k](v) for k, v in asked.items() if v in lists[k] and labels[k](v) != v}
    if coded:
        st.query_params.update(coded)  # a link may also carry the codes of the command line
        st.rerun()
    got: dict[str, str | None] = {}
    with st.container(key="controls"):
        for column, (key, options) in zip(st.columns(3), lists.items(), strict=False):
            with column:
                got[key] = st.selectbox(
                    key.capitalize(), options, format_func=labels[key], key=key, bind="query-params"
                )
    if any(v is not None and v not in {*lists[k], *map(labels[k], lists[k])} for k, v in asked.items()):
        st.html(markup.banner(words.STATES["nearest_shown"]))
    return strip.chosen(released, got["period"], got["area"], got.get("measure") or "")


def show(question: ModuleType, released: Released) -> None:
    """One page: controls, strip, question, blocks."""
    about = released.about
    choice = controls(released, question is definitions)
    if choice is None:
        st.html(markup.question(question.QUESTION) + markup.banner(words.STATES["nothing_here"]))
        return
    demo = DEMO if about.get("demo", "").lower() in ("true", "1", "yes") else ""
    above = markup.strip(strip.facts(released, choice)) + markup.banner(about.get("banner", ""), demo)
    st.html(above + markup.question(question.QUESTION))
    page.draw(question.answer(released, choice), question.SLUG, about.get("marking", ""))
    decided = f" Decided by {about['decided_by']}." if about.get("decided_by") else ""
    st.html(f'<p class="v-foot">{markup.escape(about.get("protection", "") + decided)}</p>')


def guarded(question: ModuleType, released: Released) -> Callable[[], None]:
    """The page function: an unexpected fault becomes a sentence with a reference number, details stay out."""

    def body() -> None:
        try:
            show(question, released)
        except Exception as error:
            reference = secrets.token_hex(4).upper()
            LOG.error("reference %s: %s on %s", reference, type(error).__name__, question.SLUG)
            st.html(
                markup.question(question.QUESTION) + markup.banner(words.STATES["error"].format(reference=reference))
            )

    body.__name__ = question.SLUG.replace("-", "_")
    return body


def refused(sentence: str) -> None:
    """The whole screen when nothing can be shown: the band and one sentence."""
    st.html(markup.band("", "", ""))
    st.html(markup.question("Nothing can be shown") + markup.banner(sentence))


def main() -> None:
    """Draw one run of the app."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed", page_icon=ICON)
    frozen()
    st.html(ROOT / "style.css")
    st.html(f"<script>{(ROOT / 'keys.js').read_text('utf-8')}</script>", unsafe_allow_javascript=True)
    try:
        released = release()
    except (ReleaseError, NotAllowed) as error:
        refused(str(error))
        return
    pages = [st.Page(guarded(q, released), title=q.TITLE, url_path=q.SLUG, default=q is overview) for q in QUESTIONS]
    about = released.about
    st.html(markup.band(about.get("title", ""), released.audience, about.get("marking", "")))
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    main()

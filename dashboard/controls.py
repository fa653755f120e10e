"""The closed lists above every page, in one order: period, area, measure view, release; then what only one page asks.

The whole state stands in the link, by name or by the command line's code. What a link asks for and the release does
not have falls back to the nearest, and the page says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

import streamlit as st

from dashboard import strip, words
from dashboard.history import Card, standing
from dashboard.reading import VIEWS, Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import parse


@dataclass(frozen=True)
class Listed:
    """One closed list: what it is called, its codes and the words for them."""

    label: str
    codes: Sequence[str]
    word: Callable[[str], str]
    newest_first: Sequence[str] = ()
    """Releases in the order of their dates, whichever is current."""
    first: str = ""
    """What is chosen until somebody chooses; the first of the list if it is blank."""

    def before(self, release_id: str) -> Sequence[str]:
        """The releases that came before one: what it may be compared with, the last of them first."""
        found = list(self.newest_first)
        return found[found.index(release_id) + 1 :] if release_id in found else []


def release_word(card: Card, current: str, cards: Sequence[Card]) -> str:
    """`As at 31 October 2026, current`; of two of one date `31 October 2026 (4a86d8), current`: it must fit."""
    same = sum(c.as_at == card.as_at for c in cards) > 1
    day = words.day(card.as_at)
    said = f"{day} ({card.release_id[-6:]})" if same else f"As at {day}"
    return said + (", current" if card.release_id == current else "")


def release_list(cards: Sequence[Card], current: str) -> Listed:
    """The releases that may be opened, the current one first."""
    found = {c.release_id: c for c in standing(tuple(cards))}
    codes = sorted(found, key=lambda name: name != current)
    return Listed("Release", codes, lambda name: release_word(found[name], current, cards), tuple(found))


def asked(key: str, listed: Listed) -> str | None:
    """The code that this session or its link asks for, whether or not it exists."""
    said = st.session_state.get(key) or st.query_params.get(key)
    return {listed.word(c): c for c in listed.codes}.get(str(said), said) if said else None


def lists(released: Released, question: ModuleType, releases: Listed) -> dict[str, Listed]:
    """Every list of this page by its key in the link, in the order in which they stand."""
    titles = {m: str(d.get("title", m)) for m, d in released.definitions.items()}
    first = strip.first_period(released)
    found = {
        "period": Listed(
            "Period",
            [p.code for p in strip.periods(released)],
            lambda code: parse(code).label,
            first=first.code if first else "",
        ),
        "area": Listed("Area", strip.areas(released), ALL_AREAS.__getitem__),
        "view": Listed("Show as", list(VIEWS), VIEWS.__getitem__),
        "release": releases,
    }
    extra = {
        "measure": Listed("Measure", sorted(titles, key=titles.__getitem__), titles.__getitem__),
        "against": Listed("Compare with", releases.before(released.release_id), releases.word),
    }
    return found | {k: v for k, v in extra.items() if k in getattr(question, "CONTROLS", ()) and v.codes}


def drawn(found: Mapping[str, Listed], search: bool) -> dict[str, str]:
    """Draw the lists, four in a row (style.css), a field to search after them; what was chosen, by key."""
    with st.container(key="controls"):
        got = {
            key: str(
                st.selectbox(
                    one.label,
                    one.codes,
                    one.codes.index(one.first) if one.first else 0,
                    format_func=one.word,
                    key=key,
                    bind="query-params",
                )
            )
            for key, one in found.items()
        }
        if search:
            got["find"] = st.text_input("Search", key="find", bind="query-params", max_chars=60)
    return got


def chosen(released: Released, question: ModuleType, releases: Listed) -> tuple[Choice | None, bool]:
    """The reader's choice, and whether a link asked for something that is not there. None if nothing is released."""
    found = lists(released, question, releases)
    if not found["period"].codes or not found["area"].codes:
        return None, False
    said = {k: v for k in found if (v := st.query_params.get(k))}
    coded = {k: found[k].word(v) for k, v in said.items() if v in found[k].codes and found[k].word(v) != v}
    if coded:
        st.query_params.update(coded)  # a link may also carry the codes of the command line
        st.rerun()
    got = drawn(found, "find" in getattr(question, "CONTROLS", ()))
    lost = any(v not in {*found[k].codes, *map(found[k].word, found[k].codes)} for k, v in said.items())
    choice = Choice(parse(got["period"]), got["area"], got.get("measure", ""), got["view"], got.get("find", ""))
    return choice, lost

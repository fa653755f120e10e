"""Draws blocks on the screen: the one place where a block becomes something of Streamlit.

A page is one piece of HTML, as far as nothing in it must run on the server: Streamlit and the browser pay for each
element anew at each choice. `draw.js` draws the charts in it with Plotly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import charts, markup
from dashboard.blocks import Block, Chart, Headline, Note, Papers, Printed, Record, Sentence
from dashboard.pack.paper import PackError

Prepared = tuple[str | Papers | Record, ...]
"""A page's pieces in order: HTML that is ready, and the blocks that only exist when they are drawn."""


@dataclass(frozen=True)
class Html:
    """HTML that Streamlit takes as it is, without looking for a file of that name first."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def prepare(blocks: Sequence[Block], slug: str, marking: str) -> Prepared:
    """Make the HTML and the figures of every block, once for all who ask the same.

    `slug` keeps the charts of this page apart from others; `marking` stands in the names of files taken from it.
    """
    mark = markup.file_mark(marking)
    pieces: list[str | Papers | Record] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Papers | Record):
            pieces.append(block)
            continue
        text = markup.block(_html(block, f"{slug}-{place}", mark), first=place == 0)
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] += text
        else:
            pieces.append(text)
    return tuple(pieces)


def draw(above: str, prepared: Prepared, below: str, slug: str, marking: str) -> None:
    """Draw a question's pieces in order, between what stands above and below every page."""
    waiting = above
    for place, piece in enumerate(prepared):
        if isinstance(piece, str):
            waiting += piece
        elif isinstance(piece, Record):
            waiting += markup.block(markup.table_to_take(piece.read(), markup.file_mark(marking)), first=place == 0)
        else:
            html(waiting)
            waiting = ""
            with st.container(key=f"block-{slug}-{place}"):
                _papers(piece, f"{slug}-{place}")
    html(waiting + below)


def html(text: str) -> None:
    """Show HTML whose every text is escaped (markup.py)."""
    if text:
        st.html(Html(text))


def drawn(block: Chart) -> list[tuple[str, int]]:
    """Each picture of a chart as Plotly's JSON, and its height."""
    return [(f.to_json(validate=False), int(f.layout.height)) for f in charts.figures(block)]


def _html(block: Printed, key: str, mark: str) -> str:
    if isinstance(block, Headline):
        return markup.headline(block)
    if isinstance(block, Sentence):
        return markup.sentence(block)
    if isinstance(block, Note):
        return markup.note(block)
    if isinstance(block, Chart):
        return markup.chart(block, drawn(block), key, mark, fold=over_time(block))
    return markup.table_to_take(block, mark, fold=block.fold)


def _papers(block: Papers, key: str) -> None:
    """A pack's contents, the button that makes it, then a button for each file. One pack is held at a time."""
    html(markup.papers(block))
    if st.button(f"Make the {block.heading[:1].lower()}{block.heading[1:]}", key=f"make-{key}"):
        st.session_state.pop("papers", None)
        try:
            with st.spinner("Making the papers: about ten seconds"):
                st.session_state["papers"] = (block.identity, block.make())
        except PackError as error:
            html(markup.banner(str(error)))
    identity, made = st.session_state.get("papers", ("", ()))
    if identity != block.identity:
        return
    for column, file in zip(st.columns(len(made)), made, strict=True):
        with column:
            label = f"{file.format.upper()}, {max(1, round(len(file.content) / 1000)):,} kB"
            st.download_button(label, file.content, file.name, key=f"take-{key}-{file.format}", on_click="ignore",
                               type="tertiary")  # fmt: skip
    html(markup.files(made))


def over_time(block: Chart) -> bool:
    """Whether the rows of a chart's table are periods, of which the earlier ones may be folded."""
    return block.kind == "line" or (block.kind == "bar" and len(block.series) > 1)

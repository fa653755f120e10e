"""Draws blocks on the screen: the one place where a block becomes something of Streamlit."""

import re
from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, markup
from dashboard.blocks import Block, Chart, Headline, Note, Papers, Record, Sentence, Table
from dashboard.pack.paper import PackError

Prepared = tuple[tuple[Block, tuple[go.Figure, ...]], ...]
"""Blocks with the figures of their charts, ready to be drawn again and again."""


def prepare(blocks: Sequence[Block]) -> Prepared:
    """Make the figures of every chart: the slow part of drawing, done once for all who ask the same."""
    return tuple((b, tuple(charts.figures(b)) if isinstance(b, Chart) else ()) for b in blocks)


def draw(prepared: Prepared, slug: str, marking: str) -> None:
    """Draw a question's blocks in order. `slug` keeps the keys of this page's parts apart."""
    for place, (block, figures) in enumerate(prepared):
        with st.container(key=f"block-{slug}-{place}"):
            _draw(block, figures, f"{slug}-{place}", marking)


def _draw(block: Block, figures: Sequence[go.Figure], key: str, marking: str) -> None:
    if isinstance(block, Headline):
        st.html(markup.headline(block))
    elif isinstance(block, Sentence):
        st.html(markup.sentence(block))
    elif isinstance(block, Note):
        st.html(markup.note(block))
    elif isinstance(block, Table):
        _table(block, key, marking, fold=block.fold)
    elif isinstance(block, Record):
        _table(block.read(), key, marking, fold=False)
    elif isinstance(block, Papers):
        _papers(block, key)
    else:
        _chart(block, figures, key, marking)


def _chart(block: Chart, drawn: Sequence[go.Figure], key: str, marking: str) -> None:
    """Finding, line, picture with its alternative text, verdict and events, then the table."""
    st.html(markup.heading(block.heading, block.line))
    if len(drawn) == 1:
        st.plotly_chart(drawn[0], theme=None, config=charts.CONFIG, alt=block.alt, key=f"chart-{key}")
    else:
        for start in range(0, len(drawn), 2):
            for column, one in zip(st.columns(2), range(start, min(start + 2, len(drawn))), strict=False):
                name = block.series[one].name
                with column:
                    st.html(f'<p class="v-panel">{markup.escape(name)}</p>')
                    st.plotly_chart(
                        drawn[one],
                        theme=None,
                        config=charts.CONFIG,
                        alt=f"{name}. {block.alt}",
                        key=f"chart-{key}-{one}",
                    )
    if below := markup.under_chart(block):
        st.html(below)
    _table(block.table, key, marking, fold=over_time(block))


def _papers(block: Papers, key: str) -> None:
    """A pack's contents, the button that makes it, then a button for each file. One pack is held at a time."""
    st.html(markup.papers(block))
    if st.button(f"Make the {block.heading[:1].lower()}{block.heading[1:]}", key=f"make-{key}"):
        st.session_state.pop("papers", None)
        try:
            with st.spinner("Making the papers: about ten seconds"):
                st.session_state["papers"] = (block.identity, block.make())
        except PackError as error:
            st.html(markup.banner(str(error)))
    identity, made = st.session_state.get("papers", ("", ()))
    if identity != block.identity:
        return
    for column, file in zip(st.columns(len(made)), made, strict=True):
        with column:
            label = f"{file.format.upper()}, {max(1, round(len(file.content) / 1000)):,} kB"
            st.download_button(label, file.content, file.name, key=f"take-{key}-{file.format}", on_click="ignore",
                               type="tertiary")  # fmt: skip
    st.html(markup.files(made))


def over_time(block: Chart) -> bool:
    """Whether the rows of a chart's table are periods, of which the earlier ones may be folded."""
    return block.kind == "line" or (block.kind == "bar" and len(block.series) > 1)


def _table(block: Table, key: str, marking: str, fold: bool) -> None:
    """The table and its CSV, which carries the marking in its name."""
    st.html(markup.table(block, fold))
    mark = re.sub(r"[^a-z]+", "-", marking.split(":")[0].lower()).strip("-")
    name = "-".join(filter(None, (mark, block.slug)))
    st.download_button(
        "Download this table (CSV)",
        block.csv().encode("utf-8-sig"),
        f"{name}.csv",
        "text/csv",
        key=f"csv-{key}",
        on_click="ignore",
        help=f"{block.caption}, as shown",
        type="tertiary",
    )

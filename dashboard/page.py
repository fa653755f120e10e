"""Draws blocks on the screen: the one place where a block becomes something of Streamlit."""

import re
from collections.abc import Sequence

import streamlit as st

from dashboard import charts, markup
from dashboard.blocks import Block, Chart, Headline, Note, Sentence, Table


def draw(blocks: Sequence[Block], slug: str, marking: str) -> None:
    """Draw a question's blocks in order. `slug` keeps the keys of this page's parts apart."""
    for place, block in enumerate(blocks):
        with st.container(key=f"block-{slug}-{place}"):
            _draw(block, f"{slug}-{place}", marking)


def _draw(block: Block, key: str, marking: str) -> None:
    if isinstance(block, Headline):
        st.html(markup.headline(block))
    elif isinstance(block, Sentence):
        st.html(markup.sentence(block))
    elif isinstance(block, Note):
        st.html(markup.note(block))
    elif isinstance(block, Table):
        _table(block, key, marking, fold=block.fold)
    else:
        _chart(block, key, marking)


def _chart(block: Chart, key: str, marking: str) -> None:
    """Finding, line, picture with its alternative text, verdict and events, then the table."""
    st.html(markup.heading(block.heading, block.line))
    drawn = charts.figures(block)
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
    _table(block.table, key, marking, fold=block.kind != "stacked_bar")


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

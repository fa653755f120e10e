"""The bare page's four charts alone, made with our own parts and server: like for like beside a bare page and Dash.

Streamlit runs this file at each choice; `charts_server.py` serves it as `dashboard/server.py` serves the pages.
"""

import sys
from pathlib import Path

import streamlit as st

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from benchmarks import charts_kept  # noqa: E402
from data_contracts.areas import ALL_AREAS, LA_CODES  # noqa: E402


@st.fragment
def charts() -> None:
    """The area, and its charts."""
    area = st.selectbox("Area", LA_CODES, format_func=ALL_AREAS.__getitem__, key="area", bind="query-params")
    st.html(charts_kept.html(area))


charts()

"""Serves charts_alone.py with the middleware of the pages."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from dashboard.server import Around  # noqa: E402

app = st.App(HERE / "charts_alone.py", middleware=[Middleware(Around)])

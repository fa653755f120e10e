"""The dashboard's own server with one view made slow, so that a browser test can see what a waiting reader sees."""

import time

import streamlit as st
from starlette.middleware import Middleware

from dashboard.questions import told
from dashboard.server import HERE, Around

quick = told.answer


def slow(released, choice):
    """The page, two seconds late in December 2023."""
    if choice.period.code == "2023-12":
        time.sleep(2)
    return quick(released, choice)


told.answer = slow
app = st.App(HERE / "app.py", middleware=[Middleware(Around)])

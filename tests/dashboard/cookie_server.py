"""The dashboard's own server for browser tests: a cookie names the audience, the home and the trouble to be in.

One server and one browser can so show every audience and every state; everything else is the product's.
"""

import os
import time
from datetime import date
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard import access, strip
from dashboard.questions import told
from dashboard.server import HERE, Around

real, due, quick = access.current_user, strip.due, told.answer


def wish(name: str) -> str:
    """What this window's cookie asks for."""
    return st.context.cookies.get(name, "")


def current_user() -> access.User:
    """The audience and home of the cookies; or somebody at another computer."""
    if wish("trouble") == "away":
        raise access.NotAllowed(access.STATES["signed_out"])
    home = Path(os.environ["VEMT_HOME"]) / wish("home")
    return access.User(wish("audience") or real().audience, home / "releases")


def answer(released, choice):
    """The page, slow or broken if so wished."""
    if wish("trouble") == "slow":
        time.sleep(2)
    return 1 / 0 if wish("trouble") == "broken" else quick(released, choice)


access.current_user, told.answer = current_user, answer
strip.due = lambda released: date(2026, 1, 28) if wish("trouble") == "late" else due(released)
app = st.App(HERE / "run.py", middleware=[Middleware(Around)])

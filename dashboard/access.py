"""Who may see what. For now: the person at this computer, for the audience that the server was started for.

Sign-in comes later and changes `current_user` only.
"""

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard.words import STATES

NO_AUDIENCE = "No audience was named. Start the dashboard with vemt serve --audience and the audience's name."


class NotAllowed(Exception):
    """This person may see nothing; the text is a sentence for people."""


@dataclass(frozen=True)
class User:
    """One person: the audience whose file is opened, and the releases folder that it stands in."""

    audience: str
    releases: Path


def is_loopback(address: str | None) -> bool:
    """Whether a client address is this computer (Streamlit gives None for localhost)."""
    if address is None:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def client_address() -> str | None:
    """Address that this session's connection comes from; None for this computer."""
    return st.context.ip_address


def listens_here_only() -> bool:
    """Whether the server was told to listen on this computer only: the real lock, a client address can be forged."""
    address = st.get_option("server.address")
    return address == "localhost" or (address is not None and is_loopback(address))


def current_user() -> User:
    """The person behind this session, from VEMT_HOME and VEMT_AUDIENCE. NotAllowed if not on this computer."""
    if not listens_here_only() or not is_loopback(client_address()):
        raise NotAllowed(STATES["signed_out"])
    audience = os.environ.get("VEMT_AUDIENCE", "").strip()
    if not audience:
        raise NotAllowed(NO_AUDIENCE)
    return User(audience, Path(os.environ.get("VEMT_HOME") or "vemt-home") / "releases")

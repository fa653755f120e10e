"""The server around the pages: Streamlit's own files compressed once, and headers that keep everything outside out.

Run by `vemt serve` (streamlit run dashboard/server.py). Streamlit sends its scripts as they are, 7 MB on a first visit;
compressed they are a third of that. The pages are in `app.py`.
"""

import base64
import gzip
import hashlib
import mimetypes
import re
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware

HERE = Path(__file__).resolve().parent
STATIC = Path(st.__file__).resolve().parent / "static"
SMALL = 1_000
"""Bytes under which compressing is not worth it."""


def script_hash(text: str) -> str:
    """How a content security policy names one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy() -> str:
    """Scripts, styles and connections from this server only; the inline scripts that we know, by their hashes."""
    page = (STATIC / "index.html").read_text("utf-8")
    inline = [script_hash(s) for s in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)]
    ours = script_hash((HERE / "keys.js").read_text("utf-8"))
    return (
        f"default-src 'self'; script-src 'self' {' '.join([*inline, ours])}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; "
        "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
    )


HEADERS = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


class Around:
    """ASGI middleware: answers requests for Streamlit's files with kept compressed copies, adds headers to the rest."""

    def __init__(self, app: Any) -> None:
        self.app, self.kept = app, dict[str, bytes]()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "GET" and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body = await self.compressed(scope["path"])
            if body is not None:
                await answer(send, body, scope["path"])
                return

        async def with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)

    async def compressed(self, path: str) -> bytes | None:
        """The compressed copy of a file of Streamlit's, made at its first request; None for anything else."""
        if path in self.kept:
            return self.kept[path]
        file = (STATIC / path.lstrip("/")).resolve()
        if not path.startswith("/static/") or not file.is_relative_to(STATIC / "static") or not file.is_file():
            return None
        if file.suffix not in (".js", ".css", ".svg", ".json") or file.stat().st_size < SMALL:
            return None
        self.kept[path] = await run_in_threadpool(gzip.compress, file.read_bytes(), 6)
        return self.kept[path]


async def answer(send: Any, body: bytes, path: str) -> None:
    """Send a kept copy; its name carries a hash of its content, so browsers may keep it for good."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = HEADERS | {"content-type": kind, "content-encoding": "gzip", "content-length": str(len(body)),
                         "cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}  # fmt: skip
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    await send({"type": "http.response.body", "body": body})


app = st.App(HERE / "app.py", middleware=[Middleware(Around)])

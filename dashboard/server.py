"""The server around the pages: our looks and scripts, files compressed once, headers that lock everything else out.

Run by `vemt serve` (streamlit run dashboard/server.py). Streamlit sends its scripts as they are, 7 MB on a first visit;
compressed they are a third of that. Our own files stand in the page from its first byte on, so that nothing of them is
sent again when a choice changes, and Plotly loads while the pages are being made.
The pages are in `app.py`.
"""

import base64
import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware

HERE = Path(__file__).resolve().parent
STATIC = Path(st.__file__).resolve().parent / "static"
INDEX = STATIC / "index.html"
PLOTLY = HERE / "plotly-basic.min.js"
"""Plotly's own bundle of lines and bars, of the version that the Python package carries: a quarter of the whole."""
OWN = "/own/"
FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}
"""For files whose name carries a hash of their content."""
SMALL = 1_000
"""Bytes under which compressing is not worth it."""


def script_hash(text: str) -> str:
    """How a content security policy names one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy() -> str:
    """Scripts, styles and connections from this server only; the inline scripts that we know, by their hashes."""
    page = INDEX.read_text("utf-8")
    inline = [script_hash(s) for s in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)]
    return (
        f"default-src 'self'; script-src 'self' {' '.join(inline)}; style-src 'self' 'unsafe-inline'; "
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


def own_files() -> dict[str, bytes]:
    """Our files by the path under which they are sent, with a hash of the content, so that browsers keep them."""
    found = [HERE / "style.css", HERE / "keys.js", HERE / "draw.js", PLOTLY]
    named = {f: f"{f.stem}-{hashlib.sha256(f.read_bytes()).hexdigest()[:12]}{f.suffix}" for f in found}
    return {OWN + named[f]: f.read_bytes() for f in found}


def page_with(paths: Iterable[str]) -> bytes:
    """Streamlit's page with our files: scripts in its head, looks at its end, where they outrank Streamlit's."""
    style, keys, draw, plotly = (f".{path}" for path in paths)
    scripts = (
        f'<script defer src="{keys}"></script>'
        f'<script defer src="{draw}" data-plotly="{plotly.rpartition("/")[2]}"></script>'
        f'<link rel="preload" as="script" href="{plotly}"></head>'
    )
    looks = f'<link rel="stylesheet" href="{style}"></body>'
    return INDEX.read_text("utf-8").replace("</head>", scripts, 1).replace("</body>", looks, 1).encode()


class Around:
    """ASGI middleware: sends our files and Streamlit's as compressed copies, adds headers to all answers."""

    def __init__(self, app: Any) -> None:
        self.app, self.kept, self.own = app, dict[str, bytes](), own_files()
        self.page = page_with(self.own)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        packed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if scope["method"] == "GET" and (body := await self.file(scope["path"], packed)) is not None:
            await answer(send, body, packed, FOR_GOOD | {"content-type": kind_of(scope["path"])})
            return
        page = False

        async def with_headers(message: dict[str, Any]) -> None:
            nonlocal page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                page = headers.get("content-type", "").startswith("text/html") and message["status"] == 200
            if not page:
                await send(message)
            elif message["type"] == "http.response.start":
                body = gzip.compress(self.page) if packed else self.page
                await answer(
                    send, body, packed, {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache"}
                )

        await self.app(scope, receive, with_headers)

    async def file(self, path: str, packed: bool) -> bytes | None:
        """One of our files, or the compressed copy of a file of Streamlit's, made at its first request; else None."""
        if path in self.own and not packed:
            return self.own[path]
        if not packed:
            return None
        if path in self.kept:
            return self.kept[path]
        plain = self.own.get(path)
        if plain is None:
            file = (STATIC / path.lstrip("/")).resolve()
            if not path.startswith("/static/") or not file.is_relative_to(STATIC / "static") or not file.is_file():
                return None
            if file.suffix not in (".js", ".css", ".svg", ".json") or file.stat().st_size < SMALL:
                return None
            plain = file.read_bytes()
        self.kept[path] = await run_in_threadpool(gzip.compress, plain, 6)
        return self.kept[path]


def kind_of(path: str) -> str:
    """The media type of a file by its name."""
    return mimetypes.guess_type(path)[0] or "application/octet-stream"


async def answer(send: Any, body: bytes, packed: bool, more: dict[str, str]) -> None:
    """Send one whole answer with our headers."""
    headers = HEADERS | more | {"content-length": str(len(body)), "vary": "accept-encoding"}
    headers |= {"content-encoding": "gzip"} if packed else {}
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    await send({"type": "http.response.body", "body": body})


app = st.App(HERE / "run.py", middleware=[Middleware(Around)])

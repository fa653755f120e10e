"""A real browser on a real server: what the browser tests share. Nothing here is skipped silently."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REASON = "no Chromium found; install it with: sudo apt-get install chromium"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def need_browser() -> None:
    """Skip, with the reason, where no browser is installed; in CI that is a failure."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(REASON)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str, process: subprocess.Popen) -> bool:
    for _ in range(600):
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as reply:
                return reply.status == 200
        except OSError:
            time.sleep(0.1)  # polls a port, up to 60 s
    return False


@contextmanager
def served(home: Path, audience: str = "strategic", script: str = "dashboard/server.py") -> Iterator[str]:
    """The dashboard of a home on a free port; its address. `script`: another server around the same pages."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = os.environ | {"VEMT_HOME": str(home), "VEMT_AUDIENCE": audience, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _answers(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


class Visitor:
    """One browser window that remembers what it was asked for from outside and what it complained of."""

    def __init__(self, browser, address: str, **likes: str) -> None:
        self.address, self.outside, self.errors = address, [], []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **likes)
        self.page = self.context.new_page()
        own = (address, address.replace("http", "ws"), "data:", "blob:")
        self.page.on("request", lambda r: self.outside.append(r.url) if not r.url.startswith(own) else None)
        # below a page's own path Streamlit first looks for itself there: its 404s are not ours
        self.page.on(
            "console",
            lambda m: self.errors.append(m.text) if m.type == "error" and "/_stcore/" not in str(m.location) else None,
        )
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))

    def go(self, path: str, width: int = 1280):
        """Open a path and wait until it is drawn."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(self.address + path)
        self.page.wait_for_selector(".v-foot, .v-banner")
        return self.settled("h1", "")

    def being(self, **wishes: str) -> "Visitor":
        """From the next page on: another audience or home, or in trouble (what `cookie_server` understands)."""
        self.context.clear_cookies()
        self.context.add_cookies([{"name": k, "value": v, "url": self.address} for k, v in wishes.items() if v])
        return self

    def said(self) -> str:
        """All that can be read on the page."""
        return self.page.locator("body").inner_text()

    def settled(self, selector: str, text: str):
        """Wait for a text and for Streamlit to have finished."""
        self.page.locator(selector, has_text=text).first.wait_for()
        self.page.locator(QUIET).wait_for()
        return self.page

    def faults(self) -> list[str]:
        """What axe finds on the page as it stands, a line each."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": RULES})
        return [f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in found.response["violations"]]

    def fits(self, width: int) -> bool:
        """Whether the page needs no sideways scrolling at a width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        wide = "['html', 'body', '[data-testid=stMain]'].map(s => document.querySelector(s).scrollWidth)"
        for _ in range(20):  # charts take a moment to follow
            if max(self.page.evaluate(wide)) <= width:
                return True
            self.page.wait_for_timeout(100)
        return False

"""The journey in a real browser: open, change authority, follow the shared link; accessible, self-contained, narrow.

Skipped by name where there is no browser (`apt-get install chromium`); with CI=true a missing browser fails.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dashboard.questions import all_questions

ROOT = Path(__file__).resolve().parents[2]
SLUGS = tuple(q.SLUG if q.SLUG != "overview" else "" for q in all_questions())
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REASON = "no Chromium found; install it with: sudo apt-get install chromium"
pytestmark = [pytest.mark.browser]


def test_a_browser_is_there():
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(REASON)
        pytest.skip(REASON)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str, process: subprocess.Popen) -> bool:
    for _ in range(300):
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as reply:
                return reply.status == 200
        except OSError:
            time.sleep(0.1)  # polls a port, up to 30 s
    return False


@pytest.fixture(scope="module")
def address(releases):
    if CHROMIUM is None:
        pytest.skip(REASON)
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
    environment = os.environ | {
        "VEMT_HOME": str(releases.parent),
        "VEMT_AUDIENCE": "strategic",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _answers(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def browser(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser, address):
    """Open pages in fresh contexts; afterwards: no outside request, no console error."""
    contexts, outside, errors = [], [], []
    own = (address, address.replace("http", "ws"), "data:", "blob:")

    def go(path: str, width: int = 1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(own) else None)
        # below a page's own path Streamlit first looks for itself there: its 404s are not ours
        page.on(
            "console",
            lambda m: errors.append(m.text) if m.type == "error" and "/_stcore/" not in str(m.location) else None,
        )
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(address + path)
        page.wait_for_selector(".v-foot")
        return page

    yield go
    for context in contexts:
        context.close()
    assert not outside and not errors


def settled(page, selector: str, text: str):
    page.locator(selector, has_text=text).first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    return page


def figures(page) -> list[str]:
    return page.locator(".v-number").all_inner_texts()


def test_journey(visit):
    page = visit("/on-the-list")
    page.get_by_label("Period").click()
    page.get_by_role("option", name="September 2026").click()
    settled(page, ".v-strip", "September 2026")
    tees = figures(page)
    page.get_by_label("Area").click()
    page.get_by_role("option", name="Hartlepool", exact=True).click()
    settled(page, ".v-line", "Hartlepool")
    assert figures(page) != tees
    page.get_by_role("link", name="Missing", exact=True).click()
    settled(page, "h1", "going missing")
    settled(page, ".v-line", "Hartlepool")
    assert "area=Hartlepool" in page.url and "2026" in page.url
    other = settled(visit(page.url.split("/", 3)[-1].join(("/", ""))), ".v-line", "Hartlepool")
    assert figures(other) == figures(page)
    assert other.title() == "Missing"


@pytest.mark.parametrize("slug", SLUGS)
def test_page_is_accessible_and_fits_a_phone(visit, slug):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(f"/{slug}")
    settled(page, "h1", "?")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert found.violations_count == 0, found.generate_report()

    page.set_viewport_size({"width": 320, "height": 800})
    page.wait_for_function("document.querySelector('.v-figures, .v-table').getBoundingClientRect().right <= 320")
    wide = "['html', 'body', '[data-testid=stMain]'].map(s => document.querySelector(s).scrollWidth)"
    assert max(page.evaluate(wide)) <= 320


def test_the_look_is_ours(visit):
    page = visit("/")
    assert page.locator('[data-testid="stMainMenu"]:visible, [data-testid="stAppDeployButton"]:visible').count() == 0
    band = page.locator(".v-band")
    assert band.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(18, 67, 109)"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "32px"
    assert (
        page.locator(".js-plotly-plot path.js-line").first.evaluate("e => getComputedStyle(e).stroke")
        == "rgb(18, 67, 109)"
    )


def test_a_bare_r_does_not_run_the_page_again(visit):
    page = settled(visit("/"), "h1", "?")
    page.evaluate("""() => { window.seen = 0; new MutationObserver(list => list.forEach(m => {
        if (m.target.dataset.testScriptState === 'running') window.seen += 1; })).observe(document.body,
        {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']}); }""")
    page.locator("h1").click()
    for key in ("r", "c"):
        page.keyboard.press(key)
    page.get_by_label("Area").click()
    page.keyboard.press("Escape")
    assert page.evaluate("window.seen") == 0 and page.get_by_role("dialog").count() == 0

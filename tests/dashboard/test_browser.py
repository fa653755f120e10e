"""Every page and state in a real browser: accessible, self-contained, narrow, worked by keys alone.

Skipped by name where there is no browser (`apt-get install chromium`); with CI=true a missing browser fails. What was
found goes into the accessibility statement: with VEMT_WRITE_RESULTS=1 the run writes `dashboard/accessibility.toml`.
"""

import os
import re
from collections import defaultdict
from datetime import date

import pytest
from browsing import CHROMIUM, FLAGS, REASON, ROOT, Visitor, served
from made_history import EARLIER, WITHDRAWN, make_history

from dashboard import statement
from dashboard.questions import all_questions

SLUGS = tuple("" if q.SLUG == "overview" else q.SLUG for q in all_questions())
STATES = {
    "an older release": f"/?release={EARLIER}", "a withdrawn release": f"/?release={WITHDRAWN}",
    "a link to what is not there": "/missing?area=Narnia", "a search without a hit": "/definitions?find=zebra",
    "an authority that has not supplied": "/on-the-list?area=E06000001", "rates": "/on-the-list?view=rate",
    "percentages": "/on-the-list?view=percent", "the first release ever": f"/what-changed?release={EARLIER}",
}  # fmt: skip
RESULTS: dict[str, list[bool]] = defaultdict(list)
pytestmark = [pytest.mark.browser]


def noted(check: str, passed: bool) -> bool:
    """Remember a result for the accessibility statement."""
    RESULTS[check].append(passed)
    return passed


def test_a_browser_is_there():
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(REASON)
        pytest.skip(REASON)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip(REASON)
    home = make_history(tmp_path_factory.mktemp("browser") / "releases").parent
    with served(home) as found:
        yield found


@pytest.fixture(scope="module")
def browser(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        RESULTS["version"].append(found.version)
        yield found
        found.close()


@pytest.fixture(scope="module")
def visitor(browser, address):
    """One window for the whole module: scripts are loaded once, as for a reader who goes from page to page."""
    found = Visitor(browser, address)
    yield found
    found.context.close()


@pytest.fixture(autouse=True)
def nothing_from_outside(request):
    yield
    if "visitor" in request.fixturenames:
        found = request.getfixturevalue("visitor")
        heard = [*found.outside, *found.errors]
        found.outside.clear()
        found.errors.clear()
        assert noted("Visits without a request to anywhere else and without an error", not heard), heard


@pytest.mark.parametrize("slug", SLUGS)
def test_page_is_accessible_and_fits(visitor, slug):
    page = visitor.go(f"/{slug}")
    assert page.locator("h1").count() == 1 and page.locator(".v-strip").count() == 1
    wide = visitor.faults()
    zoomed, narrow = visitor.fits(640), visitor.fits(320)
    small = visitor.faults()
    assert noted("Pages without a violation of WCAG 2.2 A and AA that axe can find, 1280 px wide", not wide), wide
    assert noted("Pages without a violation of WCAG 2.2 A and AA that axe can find, 320 px wide", not small), small
    assert noted("Pages that need no sideways scrolling at 200 %", zoomed)
    assert noted("Pages that need no sideways scrolling at 320 px", narrow)


@pytest.mark.parametrize("state", STATES)
def test_state_is_accessible(visitor, state):
    visitor.go(STATES[state])
    found = visitor.faults()
    assert noted("States without a violation (older, withdrawn, missing, empty, rates)", not found), found


def test_journey_by_keys_alone(visitor):
    """Skip link, navigation, choosing an area, the link that follows, unfolding a table, without a mouse."""
    page = visitor.go("/")
    press, focus = page.keyboard.press, "document.activeElement.textContent"
    press("Tab")
    assert "Skip to main content" in page.evaluate(focus)
    while page.evaluate(focus) != "Children":
        press("Tab")
    press("Enter")
    page.get_by_role("menuitem", name="Missing", exact=True).wait_for()
    while page.evaluate(focus) != "Missing":
        press("ArrowDown")
    press("Enter")
    visitor.settled("h1", "going missing")
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert page.locator(".v-voice").inner_text().startswith("Missing. Are more children")
    while page.evaluate("document.activeElement.ariaLabel || ''").find("Area") < 0:
        press("Tab")
    page.keyboard.type("Hartle")
    press("Enter")
    visitor.settled(".v-line", "Hartlepool")
    assert "area=Hartlepool" in page.url
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        press("Tab")
    press("Enter")
    assert page.locator("details[open]").count() == 1
    page.locator("details[open] tbody tr").nth(3).wait_for()  # folded rows are made when they are unfolded
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert noted("Journeys by keyboard alone", True)


def test_the_link_shows_another_reader_the_same(visitor, browser, address):
    page = visitor.go("/missing?period=2026-09&area=E06000002")
    visitor.settled(".v-line", "Middlesbrough")
    mine = page.locator(".v-number").all_inner_texts()
    link = page.locator(".v-foot a").get_attribute("href")
    other = Visitor(browser, address)
    other.go(f"/{link}")
    other.settled(".v-line", "Middlesbrough")
    assert other.page.locator(".v-number").all_inner_texts() == mine and other.page.title() == "Missing"
    other.context.close()


def test_the_look_is_ours(visitor):
    page = visitor.go("/")
    assert page.locator('[data-testid="stMainMenu"]:visible, [data-testid="stAppDeployButton"]:visible').count() == 0
    band = page.locator(".v-band")
    assert band.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(18, 67, 109)"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "32px"
    page.locator(".js-plotly-plot path.js-line").first.wait_for()
    lines = page.locator(".js-plotly-plot path.js-line").evaluate_all("l => l.map(e => getComputedStyle(e).stroke)")
    assert {"rgb(18, 67, 109)", "rgb(40, 161, 151)", "rgb(128, 22, 80)", "rgb(244, 106, 37)"} <= set(lines)
    assert page.locator(".modebar-btn").count() == 0


def test_a_bare_r_does_not_run_the_page_again(visitor):
    page = visitor.go("/")
    page.evaluate("""() => { window.seen = 0; new MutationObserver(list => list.forEach(m => {
        if (m.target.dataset.testScriptState === 'running') window.seen += 1; })).observe(document.body,
        {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']}); }""")
    page.locator("h1").click()
    for key in ("r", "c"):
        page.keyboard.press(key)
    page.get_by_label("Area").click()
    page.keyboard.press("Escape")
    quiet = page.evaluate("window.seen") == 0 and page.get_by_role("dialog").count() == 0
    assert noted("Single-key shortcuts of Streamlit that are switched off", quiet)


def test_a_table_can_be_taken_as_csv(visitor):
    page = visitor.go("/")
    with page.expect_download() as taken:
        page.locator(".v-take").first.click()
    text = taken.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and text.endswith(b"\r\n") and text.count(b"\r\n") > 2
    assert taken.value.suggested_filename.startswith("official-sensitive-")


def test_a_choice_moves_the_charts_on_and_leaves_none_behind(visitor):
    page = visitor.go("/on-the-list?area=E06000002")
    page.locator(".js-plotly-plot").first.wait_for()
    page.evaluate("document.querySelector('.js-plotly-plot').dataset.mine = 'yes'")
    page.get_by_label("Area").click()
    page.get_by_role("option", name="Stockton-on-Tees", exact=True).click()
    visitor.settled(".v-line", "Stockton-on-Tees")
    page.locator(".js-plotly-plot[data-mine]").wait_for()
    page.wait_for_function("[...document.querySelectorAll('.v-chart')].every(e => e.querySelector('svg.main-svg'))")
    visitor.go("/missing")
    page.locator(".js-plotly-plot").first.wait_for()
    assert page.locator(".js-plotly-plot[data-mine]").count() == 0


def test_what_the_server_sends_is_small_and_locked(visitor):
    reply = visitor.page.request.get(visitor.address + "/", headers={"accept-encoding": "gzip"})
    assert "script-src 'self' 'sha256-" in reply.headers["content-security-policy"]
    script = re.search(r'src="\./(static/js/[^"]+\.js)"', reply.text())[1]
    sent = visitor.page.request.get(f"{visitor.address}/{script}", headers={"accept-encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip" and sent.status == 200
    assert int(sent.headers["content-length"]) < 0.5 * len(sent.body())
    up = visitor.page.request.get(f"{visitor.address}/static/../../app.py", headers={"accept-encoding": "gzip"})
    assert "import streamlit" not in up.text()


def test_the_statement_claims_no_more_than_was_tested():
    """The last test: the stored results against this run; or, when asked to, the run's results stored."""
    version = RESULTS.pop("version", ["not tested"])[0]
    ran = [{"what": what, "passed": sum(found), "of": len(found)} for what, found in RESULTS.items()]
    if os.environ.get("VEMT_WRITE_RESULTS") == "1":
        file = ROOT / "dashboard" / "accessibility.toml"
        kept = file.read_text("utf-8").partition("[[failing]]")[2]
        head = [
            "# Results of the browser tests, written by them (VEMT_WRITE_RESULTS=1); what fails is kept by hand.",
            f'tested_on = "{date.today()}"', f'browser = "Chromium {version.split(".")[0]}"', 'axe = "4.12.1"', "",
        ]  # fmt: skip
        for one in ran:
            head += ["[[checks]]", f'what = "{one["what"]}"', f"passed = {one['passed']}", f"of = {one['of']}", ""]
        file.write_text("\n".join(head) + "\n[[failing]]" + kept, "utf-8")
        return
    stored = {c["what"]: c for c in statement.results()["checks"]}
    assert set(stored) == {c["what"] for c in ran}
    for one in ran:
        said = stored[one["what"]]
        assert said["passed"] < said["of"] or one["passed"] == one["of"], one

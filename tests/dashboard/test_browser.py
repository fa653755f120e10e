"""Every page of every kind of audience and every state in a real browser: accessible, self-contained, worked by keys.

One server, one browser, one load for each page; `test_browser_slow.py` does every combination on the whole demo.
Skipped by name where there is no browser (`apt-get install chromium`); with CI=true a missing browser fails. What was
found goes into the accessibility statement: with VEMT_WRITE_RESULTS=1 the run writes `dashboard/accessibility.toml`.
"""

import os
import re
from collections import defaultdict
from datetime import date

import pytest
from browsing import CHROMIUM, FLAGS, ROOT, Visitor, need_browser, served
from made_audiences import AUDIENCES, add_audiences
from made_history import EARLIER, NOW, WITHDRAWN, make_history
from made_release import make_release

from dashboard import statement, words
from dashboard.questions import all_questions
from release.audiences import load_audiences

SLUGS = tuple("" if q.SLUG == "overview" else q.SLUG for q in all_questions())
PAGES = [(a, s) for a in AUDIENCES for s in SLUGS]
NO_PAPERS = ("public", "producer")
SAID = words.STATES
STATES = {
    "1 no release yet": ("/", {"home": "none"}, SAID["no_release"]),
    "2 older than its due date": ("/missing", {"trouble": "late"}, SAID["old_release"].split("{")[0]),
    "3 some authorities missing": ("/", {}, "Hartlepool has not supplied October 2026"),
    "4 true zero": ("/meetings", {}, "0"),
    "5 not recorded": ("/on-the-list", {}, "Not recorded"),
    "6 not supplied": ("/on-the-list?area=E06000001", {}, "[x] not supplied"),
    "7 hidden": ("/on-the-list?period=2026-09", {}, "[c] 0 to 6"),
    "8 too few": ("/audit?area=E06000003", {}, "2 of 4 [u]"),
    "9 nothing matches": ("/definitions?find=zebra", {}, "Try fewer or shorter words"),
    "10 a page that is not there": ("/places", {"audience": "public"}, "is not a page for this audience"),
    "10 not allowed": ("/", {"audience": "nobody"}, SAID["not_allowed"]),
    "11 signed out": ("/", {"trouble": "away"}, SAID["signed_out"]),
    "12 fails its checks": ("/", {"home": "spoilt"}, SAID["fails_checks"]),
    "13 withdrawn": (f"/?release={WITHDRAWN}", {}, "was withdrawn"),
    "14 revised": ("/what-changed", {}, "Figures shown before that have changed"),
    "15 definition changed": ("/what-changed?area=E06000002", {}, "The definition changed with the release"),
    "16 not in this release": ("/missing?area=Narnia", {}, SAID["nearest_shown"]),
    "18 unexpected error": ("/told-heard-supported?period=2024-02", {"trouble": "broken"}, "Quote "),
    "an older release": (f"/?release={EARLIER}", {}, "30 September 2026"),
    "the first release ever": ("/what-changed", {"home": "first"}, SAID["first_release"]),
    "rates": ("/on-the-list?view=rate", {}, "per 10,000"), "percentages": ("/on-the-list?view=percent", {}, "percent"),
}  # fmt: skip
"""State of experience.md 6.1 -> path, what the window asks the server for, words that must be read."""
RESULTS: dict[str, list[bool]] = defaultdict(list)
pytestmark = [pytest.mark.browser]


def noted(check: str, passed: bool) -> bool:
    """Remember a result for the accessibility statement."""
    RESULTS[check].append(passed)
    return passed


def test_a_browser_is_there():
    need_browser()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    need_browser()
    home = make_history(tmp_path_factory.mktemp("browser") / "releases").parent
    add_audiences(home / "releases", NOW)
    spoilt = home / "spoilt" / "releases"
    file = spoilt / make_release(spoilt) / "strategic.duckdb"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    make_release(home / "first" / "releases")
    with served(home, script="tests/dashboard/cookie_server.py") as found:
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
def nobody_in_particular(request):
    if "visitor" in request.fixturenames:
        request.getfixturevalue("visitor").being()


@pytest.fixture(autouse=True)
def nothing_from_outside(request):
    yield
    if "visitor" in request.fixturenames:
        found = request.getfixturevalue("visitor")
        heard = [*found.outside, *found.errors]
        found.outside.clear()
        found.errors.clear()
        assert noted("Visits without a request to anywhere else and without an error", not heard), heard


def why_not(audience: str, slug: str) -> str:
    """What the shipped configuration says of a page that the audience does not have."""
    if slug == "meeting-pack" and audience in NO_PAPERS:
        return "No meeting's papers are made"
    return load_audiences(None)[audience].without.get(slug, "")


@pytest.mark.parametrize(("audience", "slug"), PAGES)
def test_page_of_an_audience_is_accessible(visitor, audience, slug):
    page = visitor.being(audience=audience).go(f"/{slug}")
    said, why = visitor.said(), why_not(audience, slug)
    assert page.locator("h1").count() == 1 and page.locator(".v-strip").count() == (0 if why else 1)
    assert why in said and ("is not a page for this audience" in said) == bool(why)
    assert "Traceback" not in said and "Something went wrong" not in said
    found = visitor.faults()
    assert noted("Pages without a violation of WCAG 2.2 A and AA that axe can find, 1280 px wide", not found), found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_marking_is_never_cut_off(visitor, audience):
    page = visitor.being(audience=audience).go("/data-quality")
    where = "['.v-band', '.v-marking'].map(s => document.querySelector(s).getBoundingClientRect().toJSON())"
    for width in (1280, 1101, 1024, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        band, marking = page.evaluate(where)
        assert marking["left"] >= 0 and marking["right"] <= width, width
        assert band["top"] <= marking["top"] and marking["bottom"] <= band["bottom"], width


@pytest.mark.parametrize("slug", SLUGS)
def test_page_fits_a_phone(visitor, slug):
    visitor.go(f"/{slug}", 320)
    narrow, small = visitor.fits(320), visitor.faults()
    zoomed = visitor.fits(640)
    assert noted("Pages without a violation of WCAG 2.2 A and AA that axe can find, 320 px wide", not small), small
    assert noted("Pages that need no sideways scrolling at 200 %", zoomed)
    assert noted("Pages that need no sideways scrolling at 320 px", narrow)


@pytest.mark.parametrize("state", STATES)
def test_state_is_accessible(visitor, state):
    path, wishes, expected = STATES[state]
    visitor.being(**wishes).go(path)
    said = visitor.said()
    assert expected in said and "Traceback" not in said
    found = visitor.faults()
    assert noted("States of a page without a violation (no release, hidden, withdrawn, error …)", not found), found


def test_state_17_loading_is_said_and_announced(visitor):
    page = visitor.being(trouble="slow").page
    page.goto(f"{visitor.address}/told-heard-supported?period=2024-01")
    waiting = page.locator('[data-testid="stSpinner"] [role="status"]')
    waiting.wait_for()
    assert waiting.inner_text() == SAID["loading"]
    found = visitor.faults()
    assert noted("States of a page without a violation (no release, hidden, withdrawn, error …)", not found), found
    visitor.settled("h1", "told and heard")
    page.locator(".v-foot").first.wait_for()
    assert waiting.count() == 0


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


def test_back_leaves_the_page_at_once(visitor):
    page = visitor.go("/")
    page.locator("table a").first.click()
    page.wait_for_url(lambda url: "?" not in url and not url.endswith("/"))  # Streamlit has tidied the link away
    page.locator(".v-foot").first.wait_for()
    page.go_back()
    visitor.settled("h1", "What needs our attention")


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

"""Every page of every audience of the whole demo: wide, at 200 %, on a phone, in forced colours (`make test-slow`)."""

import pytest
from browsing import CHROMIUM, FLAGS, Visitor, need_browser, served
from test_browser import SLUGS, why_not

from release.audiences import load_audiences

EVERY = [(a, s) for a in load_audiences(None) for s in SLUGS]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def visitors(demo):
    """One window as most have it, and one in forced colours."""
    need_browser()
    from playwright.sync_api import sync_playwright

    with served(demo.home, script="tests/dashboard/cookie_server.py") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Visitor(browser, address), Visitor(browser, address, forced_colors="active")
        browser.close()


@pytest.mark.parametrize(("audience", "slug"), EVERY)
def test_every_page_of_the_demo(visitors, audience, slug):
    plain, forced = visitors
    page = plain.being(audience=audience).go(f"/{slug}")
    said, why = plain.said(), why_not(audience, slug)
    assert why in said and "Traceback" not in said and "Something went wrong" not in said
    assert page.locator(".v-block, [class*='st-key-block-']").count() <= 7 + (slug == "meeting-pack")
    assert not plain.faults()
    assert plain.fits(640) and plain.fits(320) and not plain.faults()
    forced.being(audience=audience).go(f"/{slug}")
    assert not forced.faults()
    for one in visitors:
        assert not one.outside and not one.errors


def test_verdicts_keep_their_shape_in_forced_colours(visitors):
    page = visitors[1].being(audience="strategic").go("/")
    shape = page.locator(".v-verdict.v-up").first
    shape.wait_for()
    ink = shape.evaluate("e => getComputedStyle(e, '::before').backgroundColor")
    assert ink not in ("rgba(0, 0, 0, 0)", page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"))

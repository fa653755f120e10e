"""A page beside a bare static Plotly page with the same charts, in the same browser, in turns; then fifty people.

"ours" is the product's own page "On the list", with all its figures, tables and words; "alone" is its four charts and
the area made with our own parts and nothing else, like for like with the others. The bare page is one HTML file,
plotly.js and one JSON answer per area: what the same four charts cost without any dashboard. With VEMT_DASH_PYTHON
naming an interpreter that has Dash, the same charts in Dash (and nothing else) take their turn as well. Wall-time
medians over rounds; what counts is the ratio within a round, as the machine may be busy. The processor time of the
page's own thread is given beside it: it hardly depends on what else runs.

    python benchmarks/bench_pages.py HOME [--rounds 7] [--readers 50] [--visits 500]
"""

import argparse
import json
import logging
import os
import subprocess
import sys
import threading
import time
import urllib.request
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "dashboard")]

import plotly  # noqa: E402
from browsing import CHROMIUM, FLAGS, served  # noqa: E402
from page_crowds import crowds  # noqa: E402

from dashboard import charts  # noqa: E402
from dashboard.blocks import Chart  # noqa: E402
from dashboard.questions import on_the_list  # noqa: E402
from dashboard.reading import Choice  # noqa: E402
from dashboard.released import Released  # noqa: E402
from dashboard.strip import periods  # noqa: E402
from data_contracts.areas import ALL_AREAS, LA_CODES  # noqa: E402

CHARTS = 4
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
LIMITS = {"filter change": (2.5, 1.2), "second visit": (2.2, 1.1)}
"""Most times the bare page's time, and Dash's (the issue's limits)."""
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>bare</title><script src="/plotly.js"></script>
<select id="area"></select>%s<script>
const codes = %s; const pick = document.getElementById("area");
codes.forEach(c => pick.add(new Option(c, c)));
const draw = () => fetch("/data/" + pick.value).then(r => r.json()).then(all => all.forEach((f, i) =>
  Plotly.react("c" + i, f.data, f.layout, {displayModeBar: false, responsive: true})));
pick.onchange = draw; draw();</script></html>"""
DASH = """
import json, sys
from dash import Dash, Input, Output, dcc, html
known = json.load(open(sys.argv[1])); app = Dash(__name__)
app.layout = html.Div([dcc.Dropdown(list(known), list(known)[0], id="area", clearable=False),
    *(dcc.Graph(id=f"c{i}", config={"displayModeBar": False}) for i in range(%d))])
@app.callback(*[Output(f"c{i}", "figure") for i in range(%d)], Input("area", "value"))
def change(area): return tuple(known[area])
app.run(port=int(sys.argv[2]), debug=False)
"""
DRAWN = """want => { const all = [...document.querySelectorAll('.js-plotly-plot')].slice(0, want.length);
  return all.length === want.length && all.every((g, i) => g.data && g._fullLayout
    && g.data.some(t => JSON.stringify([[...(t.x || [])], [...(t.y || [])]]) === want[i])); }"""


def known_charts(released: Released) -> dict[str, list[dict]]:
    """Area -> the page's first charts as plain JSON of Plotly."""
    last, found = periods(released)[1], {}
    for area in LA_CODES:
        blocks = on_the_list.answer(released, Choice(last, area))
        drawn = [f for b in blocks if isinstance(b, Chart) for f in charts.figures(b)][:CHARTS]
        found[area] = [json.loads(f.to_json()) for f in drawn]
    return found


def wanted(figures: list[dict]) -> list[str]:
    """What each chart's first line or bars must hold once it is drawn."""
    first = [[[_whole(v) for v in f["data"][0].get(axis) or []] for axis in ("x", "y")] for f in figures]
    return [json.dumps(pair, separators=(",", ":"), ensure_ascii=False) for pair in first]


def _whole(value: object) -> object:
    """Numbers as the browser writes them: 24, not 24.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Bare(BaseHTTPRequestHandler):
    """The bare page."""

    def __init__(self, known: dict[str, list[dict]], *args) -> None:
        self.known = known
        super().__init__(*args)

    def do_GET(self) -> None:
        if self.path == "/plotly.js":
            kind, body = "text/javascript", PLOTLY_JS.read_bytes()
        elif self.path.startswith("/data/"):
            kind, body = "application/json", json.dumps(self.known[self.path[6:]]).encode()
        else:
            boxes = "".join(f'<div id="c{i}" style="height:340px"></div>' for i in range(len(self.known[LA_CODES[0]])))
            kind, body = "text/html", (BARE % (boxes, json.dumps(list(self.known)))).encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        if self.path == "/plotly.js":
            self.send_header("cache-control", "public, max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


def busy(wire) -> float:
    """Milliseconds of processor time that the page's main thread has used."""
    return 1000 * next(m["value"] for m in wire.send("Performance.getMetrics")["metrics"] if m["name"] == "ThreadTime")


class Page:
    """One way to the same charts in a browser: opened anew, opened again, its area changed."""

    def __init__(self, name: str, address: str, known: dict[str, list[dict]], choose) -> None:
        self.name, self.address, self.known, self.choose = name, address, known, choose
        self.times: dict[str, list[float]] = {"first visit": [], "second visit": [], "filter change": []}
        self.cpu: dict[str, list[float]] = {k: [] for k in self.times}
        self.bytes: list[int] = []

    def begin(self) -> None:
        """Forget what was measured."""
        for kept in (*self.times.values(), *self.cpu.values(), self.bytes):
            kept.clear()

    def drawn(self, page, area: str) -> None:
        page.wait_for_function(DRAWN, arg=wanted(self.known[area]), polling="raf", timeout=60_000)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => done()))")

    def round(self, browser, areas: list[str]) -> None:
        """One fresh browser profile: first visit, second visit, three changes of area."""
        context = browser.new_context(viewport={"width": 1280, "height": 2400})
        for visit in ("first visit", "second visit"):
            page, seen = context.new_page(), list[float]()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.send("Performance.enable")
            wire.on("Network.loadingFinished", lambda e, seen=seen: seen.append(e["encodedDataLength"]))
            start = time.perf_counter()
            page.goto(self.address)
            self.drawn(page, LA_CODES[0])
            self.times[visit].append(1000 * (time.perf_counter() - start))
            self.cpu[visit].append(busy(wire))
            if visit == "first visit":
                self.bytes.append(round(sum(seen)))
                page.close()
        for area in areas:
            before = busy(wire)
            self.choose(page, area, self)
            self.cpu["filter change"].append(busy(wire) - before)
        context.close()

    def timed(self, page, area: str, act) -> None:
        start = time.perf_counter()
        act()
        self.drawn(page, area)
        self.times["filter change"].append(1000 * (time.perf_counter() - start))


def choose_bare(page, area: str, at: Page) -> None:
    at.timed(page, area, lambda: page.select_option("#area", area))


def choose_ours(page, area: str, at: Page) -> None:
    page.get_by_label("Area").click()
    option = page.get_by_role("option", name=ALL_AREAS[area], exact=True).element_handle()  # found before the clock
    at.timed(page, area, option.click)


def choose_dash(page, area: str, at: Page) -> None:
    page.locator("#area").click()
    option = page.get_by_text(area, exact=True).last.element_handle()
    at.timed(page, area, option.click)


def ratio(ours: list[float], others: list[float]) -> float:
    """Median of the ratios taken one by one."""
    return median(a / b for a, b in zip(ours, others, strict=True))


def told(pages: list[Page]) -> bool:
    """Print medians and the ratios to the other pages taken round by round; False where a limit is missed."""
    kept, (bare, ours, alone, *dash) = True, pages
    for page in pages:
        print(f"{page.name}: first visit {median(page.bytes) / 1000:,.0f} kB")
        for what, times in page.times.items():
            wall, cpu = ratio(times, bare.times[what]), ratio(page.cpu[what], bare.cpu[what])
            print(
                f"  {what:<14} {median(times):6.0f} ms, best {min(times):5.0f}  {wall:5.2f} x bare"
                f"   page's thread {median(page.cpu[what]):6.0f} ms  {cpu:5.2f} x bare"
            )
    for what, limits in LIMITS.items():
        for one in (ours, alone):
            for other, limit in zip([bare, *dash], limits, strict=False):
                found = ratio(one.times[what], other.times[what])
                kept &= found <= limit or one is alone
                missed = "" if found <= limit else " MISSED"
                print(f"{one.name} to {other.name}, {what}: {found:.2f} (limit {limit}){missed}")
    return kept and median(ours.bytes) <= median(bare.bytes)


def scripts(home: Path) -> bool:
    """Processor time of a re-run's script with all kept, and with nothing kept; False where it is over a quarter."""
    from streamlit import cache_data, cache_resource
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
    from streamlit.testing.v1 import AppTest

    from dashboard import access, strip

    os.environ |= {"VEMT_HOME": str(home), "VEMT_AUDIENCE": "strategic"}
    access.client_address, access.listens_here_only, strip.HOME = lambda: None, lambda: True, on_the_list.SLUG
    logging.disable(logging.WARNING)
    spent, run = list[float](), ScriptRunner._run_script

    def timed(self, *given):
        start = time.thread_time()
        run(self, *given)
        spent.append(1000 * (time.thread_time() - start))

    ScriptRunner._run_script = timed
    page = AppTest.from_file(str(ROOT / "dashboard" / "run.py"), default_timeout=60).run()
    for area in LA_CODES * 2:
        page.selectbox(key="area").set_value(area).run()
    warm = median(spent[-len(LA_CODES) :])
    spent.clear()
    for area in LA_CODES:
        cache_data.clear()
        cache_resource.clear()
        page.selectbox(key="area").set_value(area).run()
    print(
        f"script of a re-run: {warm:.1f} ms kept, {median(spent):.1f} ms anew: {warm / median(spent):.2f} (limit 0.25)"
    )
    return warm / median(spent) <= 0.25


def beside(home: Path, address: str, alone: str, known: dict[str, list[dict]], last: str, rounds: int) -> bool:
    """The pages in turns, a round warming up before; False where a limit is missed."""
    from playwright.sync_api import sync_playwright

    plain = ThreadingHTTPServer(("127.0.0.1", 0), partial(Bare, known))
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    link = f"{address}/{on_the_list.SLUG}?period={last.replace(' ', '+')}&area={ALL_AREAS[LA_CODES[0]]}"
    pages = [Page("bare", f"http://127.0.0.1:{plain.server_port}/", known, choose_bare),
             Page("ours", link, known, choose_ours),
             Page("alone", f"{alone}/?area={ALL_AREAS[LA_CODES[0]]}", known, choose_ours)]  # fmt: skip
    dash = None
    if python := os.environ.get("VEMT_DASH_PYTHON"):
        store = home / "bench-charts.json"
        store.write_text(json.dumps(known), "utf-8")
        dash = subprocess.Popen([python, "-c", DASH % (CHARTS, CHARTS), str(store), "18052"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        answers("http://127.0.0.1:18052/")
        pages.append(Page("dash", "http://127.0.0.1:18052/", known, choose_dash))
    try:
        with sync_playwright() as playwright:
            for nth in range(rounds + 1):
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                for page in pages[nth % len(pages) :] + pages[: nth % len(pages)]:
                    page.round(browser, [*LA_CODES[1:], LA_CODES[0]])
                    if nth == 0:  # the first round warms caches of the servers and of the disk
                        page.begin()
                browser.close()
    finally:
        plain.shutdown()
        if dash:
            dash.terminate()
    return told(pages)


def answers(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)


def main(home: Path, rounds: int, people: int, visits: int) -> int:
    """Print everything; 1 where a limit is missed."""
    released = Released.open(home / "releases", "strategic")
    known, last = known_charts(released), periods(released)[1]
    kept = scripts(home)
    with served(home) as address, served(home, script="benchmarks/charts_server.py") as alone:
        kept &= beside(home, address, alone, known, last.label, rounds) if rounds else True
        kept &= crowds(address, people, visits) if people else True
    return 0 if kept else 1


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("home", nargs="?", type=Path)
    for name, usual in (("rounds", 7), ("readers", 50), ("visits", 500)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    given = asked.parse_args()
    if given.home is None:
        print("skipped: name a home with a release, python benchmarks/bench_pages.py HOME [--rounds 7]")
        sys.exit(0)
    sys.exit(main(given.home, given.rounds, given.readers, given.visits))

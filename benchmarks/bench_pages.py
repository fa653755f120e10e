"""A page beside a bare static Plotly page with the same charts, in the same browser, in turns; then fifty people.

Wall-time medians over rounds; what counts is the ratio within a round, as the machine may be busy. The bare page is
one HTML file, plotly.js and one JSON answer per area: what the charts cost without any dashboard. With
VEMT_DASH_PYTHON naming an interpreter that has Dash, the same charts in Dash take their turn as well.

    python benchmarks/bench_pages.py HOME [ROUNDS] [PEOPLE]
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "dashboard")]

import plotly  # noqa: E402
from browsing import CHROMIUM, FLAGS, served  # noqa: E402

from dashboard import charts  # noqa: E402
from dashboard.blocks import Chart  # noqa: E402
from dashboard.questions import on_the_list  # noqa: E402
from dashboard.reading import Choice  # noqa: E402
from dashboard.released import Released  # noqa: E402
from dashboard.strip import periods  # noqa: E402
from data_contracts.areas import ALL_AREAS, LA_CODES  # noqa: E402

CHARTS = 4
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
LIMITS = {"filter change": 2.5, "second visit": 2.2}
"""Most times the bare page's time (the issue's limits)."""
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


class Page:
    """One way to the same charts in a browser: opened anew, opened again, its area changed."""

    def __init__(self, name: str, address: str, known: dict[str, list[dict]], choose) -> None:
        self.name, self.address, self.known, self.choose = name, address, known, choose
        self.times: dict[str, list[float]] = {"first visit": [], "second visit": [], "filter change": []}
        self.bytes: list[int] = []

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
            wire.on("Network.loadingFinished", lambda e, seen=seen: seen.append(e["encodedDataLength"]))
            start = time.perf_counter()
            page.goto(self.address)
            self.drawn(page, LA_CODES[0])
            self.times[visit].append(1000 * (time.perf_counter() - start))
            if visit == "first visit":
                self.bytes.append(round(sum(seen)))
                page.close()
        for area in areas:
            self.choose(page, area, self)
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
    option = page.get_by_role("option", name=ALL_AREAS[area], exact=True)
    option.wait_for()
    at.timed(page, area, option.click)


def choose_dash(page, area: str, at: Page) -> None:
    page.locator("#area").click()
    option = page.get_by_text(area, exact=True).last
    option.wait_for()
    at.timed(page, area, option.click)


def told(pages: list[Page]) -> None:
    """Print medians, and the ratio to the bare page taken round by round."""
    bare = pages[0]
    for page in pages:
        print(f"{page.name}: first visit {median(page.bytes) / 1000:,.0f} kB")
        for what, times in page.times.items():
            ratio = median(a / b for a, b in zip(times, bare.times[what], strict=True))
            limit = f" (limit {LIMITS[what]})" if what in LIMITS and page.name == "ours" else ""
            print(f"  {what:<14} {median(times):7.0f} ms  {ratio:5.2f} x bare{limit}")


async def person(address: str, n: int, visits: int, waits: list[float], errors: list[str]) -> None:
    """One reader: opens the page, then changes the area every five seconds or so."""
    import websockets
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    dice = random.Random(n)
    await asyncio.sleep(dice.uniform(0, 10))
    try:
        link = address.replace("http", "ws") + "/_stcore/stream"
        async with websockets.connect(link, max_size=None, origin=address, subprotocols=["streamlit"]) as wire:
            for visit in range(visits + 1):
                ask = BackMsg()
                ask.rerun_script.query_string = f"area={dice.choice(LA_CODES)}"
                start = time.perf_counter()
                await wire.send(ask.SerializeToString())
                while True:
                    reply = ForwardMsg()
                    reply.ParseFromString(await asyncio.wait_for(wire.recv(), 60))
                    if reply.WhichOneof("type") == "script_finished":
                        break
                if visit:
                    waits.append(time.perf_counter() - start)
                await asyncio.sleep(dice.uniform(0, 10))
    except Exception as error:
        errors.append(type(error).__name__)


async def people(address: str, n: int, visits: int) -> tuple[list[float], list[str]]:
    """Waits of all re-runs of `n` readers, and the errors."""
    waits, errors = list[float](), list[str]()
    await asyncio.gather(*(person(address, i, visits, waits, errors) for i in range(n)))
    return waits, errors


def megabytes(port: int) -> float:
    """Resident memory of the server that listens on a port."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"--server.port\0{port}\0" in (folder / "cmdline").read_text():
                return int((folder / "status").read_text().split("VmRSS:")[1].split()[0]) / 1024
        except OSError:
            continue
    return float("nan")


def main(home: Path, rounds: int, readers: int) -> int:
    """Print everything; 1 where a limit is missed."""
    from playwright.sync_api import sync_playwright

    released = Released.open(home / "releases", "strategic")
    known, last = known_charts(released), periods(released)[1]
    plain = ThreadingHTTPServer(("127.0.0.1", 0), partial(Bare, known))
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    with served(home) as address:
        port = int(address.rpartition(":")[2])
        link = f"{address}/on-the-list?period={last.label.replace(' ', '+')}&area={ALL_AREAS[LA_CODES[0]]}"
        pages = [Page("bare", f"http://127.0.0.1:{plain.server_port}/", known, choose_bare),
                 Page("ours", link, known, choose_ours)]  # fmt: skip
        dash = None
        if python := os.environ.get("VEMT_DASH_PYTHON"):
            store = home / "bench-charts.json"
            store.write_text(json.dumps(known), "utf-8")
            dash = subprocess.Popen([python, "-c", DASH % (CHARTS, CHARTS), str(store), "18052"])
            time.sleep(15)  # Dash imports
            pages.append(Page("dash", "http://127.0.0.1:18052/", known, choose_dash))
        with sync_playwright() as playwright:
            for nth in range(rounds + 1):
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                for page in pages:
                    page.round(browser, [*LA_CODES[1:], LA_CODES[0]])
                    if nth == 0:  # the first round warms caches of the servers and of the disk
                        page.times, page.bytes = {k: [] for k in page.times}, []
                browser.close()
        told(pages)
        if dash:
            dash.terminate()
        before = megabytes(port)
        waits, errors = asyncio.run(people(address, readers, 6))
        after = megabytes(port)
        waits.sort()
        if waits:
            print(
                f"{readers} people, 5 s think time: median re-run {median(waits):.3f} s (limit 0.2), "
                f"95 of 100 under {waits[int(0.95 * len(waits))]:.2f} s, {len(errors)} errors {set(errors) or ''}"
            )
        print(f"memory {before:.0f} MB before, {after:.0f} MB after: {(after - before) / readers:.2f} MB a session")
        asyncio.run(people(address, readers, 9))
        print(f"after {readers * 10} more visits {megabytes(port):.0f} MB")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("skipped: name a home with a release, python benchmarks/bench_pages.py HOME [ROUNDS] [PEOPLE]")
        sys.exit(0)
    given = [int(a) for a in sys.argv[2:]] + [5, 50][len(sys.argv) - 2 :]
    sys.exit(main(Path(sys.argv[1]), *given[:2]))

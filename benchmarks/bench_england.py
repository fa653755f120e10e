"""Ten questions over England (153 authorities, ten years): processor seconds on text, on ENUM tables, and in pandas.

    python benchmarks/bench_england.py [episodes] [text|enum|pandas ...]

Each way has a process of its own (so that peak memory is its own) and works out the same ten questions: members, then
every period, area and split. What the ten share is in the sum. Goals: ENUM at most 0.7 of text, at most 0.6 of pandas,
no question more than a third, under 2.5 GB. Nothing here is a test: the numbers are printed as they are.
"""

import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import duckdb
import england
import pandas as pd
from england_pandas import QUESTIONS, rolled

import queries.settings
import queries.workspace
from queries.catalogue import KINDS_FROM, catalogue
from queries.rollup import placed_live, roll_up
from queries.workspace import make_members, prepare

AS_AT = date(2026, 10, 31)
WAYS = ("text", "enum", "pandas")


def _by_runner(con: duckdb.DuckDBPyConnection, way: str) -> dict[str, float]:
    """Seconds of the ten questions by the runner's own steps; England's authorities stand in for the four."""
    queries.workspace.area_rows = lambda: [pair for la in england.LAS for pair in ((la, la), (la, "TEES"))]
    queries.settings.LA_CODES = england.LAS
    spent, began = {}, process_time()
    if way == "enum":
        england.encode(con)
        spent["encoding"] = process_time() - began
    found, made = catalogue(), {}
    texts = [found[h].sql for name in QUESTIONS for h in (name, found[name].of) if h]
    began = process_time()
    prepare(con, AS_AT, 12 * england.YEARS, texts=texts)
    spent["shared"] = process_time() - began
    for name in QUESTIONS:
        began, header = process_time(), replace(found[name], headline="month")
        placed = placed_live(header, make_members(con, header, found, made))
        roll_up(con, header, placed, "live", "select * from calendar", lambda *_: True)
        spent[name] = process_time() - began
    return spent


def _by_pandas(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    frames = {name: con.execute(f"select * from {name}").df() for name in england.READ}
    frames["as_at"] = pd.Timestamp(AS_AT)
    spent = {}
    for name, members in QUESTIONS.items():
        began, header = process_time(), catalogue()[name]
        rolled(members(frames), header.breakdowns, header.time, KINDS_FROM["month"])
        spent[name] = process_time() - began
    return spent


def one(way: str, episodes: int) -> None:
    """One way in this process: seconds of each question, their sum, and the process's peak memory."""
    con = duckdb.connect(config={"threads": 2, "memory_limit": "2GB"})
    england.fill(con, episodes)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    spent = _by_pandas(con) if way == "pandas" else _by_runner(con, way)
    peak, whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, sum(spent.values())
    print(f"{way}: {whole:.1f} s, peak {peak:.2f} GB ({before:.2f} with the tables alone)", flush=True)
    for name, seconds in spent.items():
        print(f"    {seconds:6.2f} s  {seconds / whole:4.0%}  {name}", flush=True)


def main() -> int:
    """Each way asked for, in a process of its own."""
    episodes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_200_000
    ways = sys.argv[2:] or list(WAYS)
    if len(ways) == 1:
        one(ways[0], episodes)
        return 0
    print(f"{episodes:,} missing episodes", flush=True)
    return max(subprocess.run([sys.executable, __file__, str(episodes), way]).returncode for way in ways)


if __name__ == "__main__":
    raise SystemExit(main())

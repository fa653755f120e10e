"""Every metric for Tees, three years of the demo: processor seconds of one run, and no metric more than a third of it.

The demo is made and loaded first and not timed. Metrics that are `of` one count are counted with it: their time is that
between two reports of progress. What is shared (helpers, views, coverage, adding up) is told apart. Counted on the
whole process, so on two cores the seconds are those of both together.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from etl.demo import make_demo
from etl.load import load_folder
from etl.warehouse import open_warehouse
from queries.run import run

SHARED = ("shared work", "Adding up", "putting together")
YEARS, LARGEST_SHARE, SLOWEST_SHOWN = 3, 1 / 3, 8


def timed(home: Path, as_at: date) -> tuple[dict[str, float], float, int]:
    """Processor seconds by metric's title (`shared work` first), elapsed seconds, rows of figures."""
    marks: list[tuple[str, float]] = [("shared work", process_time())]
    began = perf_counter()
    with open_warehouse(home / "warehouse.duckdb", read_only=True) as con:
        result = run(
            con, as_at, months=12 * YEARS, progress=lambda what, done, of: marks.append((what, process_time()))
        )
    ends = [mark for _, mark in marks[1:]] + [process_time()]
    spent = {what or "putting together": end - start for (what, start), end in zip(marks, ends, strict=True)}
    return spent, perf_counter() - began, len(result.rows)


def main() -> int:
    """0 if no metric takes more than a third of the whole."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        as_at = make_demo(Path(folder) / "extracts", Path(folder) / "notes", years=YEARS)
        load_folder(home, Path(folder) / "extracts")
        spent, elapsed, rows = timed(home, as_at)
    whole = sum(spent.values())
    print(f"metrics: {len(spent) - len(SHARED)} counts with what is of them, {YEARS} years of Tees, {rows:,} rows of "
          f"figures: {whole:.1f} s of processor time, {elapsed:.1f} s by the clock")  # fmt: skip
    for what, seconds in sorted(spent.items(), key=lambda item: -item[1])[:SLOWEST_SHOWN]:
        print(f"    {seconds:6.2f} s  {seconds / whole:4.0%}  {what}")
    slowest = max(seconds for what, seconds in spent.items() if what not in SHARED)
    return 0 if slowest <= LARGEST_SHARE * whole else 1


if __name__ == "__main__":
    raise SystemExit(main())

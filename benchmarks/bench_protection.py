"""Protection and gate on a home: time, findings, what share each file hides, and the list of what must be shown.

PYTHONPATH=. python benchmarks/bench_protection.py HOME AS_AT   (HOME: a demo home of `vemt demo --no-serve --yes`)
"""

import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.must_show import LINES, NOT_SHOWN, how_shown
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue
from queries.run import population, run
from release.audiences import load_audiences
from release.build import Built, build
from release.notes import COLUMNS


def built_of(home: Path, as_at: date, *names: str) -> Built:
    """The release of a home's warehouse as at a date, as if it were the first; of all audiences unless named."""
    with open_warehouse(home / "warehouse.duckdb") as con:
        counted, people = run(con, as_at), population(con)
    audiences = {n: a for n, a in load_audiences(None).items() if n in names or not names}
    begun, wall = time.process_time(), time.perf_counter()
    built = build(counted.rows, catalogue(), people, counted.supply, pd.DataFrame(columns=COLUMNS), as_at, b"0" * 16,
                  audiences)  # fmt: skip
    took = time.process_time() - begun, time.perf_counter() - wall
    print(f"{len(counted.rows)} rows, built in {took[0]:.0f} s of one core, {took[1]:.0f} s elapsed")
    return built


def main(home: Path, as_at: date) -> None:
    """Build the release and print what was measured."""
    built = built_of(home, as_at)
    for name, counts in built.counts.items():
        print(f"{name:36} {counts['figures']:6} figures, {counts['hidden'] / max(counts['figures'], 1):6.1%} hidden")
    for name, report in built.gate["audiences"].items():
        print(name, {k: v for k, v in report.items() if k != "attackers"})
        for attacker, told in report["attackers"].items():
            print(f"  {attacker:10} {told}")
    figures = built.tables["assurance"]["figures"]
    for line in LINES:
        how = dict(how_shown(figures, line))
        bad = [period for period, said in how.items() if said == NOT_SHOWN]
        last = next(reversed(how.values()), "NOT THERE")
        print(f"{line.metric:34} {line.area:6} {line.cat:18} {len(how):2} periods, newest {last}", *bad[:3])


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))

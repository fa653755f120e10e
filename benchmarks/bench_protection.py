"""Protection and gate on the demo of 120 and of 420 open children: time, findings, and the list of what must be shown.

PYTHONPATH=. python benchmarks/bench_protection.py HOME AS_AT   (HOME: a demo home of `vemt demo --no-serve --yes`)
"""

import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd

from etl.warehouse import open_warehouse
from queries.catalogue import catalogue
from queries.run import population, run
from release.audiences import load_audiences
from release.build import build
from release.notes import COLUMNS

TOTALS = ["open_on_list", "added_to_list", "removed_from_list", "children_missing", "missing_episodes"]
LINES = [
    *[(m, "total", "total", ("TEES", "HSSCP", "STSCP")) for m in TOTALS],
    ("open_on_list", "risk", "VERY_HIGH_OR_HIGH", ("HSSCP", "STSCP")),
    ("open_on_list", "category", "E_OR_T", ("HSSCP", "STSCP")),
    *[("open_on_list", "risk", r, ("TEES",)) for r in ("VERY_HIGH", "HIGH", "MEDIUM", "LOW")],
    ("removed_from_list", "risk", "VERY_HIGH_OR_HIGH", ("TEES",)),
    ("return_interview_within_72h", "total", "total", ("TEES",)),
    ("return_interview_completed", "total", "total", ("TEES",)),
]


def how_shown(figures: pd.DataFrame, metric: str, by: str, cat: str, area: str) -> str:
    """The best way in which the newest quarter, or else year, tells the figure."""
    rows = figures[(figures["metric"] == metric) & (figures["by1"] == by) & (figures["cat1"] == cat)
                   & (figures["by2"] == "total") & (figures["area"] == area)].sort_values("start")  # fmt: skip
    for kind in ("quarter", "year"):
        last = rows[rows["period_kind"] == kind].tail(1)
        if last.empty:
            continue
        row = last.iloc[0]
        if row["status"] in ("ok", "r", "u"):
            return f"{kind}: exact"
        if row["status"] == "c" and pd.notna(row["range_high"]) and row["range_high"] - row["range_low"] <= 6:
            return f"{kind}: {row['range_low']} to {row['range_high']}"
    return "NOT SHOWN"


def main(home: Path, as_at: date) -> None:
    """Build the release and print what was measured."""
    with open_warehouse(home / "warehouse.duckdb") as con:
        counted, people = run(con, as_at), population(con)
    audiences = {n: a for n, a in load_audiences(None).items() if n in ("strategic", "assurance")}
    wall, processor = time.perf_counter(), time.process_time()
    built = build(counted.rows, catalogue(), people, counted.supply, pd.DataFrame(columns=COLUMNS), as_at, b"0" * 16,
                  audiences)  # fmt: skip
    print(f"{time.perf_counter() - wall:.0f} s, {time.process_time() - processor:.0f} s of one core; {built.counts}")
    print({k: built.gate[k] for k in ("found", "narrowest")}, built.gate["audiences"])
    figures = built.tables["assurance"]["figures"]
    for metric, by, cat, areas in LINES:
        for area in areas:
            print(f"{metric:32} {by:9} {cat:18} {area:6} {how_shown(figures, metric, by, cat, area)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))

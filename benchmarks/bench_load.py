"""Speed of loading: processor time of `load_folder` in pairs with DuckDB's bare typed read of the same file.

`python benchmarks/bench_load.py [--rows 1200000] [--pairs 2] [--stress 10000000]`. Ours is the whole of `vemt load` in
one process: sum of the file, reading, identifier tests, every check with row and rule, copies, equal keys, overlaps,
Pandera's samples, storing, refused rows with their references, what is current, commit and close. The bare read only
reads and stores. Files from `etl.large.source.LARGE_FROM` bytes go the large way, so the smallest size is the plain
way. Counts of accepted, rejected and duplicate rows must equal the planted truth at every size. Each run is a process
of its own; imports are not counted. XLSX: our reader (calamine) beside openpyxl on the same workbook. With
VEMT_DATAFRAMELY_PYTHON naming an interpreter that has dataframely, duckdb and pyarrow, dataframely_load.py takes its
turn on the same file (never a dependency). The load average stands beside each figure: a busy machine costs us more
than it costs the bare read.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]
from large_files import HEADERS, write_missing  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY = 5, 300
"""Bad rows in a thousand."""
_REST = ("M", "2026-09-01 10:00", "", "HOME", "LOW", "POLICE", "F", "17")
_SPILL = "20GB"
"""What DuckDB may at most put beside its files; it goes with the folder of the run."""
_PEER = os.environ.get("VEMT_DATAFRAMELY_PYTHON")
_PEERS = Path(__file__).with_name("dataframely_load.py")
_TAIL = """
taken = time.process_time() - start
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(taken, int(peak) // 1024, {more})
"""
"""Peak memory of the process itself: what getrusage tells begins with its parent's."""
_BARE = """
import duckdb, sys, time
kinds = {name: "VARCHAR" for name in sys.argv[3].split(",")} | {"start_at": "TIMESTAMP", "end_at": "TIMESTAMP"}
start = time.process_time()
with duckdb.connect(sys.argv[2]) as con:
    con.execute("set enable_progress_bar = false")
    con.execute(f"set max_temp_directory_size = '{sys.argv[4]}'")
    con.execute(f"create table t as select * from read_csv('{sys.argv[1]}', header = true, auto_detect = false, "
                f"delim = ',', columns = {kinds}, ignore_errors = true)")
""" + _TAIL.format(more="0")
_LOAD = """
import sys, time
from pathlib import Path
import pandas as pd
from data_contracts.kit import contracts
from etl.judge import judge
from etl import load as loading
from etl.load import load_folder
from etl.types_of import staging, typed
missing = contracts()["missing"]
with staging() as stage:  # pandera imports its checks when it first validates
    blank = pd.DataFrame({n: ["x"] for n in missing.fields}, dtype="str").assign(_file=0)
    judge(missing, *typed(stage, missing, blank))
def capped(*args, opened=loading.open_warehouse, **kwargs):
    con = opened(*args, **kwargs)
    con.execute(f"set max_temp_directory_size = '{sys.argv[4]}'")
    return con
loading.open_warehouse = capped
start = time.process_time()
f = load_folder(Path(sys.argv[2]), Path(sys.argv[1]).parent).files[0]
""" + _TAIL.format(more="f.rows_read, f.accepted, f.rejected, f.duplicates")


def _run(code: str, file: Path, to: Path) -> list[float]:
    return _said([sys.executable, "-c", code, str(file), str(to), ",".join(HEADERS), _SPILL])


def _said(command: list[str]) -> list[float]:
    """Processor time, peak memory in MB and counts that a process of its own prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return [float(word) for word in done.stdout.split()]


def _same(rows: int, truth: dict[str, int], counts: list[float]) -> None:
    found = dict(zip(truth, map(int, counts), strict=True))
    if found != truth:
        raise SystemExit(f"{rows} rows: {found} is not the planted {truth}")


def pair(rows: int, bad: int, pairs: int) -> None:
    """Print the ratio of one size, and stop if the counts are not the planted ones."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "in"
        place.mkdir()
        truth = write_missing(place / "missing.csv", rows, bad)
        ratios, memory, beside = [], [], []
        for n in range(pairs):
            (place / "manifest.csv").unlink(missing_ok=True)
            bare = _run(_BARE, place / "missing.csv", Path(folder) / f"{n}.duckdb")
            ours = _run(_LOAD, place / "missing.csv", Path(folder) / f"home{n}")
            _same(rows, truth, ours[2:])
            if _PEER:
                theirs = _said([_PEER, str(_PEERS), str(place / "missing.csv"), str(Path(folder) / f"peer{n}.duckdb")])
                _same(rows, truth, theirs[2:])
                beside.append(ours[0] / theirs[0])
            ratios.append(ours[0] / bare[0])
            memory.append(ours[1] / bare[1])
    print(f"{rows:>9} rows, {bad / 10:>4} % bad: {statistics.median(ratios):5.2f} x the bare typed read (processor "
          f"time), peak memory {statistics.median(memory):4.2f} x; counts equal the truth {truth}; "
          f"load average {os.getloadavg()[0]:.1f}")  # fmt: skip
    if beside:
        print(f"{'':>9}       beside dataframely: {statistics.median(beside):5.2f} x its processor time")


def workbook(rows: int) -> None:
    """Print our reading of a workbook beside openpyxl's."""
    import time

    import openpyxl
    import xlsxwriter

    from etl.read.workbook import read_workbook

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        for n in range(1, rows + 1):
            sheet.write_row(n, 0, [f"a{n:015}", "E06000001", f"e{n:015}", *_REST])
    start = time.process_time()
    read_workbook(out.getvalue())
    ours = time.process_time() - start
    start = time.process_time()
    for row in openpyxl.load_workbook(io.BytesIO(out.getvalue())).active.iter_rows(values_only=True):
        len(row)
    theirs = time.process_time() - start
    print(f"{rows:>9} rows of XLSX: openpyxl takes {theirs / ours:.1f} x our time (ours with its checks: {ours:.1f} s)")


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rows", type=int, default=1_200_000)
    ask.add_argument("--pairs", type=int, default=2)
    ask.add_argument("--stress", type=int, default=10_000_000, help="rows of the largest file; 0: none")
    said = ask.parse_args()
    for size in (said.rows // 100, said.rows):
        pair(size, FEW, said.pairs)
    pair(said.rows, MANY, said.pairs)
    if said.stress:
        pair(said.stress, FEW, 1)
    workbook(20_000)

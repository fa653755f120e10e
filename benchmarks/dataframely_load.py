"""The same file by dataframely: read as text, the same row rules, copies told apart, rows and their rules stored.

Run by bench_load with an interpreter that has dataframely, duckdb and pyarrow. It makes no identifier tests, looks at
no overlaps, judges nothing twice and keeps no history: less than a load is. Prints processor time, peak memory and
counts (rows, accepted, rejected, copies).

    python benchmarks/dataframely_load.py FILE.csv TO.duckdb
"""

import sys
import time
from pathlib import Path

import dataframely as dy
import duckdb
import polars as pl

REF = r"^[A-Za-z0-9_-]{4,80}$"
CODES = {
    "la_code": [f"E0600000{n}" for n in range(1, 5)], "episode_type": ["M", "A"],
    "missing_from": ["HOME", "CARE_FOSTER", "CARE_RESIDENTIAL", "OTHER"], "police_risk": ["HIGH", "MEDIUM", "LOW"],
    "source": ["POLICE", "AUTHORITY"], "sex": ["M", "F"], "age_band": ["0-12", "13-14", "15-16", "17"],
}  # fmt: skip
"""Those that the file has: a shorter list is no disadvantage."""
TIMES = ("start_at", "end_at")


def _code(name: str) -> dy.String:
    return dy.String(nullable=name != "la_code", check=lambda cell: cell.is_in(CODES[name]))


class Missing(dy.Schema):
    """The contract's rules of a row on the columns of the file."""

    row_number = dy.UInt32(nullable=False)
    child_ref = dy.String(nullable=False, regex=REF)
    la_code = _code("la_code")
    episode_ref = dy.String(nullable=True, regex=REF)
    episode_type = _code("episode_type")
    start_at = dy.Datetime(nullable=False, time_unit="us")
    end_at = dy.Datetime(nullable=True, time_unit="us")
    missing_from = _code("missing_from")
    police_risk = _code("police_risk")
    source = _code("source")
    sex = _code("sex")
    age_band = _code("age_band")
    end_at_unread = dy.Bool(nullable=False)

    @dy.rule()
    def bare_number_reference(cls) -> pl.Expr:
        """A reference is no short number."""
        return (pl.col("child_ref").str.len_bytes() >= 10) | ~pl.col("child_ref").str.contains(r"^\d*$")

    @dy.rule()
    def end_before_start(cls) -> pl.Expr:
        """Nobody is found before going missing."""
        return pl.col("end_at") >= pl.col("start_at")

    @dy.rule()
    def not_a_date(cls) -> pl.Expr:
        """An end is a date or blank."""
        return ~pl.col("end_at_unread")


def main() -> None:
    """Load the file."""
    start = time.process_time()
    text = pl.read_csv(sys.argv[1], infer_schema=False)
    first = text.select(pl.struct(pl.all()).is_first_distinct()).to_series()
    read = {n: pl.col(n).str.to_datetime("%Y-%m-%d %H:%M", strict=False) for n in TIMES}
    typed = text.with_row_index("row_number", offset=2).with_columns(
        **read, end_at_unread=pl.col("end_at").is_not_null() & read["end_at"].is_null()
    )
    good, failed = Missing.filter(typed.filter(first), cast=True)
    why = failed.details()
    with duckdb.connect(sys.argv[2]) as con:
        con.execute("set enable_progress_bar = false")
        for name, frame in (("accepted", good), ("rejected", why)):
            con.register("frame", frame.to_arrow())
            con.execute(f"create table {name} as from frame")
    taken = time.process_time() - start
    with Path("/proc/self/status").open(encoding="ascii") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    counts = (len(text), len(good), len(why), len(text) - int(first.sum()))
    sys.stdout.write(" ".join(map(str, (taken, int(peak) // 1024, *counts))))


if __name__ == "__main__":
    main()

"""What is asked of DuckDB and of Spark alike: every helper, shared view and metric, over warehouses of all kinds.

The warehouses: a demo of one year as it is loaded; random ones; one of the rows of all data-only cases, with their
nulls, repeats and boundary days; and a grid of hard days for the helpers.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from made import poured, world
from on_spark import written
from sqlglot import exp

from data_contracts.areas import LA_CODES
from data_contracts.tables import TABLES
from data_contracts.vocabularies import BREAKDOWNS, ETHNICITY, GRADE, TEES
from etl.demo import make_demo
from etl.load import load_folder
from etl.warehouse import FILE_NAME, open_warehouse
from queries.catalogue import catalogue
from queries.narrow import make_words
from queries.workspace import HERE, prepare, shared_views

Texts = dict[str, tuple[bool, str]]
"""Name -> whether later texts read it as a table, and the text."""
SEEDS = (1, 2)
CASES = sorted((Path(__file__).parents[2] / "metrics").glob("*.toml"))
CASES_AT, CASES_MONTHS = date(2026, 10, 31), 36
HELPERS = {name: (HERE / "helpers" / f"{name}.sql").read_text("utf-8") for name in ("duckdb", "spark")}
NUMBERS = "select count(*) as n, min(n) as first, max(n) as last, count(distinct n) as different from ({}) as number"
DAYS = ("2024-02-28", "2024-02-29", "2025-11-30", "2026-02-28", "2026-03-29", "2026-03-31", "2026-10-25")
"""Ends of months, a leap day, the days on which the clocks change."""
CODES = sorted({*ETHNICITY.codes, *GRADE.codes, *(c for b in BREAKDOWNS.values() for c in b.vocabulary.codes)})


def _each(words: Iterable[str], kind: str) -> str:
    """A select of one row for each word, and one of null."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"(select unnest([{listed}, null])::{kind} as"


GRIDS = {
    "hard_day": f"select a, b, n, flag from {_each(DAYS, 'date')} a), {_each(DAYS, 'date')} b), "
    "(select unnest([-13, -1, 0, 1, 6, 216, null])::integer as n), (select unnest([true, false, null]) as flag)",
    "hard_moment": "select a + to_minutes(x) as a, b + to_minutes(y) as b "
    f"from {_each(DAYS, 'timestamp')} a), {_each(DAYS, 'timestamp')} b), "
    "(select unnest([0, 90, 1439]) as x), (select unnest([30, 150]) as y)",
    "code_given": f"select code, n from {_each(CODES, 'varchar')} code), "
    "(select unnest([null, 0, 3, 6, 12, 13, 15, 17, 18, 24, 72, 168])::integer as n)",
}
ASKED_OF_HELPERS = {
    "hard_day": ("days_between(a, b)", "month_start(a)", "month_end(a)", "day_add(a, n)", "month_add(a, n)",
                 "whole_months(a, b)", "age_years(a, b)", "yes_no_of(flag)", "done_by(a, flag, b, day_add(b, n))"),
    "hard_moment": ("hours_between(a, b)", "hours_between(a, cast(b as date))", "duration_of(hours_between(a, b))"),
    "code_given": ("age_band_of(n)", "time_on_list_of(n)", "duration_of(n)", "risk_rank(code)", "grade_rank(code)",
                   "ethnicity_group_of(code)", "recorded(code)"),
}  # fmt: skip


def _statements(text: str) -> list[str]:
    return [s for s in re.sub(r"--[^\n]*", "", text).split(";") if s.strip()]


def of_warehouses() -> Texts:
    """The shared views, each after those that it reads, then the metrics."""
    views = dict(shared_views())
    # the runner makes this one for DuckDB, no longer than it needs
    asked: Texts = {"the whole numbers": (False, NUMBERS.format(views.pop("number")))}
    asked |= {name: (True, text) for name, text in views.items()}
    return asked | {f"metric {h.metric}": (False, h.sql) for h in catalogue().values() if h.sql}


def of_grids() -> Texts:
    """Each helper, beside what it was given."""
    calls = [(table, call) for table, calls in ASKED_OF_HELPERS.items() for call in calls]
    return {
        f"helper {call.partition('(')[0]} {nth}": (False, f"select t.*, {call} as answer from {table} as t")
        for nth, (table, call) in enumerate(calls)
    }


def _read(texts: Texts) -> set[str]:
    """The tables that the texts read, but what they make themselves."""
    trees = [sqlglot.parse_one(text, dialect="duckdb") for _, text in texts.values()]
    made = {cte.alias for tree in trees for cte in tree.find_all(exp.CTE)}
    made |= {name for name, (kept, _) in texts.items() if kept}
    return {table.name for tree in trees for table in tree.find_all(exp.Table)} - made


def _put(con: duckdb.DuckDBPyConnection, folder: Path, texts: Texts) -> None:
    """Write what the texts read and what is asked, and DuckDB's own answers."""
    for name in ("tables", "duckdb"):
        (folder / name).mkdir(parents=True)
    for table in sorted(_read(texts)):
        con.execute(f"copy (select * from \"{table}\") to '{folder / 'tables' / table}.parquet' (format parquet)")
    (folder / "asked.json").write_text(json.dumps({"helpers": _statements(HELPERS["spark"]), "texts": texts}), "utf-8")
    for name, (_, text) in texts.items():
        rows = con.execute(text).fetchall()
        (folder / "duckdb" / f"{name}.jsonl").write_text(written([c[0] for c in con.description], rows), "utf-8")


@contextmanager
def _demo(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    as_at = make_demo(folder / "extracts", folder / "notes", years=1, open_children=20)
    load_folder(folder / "home", folder / "extracts")
    with open_warehouse(folder / "home" / FILE_NAME, read_only=True) as con:
        prepare(con, as_at, 12)
        yield con


def _own(row: dict[str, Any], nth: int) -> dict[str, Any]:
    """A case's row, moved to an authority and a file of the case's own."""
    moved = {"la_code": LA_CODES[0], **row}
    moved |= {c: f"{moved[c]}-{nth}" for c in ("la_code", "area_code") if moved.get(c) in (*LA_CODES, TEES)}
    return moved | ({"file_id": nth * 1000 + row["file_id"]} if "file_id" in row else {})


def _all_cases(warehouse: Any) -> duckdb.DuckDBPyConnection:
    """One warehouse of the rows of every data-only case."""
    con, places = warehouse.con, set()
    warehouse.cover(CASES_AT, 13)
    warehouse.fill(
        "expected_extract", [{"extract": "list", "every": "month"}, {"extract": "audit", "every": "quarter"}]
    )
    for nth, path in enumerate(CASES):
        for table, given in tomllib.loads(path.read_text("utf-8"))["given"].items():
            rows = [_own(row, nth) for row in given]
            if table == "problem":
                warehouse.fill(table, [{k: v for k, v in row.items() if k != "la_code"} for row in rows])
            elif table in TABLES or table == "load_file":
                warehouse.fill(table, rows)
                places |= {row["la_code"] for row in rows if row["la_code"].endswith(f"-{nth}")}
    prepare(con, CASES_AT, CASES_MONTHS, materialise=False)
    pairs = [[place.partition("-")[0] for place in sorted(places)], sorted(places)]
    con.execute("create temp table place as select unnest(?) as la_code, unnest(?) as own", pairs)
    con.execute("insert into area_of select own, own from place where la_code <> 'TEES'")
    for table in ("setting", "coverage"):
        con.execute(f"insert into {table} by name select t.* replace (p.own as la_code) from {table} as t "
                    "join place as p on p.la_code = t.la_code")  # fmt: skip
    return con


def put_all(folder: Path, small: Any) -> None:
    """Every warehouse with what is asked of it and DuckDB's answers, each in a folder of its own."""
    with _demo(folder) as con:
        _put(con, folder / "demo", of_warehouses())
    for seed in SEEDS:
        made = world(seed)
        with poured(made, small()) as con:
            prepare(con, made.as_at, made.months)
            _put(con, folder / f"random {seed}", of_warehouses())
    with _all_cases(small()) as con:
        _put(con, folder / "cases", of_warehouses())
    with duckdb.connect() as con:
        make_words(con, [])
        for statement in _statements(HELPERS["duckdb"]):
            con.execute(statement)
        for table, select in GRIDS.items():
            con.execute(f"create temp table {table} as {select}")
        _put(con, folder / "grids", of_grids())

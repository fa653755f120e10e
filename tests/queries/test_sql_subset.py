"""One text for two engines: what DuckDB and Spark do not run alike stands in no metric and no shared view."""

import re

import pytest
import sqlglot
from sqlglot import exp

from data_contracts.metric_header import parse_header
from queries.catalogue import METRICS
from queries.workspace import shared_views

HELPERS = set(re.findall(r"temp macro (\w+)\(", (METRICS.parent / "helpers" / "duckdb.sql").read_text("utf-8")))
ALIKE = {
    "and", "or", "case", "if", "cast", "coalesce", "concat", "greatest", "least", "count", "sum", "min", "max",
    "arg_max", "arg_min", "row_number", "lag", "lead", "month", "year", "logical_or", "logical_and", "round", "abs",
    "exists", "median",
}  # fmt: skip
"""Functions, by sqlglot's names, that were run on both engines and agreed; the helpers are spelt once for each."""
ALSO_UNLIKE = (exp.Pivot, exp.Lambda, exp.Bracket, exp.Interval, exp.DPipe, exp.IntDiv, exp.Div, exp.ILike)
"""Not functions: pivots, lists, intervals, `||` (nulls), division (by zero, and of whole numbers), ilike."""


def _texts() -> dict[str, str]:
    metrics = {p.stem: parse_header(p.stem, p.read_text("utf-8")) for p in sorted(METRICS.glob("*.sql"))}
    views = {f"view {name}": text for name, text in shared_views().items()}
    return views | {name: header.sql for name, header in metrics.items() if header.sql}


def faults(sql: str) -> list[str]:
    """What in `sql` the two engines do not run alike."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    found = [type(node).__name__ for node in tree.find_all(*ALSO_UNLIKE)]
    for call in tree.find_all(exp.Func):
        name = call.name.lower() if isinstance(call, exp.Anonymous) else call.sql_name().lower()
        found += [] if name in ALIKE | HELPERS else [name]
    # where nulls go is each engine's own choice; at least the direction is said
    found += ["order by" for order in tree.find_all(exp.Ordered) if order.args.get("desc") is None]
    ordered = [w.args["order"] for w in tree.find_all(exp.Window) if w.args.get("order")]
    return found + ["an order of the whole" for o in tree.find_all(exp.Order) if o not in ordered]


@pytest.mark.parametrize(("name", "sql"), _texts().items(), ids=[*_texts()])
def test_only_what_both_engines_run_alike(name: str, sql: str) -> None:
    assert faults(sql) == [], name


@pytest.mark.parametrize(
    "sql",
    [
        "select date_diff('month', a, b) from t",
        "select cast(a - interval 1 day as date) from t",
        "select list(a order by b asc) from t",
        "select unnest(a) from t",
        "select a[1] from t",
        "select quantile_cont(a, 0.5) from t",
        "select a // b from t",
        "select a / b from t",
        "select a || b from t",
        "select isodow(a) from t",
        "select current_date from t",
        "select date_trunc('month', a) from t",
        "select row_number() over (order by a) from t",
        "select a from t order by a asc",
        "select strftime(a, '%Y') from t",
        "select a from generate_series(1, 3) as t(a)",
    ],
)
def test_what_differs_is_seen(sql: str) -> None:
    assert faults(sql)

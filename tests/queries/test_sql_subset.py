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
    "arg_max", "arg_min", "row_number", "lag", "lead", "month",
}  # fmt: skip
"""Functions, by sqlglot's names, that were run on both engines and agreed; the helpers are spelt once for each."""
TYPES = {"date", "integer", "bigint", "string"}
"""Types by the names that both know: Spark's varchar wants a length, and its timestamp is an instant."""
NEVER_NULL = {
    "la_code", "spell_ref", "child_ref", "audit_ref", "meeting_ref", "seat_ref", "seat_la", "seat", "session_ref",
    "ref", "event", "recipient", "route", "code", "question_code", "note", "theme", "disruption_type", "extract",
    "name", "n", "month", "quarter_start", "period_end", "review_date", "progress_date", "file_id", "row_number",
}  # fmt: skip
"""Columns that may be strung together as they are: parts of a key, or a select that leaves out the rows without one."""
ALSO_UNLIKE = (exp.Pivot, exp.Lambda, exp.Bracket, exp.Interval, exp.DPipe, exp.IntDiv, exp.Div, exp.ILike)
"""Not functions: pivots, lists, intervals, `||` (nulls), division (by zero, and of whole numbers), ilike."""


def _texts() -> dict[str, str]:
    metrics = {p.stem: parse_header(p.stem, p.read_text("utf-8")) for p in sorted(METRICS.glob("*.sql"))}
    views = {f"view {name}": text for name, text in shared_views().items()}
    return views | {name: header.sql for name, header in metrics.items() if header.sql}


def faults(sql: str) -> list[str]:
    """What in `sql` the two engines do not run alike."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    found = [type(node).__name__ for node in tree.find_all(*ALSO_UNLIKE)] + _types(tree, sql) + _nulls(tree)
    for call in tree.find_all(exp.Func):
        name = call.name.lower() if isinstance(call, exp.Anonymous) else call.sql_name().lower()
        found += [] if name in ALIKE | HELPERS else [name]
    # where nulls go is each engine's own choice; at least the direction is said
    found += ["order by" for order in tree.find_all(exp.Ordered) if order.args.get("desc") is None]
    ordered = [w.args["order"] for w in tree.find_all(exp.Window) if w.args.get("order")]
    return found + ["an order of the whole" for o in tree.find_all(exp.Order) if o not in ordered]


def _types(tree: exp.Expression, sql: str) -> list[str]:
    """Types that are spelt as one engine alone spells them; sqlglot tells no varchar from a string, so the words do."""
    named = re.findall(r"\bcast\((?:[^()]|\([^()]*\))*\bas (\w+)\)", sql)
    other = [] if len(named) == len(list(tree.find_all(exp.Cast))) else ["a cast in other words"]
    return other + [name for name in named if name not in TYPES]


def _nulls(tree: exp.Expression) -> list[str]:
    """What a null changes on one engine alone: a text strung together, the value beside the largest or the smallest.

    Spark's concat is null where a part is, DuckDB's leaves the part out; Spark's max_by gives a null, DuckDB's none.
    """
    found = []
    for part in (part for call in tree.find_all(exp.Concat) for part in call.expressions):
        bare = part.this if isinstance(part, exp.Cast) else part
        sure = NEVER_NULL if isinstance(bare, exp.Column) else {"recorded"}
        if not isinstance(bare, exp.Literal | exp.Coalesce) and bare.name.lower() not in sure:
            found.append(f"concat of {bare.sql()}")
    for call in tree.find_all(exp.ArgMax, exp.ArgMin):
        only = call.parent if isinstance(call.parent, exp.Filter) else call.find_ancestor(exp.Select).args.get("where")
        by = call.args.get("expression")  # both leave out a row that has nothing to be ordered by
        blank = by if isinstance(by, exp.Case) and by.args.get("default") is None else None
        told = [sure for place in (only, blank) if place for sure in place.find_all(exp.Not)]
        kept = [sure.this.this for sure in told if isinstance(sure.this, exp.Is)]
        found += [] if call.this in kept else [f"{call.sql()} of nulls"]
    return found


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
        "select cast(a as varchar) from t",
        "select cast(a as timestamp) from t",
        "select a::date from t",
        "select concat(spell_ref, ':', category) from t",
        "select concat(spell_ref, cast(removed_date as string)) from t",
        "select max_by(risk, review_date) from t",
        "select max_by(risk, review_date) filter (where category is not null) from t",
        "select min_by(risk, review_date) from t where category is not null",
        "select max_by(risk, case when category is not null then review_date end) over (partition by la_code) from t",
        "select max_by(risk, case when risk is not null then review_date else added_date end) from t",
        "select min_by(risk, review_date), case when risk is not null then 1 end from t",
    ],
)
def test_what_differs_is_seen(sql: str) -> None:
    assert faults(sql)

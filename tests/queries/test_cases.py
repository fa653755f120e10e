"""Every metric against its data-only case in `tests/metrics`: what is given, who counts, what comes out."""

import math
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_contracts.metric_rows import SCHEMA
from data_contracts.periods import parse
from queries.catalogue import catalogue, wanted
from queries.run import member_rows, run

CASES = sorted((Path(__file__).parents[1] / "metrics").glob("*.toml"))


def _same(found: Any, wanted: Any) -> bool:
    if wanted == "null":
        return pd.isna(found)
    if hasattr(found, "date") and not hasattr(wanted, "hour"):
        found = found.date()
    if isinstance(wanted, float):
        return not pd.isna(found) and math.isclose(found, wanted)
    return not pd.isna(found) and found == wanted


def _row(rows: pd.DataFrame, metric: str, figure: dict[str, Any]) -> pd.Series:
    period, by = parse(figure["period"]), dict(figure.get("by", {}))
    (by1, cat1), (by2, cat2) = ([*by.items()] + [("total", "total")] * 2)[:2]
    key = {"metric": metric, "period_kind": period.kind, "area": figure["area"], "by1": by1, "cat1": cat1, "by2": by2,
           "cat2": cat2, "basis": figure.get("basis", "live")}  # fmt: skip
    found = rows[rows["period_start"].eq(pd.Timestamp(period.start))]
    for column, value in key.items():
        found = found[found[column].eq(value)]
    assert len(found) == 1, (figure, len(found))
    return found.iloc[0]


@pytest.fixture(autouse=True)
def _every_period_and_area(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case may look at months and authorities of a metric that goes out by quarter or for Tees: its select is one."""

    def finer(names: Any) -> list[Any]:
        months = {"quarter": "month"}
        return [replace(h, headline=months.get(h.headline, h.headline), areas=None) for h in wanted(names)]

    monkeypatch.setattr("queries.run.wanted", finer)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path, small: Any) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    header = catalogue()[path.stem]
    warehouse = small()
    warehouse.cover(case["as_at"], case.get("months", 12), case.get("not_covered", []))
    for table, given in case["given"].items():
        warehouse.fill(table, given)
    con = warehouse.con
    if header.kind == "ratio":
        _ratio(con, header, case)
        return
    rows = SCHEMA.validate(run(con, case["as_at"], [path.stem], months=case.get("months", 12)).rows)
    assert case["figures"], "a case says at least one figure"
    for figure in case["figures"]:
        found = _row(rows, path.stem, figure)
        for column in set(figure) - {"period", "area", "by", "basis"}:
            assert _same(found[column], figure[column]), (figure, column, found[column])
    for asked in case.get("members", []):
        members = member_rows(con, path.stem, asked["period"], asked["area"], asked.get("by"), as_at=case["as_at"])
        wanted = sorted(asked["rows"], key=lambda r: r["unit"])
        members = members.sort_values("unit")
        assert list(members["unit"]) == [r["unit"] for r in wanted], asked["period"]
        for (_, found), row in zip(members.iterrows(), wanted, strict=True):
            for column, value in row.items():
                assert _same(found[column], value), (row, column, found[column])


def _ratio(con: Any, header: Any, case: dict[str, Any]) -> None:
    sides = [side.partition(".") for side in (header.numerator, header.denominator)]
    rows = run(con, case["as_at"], {stem for stem, _, _ in sides}, months=case.get("months", 12)).rows
    for figure in case["figures"]:
        for (stem, _, part), name in zip(sides, ("numerator", "denominator"), strict=True):
            assert _row(rows, stem, figure)[part or "n"] == figure[name], (figure, name)


def test_every_metric_has_a_case_and_every_case_a_metric() -> None:
    assert {path.stem for path in CASES} == set(catalogue())

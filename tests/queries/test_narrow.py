"""Codes read as words, shares beside their counts, views made late: the same figures and the same texts as without."""

from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from queries import beside as side
from queries import narrow, workspace
from queries.catalogue import catalogue, own_splits
from queries.members import member_rows
from queries.run import run
from queries.workspace import first_and_last, prepare

AS_AT, MONTHS = date(2026, 10, 31), 12
METRICS = ["missing_episodes", "children_missing", "return_interview_within_72h", "open_on_list", "days_on_list",
           "risk_reviews_compared", "removed_from_list", "return_interviews_declined"]  # fmt: skip
EMPTY = pd.DataFrame()


@pytest.fixture
def filled(small: Any) -> Any:
    """A warehouse of all sorts of rows, a code that no list has among them."""
    warehouse = small()
    warehouse.cover(AS_AT, MONTHS)
    warehouse.fill("child", ({"child_ref": f"c{n}", "sex": "FM"[n % 2], "ethnicity": "WBRI"} for n in range(4)))
    warehouse.fill("vemt_spell", (
        {"spell_ref": f"s{n}", "child_ref": f"c{n}", "added_date": date(2026, 1, 10 + n),
         "removed_date": date(2026, 8, 1) if n == 3 else None, "removal_reason": "RISK_REDUCED" if n == 3 else None}
        for n in range(4)))  # fmt: skip
    warehouse.fill("vemt_review", (
        {"spell_ref": f"s{n}", "review_date": date(2026, month, 12 + n), "category": "VEMT"[n],
         "risk": [None, "LOW", "HIGH", "VERY_HIGH"][(n + month) % 4]}
        for n in range(4) for month in range(2, 8)))  # fmt: skip
    warehouse.fill("missing_episode", (
        {"episode_ref": f"e{n:02}", "child_ref": f"c{n % 5}", "episode_type": "M",
         "start_at": date(2026, 1 + n % 10, 3), "end_at": date(2026, 1 + n % 10, 5), "time_known": True,
         "sex": "FM"[n % 2], "missing_from": ["HOME", None, "A CODE OF OLD"][n % 3]}
        for n in range(30)))  # fmt: skip
    warehouse.fill("return_interview", (
        {"rhi_ref": f"r{n:02}", "offered": "Y", "accepted": "YN"[n % 2], "declined_reason": "CHILD_DECLINED",
         "completed_at": date(2026, 1 + n % 10, 6) if n % 2 else None, "completed_time_known": True}
        for n in range(20)))  # fmt: skip
    warehouse.fill("return_interview_episode", ({"rhi_ref": f"r{n:02}", "episode_ref": f"e{n:02}"} for n in range(20)))
    return warehouse


def _shown(warehouse: Any) -> list[str]:
    """Everything that a run hands over, as text."""
    found = run(warehouse.con, AS_AT, metrics=METRICS, months=MONTHS, frozen=EMPTY)
    return [f"{frame.dtypes}{frame.to_csv()}" for frame in (found.rows, found.proposed, found.live_members)]


def test_words_show_as_the_texts_do(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _shown(filled)
    assert "A CODE OF OLD" in texts[2]
    monkeypatch.setattr(narrow, "NARROW_FROM", 0)
    assert _shown(filled) == texts
    listed = member_rows(filled.con, "missing_episodes", "2026-03", "TEES", as_at=AS_AT)
    assert not any(isinstance(kind, pd.CategoricalDtype) for kind in listed.dtypes)
    kinds = filled.con.execute("select typeof(la_code), typeof(missing_from) from missing_episode limit 1").fetchall()
    assert kinds == [("VARCHAR", "VARCHAR")]  # nothing stands before the tables when a run is over


@pytest.mark.parametrize("metrics", [METRICS, ["missing_episodes"]])
def test_nothing_stands_before_the_tables_when_a_run_fails(
    filled: Any, monkeypatch: pytest.MonkeyPatch, metrics: list[str]
) -> None:
    monkeypatch.setattr(narrow, "NARROW_FROM", 0)

    def stopped(*_: Any) -> str:
        raise RuntimeError

    for module, name in (("queries.run", "make_members"), ("queries.members", "placed_live")):
        monkeypatch.setattr(f"{module}.{name}", stopped)
    with pytest.raises(RuntimeError):
        run(filled.con, AS_AT, metrics=metrics, months=MONTHS, frozen=EMPTY)
    views = "select view_name from duckdb_views() where temporary and view_name in ('child', 'missing_episode')"
    assert filled.con.execute(views).fetchall() == []
    with pytest.raises(RuntimeError):
        member_rows(filled.con, metrics[0], "2026-03", "TEES", as_at=AS_AT)
    assert filled.con.execute(views).fetchall() == []


def test_only_large_tables_are_read_so(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrow, "NARROW_FROM", 24)
    prepare(filled.con, AS_AT, MONTHS)
    child, review = (
        filled.con.execute(f"select typeof(la_code) from {table} limit 1").fetchall()[0][0]
        for table in ("child", "vemt_review")
    )
    assert child == "VARCHAR"
    assert review.startswith("ENUM")


@pytest.mark.parametrize("outcome", ["POSITIVE", None])
def test_decisions_on_grounds_are_read_as_words(filled: Any, monkeypatch: pytest.MonkeyPatch, outcome: str) -> None:
    """Also where a warehouse holds no decision at all: duckdb 2.0.0 stopped at a coalesce there."""
    filled.fill("pathway", (
        {"spell_ref": f"s{n}", "route": "NRM", "referred_date": date(2026, 3, 2), "referred": True,
         "rg_date": date(2026, 3, 9) if outcome else None, "rg_outcome": outcome} for n in range(4)))  # fmt: skip
    asked = ["reasonable_grounds_decided", "reasonable_grounds_positive", "nrm_referred", "conclusive_grounds_pending"]
    texts = run(filled.con, AS_AT, metrics=asked, months=MONTHS, frozen=EMPTY).rows
    monkeypatch.setattr(narrow, "NARROW_FROM", 0)
    pd.testing.assert_frame_equal(run(filled.con, AS_AT, metrics=asked, months=MONTHS, frozen=EMPTY).rows, texts)
    prepare(filled.con, AS_AT, MONTHS)
    assert filled.con.execute("select typeof(route) from pathway limit 1").fetchall()[0][0].startswith("ENUM")


def test_a_share_beside_its_count_is_as_a_join_gives_it(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, part = catalogue()["return_interviews_due"], catalogue()["return_interview_within_72h"]
    assert side.beside(whole, [part])[1] == []
    texts = _shown(filled)
    monkeypatch.setattr(workspace, "beside", lambda whole, parts: (whole.sql, list(parts)))
    assert _shown(filled) == texts


@pytest.mark.parametrize("other", [
    "select la_code, day as counted_on, ref as unit, late as numerator from other_view",
    "select la_code, day as counted_on, ref as unit, late as numerator from a_view where late",
    "select la_code, other_day as counted_on, ref as unit, late as numerator from a_view",
    "select v.la_code, v.day as counted_on, v.ref as unit, v.late as numerator from a_view as v join b on true",
])  # fmt: skip
def test_what_reads_other_rows_is_joined(other: str) -> None:
    mine = side.plain("select la_code, day as counted_on, ref as unit from a_view")
    its = side.plain(other)
    same = its is not None and its[1:] == mine[1:] and all(its[0].get(k) == text for k, text in mine[0].items())
    assert not same


def test_a_plain_select_is_read_column_by_column() -> None:
    assert side.plain("select v.la_code, coalesce(v.a, 1) as b\nfrom a_view as v where v.c = 2") == (
        {"la_code": "la_code", "b": "coalesce(a, 1)"}, "a_view", "c = 2"
    )  # fmt: skip


def test_a_view_goes_after_its_last_reader() -> None:
    first, second, third = first_and_last([["from missing_child"], ["from missing_ended"], ["from missing_often"]])
    assert "missing_in_order" in first[0] and "missing_in_order" not in first[1] | second[1]
    assert {"missing_in_order", "missing"} <= third[1]
    assert "authority" not in first[1] | second[1] | third[1]


def test_every_split_of_a_count_has_a_column_beside_the_parts() -> None:
    for header in catalogue().values():
        parts = [part for part in catalogue().values() if part.of == header.metric]
        carried = [part for part in parts if part not in side.beside(header, parts)[1]]
        if carried:
            columns = side.plain(side.beside(header, parts)[0])[0]
            assert {*own_splits(header), *map(side.part_column, carried)} <= set(columns), header.metric


def test_the_rating_before_is_the_last_one_given(filled: Any) -> None:
    prepare(filled.con, AS_AT, MONTHS)
    pairs = filled.con.execute(
        "select spell_ref, review_date, risk_before, risk from rated_pair order by all"
    ).fetchall()
    rated = filled.con.execute(
        "select spell_ref, review_date, risk from vemt_review where risk is not null order by all"
    ).fetchall()
    expected = [(b[0], b[1], a[2], b[2]) for a, b in pairwise(rated) if a[0] == b[0]]
    assert pairs == expected and pairs

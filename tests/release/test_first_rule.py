"""The first simple rule: what it hides, what it leaves, and that no single sum gives a hidden cell away.

The attacker here is written apart from the product's own code: plain dictionaries, every sum spelt out.
"""

import time
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
import release_rows as given
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from release_sums import NO_SPLIT, equations_of

from data_contracts.metric_rows import KEY
from release.audiences import load_audiences
from release.build import released
from release.first_rule import NUMBERS, protect

AUDIENCES = load_audiences(None)


def frame(cells, metric="added_to_list", **more):
    """Metric rows from {(area, split, cat): n} for one quarter, live and, where split, frozen."""
    rows = []
    for (area, by, cat), n in cells.items():
        numbers = n if isinstance(n, dict) else {"n": n}
        plain = {"metric": metric, "period_kind": "quarter", "period_start": date(2026, 4, 1),
                 "period_end": date(2026, 6, 30), "area": area, "by1": by, "cat1": cat, "by2": "total",
                 "cat2": "total", "status": "ok"}  # fmt: skip
        rows += [plain | numbers | {"basis": b} | more for b in (("live", "frozen") if by == "total" else ("frozen",))]
    return given.typed(pd.DataFrame(rows))


def hidden(rows, audience="strategic", headers=given.HEADERS):
    found = protect(rows, headers, AUDIENCES[audience])
    return {tuple(k) for k in found.loc[found["status"] == "c", ["area", "cat1"]].to_numpy().tolist()}


SEX = {("E06000001", "total", "total"): 20, ("E06000001", "sex", "F"): 9, ("E06000001", "sex", "M"): 8,
       ("E06000001", "sex", "U"): 3, ("E06000001", "sex", "not_recorded"): 0}  # fmt: skip


def test_a_small_count_takes_one_partner_and_the_headline_stays():
    assert hidden(frame(SEX)) == {("E06000001", "U"), ("E06000001", "M")}
    assert hidden(frame(SEX), "assurance") == {("E06000001", "U"), ("E06000001", "M")}
    assert hidden(frame(SEX), "producer") == set()


@pytest.mark.parametrize(("n", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_small_is_one_to_four(n, is_hidden):
    cells = SEX | {("E06000001", "sex", "U"): n, ("E06000001", "total", "total"): 17 + n}
    assert (("E06000001", "U") in hidden(frame(cells))) == is_hidden


def test_operational_splits_stay_exact_in_controlled_and_not_in_protected():
    cells = {(a, {"sex": "category"}.get(b, b), {"F": "V", "M": "E", "U": "T"}.get(c, c)): n
             for (a, b, c), n in SEX.items()}  # fmt: skip
    assert hidden(frame(cells)) == set()
    assert hidden(frame(cells), "assurance") == {("E06000001", "T"), ("E06000001", "E")}


def test_headlines_are_protected_in_protected_only():
    cells = {("E06000001", "total", "total"): 3, ("E06000004", "total", "total"): 9, ("HSSCP", "total", "total"): 12}
    assert hidden(frame(cells)) == set()
    assert hidden(frame(cells), "assurance") == {("E06000001", "total"), ("E06000004", "total")}


def test_meetings_data_quality_and_published_figures_are_left_alone():
    for metric in ("sessions_held", "rows_checked"):
        rows = frame({("TEES", "total", "total"): 2}, metric)
        assert hidden(rows, "assurance") == set()
    public = given.published()
    found = protect(given.typed(public), given.HEADERS, AUDIENCES["assurance"])
    assert (found["status"] == "c").sum() == (public["status"] == "c").sum() and (found["n"] == 3).any()


def share(yes, no, blank):
    return {"yes": yes, "no": no, "not_recorded": blank, "n": yes + no + blank}


@pytest.mark.parametrize(("parts", "is_hidden"), [((9, 9, 0), False), ((9, 3, 0), True), ((9, 9, 2), True),
                                                  ((1, 9, 9), True), ((0, 9, 0), False)])  # fmt: skip
def test_a_share_is_hidden_when_any_part_is_small(parts, is_hidden):
    rows = frame({("TEES", "total", "total"): share(*parts)}, "interviews_done")
    assert bool(hidden(rows, "assurance")) == is_hidden


def test_shares_and_medians_of_a_hidden_count_are_hidden():
    counts = {("HSSCP", "total", "total"): 3, ("STSCP", "total", "total"): 20, ("TEES", "total", "total"): 23}
    rows = pd.concat([
        frame(counts, "interviews_due"),
        frame({("HSSCP", "total", "total"): share(0, 3, 0), ("STSCP", "total", "total"): share(10, 10, 0),
               ("TEES", "total", "total"): share(10, 13, 0)}, "interviews_done"),
    ], ignore_index=True)  # fmt: skip
    found = protect(rows, given.HEADERS, AUDIENCES["assurance"])
    gone = found[found["status"] == "c"].groupby("metric")["area"].agg(set)
    assert gone["interviews_due"] == {"HSSCP", "STSCP"} and gone["interviews_done"] == {"HSSCP", "STSCP"}
    stock = pd.concat([frame({("TEES", "total", "total"): 3}, "open_on_list"),
                       frame({("TEES", "total", "total"): {"n": 3, "value": 40.0}}, "days_on_list")])  # fmt: skip
    found = protect(stock.reset_index(drop=True), given.HEADERS, AUDIENCES["assurance"])
    assert (found["status"] == "c").all() and found[NUMBERS].isna().all(axis=None)


def test_hidden_rows_stay_hidden_and_not_supplied_stays_not_supplied():
    rows = frame(SEX)
    rows.loc[rows["cat1"] == "F", "status"] = "c"
    found = protect(rows, given.HEADERS, AUDIENCES["strategic"])
    assert hidden(rows) == {("E06000001", "F"), ("E06000001", "U")}
    assert found.loc[found["status"] == "c", "n"].isna().all()
    rows = frame(SEX)
    rows.loc[rows["cat1"] == "not_recorded", ["status", "n"]] = ["x", pd.NA]
    found = protect(rows, given.HEADERS, AUDIENCES["strategic"])
    assert found.loc[found["cat1"] == "not_recorded", "status"].tolist() == ["x"]
    assert hidden(rows) == {("E06000001", "U"), ("E06000001", "M")}


def test_what_is_not_supplied_is_no_partner():
    cells = {("E06000001", "total", "total"): 63, ("E06000001", "sex", "F"): 60, ("E06000001", "sex", "U"): 3,
             ("E06000001", "sex", "M"): {"n": None}}  # fmt: skip
    rows = frame(cells)
    rows.loc[rows["n"].isna(), "status"] = "x"
    assert hidden(rows) == {("E06000001", "U"), ("E06000001", "F")}


def test_a_share_goes_with_its_count_when_that_is_only_a_partner():
    counts = {("HSSCP", "total", "total"): 3, ("STSCP", "total", "total"): 20, ("TEES", "total", "total"): 23}
    rows = pd.concat([frame(counts, "interviews_due"),
                      frame({("STSCP", "total", "total"): share(10, 10, 0)}, "interviews_done")],
                     ignore_index=True)  # fmt: skip
    found = protect(rows, given.HEADERS, AUDIENCES["assurance"])
    assert (found.loc[found["metric"] == "interviews_done", "status"] == "c").all()


def test_a_zero_partner_is_not_chosen_where_the_sum_would_still_tell():
    cells = {("E06000001", "total", "total"): 3, ("E06000001", "sex", "F"): 3, ("E06000001", "sex", "M"): 0}
    assert len(hidden(frame(cells))) == 2
    rest = {("E06000004", b, c): {"F": 9, "M": 0, "total": 9}[c] for _, b, c in cells}
    both = {("HSSCP", b, c): n + rest[("E06000004", b, c)] for (_, b, c), n in cells.items()}
    rows = frame(cells | rest | both)
    assert leaks(protect(rows, given.HEADERS, AUDIENCES["strategic"])) == []


def test_live_and_frozen_and_a_stocks_quarter_and_its_last_month_go_together():
    rows = released(given.metric_frame(seed=3, scale=0.3), given.HEADERS, AUDIENCES["assurance"])
    found = protect(rows, given.HEADERS, replace(AUDIENCES["assurance"], periods=("month", "quarter", "year")))
    both = found.groupby([c for c in KEY if c != "basis"])["status"].agg(lambda s: s.eq("c").nunique())
    assert (both == 1).all() and (found["status"] == "c").any()
    everything = given.metric_frame(seed=3, scale=0.1, metrics=("open_on_list",))
    found = protect(everything, given.HEADERS, AUDIENCES["assurance"])
    totals = found[(found["metric"] == "open_on_list") & (found["by1"] == "total") & (found["basis"] == "live")]
    ends = totals.groupby(["area", "period_end"])["status"].agg(lambda s: s.eq("c").nunique())
    assert (ends == 1).all() and (totals["status"] == "c").any()


def leaks(found: pd.DataFrame) -> list[tuple]:
    """Hidden cells that one sum of shown cells gives away."""
    told = []
    for (metric, _), rows in found.groupby(["metric", "basis"]):
        head = given.HEADERS[metric]
        if head.kind not in ("count", "share"):
            continue
        flow = head.time == "flow" and not head.distinct_of
        for column in ("n",) if head.kind == "count" else ("yes", "no", "not_recorded"):
            cells = {
                (r.period_kind, r.period_start.date(), r.area, (r.by1, r.cat1, r.by2, r.cat2)): getattr(r, column)
                for r in rows.itertuples()
            }
            for parent, parts in equations_of(cells, flow):
                if parent not in cells or any(p not in cells for p in parts):
                    continue
                gone = [k for k in (parent, *parts) if pd.isna(cells[k])]
                if len(gone) == 1:
                    told.append((metric, column, parent, gone[0]))
                rest = sum(cells[p] for p in parts if not pd.isna(cells[p]))
                if gone and column == "n" and not pd.isna(cells[parent]) and cells[parent] == rest:
                    told.append((metric, column, parent, "all zero"))
    return told


@drawn(st.integers(0, 10**6), st.sampled_from([0.1, 0.4, 1.0, 3.0]), st.sampled_from(["strategic", "assurance"]))
@settings(max_examples=5, deadline=None)
def test_no_single_sum_gives_a_hidden_cell_away(seed, scale, audience):
    rows = given.metric_frame(seed, 17, scale, ("added_to_list", "interviews_due", "children_missing"))
    full = replace(AUDIENCES[audience], areas=tuple(given.ALL), periods=("month", "quarter", "year"))
    found = protect(released(rows, given.HEADERS, full), given.HEADERS, full)
    assert leaks(found) == []
    if audience == "assurance":
        parts = found.loc[found["status"].eq("ok"), ["n", "yes", "no", "not_recorded"]].astype(float)
        assert not ((parts >= 1) & (parts <= 4)).any(axis=None)


def test_the_attacker_of_these_tests_can_win():
    rows = frame(SEX)
    rows.loc[rows["cat1"] == "U", ["n", "status"]] = [pd.NA, "c"]
    assert leaks(rows)[0][2:] == (
        ("quarter", date(2026, 4, 1), "E06000001", NO_SPLIT),
        ("quarter", date(2026, 4, 1), "E06000001", ("sex", "U", "total", "total")),
    )


def test_controlled_headlines_and_operational_tables_are_whole():
    rows = released(given.metric_frame(), given.HEADERS, AUDIENCES["strategic"])
    found = protect(rows, given.HEADERS, AUDIENCES["strategic"])
    gone = found[found["status"].eq("c") & found["metric"].ne("assessment_factors")]
    assert set(gone["by1"]) | set(gone["by2"]) <= {"sex", "age_band", "missing_from", "total"}
    assert (gone["by1"] != "total").all() and len(gone)


def test_order_of_rows_changes_nothing_and_it_is_quick():
    rows = given.metric_frame()
    assert len(rows) > 20_000
    started = time.perf_counter()
    found = protect(rows, given.HEADERS, AUDIENCES["assurance"])
    assert time.perf_counter() - started < 5
    shuffled = rows.sample(frac=1, random_state=5)
    again = protect(shuffled, given.HEADERS, AUDIENCES["assurance"])
    pd.testing.assert_frame_equal(again.sort_index(), found)
    assert list(again.index) == list(shuffled.index)

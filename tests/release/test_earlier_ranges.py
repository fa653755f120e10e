"""Ranges of earlier releases: protection keeps inside them, the gate counts them as known, each by its own reading."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
import release_rows as given
from scipy import sparse

from release import union
from release.attack import Puzzle, attack
from release.attack_bounds import UNBOUNDED, narrow
from release.attack_papers import papers
from release.attack_rows import Numbers
from release.audiences import load_audiences
from release.earlier import bounds
from release.gate import GateError, claims, pass_gate
from release.ledger import COLUMNS
from release.progress import no_step
from release.protection import NAME, base_rows, guard, merged_levels

ASSURANCE = load_audiences(None)["assurance"]
INTERVIEWS = ("interviews_due", "interviews_done", "interviews_in_time")


@cache
def guarded(metric, scale=1.0, ledger=None):
    rows = merged_levels(given.metric_frame(1, 8, scale, (metric,)), given.HEADERS)
    base = base_rows(rows, given.HEADERS, "protected")
    nothing = np.zeros(len(base), dtype=bool)
    printed = base["area"].isin(ASSURANCE.areas) & base["period_kind"].isin(ASSURANCE.periods)
    said = None if ledger is None else close_ranges(guarded(metric, scale))
    return guard(base, given.HEADERS, ASSURANCE, printed.to_numpy(), nothing, nothing, ledger=said)


def close_ranges(done, within=2):
    """A ledger that printed, for every hidden figure that is not small, how many it is, give or take `within`."""
    base = done.base
    share = base["yes"].notna()
    part = base["yes"].fillna(base["n"]).astype(float)
    where = done.hidden & done.printed & part.gt(8).to_numpy()
    whole = base["n"].astype(float) / 100
    low = np.where(share, np.floor((part - within) / whole), part - within)
    high = np.where(share, np.minimum(np.ceil((part + within) / whole), 100), part + within)
    ends = pd.DataFrame({"range_low": low, "range_high": high}, index=base.index)
    said = base.join(ends)[where].assign(status="c", audience="assurance")
    return said.reindex(columns=COLUMNS).astype({"range_low": "Int64", "range_high": "Int64"})


def leaving(done, said):
    """How many of the other tables that protection found leave a range that was printed."""
    numbers = Numbers(given.HEADERS)
    places = numbers.read(done.base)
    told = papers(numbers, said)
    value = np.array(numbers.value, dtype=float)
    tables = claims(done, places, len(value)).toarray() + value
    out = ((tables < told.ends[0]) | (tables > told.ends[1])).any(axis=1)
    return int((out | ((told.told @ tables.T) > 0).any(axis=0)).sum()), len(tables)


def steps(done):
    """What the gate hides, or that it refuses."""
    try:
        return pass_gate(done, given.HEADERS, "protected").report["steps"]
    except GateError:
        return ["refused"]


@pytest.mark.parametrize("metric", ["added_to_list", "interviews_due"])
def test_protection_finds_its_tables_inside_every_range_that_was_printed(metric):
    first, second = guarded(metric), guarded(metric, ledger="close")
    said = close_ranges(first)
    assert len(said) >= 10 and leaving(first, said)[0] > 0, "the ranges matter"
    out, tables = leaving(second, said)
    assert out == 0 and tables > 100
    assert second.hidden.sum() > first.hidden.sum(), "more is hidden, so that there is room"


@pytest.mark.parametrize("metric", ["added_to_list", "interviews_due"])
def test_the_gate_counts_ranges_of_earlier_releases_as_known(metric):
    first, second = guarded(metric), guarded(metric, ledger="close")
    assert steps(first) == [] and steps(second) == []
    assert steps(replace(first, ledger=close_ranges(first))), "the tables that were found leave the ranges"


def test_two_files_in_one_hand_are_attacked_with_the_papers_of_both(monkeypatch):
    seen = []
    monkeypatch.setattr("release.union.attack", lambda puzzle, *_, **__: seen.append(puzzle.papers) or [])
    done = guarded("added_to_list")
    said = close_ranges(done)
    passed = pass_gate(done, given.HEADERS, "protected")
    half = len(said) // 2
    files = [replace(done, ledger=part) for part in (said.iloc[:half], said.iloc[half:])]
    union._attack((files[0], passed), (files[1], passed), passed.hidden, given.HEADERS, no_step)
    assert (~np.isnan(seen[0].ends[0])).sum() == len(said)


def test_both_readers_of_the_ledger_say_the_same():
    """Counts, shares and a ratio, by what protection and what the gate makes of them."""
    done = guarded("interviews_due")
    said = close_ranges(done)
    ratio = done.base[done.base["metric"].eq("interviews_done") & done.printed & (done.base["n"] > 5)].head(3)
    ratio = ratio.assign(metric="in_time_of_done", range_low=1, range_high=100, audience="assurance", status="c")
    said = pd.concat([said, ratio[[*NAME, "range_low", "range_high", "audience", "status"]]], ignore_index=True)
    numbers = Numbers(given.HEADERS)
    places = numbers.read(done.base)
    told = papers(numbers, said)
    mine = bounds(done.cells, done.base, given.HEADERS, said, np.zeros(len(done.cells.frame), dtype=bool))
    as_numbers = claims(replace(done, proofs=mine.shares), places, len(numbers.value))
    assert mine.shares.shape[0] == told.told.shape[0] > 20
    assert {tuple(r) for r in as_numbers.toarray()} == {tuple(r) for r in told.told.toarray()}
    ends = np.column_stack([mine.low, mine.high])[done.cells.cell]
    at = np.array([places[r][-1 if p == 3 else p] for r, p in zip(done.cells.row, done.cells.part, strict=True)])
    np.testing.assert_array_equal(np.column_stack(told.ends)[at], ends)
    assert (~np.isnan(ends)).any()


@pytest.mark.parametrize("metric", ["added_to_list", "interviews_due"])
def test_a_range_that_does_not_hold_the_number_is_about_another_one_and_is_left_out(metric):
    done = guarded(metric)
    said = close_ranges(done)
    said = said.assign(range_low=said["range_high"] + 1, range_high=said["range_high"] + 9)
    said = said[said["range_low"] <= 99] if metric == "interviews_due" else said
    numbers = Numbers(given.HEADERS)
    numbers.read(done.base)
    told = papers(numbers, said)
    mine = bounds(done.cells, done.base, given.HEADERS, said, np.zeros(len(done.cells.frame), dtype=bool))
    assert np.isnan(told.ends).all() and np.isnan(mine.low).all() and mine.told.any()
    value = np.array(numbers.value), done.cells.frame["value"].to_numpy(dtype=float)
    assert (told.told @ value[0] <= 0).all() and (mine.shares @ value[1] <= 0).all()


def test_what_is_known_already_is_no_finding_but_this_release_may_not_narrow_it():
    """Two authorities' small counts under a sum of 5; earlier papers told that the first is 1 to 3."""
    value = np.array([2, 3, 5])
    nothing = np.zeros(3, dtype=bool)
    told = papers(Numbers(given.HEADERS), None)
    ends = np.array([1.0, np.nan, np.nan]), np.array([3.0, np.nan, np.nan])
    told = replace(told, shown=nothing, ends=ends, told=sparse.csr_array((0, 3)))
    small, owner = np.array([True, False, False]), np.full(3, "", dtype=object)
    for shown, found, bounded in (([], 0, 1), ([2], 0, 1), ([1, 2], 1, 0)):
        seen = np.isin(np.arange(3), shown)
        asked = replace(plain(value, seen, small, owner), papers=replace(told, shown=np.isin(np.arange(3), [2])))
        (outsider,) = attack(asked, 4, [])
        assert (len(outsider.found), outsider.bounded) == (found, bounded)


def plain(value, shown, target, owner):
    nothing = np.zeros(len(value), dtype=bool)
    return Puzzle([((0, 1), (2,))], [], value, shown, owner, target, nothing, nothing)


def test_bounds_under_percentages_are_those_of_trying_every_table():
    """yes + no = n, all hidden, yes between two percentages of n: by going through all tables."""
    draw = np.random.default_rng(4)
    eq = sparse.csr_array(np.array([[1.0, 1.0, -1.0]]))
    for _ in range(60):
        yes, no, most = draw.integers(1, 9), draw.integers(0, 9), 20
        share = 100 * yes / (yes + no)
        low, high = np.floor(share - draw.integers(0, 20)), np.ceil(share + draw.integers(0, 20))
        le = sparse.csr_array(np.array([[-100.0, 0, low], [100.0, 0, -high]]))
        ends = np.array([0.0, 0, 0]), np.array([most, most, yes + no + draw.integers(0, 3)])
        every = [(a, b, a + b) for a in range(most + 1) for b in range(most + 1)
                 if a + b <= ends[1][2] and low * (a + b) <= 100 * a <= high * (a + b)]  # fmt: skip
        found = narrow(eq, le, np.full(3, np.nan), np.ones(3, bool), 4, bands=ends)
        least, greatest = np.min(every, axis=0), np.max(every, axis=0)
        assert (found.low <= least).all() and (found.high >= greatest).all()
        assert (found.seen_low >= least).all() and (found.seen_high <= greatest).all()
        np.testing.assert_array_equal(found.width >= 4, greatest - least >= 4)


def test_what_has_no_end_bounds_nothing():
    """A percentage of a count without an end leaves its part without one, too."""
    le = sparse.csr_array(np.array([[100.0, -37.0]]))
    found = narrow(sparse.csr_array((0, 2)), le, np.full(2, np.nan), np.zeros(2, bool), 4)
    assert (found.high >= UNBOUNDED).all()

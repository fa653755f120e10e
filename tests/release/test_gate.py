"""The gate on release rows: it finds what is shown again, and steps down before it refuses."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
import release_rows as given

from release.attack import Finding, Puzzle, attack
from release.attack_bounds import Interval
from release.attack_rows import Numbers
from release.audiences import load_audiences
from release.coarse import coarsen
from release.gate import GateError, pass_gate, summary
from release.protection import base_rows, guard, merged_levels

AUDIENCES = load_audiences(None)


@cache
def guarded(name):
    rows = given.metric_frame(1, 17, 1.0, ("added_to_list",))
    mode = AUDIENCES[name].mode
    base = base_rows(merged_levels(rows, given.HEADERS) if mode == "protected" else rows, given.HEADERS, mode)
    nothing = np.zeros(len(base), dtype=bool)
    printed = base["area"].isin(AUDIENCES[name].areas) & base["period_kind"].isin(AUDIENCES[name].periods)
    return guard(base, given.HEADERS, AUDIENCES[name], printed.to_numpy(), nothing, nothing)


@pytest.mark.parametrize("name", ["strategic", "assurance"])
def test_what_is_protected_passes_and_hidden_rows_have_ranges_that_hold_the_truth(name):
    done = guarded(name)
    passed = pass_gate(done, given.HEADERS, AUDIENCES[name].mode)
    assert passed.report["found"] == 0 and passed.report["narrowest"] >= 4 and passed.report["steps"] == []
    assert (passed.hidden == done.hidden).all() and passed.hidden.any()
    n, ends = done.base.loc[passed.hidden, "n"], passed.ranges[passed.hidden]
    assert (ends["range_low"] <= n).all() and (ends["range_high"].fillna(10**6) >= n).all()
    assert set(summary({name: passed.report})) == {"attackers", "found", "narrowest", "audiences"}


def test_what_was_hidden_and_is_shown_again_is_found_and_its_table_hidden():
    done = guarded("strategic")
    small = np.flatnonzero(done.hidden & done.base["n"].between(1, 4).to_numpy())
    again = done.hidden.copy()
    again[small[:3]] = False
    passed = pass_gate(replace(done, hidden=again), given.HEADERS, "controlled")
    assert passed.report["found"] == 0 and passed.report["steps"][0]["step"] == "table hidden"
    assert passed.hidden[small].all()


def test_where_nothing_can_be_hidden_the_gate_refuses(monkeypatch):
    done = guarded("strategic")
    monkeypatch.setattr("release.gate._more", lambda base, *_: np.zeros(len(base), dtype=bool))
    with pytest.raises(GateError, match="whatever is hidden"):
        pass_gate(replace(done, hidden=np.zeros(len(done.base), dtype=bool)), given.HEADERS, "controlled")


def test_a_measure_that_cannot_stand_is_left_out_whole(monkeypatch):
    done = guarded("assurance")
    places = Numbers(given.HEADERS).read(done.base)
    headlines = (done.base["by1"].eq("total") & done.printed & ~done.hidden).to_numpy()
    watched = np.array([p[-1] for p, w in zip(places, headlines, strict=True) if w])
    split = places[int(np.flatnonzero(done.base["by1"].ne("total").to_numpy())[0])][-1:]

    def attack(puzzle, *_, **__):
        n = len(puzzle.value)
        found = np.array(split if puzzle.shown[watched].any() else [], dtype=int)
        return [Finding("outsider", 1, found, 4, 0, Interval(*np.zeros((4, n))), 0)]

    monkeypatch.setattr("release.gate.attack", attack)
    passed = pass_gate(done, given.HEADERS, "protected")
    assert passed.report["steps"][-1]["step"] == "measure hidden"
    assert passed.hidden[done.printed].all()


def test_a_sum_that_is_all_an_insiders_own_is_not_a_find():
    """Three areas under one sum: the insider's 3 and two noughts, then with a 1 of somebody else's beside them."""
    for others, targets in ((0, 0), (1, 2)):
        value = np.array([3, others, 0, 3 + others])
        owner = np.array(["a", "b", "c", ""], dtype=object)
        small, nothing = (value >= 1) & (value <= 4), np.zeros(4, dtype=bool)
        puzzle = Puzzle([((0, 1, 2), (3,))], [], value, nothing, owner, small, nothing, nothing)
        outsider, insider = attack(puzzle, 4, ["a"])
        assert insider.targets == targets and outsider.targets == int(small.sum())


def test_a_coarse_file_hides_counts_under_ten_and_rounds_the_others():
    rows = given.metric_frame(1, 17, 1.0, ("added_to_list", "rows_checked")).copy()
    coarse = coarsen(rows, given.HEADERS)
    people = rows["metric"].eq("added_to_list")
    assert (coarse.loc[people, "status"].eq("c") == rows.loc[people, "n"].lt(10)).all()
    kept = coarse[people & coarse["status"].eq("ok")]
    assert (kept["n"] % 5 == 0).all() and (kept["n"] - rows.loc[kept.index, "n"]).abs().max() <= 2
    pd.testing.assert_frame_equal(coarse[~people], rows[~people])

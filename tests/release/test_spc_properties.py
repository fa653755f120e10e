"""What must hold for any series: shift, scale, order, constancy, gaps; and one series or many, the same answer."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from release import spc

MARKS = ["outside", "near", "in_shift", "in_trend", "in_two_in_three"]
whole = st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=1, max_size=40)
full = st.lists(st.integers(0, 60), min_size=1, max_size=40)
many = settings(max_examples=80, deadline=None)


def judged(values, **options):
    return spc.special_causes(values, spc.xmr(values), **options)


@given(whole, st.integers(-1000, 1000), st.sampled_from([0.001, 0.5, 3, 10_000]))
@many
def test_signals_do_not_change_with_unit_or_origin(values, shift, scale):
    moved = [None if v is None else (v + shift) * scale for v in values]
    assert judged(values)["all_rules"].tolist() == judged(moved)["all_rules"].tolist()
    one, other = spc.xmr(values)[0], spc.xmr(moved)[0]
    assert other.mean == pytest.approx((one.mean + shift) * scale, nan_ok=True, rel=1e-9, abs=1e-9)
    assert other.upl == pytest.approx((one.upl + shift) * scale, nan_ok=True, rel=1e-9, abs=1e-9)


@given(whole)
@many
def test_limits_lie_in_order_around_the_mean(values):
    p = spc.xmr(values)[0]
    assume(p.lpl == p.lpl)
    assert p.lpl <= p.near_lpl <= p.mean <= p.near_upl <= p.upl
    assert spc.xmr(values, screen_outliers=True)[0].upl <= p.upl + 1e-9
    narrow, wide = (judged(values, two_in_three=t) for t in ("between_2s_3s", "beyond_2s"))
    assert set(np.flatnonzero(narrow["in_two_in_three"])) <= set(np.flatnonzero(wide["in_two_in_three"]))


@given(full)
@many
def test_read_backwards_the_same_months_stand_out(values):
    there, back = judged(values), judged(values[::-1])
    for column in ("outside", "near", "in_shift", "in_two_in_three"):
        assert there[column].tolist() == back[column].tolist()[::-1]


@given(st.floats(-1e6, 1e6), st.integers(1, 40))
@many
def test_a_constant_series_never_signals(value, n):
    assert (judged([value] * n)["rule"] == "").all()
    assert spc.runs_test([value] * n).useful == 0
    for chart in (spc.c_chart([abs(value)] * n), spc.p_chart([3] * n, [7] * n), spc.u_chart([3] * n, [0.7] * n),
                  spc.t_chart([abs(value) + 1] * n), spc.g_chart([abs(value)] * n)):  # fmt: skip
        assert not chart.points["outside"].any()


@given(whole, st.data())
@many
def test_a_gap_never_makes_a_run(values, data):
    """Any run, trend or two in three lies between two gaps: it is there without the rest of the series too."""
    cut = data.draw(st.integers(0, len(values)))
    gapped = [*values[:cut], None, *values[cut:]]
    periods = spc.xmr(gapped)
    found = spc.special_causes(gapped, periods)
    for column, shortest in (("in_shift", 7), ("in_trend", 7), ("in_two_in_three", 2)):
        for start, end in stretches(gapped):
            hits = int((found[column].iloc[start:end] != 0).sum())
            assert hits == 0 or hits >= shortest
            alone = [v if start <= i < end else None for i, v in enumerate(gapped)]
            there = spc.special_causes(alone, periods)[column].iloc[start:end]
            assert (there == found[column].iloc[start:end]).all()
    assert (found.loc[[v is None for v in gapped], MARKS] == 0).all(axis=None)
    assert spc.runs_test(gapped).longest <= max((e - s for s, e in stretches(gapped)), default=0)


def stretches(values):
    """(start, end) of each stretch of known values."""
    edges = np.flatnonzero(np.diff([0, *[v is not None for v in values], 0]))
    return list(zip(edges[::2], edges[1::2], strict=True))


@given(full)
@many
def test_a_gap_between_gaps_changes_nothing(values):
    once, twice = [*values, None, *values], [*values, None, None, *values]
    assert spc.xmr(once)[0].upl == pytest.approx(spc.xmr(twice)[0].upl, nan_ok=True)
    rules = [r for r, v in zip(judged(twice)["rule"], twice, strict=True) if v is not None]
    assert rules == [r for r, v in zip(judged(once)["rule"], once, strict=True) if v is not None]


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=20, max_size=20), min_size=1, max_size=8),
       st.sampled_from(["beyond_2s", "between_2s_3s"]), st.booleans())  # fmt: skip
@many
def test_many_series_at_once_give_what_each_gives_alone(rows, reading, screen):
    x = np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)
    found = spc.judge_many(x, two_in_three=reading, screen_outliers=screen)
    for i, row in enumerate(rows):
        periods = spc.xmr(row, screen_outliers=screen)
        alone = spc.special_causes(row, periods, two_in_three=reading)
        assert found.rules[i].tolist() == alone["rule"].tolist()
        assert found.bounds.upl[i] == pytest.approx(periods[0].upl, nan_ok=True)


@given(full, full)
@many
def test_nothing_after_a_rebase_changes_what_was_before(values, later):
    alone = judged(values)
    both = [*values, *later]
    there = spc.special_causes(both, spc.xmr(both, rebase_at=[len(values)])).iloc[: len(values)]
    assert there["all_rules"].tolist() == alone["all_rules"].tolist()

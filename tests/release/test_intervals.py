"""Intervals against published figures and against a second method."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from release.intervals import count_ci, proportion_ci, rate_ci

# Newcombe, Statistics in Medicine 1998;17:857-872, table I, method 3 (Wilson score)
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# exact 95 % limits of a Poisson count: Garwood, Biometrika 1936;28:437, as tabled by Breslow and Day (1987)
GARWOOD = [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085), (10, 4.795, 18.390)]


@pytest.mark.parametrize(("x", "n", "lower", "upper"), NEWCOMBE)
def test_wilson_gives_newcombes_table(x, n, lower, upper):
    row = proportion_ci(x, n).iloc[0]
    assert row["lower"] == pytest.approx(lower, abs=6e-5)
    assert row["upper"] == pytest.approx(upper, abs=6e-5)


def test_wilson_at_the_ends_and_with_nothing():
    found = proportion_ci([0, 4, 0, np.nan], [4, 4, 0, 5])
    assert found.loc[0, "lower"] == 0 and found.loc[1, "upper"] == 1
    assert found.loc[1, "lower"] == pytest.approx(0.51, abs=0.005)  # 4 of 4 is 51 % to 100 %
    assert found.loc[[2, 3]].isna().all(axis=None)


@pytest.mark.parametrize(("x", "n"), [(5, 4), (-1, 4), (0, -1)])
def test_an_impossible_share_is_refused(x, n):
    with pytest.raises(ValueError, match="0 <= x <= n"):
        proportion_ci(x, n)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=60, deadline=None)
def test_wilson_agrees_with_scipys_own(pair):
    x, n = pair
    row = proportion_ci(x, n).iloc[0]
    theirs = stats.binomtest(x, n).proportion_ci(method="wilson")
    assert row["lower"] == pytest.approx(theirs.low, abs=1e-9)
    assert row["upper"] == pytest.approx(theirs.high, abs=1e-9)
    assert 0 <= row["lower"] <= row["value"] <= row["upper"] <= 1


@pytest.mark.parametrize(("x", "lower", "upper"), GARWOOD)
def test_exact_counts_give_garwoods_limits(x, lower, upper):
    row = count_ci(x, method="exact").iloc[0]
    assert row["lower"] == pytest.approx(lower, abs=1e-3)
    assert row["upper"] == pytest.approx(upper, abs=1e-3)


def test_byar_takes_over_at_ten_and_is_close_to_exact():
    auto = count_ci([9, 10, 25, 300])
    assert auto["method"].tolist() == ["exact", "byar", "byar", "byar"]
    exact = count_ci([10, 25, 300], method="exact")
    for column in ("lower", "upper"):
        gap = np.abs(auto[column].to_numpy()[1:] / exact[column].to_numpy() - 1)
        assert (gap < 0.002).all() and (gap > 0).all()


def test_byar_is_refused_where_it_is_undefined():
    with pytest.raises(ValueError, match="0 events"):
        count_ci(0, method="byar")
    with pytest.raises(ValueError, match="undefined"):
        count_ci(1, confidence=0.998, method="byar")


def test_rates_are_counts_over_the_denominator():
    found = rate_ci(pd.Series([12, 0, pd.NA, 3], dtype="Int64"), [20_000, 20_000, 20_000, np.nan])
    assert found.loc[0, "value"] == pytest.approx(6)
    assert found.loc[0, "upper"] == pytest.approx(count_ci(12).loc[0, "upper"] / 2)
    assert found.loc[1, "upper"] == pytest.approx(3.689 / 2, abs=1e-3) and found.loc[1, "lower"] == 0
    assert found.loc[[2, 3], ["value", "lower", "upper"]].isna().all(axis=None)


def test_bad_arguments_are_refused():
    for call in (lambda: count_ci(-1), lambda: count_ci(1, method="other"), lambda: rate_ci(1, -5),
                 lambda: proportion_ci(1, 2, confidence=1.5)):  # fmt: skip
        with pytest.raises(ValueError):
            call()

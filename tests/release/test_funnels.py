"""Funnels against the published test data of PHEindicatormethods, and the edge cases."""

import numpy as np
import pytest

from release.funnels import funnel_curve, funnel_proportion, funnel_rate

# PHEindicatormethods, tests/testthat/testdata_funnel_prop_outputs.csv: population, limits in %, baseline 80.642448
SHARES = [
    (1, 3.204264, 100, 0, 100), (2, 25.885383, 100, 0, 100), (10, 56.154344, 100, 42.03259, 100),
    (41, 68.548635, 92.73626, 61.574398, 99.710497), (102, 72.974925, 88.309971, 68.553233, 92.731663),
    (1008, 78.203374, 83.081521, 76.796814, 84.488082), (9998, 79.867989, 81.416907, 79.421375, 81.863521),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]  # fmt: skip
# the same package, testdata_funnel_prop_inputs.csv: areas with a published classification against 80.642448 %
AREAS = [
    (35078.488, 41980, "high_99_8"), (24803.6256, 31824, "low_99_8"), (50050.7443, 61921, "none"),
    (26789.238, 33012, "high_95"), (36850.0492, 45449, "high_95"), (30277.5312, 37828, "low_95"),
    (17321.4088, 21587, "none"), (33698.3088, 42484, "low_99_8"), (19941.1968, 24224, "high_99_8"),
    (42896.133, 55818, "low_99_8"), (16924.1296, 20776, "high_95"), (54063.9774, 71034, "low_99_8"),
    (18504.9982, 22739, "high_95"), (46869.75, 58000, "none"),
]  # fmt: skip
# the same package, testdata_funnel_rate_outputs.csv (three years, so population times 3): baseline 116.1720835 per
# 100,000; events, then population and rate for lower 95 %, upper 95 %, lower 99.8 %, upper 99.8 %
RATES = [
    (1, 1598.675694, 20.85059119, 7.264481402, 4588.535848, 2649.348525, 12.58170943, 0.287087625, 116108.569),
    (10, 5276.757672, 63.17010446, 1375.943768, 242.2579623, 6924.776769, 48.13632908, 849.4639547, 392.4043292),
    (104, 36157.10817, 95.87787415, 24382.08903, 142.1808715, 40036.31685, 86.58805154, 21608.75072, 160.4288333),
    (1360, 411529.9259, 110.158048, 369759.5622, 122.6021934, 424043.2424, 106.9073359, 358342.3275, 126.5084525),
]  # fmt: skip
LIMITS = ["lower_95", "upper_95", "lower_99_8", "upper_99_8"]


def test_share_limits_are_those_published():
    curve = funnel_curve(0.80642448, [row[0] for row in SHARES], "proportion")
    assert (curve[LIMITS].to_numpy() * 100) == pytest.approx(np.array([row[1:] for row in SHARES]), abs=2e-6)


def test_share_significance_is_that_published():
    found = funnel_proportion([a[0] for a in AREAS], [a[1] for a in AREAS], baseline=0.80642448)
    assert found.areas["significance"].tolist() == [a[2] for a in AREAS]
    assert found.areas["reliable"].all()


@pytest.mark.parametrize("row", RATES, ids=lambda r: f"{r[0]} events")
def test_rate_limits_are_those_published(row):
    for i, name in enumerate(LIMITS):
        population, rate = row[1 + 2 * i] * 3, row[2 + 2 * i]
        found = funnel_curve(116.1720835e-5, [population], "rate")[name][0] * 100_000
        assert found == pytest.approx(rate, rel=2e-5)


def test_small_areas_are_not_judged():
    """9 of 15 against 80 % is below the 95 % limit of a larger area, but the exact binomial tail is 0.056."""
    small = funnel_proportion([9, 80], [15, 100], baseline=0.8)
    assert small.areas["reliable"].tolist() == [False, True]
    assert small.areas["significance"].tolist() == ["", "none"]
    rate = funnel_rate([0, 12], [1000, 1000], baseline=0.004)
    assert rate.areas["significance"].tolist() == ["", ""] and not rate.areas["reliable"].any()


def test_rates_are_judged_by_their_own_interval():
    found = funnel_rate([30, 60, 9, 0, 5], [20_000, 20_000, 20_000, 20_000, 0])
    assert found.baseline == pytest.approx(99 / 80_000)
    assert found.areas["significance"].tolist() == ["none", "high_99_8", "low_99_8", "low_99_8", ""]
    assert found.areas.loc[4, "value"] != found.areas.loc[4, "value"]


def test_a_baseline_at_the_end_flags_nothing():
    for x in ([20, 20], [0, 0]):
        found = funnel_proportion(x, [20, 20])
        assert set(found.areas["significance"]) == {""} and (found.areas["lower_95"] == found.areas["upper_95"]).all()
    nothing = funnel_rate([0, 0], [20_000, 30_000])
    assert set(nothing.areas["significance"]) == {""} and (nothing.areas["upper_95"] == 0).all()


def test_impossible_numbers_are_refused():
    for call in (lambda: funnel_proportion([5], [4]), lambda: funnel_rate([-1], [4]), lambda: funnel_rate([1], [-4]),
                 lambda: funnel_curve(0.5, [4], "other")):  # fmt: skip
        with pytest.raises(ValueError):
            call()


def test_missing_areas_leave_the_pool_alone():
    found = funnel_proportion([40, None, 60], [100, 100, 100])
    assert found.baseline == pytest.approx(0.5) and found.areas.loc[1, "significance"] == ""

"""statsmodels as a second opinion on intervals, and R's NHSRplotthedots on limits."""

import numpy as np
import pytest
from statsmodels.stats import proportion, rates

from release import spc
from release.intervals import count_ci, proportion_ci

# R: set.seed(123); rnorm(20). NHSRplotthedots, tests/testthat/_snaps/ptd_spc.md: mean 0.142, limits -3.01 and 3.29
RNORM = [-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
         -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
         0.70135590, -0.47279141]  # fmt: skip


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_wilson_is_statsmodels_wilson(confidence):
    theirs = proportion.proportion_confint
    n = np.repeat(np.arange(1, 60), 3)
    x = np.column_stack([np.zeros(59), np.arange(1, 60) // 2, np.arange(1, 60)]).ravel()
    low, high = theirs(x, n, alpha=1 - confidence, method="wilson")
    found = proportion_ci(x, n, confidence)
    assert found["lower"].to_numpy() == pytest.approx(np.clip(low, 0, 1), abs=1e-10)
    assert found["upper"].to_numpy() == pytest.approx(np.clip(high, 0, 1), abs=1e-10)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_is_statsmodels_exact(confidence):
    theirs = rates.confint_poisson
    for x in (1, 2, 5, 9, 10, 40, 400):
        low, high = theirs(x, 1, method="exact-c", alpha=1 - confidence)
        row = count_ci(x, confidence, method="exact").iloc[0]
        assert (row["lower"], row["upper"]) == pytest.approx((low, high), rel=1e-9)


def test_a_p_charts_centre_and_spread_are_statsmodels_normal_interval():
    x, n = np.array([30, 42, 28, 35]), np.array([50, 60, 40, 55])
    pooled = x.sum() / n.sum()
    points = spc.p_chart(x, n).points
    three_sigma = 2 * 0.0013498980316300933
    for i, of in enumerate(n):
        low, high = proportion.proportion_confint(pooled * of, of, alpha=three_sigma, method="normal")
        assert (points["lower"][i], points["upper"][i]) == pytest.approx((low, high), abs=1e-9)


def test_xmr_is_the_published_snapshot_of_nhsrplotthedots():
    (period,) = spc.xmr(RNORM, screen_outliers=True)
    assert (period.mean, period.lpl, period.upl) == pytest.approx((0.142, -3.01, 3.29), abs=5e-3)
    assert (spc.special_causes(RNORM, [period])["rule"] == "").all()  # the snapshot: 20 of 20 common cause
    # its two facets of ten: -2.60 to 2.75 and -3.28 to 3.70
    halves = [spc.xmr(half, screen_outliers=True)[0] for half in (RNORM[:10], RNORM[10:])]
    assert [h.mean for h in halves] == pytest.approx([0.0746, 0.209], abs=5e-4)
    assert [h.lpl for h in halves] == pytest.approx([-2.60, -3.28], abs=6e-3)
    assert [h.upl for h in halves] == pytest.approx([2.75, 3.70], abs=6e-3)


def test_nhsrplotthedots_examples_of_the_rules():
    """tests/testthat/test-ptd_spc_standard.R and test-ptd_calculate_point_type.R of the package."""
    opposite = [1, -1] * 7 + [5.5, -5.5]
    (period,) = spc.xmr(opposite, screen_outliers=True)
    assert spc.special_causes(opposite, [period])["in_two_in_three"].tolist() == [0] * 16
    wide = spc.Period(0, 9, 9, 0, 1, -1000, 1000, -600, 600, True)
    assert spc.special_causes([2, 1, 2, 3, 4, 5, 6, 7, 3], [wide])["in_trend"].tolist() == [0, *[1] * 7, 0]
    assert spc.special_causes([1, 2, 3, 3, 4, 5, 6], [wide])["in_trend"].tolist() == [0] * 7
    assert spc.special_causes([1] * 6 + [-1], [wide])["in_shift"].tolist() == [0] * 7
    assert spc.special_causes([1] * 8 + [-1], [wide])["in_shift"].tolist() == [1] * 8 + [0]
    # test-ptd_calculate_assurance_type.R: limits 1-3, 5-7, 1-5 against a target of 4
    limits = [(1, 3), (5, 7), (1, 5)]
    assert [spc.assurance(*p, 4, "increase") for p in limits] == ["consistent_fail", "consistent_pass", "inconsistent"]
    assert [spc.assurance(*p, 4, "decrease") for p in limits] == ["consistent_pass", "consistent_fail", "inconsistent"]

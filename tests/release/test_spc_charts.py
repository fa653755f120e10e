"""p, u, c, t and g charts, gaps, the choice of chart: published worked examples and every edge case."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from release import spc

# Montgomery, Introduction to Statistical Quality Control, table 7.1 (orange juice cans, n = 50); the same proportions
# stand in the NIST/SEMATECH e-Handbook, section 6.3.3.2, with a mean of .2313
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# Montgomery, table 7.7 (printed circuit boards): centre 19.85, limits 6.48 and 33.22
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
# Montgomery, personal computers, 5 a sample: centre 1.93, limits 0.07 and 3.79
COMPUTERS = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5]
# R package qcc, np chart of 50 lots of 200 wafers: centre 7.14, limits 0 and 15.01
WAFERS = [8, 7, 11, 3, 6, 11, 4, 4, 5, 8, 8, 6, 7, 6, 10, 7, 9, 5, 6, 8, 8, 10, 4, 11, 4, 11, 6, 6, 9, 5, 4, 7, 5, 7,
          8, 5, 10, 9, 7, 9, 4, 9, 4, 7, 11, 8, 10, 8, 7, 5]  # fmt: skip
# Montgomery, table 7.14 (hours between valve failures) and the same to the power 0.2777
VALVES = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
TRANSFORMED = [4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151, 9.09619,
               5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083, 3.55203]  # fmt: skip


def last(chart):
    return chart.points.iloc[-1]


def test_p_chart_gives_montgomerys_and_nists_example():
    chart = spc.p_chart(CANS, [50] * 30)
    assert last(chart)["centre"] == pytest.approx(0.2313, abs=5e-5)
    assert (last(chart)["lower"], last(chart)["upper"]) == pytest.approx((0.0524, 0.4102), abs=5e-5)
    assert np.flatnonzero(chart.points["outside"]).tolist() == [14, 22]  # samples 15 and 23, as published
    # without them, as in the book's revision: centre .2150, limits .0407 and .3893; sample 21 falls outside
    without = [i in (14, 22) for i in range(30)]
    again = spc.p_chart(CANS, [50] * 30, exclude=without)
    assert last(again)["centre"] == pytest.approx(0.2150, abs=5e-5)
    assert (last(again)["lower"], last(again)["upper"]) == pytest.approx((0.0407, 0.3893), abs=6e-5)
    assert np.flatnonzero(again.points["outside"]).tolist() == [14, 20, 22]


def test_p_chart_gives_the_limits_of_qcc():
    chart = spc.p_chart(WAFERS, [200] * 50)
    assert last(chart)["centre"] * 200 == pytest.approx(7.14)
    assert last(chart)["lower"] == 0 and last(chart)["upper"] * 200 == pytest.approx(15.01184, abs=1e-5)


def test_c_and_u_charts_give_montgomerys_examples():
    chart = spc.c_chart(BOARDS)
    assert [last(chart)[c] for c in ("centre", "lower", "upper")] == pytest.approx([19.85, 6.48, 33.21], abs=0.01)
    assert np.flatnonzero(chart.points["outside"]).tolist() == [5, 19]  # samples 6 and 20, as published
    chart = spc.u_chart(COMPUTERS, [5] * 20)
    assert [last(chart)[c] for c in ("centre", "lower", "upper")] == pytest.approx([1.93, 0.07, 3.79], abs=0.005)
    assert not chart.points["outside"].any()


def test_limits_follow_the_denominator_and_no_denominator_is_a_gap():
    chart = spc.p_chart([80, 8, 0, None], [100, 10, 0, 5])
    assert chart.points["upper"].tolist()[:2] == pytest.approx([0.8 + 3 * np.sqrt(0.16 / 100), 1.0])
    assert chart.points.loc[2:, ["value", "centre", "lower", "upper"]].isna().all(axis=None)
    assert (chart.points["outside"] == 0).all()
    # statistics: at 80 % the upper limit is below 1 only above 36 cases
    assert last(spc.p_chart([28.8], [36]))["upper"] == 1 and last(spc.p_chart([29.6], [37]))["upper"] < 1


@pytest.mark.parametrize(("x", "n"), [([5], [4]), ([-1], [4]), ([0], [-1])])
def test_impossible_shares_are_refused(x, n):
    with pytest.raises(ValueError, match=r"0 <= x <= n|cannot be negative"):
        spc.p_chart(x, n)


def test_under_a_mean_of_one_in_eleven_every_single_case_is_over_the_c_limit():
    assert last(spc.c_chart([0] * 10 + [1]))["upper"] < 1  # mean 0.0909
    assert last(spc.c_chart([0] * 9 + [1]))["upper"] > 1  # mean 0.1
    assert not spc.c_chart([0] * 20).points["outside"].any()


def test_a_baseline_and_a_rebase_hold_for_attribute_charts():
    values = [10.0] * 12 + [30.0] * 6
    fixed = spc.c_chart(values, fix_after=12).points
    assert set(fixed["centre"]) == {10} and (fixed["outside"][12:] == 1).all()
    anew = spc.c_chart(values, rebase_at=[12]).points
    assert anew["centre"].tolist() == values and not anew["outside"].any()
    with pytest.raises(ValueError, match="12 points"):
        spc.c_chart(values, fix_after=5)


def test_laneys_correction_widens_over_dispersed_limits_and_leaves_binomial_ones():
    rng = np.random.default_rng(3)
    binomial = rng.binomial(5000, 0.3, 400)
    plain, wide = (spc.p_chart(binomial, [5000] * 400, laney=on).points["upper"].iloc[0] for on in (False, True))
    assert (wide - 0.3) / (plain - 0.3) == pytest.approx(1, abs=0.1)
    spread = rng.binomial(5000, rng.normal(0.3, 0.02, 400).clip(0, 1))
    plain, wide = (spc.p_chart(spread, [5000] * 400, laney=on).points["upper"].iloc[0] for on in (False, True))
    assert (wide - 0.3) / (plain - 0.3) > 2.5


def test_t_chart_gives_montgomerys_transformed_hours():
    chart = spc.t_chart(VALVES)
    x = np.array(TRANSFORMED)
    spread = np.abs(np.diff(x)).mean() * 3 / 1.128
    assert last(chart)["centre"] ** (1 / 3.6) == pytest.approx(x.mean(), rel=1e-3)
    assert last(chart)["upper"] ** (1 / 3.6) == pytest.approx(x.mean() + spread, rel=1e-3)
    assert last(chart)["lower"] == 0 and x.mean() - spread < 0  # a negative limit is 0
    assert not chart.points["outside"].any()
    for bad in ([3, 0, 4], [3, -1]):
        with pytest.raises(ValueError, match="0 days"):
            spc.t_chart(bad)


def test_t_chart_flags_a_long_gap_and_seldom_errs():
    assert last(spc.t_chart([20, 25, 22, 28, 24, 21, 27, 23, 26, 20, 25, 24, 200]))["outside"] == 1
    rng = np.random.default_rng(5)
    flagged = [spc.t_chart(rng.exponential(40, 20) + 1e-9).points["outside"].any() for _ in range(400)]
    assert np.mean(flagged) < 0.07  # the note: 3 % of 3,000 series


def test_g_chart_draws_the_median_and_takes_zero():
    chart = spc.g_chart([0, 4, 6, 10, 30])
    m = 10
    assert last(chart)["centre"] == 6 and last(chart)["lower"] == 0
    assert last(chart)["upper"] == pytest.approx(m + 3 * np.sqrt(m * (m + 1)))  # Benneyan 2001: 41.46
    assert not chart.points["outside"].any()
    with pytest.raises(ValueError, match="negative"):
        spc.g_chart([-1])


def test_gaps_tell_closed_from_open_and_what_to_do_with_one_day():
    when = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 11), date(2026, 2, 10)]
    found = spc.gaps(when, date(2026, 3, 1))
    assert found == spc.Gaps((10, 30), (date(2026, 1, 11), date(2026, 2, 10)), 19, 1)
    assert spc.gaps(when, date(2026, 3, 1), same_day="half").days == (10, 0.5, 30)
    assert spc.gaps(when, date(2026, 3, 1), same_day="keep").days == (10, 0, 30)
    assert spc.gaps([], date(2026, 3, 1)) == spc.Gaps((), (), None, 0)
    for bad in (when[::-1], [date(2026, 4, 1)]):
        with pytest.raises(ValueError, match="sorted"):
            spc.gaps(bad, date(2026, 3, 1))


def test_the_chart_is_chosen_with_its_reason():
    def chosen(*args, **kwargs):
        choice = spc.choose_chart(*args, **kwargs)
        assert choice.reason
        return choice.chart

    day = [date(2026, 1, 1)]
    assert chosen([9] * 12) == "run" and chosen([9] * 12, [10] * 12) == "run" and chosen([]) == "run"
    assert chosen([0.9] * 13, [10] * 13) == "p"
    assert chosen([0, 0, 1] * 6, dates=day) == "t" and chosen([0, 0, 1] * 6) == "run"
    assert chosen([0, 0, 5] * 6, dates=day) == "t"  # over a third of months without a case
    assert chosen([0] * 10 + [30] * 20) == "xmr"  # counting began late: that is not rare
    assert chosen([0, 3, 3] * 6) == "xmr_c"  # exactly a third is not over
    assert chosen([1] * 13) == "xmr_c" and chosen([4] * 13) == "xmr" and chosen([3.9] * 13) == "xmr_c"
    assert chosen([0.2] * 13, counts=False) == "xmr"
    assert chosen([9] * 12 + [None] * 5) == "run"


def test_agreement_is_outside_both_charts_and_reproduces_the_note():
    rng = np.random.default_rng(8)
    x = rng.poisson(2, (20_000, 24)).astype(float)
    b = spc.judge_many(x).bounds
    mean, low, high = b.mean[:, None], b.lpl[:, None], b.upl[:, None]
    both = spc.agreed(x, mean, low, high)
    one_by_one = (np.abs(x - mean) > 3 * np.sqrt(mean)) & ((x > high) | (x < low))
    assert ((both != 0) == one_by_one).all()
    assert (both != 0).any(axis=1).mean() == pytest.approx(0.09, abs=0.012)  # statistics, 6: 9 %
    assert (both[:, -1] != 0).mean() == pytest.approx(0.006, abs=0.003)
    clustered = 2 * rng.poisson(1, (20_000, 24)).astype(float)  # mean 2, variance 4
    b = spc.judge_many(clustered).bounds
    far = np.abs(clustered - b.mean[:, None]) > 3 * np.sqrt(b.mean[:, None])
    assert far.any(axis=1).mean() > 0.5  # a c chart alone is unsafe: 67 % in the note


@pytest.mark.parametrize(
    ("mean", "ever", "newest"), [(1, 0.42, 0.05), (2, 0.28, 0.024), (4, 0.20, 0.022), (8, 0.18, 0.013)]
)
def test_false_signals_are_as_often_as_the_note_says(mean, ever, newest):
    x = np.random.default_rng(mean).poisson(mean, (20_000, 24)).astype(float)
    flagged = spc.judge_many(x).rules != ""
    assert flagged.any(axis=1).mean() == pytest.approx(ever, abs=0.025)
    assert flagged[:, -1].mean() == pytest.approx(newest, abs=0.006)
    if mean >= 4:
        assert spc.false_rate("xmr", True, mean) == pytest.approx(newest, abs=0.001)


@pytest.mark.parametrize("stay", [4, 14])
def test_xmr_alone_would_cry_wolf_over_what_is_open(stay):
    """Cases come at random and stay `stay` months on average, 35 open at a time; nothing changes."""
    rng, x = np.random.default_rng(stay), np.empty((2000, 36))
    now = rng.poisson(35, 2000)
    for month in range(36):
        now = rng.binomial(now, 1 - 1 / stay) + rng.poisson(35 / stay, 2000)
        x[:, month] = now
    found = spc.judge_many(x)
    b = found.bounds
    assert (found.rules[:, -1] != "").mean() > 0.3
    both = spc.agreed(x, b.mean[:, None], b.lpl[:, None], b.upl[:, None])
    assert (both[:, -1] != 0).mean() <= spc.false_rate("xmr_c", True, 35)
    assert spc.choose_chart(x[0], stock=True).chart == "xmr_c"
    assert spc.choose_chart(x[0], stock=True, counts=False).chart == "run"


def test_decisions_have_dates():
    months = [date(2025, m, 1) for m in range(1, 13)]
    change = spc.Rebase("m", "TEES", date(2025, 4, 30), "why", "who")
    early = spc.Rebase("m", "TEES", date(2025, 1, 3), "why", "who")
    assert spc.rebase_places([change, early], months) == [3]
    steps = [spc.Step(date(2025, 6, 1), 0.9), spc.Step(date(2025, 3, 1), 0.8)]
    assert spc.targets_at(steps, months) == [None] * 2 + [0.8] * 3 + [0.9] * 7


def test_a_withheld_month_that_arrived_is_not_zero():
    month = pd.to_datetime(["2026-01-01", "2026-02-01"]).astype("datetime64[us]")
    rows = pd.DataFrame({"area": "A", "month": month[:1], "value": [None]})
    arrived = pd.DataFrame({"area": "A", "month": month})
    found = spc.complete_months(rows, date(2026, 1, 1), date(2026, 2, 1), arrived)["value"]
    assert np.isnan(found[0]) and found[1] == 0

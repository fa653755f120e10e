"""XmR, the four rules and the run chart: published worked examples and every edge case of the rules."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release import spc

# NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2 (limits there with 3/1.128)
NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# Montgomery, Introduction to Statistical Quality Control, viscosity of aircraft primer paint
PAINT = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
STEADY = [10, 12, 9, 11, 10, 12, 8, 11, 10, 9, 12, 10, 11, 9, 10, 12, 9, 11]


def rules(values, **options):
    return spc.special_causes(values, spc.xmr(values), **options)


def test_xmr_gives_the_nist_example():
    (period,) = spc.xmr(NIST)
    assert period.mean == pytest.approx(50.81) and period.avg_mr == pytest.approx(1.8778, abs=1e-4)
    assert period.upl == pytest.approx(55.8041, abs=2e-3) and period.lpl == pytest.approx(45.8159, abs=2e-3)
    assert period.near_upl == pytest.approx(50.81 + 1.7733333 * 1.8777778, abs=1e-6)
    assert period.short and period.n == 10


def test_xmr_gives_montgomerys_example():
    (period,) = spc.xmr(PAINT)
    assert period.mean == pytest.approx(33.523, abs=1e-3)
    assert period.upl == pytest.approx(34.802, abs=2e-3) and period.lpl == pytest.approx(32.245, abs=2e-3)
    assert not period.short


def test_screening_is_off_unless_asked_for_and_collapses_sparse_series():
    sparse = [0.0] * 13 + [1.0]
    assert spc.xmr(sparse)[0].upl > spc.xmr(sparse)[0].mean
    screened = spc.xmr(sparse, screen_outliers=True)[0]
    assert screened.upl == screened.mean == screened.lpl
    assert (spc.special_causes(sparse, [screened])["rule"] == "").all()  # the R package flags all 14
    spike = [0, 1, 2, 3, 4, 5, 6, 7, 8, 13]  # ranges: eight of 1 and one of 5, 3.5 times their average
    assert spc.xmr(spike)[0].avg_mr == pytest.approx(13 / 9)
    assert spc.xmr(spike, screen_outliers=True)[0].avg_mr == 1 and spc.xmr(spike, screen_outliers=True)[0].mean == 4.9


def test_a_gap_drops_both_its_ranges_and_is_not_zero():
    assert spc.xmr([1, None, 5, 6])[0].avg_mr == 1
    assert spc.xmr([1, None, 5, 6])[0].mean == 4
    assert np.isnan(spc.xmr([3])[0].upl) and np.isnan(spc.xmr([None])[0].mean)


def test_nothing_crosses_a_rebase():
    first, second = spc.xmr([1, 2, 1, 2, 101, 102, 101], rebase_at=[4])
    assert (first.avg_mr, second.avg_mr) == (1, 1) and (second.start, second.end) == (4, 7)
    shifted = [5, 6, 5, 6, 5, 6, 5, 20, 21, 20, 21, 20, 21]
    assert (spc.special_causes(shifted, spc.xmr(shifted, rebase_at=[7]))["in_shift"] == 0).all()


def test_a_fixed_baseline_takes_the_first_points_only():
    values = [*STEADY[:12], 40, 41]
    assert spc.xmr(values, fix_after=12)[0].mean == pytest.approx(np.mean(STEADY[:12]))
    assert spc.special_causes(values, spc.xmr(values, fix_after=12)).iloc[-1]["rule"] == "outside_above"
    with pytest.raises(ValueError, match="12 points"):
        spc.xmr(values, fix_after=11)


def test_outside_is_strict_and_named_by_side():
    period = spc.Period(0, 4, 4, 10, 1, 7, 13, 8, 12, True)
    found = spc.special_causes([13, 13.1, 7, 6.9], [period])
    assert found["outside"].tolist() == [0, 1, 0, -1]
    assert found["rule"].tolist() == ["", "outside_above", "", "outside_below"]


def wide(values):
    """A period whose limits are far away, so that only runs and trends can fire."""
    return [spc.Period(0, len(values), len(values), 10, 1, -1000, 1000, -600, 600, False)]


def test_shift_needs_seven_and_breaks_on_a_tie_with_the_mean_and_on_a_gap():
    for values, flagged in (([11] * 7, 7), ([11] * 6, 0), ([11] * 6 + [10, 11], 0), ([11] * 6 + [None, 11], 0),
                            ([9] * 8, 8)):  # fmt: skip
        assert (spc.special_causes(values, wide(values))["in_shift"] != 0).sum() == flagged
    assert set(spc.special_causes([9] * 7, wide([9] * 7))["rule"]) == {"shift_below"}
    assert (spc.special_causes([11] * 6, wide([11] * 6), shift_n=6)["in_shift"] == 1).all()


def test_trend_needs_six_strict_steps_whatever_the_side():
    up = [8, 9, 9.5, 10.5, 11, 12, 13]
    assert spc.special_causes(up, wide(up))["rule"].tolist() == ["trend_increasing"] * 7
    for broken in ([8, 9, 9, 10.5, 11, 12, 13], [8, 9, None, 10.5, 11, 12, 13], up[:6]):
        assert (spc.special_causes(broken, wide(broken))["in_trend"] == 0).all()


def test_a_point_in_two_trends_takes_the_later_one():
    peak = [4, 5, 6, 7, 8, 9, 30, 9, 8, 7, 6, 5, 4]
    assert spc.special_causes(peak, wide(peak))["in_trend"].tolist() == [1] * 6 + [-1] * 7


def test_two_in_three_flags_the_far_points_and_its_switch():
    period = [spc.Period(0, 3, 3, 10, 1, 4, 16, 6, 14, True)]
    assert spc.special_causes([15, 11, 15], period)["in_two_in_three"].tolist() == [1, 0, 1]
    assert spc.special_causes([15, 9, 15], period)["in_two_in_three"].tolist() == [0, 0, 0]
    assert spc.special_causes([15, 10, 15], period)["in_two_in_three"].tolist() == [0, 0, 0]
    beyond = [15, 11, 17]
    assert spc.special_causes(beyond, period)["in_two_in_three"].tolist() == [1, 0, 1]
    narrow = spc.special_causes(beyond, period, two_in_three="between_2s_3s")
    assert narrow["in_two_in_three"].tolist() == [0, 0, 0] and narrow["outside"].tolist() == [0, 0, 1]


def test_rules_are_reported_in_order_and_all_kept():
    values = [10.0] * 12 + [11, 12, 13, 14, 15, 16, 60]
    last = rules(values).iloc[-1]
    assert last["rule"] == "outside_above"
    assert last["all_rules"] == ("outside_above", "trend_increasing")


def test_no_signal_without_variation_or_within_rounding_error():
    assert (rules([0.0] * 20)["rule"] == "").all()
    assert (rules([0.1 + 0.2] * 10 + [0.3] * 10)["rule"] == "").all()
    tie = [spc.Period(0, 7, 7, 0.1 + 0.2, 1, -9, 9, -6, 6, True)]
    assert (spc.special_causes([0.3] * 7, tie)["in_shift"] == 0).all()


@given(st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_mirrored_values_give_mirrored_signals(values):
    found, mirror = rules(values), rules([None if v is None else -v for v in values])
    columns = ["outside", "near", "in_shift", "in_trend", "in_two_in_three"]
    assert (found[columns] == -mirror[columns]).all(axis=None)
    gaps = [v is None for v in values]
    assert (found.loc[gaps, "rule"] == "").all()


def test_point_types_and_icons():
    fired = ["outside_above", "trend_decreasing", "", "two_in_three_below", "shift_above"]
    assert spc.point_types(fired, "increase") == ["improvement", "concern", "common_cause", "concern", "improvement"]
    assert spc.point_types(fired, "decrease") == ["concern", "improvement", "common_cause", "improvement", "concern"]
    assert spc.point_types(fired[:3], "neutral") == ["neutral_high", "neutral_low", "common_cause"]
    icons = {(t, d): spc.variation_icon(t, d) for t in ("improvement", "concern") for d in ("increase", "decrease")}
    assert icons == {("improvement", "increase"): "improvement_high", ("improvement", "decrease"): "improvement_low",
                     ("concern", "increase"): "concern_low", ("concern", "decrease"): "concern_high"}  # fmt: skip
    assert spc.variation_icon("neutral_low", "neutral") == "neutral_low"
    assert spc.variation_icon("common_cause", "increase") == "common_cause"


def test_assurance_compares_newest_limits_with_the_target():
    assert spc.assurance(0.5, 0.7, 0.8, "increase") == "consistent_fail"
    assert spc.assurance(0.5, 0.7, 0.4, "increase") == "consistent_pass"
    assert spc.assurance(0.5, 0.7, 0.7, "increase") == "inconsistent"
    assert spc.assurance(5, 7, 4, "decrease") == "consistent_fail"
    assert spc.assurance(5, 7, 8, "decrease") == "consistent_pass"
    assert spc.assurance(5, 7, None, "decrease") is None and spc.assurance(5, 7, 6, "neutral") is None
    # a constant series is compared with the target itself: a constant 100 % meets 100 %
    assert spc.assurance(1, 1, 1, "increase") == "consistent_pass"
    assert spc.assurance(1, 1, 1, "decrease") == "consistent_pass"
    assert spc.assurance(0.9, 0.9, 1, "increase") == "consistent_fail"


def test_runs_test_knows_anhoejs_limits():
    found = spc.runs_test([0, 1] * 12)
    assert (found.useful, found.longest_limit, found.crossings_limit) == (24, 8, 8)  # Anhoej and Olesen 2014
    assert (found.longest, found.crossings, found.signal) == (1, 23, False)
    assert spc.runs_test([1] * 12 + [0] * 12).signal is True
    assert spc.runs_test([1, 1, None, -1, -1], 0).crossings == 0  # what a gap parts is not joined
    few = spc.runs_test([1, 2, 3, None, 2, 2])
    assert few.signal is None and few.centre == 2 and few.useful == 2


def test_complete_months_tells_a_reported_zero_from_a_missing_return():
    months = pd.to_datetime(["2026-01-01", "2026-03-01"]).astype("datetime64[us]")
    rows = pd.DataFrame({"area": "A", "month": months, "value": [4, 6]})
    plain = spc.complete_months(rows, date(2026, 1, 1), date(2026, 4, 1))
    assert plain["value"].tolist()[::2] == [4, 6] and plain["value"].isna().tolist() == [False, True, False, True]
    arrived = pd.DataFrame(
        {"area": "A", "month": pd.to_datetime(["2026-01-01", "2026-02-01"]).astype("datetime64[us]")}
    )
    found = spc.complete_months(rows, date(2026, 1, 1), date(2026, 4, 1), arrived)
    assert found["value"].tolist()[:2] == [4, 0] and found["value"].isna().tolist() == [False, False, True, True]
    with pytest.raises(ValueError, match="twice"):
        spc.complete_months(pd.concat([rows, rows]), date(2026, 1, 1), date(2026, 4, 1))

"""Signals: judged from shown months only, silent with a reason where they may not be judged."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
import release_rows as given

from data_contracts.periods import add_months
from release.figures import figures
from release.sentences import Series, describe
from release.signals import COLUMNS, judge, signals

START = date(2023, 11, 1)
STEADY = [20, 24, 18, 22, 19, 23, 21, 17, 22, 20, 25, 19, 21, 23, 18, 20, 22, 19]


def series(values, kind="count"):
    months = tuple(add_months(START, i) for i in range(len(values)))
    return Series("Added", "Tees", kind, months, tuple(None if v is None else float(v) for v in values))


def said(values, kind="count", direction="neutral", target=None, hidden=0):
    s = series(values, kind)
    reading = judge(s, direction, target, hidden)
    return reading, describe(reading, s)


def test_usual_variation_is_said():
    reading, text = said(STEADY)
    assert (reading.kind, reading.reason, reading.rule, reading.icon) == ("xmr", "", "", "common_cause")
    assert text == "Added, Tees: 19 in April 2025, 3 fewer than in March 2025; within usual variation (12 to 30)."


def test_a_jump_is_a_signal_and_direction_says_what_it_means():
    values = [*STEADY, 60]
    for direction, icon, word in (("neutral", "neutral_high", ""), ("decrease", "concern_high", ", a concern"),
                                  ("increase", "improvement_high", ", an improvement")):  # fmt: skip
        reading, text = said(values, direction=direction)
        assert reading.rule == "outside_above" and reading.icon == icon
        assert text.endswith(f"{word}.") and "above the usual range" in text


def test_shares_are_printed_as_percents():
    _, text = said([0.8, 0.75, 0.82, 0.79] * 4, "share", "increase", 0.9)
    assert "79\u00a0% in February 2025, down from 82\u00a0% in January 2025" in text
    reading, _ = said([0.8, 0.75, 0.82, 0.79] * 4, "share", "increase", 0.99)
    assert reading.assurance == "consistent_fail"


@pytest.mark.parametrize(("hidden", "kind"), [(1, "xmr"), (2, "none")])
def test_limits_only_where_at_most_one_month_in_twenty_is_hidden(hidden, kind):
    values = [None] * hidden + (STEADY * 2)[: 36 - hidden]
    reading, text = said(values, hidden=hidden)
    assert reading.kind == kind
    if kind == "none":
        assert reading.lower is None and reading.centre is None
        assert text.endswith("not judged, as 2 of 36 months are hidden to protect children.")


def test_short_rare_constant_empty_and_small_series_say_so():
    short, text = said(STEADY[:12])
    assert short.kind == "run" and short.centre == 20.5 and "12 months are too few" in text
    assert short.icon == "not_enough_data"
    rare, text = said([0, 0, 1] * 6)
    assert rare.kind == "run" and "too rare" in text
    constant, text = said([7] * 18)
    assert constant.kind == "xmr" and constant.icon == "common_cause" and text.endswith("; no variation.")
    assert said([None] * 18, hidden=18)[1] == "Added, Tees: every month is hidden to protect children."
    assert said([None] * 18)[1] == "Added, Tees: no month can be shown."


def test_small_counts_want_both_charts_to_agree():
    low = [2, 3, 2, 1, 2, 3, 2, 2, 1, 3, 2, 2, 3, 2, 2, 1, 2]
    xmr_only, _ = said([*low, 6])
    assert xmr_only.rule == "" and "c limits" in xmr_only.reason
    both, _ = said([*low, 12])
    assert both.rule == "outside_above"
    run = [1, 2, 1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4, 3, 4]
    assert set(said(run)[0].rules) == {""}


def test_the_newest_shown_month_is_dated_and_gaps_have_no_type():
    reading, text = said([*STEADY, None])
    assert "19 in April 2025" in text and reading.types[-1] == "" and reading.newest == len(STEADY) - 1
    _, text = said([*STEADY[:-1], None, 20])
    assert text.startswith("Added, Tees: 20 in May 2025; within")


def test_rows_of_the_signals_table():
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    found = signals(true, given.HEADERS)
    assert list(found.columns) == list(COLUMNS) and found["chart"].is_unique
    assert set(found["area"]) == set(given.ALL) and "assessment_factors" not in set(found["metric"])
    assert not found["metric"].str.endswith("_rate").any()
    for row in found.itertuples():
        months = json.loads(row.months)
        assert len(months) == len(json.loads(row.point_types)) == len(json.loads(row.rules)) == 36
    assert (found.loc[found["kind"] != "xmr", ["lower", "upper"]].isna()).all(axis=None)
    assert (found.loc[found["kind"] != "xmr", "reason"] != "").all()


def test_signals_know_nothing_of_hidden_months():
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    one = true["metric"].eq("added_to_list") & true["area"].eq("TEES") & true["period_kind"].eq("month")
    row = true[one & true["by1"].eq("total") & true["basis"].eq("live")].index[5]
    numbers = ["numerator", "denominator", "value", "lower", "upper"]
    hidden = true.copy()
    hidden.loc[row, "status"] = "c"
    with_number = signals(hidden, given.HEADERS)
    hidden.loc[row, numbers] = pd.NA
    pd.testing.assert_frame_equal(signals(hidden, given.HEADERS), with_number)
    both = signals(true, given.HEADERS).set_index("chart").loc["added_to_list:TEES", "centre"]
    assert not np.isclose(both, with_number.set_index("chart").loc["added_to_list:TEES", "centre"])


def test_an_audience_without_months_has_no_signals():
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    found = signals(true[true["period_kind"] != "month"], given.HEADERS)
    assert found.empty and list(found.columns) == list(COLUMNS)

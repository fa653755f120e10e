"""Signals: judged from shown months only, silent with a reason where they may not be judged."""

import json
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
import release_rows as given
from release_rows import header

from data_contracts.periods import add_months
from release.audiences import Audience
from release.figures import figures
from release.judge import judge
from release.sentences import NO_SIGN, Series, describe
from release.signals import COLUMNS, event_dates, expected_false, rebases_of, signals
from release.spc import Rebase, Step

START = date(2023, 11, 1)
STEADY = [20, 24, 18, 22, 19, 23, 21, 17, 22, 20, 25, 19, 21, 23, 18, 20, 22, 19]


def series(values, kind="count", of=None, stock=False):
    months = tuple(add_months(START, i) for i in range(len(values)))
    yes = None if of is None else tuple(None if v is None else round(v * of) for v in values)
    whole = None if of is None else tuple(None if v is None else of for v in values)
    return Series(
        "Added", "Tees", kind, months, tuple(None if v is None else float(v) for v in values), stock, yes, whole
    )


def said(values, kind="count", direction="neutral", target=None, hidden=0, of=None, stock=False, **more):
    s = series(values, kind, of, stock)
    reading = judge(s, direction, [target] * len(values), hidden, **more)
    return reading, describe(reading, s)


def test_usual_variation_is_said():
    reading, text = said(STEADY)
    assert (reading.kind, reading.rule, reading.icon, reading.state) == ("xmr", "", "common_cause", "judged")
    assert reading.reason == "18 months, 4 or more a month" and reading.lowers == (reading.lower,) * 18
    assert text == ("Added, Tees: 19 in April 2025, 3 fewer than in March 2025; within usual variation (12 to 30): "
                    "no sign of a change, which is no proof that nothing changed.")  # fmt: skip


def test_what_holds_at_a_months_end_is_said_of_its_end():
    text = said(STEADY, stock=True)[1]
    assert "19 at the end of April 2025, 3 fewer than at the end of March 2025" in text
    assert "the same as at the end of" in said([*STEADY, STEADY[-1]], stock=True)[1]
    assert "up from 50% at the end of" in said([0.5] * 13 + [0.6], "share", of=100, stock=True)[1]


def test_a_jump_is_a_signal_and_direction_says_what_it_means():
    values = [*STEADY, 60]
    for direction, icon, word in (("neutral", "neutral_high", ""), ("decrease", "concern_high", ", a concern"),
                                  ("increase", "improvement_high", ", an improvement")):  # fmt: skip
        reading, text = said(values, direction=direction)
        assert reading.rule == "outside_above" and reading.icon == icon
        assert f"above the usual range of 8 to 37{word}: chance alone seldom does this" in text
        assert "does not say why" in text and ("better or worse" in text) == (direction == "neutral")


def test_a_share_with_its_numbers_has_a_p_chart_with_limits_month_by_month():
    values = [0.8, 0.75, 0.82, 0.79] * 4
    reading, text = said(values, "share", "increase", 0.9, of=100)
    assert reading.kind == "p" and "79% in February 2025, down from 82% in January 2025" in text
    assert reading.lower == pytest.approx(0.79 - 3 * np.sqrt(0.79 * 0.21 / 100)) and reading.assurance == "inconsistent"
    assert said(values, "share", "increase", 0.99, of=100)[0].assurance == "consistent_fail"
    fallen, text = said([*values, 0.6], "share", "increase", of=100)
    assert (fallen.icon, fallen.rule) == ("concern_low", "outside_below") and ", a concern: " in text
    few, _ = said(values, "share", "increase", of=20)
    assert "only a fall can be a signal" in few.reason and "quarters" not in few.reason
    assert "quarters tell more" in said(values, "share", "increase", of=9)[0].reason
    assert said(values, "share")[0].kind == "xmr"  # without its numbers a share is a measured value


def test_a_share_whose_limits_reach_both_ends_is_not_judged():
    reading, text = said([0.5, 0.25, 0.75, 0.5] * 4, "share", of=4)
    assert (reading.icon, reading.state, reading.false_rate) == ("not_enough_data", "too_few", 0)
    assert set(reading.types) == {"not_judged"} and "no share could lie outside" in text
    all_done, text = said([1.0] * 16, "share", "increase", 1.0, of=6)
    assert all_done.icon == "common_cause" and all_done.assurance == "consistent_pass" and "no variation" in text


@pytest.mark.parametrize(("hidden", "kind"), [(1, "xmr"), (2, "none")])
def test_limits_only_where_at_most_one_month_in_twenty_is_hidden(hidden, kind):
    values = [None] * hidden + (STEADY * 2)[: 36 - hidden]
    reading, text = said(values, hidden=hidden)
    assert reading.kind == kind
    if kind == "none":
        assert reading.lower is None and reading.centre is None and reading.state == "hidden"
        assert text.endswith("not judged, as 2 of 36 months are hidden to protect children.")


def test_short_rare_constant_empty_and_small_series_say_so():
    short, text = said(STEADY[:12])
    assert short.kind == "run" and short.centre == 20.5 and "12 months are too few" in text
    assert short.icon == "not_enough_data" and short.runs.signal is False and NO_SIGN in text
    moved = said([1] * 6 + [9] * 6)[1]
    assert "its level has moved at some time" in moved and "does not say when or why" in moved
    rare, text = said([0, 0, 1] * 6)
    assert rare.kind == "run" and "too rare" in text and rare.state == "too_few"
    constant, text = said([7] * 18)
    assert constant.kind == "xmr" and constant.icon == "common_cause" and "; no variation: no sign" in text
    assert said([None] * 18, hidden=18)[1] == "Added, Tees: every month is hidden to protect children."
    assert said([None] * 18)[1] == "Added, Tees: no month can be shown."


def test_months_without_neighbours_have_no_limits():
    reading, text = said([v for pair in zip(STEADY, [None] * 18, strict=True) for v in pair])
    assert reading.icon == "not_enough_data" and "no two neighbouring months" in text and reading.lower is None


def test_small_counts_want_both_charts_to_agree():
    low = [2, 3, 2, 1, 2, 3, 2, 2, 1, 3, 2, 2, 3, 2, 2, 1, 2]
    xmr_only, _ = said([*low, 6])
    assert xmr_only.kind == "xmr_c" and xmr_only.rule == "" and "c limits" in xmr_only.reason
    both, _ = said([*low, 12])
    assert both.rule == "outside_above" and both.upper < 12
    run = [1, 2, 1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4, 3, 4]
    assert set(said(run)[0].rules) == {""}


def test_what_carries_over_is_judged_by_both_charts_and_never_by_runs():
    drifting = [30, 31, 31, 32, 33, 33, 34, 35, 36, 36, 37, 38, 38, 39, 40, 41]
    flow, stock = said(drifting)[0], said(drifting, stock=True)[0]
    assert flow.rule and (stock.rule, stock.kind, stock.icon) == ("", "xmr_c", "common_cause")
    assert "carries over" in stock.reason and stock.upper == pytest.approx(
        np.mean(drifting) + 3 * np.mean(drifting) ** 0.5
    )
    assert said([*drifting, 70], stock=True)[0].rule == "outside_above"
    median, text = said(drifting, "median", stock=True)
    assert median.kind == "run" and text.endswith("not judged, as what is open carries over from month to month, "
                                                  "so that limits would flag most months.")  # fmt: skip


def test_the_newest_shown_month_is_dated_and_gaps_have_no_type():
    reading, text = said([*STEADY, None])
    assert "19 in April 2025" in text and reading.types[-1] == "" and reading.newest == len(STEADY) - 1
    _, text = said([*STEADY[:-1], None, 20])
    assert text.startswith("Added, Tees: 20 in May 2025; within")


def test_limits_taken_anew_say_since_when_and_why_and_wait_for_thirteen_months():
    values = [*STEADY, *(v + 20 for v in STEADY)]
    anew = Rebase("added", "TEES", date(2025, 5, 14), "new screening tool", "strategic group")
    reading, text = said(values, rebases=[anew])
    assert reading.rule == "" and reading.lowers[0] < 15 < 30 < reading.lowers[-1]
    assert text.endswith("(limits since May 2025: new screening tool).")
    assert said(values)[0].rule == "two_in_three_above"
    short, text = said(values[:30], rebases=[anew])
    assert (short.icon, short.state) == ("not_enough_data", "too_few") and short.types[18:] == ("not_judged",) * 12
    assert "limits were taken anew from May 2025 (new screening tool) and 12 months are too few" in text
    with pytest.raises(ValueError, match="reason and an author"):
        Rebase("added", "TEES", date(2025, 5, 1), "", "strategic group")


def test_rare_events_with_dates_are_judged_by_the_days_between():
    days = [40, 61, 35, 72, 48, 90, 33, 55, 67, 44, 81, 52, 38, 60]
    when = [START + timedelta(days=int(d)) for d in np.cumsum([5, *days])]
    months = [add_months(START, i) for i in range(28)]
    counts = [sum(d.replace(day=1) == m for d in when) for m in months]
    reading, text = said(counts, dates=when)
    assert reading.kind == "t" and reading.icon == "common_cause" and reading.n == 14
    assert "60 days between the last two, within usual variation" in text and "no finished gap" in text
    assert said(counts)[0].kind == "run"
    long = [*when, when[-1] + timedelta(days=400)]
    counts = [sum(d.replace(day=1) == m for d in long) for m in (add_months(START, i) for i in range(42))]
    reading, text = said(counts, direction="decrease", dates=long)
    assert (reading.rule, reading.icon) == ("gap_long", "improvement_low") and "longer than usual" in text
    assert said(counts, dates=long[-8:])[0].reason.endswith("7 gaps between them are too few: 13 are needed")


def test_step_targets_take_the_latest():
    values = [0.8, 0.75, 0.82, 0.79] * 9
    head = header("held", "share", of="due", direction="increase", target=0.5)
    rows = pd.DataFrame({
        "metric": "held", "period_kind": "month", "start": pd.to_datetime([add_months(START, i) for i in range(36)]),
        "area": "TEES", "by1": "total", "basis": "live", "status": "ok", "value": values, "denominator": 200,
        "numerator": [round(200 * v) for v in values], "range_low": np.nan,
    })  # fmt: skip
    plain = signals(rows, {"held": head}).iloc[0]
    assert plain["target"] == 0.5 and plain["assurance"] == "consistent_pass" and plain["kind"] == "p"
    steps = {"held": (Step(date(2024, 4, 1), 0.75), Step(date(2025, 4, 1), 0.95))}
    stepped = signals(rows, {"held": head}, targets=steps).iloc[0]
    assert stepped["target"] == 0.95 and stepped["assurance"] == "consistent_fail"
    assert json.loads(stepped["targets"]) == [None] * 5 + [0.75] * 12 + [0.95] * 19


def test_rows_of_the_signals_table():
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    found = signals(true, given.HEADERS)
    assert list(found.columns) == list(COLUMNS) and found["chart"].is_unique
    assert set(found["area"]) == set(given.ALL) and "assessment_factors" not in set(found["metric"])
    assert not found["metric"].str.endswith("_rate").any()
    lists = ("months", "rules", "point_types", "icons", "centres", "lowers", "uppers", "targets")
    for row in found.itertuples():
        assert {len(json.loads(getattr(row, c))) for c in lists} == {36}
    done = found[found["metric"] == "interviews_done"]
    icons = {i for row in done["icons"] for i in json.loads(row)}
    assert icons <= {"", "common_cause", "improvement_high", "concern_low", "not_judged"} and len(icons) > 1
    limits = found["kind"].isin(["xmr", "xmr_c", "p", "t"])
    assert found.loc[~limits, ["lower", "upper"]].isna().all(axis=None) and (found["reason"] != "").all()
    assert {"xmr", "xmr_c", "p"} <= set(found["kind"]) and set(found["state"]) <= {"judged", "hidden", "too_few"}
    assert (found.loc[found["state"] == "judged", "false_rate"] > 0).all()
    assert (found.loc[found["state"] != "judged", "false_rate"] == 0).all()


def test_how_many_false_signals_to_expect():
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    table = signals(true, given.HEADERS)
    found = expected_false(table)
    assert found["charts"] == len(table) == found["judged"] + found["hidden"] + found["too_few"]
    assert 0.005 * found["judged"] <= found["expected"] <= 0.022 * found["judged"]
    assert f"{found['judged']} are judged" in found["sentence"] and "if nothing at all had changed" in found["sentence"]
    assert expected_false(table.iloc[:0]) == {"expected": 0, "charts": 0, "judged": 0, "hidden": 0, "too_few": 0,
                                              "sentence": ""}  # fmt: skip


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


def test_event_dates_are_used_only_where_they_single_out_nobody():
    members = pd.DataFrame([("added_to_list", "E06000001", date(2026, 1, 9)), ("sessions_held", "E06000001",
                            date(2026, 2, 3)), ("sessions_held", "E06000001", date(2026, 1, 3))],
                           columns=["metric", "la_code", "counted_on"])  # fmt: skip
    every, one = given.ALL, ("E06000001",)
    strategic, producer, own = (Audience("x", "X", mode, areas, ("month",), "m") for mode, areas in
                                (("controlled", every), ("producer", every), ("controlled", one)))  # fmt: skip
    assert {m for m, _ in event_dates(members, given.HEADERS, strategic)} == {"sessions_held"}
    assert event_dates(members, given.HEADERS, strategic)["sessions_held", "TEES"] == [
        date(2026, 1, 3),
        date(2026, 2, 3),
    ]
    for trusted in (producer, own):
        assert {m for m, _ in event_dates(members, given.HEADERS, trusted)} == {"added_to_list", "sessions_held"}
    assert event_dates(None, given.HEADERS, producer) == {}


def test_a_rebase_comes_from_its_event():
    events = pd.DataFrame([("2025-05-01", "TEES", "added_to_list", "Limits taken anew: new tool", "chair", "rebase"),
                           ("2025-05-01", "TEES", "", "Something else", "chair", "")],
                          columns=["date", "area", "metric", "title", "source", "kind"])  # fmt: skip
    assert rebases_of(events) == [Rebase("added_to_list", "TEES", date(2025, 5, 1), "new tool", "chair")]
    assert rebases_of(pd.DataFrame()) == []
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    found = signals(true, given.HEADERS, rebases=rebases_of(events)).set_index("chart")
    assert found.loc["added_to_list:TEES", "since"] == "2025-05" and (found["since"] == "").sum() == len(found) - 1

"""Figures derived from what is left after protection."""

from datetime import date

import pandas as pd
import pytest
import release_rows as given

from data_contracts import published_rows
from release.figures import figures, mid_year

QUARTER = {
    "period_kind": "quarter",
    "period_start": date(2026, 4, 1),
    "period_end": date(2026, 6, 30),
    **dict.fromkeys(("by1", "cat1", "by2", "cat2"), "total"),
    "basis": "live",
    "status": "ok",
    "area": "TEES",
}


def derived(*rows, population=given.POPULATION):
    frame = given.typed(pd.DataFrame([QUARTER | r for r in rows]))
    found = figures(frame, given.HEADERS, population)
    return published_rows.SCHEMA.validate(found).set_index("metric")


def done(yes, no, blank=0, **more):
    n = None if yes is None else yes + no + blank
    return {"metric": "interviews_done", "yes": yes, "no": no, "not_recorded": blank, "n": n} | more


def test_a_share_is_yes_over_all_with_what_is_not_recorded_in_the_denominator():
    row = derived(done(6, 3, 1)).loc["interviews_done"]
    assert (row["numerator"], row["not_recorded"], row["denominator"]) == (6, 1, 10)
    assert row["value"] == pytest.approx(0.6) and row["lower"] == pytest.approx(0.3127, abs=1e-4)


@pytest.mark.parametrize(("yes", "no", "status"), [(0, 0, "z"), (2, 2, "u"), (5, 0, "ok")])
def test_few_and_none(yes, no, status):
    row = derived(done(yes, no)).loc["interviews_done"]
    assert row["status"] == status
    assert pd.isna(row["value"]) == (status != "ok") and pd.isna(row["numerator"]) == (status == "z")


@pytest.mark.parametrize(("n", "status"), [(0, "z"), (9, "u"), (10, "ok")])
def test_medians_want_ten_cases_and_are_whole(n, status):
    row = derived({"metric": "days_on_list", "n": n, "value": 41.6 if n else None}).loc["days_on_list"]
    assert row["status"] == status and (row["value"] == 42 if status == "ok" else pd.isna(row["value"]))
    assert pd.isna(row["numerator"]) and (status == "z" or row["denominator"] == n)


@pytest.mark.parametrize("status", ["c", "x"])
def test_what_is_hidden_or_missing_stays_so_in_all_that_rests_on_it(status):
    bare = {"status": status, "n": None, "yes": None, "no": None, "not_recorded": None}
    found = derived({"metric": "open_on_list"} | bare, done(9, 9) | bare,
                    done(8, 10, metric="interviews_in_time"))  # fmt: skip
    for metric in ("open_on_list", "open_on_list_rate", "interviews_done", "in_time_of_done"):
        row = found.loc[metric]
        assert row["status"] == status
        assert row[["numerator", "denominator", "value", "lower", "upper"]].isna().all()


def test_a_ratio_comes_from_two_shown_counts():
    found = derived(done(16, 4), done(12, 8, metric="interviews_in_time"))
    row = found.loc["in_time_of_done"]
    assert (row["numerator"], row["denominator"], row["status"]) == (12, 16, "ok") and row["value"] == 0.75
    few = derived(done(4, 16), done(2, 18, metric="interviews_in_time")).loc["in_time_of_done"]
    assert few["status"] == "u" and (few["numerator"], few["denominator"]) == (2, 4)
    none = derived(done(0, 20), done(0, 20, metric="interviews_in_time")).loc["in_time_of_done"]
    assert none["status"] == "z"
    small = derived(done(0, 0), done(0, 0, metric="interviews_in_time")).loc["in_time_of_done"]
    assert small["status"] == "z"


def test_a_ratio_over_one_has_no_interval():
    over = derived(done(8, 12), done(12, 8, metric="interviews_in_time")).loc["in_time_of_done"]
    assert over["value"] == 1.5 and pd.isna(over["lower"])


def test_the_population_is_the_mid_year_in_which_the_financial_year_begins():
    ends = pd.Series(pd.to_datetime(["2026-03-31", "2026-04-30", "2025-12-31", "2026-01-31"]))
    assert mid_year(ends).tolist() == [2025, 2026, 2025, 2025]


def test_rates_take_the_latest_earlier_estimate_and_add_areas_up():
    people = pd.DataFrame([(la, y, n) for la in given.LA_CODES for y, n in ((2024, 10_000), (2025, 20_000))],
                          columns=["area", "mid_year", "population"])  # fmt: skip
    dates = {"period_kind": "month", "period_start": date(2025, 3, 1), "period_end": date(2025, 3, 31)}
    found = derived({"metric": "open_on_list", "n": 40}, {"metric": "open_on_list", "n": 40} | dates,
                    population=people).loc["open_on_list_rate"]  # fmt: skip
    found = found.set_index("period_kind")
    assert found.loc["quarter", "denominator"] == 80_000 and found.loc["month", "denominator"] == 40_000
    assert found.loc["quarter", "value"] == pytest.approx(5) and found.loc["quarter", "numerator"] == 40
    late = people.assign(mid_year=people["mid_year"] + 5)
    row = derived({"metric": "open_on_list", "n": 40}, population=late).loc["open_on_list_rate"]
    assert row["status"] == "x" and pd.isna(row["numerator"])


def test_published_figures_keep_their_own_marks_and_get_rates():
    found = figures(given.typed(given.published()), given.HEADERS, given.POPULATION).set_index(
        ["metric", "area", "cat1"]
    )
    assert found.loc[("assessment_factors", "TEES", "trafficking"), "status"] == "c"
    assert found.loc[("assessment_factors_rate", "TEES", "trafficking"), "status"] == "c"
    assert found.loc[("assessment_factors_rate", "E92000001", "going_missing"), "value"] == pytest.approx(9 / 50)


def test_the_whole_frame_makes_valid_figures():
    found = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    published_rows.SCHEMA.validate(found)
    assert {"open_on_list_rate", "in_time_of_done", "assessment_factors_rate"} <= set(found["metric"])
    assert len(found) < 30_000

"""The helper functions on their hard days: ends of months, the 29th of February, the birthday itself."""

from datetime import date, datetime
from typing import Any

import pytest

from queries.workspace import HERE, prepare, shared_views


@pytest.fixture(scope="module")
def con(small: Any) -> Any:
    warehouse = small()
    prepare(warehouse.con, date(2026, 10, 31), 3)
    return warehouse.con


@pytest.mark.parametrize(
    ("call", "values", "wanted"),
    [
        ("days_between(?, ?)", (date(2024, 2, 28), date(2024, 3, 1)), 2),
        ("days_between(?, ?)", (datetime(2026, 1, 1, 23, 59), datetime(2026, 1, 2, 0, 1)), 1),
        ("hours_between(?, ?)", (datetime(2026, 1, 1, 10), datetime(2026, 1, 4, 10, 30)), 72.5),
        ("month_start(?)", (date(2026, 2, 28),), date(2026, 2, 1)),
        ("done_by(null, true, ?, ?)", (date(2026, 3, 31), date(2026, 4, 30)), None),
        ("done_by(null, true, ?, ?)", (date(2026, 4, 30), date(2026, 4, 30)), True),
        ("done_by(null, true, ?, ?)", (date(2026, 3, 31), date(2026, 4, 15)), True),
        ("month_end(?)", (date(2024, 2, 1),), date(2024, 2, 29)),
        ("month_add(?, 1)", (date(2026, 1, 31),), date(2026, 2, 28)),
        ("day_add(?, 3)", (date(2026, 9, 28),), date(2026, 10, 1)),
        ("whole_months(?, ?)", (date(2026, 6, 30), date(2026, 9, 29)), 2),
        ("whole_months(?, ?)", (date(2026, 6, 30), date(2026, 9, 30)), 3),
        ("whole_months(?, ?)", (date(2025, 11, 30), date(2026, 2, 28)), 3),
        ("age_years(?, ?)", (date(2008, 9, 1), date(2026, 8, 31)), 17),
        ("age_years(?, ?)", (date(2008, 9, 1), date(2026, 9, 1)), 18),
        ("age_years(cast(null as date), ?)", (date(2026, 9, 1),), None),
        ("age_band_of(12)", (), "0-12"),
        ("age_band_of(13)", (), "13-14"),
        ("age_band_of(null)", (), "not_recorded"),
        ("duration_of(5.99)", (), "UNDER_6H"),
        ("duration_of(72)", (), "3_TO_7D"),
        ("duration_of(168)", (), "OVER_7D"),
        ("time_on_list_of(3)", (), "3_TO_6"),
        ("time_on_list_of(12)", (), "OVER_12"),
        ("ethnicity_group_of('CHNE')", (), "ASIAN"),
        ("ethnicity_group_of('NOBT')", (), "not_recorded"),
        ("risk_rank('VERY_HIGH') > risk_rank('HIGH')", (), True),
        ("risk_rank(null)", (), None),
    ],
)
def test_helper(con: Any, call: str, values: tuple[Any, ...], wanted: Any) -> None:
    assert con.execute(f"select {call}", list(values)).fetchall()[0][0] == wanted


def test_every_bucket_that_a_helper_gives_is_a_code(con: Any) -> None:
    from data_contracts.vocabularies import AGE_BAND, DURATION, ETHNICITY, ETHNICITY_GROUP, TIME_ON_LIST

    def given(call: str) -> set[str]:
        return {row[0] for row in con.execute(f"select distinct {call} from range(0, 400) as t(n)").fetchall()}

    assert given("age_band_of(n)") == set(AGE_BAND.codes)
    assert given("duration_of(n)") == set(DURATION.codes)
    assert given("time_on_list_of(n)") == set(TIME_ON_LIST.codes)
    groups = {con.execute("select ethnicity_group_of(?)", [c]).fetchall()[0][0] for c in ETHNICITY.codes}
    assert groups == {*ETHNICITY_GROUP.codes, "not_recorded"}


def test_calendar_has_complete_periods_only(small: Any) -> None:
    con = small().con
    prepare(con, date(2026, 10, 30), 12)
    found = con.execute("select period_kind, min(period_start), max(period_end), count(*) from calendar group by 1 "
                        "order by 1").fetchall()  # fmt: skip
    assert found == [
        ("month", date(2025, 10, 1), date(2026, 9, 30), 12),
        ("quarter", date(2025, 10, 1), date(2026, 9, 30), 4),
    ]


def test_preparing_a_warehouse_leaves_the_shared_views_as_their_files_say(small: Any) -> None:
    prepare(small().con, date(2026, 10, 30), 12)
    number = (HERE / "views" / "number.sql").read_text("utf-8")
    assert shared_views()["number"].strip() in number

"""Local settings: the authority's own goes before all's, each holds from its day on; working days of England."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_contracts.areas import LA_CODES
from queries.catalogue import catalogue
from queries.settings import SettingError, bank_holidays, setting_rows, workdays
from queries.workspace import prepare

HARTLEPOOL, MIDDLESBROUGH = LA_CODES[:2]


def _own(folder: Path, *lines: str) -> Path:
    file = folder / "settings.toml"
    file.write_text("\n".join(f'[[setting]]\nsource = "local"\n{line}' for line in lines), "utf-8")
    return file


def _review(rows: list[Any], la_code: str) -> list[tuple[float, date, date]]:
    return [(r[3], r[5], r[6]) for r in rows if r[0] == la_code and r[1] == "review_days"]


def test_the_shipped_settings_hold_for_every_authority_without_a_gap() -> None:
    rows = setting_rows(None)
    assert {r[0] for r in rows} == {*LA_CODES, "TEES"}
    assert _review(rows, HARTLEPOOL) == [(31.0, date(2000, 1, 1), date(9999, 12, 31))]
    assert all(r[4].strip() for r in rows), "each with its source"
    assert setting_rows(Path("no such file")) == rows


def test_a_line_of_its_own_holds_from_its_day(tmp_path: Path) -> None:
    own = _own(
        tmp_path,
        f'name = "review_days"\nvalue = 42\nvalid_from = 2026-04-01\nla_code = "{HARTLEPOOL}"',
        'name = "review_days"\nvalue = 28\nvalid_from = 2026-07-01',
    )
    rows = setting_rows(own)
    assert _review(rows, HARTLEPOOL)[:2] == [
        (31.0, date(2000, 1, 1), date(2026, 3, 31)),
        (42.0, date(2026, 4, 1), date(2026, 6, 30)),
    ]
    assert {n for n, start, _ in _review(rows, HARTLEPOOL) if start >= date(2026, 4, 1)} == {42.0}
    assert [n for n, _, _ in _review(rows, MIDDLESBROUGH)] == [31.0, 28.0]


def test_the_same_day_takes_the_place_of_the_shipped_line(tmp_path: Path) -> None:
    own = _own(tmp_path, 'name = "review_days"\nvalue = 28\nvalid_from = 2000-01-01')
    assert [n for n, _, _ in _review(setting_rows(own), MIDDLESBROUGH)] == [28.0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('name = "review_day"\nvalue = 1\nvalid_from = 2026-04-01', "no known name; there are"),
        ('name = "review_days"\nvalue = 1', "needs name, value"),
        ('name = "review_days"\nvalue = 1\nvalid_from = "2026-04-01"', "date without quotes"),
        ('name = "review_days"\nvalue = 1\nvalid_from = 2026-04-01\nla_code = "Hartlepool"', "by its code"),
        ('name = "review_days', "not TOML"),
        ('name = "review_days"\nvalue = "42"\nvalid_from = 2026-04-01', r"\(review_days\) needs a whole number"),
        ('name = "review_days"\nvalue = 31.5\nvalid_from = 2026-04-01', "whole number without quotes"),
        ('name = "review_days"\nvalue = true\nvalid_from = 2026-04-01', "whole number without quotes"),
        ('name = "repeat_days"\nvalue = -90\nvalid_from = 2026-04-01', "whole number without quotes"),
        ('name = "good_or_better"\nvalue = "GOOD|OUTSTANDNG"\nvalid_from = 2026-04-01', "needs grades"),
    ],
)
def test_a_settings_file_that_breaks_the_form_is_refused(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(SettingError, match=says):
        setting_rows(_own(tmp_path, line))


def test_every_setting_is_read_by_a_select_or_a_command() -> None:
    read = "".join(path.read_text("utf-8") for folder in ("queries", "commands") for path in Path(folder).rglob("*.??*")
                   if path.suffix in (".sql", ".py"))  # fmt: skip
    assert not [name for name in {row[1] for row in setting_rows()} if not re.search(rf"['\"]{name}['\"]", read)]


def test_what_counts_as_good_follows_the_authority_from_its_day(small: Any, tmp_path: Path) -> None:
    lines = [f"{{audit_ref: '{day}', audit_date: '{day}', grade: 'REQUIRES_IMPROVEMENT', la_code: '{la}'}}"
             for la in (HARTLEPOOL, MIDDLESBROUGH) for day in ("2026-06-30", "2026-07-01")]  # fmt: skip
    con = small().con
    con.execute(f"insert into audit by name select unnest([{', '.join(lines)}], recursive := true)")
    value = "OUTSTANDING|GOOD|REQUIRES_IMPROVEMENT"
    own = f'name = "good_or_better"\nvalue = "{value}"\nvalid_from = 2026-07-01\nla_code = "{HARTLEPOOL}"'
    prepare(con, date(2026, 10, 31), 6, settings=_own(tmp_path, own))
    found = con.execute(
        f"select la_code, unit from ({catalogue()['audit_good_or_better'].sql}) where numerator"
    ).fetchall()
    assert found == [(HARTLEPOOL, "2026-07-01")]


def test_bank_holidays_of_england() -> None:
    days = bank_holidays(2027)
    for day in (date(2026, 4, 3), date(2026, 4, 6), date(2026, 8, 31), date(2022, 9, 19), date(2026, 12, 28)):
        assert day in days
    assert date(2026, 8, 3) not in days, "that is Scotland's"


def test_working_days_are_counted_by_their_numbers(small: Any) -> None:
    con = small().con
    prepare(con, date(2026, 10, 31), 3)
    easter = "select b.nth - a.nth from workday as a, workday as b where a.day = ? and b.day = ?"
    assert con.execute(easter, [date(2026, 4, 2), date(2026, 4, 10)]).fetchall() == [(4,)]
    assert con.execute(easter, [date(2026, 4, 3), date(2026, 4, 6)]).fetchall() == [(0,)]
    weekdays = "select count(*) from holiday where year(day) = 2026 and isodow(day) < 6"
    assert con.execute(weekdays).fetchall() == [(8,)]
    assert workdays(2027)[-1][0] == date(2027, 12, 31)

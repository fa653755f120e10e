"""Local settings and working days: what the metrics may read as `setting`, `holiday` and `workday`.

Defaults ship in `settings.toml` beside this file; a partnership's own stand in HOME/config/settings.toml.
Each has a source and a first day, so that a change of rule does not rewrite the past.
"""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays

from data_contracts.areas import LA_CODES
from data_contracts.vocabularies import GRADE, TEES

SHIPPED = Path(__file__).parent / "settings.toml"
SETTING = "la_code varchar, name varchar, value varchar, number double, source varchar, valid_from date, valid_to date"
LAST_DAY = date(9999, 12, 31)
YEARS_HELD = 15
Setting = tuple[str, str, str, float | None, str, date, date]
"""A row of `setting`: one authority, one name, the days from valid_from to valid_to."""


class SettingError(ValueError):
    """A settings file that breaks the form; the text names the file, the line of settings and what to mend."""


def setting_rows(own: Path | None = None) -> list[Setting]:
    """Rows of `setting`: for each authority (and TEES) and name, which value holds from when to when.

    `own`: a settings file that goes before the shipped one; it need not exist. On any day the line for the
    authority with the latest first day holds, else the latest line for all. SettingError if a file breaks the form.
    """
    lines = _lines(SHIPPED)
    shipped = {line["name"]: line["value"] for line in lines}
    names = set(shipped)
    if own is not None and own.exists():
        lines += _known(own, _lines(own), shipped)
    found: list[Setting] = []
    for la_code in (*LA_CODES, TEES):
        for name in sorted(names):
            mine = [line for line in lines if line["name"] == name and line.get("la_code", la_code) == la_code]
            found += _spans(la_code, name, mine)
    return found


def _spans(la_code: str, name: str, lines: list[dict]) -> list[Setting]:
    """One authority's and name's values, each until the day before the next."""
    starts = sorted({line["valid_from"] for line in lines})
    found = []
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        holding = [line for line in lines if line["valid_from"] <= start]
        # max() keeps the first of equals, so later lines (the partnership's own) are looked at first
        line = max(reversed(holding), key=lambda x: ("la_code" in x, x["valid_from"]))
        value, end = line["value"], after - timedelta(1) if after else LAST_DAY
        number = float(value) if isinstance(value, int | float) else None
        found.append((la_code, name, str(value), number, line["source"], start, end))
    return found


def _lines(path: Path) -> list[dict]:
    """The `[[setting]]` lines of a file, checked for their form."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"{path.name} is not TOML: {error}") from error
    if set(found) - {"setting"}:
        raise SettingError(f"{path.name}: only [[setting]] may stand here")
    lines = found.get("setting", [])
    for nth, line in enumerate(lines, start=1):
        keys = set(line)
        if keys - {"la_code"} != {"name", "value", "source", "valid_from"}:
            raise SettingError(f"{path.name}: setting {nth} needs name, value, source and valid_from, and no more")
        if line.get("la_code", TEES) not in (*LA_CODES, TEES):
            raise SettingError(f"{path.name}: setting {nth} names no authority by its code")
        if type(line["valid_from"]) is not date or not str(line["source"]).strip():
            raise SettingError(f"{path.name}: setting {nth} needs a date without quotes and a source")
    return list(lines)


def _known(path: Path, lines: list[dict], shipped: dict[str, Any]) -> list[dict]:
    """The lines, each of a name that is shipped and with a value of its kind: a figure must not rest on a slip."""
    for nth, line in enumerate(lines, start=1):
        if line["name"] not in shipped:
            raise SettingError(f"{path.name}: setting {nth} has no known name; there are {', '.join(sorted(shipped))}")
        value = line["value"]
        if isinstance(shipped[line["name"]], int):
            if type(value) is not int or value < 0:
                raise SettingError(f"{path.name}: setting {nth} ({line['name']}) needs a whole number without quotes")
        elif not isinstance(value, str) or not set(value.split("|")) <= set(GRADE.codes):
            raise SettingError(
                f"{path.name}: setting {nth} ({line['name']}) needs grades, joined by | : {', '.join(GRADE.codes)}"
            )
    return lines


def number_on(rows: list[Setting], la_code: str, name: str, day: date) -> int:
    """The number that a setting of an authority (or TEES) has on a day, from `setting_rows`."""
    return next(int(r[3] or 0) for r in rows if r[:2] == (la_code, name) and r[5] <= day <= r[6])


def working_days_before(day: date, n: int) -> date:
    """The last day that lies `n` working days before `day`, as `workday` counts them."""
    nth = {d: place for d, _, place in workdays(day.year)}
    return max(d for d in nth if d < day and nth[day] - nth[d] >= n)


@cache
def bank_holidays(last_year: int) -> tuple[date, ...]:
    """Bank holidays of England, those moved from a weekend included, of the years up to `last_year`."""
    years = range(last_year - YEARS_HELD, last_year + 1)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))


@cache
def workdays(last_year: int) -> tuple[tuple[date, bool, int], ...]:
    """(day, whether it is a working day, working days up to and with it) for each day of those years.

    Working days after `a` up to and with `b` are then the third of `b` less the third of `a`.
    """
    off, found, nth = set(bank_holidays(last_year)), [], 0
    day = date(last_year - YEARS_HELD, 1, 1)
    while day.year <= last_year:
        working = day.weekday() < 5 and day not in off
        nth += working
        found.append((day, working, nth))
        day += timedelta(1)
    return tuple(found)

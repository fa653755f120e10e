"""The Standard Safeguarding Dataset to `missing`, `child` and `care_period` extracts (tables: etl/sources/ssd.py)."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.vocabularies import (
    EPISODE_TYPE,
    ETHNICITY,
    OFFER,
    RHI_ANSWER,
    SEX,
    YES_NO,
    Authority,
)
from etl.pseudonymise.cleaning import blank
from etl.pseudonymise.keys import PseudonymiseError, normalise_id
from etl.pseudonymise.outputs import Extract, Progress, Pseudonyms, Report
from etl.pseudonymise.people import (
    People,
    Stay,
    age_band,
    care_extract,
    child_extract,
    drawn_on,
    known_children,
    month_of,
    supplied,
)
from etl.pseudonymise.raw import raw_files, read_sheets
from etl.sources.ssd import (
    COMPULSORY,
    FILE,
    NO_DISABILITY,
    STATUS_TABLES,
    TABLES,
    is_asylum_seeking_alone,
    miles_band,
)
from etl.sources.ssda903 import missing_from

MISSING = ["child_ref", "la_code", "start_at", "end_at", "episode_ref", "episode_type", "missing_from", "sex",
           "age_band", "rhi_offered", "rhi_accepted"]  # fmt: skip
_CLOCK = re.compile(r"[T ](\d{1,2}):(\d{2})")
_ANSWERS: dict[str, str] = {s: RHI_ANSWER.labels[c] for s, c in RHI_ANSWER.spellings().items()} | dict(
    OFFER.spellings()
)
Row = dict[str, str]


def extracts(
    folder: Path, la: Authority, names: Pseudonyms, known: Mapping[str, str], report: Report, progress: Progress
) -> list[Extract]:
    """`missing`, and `child` and `care_period` of the children concerned; `report` is filled. PseudonymiseError."""
    files = [p for p in raw_files(folder) if FILE.fullmatch(p.name)]
    tables = _read(files, report, progress)
    people = People(report)
    _persons(people, tables)
    _stays(people, tables.get("ssd_cla_placement", []))
    rows = [_episode(r, la, names, people) for r in tables["ssd_missing"]]
    drawn = drawn_on(files, people.days)
    report.rows = len(rows)
    wanted = {normalise_id(r["person"]) for r in tables["ssd_missing"] if r["person"].strip()}
    wanted |= set(people.stays) | (known_children(known) & set(people.persons))
    first = date.fromisoformat(min((row[2][:10] for row in rows if row[2]), default=drawn.isoformat()))
    period = (first.replace(day=1), month_of(drawn)[1])
    missing = Extract(f"{la.slug}-missing-{drawn:%Y-%m-%d}.csv", "missing", MISSING, rows, period, drawn, "LCS")
    made = [supplied(missing, MISSING[:4]), child_extract(la, names, people, wanted, drawn)]
    if people.stays:
        earliest = min(day for own in people.stays.values() for day in own)
        made.append(care_extract(la, names, people, wanted, drawn, earliest))
    report.notes.append("The SSD holds no date of a return interview: interviews within 72 hours stay not supplied.")
    return made


def _read(files: list[Path], report: Report, progress: Progress) -> dict[str, list[Row]]:
    """The used columns of every table that is there, by our words. PseudonymiseError where one cannot be used."""
    found: dict[str, list[Row]] = {}
    for number, path in enumerate(files):
        progress("Reading the dataset", number, len(files))
        match = FILE.fullmatch(path.name)
        columns = TABLES.get(match["table"].lower()) if match else None
        if match is None or columns is None:
            continue
        table = match["table"].lower()
        if table in found:
            raise PseudonymiseError(f"{path.name} is a second file of {table}; leave one of them in the folder.")
        headers, rows = read_sheets(path)[0].table(n for options in columns.values() for n in options)
        places = {fold(h): h for h in headers}
        used = {ours: next((places[fold(n)] for n in options if fold(n) in places), None)
                for ours, options in columns.items()}  # fmt: skip
        if absent := [columns[ours][0] for ours, header in used.items() if header is None]:
            raise PseudonymiseError(f"{path.name} has no column {', '.join(absent)}: it is not {table} of the SSD.")
        found[table] = [{ours: row.get(header or "", "") for ours, header in used.items()} for row in rows]
        report.files_read.append(path.name)
        report.dropped[path.name] = [h for h in headers if h.strip() and h not in used.values()]
    progress("Reading the dataset", len(files), len(files))
    if absent := [t for t in COMPULSORY if t not in found]:
        raise PseudonymiseError(f"The folder holds no {' and no '.join(f'{t}.csv' for t in absent)}.")
    return found


def _persons(people: People, tables: Mapping[str, list[Row]]) -> None:
    """Attributes of every child, and the care status where the tables that tell it are there."""
    for row in tables["ssd_person"]:
        one = people.of(normalise_id(row["person"]))
        one.birth = people.day("birth_month", row["birth"])
        one.sex = people.code("sex", SEX, row["sex"])
        one.ethnicity = people.code("ethnicity", ETHNICITY, row["ethnicity"])
        one.ehc_plan = people.code("ehc_plan", YES_NO, row["ehc_plan"])
    for row in tables.get("ssd_disability", []):
        one, code = people.of(normalise_id(row["person"])), row["code"].strip().upper()
        one.disability = "Y" if one.disability == "Y" or (code and code not in NO_DISABILITY) else "N" if code else ""
    for row in tables.get("ssd_immigration_status", []):
        one = people.of(normalise_id(row["person"]))
        one.uasc = "Y" if one.uasc == "Y" or is_asylum_seeking_alone(row["status"]) else "N"
    for row in tables.get("ssd_care_leavers", []):
        people.of(normalise_id(row["person"])).adviser = "N" if blank(row["adviser"]) else "Y"
    if all(table in tables for table in STATUS_TABLES):
        for one in people.persons.values():
            one.care_status = "NONE"
    for table, status in reversed(STATUS_TABLES.items()):
        for row in tables.get(table, []):
            if blank(row.get("end", "")):
                people.of(normalise_id(row["person"])).care_status = status


def _stays(people: People, rows: list[Row]) -> None:
    for row in rows:
        if start := people.day("start_date", row["start"]):
            stay = Stay(
                start, people.day("end_date", row["end"]), row["place"].strip().upper(), "", miles_band(row["miles"])
            )
            people.stays.setdefault(normalise_id(row["person"]), {})[start] = stay


def _episode(row: Row, la: Authority, names: Pseudonyms, people: People) -> list[str]:
    """One harmless row. What is no date or code is left blank, so that loading can refuse the row by number."""
    child = normalise_id(row["person"]) if row["person"].strip() else ""
    start, end = people.day("start_at", row["start"]), people.day("end_at", row["end"])
    person = people.of(child) if child else None
    where = missing_from(people.placements(child), start) if start and people.stays else ""
    return [
        names.of("child", child), la.code, _when(start, row["start"]), _when(end, row["end"]),
        names.of("episode", row["episode"], remember=False), people.code("episode_type", EPISODE_TYPE, row["type"]),
        where, person.sex if person else "", age_band(person.birth if person else None, start),
        _ANSWERS.get(fold(row["offered"]), ""), _ANSWERS.get(fold(row["accepted"]), ""),
    ]  # fmt: skip


def _when(day: date | None, text: str) -> str:
    """The day, with its clock time where one is written that is not midnight (some systems write only that)."""
    clock = _CLOCK.search(text)
    if day is None or clock is None or (clock[1], clock[2]) in (("00", "00"), ("0", "00")) or int(clock[1]) > 23:
        return day.isoformat() if day else ""
    return f"{day.isoformat()} {int(clock[1]):02d}:{clock[2]}"

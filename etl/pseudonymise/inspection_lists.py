"""The inspection workbook (Ofsted's Annex A) to `child` and `care_period` extracts (lists: etl/sources/annexa.py)."""

from collections.abc import Mapping
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.vocabularies import ETHNICITY, IN_OR_OUT, SEX, YES_NO, Authority
from etl.pseudonymise.cleaning import blank
from etl.pseudonymise.keys import PseudonymiseError, normalise_id
from etl.pseudonymise.outputs import Extract, Progress, Pseudonyms, Report
from etl.pseudonymise.people import People, Stay, care_extract, child_extract, drawn_on, known_children
from etl.pseudonymise.raw import Sheet, raw_files, read_sheets
from etl.sources.annexa import LISTS, LOOKED_AFTER, MARK, STATUS, answer, place_code

Row = dict[str, str]


def extracts(
    folder: Path, la: Authority, names: Pseudonyms, known: Mapping[str, str], report: Report, progress: Progress
) -> list[Extract]:
    """`child` and `care_period` of looked-after and known children; `report` is filled. PseudonymiseError if no list 8.

    Of a child's placements the workbook holds the latest only, so `care_period` declares no more than its own month.
    """
    files = [p for p in raw_files(folder) if not p.name.startswith("~")]
    lists = _read(files, report, progress)
    people = People(report)
    for name in reversed(LISTS):
        for row in lists.get(name, []):
            _person(people, name, row)
    looked_after = {normalise_id(r["person"]) for r in lists[LOOKED_AFTER] if r["person"].strip()}
    for row in lists[LOOKED_AFTER]:
        _stay(people, row)
    drawn = drawn_on(files, people.days)
    wanted = looked_after | (known_children(known) & set(people.persons))
    report.rows = len(wanted)
    report.notes += [
        f"{len(people.persons) - len(wanted)} children who are neither looked after nor in the lookup were left out.",
        "Annex A counts missing episodes and holds no dates of them: no missing extract can be made of it.",
    ]
    return [child_extract(la, names, people, wanted, drawn), care_extract(la, names, people, looked_after, drawn)]


def _read(files: list[Path], report: Report, progress: Progress) -> dict[str, list[Row]]:
    """Rows of each list that is there, by our words for its columns."""
    found: dict[str, list[Row]] = {}
    for number, path in enumerate(files):
        progress("Reading the lists", number, len(files))
        for sheet in read_sheets(path):
            for name in LISTS:
                _take(path, sheet, name, found, report)
        if path.name not in report.files_read and any(key.startswith(path.name) for key in report.dropped):
            report.files_read.append(path.name)
    progress("Reading the lists", len(files), len(files))
    if LOOKED_AFTER not in found:
        raise PseudonymiseError("No sheet has the columns of Annex A's list 8 (children looked after).")
    return found


def _take(path: Path, sheet: Sheet, name: str, found: dict[str, list[Row]], report: Report) -> None:
    """Take the sheet's rows if it is this list: its mark is among the headers."""
    columns = LISTS[name]
    headers, rows = sheet.table(h for options in columns.values() for h in options)
    places = {fold(h): h for h in headers}
    used = {
        ours: next((places[fold(h)] for h in options if fold(h) in places), "") for ours, options in columns.items()
    }
    if not used[MARK[name]]:
        return
    where = f"{path.name}, sheet {sheet.name}" if sheet.name else path.name
    if not used["person"]:
        raise PseudonymiseError(f"{where} has no column Child Unique ID.")
    found.setdefault(name, []).extend({ours: row.get(header, "") for ours, header in used.items()} for row in rows)
    report.dropped[where] = [h for h in headers if h.strip() and h not in used.values()]


def _person(people: People, name: str, row: Row) -> None:
    """What a list says of a child; a list that stands higher in etl/sources/annexa.py is asked later and wins."""
    if not row["person"].strip():
        return
    one = people.of(normalise_id(row["person"]))
    one.birth = people.day("birth_month", row["birth"]) or one.birth
    one.sex = people.code("sex", SEX, answer(row["sex"])) or one.sex
    one.ethnicity = people.code("ethnicity", ETHNICITY, answer(row["ethnicity"])) or one.ethnicity
    one.disability = people.code("disability", YES_NO, answer(row["disability"])) or one.disability
    one.uasc = people.code("uasc", YES_NO, answer(row.get("uasc", ""))) or one.uasc
    if "adviser" in row:
        one.adviser = "N" if blank(row["adviser"]) else "Y"
    people.day("start_date", row.get("start", ""))
    if people.day("end_date", row.get("end", "")) is None:
        one.care_status = STATUS[name]


def _stay(people: People, row: Row) -> None:
    start = people.day("start_date", row["placed"])
    if start is None or not row["person"].strip():
        return
    where = people.code("in_or_out", IN_OR_OUT, answer(row["where"]))
    stay = Stay(start, people.day("end_date", row["end"]), place_code(row["place"]), where)
    people.stays.setdefault(normalise_id(row["person"]), {})[start] = stay

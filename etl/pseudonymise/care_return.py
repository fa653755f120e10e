"""The looked-after-children return (SSDA903) to `missing` extracts, one per collection year."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.vocabularies import EPISODE_TYPE, SEX, Authority
from etl.pseudonymise.cleaning import as_date
from etl.pseudonymise.keys import PseudonymiseError, normalise_id
from etl.pseudonymise.outputs import Extract, Progress, Pseudonyms, Report
from etl.pseudonymise.people import age_band
from etl.pseudonymise.raw import raw_files, read_sheets
from etl.sources.ssda903 import FILE, PARTS, Placement, collection_year, missing_from, named_by_start

HEADER = ["child_ref", "la_code", "episode_ref", "episode_type", "start_at", "end_at", "missing_from", "sex",
          "age_band"]  # fmt: skip
Row = dict[str, str]


@dataclass
class _Return:
    """The parts of all years; people and placements of later years win."""

    parts: dict[str, dict[int, list[Row]]] = field(default_factory=lambda: {p: {} for p in PARTS})
    people: dict[str, Row] = field(default_factory=dict)
    placements: dict[str, dict[date, Placement]] = field(default_factory=dict)

    def settle(self) -> None:
        """Bring header and episodes of the years together by child."""
        for year in sorted(self.parts["header"]):
            self.people |= {normalise_id(r["CHILD"]): r for r in self.parts["header"][year]}
        for year in sorted(self.parts["episodes"]):
            for row in self.parts["episodes"][year]:
                if start := as_date(row["DECOM"]):
                    place = Placement(start, as_date(row["DEC"]), row["PLACE"].strip().upper())
                    self.placements.setdefault(normalise_id(row["CHILD"]), {})[start] = place

    def days(self) -> Iterator[tuple[int, date]]:
        """Days that lie inside the collection year of their file."""
        for part, column in (("missing", "MIS_START"), ("episodes", "DEC")):
            for year, rows in self.parts[part].items():
                yield from ((year, day) for row in rows if (day := as_date(row[column])))


def extracts(folder: Path, la: Authority, names: Pseudonyms, report: Report, progress: Progress) -> list[Extract]:
    """One `missing` extract per collection year in `folder`; `report` is filled. PseudonymiseError if none is there."""
    found = _read(folder, report, progress)
    by_start = named_by_start(found.days())
    report.notes.append(
        "A file's year is the one in which the collection year "
        + ("begins: 2017 is April 2017 to March 2018." if by_start else "ends: 2017 is April 2016 to March 2017.")
    )
    made = []
    for year, rows in sorted(found.parts["missing"].items()):
        period = collection_year(year, by_start)
        lines = [_line(row, la, names, found, report) for row in rows]
        name = f"{la.slug}-missing-{period[0].year}-{period[1].year % 100:02d}.csv"
        made.append(Extract(name, "missing", HEADER, lines, period, period[1], "LCS"))
        report.rows += len(lines)
    return made


def _read(folder: Path, report: Report, progress: Progress) -> _Return:
    """All parts in `folder`, with the unused columns left behind."""
    found, files = _Return(), [(p, m) for p in raw_files(folder) if (m := FILE.fullmatch(p.name))]
    for number, (path, match) in enumerate(files):
        progress("Reading the return", number, len(files))
        part = match["part"].lower()
        sheet = read_sheets(path)[0]
        headers, rows = sheet.table(PARTS[part])
        places = {fold(h): h for h in headers}
        if absent := [c for c in PARTS[part] if fold(c) not in places]:
            raise PseudonymiseError(f"{path.name} has no column {', '.join(absent)}: it is not a 903 {part} file.")
        used = {c: places[fold(c)] for c in PARTS[part]}
        found.parts[part][int(match["year"])] = [{c: r[h] for c, h in used.items()} for r in rows]
        report.files_read.append(path.name)
        report.dropped[path.name] = [h for h in headers if h.strip() and h not in used.values()]
    progress("Reading the return", len(files), len(files))
    if not found.parts["missing"]:
        raise PseudonymiseError(f"{folder.name} holds no missing file of the 903, such as 2021-missing.csv.")
    found.settle()
    return found


def _line(row: Row, la: Authority, names: Pseudonyms, found: _Return, report: Report) -> list[str]:
    """One harmless row. What is no date or no code is left blank, so that loading can refuse the row by number."""
    child = normalise_id(row["CHILD"]) if row["CHILD"].strip() else ""
    start, end = as_date(row["MIS_START"]), as_date(row["MIS_END"])
    for column, text, day in (("start_at", row["MIS_START"], start), ("end_at", row["MIS_END"], end)):
        if text.strip() and day is None:
            report.blanked[column] = report.blanked.get(column, 0) + 1
    person = found.people.get(child, {})
    kind = EPISODE_TYPE.spellings().get(fold(row["MISSING"]), "")
    episode = f"{child} {start.isoformat()}" if child and start else ""
    where = missing_from(found.placements.get(child, {}).values(), start) if start else ""
    return [
        names.of("child", child), la.code, names.of("episode", episode, remember=False), kind,
        start.isoformat() if start else "", end.isoformat() if end else "", where,
        SEX.spellings().get(fold(person.get("SEX", "")), ""), age_band(as_date(person.get("DOB", "")), start),
    ]  # fmt: skip

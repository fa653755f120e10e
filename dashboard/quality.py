"""Blocks about the data themselves: what was sent (M3), what is filled in (M1), what to mend first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard import words
from dashboard.blocks import Chart, Entry, Row, Series, Table
from dashboard.cells import Cell
from dashboard.parts import about_line, entry, point, source_line, statuses
from dashboard.reading import Ask, Choice, latest, read
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.kit import contracts
from data_contracts.vocabularies import EXTRACT_STATUS, RECORD_FIELD

FIELDS = "record_field"


def extract_title(extract: str) -> str:
    """What an extract is called in its contract."""
    found = contracts().get(extract)
    return found.title if found else extract.replace("_", " ").capitalize()


def late(released: Released, area: str) -> list[str]:
    """Titles of the extracts that an authority still owes."""
    return [extract_title(r["extract"]) for r in released.supply
            if r["la_code"] == area and str(r["status"]).upper() == "NOT_RECEIVED"]  # fmt: skip


def supply(released: Released) -> Table | None:
    """The grid of authorities and extracts: newest month sent and the date of the file, in text; what is owed first."""
    if not released.supply:
        return None
    sent = {(r["la_code"], r["extract"]): r for r in released.supply}
    areas = [a for a in ALL_AREAS if any(la == a for la, _ in sent)]
    owed = {e for (_, e), r in sent.items() if str(r["status"]).upper() == "NOT_RECEIVED"}
    extracts = sorted(dict.fromkeys(e for _, e in sent), key=lambda e: (e not in owed, extract_title(e)))
    extracts = [e for e in extracts if any((a, e) in sent for a in areas)]
    rows = tuple(Row(extract_title(e), tuple(_sent(sent.get((a, e))) for a in areas)) for e in extracts)
    behind = [ALL_AREAS[a] for a in areas if late(released, a)]
    heading = f"Still to come: {words.listed(behind)}" if behind else "Everything expected has been received"
    return Table(heading, "Newest month supplied, by extract and authority",
                 ("Extract", *(ALL_AREAS[a] for a in areas)), rows, "supply",
                 "Newest whole month in the file, and the date the file was made. Not expected: the authority's flat "
                 "files carry this.",
                 f"As at {words.day(released.as_at)}.", fold=True)  # fmt: skip


def _sent(row: dict[str, Any] | None) -> Entry:
    """`September 2026, file of 5 October 2026; not received` in words."""
    if row is None:
        return Entry("Not expected", words=True)
    if not (row["last_month"] or row["extracted_at"]):
        return Entry("Nothing yet", status="x", words=True)
    state = EXTRACT_STATUS.labels.get(str(row["status"]).upper(), str(row["status"])).lower()
    month = f"{row['last_month']:%B %Y}" if row["last_month"] else ""
    made = f"{'file' if month else 'File'} of {words.day(row['extracted_at'])}" if row["extracted_at"] else ""
    newest = "" if state == "received" else f"newest {state}"
    return Entry("; ".join(filter(None, (month, made, newest))), words=True)


def completeness(released: Released, ask: Ask, choice: Choice) -> Chart | None:
    """How much of each detail is filled in, the emptiest first: bars for the area, the table by authority."""
    period = latest(released, ask.metric, choice, "quarter", (FIELDS,))
    if period is None:
        return None
    areas = list(dict.fromkeys((choice.area, *released.parts_of(choice.area))))
    cells = {k: c for k, c in released.table(ask.metric, period, areas, FIELDS).items() if k[1] in RECORD_FIELD.codes}
    order = sorted(RECORD_FIELD.codes, key=lambda code: _height(cells[choice.area, code]))
    shown = [code for code in order if cells[choice.area, code].shown]
    heading = "How much is filled in cannot be shown for this period"
    if shown:
        worst = cells[choice.area, shown[0]]
        name = RECORD_FIELD.label(shown[0])
        heading = f"{name} is filled in least often: {words.cell_text(worst, 'share')}"
    rows = tuple(Row(RECORD_FIELD.label(c), tuple(entry(cells[a, c], "share") for a in areas)) for c in order)
    series = Series(ask.label, tuple(point(cells[choice.area, c], "share", RECORD_FIELD.label(c)) for c in order))
    table = Table("", f"Share of details filled in, {period.label}", ("Detail", *(ALL_AREAS[a] for a in areas)), rows,
                  "details-filled", "", source_line(released, ask.metric), statuses(rows), ask.metric)  # fmt: skip
    line = about_line(released, ask.metric, choice, period.label, "percent, emptiest first")
    return Chart(heading, line, "bar", (series,), f"Bar chart. {heading}.", table, "percent", True, metric=ask.metric)


def _height(cell: Cell) -> float:
    """Order of a bar: the emptiest first, those not shown last."""
    return cell.value if cell.shown and cell.value is not None else 2.0


def first_to_mend(released: Released, failing: Ask, filled: Ask, choice: Choice) -> Table:
    """One line for each authority: what it owes, its emptiest detail, its faults, and what to do first."""
    areas = [a for a in released.parts_of(choice.area) if a in ALL_AREAS]
    rows = []
    for area in areas:
        owed, gap = late(released, area), emptiest(released, filled, replace(choice, area=area))
        fault = read(released, failing.metric, replace(choice, area=area)).cell
        entries = (
            Entry(words.listed(owed) or "Nothing", words=True),
            Entry(gap or "Not told in this release", words=True),
            entry(fault, "share"),
            Entry(what_first(owed, gap, fault), words=True),
        )
        rows.append(Row(ALL_AREAS[area], entries))
    behind = [r.label for r in rows if r.entries[0].text != "Nothing"]
    heading = f"{words.listed(behind)}: send what is owed first" if behind else "Nothing is owed; gaps come first"
    return Table(heading, "What each authority should put right first", ("Authority", "Still owed", "Emptiest detail",
                 "Rows with a fault", "Do first"), tuple(rows), "mend-first",
                 f"{choice.period.label}; details of the last settled quarter.", f"As at {words.day(released.as_at)}.",
                 statuses(rows))  # fmt: skip


def emptiest(released: Released, ask: Ask, choice: Choice) -> str:
    """`Ethnicity, 78% filled in`, or ''."""
    period = latest(released, ask.metric, choice, "quarter", (FIELDS,))
    if period is None:
        return ""
    cells = {c: released.find(ask.metric, period, choice.area, {FIELDS: c}) for c in RECORD_FIELD.codes}
    shown = {c: cell.value for c, cell in cells.items() if cell.shown and cell.value is not None}
    if not shown:
        return ""
    worst = min(shown, key=lambda c: shown[c])
    return f"{RECORD_FIELD.label(worst)}, {words.percent(shown[worst])} filled in"


def what_first(owed: Sequence[str], gap: str, fault: Cell) -> str:
    """The one thing to do first, in words."""
    if owed:
        return f"Send {owed[0].lower() if not owed[0].startswith('VEMT') else owed[0]}"
    if fault.shown and fault.value and fault.value >= 0.02:
        return "Mend the rows that vemt rejects lists and send the file again"
    return f"Fill in: {gap.split(',')[0].lower()}" if gap else "Nothing stands out"

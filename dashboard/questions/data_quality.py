"""Data quality: can the figures be trusted, and what should each authority mend first?"""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Block, Chart, Entry, Headline, Note, Row, Sentence, Table
from dashboard.reading import Ask, Choice, headline, nothing, read
from dashboard.released import Released
from dashboard.trends import panels
from data_contracts.areas import ALL_AREAS
from data_contracts.vocabularies import EXTRACT_STATUS

QUESTION = "Can we trust these figures, and what should each authority put right first?"
TITLE = "Data quality"
SLUG = "data-quality"
GROUP = "About the data"
ORDER = 14

RECEIVED = Ask(
    "extracts_received", "Extracts received", "extract expected was received", "extracts expected were received"
)
FAILING = Ask("rows_failing", "Rows with a fault", "row checked has a fault", "rows checked have a fault")
NAMES = {"list": "VEMT list", "missing": "Missing episodes", "audit": "Audits"}


def answer(released: Released, choice: Choice) -> list[Block]:
    """Who has sent what and when, rows that break a rule, by authority and over time."""
    if nothing(released, [RECEIVED.metric, FAILING.metric]) and not released.supply:
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        Headline("Supply and faults", tuple(headline(released, a, choice) for a in (RECEIVED, FAILING))),
        supply(released),
        faults(released, choice),
        Note(
            "The sender of an extract gets the list of faults with row numbers; the data lead makes it with vemt "
            "rejects. A corrected file replaces its own months and nothing else.",
            "Putting a fault right",
        ),
    ]
    return [b for b in blocks if b is not None]


def supply(released: Released) -> Table | None:
    """The grid of authorities and extracts: newest month sent and the date of the file, in text."""
    if not released.supply:
        return None
    sent = {(r["la_code"], r["extract"]): r for r in released.supply}
    extracts = list(dict.fromkeys(r["extract"] for r in released.supply))
    areas = [a for a in ALL_AREAS if any(la == a for la, _ in sent)]
    rows = tuple(
        Row(NAMES.get(e, e.replace("_", " ").capitalize()), tuple(_sent(sent.get((a, e))) for a in areas))
        for e in extracts
    )
    late = [
        ALL_AREAS[a] for a in areas if any(str(sent.get((a, e), {}).get("status")) == "NOT_RECEIVED" for e in extracts)
    ]
    heading = f"Still to come: {words.listed(late)}" if late else "Everything expected has been received"
    return Table(heading, "Newest month supplied, by authority and extract",
                 ("Extract", *(ALL_AREAS[a] for a in areas)), rows, "supply",
                 "Newest whole month in the file, and the date the file was made.",
                 f"As at {words.day(released.as_at)}.")  # fmt: skip


def _sent(row: dict | None) -> Entry:
    """`September 2026, file of 5 October 2026; not received` in words."""
    if row is None:
        return Entry("Not expected", words=True)
    if not (row["last_month"] or row["extracted_at"]):
        return Entry("Nothing yet", status="x", words=True)
    state = EXTRACT_STATUS.labels.get(str(row["status"]).upper(), str(row["status"])).lower()
    month = f"{row['last_month']:%B %Y}" if row["last_month"] else ""
    made = f"file of {words.day(row['extracted_at'])}" if row["extracted_at"] else ""
    late = "" if state == "received" else f"newest {state}"
    return Entry("; ".join(filter(None, (month, made, late))), words=True)


def faults(released: Released, choice: Choice) -> Chart | Note:
    """Share of rows with a fault over time, one small chart for each authority; the worst now is the finding."""
    chart = panels(released, FAILING, choice)
    cells = {a: read(released, FAILING.metric, replace(choice, area=a)).cell for a in released.parts_of(choice.area)}
    shown = {a: c.value for a, c in cells.items() if c.shown and c.value}
    heading = "No authority has rows with a fault in this period"
    if shown:
        worst = max(shown, key=lambda a: shown[a] or 0)
        heading = f"{ALL_AREAS[worst]} has the largest share of rows with a fault: {words.percent(shown[worst] or 0)}"
    elif not any(c.shown for c in cells.values()):
        heading = "Rows with a fault cannot be shown for this period"
    return replace(chart, heading=heading) if isinstance(chart, Chart) else chart

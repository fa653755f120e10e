"""Blocks about meetings and the plan: kinds of meeting, who came, status by theme, actions, training."""

from dashboard import words
from dashboard.blocks import Chart, Entry, Note, Point, Row, Series, Table
from dashboard.cells import Cell
from dashboard.items import Item, Whole, entry_of, settled, text, whole
from dashboard.parts import entry, source_line, statuses
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

KINDS = (("meetings_planned", "Planned"), ("meetings_planned_held", "Held of planned"),
         ("papers_on_time", "Papers in time"))  # fmt: skip
STRATEGIC = (
    ("strategic_quorate_strict", "Quorate, six present"),
    ("strategic_quorate_text", "Quorate, chair and three others"),
    ("minutes_on_time", "Minutes in time"),
)
EXPECTED, ANYONE, MEMBER = (f"strategic_attendance_{n}" for n in ("expected", "by_anyone", "by_member"))
FULL = 4
"""Meetings a year that each seat should be at (Strategy, appendix 2)."""


def kinds(released: Released, choice: Choice) -> Table | None:
    """Meetings by kind: planned, held, papers in time; for the strategic group quorum by both rules and minutes."""
    by = BREAKDOWNS["meeting_type"]
    period = settled(released, Item("", KINDS[0][0], (("meeting_type", ""),)), choice)
    if period is None:
        return None
    rows = []
    for code in by.vocabulary.codes:
        cells = [(released.find(m, period, choice.area, {"meeting_type": code}), released.kind_of(m)) for m, _ in KINDS]
        if code == "STRATEGIC":
            cells += [(released.find(m, period, choice.area), released.kind_of(m)) for m, _ in STRATEGIC]
        entries = [entry_of(c, k) for c, k in cells]
        rows.append(Row(by.vocabulary.label(code), (*entries, *[Entry("[z]", None, "z")] * (6 - len(entries)))))
    held = whole(released, Item("", "meetings_planned_held"), choice, period)
    heading = "Meetings by kind"
    if held and held.cell.shown and held.cell.numerator is not None:
        heading = (
            f"{held.cell.numerator:,} of {held.cell.denominator:,} planned meetings were held {words.in_period(period)}"
        )
    line = f"{ALL_AREAS[choice.area]}, {period.label}; [z] where a rule does not apply to that kind of meeting."
    return Table(heading, f"Meetings by kind, {period.label}",
                 ("Kind of meeting", *(label for _, label in (*KINDS, *STRATEGIC))), tuple(rows), "meetings", line,
                 source_line(released, KINDS[0][0]), statuses(rows), metric=KINDS[0][0])  # fmt: skip


def quorum(released: Released, choice: Choice) -> tuple[str, ...]:
    """Whether the two rules of quorum agree: each meeting that is quorate by the strict one is by the other too."""
    lines = []
    for kind in ("quarter", "year"):
        found = [p for p in released.periods(kind, STRATEGIC[0][0]) if p.end <= choice.period.end]
        if not found:
            continue
        strict, loose = (released.find(m, found[-1], choice.area) for m, _ in STRATEGIC[:2])
        if strict.numerator is None or loose.numerator is None or not strict.denominator:
            continue
        gap = loose.numerator - strict.numerator
        both = "the two rules agree" if gap == 0 else f"the rules disagree on {words.plural(gap, 'meeting')}"
        time = words.in_period(found[-1])
        of = f"{strict.numerator} of {words.plural(strict.denominator, 'strategic meeting')} {time}"
        rest = f"{loose.numerator} the chair and three others: {both}"
        lines.append(f"{of} had the chair or deputy and six present, {rest}.")
    return tuple(lines)


def attendance(released: Released, choice: Choice) -> Table | None:
    """Each organisation's seats over the year in codes: P member, D deputy, A nobody, – nothing written."""
    period = settled(released, Item("", EXPECTED, (("organisation", ""),)), choice)
    if period is None:
        return None
    by, rows, short = BREAKDOWNS["organisation"], [], []
    for code in by.vocabulary.codes:
        seat = {"organisation": code}
        expected, anyone, member = (released.find(m, period, choice.area, seat) for m in (EXPECTED, ANYONE, MEMBER))
        if expected.status == "z" or (expected.shown and not expected.value) or expected.status == "x":
            continue
        rows.append(Row(by.vocabulary.label(code), _codes(anyone, member)))
        if anyone.numerator is not None and anyone.numerator < min(FULL, expected.value or 0):
            short.append(by.vocabulary.label(code))
    if not rows:
        return None
    heading = f"Under four meetings in the year: {words.listed(short)}" if short else (
        "Every organisation with a seat was at four meetings or more, or at all there were")  # fmt: skip
    line = f"{ALL_AREAS[choice.area]}, {period.label}, the strategic group; number of meetings."
    return Table(heading, f"Attendance by organisation, {period.label}",
                 ("Organisation", "P member", "D deputy", "A nobody", "– not written", "Member or deputy"),
                 tuple(rows), "attendance", line, source_line(released, EXPECTED), statuses(rows),
                 metric=EXPECTED)  # fmt: skip


def _codes(anyone: Cell, member: Cell) -> tuple[Entry, ...]:
    """How often P, D, A and –, then the share of meetings with member or deputy."""
    share = Entry(text(anyone, "share"), anyone.value if anyone.shown else None, anyone.status)
    if anyone.numerator is None or member.numerator is None or not anyone.denominator:
        mark = anyone.status if anyone.status in words.SHORTHAND else "x"
        return (*[Entry(f"[{mark}]", None, mark)] * 4, share)
    blank = anyone.not_recorded or 0
    counts = (
        member.numerator,
        anyone.numerator - member.numerator,
        anyone.denominator - anyone.numerator - blank,
        blank,
    )
    return (*(Entry(words.number(n), float(n)) for n in counts), share)


def plan(released: Released, choice: Choice) -> Chart | Note:
    """Lines of the plan by status for each theme, stacked; overdue ones are the finding."""
    by, theme = BREAKDOWNS["plan_status"], BREAKDOWNS["theme"]
    period = settled(released, Item("", "plan_lines", (("theme", ""), ("plan_status", ""))), choice)
    if period is None:
        return Note(words.STATES["nothing_here"], "The plan: nothing for this period")
    codes = [*by.vocabulary.codes, NOT_RECORDED]
    cells = {
        (t, s): released.find("plan_lines", period, choice.area, {"theme": t, "plan_status": s})
        for t in theme.vocabulary.codes for s in codes
    }  # fmt: skip
    label, name = by.vocabulary.label, theme.vocabulary.label
    series = tuple(
        Series(label(s), tuple(Point(name(t), c.value if c.shown else None, text(c, "count"), c.status)
                               for t in theme.vocabulary.codes for c in (cells[t, s],))) for s in codes
    )  # fmt: skip
    rows = tuple(
        Row(name(t), (*(entry(cells[t, s], "count") for s in codes),
                      entry_of(released.find("plan_lines_on_track", period, choice.area, {"theme": t}), "share"),
                      entry_of(released.find("plan_lines_updated", period, choice.area, {"theme": t}), "share")))
        for t in theme.vocabulary.codes
    )  # fmt: skip
    late = [c for (_, s), c in cells.items() if s == "OVERDUE"]
    heading = plan_heading(late, whole(released, Item("", "plan_lines_on_track"), choice, period))
    line = f"Lines of the action plan, {ALL_AREAS[choice.area]}, {period.label}, by theme and status; number."
    below = Table("", f"Lines of the plan by theme, {period.label}",
                  ("Theme", *map(label, codes), "On track or done", "Updated of late"), rows, "plan", "",
                  source_line(released, "plan_lines"), statuses(rows))  # fmt: skip
    return Chart(
        heading, line, "stacked_bar", series, f"Stacked bars by theme. {heading}.", below, "number", metric="plan_lines"
    )


def plan_heading(late: list[Cell], track: Whole | None) -> str:
    """`2 lines of the plan are overdue; 4 of 16 are on track or done`."""
    if not late or any(not c.shown for c in late):
        return "The plan by theme and status"
    n = sum(c.value or 0 for c in late)
    first = f"{words.plural(n, 'line')} of the plan {'is' if n == 1 else 'are'} overdue" if n else (
        "No line of the plan is marked overdue")  # fmt: skip
    if track is None or not track.cell.shown or track.cell.numerator is None:
        return first
    blank = track.cell.not_recorded or 0
    unsaid = f"; {blank:,} have no status for this date" if blank else ""
    return f"{first}; {track.cell.numerator:,} of {track.cell.denominator:,} are on track or done{unsaid}"

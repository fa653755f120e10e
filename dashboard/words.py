"""How figures, periods, states and comparisons are put into words: the same on screen and on paper."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.cells import NOT_SETTLED, Cell
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period, parse
from data_contracts.published_rows import STATUSES
from data_contracts.ties import label_of

SHORTHAND = {
    "c": "[c] hidden to protect children; where numbers follow, the figure lies between them",
    "x": "[x] not supplied, or not settled yet",
    "z": "[z] not applicable: there were no cases",
    "u": "[u] too few cases for a reliable figure",
    "r": "[r] revised since it was first published",
    "w": "[w] withdrawn; no corrected figure replaces it in this period",
}
"""Status -> the line that explains its shorthand above a table."""

STATES = {
    "no_release": "There is no release yet. The data lead makes one with vemt release and then vemt publish.",
    "old_release": "This release is older than it should be: a newer one was due on {due}.",
    "some_missing": "{missing} {has} not supplied {period}, so totals are incomplete.",
    "true_zero": "None: a true zero, not a gap.",
    "not_recorded": "The case was supplied, but this answer was left blank.",
    "not_supplied": "Not supplied for {period}.",
    "not_settled": "{period} is not settled yet: this file has figures once they stand.",
    "hidden": "Hidden to protect children.",
    "hidden_range": "Not given exactly; it is {span}.",
    "hidden_whole": "It is {span}; of how many is not given.",
    "too_few": "Too few cases to judge.",
    "no_match": "No measure has “{find}” in its words. Try fewer or shorter words, or clear the search.",
    "nothing_here": "Nothing matches this period and area in this release. Choose another period or area above.",
    "unsent": "Nothing was sent for {first} to {last}; those rows are left out.",
    "left_out": "Left out, as nothing of it has been supplied or is settled yet: {tables}.",
    "not_allowed": "This release has no file for that audience. Ask the data lead which one you may see.",
    "not_there": "{page} is not a page for this audience ({audience}). {why}",
    "signed_out": "This dashboard has no sign-in yet, so it answers only on the computer that it runs on.",
    "fails_checks": "This release does not pass its checks, so nothing of it is shown. Please tell the data lead.",
    "withdrawn": "Withdrawn. {why}",
    "withdrawn_release": "The release that the link asks for was withdrawn: {why} The current one is shown instead.",
    "first_release": "This is the first release there is, so nothing can be compared with an earlier one yet.",
    "no_revision": "Every figure that the release as at {when} showed is printed the same today.",
    "revised": "Revised since it was first published.",
    "definition_changed": "The definition changed with the release as at {when}; figures before and after it do not "
    "compare.",
    "nearest_shown": "The link asked for something that this release does not have. The nearest is shown.",
    "loading": "Loading the figures of this page. The first time takes a few seconds.",
    "complaint": "If the answer does not help, the Equality Advisory and Support Service takes complaints about "
    "accessibility.",
    "error": "Something went wrong, and it is not your doing. Quote {reference} to the data lead.",
}
"""The states of experience.md 6.1, each as one sentence."""


def listed(names: Sequence[str]) -> str:
    """`Hartlepool, Middlesbrough and Stockton-on-Tees`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def within(text: str) -> str:
    """A label inside a sentence: `VPG actions` keeps its capitals, `Missing episodes` does not."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def day(when: date) -> str:
    """`31 October 2026`."""
    return f"{when.day} {when:%B %Y}"


def number(n: float) -> str:
    """`1,234`; one decimal below 10 if the number is not whole."""
    return f"{int(n):,}" if float(n).is_integer() else f"{n:,.1f}"


def percent(share: float) -> str:
    """`81%`; `less than 1%` and `more than 99%` instead of a false none or all."""
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return "less than 1%"
    return "more than 99%" if whole == 100 and share < 1 else f"{whole}%"


def plural(n: float, one: str, many: str = "") -> str:
    """`1 child`, `2 children`."""
    known = {"child": "children", "person": "people", "day": "days"}
    return f"{number(n)} {one if n == 1 else many or known.get(one, one + 's')}"


def short_period(period: Period) -> str:
    """`Oct 2026`, `Jul–Sep 2026`, `2025-26`: for axes and column heads."""
    if period.kind == "month":
        return f"{period.start:%b %Y}"
    return period.code if period.kind == "year" else f"{period.start:%b}–{period.end:%b %Y}"


def in_period(period: Period) -> str:
    """`in October 2026`, `from July to September 2026`."""
    return f"in {period.label}" if period.kind == "month" else f"from {period.label}"


def moment(period: Period) -> str:
    """`the end of June 2026`: when a stock of this period was counted."""
    return f"the end of {period.end:%B %Y}"


def amount(cell: Cell, kind: str, unit: str = "") -> str:
    """A shown value as people read it: `144`, `81%`, `12.4`, `11 hours`."""
    if cell.value is None:
        return shorthand(cell, kind)
    if kind in ("share", "ratio"):
        return percent(cell.value)
    if kind == "median" and unit in ("days", "hours"):
        return plural(round(cell.value), unit.removesuffix("s"))
    return number(round(cell.value, 1))


def span(ends: Sequence[int | None]) -> str:
    """`0 to 6`; `50 or more` where there is no upper end; `0` where both ends are one."""
    if ends[0] == ends[1]:
        return f"{ends[0]:,}"
    return f"{ends[0]:,} or more" if ends[1] is None else f"{ends[0]:,} to {ends[1]:,}"


def reach(cell: Cell, kind: str) -> str:
    """What a hidden figure can be: `0 to 6`; a share in percent, `96% or more`; nothing if it could be any share."""
    if not cell.range:
        return ""
    if kind not in ("share", "ratio"):
        return span(cell.range)
    low, high = cell.range[0] or 0, cell.range[1]
    if low == high:  # none, or all, of a number that is hidden itself
        return f"{low}%"
    if high in (None, 100):
        return f"{low}% or more" if low else ""
    return f"{low}% to {high}%"


def shorthand(cell: Cell, kind: str = "") -> str:
    """`[c] 0 to 6`, `[x]`, `2 of 4 [u]`: what stands where no value is shown."""
    if cell.status == "u" and cell.denominator is not None and cell.numerator is not None:
        return f"{number(cell.numerator)} of {number(cell.denominator)} [u]"
    if cell.status == "c":
        return f"[c] {reach(cell, kind)}".strip()
    return f"[{cell.status if cell.status in SHORTHAND else 'x'}]"


def cell_text(cell: Cell, kind: str, unit: str = "") -> str:
    """A table cell: never empty, revised figures marked."""
    if not cell.shown:
        return shorthand(cell, kind)
    return amount(cell, kind, unit) + (" [r]" if cell.status == "r" else "")


def key_lines(statuses: Iterable[str]) -> tuple[str, ...]:
    """The explanation of each shorthand among `statuses`, in one order."""
    found = set(statuses)
    return tuple(line for status, line in SHORTHAND.items() if status in found)


def state(cell: Cell, kind: str = "") -> str:
    """One sentence for a figure that is not shown."""
    if cell.status == "c" and (ends := reach(cell, kind)):
        said = STATES["hidden_whole"] if cell.range_low == cell.range_high else STATES["hidden_range"]
        return said.format(span=ends)
    if cell.status == "x":
        said = STATES["not_settled"] if cell.why == NOT_SETTLED else STATES["not_supplied"]
        return said.format(period=cell.period.label)
    if cell.status == "w":
        why = f"{cell.why[:1].upper()}{cell.why[1:].rstrip('.')}. " if cell.why else ""
        return STATES["withdrawn"].format(why=f"{why}No corrected figure replaces it in this period.")
    plain = {"c": STATES["hidden"], "u": STATES["too_few"], "z": "Not applicable: there were no cases."}
    return plain.get(cell.status, STATUSES[cell.status].capitalize() + ".")


def taken_back(about: Mapping[str, str]) -> list[str]:
    """What a file has withdrawn, one sentence for each reason, period, area and category."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in json.loads(about.get("withdrawn") or "[]"):
        by = [label_of(name, code) for name, code in row["by"].items()]
        where = ", ".join([parse(row["period"]).label, ALL_AREAS[row["area"]], *by])
        found.setdefault((row["on"], where, row["why"].rstrip(".")), []).append(row["title"])
    return [
        f"Withdrawn on {day(date.fromisoformat(on))}, {where}: {listed(titles)}. Reason: {why}."
        for (on, where, why), titles in sorted(found.items())
    ]


def _tells(cell: Cell) -> bool:
    """Whether a range leaves less than half open of what it could be at most."""
    low, high = cell.range_low, cell.range_high
    return low is not None and high is not None and 2 * (high - low) <= high > 0


_LACKS = {s: f"is {said}" for s, said in STATUSES.items()} | {
    "ok": "is not shown", "z": "has no cases", "u": "has too few cases to be reliable"}  # fmt: skip
"""Why a time before cannot be compared with."""


def comparison(now: Cell, before: Cell, kind: str, stock: bool) -> str:
    """`12 more than in July 2026`, of a stock `than at the end of July 2026`; says why where the two cannot be
    compared. No full stop."""
    when = moment(before.period) if stock else before.period.label
    then = f"{'at' if stock else 'in'} {when}"
    if not now.shown:
        return ""
    if before.status == "c" and _tells(before):
        return f"against {reach(before, kind)} {then}, which is not given exactly"
    if not before.shown or before.value is None or now.value is None:
        return f"no comparison with {when}, which {_LACKS[before.status]}"
    if kind in ("share", "ratio"):
        if before.numerator is not None and before.denominator is not None:
            then = f"{before.numerator:,} of {before.denominator:,} {then}"
        points = round(now.value * 100) - round(before.value * 100)
        way = "up from" if points > 0 else "down from" if points < 0 else "the same as"
        return f"{way} {percent(before.value)} ({then})"
    gap = round(now.value, 1) - round(before.value, 1)
    if gap == 0:
        return f"the same as {then}"
    return f"{number(round(abs(gap), 1))} {'more' if gap > 0 else 'fewer' if kind == 'count' else 'less'} than {then}"


def partial(now: Cell, supplied: Sequence[str], absent: Sequence[str], said: str, beside: str) -> str:
    """A total with an authority absent: those supplied, as `said`, `beside` the same ones before."""
    names = listed([ALL_AREAS[a] for a in supplied])
    text = lost([ALL_AREAS[a] for a in absent], now.period.label)
    return f"{text} {names}{' together' * (len(supplied) > 1)}: {said}, {beside}." if now.shown else text


BEHIND = "{area} has not supplied {newest}. Shown is {shown}, the newest period that it has supplied."


def lost(absent: Sequence[str], period: str) -> str:
    """Who has not supplied a period, by name, and what that means for totals."""
    has = "has" if len(absent) == 1 else "have"
    return STATES["some_missing"].format(missing=listed(list(absent)), has=has, period=period)


def partial_short(now: Cell, absent: Sequence[str], kind: str, beside: str) -> str:
    """The same under a headline figure, where there is little room."""
    without = f"Without {listed([ALL_AREAS[a] for a in absent])}"
    return f"{without} both times: {beside}." if beside else f"{without}. {state(now, kind)}"


def supplied_words(supplied: int, of: int, missing: Sequence[str]) -> str:
    """`3 of 4 (Hartlepool missing)`."""
    return f"{supplied} of {of}" + (f" ({listed(list(missing))} missing)" if missing else "")

"""A few rows of every mess that real files bring, at known places, so that one can see them caught.

Rows that must be refused are added as copies beside the good row, so that no figure loses by them;
the other kinds change a row in place, in ways that loading mends or warns of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from etl.demo.style import Row


@dataclass(frozen=True)
class Mess:
    """`n` rows of one kind in one file: `back` counts the extract's files back from the as-at date's (0)."""

    extract: str
    slug: str
    back: int
    kind: str
    n: int
    outcome: str
    """rejected; duplicate; warned (accepted, with a remark); quiet (accepted as it is)."""


MESSES = (
    Mess("list", "middlesbrough", 4, "no_child_ref", 2, "rejected"),
    Mess("list", "redcar-and-cleveland", 3, "removed_before_added", 2, "rejected"),
    Mess("list", "stockton-on-tees", 2, "no_added_date", 1, "rejected"),
    Mess("list", "hartlepool", 2, "exact_duplicate", 3, "duplicate"),
    Mess("list", "middlesbrough", 7, "bad_risk", 2, "warned"),
    Mess("list", "hartlepool", 5, "bad_category", 1, "warned"),
    Mess("list", "stockton-on-tees", 5, "placeholder_removed", 3, "warned"),
    Mess("list", "hartlepool", 6, "placeholder_referral", 2, "warned"),
    Mess("list", "redcar-and-cleveland", 2, "blank_markers", 6, "quiet"),
    Mess("list", "redcar-and-cleveland", 8, "blank_markers", 6, "quiet"),
    Mess("missing", "middlesbrough", 1, "end_before_start", 3, "rejected"),
    Mess("missing", "redcar-and-cleveland", 1, "no_child_ref", 2, "rejected"),
    Mess("missing", "hartlepool", 2, "no_start", 1, "rejected"),
    Mess("missing", "stockton-on-tees", 2, "bad_type", 2, "warned"),
    Mess("missing", "middlesbrough", 2, "exact_duplicate", 4, "duplicate"),
    Mess("missing", "stockton-on-tees", 0, "placeholder_end", 2, "warned"),
)
BLANK_MARKERS = ("-", "Not recorded", "n/k", "NULL", "..", "TBC")
NEVER = date(9999, 12, 31)
LONG_AGO = date(1900, 1, 1)


def _copy(change: Callable[[Row], Row]) -> Callable[[list[Row], int], list[Row]]:
    """A mess that leaves the row and adds a changed copy after it."""
    return lambda rows, i: [*rows[: i + 1], rows[i] | change(rows[i]), *rows[i + 1 :]]


def _change(change: Callable[[Row], Row]) -> Callable[[list[Row], int], list[Row]]:
    """A mess that changes the row in place."""
    return lambda rows, i: [*rows[:i], rows[i] | change(rows[i]), *rows[i + 1 :]]


def _before(row: Row, field: str) -> date | datetime:
    moment = row[field]
    if not isinstance(moment, date):
        raise TypeError(f"{field} must be a date here")
    return moment - timedelta(days=9)


_KINDS: dict[str, Callable[[list[Row], int], list[Row]]] = {
    "no_child_ref": _copy(lambda r: {"child_ref": ""}),
    "no_added_date": _copy(lambda r: {"added_date": ""}),
    "no_start": _copy(lambda r: {"start_at": ""}),
    "removed_before_added": _copy(lambda r: {"removed_date": _before(r, "added_date"), "removal_reason": "OTHER"}),
    "end_before_start": _copy(lambda r: {"end_at": _before(r, "start_at")}),
    "bad_type": _change(lambda r: {"episode_type": "Q"}),
    "exact_duplicate": _copy(lambda r: {}),
    "bad_risk": _change(lambda r: {"risk": "Extreme"}),
    "bad_category": _change(lambda r: {"category": "Q"}),
    "placeholder_removed": _change(lambda r: {"removed_date": NEVER, "removal_reason": ""}),
    "placeholder_referral": _change(lambda r: {"referral_date": LONG_AGO}),
    "placeholder_end": _change(lambda r: {"end_at": NEVER}),
    "blank_markers": _change(lambda r: {"care_status": "", "referral_source": ""}),
}


def muddle(rows: list[Row], extract: str, slug: str, back: int, rng: np.random.Generator) -> list[Row]:
    """`rows` of one file with the messes planned for it; as they were where none is planned."""
    for mess in MESSES:
        if (mess.extract, mess.slug, mess.back) == (extract, slug, back):
            rows = _apply(rows, mess, rng)
    return rows


def _apply(rows: list[Row], mess: Mess, rng: np.random.Generator) -> list[Row]:
    fit = [i for i, r in enumerate(rows) if _suits(r, mess.kind)]
    if not fit:
        return rows
    chosen = sorted(rng.choice(len(fit), size=min(mess.n, len(fit)), replace=False), reverse=True)
    for number, choice in enumerate(chosen):  # from the last row up, so that earlier positions stay
        at = fit[int(choice)]
        rows = _KINDS[mess.kind](rows, at)
        if mess.kind == "blank_markers":
            marker = BLANK_MARKERS[number % len(BLANK_MARKERS)]
            rows[at] = rows[at] | {"care_status": marker, "referral_source": marker}
    return rows


def _suits(row: Row, kind: str) -> bool:
    """Placeholders stand where nothing has happened yet; the other kinds may fall anywhere."""
    if kind == "placeholder_removed":
        return row["removed_date"] == ""
    if kind == "placeholder_end":
        return row["end_at"] == ""
    if kind == "end_before_start":
        return row["end_at"] != ""
    return True

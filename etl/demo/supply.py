"""Who sends which finer extracts, and the files and manifest rows of them.

Middlesbrough, Stockton-on-Tees and Hartlepool send all of them; Redcar and Cleveland sends its flat files only, so that
one sees what `x` looks like. All are drawn with the authority's newest list, so that they stand where both speak.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from data_contracts.periods import Period, add_months, containing
from etl.demo.care import care_rows, child_rows, status_rows
from etl.demo.counts import adult_rows, disruption_rows, interest_rows, place_rows, report_rows
from etl.demo.finer import lead_rows, letter_rows, referrals, review_rows, spell_rows
from etl.demo.interviews import Interviews
from etl.demo.meetings import Rows
from etl.demo.missing import Episode
from etl.demo.pathways import pathway_rows
from etl.demo.plan import AS_AT, LATE, PROFILES, Plan, Profile
from etl.demo.spells import Spell
from etl.demo.style import dress
from etl.extract_files import manifest_row, write_csv

FLAT_ONLY = "redcar-and-cleveland"
YEARLY = {"vemt_review": "review_date"}
"""Extracts that come as one file per financial year, and the date that places a row."""
_NO_WINDOW = ("child", "pathway", "return_interview", "return_interview_episode")
_LOOKS_BACK = timedelta(days=1500)
"""What is held of a child on the first day began earlier: so far back go the windows."""
POLICE_QUARTERS = 2
"""Whole quarters of which the police gave their own records, for reconciling."""

ManifestRows = list[dict[str, object]]


def write_finer(folder: Path, plan: Plan, profile: Profile, spells: list[Spell],
                episodes: list[Episode]) -> ManifestRows:  # fmt: skip
    """The finer extracts of one authority; nothing where it sends its flat files only."""
    if profile.slug == FLAT_ONLY:
        return []
    known = add_months(AS_AT, 0) - timedelta(days=1) if profile.slug == LATE else AS_AT
    lines: ManifestRows = []
    for extract, rows in _extracts(plan, profile, spells, episodes, known).items():
        if extract in YEARLY:
            for year, own in _by_year(plan, rows, YEARLY[extract], known).items():
                window = (year.start, min(year.end, known))
                lines.append(_write(folder, plan, profile, extract, own, window, known, f"-{year.code}"))
        else:
            first = plan.start - _LOOKS_BACK
            window = _police_window(known) if extract == "missing_episode" else (first, known)
            lines.append(_write(folder, plan, profile, extract, rows, window, known))
    return lines


def _extracts(plan: Plan, profile: Profile, spells: list[Spell], episodes: list[Episode],
              known: date) -> dict[str, Rows]:  # fmt: skip
    """Rows of every finer extract as known on a day, by the extract's name."""
    listed = [s for s in spells if s.added <= known]
    asked = referrals(plan, profile, spells, known, plan.rng(80 + PROFILES.index(profile)))
    beside = Interviews(plan, profile.authority.code, known)
    told = [e for e in episodes if e.start.date() <= known]
    beside.run(told, None if profile.slug == LATE else _police_window(known))
    found = {
        "vemt_spell": spell_rows(plan, listed, asked, known),
        "vemt_review": review_rows(plan, listed, known),
        "lead_professional": lead_rows(plan, profile, listed, known),
        "notification": letter_rows(plan, listed, known),
        "pathway": pathway_rows(plan, listed, known),
        "child": child_rows(plan, [*listed, *asked], known),
        "child_status": status_rows(plan, [*listed, *asked], known),
        "care_period": care_rows(plan, profile, listed, told, known),
        "return_interview": beside.return_interview,
        "return_interview_episode": beside.return_interview_episode,
        "missing_episode": beside.police,
    }
    return {extract: rows for extract, rows in found.items() if rows}


def _police_window(known: date) -> tuple[date, date]:
    """The last whole quarters before a day."""
    ends = containing("quarter", known).start
    return add_months(ends, -3 * POLICE_QUARTERS), ends - timedelta(days=1)


def _by_year(plan: Plan, rows: Rows, column: str, known: date) -> dict[Period, Rows]:
    """Rows by financial year; what is older than the data goes with its first year."""
    year = containing("year", plan.start)
    found: dict[Period, Rows] = {}
    while year.start <= known:
        first = date.min if not found else year.start
        found[year] = [r for r in rows if isinstance(r[column], date) and first <= _day(r[column]) <= year.end]
        year = year.shifted(1)
    return found


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("a date is needed here")
    return value


def _write(folder: Path, plan: Plan, profile: Profile, extract: str, rows: Rows, window: tuple[date, date],
           known: date, part: str = "") -> dict[str, object]:  # fmt: skip
    """One file and its line of the manifest, complete from the first day of the data."""
    name = f"{profile.slug}-{extract.replace('_', '-')}{part}.csv"
    if extract == "missing_episode":
        name = f"cleveland-police-{profile.slug}-episodes.csv"
    fields = tuple(rows[0])
    write_csv(folder / name, dress(rows, replace(profile, flags="dates"), fields))
    first = min([window[0], *(_day(r[YEARLY[extract]]) for r in rows)]) if extract in YEARLY else window[0]
    line = manifest_row(name, extract, (first, window[1]) if extract not in _NO_WINDOW else None, known, len(rows),
                        la_code=profile.authority.code,
                        source="POLICE" if extract == "missing_episode" else "LCS")  # fmt: skip
    return line | {"complete_from": max(window[0], plan.start)}


def write_counts(folder: Path, plan: Plan, spells: dict[str, list[Spell]]) -> ManifestRows:
    """The files of counts that the police, the partnership's analyst and the adults board send, for all authorities."""
    sheets = {
        ("cleveland-police-disruption", "disruption"): disruption_rows(plan, plan.rng(90)),
        ("partnership-intelligence-reports", "intelligence_report"): report_rows(plan, plan.rng(91)),
        ("partnership-places", "place_link"): place_rows(plan, plan.rng(92)),
        ("partnership-persons-of-interest", "poi_summary"): interest_rows(plan, plan.rng(93), spells),
        ("adults-board-concerns", "adult_aggregate"): adult_rows(plan, plan.rng(94)),
    }
    lines: ManifestRows = []
    for (name, extract), rows in sheets.items():
        write_csv(folder / f"{name}.csv", [list(rows[0]), *(list(r.values()) for r in rows)])
        last = containing("quarter", AS_AT).start - timedelta(days=1) if extract == "adult_aggregate" else AS_AT
        lines.append(manifest_row(f"{name}.csv", extract, (plan.start, last), AS_AT, len(rows), method="",
                                  source="POLICE" if extract == "disruption" else "SPREADSHEET"))  # fmt: skip
    return lines

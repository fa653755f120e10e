"""Seats, quorum, papers, audit answers, training, campaigns, documents and what is handed in as numbers, recomputed."""

from typing import Any

import pandas as pd
from counted import at_month_ends, by_period, once, recorded
from made import World
from pathway_measures import working_days
from practice_measures import Measure, strategic_meetings_held

RANK = {"INADEQUATE": 1, "REQUIRES_IMPROVEMENT": 2, "GOOD": 3, "OUTSTANDING": 4}
DAY = pd.Timedelta("1D")
VPG = ("WEEKLY_VPG", "MONTHLY_VPG")
MEETINGS_MET = 4


@once
def _expected(world: World, *groups: str) -> pd.DataFrame:
    """Each seat at each meeting of its group that was held while the seat was, and what is written of it."""
    meetings, seats = world["meeting"], world["seat"]
    seats = seats[seats["meeting_type"].isin(groups) & seats["seat_role"].ne("MINUTES")]
    on = ["meeting_type"] if groups == ("STRATEGIC",) else ["la_code", "meeting_type"]
    found = meetings.dropna(subset=["held_date"]).merge(seats, on=on, suffixes=("", "_of_seat"))
    in_office = (found["valid_from"] <= found["held_date"]) & ~(found["valid_to"] < found["held_date"])
    found = found[in_office].copy()
    own = meetings.groupby("meeting_ref")["la_code"].agg(set)
    told = dict(iter(world["attendance"].groupby(["meeting_ref", "seat_ref"])))
    found["member"], found["anyone"] = None, None
    for at, row in found.iterrows():
        rows = told.get((row["meeting_ref"], row["seat_ref"]))
        if rows is None:
            continue
        others = {row.get("la_code_of_seat", "TEES"), "TEES"} - own[row["meeting_ref"]]
        rows = rows[rows["la_code"].isin([row["la_code"], *others])]
        if rows[["member_present", "deputy_present", "apology"]].notna().any(axis=None):
            member, deputy = (bool(rows[f"{who}_present"].eq(True).any()) for who in ("member", "deputy"))
            found.at[at, "member"], found.at[at, "anyone"] = member, member or deputy
    return found.assign(on=found["held_date"], organisation=recorded(found["organisation"]))


def strategic_attendance_expected(world: World) -> pd.DataFrame:
    """K3."""
    return _expected(world, "STRATEGIC")


def vpg_attendance_expected(world: World) -> pd.DataFrame:
    """K4."""
    return _expected(world, *VPG)


def _came_of(measure: Measure, who: str) -> Measure:
    """The members of the measure, with whether the member or anyone came."""
    return lambda world: measure(world).rename(columns={who: "numerator"})


@once
def strategic_seats(world: World) -> pd.DataFrame:
    """K3: seats held for the twelve months up to the day, and whether four meetings were met in them."""
    seats = world["seat"]
    seats = seats[seats["meeting_type"].eq("STRATEGIC") & seats["seat_role"].ne("MINUTES")]
    held = at_month_ends(world, seats).reset_index(drop=True)
    held["first"] = held["on"] + DAY - pd.DateOffset(months=12)
    held = held[(held["valid_from"] <= held["first"]) & ~(held["valid_to"] < held["on"])].reset_index(drop=True)
    came = strategic_attendance_expected(world)[["la_code_of_seat", "seat_ref", "held_date", "member", "anyone"]]
    pairs = held.reset_index(names="place")[["place", "la_code", "seat_ref", "first", "on"]].merge(
        came.rename(columns={"la_code_of_seat": "la_code"}), on=["la_code", "seat_ref"]
    )
    pairs = pairs[(pairs["held_date"] >= pairs["first"]) & (pairs["held_date"] <= pairs["on"])]
    for who in ("member", "anyone"):
        times = pairs[pairs[who].eq(True)].groupby("place").size().reindex(held.index, fill_value=0)
        held[who] = times >= MEETINGS_MET
    return held.assign(organisation=recorded(held["organisation"]))


def _quorate(least: int) -> Measure:
    """K2: the chair or the deputy there and at least so many in all; the meeting's own figures go first."""

    def measure(world: World) -> pd.DataFrame:
        found = strategic_meetings_held(world)
        seats = _expected(world, "STRATEGIC")
        known = [
            _quorum(row, seats[seats["la_code"].eq(row.la_code) & seats["meeting_ref"].eq(row.meeting_ref)], least)
            for row in found.itertuples()
        ]
        return found.assign(numerator=pd.Series(known, index=found.index, dtype=object))

    return measure


def _quorum(meeting: Any, seats: pd.DataFrame, least: int) -> bool | None:
    """Chair and deputy chair are not among the meeting's own number of members."""
    written = seats[seats["anyone"].notna()]
    lead = written["seat_role"].isin(["CHAIR", "DEPUTY_CHAIR"])
    leads, others = (int(written.loc[which, "anyone"].eq(True).sum()) for which in (lead, ~lead))
    own = [meeting.chair_present, meeting.deputy_chair_present]
    told = sum(who is True for who in own)
    chaired = told > 0 if own != [None, None] else leads > 0 if len(written) else None
    if pd.notna(meeting.members_present_n):
        present: float | None = meeting.members_present_n + max(told, 1)
    else:
        present = others + max(leads, told, 1) if len(written) else None
    if chaired is False or (present is not None and present < least):
        return False
    return True if chaired and present is not None else None


@once
def papers_due(world: World) -> pd.DataFrame:
    """K5: held, of a kind with a rule, and whether the papers went out in time."""
    found = world["meeting"].dropna(subset=["held_date"])
    found = found[found["meeting_type"].isin(["STRATEGIC", *VPG])]
    known = [_papers(row) for row in found.itertuples()]
    return found.assign(on=found["held_date"], numerator=pd.Series(known, index=found.index, dtype=object))


def _papers(row: Any) -> bool | None:
    if pd.isna(row.papers_sent_date):
        return None
    if row.meeting_type == "STRATEGIC":
        return working_days(row.papers_sent_date, row.held_date) >= 5
    return bool((row.held_date - row.papers_sent_date).days >= {"WEEKLY_VPG": 3, "MONTHLY_VPG": 7}[row.meeting_type])


def audit_answers(world: World) -> pd.DataFrame:
    """J4: yes or no; not applicable is left out."""
    found = world["audit_answer"].merge(world["audit"], on=["la_code", "audit_ref"])
    found = found[found["answer"].isin(["Y", "N"])]
    return found.assign(on=found["audit_date"], numerator=found["answer"].eq("Y"))


def audit_findings(world: World) -> pd.DataFrame:
    """J6."""
    found = world["audit_theme_note"].rename(columns={"theme": "audit_theme"})
    found = found.merge(world["audit"].drop(columns="theme"), on=["la_code", "audit_ref"])
    return found.assign(on=found["audit_date"])


def re_audits(world: World) -> pd.DataFrame:
    """J3: both graded, the other dated before it."""
    audits = world["audit"].dropna(subset=["grade"])
    before = audits[["la_code", "audit_ref", "grade", "audit_date"]].add_suffix("_before")
    found = audits.merge(
        before, left_on=["la_code", "previous_audit_ref"], right_on=["la_code_before", "audit_ref_before"]
    )
    found = found[found["audit_date_before"] < found["audit_date"]]
    step = found["grade"].map(RANK) - found["grade_before"].map(RANK)
    words = step.map(lambda s: "BETTER" if s > 0 else "WORSE" if s < 0 else "SAME")
    return found.assign(on=found["audit_date"], grade_movement=words)


def training_planned(world: World) -> pd.DataFrame:
    """K9: a session once, and whether it was held."""
    found = world["training"].drop_duplicates(["la_code", "session_ref"])
    return found.assign(on=found["planned_date"], numerator=found["held_date"].notna())


def training_attended(world: World) -> pd.DataFrame:
    """K9: as many as came, by organisation."""
    found = repeated(world["training"].dropna(subset=["held_date"]), "attendees_n")
    return found.assign(on=found["held_date"], agency=recorded(found["agency"]))


def campaigns_planned(world: World) -> pd.DataFrame:
    """K9."""
    found = world["communication"]
    return found.assign(on=found["planned_date"], numerator=found["delivered_date"].notna())


def documents_overdue(world: World) -> pd.DataFrame:
    """K10: a document once, however many reviews were missed."""
    held = at_month_ends(world, world["document"])
    held = held[(held["review_due_date"] < held["on"]) & ~(held["reviewed_date"] <= held["on"])]
    held = held.drop_duplicates(["la_code", "document_ref", "on"])
    return held.assign(document_type=recorded(held["document_type"]))


def repeated(rows: pd.DataFrame, number: str) -> pd.DataFrame:
    """Each row as many times as its number says, with `nth` from 1; a blank number is none."""
    found = rows.loc[rows.index.repeat(rows[number].fillna(0).astype(int))]
    return found.assign(nth=found.groupby(level=0).cumcount() + 1)


@once
def hotspots(world: World) -> pd.DataFrame:
    """I1: a place once in a period; the most children of one month; whether it was first named in the period."""
    found = world["place_link"]
    found = by_period(world, found[found["linked_children_n"] >= 1], "month")
    keys = ["la_code", "place_ref", "kind", "start"]
    found["value"] = found.groupby(keys)["linked_children_n"].transform("max")
    found = found.sort_values("month")
    told = found.groupby(keys).agg({"first_seen_month": "min", "place_type": "last"})
    found = found.drop_duplicates(keys).drop(columns=[*told]).merge(told, on=keys)
    first = found["first_seen_month"]
    new = ((first >= found["start"].pipe(pd.to_datetime)) & (first <= found["end"])).astype(object)
    return found.assign(numerator=new.where(first.notna(), None), place_type=recorded(found["place_type"]))


def _last_of_month(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(on=rows["month"] + pd.offsets.MonthEnd())


def persons_of_interest(world: World) -> pd.DataFrame:
    """I2: as many as were on the list of the month; the first of them linked to two or more children."""
    found = _last_of_month(repeated(world["poi_summary"], "on_list_n"))
    linked = found["linked_2plus_n"].astype(float)
    return found.assign(numerator=(found["nth"] <= linked).astype(object).where(linked.notna(), None))


def persons_of_interest_new(world: World) -> pd.DataFrame:
    """I2."""
    return _last_of_month(repeated(world["poi_summary"], "new_n"))


def children_sharing_links(world: World) -> pd.DataFrame:
    """I4."""
    return _last_of_month(repeated(world["poi_summary"], "sharing_children_n"))


def disruptions(world: World) -> pd.DataFrame:
    """I2."""
    return _last_of_month(repeated(world["disruption"], "disruptions_n"))


def intelligence_reports(world: World) -> pd.DataFrame:
    """I3."""
    found = _last_of_month(repeated(world["intelligence_report"], "reports_n"))
    return found.assign(agency=recorded(found["agency"]))


MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        strategic_attendance_expected, vpg_attendance_expected, strategic_seats, papers_due, audit_answers,
        audit_findings, re_audits, training_planned, training_attended, campaigns_planned, documents_overdue, hotspots,
        persons_of_interest, persons_of_interest_new, children_sharing_links, disruptions, intelligence_reports,
    )
} | {
    "papers_on_time": papers_due, "audit_answers_yes": audit_answers, "training_held": training_planned,
    "campaigns_delivered": campaigns_planned, "hotspots_new": hotspots, "children_per_hotspot": hotspots,
    "persons_of_interest_linked": persons_of_interest,
    "strategic_quorate_strict": _quorate(6), "strategic_quorate_text": _quorate(4),
} | {
    f"{stem}_by_{who}": _came_of(measure, who)
    for stem, measure in (
        ("strategic_attendance", strategic_attendance_expected), ("vpg_attendance", vpg_attendance_expected),
        ("strategic_seats_met", strategic_seats),
    )
    for who in ("member", "anyone")
}  # fmt: skip

"""The warehouse's case-level tables: what loading fills and what metrics may read.

Extracts (one contract file each) are what authorities send; these tables are where their rows come
to rest, whatever the extract: a flat `list` file and finer extracts fill the same tables. Each
table also has the house columns of `HOUSE_COLUMNS`. Types are DuckDB's; dates are dates.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """One table: `key` (with la_code) says which rows are the same thing seen again."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, tuple[str, str]]
    """Column -> (DuckDB type, description)."""


HOUSE_COLUMNS = {
    "file_id": ("BIGINT", "the loaded file that the row came in (load_file.file_id)"),
    "row_number": ("BIGINT", "row number as the sender sees it in the spreadsheet"),
    "window_date": ("DATE", "date that puts the row inside a file's declared window; null: never replaced by window"),
}
_LA = ("VARCHAR", "ONS code of the authority that supplied the row")

_TABLES = (
    Table("child", ("child_ref",), {
        "la_code": _LA,
        "child_ref": ("VARCHAR", "pseudonym of the child, unique within the authority"),
        "birth_month": ("DATE", "first of the month of birth"),
        "sex": ("VARCHAR", "sex code"),
        "ethnicity": ("VARCHAR", "DfE ethnicity code"),
        "care_status": ("VARCHAR", "care status at the extract's date"),
    }),
    Table("vemt_spell", ("spell_ref",), {
        "la_code": _LA,
        "spell_ref": ("VARCHAR", "one time on the VEMT list"),
        "child_ref": ("VARCHAR", "pseudonym of the child"),
        "referral_date": ("DATE", "date of the referral"),
        "referral_source": ("VARCHAR", "who referred"),
        "decision": ("VARCHAR", "ACCEPTED, NOT_ACCEPTED or PENDING"),
        "added_date": ("DATE", "date of being made active on the list"),
        "removed_date": ("DATE", "date of removal; null while open"),
        "removal_reason": ("VARCHAR", "why removed"),
        "screening_tool": ("BOOLEAN", "screening tool done"),
        "screening_tool_date": ("DATE", "date of the screening tool"),
        "how_safe": ("BOOLEAN", "How Safe Do I Feel form done in this spell"),
        "how_safe_date": ("DATE", "date of the first such form"),
        "case_mapping": ("BOOLEAN", "case mapping done"),
        "case_mapping_date": ("DATE", "date of case mapping"),
    }),
    Table("vemt_review", ("spell_ref", "review_date"), {
        "la_code": _LA,
        "spell_ref": ("VARCHAR", "the spell reviewed"),
        "child_ref": ("VARCHAR", "pseudonym of the child"),
        "review_date": ("DATE", "date of the assessment or VPG discussion"),
        "category": ("VARCHAR", "primary category V, E, M or T"),
        "exploitation_types": ("VARCHAR", "codes separated by |"),
        "risk": ("VARCHAR", "risk level"),
    }),
    Table("lead_professional", ("spell_ref",), {
        "la_code": _LA,
        "spell_ref": ("VARCHAR", "the spell"),
        "allocated": ("BOOLEAN", "a lead professional is allocated"),
        "start_date": ("DATE", "date of allocation"),
    }),
    Table("notification", ("spell_ref", "event", "recipient"), {
        "la_code": _LA,
        "spell_ref": ("VARCHAR", "the spell"),
        "event": ("VARCHAR", "ADDED, REMOVED, PROGRESS or HOST_AREA"),
        "recipient": ("VARCHAR", "who was told"),
        "sent": ("BOOLEAN", "the letter was sent"),
        "sent_date": ("DATE", "date of the letter"),
    }),
    Table("pathway", ("spell_ref", "route"), {
        "la_code": _LA,
        "spell_ref": ("VARCHAR", "the spell"),
        "route": ("VARCHAR", "NRM, MAPPA, MARAC, STAGES or ADULT_SOCIAL_CARE"),
        "referred": ("BOOLEAN", "a referral was made"),
        "referred_date": ("DATE", "date of the referral"),
    }),
    Table("missing_episode", ("episode_ref",), {
        "la_code": _LA,
        "episode_ref": ("VARCHAR", "one episode"),
        "child_ref": ("VARCHAR", "pseudonym of the child"),
        "episode_type": ("VARCHAR", "M missing, A away from placement without authorisation"),
        "start_at": ("TIMESTAMP", "when the child went missing"),
        "end_at": ("TIMESTAMP", "when the child was found or returned; null while missing"),
        "time_known": ("BOOLEAN", "both clock times are recorded, not only dates"),
        "missing_from": ("VARCHAR", "where from"),
        "police_risk": ("VARCHAR", "police risk at report"),
        "source": ("VARCHAR", "whose record: POLICE or AUTHORITY"),
        "sex": ("VARCHAR", "sex code, as the missing file gives it"),
        "age_band": ("VARCHAR", "age band at the start, as the missing file gives it"),
    }),
    Table("return_interview", ("rhi_ref",), {
        "la_code": _LA,
        "rhi_ref": ("VARCHAR", "one return home interview offer"),
        "offered": ("VARCHAR", "Y, N, NA or U"),
        "accepted": ("VARCHAR", "Y, N, NA or U"),
        "completed_at": ("TIMESTAMP", "when the interview was held"),
        "completed_time_known": ("BOOLEAN", "completed_at has a clock time"),
        "not_offered_reason": ("VARCHAR", "why not offered"),
    }),
    Table("return_interview_episode", ("rhi_ref", "episode_ref"), {
        "la_code": _LA,
        "rhi_ref": ("VARCHAR", "the interview"),
        "episode_ref": ("VARCHAR", "an episode that it covers"),
    }),
    Table("meeting", ("meeting_ref",), {
        "la_code": _LA,
        "meeting_ref": ("VARCHAR", "one planned meeting; la_code TEES for partnership meetings"),
        "meeting_type": ("VARCHAR", "kind of meeting"),
        "planned_date": ("DATE", "planned date"),
        "held_date": ("DATE", "date held; null if not held"),
        "papers_sent_date": ("DATE", "date the papers went out"),
        "minutes_sent_date": ("DATE", "date the draft minutes went out"),
    }),
    Table("seat", ("seat_ref",), {
        "la_code": _LA,
        "seat_ref": ("VARCHAR", "one seat of a group"),
        "meeting_type": ("VARCHAR", "the group"),
        "organisation": ("VARCHAR", "the organisation that holds it"),
        "seat_role": ("VARCHAR", "chair, deputy chair, member, minute taker"),
        "valid_from": ("DATE", "first day"),
        "valid_to": ("DATE", "last day; null while held"),
    }),
    Table("attendance", ("meeting_ref", "seat_ref"), {
        "la_code": _LA,
        "meeting_ref": ("VARCHAR", "the meeting"),
        "seat_ref": ("VARCHAR", "the seat"),
        "member_present": ("BOOLEAN", "the member came"),
        "deputy_present": ("BOOLEAN", "a deputy came"),
        "apology": ("BOOLEAN", "apologies were given"),
    }),
    Table("action", ("action_ref",), {
        "la_code": _LA,
        "action_ref": ("VARCHAR", "one action; la_code TEES for partnership actions"),
        "origin": ("VARCHAR", "VPG, STRATEGIC, AUDIT, PLAN or CHALLENGE"),
        "owner_org": ("VARCHAR", "the organisation that owns it"),
        "raised_date": ("DATE", "date raised"),
        "due_date": ("DATE", "date due"),
        "completed_date": ("DATE", "date completed"),
        "status": ("VARCHAR", "OPEN, DONE or CANCELLED"),
        "theme": ("VARCHAR", "strategy theme 1 to 4"),
    }),
    Table("plan_action", ("plan_ref",), {
        "la_code": _LA,
        "plan_ref": ("VARCHAR", "one line of the action plan"),
        "theme": ("VARCHAR", "strategy theme 1 to 4"),
        "due_date": ("DATE", "date due"),
        "status": ("VARCHAR", "status of the line"),
        "updated_date": ("DATE", "date of the last update"),
    }),
    Table("audit", ("audit_ref",), {
        "la_code": _LA,
        "audit_ref": ("VARCHAR", "one audited spell or case"),
        "spell_ref": ("VARCHAR", "the spell audited, where given"),
        "agency": ("VARCHAR", "organisation audited"),
        "theme": ("VARCHAR", "audit theme"),
        "grade": ("VARCHAR", "grade"),
        "moderated": ("BOOLEAN", "the grade was moderated"),
        "audit_date": ("DATE", "date of the audit"),
    }),
    Table("audit_answer", ("audit_ref", "question_code"), {
        "la_code": _LA,
        "audit_ref": ("VARCHAR", "the audit"),
        "question_code": ("VARCHAR", "the question"),
        "answer": ("VARCHAR", "Y, N or NA"),
    }),
    Table("audit_plan", ("quarter_start",), {
        "la_code": _LA,
        "quarter_start": ("DATE", "first day of the financial quarter"),
        "planned_n": ("BIGINT", "audits planned for the quarter"),
    }),
    Table("assessment_factor", ("area_code", "year_start", "factor"), {
        "la_code": ("VARCHAR", "ENGLAND: the file is national"),
        "area_code": ("VARCHAR", "ONS code of the authority, region or country"),
        "year_start": ("DATE", "first day of the financial year"),
        "factor": ("VARCHAR", "factor identified at the end of assessment"),
        "episodes": ("BIGINT", "episodes of need with the factor; null when not shown"),
        "status": ("VARCHAR", "ok, c, x, z, u or k: the publisher's own marker"),
    }),
    Table("population", ("area_code", "mid_year"), {
        "la_code": ("VARCHAR", "ENGLAND: the file is national"),
        "area_code": ("VARCHAR", "ONS code of the authority, region or country"),
        "mid_year": ("BIGINT", "calendar year of the mid-year estimate"),
        "population": ("BIGINT", "residents aged 0 to 17"),
    }),
)  # fmt: skip

TABLES: dict[str, Table] = {t.name: t for t in _TABLES}

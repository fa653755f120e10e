"""The ways to split a count, each classed by how it is protected. `vocabularies` makes `BREAKDOWNS` of these rows."""

from dataclasses import dataclass
from typing import Literal

from data_contracts.code_list import Vocabulary

Class = Literal["operational", "demographic_or_place", "published"]


@dataclass(frozen=True)
class Breakdown:
    """A way to split a count. Its class decides how it is protected (`release/disclosure.py`).

    operational: what the meetings themselves talk about (risk, category, timeliness).
    demographic_or_place: what others can see of a child (age, sex, ethnicity, care, place).
    published: splits of figures that are public already.
    """

    name: str
    label: str
    vocabulary: Vocabulary
    kind: Class
    field: str
    """`table.column` that must be supplied for the split to mean anything."""


_OPERATIONAL = (
    ("category", "Primary category", "CATEGORY", "vemt_review.category"),
    ("risk", "Risk level", "RISK", "vemt_review.risk"),
    ("risk_before", "Risk at the review before", "RISK", "vemt_review.risk"),
    ("movement", "Movement of risk", "MOVEMENT", "vemt_review.risk"),
    ("time_on_list", "Time on the list", "TIME_ON_LIST", "vemt_spell.added_date"),
    ("referrer", "Referred by", "REFERRER", "vemt_spell.referral_source"),
    ("reason", "Reason for removal", "REMOVAL_REASON_SHOWN", "vemt_spell.removal_reason"),
    ("police_risk", "Police risk at report", "POLICE_RISK", "missing_episode.police_risk"),
    ("duration", "Time missing", "DURATION", "missing_episode.end_at"),
    ("grade", "Audit grade", "GRADE", "audit.grade"),
    ("audit_theme", "Audit theme", "AUDIT_THEME", "audit.theme"),
    ("agency", "Organisation", "ORGANISATION", "action.owner_org"),
    ("exploitation_type", "Type of exploitation", "EXPLOITATION_TYPE", "vemt_review.exploitation_types"),
    ("vpg_meeting", "Meeting that discussed the child", "REVIEW_MEETING", "vemt_review.meeting_type"),
    ("decision", "Decision on the referral", "DECISION", "vemt_spell.decision"),
    ("referral_outcome", "Offered instead", "REFERRAL_OUTCOME", "vemt_spell.referral_outcome"),
    ("lead_agency", "Organisation of the lead professional", "ORGANISATION", "lead_professional.agency"),
    ("recipient", "Who was told", "RECIPIENT", "notification.recipient"),
    ("method", "How it was sent", "NOTIFICATION_METHOD", "notification.method"),
    ("pathway", "Pathway", "PATHWAY_ROUTE", "pathway.route"),
    ("pathway_decision", "Decision to refer", "PATHWAY_DECISION", "pathway.decision"),
    ("rg_outcome", "Reasonable grounds", "GROUNDS", "pathway.rg_outcome"),
    ("cg_outcome", "Conclusive grounds", "GROUNDS", "pathway.cg_outcome"),
    ("outcome", "Outcome of the referral", "PATHWAY_OUTCOME", "pathway.outcome"),
    ("source", "Whose record", "MISSING_SOURCE", "missing_episode.source"),
    ("not_offered_reason", "Why not offered", "NOT_OFFERED_REASON", "return_interview.not_offered_reason"),
    ("declined_reason", "Why declined", "DECLINED_REASON", "return_interview.declined_reason"),
    ("disruption_type", "Kind of disruption", "DISRUPTION_TYPE", "disruption.disruption_type"),
    ("question_code", "Question", "AUDIT_QUESTION", "audit_answer.question_code"),
    ("grade_movement", "Change of grade", "GRADE_MOVEMENT", "audit.grade"),
    ("record_field", "Detail", "RECORD_FIELD", "vemt_spell.added_date"),
    ("note", "Strength or improvement", "AUDIT_NOTE", "audit_theme_note.note"),
    ("origin", "Where the action comes from", "ACTION_ORIGIN", "action.origin"),
    ("meeting_type", "Kind of meeting", "MEETING_TYPE", "meeting.meeting_type"),
    ("organisation", "Organisation", "ORGANISATION", "seat.organisation"),
    ("theme", "Theme of the strategy", "THEME", "plan_action.theme"),
    ("plan_status", "Status of the line", "PLAN_STATUS", "plan_action.status"),
    ("task_group", "Task and finish group", "THEME", "plan_action.task_group"),
    ("document_type", "Kind of document", "DOCUMENT_TYPE", "document.document_type"),
    ("concern_type", "Concern about adults", "ADULT_CONCERN", "adult_aggregate.concern_type"),
)
_DEMOGRAPHIC_OR_PLACE = (
    ("age_band", "Age", "AGE_BAND", "child.birth_month"),
    ("sex", "Sex", "SEX", "child.sex"),
    ("ethnicity", "Ethnicity", "ETHNICITY_GROUP", "child.ethnicity"),
    ("care_status", "Care status", "CARE_STATUS", "child.care_status"),
    ("missing_from", "Place missing from", "MISSING_FROM", "missing_episode.missing_from"),
    ("disability", "Disability", "YES_NO", "child.disability"),
    ("ehc_plan", "Education, health and care plan", "YES_NO", "child.ehc_plan"),
    ("uasc", "Unaccompanied asylum-seeking child", "YES_NO", "child.uasc"),
    ("lives_out_of_area", "Lives outside the authority", "YES_NO", "child.lives_out_of_area"),
    ("out_of_area", "Placed outside the authority", "YES_NO", "missing_episode.placement_out_of_area"),
    ("placement", "Placement", "PLACEMENT", "care_period.placement"),
    ("home_or_care", "Missing from home or care", "HOME_OR_CARE", "missing_episode.missing_from"),
    ("found_area", "Where found", "FOUND_AREA", "missing_episode.found_area"),
    ("place_type", "Kind of place", "PLACE_TYPE", "place_link.place_type"),
)
_PUBLISHED = (("factor", "Factor at end of assessment", "ASSESSMENT_FACTOR", "assessment_factor.factor"),)
_BY_CLASS: dict[Class, tuple[tuple[str, str, str, str], ...]] = {
    "operational": _OPERATIONAL,
    "demographic_or_place": _DEMOGRAPHIC_OR_PLACE,
    "published": _PUBLISHED,
}
ROWS: tuple[tuple[str, str, str, Class, str], ...] = tuple(
    (name, label, code_list, kind, field) for kind, rows in _BY_CLASS.items() for name, label, code_list, field in rows
)
"""Name, words, the name of its code list in `vocabularies`, class, and the field that it rests on."""

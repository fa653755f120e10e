"""Meetings of the groups, planned and held: what attendance and timeliness of papers are measured on."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA_OR_TEES, MEETING_TYPE, THEME

CONTRACT = Contract(
    name="meeting",
    title="Meetings",
    description="One row per planned meeting; add the dates as it is held and its papers go out.",
    key=("meeting_ref",),
    window="planned_date",
    fields={
        "meeting_ref": Field("ref", "Reference of the meeting", "P", pattern=HOUSE_REF_PATTERN,
                             aliases=("meeting reference", "meeting id")),
        "la_code": Field("code", "Local authority, or TEES for meetings of the whole partnership", "P",
                         vocabulary=LA_OR_TEES, aliases=("la", "authority", "local authority", "area")),
        "meeting_type": Field("code", "Kind of meeting", vocabulary=MEETING_TYPE,
                              aliases=("type of meeting", "meeting", "group")),
        "planned_date": Field("date", "Date planned", "P", aliases=("date planned", "planned", "meeting date")),
        "held_date": Field("date", "Date held; blank if it was not held", aliases=("date held", "held")),
        "task_group": Field("code", "Theme 1 to 4 of a task and finish group; else blank", vocabulary=THEME,
                            aliases=("task and finish group", "t&f group")),
        "chair_present": Field("yes_no", "The chair was there", aliases=("chair attended", "chaired by the chair")),
        "deputy_chair_present": Field("yes_no", "The deputy chair was there",
                                      aliases=("deputy chair attended", "vice chair present")),
        "members_present_n": Field("int", "Representatives there, without the chair and the deputy chair", minimum=0,
                                   aliases=("members present", "number of members", "representatives present")),
        "papers_sent_date": Field("date", "Date the papers went out",
                                  aliases=("papers sent", "date papers sent", "papers circulated")),
        "minutes_sent_date": Field("date", "Date the draft minutes went out",
                                   aliases=("minutes sent", "date minutes sent", "minutes circulated")),
    },
    rules=(
        row_rule("papers_after_meeting", "papers_sent_date <= held_date", ("held_date", "papers_sent_date"), "warn",
                 "the papers are dated after the meeting", "check both dates"),
        row_rule("minutes_before_meeting", "minutes_sent_date >= held_date", ("held_date", "minutes_sent_date"), "warn",
                 "the minutes are dated before the meeting", "check both dates"),
        row_rule("minutes_without_meeting", "minutes_sent_date is null or held_date is not null",
                 ("held_date", "minutes_sent_date"), "warn", "there are minutes of a meeting that has no date held",
                 "add the date held, or take the date of the minutes out"),
    ),
)  # fmt: skip

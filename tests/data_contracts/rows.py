"""A good row of every extract, typed, and for every rule the change that breaks it (and nothing else)."""

D = "2026-05-0"

GOOD = {
    "list": {
        "child_ref": "a1b2c3d4e5f6", "la_code": "E06000001", "birth_month": "2011-03-01", "sex": "F",
        "ethnicity": "WBRI", "care_status": "CIN", "category": "E", "exploitation_types": "CCE|ONLINE", "risk": "HIGH",
        "referral_source": "POLICE", "referral_date": "2026-04-20", "added_date": "2026-05-01",
        "last_review_date": "2026-06-01", "screening_tool": True, "screening_tool_date": "2026-04-22", "nrm": False,
    },
    "missing": {
        "child_ref": "a1b2c3d4e5f6", "la_code": "E06000002", "episode_type": "M", "start_at": "2026-05-01 22:10",
        "start_at_has_time": True, "end_at": "2026-05-02 06:00", "end_at_has_time": True, "missing_from": "HOME",
        "police_risk": "MEDIUM", "rhi_offered": "Y", "rhi_accepted": "Y", "rhi_completed_at": "2026-05-04",
        "rhi_completed_at_has_time": False, "age_band": "15-16",
    },
    "meeting": {
        "meeting_ref": "M1", "la_code": "TEES", "meeting_type": "STRATEGIC", "planned_date": D + "5",
        "held_date": D + "6", "papers_sent_date": D + "1", "minutes_sent_date": D + "9",
    },
    "seat": {
        "seat_ref": "S/1", "la_code": "TEES", "meeting_type": "STRATEGIC", "organisation": "POLICE",
        "seat_role": "CHAIR", "valid_from": D + "1", "valid_to": D + "1",
    },
    "attendance": {"meeting_ref": "M1", "seat_ref": "S/1", "member_present": True, "apology": False},
    "action": {
        "action_ref": "12.3", "la_code": "E06000004", "origin": "AUDIT", "owner_org": "POLICE",
        "raised_date": D + "1", "due_date": D + "8", "completed_date": D + "7", "status": "DONE", "theme": "2",
    },
    "plan_action": {
        "plan_ref": "1.2", "la_code": "TEES", "theme": "1", "due_date": D + "1", "status": "OVERDUE",
        "updated_date": D + "2",
    },
    "audit": {
        "audit_ref": "A-1", "la_code": "E06000003", "audit_date": D + "1", "agency": "POLICE", "theme": "VOICE",
        "grade": "GOOD", "moderated": True,
    },
    "audit_answer": {"audit_ref": "A-1", "question_code": "Q1", "answer": "NA"},
    "audit_plan": {"la_code": "E06000001", "quarter": "2026-04-01", "planned_n": 6},
    "assessment_factors": {
        "time_period": 2025, "geographic_level": "Local authority", "country_code": "E92000001",
        "region_code": "E12000001", "new_la_code": "E06000001", "category": "Factors identified",
        "going_missing": 80, "trafficking_marker": "c",
    },
    "population": {
        "time_period": 2024, "geographic_level": "National", "country_code": "E92000001",
        "age_group": "Children aged 0 to 17 years", "population_estimate": 12_000_000,
    },
}  # fmt: skip

BROKEN = {
    ("list", "bare_number_reference"): {"child_ref": "398768"},
    ("list", "removed_before_added"): {
        "removed_date": "2026-04-30",
        "removal_reason": "OTHER",
        "last_review_date": None,
    },
    ("list", "added_before_birth"): {"birth_month": "2026-06-01"},
    ("list", "added_after_18"): {"birth_month": "2008-04-01"},
    ("list", "reason_without_removal"): {"removal_reason": "OTHER"},
    ("list", "removal_without_reason"): {"removed_date": "2026-06-30"},
    ("list", "turned_18_too_early"): {"removed_date": "2026-06-30", "removal_reason": "TURNED_18"},
    ("list", "review_before_added"): {"last_review_date": "2026-04-30"},
    ("list", "review_after_removal"): {"removed_date": "2026-05-20", "removal_reason": "OTHER"},
    ("list", "referral_after_added"): {"referral_date": "2026-05-02"},
    ("list", "trafficked_not_referred"): {"category": "T"},
    ("list", "missing_at_low_risk"): {"category": "M", "risk": "LOW"},
    ("missing", "bare_number_reference"): {"child_ref": "398768"},
    ("missing", "end_before_start"): {"end_at": "2026-05-01 22:09"},
    ("missing", "interview_before_return"): {"rhi_completed_at": "2026-05-01 23:00"},
    ("missing", "interview_while_missing"): {"end_at": None},
    ("missing", "interview_not_accepted"): {"rhi_accepted": "N"},
    ("missing", "accepted_not_offered"): {"rhi_offered": "N"},
    ("missing", "reason_but_offered"): {"not_offered_reason": "OTHER"},
    ("meeting", "papers_after_meeting"): {"papers_sent_date": D + "7"},
    ("meeting", "minutes_before_meeting"): {"minutes_sent_date": D + "5"},
    ("meeting", "minutes_without_meeting"): {"held_date": None},
    ("seat", "seat_ends_before_start"): {"valid_to": "2026-04-30"},
    ("attendance", "present_with_apology"): {"apology": True},
    ("action", "completed_before_raised"): {"completed_date": "2026-04-30"},
    ("action", "due_before_raised"): {"due_date": "2026-04-30"},
    ("action", "done_without_date"): {"completed_date": None},
    ("action", "date_without_done"): {"status": "OPEN"},
    ("plan_action", "overdue_before_due"): {"due_date": D + "3"},
    ("audit", "moderated_without_grade"): {"grade": None},
}

EDGES = (
    ("list", {"removed_date": "2026-05-01", "last_review_date": "2026-05-01", "removal_reason": "OTHER"}),
    ("list", {"added_date": "2029-03-31", "last_review_date": None}),
    ("list", {"added_date": "2011-03-01", "referral_date": None}),
    ("list", {"removed_date": "2029-03-01", "removal_reason": "TURNED_18"}),
    ("list", {"referral_date": "2026-05-01", "category": "M", "risk": "MEDIUM"}),
    ("list", {"child_ref": "3987681234"}),
    ("list", {"child_ref": "398768a"}),
    ("missing", {"end_at": "2026-05-01 22:10", "rhi_completed_at": "2026-05-01"}),
    (
        "missing",
        {
            "end_at": None,
            "rhi_completed_at": None,
            "rhi_offered": "N",
            "rhi_accepted": "NA",
            "not_offered_reason": "NO_CONTACT",
        },
    ),
    ("meeting", {"papers_sent_date": D + "6", "minutes_sent_date": D + "6"}),
    ("action", {"completed_date": D + "1", "due_date": D + "1"}),
    ("plan_action", {"due_date": D + "2"}),
    ("audit", {"grade": None, "moderated": False}),
)
"""(extract, change) that comes as near to a rule as may be and keeps it."""

REFUSED_CELLS = (
    ("list", "child_ref", "has a space", "not_a_reference"),
    ("list", "child_ref", "trailing\n", "not_a_reference"),
    ("list", "child_ref", None, "not_nullable"),
    ("list", "added_date", None, "not_nullable"),
    ("list", "risk", "EXTREME", "not_in_list"),
    ("list", "exploitation_types", "CCE|SOMETHING", "not_in_list"),
    ("list", "la_code", "E06000005", "not_in_list"),
    ("meeting", "meeting_ref", "two words", "not_a_reference"),
    ("audit_answer", "question_code", "Was the child heard?", "not_in_list"),
    ("audit_plan", "planned_n", -1, "too_small"),
    ("assessment_factors", "going_missing", -1, "too_small"),
    ("assessment_factors", "trafficking_marker", "q", "not_in_list"),
)
"""(extract, column, cell, the check that it fails)."""

"""As `rows.py`, for the finer extracts: a good row of each, what breaks each rule, what comes near and keeps it."""

C = "a1b2c3d4e5f6"
LA = "E06000001"
D = "2026-05-0"
SPELL = "a1b2c3d4e5f6-20260501"

FINE_GOOD = {
    "child": {
        "child_ref": C, "la_code": LA, "birth_month": "2011-03-01", "sex": "F", "ethnicity": "WBRI",
        "care_status": "CLA", "disability": False, "ehc_plan": True, "uasc": False, "lives_out_of_area": True,
        "placed_by_la": "E06000002", "personal_adviser": True,
    },
    "child_status": {
        "child_ref": C, "la_code": LA, "start_date": D + "1", "end_date": D + "9", "care_status": "CP",
        "lives_out_of_area": False,
    },
    "care_period": {
        "child_ref": C, "la_code": LA, "start_date": D + "1", "end_date": D + "9", "placement": "FOSTER",
        "in_or_out": "OUT", "miles_band": "20_OR_MORE",
    },
    "vemt_spell": {
        "spell_ref": SPELL, "child_ref": C, "la_code": LA, "referral_date": "2026-04-20", "referral_source": "POLICE",
        "first_vpg_date": "2026-04-29", "decision": "ACCEPTED", "added_date": "2026-05-01",
        "removed_date": "2026-09-01", "removal_reason": "RISK_REDUCED", "screening_tool": True,
        "screening_tool_date": "2026-04-22", "tool_with_child": True, "closure_tool_date": "2026-08-20",
        "case_mapping": True, "peers_n": 3, "places_n": 1, "perpetrators_n": 0,
    },
    "vemt_review": {
        "spell_ref": SPELL, "la_code": LA, "review_date": "2026-06-01", "meeting_type": "WEEKLY_VPG",
        "category": "E", "exploitation_types": "CCE|COUNTY_LINES", "risk": "HIGH",
    },
    "lead_professional": {
        "spell_ref": SPELL, "la_code": LA, "agency": "POLICE", "lead_role": "POLICE", "start_date": D + "2",
        "end_date": D + "9",
    },
    "notification": {
        "spell_ref": SPELL, "la_code": LA, "event": "ADDED", "recipient": "GP", "sent_date": D + "3", "method": "POST",
    },
    "pathway": {
        "spell_ref": SPELL, "la_code": LA, "route": "NRM", "considered": True, "considered_date": D + "2",
        "decision": "REFERRED", "referred_date": D + "3", "joint_with_police": True, "exploitation_types": "CCE",
        "county_lines": True, "rg_outcome": "POSITIVE", "rg_date": D + "7", "cg_outcome": "PENDING",
        "outcome": "ACCEPTED",
    },
    "missing_episode": {
        "episode_ref": "EP-1", "child_ref": C, "la_code": LA, "episode_type": "M", "start_at": "2026-05-01 22:10",
        "start_at_has_time": True, "end_at": "2026-05-02 06:00", "end_at_has_time": True, "time_known": True,
        "missing_from": "CARE_FOSTER", "placement_out_of_area": True, "police_reported": True, "police_risk": "HIGH",
        "found_area": "TEES", "source": "POLICE",
    },
    "return_interview": {
        "rhi_ref": "RI-1", "la_code": LA, "offered": "Y", "accepted": "Y", "completed_at": "2026-05-04 10:00",
        "completed_at_has_time": True,
    },
    "return_interview_episode": {"rhi_ref": "RI-1", "episode_ref": "EP-1", "la_code": LA},
    "reference_merge": {"old_ref": C, "new_ref": "f6e5d4c3b2a1", "la_code": LA, "merged_date": D + "1"},
    "place_link": {
        "place_ref": "P/1", "la_code": LA, "month": "2026-05-01", "place_type": "PARK", "ward_code": "E05013000",
        "linked_children_n": 3, "first_seen_month": "2026-05-01",
    },
    "poi_summary": {
        "la_code": LA, "month": "2026-05-01", "on_list_n": 9, "new_n": 2, "linked_2plus_n": 4,
        "sharing_children_n": 6, "largest_cluster_n": 6,
    },
    "intelligence_report": {"la_code": LA, "month": "2026-05-01", "agency": "POLICE", "reports_n": 0},
    "disruption": {"la_code": LA, "month": "2026-05-01", "disruption_type": "ORDER", "disruptions_n": 2},
    "adult_aggregate": {"la_code": LA, "quarter": "2026-04-01", "concern_type": "TRANSITION", "adults_n": 7},
    "training": {
        "session_ref": "T1", "la_code": "TEES", "planned_date": D + "5", "held_date": D + "5", "agency": "POLICE",
        "attendees_n": 12,
    },
    "communication": {
        "campaign_ref": "C1", "la_code": "TEES", "planned_date": D + "5", "delivered_date": D + "4",
        "agency": "PCC",
    },
    "document": {
        "document_ref": "D1", "la_code": "TEES", "document_type": "TERMS", "review_due_date": "2026-10-01",
        "reviewed_date": "2026-11-01",
    },
    "audit_theme_note": {"audit_ref": "A-1", "la_code": LA, "note": "STRENGTH", "theme": "VOICE"},
}  # fmt: skip

BEFORE = "2026-04-30"
FINE_BROKEN = {
    ("child", "bare_number_reference"): {"child_ref": "398768"},
    ("child", "placed_by_itself"): {"placed_by_la": LA},
    ("child_status", "bare_number_reference"): {"child_ref": "398768"},
    ("child_status", "status_ends_before_start"): {"end_date": BEFORE},
    ("care_period", "bare_number_reference"): {"child_ref": "398768"},
    ("care_period", "placement_ends_before_start"): {"end_date": BEFORE},
    ("vemt_spell", "bare_number_reference"): {"child_ref": "398768"},
    ("vemt_spell", "no_date"): {
        "referral_date": None, "added_date": None, "decision": None, "removed_date": None, "removal_reason": None,
    },
    ("vemt_spell", "accepted_without_added"): {"added_date": None, "removed_date": None, "removal_reason": None},
    ("vemt_spell", "added_not_accepted"): {"decision": "PENDING"},
    ("vemt_spell", "removed_before_added"): {"removed_date": BEFORE, "closure_tool_date": None},
    ("vemt_spell", "removed_never_added"): {"added_date": None, "decision": "PENDING"},
    ("vemt_spell", "removal_without_reason"): {"removal_reason": None},
    ("vemt_spell", "reason_without_removal"): {"removed_date": None},
    ("vemt_spell", "decision_before_referral"): {"first_vpg_date": "2026-04-19"},
    ("vemt_spell", "referral_after_added"): {"referral_date": "2026-05-02", "first_vpg_date": None},
    ("vemt_spell", "closure_tool_after_removal"): {"closure_tool_date": "2026-09-02"},
    ("vemt_spell", "mapped_without_mapping"): {"case_mapping": False},
    ("vemt_review", "missing_at_low_risk"): {"category": "M", "risk": "LOW"},
    ("vemt_review", "exploited_without_type"): {"exploitation_types": None},
    ("lead_professional", "lead_ends_before_start"): {"end_date": D + "1"},
    ("notification", "host_area_recipient"): {"event": "HOST_AREA"},
    ("pathway", "referred_not_considered"): {"considered": False},
    ("pathway", "referred_without_date"): {"referred_date": None},
    ("pathway", "date_not_referred"): {"decision": "NOT_REFERRED"},
    ("pathway", "referred_before_considered"): {"referred_date": D + "1"},
    ("pathway", "grounds_before_referral"): {"rg_date": D + "2"},
    ("pathway", "conclusive_before_reasonable"): {"cg_date": D + "6"},
    ("pathway", "conclusive_after_negative"): {"rg_outcome": "NEGATIVE"},
    ("pathway", "grounds_of_another_route"): {"route": "MAPPA"},
    ("pathway", "reason_but_referred"): {"not_referred_reason": "OTHER"},
    ("missing_episode", "bare_number_reference"): {"child_ref": "398768"},
    ("missing_episode", "end_before_start"): {"end_at": "2026-05-01 22:09"},
    ("missing_episode", "risk_not_reported"): {"police_reported": False},
    ("return_interview", "interview_not_accepted"): {"accepted": "N"},
    ("return_interview", "accepted_not_offered"): {"offered": "N"},
    ("return_interview", "reason_but_offered"): {"not_offered_reason": "OTHER"},
    ("return_interview", "declined_but_accepted"): {"declined_reason": "OTHER"},
    ("reference_merge", "bare_number_old_ref"): {"old_ref": "398768"},
    ("reference_merge", "bare_number_new_ref"): {"new_ref": "398768"},
    ("reference_merge", "merged_into_itself"): {"new_ref": C},
    ("place_link", "seen_before_first"): {"first_seen_month": "2026-06-01"},
    ("poi_summary", "more_new_than_listed"): {"new_n": 10},
    ("poi_summary", "more_linked_than_listed"): {"linked_2plus_n": 10},
    ("poi_summary", "cluster_larger_than_sharing"): {"largest_cluster_n": 7},
    ("training", "attended_not_held"): {"held_date": None},
}  # fmt: skip

FINE_EDGES = (
    ("vemt_spell", {"added_date": None, "decision": "NOT_ACCEPTED", "referral_outcome": "SIGNPOSTED",
                    "removed_date": None, "removal_reason": None, "closure_tool_date": None}),
    ("vemt_spell", {"decision": None}),
    ("vemt_spell", {"removed_date": "2026-05-01", "closure_tool_date": "2026-05-01"}),
    ("vemt_spell", {"referral_date": "2026-05-01", "first_vpg_date": "2026-05-01"}),
    ("vemt_review", {"category": None, "risk": None, "exploitation_types": None}),
    ("notification", {"method": "NOT_SENT_AGREED", "recipient": "PARENT_CARER"}),
    ("notification", {"event": "HOST_AREA", "recipient": "HOST_VPG"}),
    ("pathway", {"route": "ADULT_SOCIAL_CARE", "rg_outcome": None, "rg_date": None, "cg_outcome": None,
                 "outcome": "NOT_ELIGIBLE"}),
    ("pathway", {"considered": None}),
    ("missing_episode", {"end_at": "2026-05-01 22:10"}),
    ("missing_episode", {"police_reported": None}),
    ("poi_summary", {"new_n": 9, "linked_2plus_n": 9}),
    ("training", {"held_date": None, "attendees_n": None}),
    ("document", {"reviewed_date": None}),
)  # fmt: skip

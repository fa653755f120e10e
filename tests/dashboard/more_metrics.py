"""Metrics of the made-up release that only some pages read: kind, of, time, unit, direction, mean, breakdowns.

QUARTERLY have no months; YEARLY are split for the year only; NOT_SENT are not supplied by one authority at all, and
BLANK were left blank by it in every case.
"""

FLAT = "E06000003"
"""The authority that sends its flat list and nothing finer."""
MORE = {
    "review_current": ("share", "open_on_list", "stock", "child", "increase", 0.9, [["risk"]]),
    "removed_at_high_risk": ("share", "removed_from_list", "flow", "child", "decrease", 0.2, []),
    "open_at_low": ("count", None, "stock", "child", "neutral", 7, []),
    "days_at_low": ("median", "open_at_low", "stock", "days", "decrease", 60, []),
    "trafficking_concern": ("count", None, "stock", "child", "neutral", 4, []),
    "trafficking_concern_without_nrm": ("count", None, "stock", "child", "decrease", 0, []),
    "nrm_considered_where_concern": ("share", "trafficking_concern", "stock", "child", "increase", 0.8, []),
    "nrm_referred_where_concern": ("share", "trafficking_concern", "stock", "child", "increase", 0.5, []),
    "nrm_referred": ("count", None, "flow", "referral", "neutral", 3, [["rg_outcome"]]),
    "reasonable_grounds_positive": ("count", None, "flow", "decision", "neutral", 5, [["cg_outcome"]]),
    "reasonable_grounds_decided": ("count", None, "flow", "decision", "neutral", 3, []),
    "days_to_reasonable_grounds": ("median", "reasonable_grounds_decided", "flow", "days", "decrease", 9, []),
    "pathways_asked_for": ("count", None, "stock", "pathway", "neutral", 12, [["pathway"]]),
    "pathway_considered": ("share", "pathways_asked_for", "stock", "pathway", "increase", 0.6, []),
    "turning_18_within_6_months": ("count", None, "stock", "child", "neutral", 3, []),
    "turned_18": ("count", None, "flow", "person", "neutral", 2, [["outcome"]]),
    "adult_discussion_before_18": ("share", "turned_18", "flow", "person", "increase", 0.7, []),
    "hotspots": ("count", None, "flow", "place", "neutral", 9, [["place_type"]]),
    "hotspots_new": ("share", "hotspots", "flow", "place", "neutral", 0.3, []),
    "persons_of_interest": ("count", None, "stock", "person", "neutral", 10, []),
    "persons_of_interest_linked": ("share", "persons_of_interest", "stock", "person", "neutral", 0.3, []),
    "disruptions": ("count", None, "flow", "act", "neutral", 12, [["disruption_type"]]),
    "intelligence_reports": ("count", None, "flow", "report", "neutral", 60, [["agency"]]),
    "letters_due_on_adding": ("count", None, "flow", "letter", "neutral", 15, [["recipient"]]),
    "told_on_adding": ("share", "letters_due_on_adding", "flow", "letter", "increase", 0.8, []),
    "told_on_removal": ("share", "letters_due_on_adding", "flow", "letter", "increase", 0.7, []),
    "all_told": ("share", "added_to_list", "flow", "decision", "increase", 0.5, []),
    "screening_tool_on_entry": ("share", "added_to_list", "flow", "child", "increase", 0.85, []),
    "how_safe_completed": ("share", "open_on_list", "stock", "child", "increase", 0.45, []),
    "lead_professional_allocated": ("share", "open_on_list", "stock", "child", "increase", 0.8, []),
    "vpg_actions_due": ("count", None, "flow", "action", "neutral", 16, []),
    "vpg_actions_on_time": ("share", "vpg_actions_due", "flow", "action", "increase", 0.7, []),
    "vpg_actions_overdue": ("count", None, "stock", "action", "decrease", 4, []),
    "audit_answers": ("count", None, "flow", "answer", "neutral", 50, []),
    "audit_answers_yes": ("share", "audit_answers", "flow", "answer", "increase", 0.8, [["question_code"]]),
    "audit_findings": ("count", None, "flow", "finding", "neutral", 18, [["note"], ["audit_theme"],
                                                                        ["note", "audit_theme"]]),
    "re_audits": ("count", None, "flow", "audit", "neutral", 6, [["grade_movement"]]),
    "meetings_planned": ("count", None, "flow", "meeting", "neutral", 16, [["meeting_type"]]),
    "meetings_planned_held": ("share", "meetings_planned", "flow", "meeting", "increase", 0.95, []),
    "papers_on_time": ("share", "meetings_planned", "flow", "meeting", "increase", 0.7, []),
    "strategic_meetings_held": ("count", None, "flow", "meeting", "neutral", 1.5, []),
    "strategic_quorate_strict": ("share", "strategic_meetings_held", "flow", "meeting", "increase", 0.5, []),
    "strategic_quorate_text": ("share", "strategic_meetings_held", "flow", "meeting", "increase", 0.8, []),
    "strategic_attendance_expected": ("count", None, "flow", "seat", "neutral", 120, [["organisation"]]),
    "strategic_attendance_by_anyone": ("share", "strategic_attendance_expected", "flow", "seat", "increase", 0.85,
                                       [["organisation"]]),
    "strategic_attendance_by_member": ("share", "strategic_attendance_expected", "flow", "seat", "increase", 0.6,
                                       [["organisation"]]),
    "plan_lines": ("count", None, "stock", "line", "neutral", 5, [["theme"], ["plan_status"],
                                                                  ["theme", "plan_status"]]),
    "plan_lines_on_track": ("share", "plan_lines", "stock", "line", "increase", 0.5, []),
    "strategic_actions_overdue": ("count", None, "stock", "action", "decrease", 1, []),
    "training_attended": ("count", None, "flow", "person", "neutral", 30, []),
    "documents_overdue": ("count", None, "stock", "document", "decrease", 0, []),
}  # fmt: skip
MONTHLY = {"review_current", "removed_at_high_risk", "how_safe_completed", "lead_professional_allocated",
           "turning_18_within_6_months", "vpg_actions_overdue"}  # fmt: skip
QUARTERLY = set(MORE) - MONTHLY
YEARLY = {"audit_answers_yes", "audit_findings", "re_audits", "reasonable_grounds_positive", "turned_18",
          "intelligence_reports", "strategic_attendance_expected", "strategic_attendance_by_anyone",
          "strategic_attendance_by_member"}  # fmt: skip
NOT_SENT = {"told_on_removal", "all_told", "pathways_asked_for", "pathway_considered", "reasonable_grounds_decided",
            "reasonable_grounds_positive", "days_to_reasonable_grounds", "adult_discussion_before_18"}  # fmt: skip
BLANK = {"lead_professional_allocated", "how_safe_completed"}

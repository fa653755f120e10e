"""Assurance: what can the partnership rely on, with what evidence?"""

from dashboard import words
from dashboard.blocks import Block, Note, Sentence
from dashboard.claims import Claim, judged, statements, summary
from dashboard.items import laid
from dashboard.profiles import profile
from dashboard.reading import Ask, Choice, nothing
from dashboard.released import Released
from dashboard.signoff import frozen, signatures

QUESTION = "What can the partnership rely on, and with what evidence?"
TITLE = "Assurance"
SLUG = "what-we-rely-on"
GROUP = "Partnership"
ORDER = 13

CLAIMS = (
    Claim("Every child on the list is reviewed within the interval", "review_current"),
    Claim("Every child on the list has a lead professional", "lead_professional_allocated"),
    Claim("Children are asked how safe they feel", "how_safe_completed"),
    Claim("Child, parent and GP are told of each addition and removal", "all_told"),
    Claim("Risk goes down while a child is on the list", "risk_reduced"),
    Claim("Children do not leave the list at High or Very high risk", "removed_at_high_risk"),
    Claim("Children who left are still off the list twelve months on", "sustained_exit_12_months"),
    Claim("Children who return from being missing are seen within 72 hours", "return_interview_within_72h"),
    Claim("No child of concern for trafficking has had nothing considered", "trafficking_concern_without_nrm", True),
    Claim("Young people are talked of with adult services before 18", "adult_discussion_before_18"),
    Claim("Practice is audited as planned", "audits_completed_of_planned"),
    Claim("Audited practice is good or better", "audit_good_or_better"),
    Claim("Audit actions are done on time", "audit_actions_on_time"),
    Claim("Planned meetings are held", "meetings_planned_held"),
    Claim("Strategic meetings are quorate by the stricter rule", "strategic_quorate_strict"),
    Claim("The plan is on track", "plan_lines_on_track"),
    Claim("Authorities send what is expected of them", "extracts_received"),
)
OPEN = Ask("open_on_list", "On the list", "child on the list", "children on the list")
MISSING = Ask("children_missing", "Children missing", "child went missing", "children went missing")
OPEN_BY = ("age_band", "sex", "ethnicity", "disability", "ehc_plan", "uasc", "care_status")
RULES = (
    "Assured: the figure meets its target and so does its whole 95% interval. Partly assured: chance could explain "
    "it, or an authority is absent. Not assured: off target, not supplied, too few, or half not recorded. Evidence "
    "that is hidden to protect children is held and is no gap. Confidence: high from 50 cases with at most 5% not "
    "recorded, medium from 20 with at most 15%, else low. Without a target, agreed by the group and entered in "
    "HOME/config/targets.toml, no verdict is given. No share of residents by ethnicity or sex is held, so the list is "
    "not set against the population. Better and worse than a year before: the two shares differ by more than chance "
    "explains at 95%; of twenty that did not change, about one would."
)


def answer(released: Released, choice: Choice) -> list[Block]:
    """How many claims stand, each with its evidence, who the children are, the releases behind it, sign-off."""
    if nothing(released, [c.metric for c in CLAIMS]):
        return [Sentence((words.STATES["nothing_here"],))]
    found = [judged(released, claim, choice) for claim in CLAIMS]
    blocks: list[Block | None] = [
        Sentence(summary(found)),
        statements(released, found, choice),
        profile(released, OPEN, OPEN_BY, choice),
        profile(released, MISSING, ("age_band", "sex"), choice),
        frozen(released, choice, SLUG),
        signatures(released),
        Note(RULES, "How verdicts and confidence are given"),
    ]
    return laid(blocks)

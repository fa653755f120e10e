"""Pathways and turning 18: were the right routes considered, and do young people fall off at 18?"""

from dashboard import words
from dashboard.blocks import Block, Note, Sentence
from dashboard.dots import days
from dashboard.headlines import headline, headlines
from dashboard.items import Item, found, laid, table
from dashboard.reading import Ask, Choice, nothing
from dashboard.released import Released
from dashboard.routes import outcomes, routes
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

QUESTION = "Were the right routes considered, and do young people fall off at 18?"
TITLE = "Pathways and turning 18"
SLUG = "pathways"
GROUP = "Children"
ORDER = 7

CONSIDERED = Ask("nrm_considered_where_concern", "Referral considered", "child had a referral considered",
                 "children for whom trafficking is a concern had a referral considered {when}")  # fmt: skip
REFERRED = Ask("nrm_referred_where_concern", "Referred", "child had been referred",
               "children for whom trafficking is a concern had been referred {when}")  # fmt: skip
NEITHER = Ask("trafficking_concern_without_nrm", "Nothing considered", "child with nothing considered",
              "children with nothing considered")  # fmt: skip
ADULT = Ask("adult_discussion_before_18", "Adult services before 18", "young person was discussed before 18",
            "young people who turned 18 {when} were discussed with adult services before")  # fmt: skip
ASKED = Ask("pathways_asked_for", "Routes", "route to consider", "routes to consider")
SOON = Ask("turning_18_within_6_months", "Turning 18", "child on the list {when} turns 18 within six months",
           "children on the list {when} turn 18 within six months")  # fmt: skip
NRM = (
    Item("Children for whom trafficking is a concern", "trafficking_concern"),
    Item("Of these: referral considered", CONSIDERED.metric),
    Item("Of these: referred", REFERRED.metric),
    Item("Of these: nothing considered", NEITHER.metric),
    Item("Referrals made", "nrm_referred"),
    Item("Referrals naming county lines", "nrm_county_lines"),
    Item("Referrals made with the police", "nrm_referred_with_police"),
    Item("Reasonable grounds decided", "reasonable_grounds_decided"),
    Item("Decided in time", "reasonable_grounds_in_time"),
    Item("Days to reasonable grounds (median)", "days_to_reasonable_grounds", unit="days"),
    Item("Positive reasonable grounds", "reasonable_grounds_positive"),
    Item("Conclusive grounds decided", "conclusive_grounds_decided"),
    Item("Days to conclusive grounds (median)", "days_to_conclusive_grounds", unit="days"),
    Item("Waiting for conclusive grounds", "conclusive_grounds_pending"),
    Item("Waiting for over 180 days", "conclusive_grounds_pending_over_180_days"),
)
DAYS = tuple(item for item in NRM if item.unit == "days")
OUTCOME = BREAKDOWNS["outcome"].vocabulary
ADULTHOOD = (
    Item("On the list aged 17 or over", "open_aged_17"),
    Item("Turning 18 within six months", SOON.metric),
    Item("Care leavers on the list aged 17 or over", "care_leavers_17"),
    Item("Of these: personal adviser recorded", "personal_adviser_recorded"),
    Item("Turned 18", "turned_18"),
    Item("Of these: adult services talked with before 18", ADULT.metric),
    Item("Days from that talk to 18 (median)", "adult_discussion_lead_days", unit="days"),
    *(Item(f"Adult services' answer: {OUTCOME.label(code).lower()}", "turned_18", (("outcome", code),))
      for code in (*OUTCOME.codes, NOT_RECORDED)),
    Item("On the list after turning 18", "open_over_18"),
)  # fmt: skip


def answer(released: Released, choice: Choice) -> list[Block]:
    """Referral from concern to decision, outcomes with what is pending, other routes, the way to 18."""
    if nothing(released, ["trafficking_concern", ASKED.metric, SOON.metric, "nrm_referred"]):
        return [Sentence((words.STATES["nothing_here"],))]
    asks = [a for a in (CONSIDERED, NEITHER, SOON, ADULT) if a.metric in released.metrics]
    return laid([
        headlines("Routes and turning 18", tuple(headline(released, a, choice) for a in asks)),
        table(released, NRM, choice, found(released, REFERRED, choice), "From concern to decision", "nrm",
              "Referrals to the National Referral Mechanism, a row for each step"),
        outcomes(released, choice),
        routes(released, choice),
        *days(released, DAYS, choice, "Days to a decision (median)", "decision-days"),
        table(released, ADULTHOOD, choice, found(released, SOON, choice), "The way to 18", "turning-18",
              "A birthday counts from the first of its month, so that no change comes late"),
        Note(
            "Pending is not negative: a decision that has not come says nothing of the child. Reasonable grounds are "
            "due in 5 working days, or 45 days where a panel decides locally; conclusive grounds not before 30 days "
            "after. With so few referrals one quarter says little; medians are given from ten cases.",
            "How to read this page",
        ),
    ])  # fmt: skip

"""Compare the four: are the areas different from each other, or is it noise? Never ranked."""

from dataclasses import replace

from dashboard import words
from dashboard.areas_apart import apart, compared, context, opening, stands
from dashboard.blocks import Block, Note, Sentence
from dashboard.dots import dots, rates
from dashboard.items import Item, laid
from dashboard.reading import Choice, nothing, widest
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS

QUESTION = "Are the areas different from each other, or is it noise?"
TITLE = "Compare the four"
SLUG = "compare"
GROUP = "Partnership"
ORDER = 11

ON_LIST = Item("On the list per 10,000 children", "open_on_list_rate")
MISSING = Item("Went missing per 10,000 children", "children_missing_rate")
SHARES = (
    Item("Return interview within 72 hours", "return_interview_within_72h"),
    Item("Missing more than once", "repeat_missing"),
    Item("Reviewed within the interval", "review_current"),
    Item("Risk reduced at the review", "risk_reduced"),
    Item("Told on being added", "told_on_adding"),
    Item("Screening tool done on entry", "screening_tool_on_entry"),
    Item("Lead professional in place", "lead_professional_allocated"),
    Item("How Safe Do I Feel form done", "how_safe_completed"),
    Item("Audits graded good or better", "audit_good_or_better"),
)
METHOD = (
    "A funnel plot sets many areas of different size against limits that widen as numbers fall. With four areas it "
    "cannot show whether all four are unusual together, whether the spread is wider than chance, or who is best; so "
    "each area's own interval is drawn instead, beside the whole, which contains it. An interval apart from the line "
    "is a reason to ask, never a verdict, and nothing here is ranked."
)
RECORDING = (
    "Areas record differently: who is put on the list and at what level of risk; what counts as missing rather than "
    "away; whether a letter or a form is written down where the work was done; how far back a list goes. A high rate "
    "may mean that more children at risk are recognised. Home Office figures on referrals of children are not held."
)


def answer(released: Released, choice: Choice) -> list[Block]:
    """What stands apart and what chance would do, two rates, the shares, the words, the nation, how records differ."""
    here = replace(choice, area=choice.area if len(released.parts_of(choice.area)) > 1 else widest(released))
    if nothing(released, [i.metric for i in (ON_LIST, MISSING, *SHARES)]) or here.area not in ALL_AREAS:
        return [Sentence((words.STATES["nothing_here"],))]
    found = compared(released, (ON_LIST, MISSING, *SHARES), here)
    shares = {item: row for item, row in found.items() if item in SHARES}
    return laid(
        [
            Sentence(opening(found, here)),
            rates(released, ON_LIST.metric, here, ON_LIST.label, "on-list-rate"),
            rates(released, MISSING.metric, here, MISSING.label, "missing-rate"),
            dots(released, SHARES, here, "Shares side by side", "shares", stands(shares, ALL_AREAS[here.area])),
            apart(released, found, here),
            context(released, here),
            Note(f"{METHOD} {RECORDING}", "What a comparison can and cannot show"),
        ]
    )

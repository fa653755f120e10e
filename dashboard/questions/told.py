"""Told, heard, supported: letters to child, parent and GP; forms and tools; lead professional, map and actions."""

from dashboard import words
from dashboard.blocks import Block, Note, Sentence
from dashboard.dots import dots
from dashboard.items import Item, found, laid, said, table
from dashboard.reading import Ask, Choice, nothing
from dashboard.released import Released

QUESTION = "Are children and carers told and heard, and is each child given a lead professional and a plan?"
TITLE = "Told, heard, supported"
SLUG = "told-heard-supported"
GROUP = "Practice and audit"
ORDER = 9

ADDED, REMOVED = "told_on_adding", "told_on_removal"
TOLD = (
    Item("Young person told on being added", ADDED, (("recipient", "YOUNG_PERSON"),)),
    Item("Parent or carer told on adding", ADDED, (("recipient", "PARENT_CARER"),)),
    Item("GP told on adding", ADDED, (("recipient", "GP"),)),
    Item("Young person told on removal", REMOVED, (("recipient", "YOUNG_PERSON"),)),
    Item("Parent or carer told on removal", REMOVED, (("recipient", "PARENT_CARER"),)),
    Item("GP told on removal", REMOVED, (("recipient", "GP"),)),
    Item("All three told", "all_told"),
    Item("Host area told", "host_area_told"),
)
HEARD = (
    Item("Screening tool done on entry", "screening_tool_on_entry"),
    Item("Screening tool done with the child", "screening_tool_with_child"),
    Item("Screening tool done with a parent", "screening_tool_with_parent"),
    Item("Screening tool done at closure", "screening_tool_at_closure"),
    Item("How Safe Do I Feel form done", "how_safe_completed"),
)
SUPPORTED = (
    Item("Lead professional in place", "lead_professional_allocated"),
    Item("Case mapping done", "case_mapping_done"),
    Item("Map names peers, places, persons", "mapping_complete"),
    Item("VPG actions done on time", "vpg_actions_on_time"),
)
BESIDE = (
    Item("Lead professional changed", "lead_changed"),
    Item("Days until told", "days_to_tell", unit="days"),
    Item("Family letters brought by hand", "letters_by_hand"),
    Item("Days to the first How Safe Do I Feel form", "days_to_first_form", unit="days"),
    Item("Peers on a map (median)", "peers_mapped"),
    Item("Places on a map (median)", "places_mapped"),
    Item("Persons on a map (median)", "perpetrators_mapped"),
    Item("Letters on positive progress", "progress_letters"),
    Item("VPG actions raised", "vpg_actions_raised"),
    Item("VPG actions overdue", "vpg_actions_overdue"),
    Item("Days that overdue actions are late", "vpg_days_overdue", unit="days"),
)
ALL_TOLD = Ask("all_told", "All told", "addition or removal was followed by all three letters",
               "additions and removals {when} were followed by all three letters")  # fmt: skip
LEAD = Ask("lead_professional_allocated", "Lead professional", "child has a lead professional",
           "children on the list had a lead professional")  # fmt: skip
FORM = Ask("how_safe_completed", "How Safe Do I Feel", "child has done the How Safe Do I Feel form",
           "children on the list had done the How Safe Do I Feel form")  # fmt: skip
ON_TIME = Ask("vpg_actions_on_time", "Actions on time", "action of practitioners groups was done on time",
              "actions of practitioners groups due {when} were done on time")  # fmt: skip
OVERDUE = Ask("vpg_actions_overdue", "Actions overdue", "action of practitioners groups was overdue",
              "actions of practitioners groups were overdue")  # fmt: skip


def answer(released: Released, choice: Choice) -> list[Block]:
    """In words, then told, heard and supported as plots with their tables, then days, maps and actions."""
    if nothing(released, [ADDED, REMOVED, LEAD.metric, FORM.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    return laid(
        [
            Sentence(said(released, (ALL_TOLD, FORM, LEAD, ON_TIME), choice)),
            dots(released, TOLD, choice, "Told", "told"),
            dots(released, HEARD, choice, "Heard", "heard"),
            dots(released, SUPPORTED, choice, "Supported", "supported"),
            table(released, BESIDE, choice, found(released, OVERDUE, choice), "Days, maps and actions", "told-beside"),
            Note(
                "Shares of fewer than ten are given as numbers only: 7 of 9. A letter counts as sent however late; "
                "letters agreed not to be sent, to protect the child, are not due. An authority whose list carries no "
                "letters is not supplied, never none. No target is drawn where the group has agreed none.",
                "How to read this page",
            ),
        ]
    )

"""Actions of the groups, of audits and of the plan: what was agreed, by when, and whether it was done."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import ACTION_ORIGIN, ACTION_STATUS, LA_OR_TEES, ORGANISATION, THEME

CONTRACT = Contract(
    name="action",
    title="Actions",
    description="One row per action, without its wording.",
    key=("action_ref",),
    window="raised_date",
    fields={
        "action_ref": Field("ref", "Reference of the action", "P", pattern=HOUSE_REF_PATTERN,
                            aliases=("action reference", "action id", "action number", "action no")),
        "la_code": Field("code", "Local authority, or TEES for actions of the whole partnership", "P",
                         vocabulary=LA_OR_TEES, aliases=("la", "authority", "local authority", "area")),
        "origin": Field("code", "Where the action comes from", vocabulary=ACTION_ORIGIN,
                        aliases=("action origin", "raised by", "raised at")),
        "owner_org": Field("code", "Organisation that owns the action", vocabulary=ORGANISATION,
                           aliases=("owner", "owning organisation", "owner organisation", "agency", "organisation")),
        "raised_date": Field("date", "Date raised", "P", aliases=("date raised", "raised")),
        "due_date": Field("date", "Date due", aliases=("date due", "due", "target date")),
        "completed_date": Field("date", "Date completed; blank while open",
                                aliases=("date completed", "completed", "date closed")),
        "status": Field("code", "Open, done or cancelled", vocabulary=ACTION_STATUS, aliases=("action status",)),
        "theme": Field("code", "Theme of the strategy, 1 to 4", vocabulary=THEME,
                       aliases=("strategy theme", "strategic theme")),
    },
    rules=(
        row_rule("completed_before_raised", "completed_date >= raised_date", ("raised_date", "completed_date"),
                 "reject", "the action is completed before it is raised", "correct one of the two dates"),
        row_rule("due_before_raised", "due_date >= raised_date", ("raised_date", "due_date"), "warn",
                 "the action is due before it is raised", "check both dates"),
        row_rule("done_without_date", "status <> 'DONE' or completed_date is not null", ("status", "completed_date"),
                 "warn", "the action is done but has no date completed", "add the date completed"),
        row_rule("date_without_done", "completed_date is null or status = 'DONE'", ("status", "completed_date"), "warn",
                 "the action has a date completed but is not marked as done", "check the status and the date"),
    ),
)  # fmt: skip

"""Lines of the partnership's action plan, by theme of the strategy."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA_OR_TEES, PLAN_STATUS, THEME

CONTRACT = Contract(
    name="plan_action",
    title="Action plan",
    description="One row per line of the action plan, without its wording.",
    key=("plan_ref",),
    fields={
        "plan_ref": Field("ref", "Reference of the line", "P", pattern=HOUSE_REF_PATTERN,
                          aliases=("plan reference", "plan line", "plan id")),
        "la_code": Field("code", "TEES: the plan is the whole partnership's", vocabulary=LA_OR_TEES,
                         aliases=("la", "authority", "local authority", "area")),
        "theme": Field("code", "Theme of the strategy, 1 to 4", vocabulary=THEME,
                       aliases=("strategy theme", "strategic theme")),
        "task_group": Field("code", "Theme 1 to 4 of the task and finish group that holds the line", vocabulary=THEME,
                            aliases=("task and finish group", "t&f group")),
        "due_date": Field("date", "Date due", aliases=("date due", "due", "target date")),
        "status": Field("code", "Status of the line", vocabulary=PLAN_STATUS,
                        aliases=("plan status", "rag", "progress")),
        "updated_date": Field("date", "Date of the last update", "P",
                              aliases=("date updated", "updated", "last updated", "last update")),
    },
    rules=(
        row_rule("overdue_before_due", "not (status = 'OVERDUE' and due_date > updated_date)",
                 ("due_date", "status", "updated_date"), "warn",
                 "the line is marked as overdue but was not yet due when it was updated",
                 "check the status and the date due"),
    ),
)  # fmt: skip

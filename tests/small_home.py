"""A small demo home, published through the front door: a year of made-up extracts and a dozen measures.

The measures stand for every kind (count, share, median, ratio, rate; flow and stock; people and not), so that commands
can be tried on them in seconds.
"""

from functools import partial

import pytest

from commands import releasing
from queries.run import run

AS_AT = "2026-10-31"
SETTLED = "2026-27-Q2"
METRICS = ("open_on_list", "added_to_list", "removed_from_list", "days_on_list", "children_missing",
           "missing_episodes", "return_interviews_due", "return_interview_completed", "return_interview_within_72h",
           "return_interview_within_72h_of_completed", "meetings_planned", "audit_actions_overdue",
           "rows_checked", "rows_failing")  # fmt: skip


def few_metrics(patch: pytest.MonkeyPatch) -> None:
    """Count METRICS only, from now on in this process."""
    patch.setattr(releasing, "run", partial(run, metrics=METRICS))


def make_small(vemt, open_children: int = 40) -> None:
    """Fill the home of `vemt` with the demo of one year, released and published."""
    with pytest.MonkeyPatch.context() as patch:
        few_metrics(patch)
        result = vemt.run("demo", "--years", 1, "--open", open_children, "--no-serve", "--yes")
    assert result.exit_code == 0, result.stderr

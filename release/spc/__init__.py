"""Statistical process control of monthly figures: pure functions, no plotting, one import place.

Shares are 0 to 1, counts plain, months the first of the month. A gap is never zero and never bridged.
"""

from release.spc.attributes import c_chart, p_chart, u_chart
from release.spc.changes import Rebase, Step, rebase_places, targets_at
from release.spc.choose import Choice, agreed, agreed_limits, choose_chart
from release.spc.errors import false_rate
from release.spc.icons import assurance, point_types, variation_icon
from release.spc.months import complete_months
from release.spc.rare import Gaps, g_chart, gaps, t_chart
from release.spc.rules import HIGH, LOW, Many, judge_many, special_causes
from release.spc.runs import RUNS_FROM, RunsTest, runs_test
from release.spc.values import ENOUGH, EQUAL, Chart, Floats, Values, floats
from release.spc.xmr import Bounds, Period, bounds, xmr

__all__ = [
    "ENOUGH", "EQUAL", "HIGH", "LOW", "RUNS_FROM", "Bounds", "Chart", "Choice", "Floats", "Gaps", "Many", "Period",
    "Rebase", "RunsTest", "Step", "Values", "agreed", "agreed_limits", "assurance", "bounds", "c_chart",
    "choose_chart", "complete_months", "false_rate", "floats", "g_chart", "gaps", "judge_many", "p_chart",
    "point_types", "rebase_places", "runs_test", "special_causes", "t_chart", "targets_at", "u_chart",
    "variation_icon", "xmr",
]  # fmt: skip

"""Every result has one sentence, which says what it means and what it does not."""

from datetime import date

import pytest

from release import spc
from release.funnels import funnel_proportion, funnel_rate
from release.intervals import count_ci, proportion_ci, rate_ci
from release.sentences import Reading, describe

STEADY = [10, 12, 9, 11, 10, 12, 8, 11, 10, 9, 12, 10, 11, 9]


@pytest.mark.parametrize(
    ("result", "part"),
    [
        (spc.xmr(STEADY)[0], "Usual variation runs from"),
        (spc.xmr(STEADY[:5])[0], "rest on 5 points only, fewer than 13"),
        (spc.xmr([3])[0], "No limits: 1 point is too few"),
        (spc.choose_chart(STEADY), "An XmR chart: 14 months, 4 or more a month."),
        (spc.runs_test([0, 1] * 12), "no proof that nothing changed"),
        (spc.runs_test([0] * 12 + [1] * 12), "does not say when or why"),
        (spc.runs_test([0, 1]), "Not judged: only 2 points lie off the middle"),
        (spc.gaps([date(2026, 1, 1), date(2026, 1, 9)], date(2026, 1, 10)), "1 day since the last case, which is no"),
        (spc.gaps([], date(2026, 1, 10)), "No case in this time."),
        (spc.gaps([date(2026, 1, 1)], date(2026, 1, 10)), "the only one in this time"),
        (spc.c_chart(STEADY), "all 14 points lie inside: no sign of a change"),
        (spc.p_chart([*[8] * 13, 1], [10] * 14), "below usual variation (34% to 100%); 1 of 14 points"),
        (spc.t_chart([20.0] * 13), "within usual variation"),
        (spc.c_chart([]), "No limits"),
        (funnel_proportion([50, 80], [100, 100]), "a reason to ask, not a verdict"),
        (funnel_proportion([50, 52, 1], [100, 100, 4]), "1 area is not judged: fewer than 5 are expected"),
        (funnel_rate([0], [10]), "No area is judged"),
        (proportion_ci(4, 4), "100% observed; by chance alone it could stand for a true level of 51% to"),
        (count_ci(0), "0 observed; by chance alone it could stand for a true level of 0 to 3.7"),
        (rate_ci(12, 20_000), "6 observed"),
        (proportion_ci(0, 0), "No figure"),
    ],
    ids=str,
)  # fmt: skip
def test_each_result_has_its_sentence(result, part):
    text = describe(result)
    assert part in text and text[0].isalnum() and text.endswith(".") and "\n" not in text and "nan" not in text


def test_what_has_no_sentence_says_so():
    for result in (3, proportion_ci([1, 2], [3, 3]), Reading("none", "", 0)):
        with pytest.raises(TypeError):
            describe(result)

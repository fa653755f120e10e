"""Which chart a monthly series bears, with the reason in words; and the agreement of two charts for small counts.

The thresholds (1, 4, a third) come from simulation on stable data, not from a published standard: with fewer than
about four cases a month an XmR chart alone flags too many stable months, and a c chart alone is fooled by clusters. On
what is open at each month's end (cases stay 4 to 14 months) XmR alone flags the newest month of 35 to 70 % of stable
series, both charts together of 0.5 % at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from release.spc.values import ENOUGH, EQUAL, Floats, Marks, Values, floats, outside

FEW, RARE, MANY_ZEROS, THIN = 4, 1, 1 / 3, 10
"""Mean a month under which XmR and c limits must agree; under which months are too rare for limits; share of months
without a case from which they are too, unless the mean is FEW or more (then counting began late, say); mean denominator
under which quarters say more than months."""


@dataclass(frozen=True)
class Choice:
    """chart: run, p, t, xmr_c (XmR and c limits must agree) or xmr; reason: one clause, fit to be printed."""

    chart: str
    reason: str


def choose_chart(
    values: Values, denominators: Any = None, dates: Sequence[date] | None = None, *, counts: bool = True,
    stock: bool = False,
) -> Choice:  # fmt: skip
    """The chart for a monthly series, and why.

    denominators: what the values are shares of; dates: of the single events; counts: False for values that are no
    counts (medians), which are never too rare; stock: True for what is open at each month's end, which carries over
    from month to month, so that moving ranges are small and runs mean nothing.
    """
    x = floats(values)
    x = x[~np.isnan(x)]
    if len(x) < ENOUGH:
        return Choice("run", f"{len(x)} months are too few: {ENOUGH} are needed")
    if denominators is not None:
        of = floats(denominators)
        thin = bool(np.nanmean(np.where(of > 0, of, np.nan)) < THIN)
        note = f"; with fewer than {THIN} cases in most months, quarters tell more than months" if thin else ""
        return Choice("p", f"each month's limits follow the number of its cases{note}")
    mean, zeros = float(x.mean()), float((x == 0).mean())
    if counts and (mean < RARE or (zeros > MANY_ZEROS and mean < FEW)):
        if dates is not None:
            return Choice("t", "cases are too rare for monthly limits: the days between them are judged")
        return Choice("run", "cases are too rare for monthly limits")
    carries = "what is open carries over from month to month"
    if stock and not counts:
        return Choice("run", f"{carries}, so that limits would flag most months")
    if stock:
        return Choice("xmr_c", f"{carries}: only a month outside both XmR and c limits is a signal")
    if counts and mean < FEW:
        return Choice("xmr_c", f"fewer than {FEW} a month: only a month outside both XmR and c limits is a signal")
    return Choice("xmr", f"{len(x)} months, {FEW} or more a month" if counts else f"{len(x)} months")


def agreed_limits(mean: Any, lpl: Any, upl: Any) -> tuple[Floats, Floats]:
    """The wider of XmR and c limits on each side: outside them is outside both charts. Arrays of any one shape."""
    reach = 3 * np.sqrt(np.asarray(mean, float))
    return np.minimum(lpl, np.asarray(mean) - reach), np.maximum(upl, np.asarray(mean) + reach)


def agreed(values: Floats, mean: Any, lpl: Any, upl: Any) -> Marks:
    """-1, 0 or 1: outside both XmR and c limits on one side; nothing where the XmR limits meet."""
    low, high = agreed_limits(mean, lpl, upl)
    apart: npt.NDArray[np.bool_] = np.asarray(_apart(mean, lpl, upl))
    return np.where(apart, outside(values, low, high), 0).astype(np.int8)


def _apart(mean: Any, lpl: Any, upl: Any) -> Any:
    """Whether XmR limits lie apart at all: a constant series bears no signal."""
    return np.asarray(upl) - np.asarray(lpl) > EQUAL * np.abs(np.asarray(mean))

"""Charts for rare events, drawn from the days between them: t and g charts.

The last gap is still open (no event has closed it), so it is told apart and never judged. A t chart brings the days to
a normal shape by the power 1/3.6 (Nelson, Journal of Quality Technology 1994;26:188); a g chart takes whole days as
geometric (Benneyan, Health Care Management Science 2001;4:305) and can only signal long gaps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd

from release.spc.attributes import D2, SIGMAS
from release.spc.values import Chart, baseline, floats, outside, spans
from release.spc.xmr import bounds

POWER = 3.6


@dataclass(frozen=True)
class Gaps:
    """Days between one event and the next, oldest first; days from the last event to `as_of` (None without events).

    ends: the date that closed each gap; merged: events left out because another fell on the same day.
    """

    days: tuple[float, ...]
    ends: tuple[date, ...]
    open_days: int | None
    merged: int


def gaps(dates: Sequence[date], as_of: date, *, same_day: Literal["merge", "half", "keep"] = "merge") -> Gaps:
    """Closed gaps and the open one. dates: sorted. same_day: merge into one event, half a day, or keep as 0 days.

    ValueError if the dates are not sorted or one lies after `as_of`.
    """
    if any(later < earlier for earlier, later in pairwise(dates)) or any(d > as_of for d in dates[-1:]):
        raise ValueError("event dates must be sorted and lie before the day they are looked at")
    used = sorted(set(dates)) if same_day == "merge" else list(dates)
    days = [float((later - earlier).days) for earlier, later in pairwise(used)]
    if same_day == "half":
        days = [d or 0.5 for d in days]
    left = (as_of - used[-1]).days if used else None
    return Gaps(tuple(days), tuple(used[1:]), left, len(dates) - len(used))


def t_chart(gaps_days: Any, *, fix_after: int | None = None, rebase_at: Iterable[int] = ()) -> Chart:
    """Days between rare events, oldest first: XmR (3/1.128) of the days to the power 1/3.6, raised back.

    A lower limit under 0 is 0. ValueError for a gap that is not above 0: merge events of one day first.
    """
    days = floats(gaps_days)
    if np.any(days <= 0):
        raise ValueError("a gap must be longer than 0 days: merge events of one day")
    y = days ** (1 / POWER)
    centre, lower, upper = (np.full(len(y), np.nan) for _ in range(3))
    for start, end in spans(len(y), rebase_at):
        b = bounds(baseline(y[None, start:end], fix_after), factor=SIGMAS / D2)
        centre[start:end], lower[start:end], upper[start:end] = b.mean[0], max(b.lpl[0], 0.0), b.upl[0]
    far = outside(y, lower, upper)
    return Chart("t", pd.DataFrame({"value": days, "centre": centre**POWER, "lower": lower**POWER,
                                    "upper": upper**POWER, "outside": far}))  # fmt: skip


def g_chart(gaps_days: Any, *, fix_after: int | None = None, rebase_at: Iterable[int] = ()) -> Chart:
    """Whole days between rare events: the median is drawn, the upper limit is m + 3 sqrt(m(m+1)), the lower 0.

    Gaps of 0 days are taken. On stable data one g chart in four gives a false signal (statistics note, 6): it is never
    chosen by itself. ValueError for a gap under 0.
    """
    days = floats(gaps_days)
    if np.any(days < 0):
        raise ValueError("a gap cannot be negative")
    centre, upper = np.full(len(days), np.nan), np.full(len(days), np.nan)
    for start, end in spans(len(days), rebase_at):
        base = baseline(days[start:end], fix_after)
        base = base[~np.isnan(base)]
        if len(base):
            mean = float(base.mean())
            centre[start:end], upper[start:end] = np.median(base), mean + SIGMAS * np.sqrt(mean * (mean + 1))
    lower = np.where(np.isnan(upper), np.nan, 0.0)
    return Chart("g", pd.DataFrame({"value": days, "centre": centre, "lower": lower, "upper": upper,
                                    "outside": outside(days, lower, upper)}))  # fmt: skip

"""The calendar of a series: every month stands in it, and a month without a return is a gap, never a zero."""

from datetime import date

import pandas as pd

from data_contracts.periods import add_months


def complete_months(
    df: pd.DataFrame, start: date, end: date, received: pd.DataFrame | None = None
) -> pd.DataFrame:  # fmt: skip
    """Every month from `start` to `end` for every area: columns area, month, value (null unless the return arrived).

    df: area, month (first of the month), value. received: area, month of the returns that arrived; a month that
    arrived and has no row is 0. Without `received`, what has a row arrived. ValueError if a month stands twice.
    """
    n = (end.year - start.year) * 12 + end.month - start.month + 1
    months = pd.Series([add_months(start, i) for i in range(n)], dtype="datetime64[us]")
    areas = sorted(set(df["area"]) | (set() if received is None else set(received["area"])))
    full = pd.MultiIndex.from_product([areas, months], names=["area", "month"])
    values = df.set_index(["area", "month"])["value"]
    if values.index.has_duplicates:
        raise ValueError("a month stands twice")
    none = ~full.isin(values.index)
    values = values.reindex(full).astype(float)
    if received is not None:
        arrived = full.isin(pd.MultiIndex.from_frame(received[["area", "month"]]))
        values = values.mask(none, 0.0).where(arrived)
    return values.reset_index()

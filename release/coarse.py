"""A coarse file: of a protected one, counts under 10 hidden and the others to the nearest 5; nothing else is known."""

from collections.abc import Mapping

import pandas as pd

from data_contracts.metric_header import MetricHeader
from release.subjects import is_people

LEAST, STEP = 10, 5
_COUNTS = ["n", "yes", "no", "not_recorded"]


def coarsen(rows: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """Protected `rows` (`metric_rows.SCHEMA`), coarser. A share needs yes and no of 10 or more each."""
    rows = rows.copy()
    people = is_people(rows["metric"], headers) & rows["status"].eq("ok")
    few = (rows[["n", "yes", "no"]] < LEAST).any(axis=1) | rows["not_recorded"].between(1, LEAST - 1)
    gone = rows.index[people & few.fillna(False).astype(bool)]
    kept = rows.index[people].difference(gone)
    for column in _COUNTS:
        rows.loc[kept, column] = ((rows.loc[kept, column] + STEP // 2) // STEP * STEP).astype("Int64")
    share = rows.loc[kept, "yes"].notna()
    parts = kept[share.to_numpy()]
    rows.loc[parts, "n"] = rows.loc[parts, ["yes", "no", "not_recorded"]].sum(axis=1).astype("Int64")
    rows.loc[gone, [*_COUNTS, "value"]] = pd.NA
    rows.loc[gone, "status"] = "c"
    return rows

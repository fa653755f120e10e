"""What a row is about: people or not, split by what others can see of a child or not. Protection starts from here."""

from collections.abc import Mapping

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.vocabularies import BREAKDOWNS

DANGEROUS = [b.name for b in BREAKDOWNS.values() if b.kind == "demographic_or_place"]


def is_people(metrics: pd.Series, headers: Mapping[str, MetricHeader]) -> pd.Series:
    """Whether each metric is about people and to be protected (not meetings, not data quality, not public already)."""
    flags = {m: h.protect and h.kind != "published" and not is_quality(h) for m, h in headers.items()}
    found = {m: flags[m] for m in metrics.unique()}
    return metrics.map(found).astype(bool)


def is_quality(header: MetricHeader) -> bool:
    """Whether a metric is of family M, data quality, which is printed in bands."""
    return all(i.startswith("M") for i in header.ids)


def is_dangerous(rows: pd.DataFrame) -> pd.Series:
    """Whether a row is split by something that others can see of a child: age, sex, ethnicity, care, place."""
    return rows["by1"].isin(DANGEROUS) | rows["by2"].isin(DANGEROUS)

"""Which measures a folder of files feeds, and which column would add what: what an authority asks before it sends."""

from collections.abc import Mapping
from typing import Any

from data_contracts.metric_header import ANYTHING, EITHER, MetricHeader


def feeds(supplied: frozenset[str], metrics: Mapping[str, MetricHeader]) -> dict[str, list[dict[str, Any]]]:
    """Metrics that rest only on supplied `table.column`s (fed), and those for which some are absent (lacking).

    A metric of other tables altogether is left out of `lacking`: the folder is not about it. Ratios follow their parts.
    """
    tables = {field.partition(".")[0] for field in supplied}
    fed, lacking = [], []
    for name, header in metrics.items():
        if header.kind in ("ratio", "published") or not header.fields:
            continue
        groups = {field: set(field.split(EITHER)) for field in header.fields}
        absent = sorted(field for field, either in groups.items() if field != ANYTHING and not either & supplied)
        if not absent:
            fed.append({"metric": name, "title": header.title})
        elif any(f.partition(".")[0] in tables for either in groups.values() for f in either):
            lacking.append({"metric": name, "title": header.title, "fields": absent})
    return {"fed": fed, "lacking": lacking}


def words(found: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """The same in lines: what is fed, then what each absent column would add."""
    titles = [m["title"] for m in found["fed"]]
    lines = [f"Measures that these files feed ({len(titles)}): {', '.join(titles) or 'none'}."]
    adds: dict[str, list[str]] = {}
    for metric in found["lacking"]:
        adds.setdefault(", ".join(metric["fields"]), []).append(metric["title"])
    return lines + [f"With {fields} also: {', '.join(more)}." for fields, more in sorted(adds.items())]

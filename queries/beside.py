"""A share or median whose members are those of its count, row for row: worked out beside them, without a join.

Most shares and medians read the same rows of the same view as their count and name them by the same columns. Then
the count's select can carry their answer as one more column; looking each member up again would only find itself.
"""

import re
from collections.abc import Sequence
from functools import cache

from data_contracts.metric_header import MetricHeader

_PLAIN = re.compile(r"select\s+(?P<columns>.*?)\s+from\s+(?P<table>\w+)(?:\s+as\s+(?P<alias>\w+))?"
                    r"(?:\s+where\s+(?P<where>.*))?", re.S)  # fmt: skip
_MORE = re.compile(r"\b(?:join|group by|distinct|over|union|with|order by|limit)\b|--|/\*")
_KEYS = ("la_code", "counted_on", "unit", "period_kind")


def part_column(header: MetricHeader) -> str:
    """Name of a share's or median's own column among the members of its count."""
    return f"part_{header.metric}"


def beside(whole: MetricHeader, parts: Sequence[MetricHeader]) -> tuple[str, list[MetricHeader]]:
    """The count's select with the answers (`part_column`) of those `parts` that it can carry; and the other parts.

    A member without a reference finds no other, so it has no answer: as a join would have it.
    """
    mine, added, others = plain(whole.sql), [], []
    for part in parts:
        its = plain(part.sql)
        if mine is None or its is None or mine[1:] != its[1:] or any(mine[0].get(k) != its[0].get(k) for k in _KEYS):
            others.append(part)
            continue
        answer = its[0]["numerator"] if part.kind == "share" else f"cast({its[0]['value']} as double)"
        named = " and ".join(f"{mine[0][key]} is not null" for key in _KEYS if key in mine[0])
        added.append(f"case when {named} then {answer} end as {part_column(part)}")
    if mine is None or not added:
        return whole.sql, others
    columns, view, condition = mine
    listed = ", ".join([*(f"{text} as {name}" for name, text in columns.items()), *added])
    return f"select {listed} from {view}{condition and f' where {condition}'}", others  # noqa: S608


@cache
def plain(sql: str) -> tuple[dict[str, str], str, str] | None:
    """Name -> expression of each column, the view and the condition of a select that chooses from one view; else None.

    Columns are written without the view's alias and white space is one blank, so that two selects compare.
    """
    text = re.sub(r"\s+", " ", sql).strip()
    found = None if _MORE.search(text) or text.count("select ") != 1 else _PLAIN.fullmatch(text)
    if found is None:
        return None
    bare = re.compile(rf"\b(?:{found['alias'] or found['table']})\.")
    columns = {}
    for item in _items(bare.sub("", found["columns"])):
        expression, named, name = item.rpartition(" as ")
        if not named or not name.isidentifier():
            expression = name = item
        columns[name] = expression
    return columns, found["table"], bare.sub("", found["where"] or "")


def _items(columns: str) -> list[str]:
    """The columns of a select: what stands between its commas, but for those inside brackets."""
    items, depth = [""], 0
    for letter in columns:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            items.append("")
        else:
            items[-1] += letter
    return [item.strip() for item in items]

"""What stands beside the figures in a release's file: what it says of itself, verdicts, dated events, supply.

Read once and kept: a release never changes.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

_MARK = "definition:"


def as_day(value: Any) -> Any:
    """A moment as its day; anything else as it is."""
    return value.date() if isinstance(value, datetime) else value


class Beside:
    """The part of `Released` that is not figures; `con` is its locked connection."""

    def __init__(self, con: Any) -> None:
        self._con = con
        pairs = [(str(k), str(v)) for k, v in self._ask("select key, value from about order by key")]
        self.about = {k: v for k, v in pairs if not k.startswith(_MARK)}
        """as_at, release_id, audience, title, mode, marking, banner, protection, decided_by, demo."""
        self.definitions: dict[str, dict[str, Any]] = {
            k.removeprefix(_MARK): json.loads(v) for k, v in pairs if k.startswith(_MARK)
        }
        """Metric -> its header's keys and `sql`."""
        self.stems = {f"{m}_rate": m for m, d in self.definitions.items() if d.get("population")}
        """Rate -> the count that it belongs to."""
        self.as_at = date.fromisoformat(self.about["as_at"][:10])

    def _ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._con.cursor().execute(query, list(values)).fetchall()
        return found

    def _records(self, query: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        result = self._con.cursor().execute(query, list(values))
        names = [d[0] for d in result.description or ()]
        return [dict(zip(names, map(as_day, row), strict=True)) for row in result.fetchall()]

    def told(self, metric: str) -> dict[str, Any]:
        """A metric's definition; a rate has that of its count, under a title of its own. Empty if there is none."""
        if metric not in self.stems:
            return self.definitions.get(metric, {})
        count = self.definitions[self.stems[metric]]
        return count | {"title": f"{count['title']}, rate per 10,000 children aged {count['population']}"}

    @cached_property
    def _signals(self) -> dict[tuple[str, str], dict[str, Any]]:
        rows = self._records("select * from signals order by chart desc")
        return {(str(r["metric"]), str(r["area"])): _unpacked(r) for r in rows}

    def signal(self, metric: str, area: str) -> dict[str, Any] | None:
        """The stored verdict on a metric's trend in an area, or None; `points`: month, point_type (icon), rules."""
        return self._signals.get((metric, area))

    def signals(self, area: str) -> list[dict[str, Any]]:
        """Every stored verdict of an area, by metric."""
        return [s for (_, where), s in sorted(self._signals.items(), key=lambda p: p[0]) if where == area]

    @cached_property
    def _targets(self) -> dict[str, list[list[Any]]]:
        return json.loads(self.about.get("targets") or "{}")  # type: ignore[no-any-return]

    def target(self, metric: str, area: str = "") -> float | None:
        """The target in force at the release's date: the last dated step, else the chart's, else the definition's."""
        steps = [value for since, value in self._targets.get(metric, ()) if since <= self.as_at.isoformat()]
        if metric in self._targets:
            return float(steps[-1]) if steps else None
        stored = (self.signal(metric, area) or {}).get("target")
        found = stored if stored is not None else self.told(metric).get("target")
        return None if found in (None, "") else float(found)

    @cached_property
    def audit_questions(self) -> dict[str, str]:
        """Question of the audit form (Q1 and on) -> its wording, where the group has told it."""
        return json.loads(self.about.get("audit_questions") or "{}")  # type: ignore[no-any-return]

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """Dated events: date, area, metric, title, source; oldest first."""
        return self._records("select * from events order by date, area, title")

    @cached_property
    def supply(self) -> list[dict[str, Any]]:
        """What each authority has sent: la_code, extract, last_month, extracted_at, status."""
        return self._records("select * from supply order by la_code, extract")


def _unpacked(row: dict[str, Any]) -> dict[str, Any]:
    listed = {k: json.loads(row.get(k) or "[]") for k in ("points", "months", "icons", "point_types", "rules")}
    blank = [""] * len(listed["months"])
    columns = (listed["months"], listed["icons"] or listed["point_types"] or blank, listed["rules"] or blank)
    flat = [{"month": m, "point_type": t, "rules": r} for m, t, r in zip(*columns, strict=True)]
    return row | {"points": listed["points"] or flat}

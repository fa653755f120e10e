"""What a rule means: point types, the variation icon of the newest point, assurance against a target."""

from collections.abc import Iterable

from release.spc.rules import HIGH, LOW
from release.spc.values import EQUAL


def point_types(rules: Iterable[str], direction: str) -> list[str]:
    """Type of each point from its rule: common_cause, improvement, concern, neutral_high or neutral_low."""
    found = []
    for rule in rules:
        if rule not in HIGH and rule not in LOW:
            found.append("common_cause")
        elif direction == "neutral":
            found.append("neutral_high" if rule in HIGH else "neutral_low")
        else:
            found.append("improvement" if (rule in HIGH) == (direction == "increase") else "concern")
    return found


def variation_icon(point_type: str, direction: str) -> str:
    """Icon for the newest point: improvement_high, concern_low …, neutral_high, neutral_low or common_cause."""
    if point_type not in ("improvement", "concern"):
        return point_type
    high = (point_type == "improvement") == (direction == "increase")
    return f"{point_type}_{'high' if high else 'low'}"


def assurance(lpl: float, upl: float, target: float | None, direction: str) -> str | None:
    """consistent_pass, consistent_fail or inconsistent: where the target lies to the newest limits; None without one.

    Where the limits meet (no variation) the value itself is set against the target.
    """
    if target is None or direction == "neutral" or not lpl <= upl:
        return None
    low, high, aim = (lpl, upl, target) if direction == "increase" else (-upl, -lpl, -target)
    if high - low <= EQUAL * max(1.0, abs(high)):
        return "consistent_pass" if low >= aim - EQUAL * max(1.0, abs(high)) else "consistent_fail"
    return "consistent_fail" if aim > high else "consistent_pass" if aim < low else "inconsistent"

"""What only the finer extracts know of a made-up child: drawn from the child's pseudonym, so alike in every file."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from etl.demo.people import Child
from etl.demo.plan import Plan, pick

_NEIGHBOURS = {"E06000047": 45, "E06000005": 20, "E10000023": 20, "E06000057": 10, "E08000024": 5}
"""Authorities that place children in Tees: County Durham, Darlington, North Yorkshire, Northumberland, Sunderland."""
_BEFORE = {"CLA": {"CIN": 45, "CP": 40, "EH": 15}, "CP": {"CIN": 70, "EH": 30}, "CIN": {"EH": 60, "NONE": 40},
           "CARE_LEAVER": {"CLA": 100}, "EH": {"NONE": 100}}  # fmt: skip
"""Care status now -> what it was before."""


@dataclass(frozen=True)
class Traits:
    """Coded attributes of one child, as Y and N; `before` is an earlier care status, "" where it never changed."""

    disability: str
    ehc_plan: str
    uasc: str
    away: bool
    """Lives outside the authority."""
    far: bool
    """Of these, 20 miles or more from home."""
    placed_by: str
    adviser: str
    serious_risk: bool
    domestic_abuse: bool
    before: str
    settled: timedelta
    """How long after first being known the care status of now began, where it was another before."""


def own_rng(plan: Plan, part: int, ref: str) -> np.random.Generator:
    """A generator of its own for one pseudonym and one use: what is drawn does not hang on the order of drawing."""
    return np.random.default_rng([plan.seed, part, int(ref[:15], 16)])


def traits(plan: Plan, child: Child) -> Traits:
    """The traits of `child`, the same each time they are asked for."""
    rng = own_rng(plan, 60, child.ref)
    cared = child.care == "CLA"
    draw = rng.random(9)
    away = draw[0] < (0.24 if cared else 0.03)
    hosted = not away and draw[1] < 0.035
    earlier = _BEFORE.get(child.care)
    return Traits(
        disability="Y" if draw[2] < 0.13 else "N",
        ehc_plan="Y" if draw[3] < 0.21 else "N",
        uasc="Y" if draw[4] < (0.05 if cared else 0.004) else "N",
        away=away, far=away and draw[5] < 0.55,
        placed_by=pick(rng, _NEIGHBOURS) if hosted else "",
        adviser="" if child.care not in ("CLA", "CARE_LEAVER") else "Y" if draw[6] < 0.78 else "N",
        serious_risk=draw[7] < 0.07, domestic_abuse=draw[8] < 0.12,
        before=pick(rng, earlier) if earlier and rng.random() < 0.45 else "",
        settled=timedelta(days=int(rng.integers(10, 330))),
    )  # fmt: skip


def latest(day: date | None, known: date) -> object:
    """`day` where it had come by `known`, else blank."""
    return day if day is not None and day <= known else ""

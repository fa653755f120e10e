"""A random small warehouse: four authorities and the partnership, about eighteen months, everything supplied."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from dice import Dice
from made_children import children
from made_partnership import attendance, audit_notes, handed_in, partnership
from made_practice import files, missing, practice

from data_contracts.areas import LA_CODES
from data_contracts.periods import MEMBER_KINDS, Period, add_months, complete_periods
from data_contracts.tables import TABLES

WINDOWS = ((date(2026, 4, 30), 13), (date(2026, 3, 31), 12), (date(2026, 10, 31), 19), (date(2026, 6, 30), 15))
"""As-at date and the months before it that are worked out: each holds one whole financial year."""
EXPECTED = [
    {"extract": "list", "every": "month"},
    {"extract": "missing", "every": "month"},
    {"extract": "audit", "every": "quarter"},
]


@dataclass(frozen=True)
class World:
    """The extracts of one warehouse as frames, and the periods that are asked of it."""

    seed: int
    as_at: date
    months: int
    tables: dict[str, pd.DataFrame]
    kept: dict[Any, pd.DataFrame] = field(init=False, default_factory=dict)
    """What was recomputed of it already (`counted.once`)."""

    @cached_property
    def periods(self) -> list[Period]:
        """Every complete month, quarter and year of the window."""
        first = add_months(self.as_at, 1 - self.months)
        return [p for kind in MEMBER_KINDS for p in complete_periods(kind, first, self.as_at)]

    @cached_property
    def month_ends(self) -> list[pd.Timestamp]:
        """The last day of every complete month."""
        return [pd.Timestamp(p.end) for p in self.periods if p.kind == "month"]

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table].copy()


def world(seed: int) -> World:
    """The warehouse that the seed names."""
    as_at, months = WINDOWS[seed % len(WINDOWS)]
    dice = Dice(np.random.default_rng(seed), add_months(as_at, -17), as_at + timedelta(12))
    rows: dict[str, list[dict[str, Any]]] = {}
    for nth, la in enumerate((*LA_CODES, "TEES")):
        parts = [practice, partnership] if la == "TEES" else [children, missing, practice, partnership, handed_in]
        for part in parts:
            for table, found in part(dice, la).items():
                rows.setdefault(table, []).extend({"la_code": la, **row} for row in found)
        if la != "TEES":
            for table, found in files(dice, la, nth).items():
                rows.setdefault(table, []).extend(r if table == "problem" else {"la_code": la, **r} for r in found)
    rows["attendance"] = attendance(dice, rows["seat"], rows["meeting"])
    rows |= audit_notes(dice, rows["audit"])
    rows["expected_extract"] = list(EXPECTED)
    return World(seed, as_at, months, {name: _frame(name, found) for name, found in rows.items()})


def _frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with every column of the table, days and moments as timestamps."""
    if table not in TABLES:
        frame = pd.DataFrame(rows)
        return frame.apply(lambda c: pd.to_datetime(c) if str(c.name).startswith("period_") else c)
    types = {name: kind for name, (kind, _) in TABLES[table].columns.items()}
    frame = pd.DataFrame(rows, columns=list(types), dtype=object)
    for name, kind in types.items():
        if kind in ("DATE", "TIMESTAMP"):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[us]")
    return frame.where(frame.notna(), None)


def poured(made: World, warehouse: Any) -> Any:
    """The connection of an empty small warehouse after the extracts were poured into it."""
    con = warehouse.con
    for name, frame in made.tables.items():
        if frame.empty:
            continue
        con.register("poured", frame)
        con.execute(f'insert into "{name}" by name select * from poured')
        con.unregister("poured")
    warehouse.cover(made.as_at, made.months + 1)
    con.execute("set threads = 1")
    return con

"""The only reader of a release: one audience's DuckDB file, opened read-only and locked.

Pages, packs and `vemt figure` all ask here, so they show the same number.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.beside import Beside, as_day
from dashboard.cells import NOT_SETTLED, Cell, absent, combined, explained, reasons
from dashboard.shelf import FailsChecks, NotReleased, UnknownName, checked_file, release_folder
from data_contracts.areas import ALL_AREAS, CHILDREN, LA_CODES, authorities_of
from data_contracts.code_list import fold
from data_contracts.periods import MEMBER_KINDS, MONTHS, Period, add_months
from data_contracts.published_rows import SCHEMA
from data_contracts.ties import codes_of
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL

_SELECT = ", ".join(f'"{c}"' for c in SCHEMA.columns)
_SAFE = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "512MB",
    "threads": "2",
    "lock_configuration": "true",
}
"""Nothing but this one file can be read, and no statement can change that (stack.md 5)."""
_PARTS = {"two_months": "month", "half": "quarter"}
"""Periods that are derived, and from what (rulings 10)."""

By = Mapping[str, str]
Key = tuple[str, date, str, str, str, str, str, str]


class Released(Beside):
    """One audience's file of one release. It never changes, so sessions may share it."""

    def __init__(self, con: duckdb.DuckDBPyConnection, release_id: str, audience: str) -> None:
        super().__init__(con)
        self._cells = dict[str, dict[Key, Cell]]()
        self._shapes = dict[str, dict[tuple[str, ...], dict[str, list[Period]]]]()
        self.audience, self.release_id = audience, release_id
        self._reasons = reasons(self.about)
        self.manifest: dict[str, Any] = {}
        """What the manifest says of this file: figures, hidden, sha256 (keyed), built_on, attackers, found."""
        self.metrics = sorted({r[0] for r in self._ask("select distinct metric from figures")})
        found = {r[0] for r in self._ask("select distinct area from figures")}
        self.areas = [a for a in ALL_AREAS if a in found]

    @classmethod
    def open(cls, releases_dir: Path, audience: str, release_id: str | None = None) -> "Released":
        """Open a release (the current one by default). NoRelease, UnknownRelease, UnknownAudience or FailsChecks."""
        folder = release_folder(releases_dir, release_id)
        path, manifest = checked_file(folder, audience)
        try:
            con = duckdb.connect(str(path), read_only=True, config=dict(_SAFE))
        except duckdb.Error as error:
            raise FailsChecks("This release's file cannot be read, so nothing of it is shown.") from error
        try:
            con.cursor().execute(f"select {_SELECT} from figures limit 0").fetchall()  # noqa: S608
            found = cls(con, folder.name, audience)
            told = (found._ask("select count(*) from figures")[0][0], *map(found.about.get, ("release_id", "audience")))
        except (duckdb.Error, ValueError, KeyError) as error:
            con.close()
            raise FailsChecks("This release's file is not of the agreed form, so nothing of it is shown.") from error
        if told != (manifest["figures"], folder.name, audience):
            con.close()
            raise FailsChecks("This release's file is not the one that its manifest describes; nothing of it is shown.")
        found.manifest = manifest
        return found

    def close(self) -> None:
        """Let the file go."""
        self._con.close()

    # --- figures -----------------------------------------------------------------------------

    def cells(self, metric: str) -> dict[Key, Cell]:
        """Every released row of one metric by (kind, start, area, by1, cat1, by2, cat2, basis); read once."""
        if metric not in self._cells:
            found: dict[Key, Cell] = {}
            rows = self._ask(f'select {_SELECT} from figures where metric = ? order by start, "end"', [metric])  # noqa: S608
            for m, kind, start, _, area, b1, c1, b2, c2, basis, *rest in rows:
                by = tuple((b, c) for b, c in ((b1, c1), (b2, c2)) if b != TOTAL)
                period = Period(kind, as_day(start))
                found[kind, period.start, area, b1, c1, b2, c2, basis] = explained(
                    Cell(m, period, area, by, basis, *rest), self._reasons
                )
            self._cells[metric] = found
        return self._cells[metric]

    def headlines(self, area: str) -> dict[tuple[str, Period], Cell]:
        """An area's live figures without a breakdown by (metric, period), each metric in its finest kind of period."""
        rows = self._ask(
            f"select {_SELECT} from figures where area = ? and by1 = ? and basis = 'live' order by metric, start",  # noqa: S608
            [area, TOTAL],
        )
        found: dict[tuple[str, Period], Cell] = {}
        finest: dict[str, str] = {}
        for m, kind, start, _, where, *_names, basis, n1, n2, n3, v, lo, hi, r1, r2, status in rows:
            if MONTHS[kind] < MONTHS.get(finest.get(m, ""), 99):
                finest[m] = kind
            period = Period(kind, as_day(start))
            cell = Cell(m, period, where, (), basis, n1, n2, n3, v, lo, hi, r1, r2, status)
            found[m, period] = explained(cell, self._reasons)
        return {key: cell for key, cell in found.items() if key[1].kind == finest[key[0]]}

    def tally(self) -> dict[str, int]:
        """How many figures of the file stand in each status."""
        return {str(s): int(n) for s, n in self._ask("select status, count(*) from figures group by status")}

    def shape(self, metric: str) -> dict[tuple[str, ...], dict[str, list[Period]]]:
        """What the file carries of a metric: breakdown (() for none) -> kind of period -> periods, oldest first."""
        cells = self.cells(metric)
        if metric not in self._shapes:
            found: dict[tuple[str, ...], dict[str, set[Period]]] = {}
            for key, cell in cells.items():
                by = tuple(b for b in (key[3], key[5]) if b != TOTAL)
                found.setdefault(by, {}).setdefault(key[0], set()).add(cell.period)
            self._shapes[metric] = {by: {k: sorted(p) for k, p in kinds.items()} for by, kinds in found.items()}
        return self._shapes[metric]

    def kind_of(self, metric: str) -> str:
        """count, share, median, ratio, published, or rate."""
        return "rate" if metric in self.stems else str(self.definitions.get(metric, {}).get("kind", "count"))

    def _pairs(self, metric: str, by: By) -> tuple[str, str, str, str]:
        """(by1, cat1, by2, cat2) as stored. UnknownName for a breakdown or category that does not exist."""
        wanted: dict[str, str] = {}
        for name, category in by.items():
            breakdown = BREAKDOWNS.get(name.strip().lower())
            if breakdown is None:
                raise UnknownName(f"No breakdown is called {name!r}.")
            known = {fold(c): c for c in codes_of(breakdown.name)}
            if fold(category) not in known:
                raise UnknownName(f"{breakdown.name} has no category {category!r}; it has {', '.join(known.values())}.")
            wanted[breakdown.name] = known[fold(category)]
        if not wanted:
            return TOTAL, TOTAL, TOTAL, TOTAL
        order = next((b for b in self.shape(metric) if set(b) == set(wanted)), None)
        if order is None:
            raise UnknownName(f"{metric} is not broken down by {' and '.join(wanted)} in this release.")
        flat = [part for name in order for part in (name, wanted[name])]
        return (flat[0], flat[1], *(flat[2:] or (TOTAL, TOTAL)))  # type: ignore[return-value]

    def cell(self, metric: str, period: Period, area: str, by: By | None = None, basis: str | None = None) -> Cell:
        """One figure. UnknownName for what does not exist, NotReleased for what is not in this release.

        Without `basis`: live; with a breakdown, live if the file carries it and frozen if not.
        Two months and half-years are added up from shown months and quarters.
        """
        if metric not in self.metrics and metric not in self.definitions and metric not in self.stems:
            raise UnknownName(f"No metric is called {metric!r}.")
        area = next((a for a in ALL_AREAS if a.casefold() == area.casefold()), area)
        if area not in ALL_AREAS:
            raise UnknownName(f"No area is called {area!r}; use one of {', '.join(ALL_AREAS)}.")
        if basis not in (None, "live", "frozen"):
            raise UnknownName("The basis is live or frozen.")
        pairs = self._pairs(metric, by or {})
        for tried in ("live", "frozen") if basis is None and by else (basis or "live",):
            if period.kind in MEMBER_KINDS:
                found = self.cells(metric).get((period.kind, period.start, area, *pairs, tried))
            else:
                found = self._derived(metric, period, area, pairs, tried)
            if found is not None:
                return found
        raise NotReleased(f"This release has no {metric} for {period.label}, {ALL_AREAS[area]}.")

    def _derived(self, metric: str, period: Period, area: str, pairs: tuple[str, ...], basis: str) -> Cell | None:
        """Two months or half a year from shown cells: flows add, stocks keep the last. None if a part is absent."""
        kind, definition = self.kind_of(metric), self.definitions.get(metric, {})
        whole = self.definitions.get(str(definition.get("of")), definition)
        if kind not in ("count", "share", "ratio") or definition.get("distinct_of") or whole.get("distinct_of"):
            raise NotReleased(f"{metric} does not add up over periods; ask for a month, a quarter or a year.")
        part = _PARTS[period.kind]
        starts = [add_months(period.start, n) for n in range(0, MONTHS[period.kind], MONTHS[part])]
        parts = [self.cells(metric).get((part, s, area, *pairs, basis)) for s in starts]  # type: ignore[arg-type]
        if definition.get("time") == "stock":
            parts = parts[-1:]
        found = [c for c in parts if c is not None]
        return combined(found, kind, period, area) if len(found) == len(parts) else None

    def find(self, metric: str, period: Period, area: str, by: By | None = None, basis: str | None = None) -> Cell:
        """As `cell`, but what this release does not have is a cell that says not supplied (x): for pages."""
        try:
            return self.cell(metric, period, area, by, basis)
        except (NotReleased, UnknownName):
            there = self.periods(period.kind, metric, tuple(by or {})) if period.kind in MEMBER_KINDS else []
            why = NOT_SETTLED if there and period.start > there[-1].start else ""
            return absent(metric, period, area, tuple((by or {}).items()), why=why)

    def figure(
        self, metric: str, period: Period, area: str, by: By | None = None, basis: str | None = None
    ) -> dict[str, Any]:
        """One figure as the JSON of house.md 8. Errors as in `cell`."""
        return self.cell(metric, period, area, by, basis).as_json()

    def figures(self) -> pd.DataFrame:
        """The whole `figures` table, columns as published_rows.SCHEMA: for export."""
        return self._con.cursor().execute(f"select {_SELECT} from figures").df()  # noqa: S608

    def periods(self, kind: str, metric: str | None = None, by: tuple[str, ...] = ()) -> list[Period]:
        """Periods of `kind` in this release, oldest first; of one metric and breakdown if named."""
        if metric is None:
            return list(self._periods.get(kind, ()))
        return list(self.shape(metric).get(by, {}).get(kind, ()))

    @cached_property
    def _periods(self) -> dict[str, list[Period]]:
        """Every kind of period in the file with its periods, oldest first; read once, as every page asks."""
        found: dict[str, list[Period]] = {}
        for kind, start in self._ask("select distinct period_kind, start from figures order by start"):
            found.setdefault(str(kind), []).append(Period(str(kind), as_day(start)))
        return found

    def series(self, metric: str, area: str, kind: str) -> list[Cell]:
        """One area's live figures of a kind of period without a breakdown, oldest first; gaps are `x`."""
        periods = self.periods(kind, metric)
        if not periods:
            return []
        steps = range(0, (periods[-1].start.year - periods[0].start.year) * 12 + 12, MONTHS[kind])
        every = [Period(kind, add_months(periods[0].start, n)) for n in steps]
        return [self.find(metric, p, area) for p in every if p <= periods[-1]]

    def table(self, metric: str, period: Period, areas: Iterable[str], by: str) -> dict[tuple[str, str], Cell]:
        """(area, category) -> cell for one breakdown, categories in reading order, then not recorded."""
        codes = (*BREAKDOWNS[by].vocabulary.codes, NOT_RECORDED)
        return {(area, code): self.find(metric, period, area, {by: code}) for area in areas for code in codes}

    def parts_of(self, area: str) -> list[str]:
        """The finest areas of this file that make up `area`: its authorities, else its partnerships, else itself."""
        inside = [a for a in LA_CODES if a in self.areas and a in authorities_of(area)]
        halves = [a for a in CHILDREN.get(area, ()) if a in self.areas]
        return inside or halves or [area]

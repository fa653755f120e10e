"""vemt figure, members, metrics, releases: one number, the rows behind it, and what it means."""

import sys
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Annotated, Any

import pandas as pd
import typer

from commands.common import HomeOption, JsonOption, NotDone, WrongUse, command, emit, err, meant, out
from commands.home import find_home
from dashboard.released import Released
from dashboard.shelf import NotReleased
from data_contracts.areas import ALL_AREAS, authorities_of
from data_contracts.code_list import fold
from data_contracts.periods import MEMBER_KINDS, Period, PeriodError, parse
from data_contracts.ties import MERGED, codes_of
from data_contracts.vocabularies import BREAKDOWNS, LA, TEES, TOTAL
from etl import ledger_store
from etl.erased import erased_members
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue, cells
from queries.planned import planned
from queries.run import NoMembers, member_rows
from queries.taken_down import counted_in
from release.audiences import load_audiences
from release.making import released

PLAN_DAY = date(2026, 10, 31)
"""Day of the release whose cells are counted: a month after a quarter's end, when most is settled."""


class Basis(StrEnum):
    """live: follows the newest rows; frozen: as published for a settled quarter."""

    live = "live"
    frozen = "frozen"


PeriodOption = Annotated[str, typer.Option("--period", help="2026-09, 2026-B5, 2026-27-Q1, 2026-27-H1 or 2026-27.")]
AreaOption = Annotated[str, typer.Option("--area", help="An authority's code or name, HSSCP, STSCP or TEES.")]
ByOption = Annotated[list[str] | None, typer.Option("--by", help="breakdown=category; may repeat.")]
BasisOption = Annotated[Basis | None, typer.Option("--basis", help="As the warehouse stands, or as frozen.")]
MembersReleaseOption = Annotated[
    str | None, typer.Option("--release", help="As this release counted them; as the warehouse stands if left out.")
]
ReleaseOption = Annotated[str | None, typer.Option("--release", help="A release id; the current one if left out.")]


def period_of(code: str) -> Period:
    """The period named on the command line."""
    try:
        return parse(code)
    except PeriodError as error:
        raise WrongUse(str(error)) from error


def splits_of(by: list[str] | None) -> dict[str, str]:
    """breakdown=category pairs, checked against the vocabularies (case does not matter)."""
    found: dict[str, str] = {}
    for pair in by or []:
        name, _, category = pair.partition("=")
        if name not in BREAKDOWNS:
            raise WrongUse(f"no breakdown is called {name!r}; there are {', '.join(BREAKDOWNS)}")
        codes = {fold(c): c for c in (*codes_of(name), TOTAL)}
        if fold(category) not in codes:
            raise WrongUse(f"{name} has no category {category!r}; it has {', '.join(codes.values())}")
        found[name] = codes[fold(category)]
    return {name: code for name, code in found.items() if code != TOTAL}


def area_of(name: str) -> str:
    """The code of an area given by code or name, whatever its case."""
    known = {**LA.spellings(), **{fold(said): code for code, name in ALL_AREAS.items() for said in (code, name)}}
    if fold(name) not in known:
        near = meant(name, [*ALL_AREAS, *ALL_AREAS.values()])
        raise WrongUse(f"no area is called {name!r}; {near}There are {_areas()}")
    return known[fold(name)]


def _areas() -> str:
    """Every area as `E06000001 (Hartlepool)`, those whose code is their name without it."""
    return ", ".join(code if fold(code) == fold(name) else f"{code} ({name})" for code, name in ALL_AREAS.items())


def known_metric(metric: str, names: Iterable[str]) -> None:
    """WrongUse, with what is spelled most like it, for a metric that is not among `names`."""
    if metric not in (found := set(names)):
        raise WrongUse(f"no metric is called {metric!r}; {meant(metric, sorted(found))}vemt metrics lists them")


@command
def figure(
    metric: str,
    audience: Annotated[str, typer.Option("--audience")],
    period: PeriodOption,
    area: AreaOption,
    by: ByOption = None,
    basis: BasisOption = None,
    release: ReleaseOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """One figure of a release, as the pages and papers show it."""
    asked = period_of(period), area_of(area), splits_of(by)
    opened = Released.open(find_home(home).releases, audience, release)
    known_metric(metric, {*opened.metrics, *opened.definitions, *opened.stems})
    try:
        cell = opened.cell(metric, *asked, basis)
    except NotReleased as error:
        raise NotDone(f"{error}{_instead(opened, metric, asked[0])}") from error
    found = cell.as_json()
    if json:
        emit(found)
        return
    lines = [f"{k}: {'' if v is None else v}" for k, v in found.items()]
    out.print("\n".join(lines + ([f"why: {cell.why}"] if cell.why else [])), markup=False)


def _instead(opened: Released, metric: str, period: Period) -> str:
    """Which periods a metric goes by, where it does not go by the kind that was asked for; else nothing."""
    found = {kind: periods[-1] for kind in MEMBER_KINDS if (periods := opened.periods(kind, metric))}
    if not found or period.kind in found:
        return ""
    newest = ", ".join(f"{p.code} ({p.label})" for p in found.values())
    return f" It is counted by {' and '.join(found)}; the newest: {newest}."


def _single(by: dict[str, str]) -> list[dict[str, str]]:
    """The categories asked for, with levels taken together told apart: their members carry the single ones."""
    parts = [[(b, c) for c in MERGED.get(b, {}).get(code, (code,))] for b, code in by.items()]
    return [dict(pairs) for pairs in product(*parts)]


@command
def members(
    metric: str,
    period: PeriodOption,
    area: AreaOption,
    by: ByOption = None,
    release: MembersReleaseOption = None,
    basis: BasisOption = None,
    home: HomeOption = None,
) -> None:
    """CSV of the rows behind a figure, straight from the warehouse: for the data owner only."""
    if metric.removesuffix("_rate") not in catalogue():
        known_metric(metric, catalogue())
    asked = period_of(period), area_of(area), splits_of(by)
    if basis and release is None:
        raise WrongUse("--basis tells two figures of a release apart: name the release too, with --release")
    place = find_home(home)
    with open_warehouse(place.warehouse, read_only=True) as con:
        if release is not None and release not in set(ledger_store.releases(con)["release_id"]):
            raise WrongUse(f"no release {release!r} was built here; vemt releases lists them")
        try:
            rows = pd.concat([member_rows(con, metric, *asked[:2], by, release, basis=basis, settings=place.settings)
                              for by in _single(asked[2])], ignore_index=True)  # fmt: skip
        except (KeyError, NoMembers) as error:
            raise WrongUse(str(error.args[0])) from error
        gone = _erased(con, metric, asked[0], asked[1], release, basis or (Basis.frozen if by else Basis.live))
    rows.to_csv(sys.stdout, index=False)
    if gone:
        were = "member of this figure's total was" if gone == 1 else "members of this figure's total were"
        err.print(f"{gone} {were} erased or purged and cannot be listed; the figure stands as published.", markup=False)


def _erased(con: Any, metric: str, period: Period, area: str, release: str | None, basis: Basis) -> int:
    """How many members of a released figure's total are no longer held; as the warehouse stands there are none."""
    if release is None:
        return 0
    header, codes = catalogue()[metric], [*authorities_of(area), *([TEES] if area == TEES else [])]
    parts = counted_in(con, header, period, release, basis)
    return sum(erased_members(con, metric, part, header.time == "stock", codes, by) for part, by in parts)


@command
def metrics(json: JsonOption = False) -> None:
    """The catalogue: every metric with its header, and the cells that it adds to a release of three years."""
    headers = catalogue()
    plan = planned(headers, PLAN_DAY)
    deep = {name: released(plan, headers, who)["metric"].value_counts() for name, who in load_audiences().items()}
    found = [
        {
            **m.as_json(),
            "cells": cells(m),
            "cells_by_audience": {a: int(n.get(m.metric, 0)) for a, n in deep.items()},
        }
        for m in headers.values()
    ]
    if json:
        emit({"metrics": found})
        return
    for m in found:
        out.print(f"{m['metric']:<42} {','.join(m['ids']):<12} {m['title']}", markup=False)

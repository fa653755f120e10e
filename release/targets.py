"""Targets that change over time, from HOME/config/targets.toml: dated steps with who decided them.

A metric that stands here takes its steps in place of the one target in its header.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.own_files import OwnFileError, entries_of
from release.notes import COLUMNS, NotesError
from release.plain import number
from release.signals import Judging
from release.spc import Step

_NEEDED = ("metric", "since", "value", "decided_by")


class TargetsError(NotesError):
    """A targets file that cannot be used; the text names entry and remedy."""


def read_targets(config_dir: Path, headers: Mapping[str, MetricHeader]) -> dict[str, tuple[Step, ...]]:
    """Metric -> its steps, oldest first, from `[[target]]` tables: metric, since (a date), value, decided_by (a role).

    Shares are 0 to 1. Empty without the file. TargetsError names the entry that cannot be used.
    """
    file = Path(config_dir) / "targets.toml"
    if not file.is_file():
        return {}
    try:
        entries = entries_of(file, "target")
    except OwnFileError as error:
        raise TargetsError(str(error)) from error
    found: dict[str, list[Step]] = {}
    for nth, entry in enumerate(entries, start=1):
        where = f"{file.name}, target {nth}"
        if absent := [k for k in _NEEDED if k not in entry]:
            raise TargetsError(f"{where}: {', '.join(absent)} missing; add the line")
        header, since, value = headers.get(entry["metric"]), entry["since"], entry["value"]
        if header is None:
            raise TargetsError(f"{where}: there is no such metric; see vemt metrics")
        if type(since) is not date or isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TargetsError(f"{where}: since must be a date such as 2026-04-01, value a number")
        if header.kind in ("share", "ratio") and not 0 <= value <= 1:
            raise TargetsError(f"{where}: the target of a share lies between 0 and 1")
        found.setdefault(header.metric, []).append(Step(since, float(value)))
    return {metric: tuple(sorted(steps, key=lambda s: s.since)) for metric, steps in found.items()}


def told_targets(judging: Judging | None) -> dict[str, str]:
    """The entry for `about`: every metric's dated steps. Signals carry a target for months only, and a file of quarters
    has no signals; empty without targets."""
    steps = (
        {m: [[s.since.isoformat(), s.value] for s in found] for m, found in sorted(judging.targets.items())}
        if judging
        else {}
    )
    return {"targets": json.dumps(steps)} if steps else {}


def with_targets(
    events: pd.DataFrame, judging: Judging | None, headers: Mapping[str, MetricHeader]
) -> pd.DataFrame:  # fmt: skip
    """`events` with a dated event for each step of a target: charts mark it, and the release id changes with it."""
    rows = [
        (s.since.isoformat(), "TEES", m, f"Target {number(s.value, headers[m].kind)} from here", "target", "target")
        for m, steps in sorted((judging.targets if judging else {}).items())
        for s in steps
    ]
    return pd.concat([events, pd.DataFrame(rows, columns=COLUMNS)], ignore_index=True) if rows else events

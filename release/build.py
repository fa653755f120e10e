"""From true rows to a release: choose what each audience gets, protect it, derive, judge, name, write.

`build` is pure: frames in, frames out. Only `write_release` touches files, and it never sees a hidden number: what it
is handed is already what may be shown. A release folder is written beside its place and moved there in one step.
"""

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from data_contracts import metric_rows, published_rows
from data_contracts.metric_header import MetricHeader
from data_contracts.release_files import MANIFEST, keyed_sum
from release.about import about as about_rows
from release.about import reasons, restated
from release.audiences import Audience
from release.bands import band_quality
from release.figures import figures as derive
from release.gate import summary
from release.ledger import COLUMNS as LEDGER_COLUMNS
from release.ledger import ledger_of, mark_revised, ranges_as_printed
from release.making import make_files
from release.progress import Tell, quiet
from release.ranges import with_ranges
from release.signals import COLUMNS as SIGNAL_TYPES
from release.signals import Judging, Known, audience_signals, expected_false
from release.store import ReleaseError, read_manifest, verify_release
from release.targets import told_targets, with_targets

EVENTS = ("date", "area", "metric", "title", "source", "kind")
SUPPLY = ("la_code", "extract", "last_month", "extracted_at", "status")
_DATES = {"events": ("date",), "supply": ("last_month", "extracted_at")}
_FIGURE_TYPES = {name: str(column.dtype) for name, column in published_rows.SCHEMA.columns.items()}
_SIGNED = ("figures", "events", "supply", "about")
_NOT_SIGNED = ("release_id", "settings", "ledger_version", "expected_false_signals")
"""What of `about` is no content of its own: the id itself, sums of files, how often was published, what charts add up
to. All else is: a decision, a wording or a definition that changed makes another release of the same figures."""


@dataclass(frozen=True)
class Built:
    """A release in memory. tables: audience -> figures, signals, events, supply, about (frames of what is shown)."""

    release_id: str
    as_at: date
    tables: dict[str, dict[str, pd.DataFrame]]
    headers: Mapping[str, MetricHeader] = field(repr=False)
    key: bytes = field(repr=False)
    ledger_version: str | None = None
    settings: str | None = None
    """Keyed fingerprint of the settings files."""
    gate: Mapping[str, Any] = field(default_factory=dict)

    @property
    def figures_id(self) -> str:
        """The id without the words: releases of the same figures have the same."""
        return f"{self.as_at.isoformat()}-{fingerprint(self.tables, self.key, _SIGNED[:3])}"

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Audience -> number of figures and how many of them are hidden."""
        return {
            name: {"figures": len(t["figures"]), "hidden": int((t["figures"]["status"] == "c").sum())}
            for name, t in sorted(self.tables.items())
        }


def build(
    rows: pd.DataFrame, headers: Mapping[str, MetricHeader], population: pd.DataFrame, supply: pd.DataFrame,
    events: pd.DataFrame, as_at: date, key: bytes, audiences: Mapping[str, Audience],
    previous_ledger: pd.DataFrame | None = None, about: Mapping[str, Any] | None = None,
    judging: Judging | None = None, withdrawn: pd.DataFrame | None = None, tell: Tell = quiet,
) -> Built:  # fmt: skip
    """Protect, derive and judge `rows` for each audience.

    rows: `metric_rows.SCHEMA`; population: area, mid_year, population; supply: SUPPLY; events: EVENTS; key: at least
    16 secret bytes; previous_ledger: `release.ledger.COLUMNS`, oldest release first; about: anything for the `about`
    table (`ledger_version`, `settings` also go to the manifest); withdrawn: figures taken back, as `about.reasons`
    takes them; tell: told how far each audience is. SchemaError if rows or figures break their contract.
    """
    if len(key) < 16:
        raise ValueError("the release key must have 16 bytes or more")
    rows = metric_rows.SCHEMA.validate(rows).sort_values(metric_rows.KEY, ignore_index=True)
    beside = {"events": _with(with_targets(events, judging, headers), EVENTS), "supply": _with(supply, SUPPLY)}
    tables, gate, known = dict[str, dict[str, pd.DataFrame]](), dict[str, Any](), Known()
    for name, file in make_files(rows, headers, audiences, previous_ledger, as_at, tell, key).items():
        mode = audiences[name].mode
        shown = mark_revised(derive(file.rows, headers, population), file.revised, headers)
        ranges = file.ranges
        if ranges is not None:
            ranges = ranges_as_printed(ranges, previous_ledger, audiences[name])
        shown = with_ranges(shown, ranges, headers, population, coarse=mode == "coarse")
        if mode != "producer":
            shown = band_quality(shown, headers)
        judged = audience_signals(shown, headers, audiences[name], events, judging, known)
        tables[name] = {"figures": published_rows.SCHEMA.validate(shown), "signals": judged, **beside}
        gate |= file.gate
    for name, part in tables.items():
        told = {"expected_false_signals": expected_false(part["signals"]), **(about or {})}
        told |= reasons(part["figures"], withdrawn, headers) | told_targets(judging)
        part["about"] = about_rows("", as_at, audiences[name], headers, part["figures"], told)
    release_id = f"{as_at.isoformat()}-{fingerprint(tables, key)}"
    for part in tables.values():
        part["about"] = restated(part["about"], {"release_id": release_id})
    version, settings = (_said(about or {}, what) for what in ("ledger_version", "settings"))
    return Built(release_id, as_at, tables, headers, key, version, settings, summary(gate))


def _said(about: Mapping[str, Any], what: str) -> str | None:
    found = about.get(what)
    return None if found is None else str(found)


def _with(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """`frame` with at least these columns, as sorted text; blank where there is nothing."""
    frame = frame.reindex(columns=[*columns, *(c for c in frame.columns if c not in columns)])
    text = frame.apply(lambda c: c.map(_text)).astype("str") if len(frame) else frame.astype("str")
    return text.sort_values(list(text.columns), ignore_index=True)


def _text(cell: Any) -> str:
    if cell is None or pd.isna(cell):
        return ""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def fingerprint(
    tables: Mapping[str, Mapping[str, pd.DataFrame]], key: bytes, signed: tuple[str, ...] = _SIGNED
) -> str:  # fmt: skip
    """12 hex digits of an HMAC-SHA256 over every audience's figures, events, supply and words, column by column."""
    sign = hmac.new(key, digestmod=hashlib.sha256)
    for name in sorted(tables):
        for table in signed:
            frame = tables[name][table]
            if table == "about":
                frame = frame[~frame["key"].isin(_NOT_SIGNED)].sort_values("key")
            sign.update(f"{name}\n{table}\n{len(frame)}\n".encode())
            for column in frame.columns:
                sign.update(f"{column}\n".encode() + _as_bytes(frame[column]))
    return sign.hexdigest()[:12]


def _as_bytes(column: pd.Series) -> bytes:
    """A column to the tenth digit, so that the same figures give the same bytes on every machine."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.to_numpy("datetime64[D]").astype(np.int64).tobytes()
    if not pd.api.types.is_numeric_dtype(column):
        return "\x1f".join(column.fillna("\x1e").astype(str)).encode() + b"\n"
    real = column.to_numpy(dtype=float, na_value=np.nan)
    some = np.isfinite(real) & (real != 0)
    size = np.zeros(len(real))
    size[some] = np.floor(np.log10(np.abs(real[some])))
    digits = np.where(some, np.round(real / 10.0 ** (size - 9)), 0)
    return np.column_stack([~np.isnan(real), size, digits]).astype(np.int64).tobytes()


def ledger_rows(releases_dir: Path, release_id: str, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """What publishing this release adds to the ledger (`release.ledger.COLUMNS`), read back from its files.

    ReleaseError if there is no such release.
    """
    tables = read_tables(releases_dir, release_id, ("figures",))
    parts = [pd.DataFrame(columns=LEDGER_COLUMNS)]
    parts += [ledger_of(release_id, name, part["figures"], headers) for name, part in tables.items()]
    return pd.concat([p for p in parts if len(p)] or parts, ignore_index=True)


def read_tables(
    releases_dir: Path, release_id: str, names: tuple[str, ...] = ("figures", "signals", "events", "supply", "about")
) -> dict[str, dict[str, pd.DataFrame]]:
    """Audience -> the named tables of a release, in the types they were written from. ReleaseError if there is none."""
    found: dict[str, dict[str, pd.DataFrame]] = {}
    for audience in sorted(read_manifest(releases_dir, release_id)["audiences"]):
        with duckdb.connect(str(releases_dir / release_id / f"{audience}.duckdb"), read_only=True) as con:
            part = {name: con.sql(f"select * from {name}").df() for name in names}  # noqa: S608  names are our own
        for name, frame in part.items():
            if name == "figures":
                part[name] = published_rows.SCHEMA.validate(frame.astype(_FIGURE_TYPES))
            elif name in _DATES:
                part[name] = _with(frame, tuple(frame.columns))
            else:
                part[name] = frame.astype(SIGNAL_TYPES if name == "signals" else "str")
        found[audience] = part
    return found


def write_release(built: Built, releases_dir: Path, built_on: date | None = None) -> dict[str, Any]:
    """Write one DuckDB file per audience and the manifest; returns the manifest with `status` built or unchanged.

    A release that is there already is verified and left alone. ReleaseError if it is not what its manifest says.
    built_on: today if None. Files are readable by their owner only.
    """
    place = releases_dir / built.release_id
    if place.exists():
        if wrong := verify_release(releases_dir, built.release_id, built.key):
            raise ReleaseError(f"release {built.release_id} is there but damaged: {'; '.join(wrong)}")
        return read_manifest(releases_dir, built.release_id) | {"status": "unchanged"}
    releases_dir.mkdir(parents=True, exist_ok=True)
    beside = releases_dir / f".building-{built.release_id}-{os.getpid()}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    try:
        manifest = _write_files(built, beside, built_on or datetime.now(UTC).date())
        beside.replace(place)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return manifest | {"status": "built"}


def _write_files(built: Built, folder: Path, built_on: date) -> dict[str, Any]:
    counts = built.counts
    for name, tables in sorted(built.tables.items()):
        path = folder / f"{name}.duckdb"
        with duckdb.connect(str(path)) as con:
            for table, frame in sorted(tables.items()):
                con.register("shown", frame)
                dates = "".join(f", try_cast({c} as date) as {c}" for c in _DATES.get(table, ()))
                columns = f"* replace ({dates[2:]})" if dates else "*"
                con.execute(f"create table {table} as select {columns} from shown")  # noqa: S608  names are our own
                con.unregister("shown")
        path.chmod(0o600)
    manifest = {
        "release_id": built.release_id,
        "figures_id": built.figures_id,
        "as_at": built.as_at.isoformat(),
        "built_on": built_on.isoformat(),
        "ledger_version": built.ledger_version,
        "settings": built.settings,
        "audiences": {
            name: counts[name] | {"sha256": keyed_sum(folder / f"{name}.duckdb", built.key)} for name in counts
        },
        "gate": dict(built.gate),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest

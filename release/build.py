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
import pandas as pd

from data_contracts import metric_rows, published_rows
from data_contracts.metric_header import MetricHeader
from data_contracts.release_files import MANIFEST, keyed_sum
from data_contracts.vocabularies import TOTAL
from release.about import about as about_rows
from release.audiences import MODES, Audience
from release.bands import band_quality
from release.depth import in_depth
from release.disclosure import is_dangerous, is_people, protect
from release.figures import figures as derive
from release.ledger import COLUMNS as LEDGER_COLUMNS
from release.ledger import bind, ledger_of, mark_revised
from release.signals import Judging, audience_signals, expected_false
from release.store import ReleaseError, read_manifest, verify_release
from release.targets import with_targets

EVENTS = ("date", "area", "metric", "title", "source", "kind")
SUPPLY = ("la_code", "extract", "last_month", "extracted_at", "status")
_DATES = {"events": ("date",), "supply": ("last_month", "extracted_at")}
_SIGNED = ("figures", "events", "supply")
_GATE: dict[str, None] = {"attackers": None, "found": None}


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

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Audience -> number of figures and how many of them are hidden."""
        return {
            name: {"figures": len(t["figures"]), "hidden": int((t["figures"]["status"] == "c").sum())}
            for name, t in sorted(self.tables.items())
        }


def build(
    rows: pd.DataFrame,
    headers: Mapping[str, MetricHeader],
    population: pd.DataFrame,
    supply: pd.DataFrame,
    events: pd.DataFrame,
    as_at: date,
    key: bytes,
    audiences: Mapping[str, Audience],
    previous_ledger: pd.DataFrame | None = None,
    about: Mapping[str, Any] | None = None,
    judging: Judging | None = None,
) -> Built:
    """Protect, derive and judge `rows` for each audience.

    rows: `metric_rows.SCHEMA`; population: area, mid_year, population; supply: SUPPLY; events: EVENTS; key: at least
    16 secret bytes; previous_ledger: `release.ledger.COLUMNS`, oldest release first; about: anything for the `about`
    table (`ledger_version`, `settings` also go to the manifest). SchemaError if rows or figures break their contract.
    """
    if len(key) < 16:
        raise ValueError("the release key must have 16 bytes or more")
    rows = metric_rows.SCHEMA.validate(rows).sort_values(metric_rows.KEY, ignore_index=True)
    beside = {"events": _with(with_targets(events, judging, headers), EVENTS), "supply": _with(supply, SUPPLY)}
    tables: dict[str, dict[str, pd.DataFrame]] = {}
    hidden = rows.loc[rows.index[:0], metric_rows.KEY]
    for name, audience in sorted(audiences.items(), key=lambda item: (MODES.index(item[1].mode), item[0])):
        wanted, revised = bind(_hide_again(released(rows, headers, audience), hidden), headers, audience,
                               previous_ledger, as_at)  # fmt: skip
        safe = protect(wanted, headers, audience)
        hidden = pd.concat([hidden, safe.loc[_hidden(safe, headers), metric_rows.KEY]]).drop_duplicates()
        shown = mark_revised(derive(safe, headers, population), wanted.loc[revised, metric_rows.KEY], headers)
        if audience.mode != "producer":
            shown = band_quality(shown, headers)
        judged = audience_signals(shown, headers, audience, events, judging)
        tables[name] = {"figures": published_rows.SCHEMA.validate(shown), "signals": judged, **beside}
    release_id = f"{as_at.isoformat()}-{_fingerprint(tables, key)}"
    for name, part in tables.items():
        told = {"expected_false_signals": expected_false(part["signals"]), **(about or {})}
        part["about"] = about_rows(release_id, as_at, audiences[name], headers, part["figures"], told)
    said = (_said(about or {}, what) for what in ("ledger_version", "settings"))
    return Built(release_id, as_at, tables, headers, key, *said)


def _said(about: Mapping[str, Any], what: str) -> str | None:
    found = about.get(what)
    return None if found is None else str(found)


def released(rows: pd.DataFrame, headers: Mapping[str, MetricHeader], audience: Audience) -> pd.DataFrame:
    """The rows that an audience gets. Published figures go to all, with their own areas.

    What is protected and split is released once, from frozen members: its live rows stay at home, since the
    difference of two releases would tell a late record's whole profile. A controlled file's operational tables follow
    the headlines: it carries them live, once, and frozen only what is protected with its own total.
    """
    published = rows["metric"].isin([m for m, h in headers.items() if h.kind == "published"])
    inside = rows["area"].isin(audience.areas) & rows["period_kind"].isin(audience.periods)
    inside &= in_depth(rows, headers, audience)
    once = is_people(rows["metric"], headers) & (rows["basis"] == "live")
    if audience.mode == "controlled":
        danger = is_dangerous(rows)
        own_total = rows["metric"].isin(rows.loc[danger, "metric"].unique()) & (rows["by1"] == TOTAL)
        inside &= ~(once & danger) & ((rows["basis"] == "live") | danger | own_total)
    elif audience.mode == "protected":
        inside &= ~(once & (rows["by1"] != TOTAL))
    return rows[published | inside]


def _hidden(rows: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.Series:
    return rows["status"].eq("c") & is_people(rows["metric"], headers)


def _hide_again(rows: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """What a less protected file hides is hidden in the next one too."""
    again = rows[metric_rows.KEY].merge(hidden.assign(again=True), on=metric_rows.KEY, how="left")["again"].notna()
    rows = rows.copy()
    rows.loc[again.to_numpy() & rows["status"].eq("ok").to_numpy(), "status"] = "c"
    return rows


def _with(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """`frame` with at least these columns, as sorted text; blank where there is nothing."""
    frame = frame.reindex(columns=[*columns, *(c for c in frame.columns if c not in columns)])
    text = frame.apply(lambda c: c.map(_text)).astype("str") if len(frame) else frame.astype("str")
    return text.sort_values(list(text.columns), ignore_index=True)


def _text(cell: Any) -> str:
    if cell is None or pd.isna(cell):
        return ""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def _fingerprint(tables: Mapping[str, Mapping[str, pd.DataFrame]], key: bytes) -> str:
    """12 hex digits of an HMAC-SHA256 over every audience's figures, events and supply, sorted, as text."""
    sign = hmac.new(key, digestmod=hashlib.sha256)
    for name in sorted(tables):
        for table in _SIGNED:
            frame = tables[name][table]
            text = frame.to_csv(index=False, float_format="%.10g", date_format="%Y-%m-%d", lineterminator="\n")
            sign.update(f"{name}\n{table}\n{text}".encode())
    return sign.hexdigest()[:12]


def ledger_rows(releases_dir: Path, release_id: str, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """What publishing this release adds to the ledger (`release.ledger.COLUMNS`), read back from its files.

    ReleaseError if there is no such release.
    """
    parts = [pd.DataFrame(columns=LEDGER_COLUMNS)]
    for name in sorted(read_manifest(releases_dir, release_id)["audiences"]):
        with duckdb.connect(str(releases_dir / release_id / f"{name}.duckdb"), read_only=True) as con:
            figures = con.sql("select * from figures").df()
        parts.append(ledger_of(release_id, name, figures, headers))
    return pd.concat([p for p in parts if len(p)] or parts, ignore_index=True)


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
        "as_at": built.as_at.isoformat(),
        "built_on": built_on.isoformat(),
        "ledger_version": built.ledger_version,
        "settings": built.settings,
        "audiences": {
            name: counts[name] | {"sha256": keyed_sum(folder / f"{name}.duckdb", built.key)} for name in counts
        },
        "gate": dict(_GATE),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest

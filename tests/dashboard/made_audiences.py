"""The made-up release as files of several audiences: fewer areas and periods, small counts hidden, pages left out."""

import hashlib
import hmac
import json
from datetime import date
from pathlib import Path

import duckdb
from made_release import AS_AT, KEY, METRICS, rows_of, write

from data_contracts.vocabularies import TOTAL
from release.audiences import Audience, load_audiences

AUDIENCES = ("strategic", "assurance", "public", "operational-hartlepool", "producer")
LEAST = {"protected": 5, "coarse": 10}
OPEN_TO_ALL = ("meetings", "extracts", "plan", "strategic", "training", "campaigns", "rows", "details")


def hidden(row: dict, least: int) -> dict:
    """The row as a protected file has it."""
    of, yes = row.get("denominator"), row.get("numerator")
    if yes is None or row["metric"].startswith(OPEN_TO_ALL) or row["metric"].endswith("_rate"):
        return row
    small = yes if of is None else min(yes, of - yes)
    if not 0 < small < least:
        return row
    blank = dict.fromkeys(("numerator", "not_recorded", "denominator", "value", "lower", "upper"))
    return row | blank | {"status": "c", "range_low": 0, "range_high": least + 1 if of is None else 100}


def make_audience(home: Path, release_id: str, one: Audience, every: list[dict]) -> dict:
    """Write the audience's file out of all rows; its entry in the manifest."""
    rows = [hidden(r, LEAST.get(one.mode, 0)) for r in every
            if r["area"] in one.areas and r["period_kind"] in one.periods]  # fmt: skip
    rows = [r for r in rows if one.mode not in LEAST or r["by2"] == TOTAL]
    facts = {"as_at": AS_AT.isoformat(), "release_id": release_id, "audience": one.name, "title": one.title,
             "mode": one.mode, "marking": one.marking, "protection": "Small counts are hidden.", "decided_by": "",
             "demo": "true", "banner": "", "without": json.dumps(dict(one.without))}  # fmt: skip
    path = home / f"{one.name}.duckdb"
    with duckdb.connect(str(path)) as con:
        write(con, rows, facts, False)
        if "month" not in one.periods:
            con.execute("delete from signals")
    return {"figures": len(rows), "hidden": sum(r["status"] == "c" for r in rows),
            "sha256": hmac.new(KEY, path.read_bytes(), hashlib.sha256).hexdigest()}  # fmt: skip


def add_audiences(releases: Path, release_id: str, names: tuple[str, ...] = AUDIENCES[1:]) -> None:
    """Put the audiences' files beside the strategic one of a made-up release."""
    manifest = releases / release_id / "manifest.json"
    said, known = json.loads(manifest.read_text("utf-8")), load_audiences(None)
    assert date.fromisoformat(said["as_at"]) == AS_AT
    every = [row for metric in METRICS for row in rows_of(metric)]
    said["audiences"] |= {n: make_audience(manifest.parent, release_id, known[n], every) for n in names}
    manifest.write_text(json.dumps(said), "utf-8")

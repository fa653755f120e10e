"""A made-up home with a history: a release before the current one, one that was withdrawn, and people's comments."""

import hashlib
import hmac
import json
from datetime import date
from pathlib import Path

import duckdb
from made_release import KEY, METRICS, definition, make_release, rows_of, write

EARLIER, WITHDRAWN, NOW = "2026-09-30-aaaaaaaaaaaa", "2026-08-31-bbbbbbbbbbbb", "2026-10-31-0123456789ab"
WHY = "the file of one authority was loaded twice."
REVISED = ("missing_episodes", "TEES", date(2026, 7, 1))
OLD_VALUE = 7
NOTES = """
[[comment]]
date = 2026-11-05
author = "Chair of the strategic group"
metric = "missing_episodes"
area = "TEES"
release = "2026-10-31-0123456789ab"
audiences = ["strategic"]
about = 2026-09-01
text = "New homes opened in September 2026, and they report every late return."

[[comment]]
date = 2026-11-06
author = "Chair of the strategic group"
metric = "open_on_list"
area = "TEES"
release = "2026-10-31-0123456789ab"
audiences = ["strategic"]
text = "Three of the children aged twelve are siblings."

[[comment]]
date = 2026-11-06
author = "Chair of the strategic group"
metric = "missing_episodes"
area = "TEES"
release = "2026-10-31-0123456789ab"
audiences = ["assurance"]
text = "Not for this audience."
"""


def make_earlier(folder: Path, audience: str = "strategic") -> str:
    """The release before: up to September, one figure that was revised since, one definition that differs."""
    home = folder / EARLIER
    home.mkdir(parents=True)
    path, last = home / f"{audience}.duckdb", date(2026, 9, 30)
    rows = [r for metric in METRICS for r in rows_of(metric) if r["end"] <= last]
    for row in rows:
        key = (row["metric"], row["area"], row["start"])
        if key == REVISED and row["by1"] == "total" and row["period_kind"] == "month":
            row |= {"numerator": OLD_VALUE, "value": OLD_VALUE}
    facts = {"as_at": last.isoformat(), "release_id": EARLIER, "audience": audience, "title": "Strategic group",
             "mode": "controlled", "marking": "OFFICIAL-SENSITIVE", "protection": "", "decided_by": "",
             "demo": "true", "banner": ""}  # fmt: skip
    with duckdb.connect(str(path)) as con:
        write(con, rows, facts, False)
        other = definition("days_on_list") | {"definition": "Counted another way."}
        con.execute("update about set value = ? where key = 'definition:days_on_list'", [json.dumps(other)])
    total = {"figures": len(rows), "hidden": 0, "sha256": hmac.new(KEY, path.read_bytes(), hashlib.sha256).hexdigest()}
    manifest = {"release_id": EARLIER, "as_at": facts["as_at"], "audiences": {audience: total}}
    (home / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return EARLIER


def make_history(folder: Path) -> Path:
    """Releases folder with the current release, the earlier one, a withdrawn one and comments; `folder` itself."""
    make_release(folder)
    make_earlier(folder)
    record = [
        {"release_id": WITHDRAWN, "published_on": "2026-09-02", "withdrawn": WHY},
        {"release_id": EARLIER, "published_on": "2026-10-02"},
        {"release_id": NOW, "published_on": "2026-11-02"},
    ]
    (folder / "published.json").write_text(json.dumps(record), "utf-8")
    notes = folder.parent / "notes"
    notes.mkdir()
    (notes / "comments.toml").write_text(NOTES, "utf-8")
    return folder

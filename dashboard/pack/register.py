"""What packs were made, of which release, when: a line a file in HOME/logs/packs.jsonl. No pack without its line.

A line holds names, sizes and fingerprints, never a figure.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from dashboard.pack.paper import PackError, Paper

FILE = "packs.jsonl"


@dataclass(frozen=True)
class Made:
    """One file of a pack. `at`: when, in UTC to the minute; `by`: the command line or the dashboard."""

    at: str
    by: str
    pack: str
    audience: str
    release_id: str
    notes_id: str
    format: str
    file: str
    bytes: int
    sha256: str


def told(paper: Paper, files: dict[str, bytes], by: str) -> list[Made]:
    """The lines for the files (ending -> content) of a paper made now."""
    now = datetime.now(UTC).isoformat(timespec="minutes").removesuffix("+00:00")
    return [
        Made(now, by, paper.name, paper.audience, paper.release_id, paper.notes_id, ending, f"{paper.stem}.{ending}",
             len(content), sha256(content).hexdigest())
        for ending, content in files.items()
    ]  # fmt: skip


def enter(home: Path, lines: Sequence[Made]) -> None:
    """Write the lines. PackError where that is not possible: papers are not handed out without a trace."""
    try:
        (home / "logs").mkdir(parents=True, exist_ok=True, mode=0o700)
        with (home / "logs" / FILE).open("a", encoding="utf-8") as log:
            log.writelines(json.dumps(asdict(line)) + "\n" for line in lines)
    except OSError as error:
        raise PackError("The pack was not made: the list of packs in HOME/logs cannot be written.") from error


def past(home: Path, audience: str, most: int = 20) -> list[Made]:
    """The newest lines for an audience, newest first."""
    try:
        lines = (home / "logs" / FILE).read_text("utf-8").splitlines()
        found = [Made(**json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError):
        return []
    return [m for m in reversed(found) if m.audience == audience][:most]

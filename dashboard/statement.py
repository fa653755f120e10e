"""The accessibility statement, made from the stored results of the browser tests: it cannot say more than was tested.

`accessibility.toml` beside this file is written by `tests/dashboard/test_browser.py` (`VEMT_WRITE_RESULTS=1`), save for
`[[failing]]` and `[[untested]]`, which people keep. A test compares what it says with the run.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dashboard import words
from dashboard.blocks import Entry, Row, Table

_HERE = Path(__file__).resolve().parent


@cache
def texts() -> dict[str, Any]:
    """The words of the Help page."""
    return tomllib.loads((_HERE / "help.toml").read_text(encoding="utf-8"))


@cache
def results() -> dict[str, Any]:
    """The stored results: tested_on, browser, axe, checks (what, passed, of), failing, untested."""
    return tomllib.loads((_HERE / "accessibility.toml").read_text(encoding="utf-8"))


def passes(found: dict[str, Any]) -> bool:
    """Whether every automated check passed everywhere."""
    return all(c["passed"] == c["of"] for c in found["checks"])


def lines(found: dict[str, Any]) -> tuple[str, ...]:
    """The statement in sentences: the aim, how far it is met, how that was tested, what to do."""
    tested = words.day(date.fromisoformat(str(found["tested_on"])))
    faults = len(found["failing"])
    met = "partially" if faults or found["untested"] or not passes(found) else "fully"
    return (
        "This dashboard aims to meet the Web Content Accessibility Guidelines, version 2.2, level AA. It does so "
        f"{met}: {words.plural(faults, 'known fault')} and {words.plural(len(found['untested']), 'thing')} not tested "
        "with people are listed below.",
        f"Tested on {tested} by programs, in {found['browser']} with axe-core {found['axe']}, on made-up data: "
        f"{'every check passed' if passes(found) else 'not every check passed'}.",
        "If you cannot read something here, ask the data lead for it in another form: every table is a CSV file, and "
        "the meeting papers come as PDF, Word, PowerPoint, Excel and plain web pages.",
    )


def checks(found: dict[str, Any]) -> Table:
    """What was tested automatically, and how much of it passed."""
    rows = tuple(Row(c["what"], (Entry(f"{c['passed']} of {c['of']}", float(c["passed"])),)) for c in found["checks"])
    return Table("What was tested by programs", "Automated checks: how many pages or states passed",
                 ("Check", "Passed"), rows, "accessibility-checks")  # fmt: skip


def failing(found: dict[str, Any]) -> Table:
    """What still fails or was not tested, why, the way round, and by when."""
    rows = [Row(f["what"], (Entry("Fails", words=True), Entry(f["why"], words=True), Entry(f["way_round"], words=True),
                            Entry(f["by"], words=True))) for f in found["failing"]]  # fmt: skip
    rows += [Row(f["what"], (Entry("Not tested", words=True), Entry(f["why"], words=True),
                             Entry(f["way_round"], words=True), Entry(f["by"], words=True)))
             for f in found["untested"]]  # fmt: skip
    return Table("What still fails, and what nobody has tested yet", "Known faults and gaps in testing",
                 ("What", "State", "Why", "Way round", "By"), tuple(rows), "accessibility-faults")  # fmt: skip

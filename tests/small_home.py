"""A small demo home, published through the front door: a year of made-up flat files and a dozen measures.

The measures stand for every kind (count, share, median, ratio, rate; flow and stock; people and not), and one
authority's operational file for all four, so that commands can be tried in seconds.
"""

import os
import time
from functools import partial
from pathlib import Path

import pytest

import etl.demo
from commands import releasing
from queries.run import run
from release.audiences import load_audiences

AS_AT, SETTLED = "2026-10-31", "2026-27-Q2"
METRICS = ("open_on_list", "added_to_list", "removed_from_list", "days_on_list", "children_missing",
           "missing_episodes", "return_interviews_due", "return_interview_completed", "return_interview_within_72h",
           "return_interview_within_72h_of_completed", "meetings_planned", "rows_checked", "rows_failing")  # fmt: skip
LEFT_OUT = ("operational-middlesbrough", "operational-redcar-and-cleveland", "operational-stockton-on-tees")


def small(patch: pytest.MonkeyPatch) -> None:
    """From now on count METRICS only, for all audiences but LEFT_OUT."""
    patch.setattr(releasing, "run", partial(run, metrics=METRICS))
    kept = lambda config: {n: a for n, a in load_audiences(config).items() if n not in LEFT_OUT}  # noqa: E731
    patch.setattr(releasing, "load_audiences", kept)


def make_small(vemt) -> None:
    """Fill the home of `vemt` with the demo of one year, released and published."""
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        patch.setattr(etl.demo, "write_finer", lambda *_: [])
        patch.setattr(etl.demo, "write_counts", lambda *_: [])
        result = vemt.run("demo", "--years", 1, "--open", 40, "--no-serve", "--yes")
    assert result.exit_code == 0, result.stderr


def made_once(folder: Path, make) -> Path:
    """`folder`, filled by the first process that asks for it; the others wait."""
    ready, lock = folder.with_name(f"{folder.name}.ready"), folder.with_name(f"{folder.name}.lock")
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        for _ in range(2400):
            if ready.exists():
                return folder
            time.sleep(0.5)
        pytest.fail(f"{folder.name} was not made in time")
    make(folder)
    ready.touch()
    return folder

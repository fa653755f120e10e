"""Releases month after month, with late entries: all that was ever published, attacked as one."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import release_rows as given
import test_release_build as builds

from data_contracts.areas import LA_CODES
from data_contracts.periods import add_months
from release.attack import attack
from release.attack_papers import papers
from release.attack_rows import Numbers, puzzle
from release.audiences import load_audiences
from release.ledger import binding
from release.protection import NAME, base_rows, merged_levels
from release.standing import totals
from release.subjects import is_dangerous

READ = ("strategic", "assurance")
AUDIENCES = {n: a for n, a in load_audiences(None).items() if n in (*READ, "producer")}
METRIC = "added_to_list"
LATE = 12
"""Late records in a release."""


def releases(first, last, scale=1.0):
    """(rows, what was built, the ledger after it) of each month: what is settled is frozen, late records come in."""
    rng = np.random.default_rng(6)
    leaf = given.leaves(METRIC, rng, last, scale)
    frozen = leaf.iloc[:0]
    ledger = None
    for months in range(first, last + 1):
        today = add_months(given.FIRST, months)
        known = leaf["month"] < today
        late = rng.choice(np.flatnonzero(known & (leaf["month"] >= add_months(today, -9))), LATE)
        leaf.loc[leaf.index[late], "n"] += 1
        settled = add_months(today, -1 - (today.month - 2) % 3)
        new = leaf[(leaf["month"] < settled) & ~leaf["month"].isin(set(frozen["month"]))]
        frozen = pd.concat([frozen, new])
        parts = [*given.as_metrics(METRIC, given.rolled(METRIC, leaf[known], "live")),
                 *given.as_metrics(METRIC, given.rolled(METRIC, frozen, "frozen"))]  # fmt: skip
        rows = given.typed(pd.concat(parts, ignore_index=True))
        built = builds.made(rows, ledger, as_at=today, audiences=AUDIENCES)
        ledger = pd.concat([p for p in (ledger, builds.ledger_of(built)) if p is not None], ignore_index=True)
        yield rows, built, ledger


def found_in_all(rows, ledger, as_at, name):
    """Protected counts that outsider and authorities find out with all ever printed, and how many there are."""
    audience = AUDIENCES[name]
    standing = totals(rows, given.HEADERS, AUDIENCES, ledger, as_at)
    base = merged_levels(rows, given.HEADERS) if audience.mode == "protected" else rows
    base = base_rows(base, given.HEADERS, audience.mode, standing)
    numbers = Numbers(given.HEADERS)
    places = numbers.read(base)
    told = papers(numbers, binding(ledger, audience))
    shown = told.shown.copy()
    for place, split in zip(places, is_dangerous(base), strict=True):
        shown[place] |= audience.mode == "controlled" and not split
    told = replace(told, shown=np.zeros_like(shown))  # nothing is forgiven because it was told before
    riddle = replace(puzzle(numbers, shown, (1, 4), audience.mode == "controlled"), papers=told)
    found = attack(riddle, 4, LA_CODES)
    return sum(len(f.found) for f in found), sum(f.targets for f in found)


def all_shown(ledger, name):
    mine = ledger[ledger["audience"].eq(name) & ledger["status"].isin(["ok", "r", "u"])]
    return mine.assign(period_start=pd.to_datetime(mine["period_start"]).astype("datetime64[us]"))


@pytest.mark.slow
def test_six_months_in_a_row_leak_nothing():
    first = None
    for last in releases(19, 24):
        first = last[1] if first is None else first
        assert last[1].gate["found"] == 0
    rows, built, ledger = last
    assert built.release_id != first.release_id
    revised = built.tables["strategic"]["figures"]["status"].eq("r")
    assert revised.any(), "late entries are in the headlines"
    for name in READ:
        ever = all_shown(ledger, name)
        frozen = ever[ever["basis"].eq("frozen") | (name == "assurance")]
        assert frozen.groupby([*NAME, "basis"])["numerator"].nunique().max() == 1, "protected figures stand"
        hidden = ledger[ledger["audience"].eq(name) & ledger["status"].eq("c")]
        hidden = hidden.assign(period_start=pd.to_datetime(hidden["period_start"]).astype("datetime64[us]"))
        both = frozen[NAME].drop_duplicates().merge(hidden[NAME].drop_duplicates(), on=NAME)
        assert both.empty, "what was hidden once is never shown"
        found, targets = found_in_all(rows, ledger, add_months(given.FIRST, 24), name)
        assert targets > 100 and found == 0

"""The quarterly audit's sample: which times on the list to audit, spread over risk and category, by a seed.

The same warehouse, area, number and seed give the same sample on every machine: the order within a stratum
is a hash, not a random generator's. References are pseudonyms; only the data owner can lead them home.
"""

import hashlib
from collections import Counter
from datetime import date

import pandas as pd

from data_contracts.areas import authorities_of
from data_contracts.vocabularies import CATEGORY, NOT_RECORDED, RISK
from queries.connection import Connection, frame, rows
from queries.workspace import prepare

STRATUM = ["risk", "category"]
SAMPLE_COLUMNS = ["audit_ref", "la_code", "spell_ref", "child_ref", "risk", "category", "added_date"]


class NoSample(ValueError):
    """There is nothing to draw from: the text says why."""


def audit_sample(con: Connection, area: str, n: int, seed: int, as_at: date | None = None) -> pd.DataFrame:
    """At most `n` of the times on the list open in `area` at the last complete month end: SAMPLE_COLUMNS.

    Each risk and category first gives one (the riskiest first), the rest go in proportion to their sizes.
    `as_at`: the day to look back from; the last that any loaded file speaks of if None. NoSample if nothing is open.
    """
    if as_at is None:
        as_at = rows(con, "select max(greatest(period_to, extracted_at)) from load_file where status = 'loaded'")[0][0]
    if as_at is None:
        raise NoSample("nothing is loaded yet, so there is nothing to draw a sample from")
    prepare(con, as_at, 1, materialise=False, texts=["from open_spell"])
    found = frame(con, """
        select la_code, spell_ref, child_ref, recorded(risk) as risk, recorded(category) as category, added_date,
               counted_on
        from open_spell where list_contains(?, la_code)""", [list(authorities_of(area))])  # fmt: skip
    if found.empty:
        raise NoSample(f"no child of {area} was on the list at the end of the last complete month")
    return _drawn(found, n, seed)


def _drawn(found: pd.DataFrame, n: int, seed: int) -> pd.DataFrame:
    keys = [f"{seed}:{la}:{spell}" for la, spell in zip(found["la_code"], found["spell_ref"], strict=True)]
    found = found.assign(hash=[hashlib.sha256(key.encode()).hexdigest() for key in keys]).sort_values("hash")
    strata = [(str(r), str(c)) for r, c in zip(found["risk"], found["category"], strict=True)]
    wanted = allocate(dict(Counter(strata)), n)
    nth_of_stratum = found.groupby(STRATUM).cumcount()
    drawn = found[[nth < wanted[key] for nth, key in zip(nth_of_stratum, strata, strict=True)]]
    month = drawn["counted_on"].iloc[0].strftime("%Y-%m")
    refs = [f"{month}-{seed}-{nth:02d}" for nth in range(1, len(drawn) + 1)]
    return drawn.assign(audit_ref=refs)[SAMPLE_COLUMNS].reset_index(drop=True)


def allocate(sizes: dict[tuple[str, str], int], n: int) -> dict[tuple[str, str], int]:
    """(risk, category) -> how many to take, never more than there are.

    One each, the riskiest first; the rest in proportion to what is left of each, by largest remainder.
    """
    risks, categories = [*RISK.codes, NOT_RECORDED], [*CATEGORY.codes, NOT_RECORDED]
    order = sorted(sizes, key=lambda key: (risks.index(key[0]), categories.index(key[1])))
    left = min(n, sum(sizes.values()))
    taken = {key: int(place < left) for place, key in enumerate(order)}
    left -= sum(taken.values())
    spare = {key: sizes[key] - taken[key] for key in order}
    whole = sum(spare.values())
    if not left or not whole:
        return taken
    shares = {key: left * spare[key] / whole for key in order}
    extra = {key: int(shares[key]) for key in order}
    by_remainder = sorted(order, key=lambda key: (extra[key] - shares[key], order.index(key)))
    for key in by_remainder[: left - sum(extra.values())]:
        extra[key] += 1
    return {key: taken[key] + extra[key] for key in order}

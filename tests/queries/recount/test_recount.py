"""Every measure counted twice: by its select, and in pandas from the definitions alone, cell by cell.

The pandas side was written without the views and helpers of `queries/`: from `domain.md` section 2, the rulings and
the words in the headers. Fifty random warehouses in `make test`, a thousand in `make test-slow`.
"""

from typing import Any

import pytest
from compared import CORE, MEASURES, differences
from made import poured, world

from queries.catalogue import catalogue

BATCH = 5
EVERY = 8
"""In `make test` a measure outside the core is counted again in each so many-th warehouse; all of them when slow."""


def _both_ways(small: Any, seed: int, metrics: list[str]) -> list[str]:
    made = world(seed)
    con = poured(made, small())
    try:
        return differences(made, con, metrics)
    finally:
        con.close()


@pytest.mark.parametrize("batch", range(50 // BATCH))
def test_fifty_warehouses_count_the_same_both_ways(small: Any, batch: int) -> None:
    rest = sorted(set(MEASURES) - CORE)
    for seed in range(BATCH * batch, BATCH * (batch + 1)):
        also = [metric for i, metric in enumerate(rest) if (i + seed) % EVERY == 0]
        found = _both_ways(small, seed, [*CORE, *also])
        assert not found, "\n".join(found[:20])


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(50, 1050, 25))
def test_a_thousand_warehouses_count_the_same_both_ways(small: Any, batch: int) -> None:
    for seed in range(batch, batch + 25):
        found = _both_ways(small, seed, list(MEASURES))
        assert not found, "\n".join(found[:20])


def test_at_least_twenty_measures_are_counted_in_every_warehouse() -> None:
    assert set(MEASURES) <= set(catalogue())
    assert len(CORE) >= 20 and set(MEASURES) >= CORE
    ratios = {h.metric: h for h in catalogue().values() if h.kind == "ratio"}
    parts = {side.partition(".")[0] for h in ratios.values() for side in (h.numerator, h.denominator)}
    assert {"return_interview_within_72h", "return_interview_completed", "audits_completed", "audits_planned"} <= parts


GONE = {
    "vemt_spell": "open_on_list",
    "vemt_review": "risk_reviews_compared",
    "missing_episode": "children_missing",
    "return_interview": "return_interview_completed",
    "audit": "audits_completed",
    "action": "audit_actions_raised",
    "load_file": "extracts_received",
}
"""Table -> a metric that must differ when the warehouse alone loses its rows."""


def test_a_difference_is_seen(small: Any) -> None:
    made = world(1)
    con = poured(made, small())
    assert not differences(made, con, GONE.values())
    for table in GONE:
        con.execute(f"delete from {table}")
    found = differences(made, con, GONE.values())
    assert {line.split()[1] for line in found} == set(GONE.values())

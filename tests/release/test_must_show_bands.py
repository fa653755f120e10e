"""Bands: ranges printed in place of what a board must see, and that the gate counts them as known."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import release_rows as given
import test_release_build as builds

from data_contracts import published_rows
from data_contracts.areas import LA_CODES, authorities_of
from release import must_show
from release.audiences import load_audiences
from release.blocks import cells_of
from release.disclosure import Policy, protect
from release.gate import GateError, pass_gate
from release.protection import base_rows, guard, merged_levels

AUDIENCES = load_audiences(None)
METRICS = ("added_to_list", "open_on_list")


@cache
def guarded(scale=0.12):
    rows = merged_levels(given.metric_frame(2, 17, scale, METRICS), given.HEADERS)
    base = base_rows(rows, given.HEADERS, "protected")
    nothing = np.zeros(len(base), dtype=bool)
    audience = AUDIENCES["assurance"]
    printed = base["area"].isin(audience.areas) & base["period_kind"].isin(audience.periods)
    return guard(base, given.HEADERS, audience, printed.to_numpy(), nothing, nothing, key=given.KEY)


def test_a_band_holds_its_figure_is_six_wide_and_leaves_each_authority_room():
    cells = cells_of(guarded().base, given.HEADERS)
    must = must_show.must_show(cells.frame, cells.dims[3:], given.HEADERS)
    low, high = must_show.bands(cells.frame, cells.dims, must, given.HEADERS, given.KEY)
    value = cells.frame["value"].to_numpy(dtype=float)
    there = ~np.isnan(low)
    assert there.sum() > 50 and (there == must).all()
    assert ((low <= value) & (value <= high))[there].all() and (high - low)[there].max() <= 6
    at = {key: i for i, key in enumerate(cells.frame[cells.dims].itertuples(index=False, name=None))}
    for cell in np.flatnonzero(there):
        what, when, area, *split = cells.frame.loc[cell, cells.dims]
        own = [value[at[what, when, code, *split]] for code in authorities_of(area)]
        most = max((part for part in own if part < sum(own)), default=-4)
        assert high[cell] - most >= 4
    again = must_show.bands(cells.frame, cells.dims, must, given.HEADERS, given.KEY)
    other = must_show.bands(cells.frame, cells.dims, must, given.HEADERS, b"another key, of this length too")
    assert (again[0][there] == low[there]).all() and (other[0][there] != low[there]).any()


def test_what_must_be_seen_and_is_hidden_has_a_band_that_no_proof_leaves():
    done = guarded()
    low, high = done.bands
    there = ~np.isnan(low)
    assert there.sum() >= 5
    value = done.cells.frame["value"].to_numpy(dtype=float)
    tables = done.proofs.toarray()[:, there] + value[there]
    assert ((tables >= low[there]) & (tables <= high[there])).all()
    passed = pass_gate(done, given.HEADERS, "protected")
    assert passed.report["found"] == 0 and passed.report["narrowest"] >= 4 and passed.report["steps"] == []
    rows = np.unique(done.cells.row[there[done.cells.cell]])
    printed = [r for r in rows if passed.hidden[r] and done.base["yes"].isna()[r]]
    ends = passed.ranges.loc[printed].astype(float)
    assert printed and (ends["range_high"] - ends["range_low"]).max() <= 6


def test_the_gate_takes_a_band_as_known_and_refuses_one_that_gives_a_count_away():
    done = guarded()
    low, high = (ends.copy() for ends in done.bands)
    frame = done.cells.frame
    small = frame["value"].between(1, 4).to_numpy() & frame["area"].isin(LA_CODES).to_numpy()
    low[small] = high[small] = frame["value"].to_numpy(dtype=float)[small]
    assert steps(done) == [] and steps(replace(done, bands=(low, high))), "a range of one number is a number"


def steps(done):
    """What the gate hides, or that it refuses."""
    try:
        return pass_gate(done, given.HEADERS, "protected").report["steps"]
    except GateError:
        return ["refused"]


def test_a_width_is_parted_where_it_hides_least():
    """2 of 10, the other 8 in a band of 3 to 9: only 1 less and 3 more leave the 10 as it is."""
    cells = pd.DataFrame({"row": ["Total", "a", "b"], "value": [10, 2, 8], "weight": [1200, 1, 1],
                          "low": [np.nan, np.nan, 3], "high": [np.nan, np.nan, 9]})  # fmt: skip
    done = protect(cells, ["row"], {"row": {"Total": [("a", "b")]}}, Policy())
    assert done.table.set_index("row")["status"].to_dict() == {"Total": "ok", "a": "primary", "b": "secondary"}
    changes = done.proofs.toarray()
    assert sorted(changes[:, 1].tolist()) == [-1, 3] and (changes[:, 0] == 0).all()


def test_a_band_stands_in_the_next_release():
    rows = given.metric_frame(2, 17, 0.12, METRICS)
    audiences = {n: AUDIENCES[n] for n in ("assurance", "producer")}
    first = builds.made(rows, as_at=pd.Timestamp("2025-04-30").date(), audiences=audiences)
    ledger = builds.ledger_of(first)
    again = builds.made(rows, ledger, as_at=pd.Timestamp("2025-04-30").date(), audiences=audiences)
    one, two = (r.tables["assurance"]["figures"].set_index(published_rows.KEY) for r in (first, again))
    banded = one[one["status"].eq("c") & (one["range_high"] - one["range_low"]).le(6) & one["range_low"].gt(0)]
    assert len(banded) > 3
    pd.testing.assert_frame_equal(two.loc[banded.index, ["range_low", "range_high"]],
                                  banded[["range_low", "range_high"]])  # fmt: skip

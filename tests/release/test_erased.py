"""After an erasure: what is frozen stands as it was published, in whole, hidden figures and their ranges included."""

from datetime import date

import numpy as np
import pandas as pd
import release_rows as given
import test_release_build as builds

from data_contracts import published_rows
from release.audiences import load_audiences

NAMES = ("strategic", "assurance", "producer")
AUDIENCES = {n: a for n, a in load_audiences(None).items() if n in NAMES}
METRIC = "added_to_list"
AS_AT = date(2025, 4, 30)


def rows_of(leaf):
    parts = [p for basis in ("live", "frozen") for p in given.as_metrics(METRIC, given.rolled(METRIC, leaf, basis))]
    return given.typed(pd.concat(parts, ignore_index=True))


def test_frozen_figures_come_from_what_was_published_and_are_not_counted_again():
    rng = np.random.default_rng(9)
    leaf = given.leaves(METRIC, rng, 17, 1.0)
    first = builds.made(rows_of(leaf), as_at=AS_AT, audiences=AUDIENCES)
    ledger = builds.ledger_of(first)
    gone = leaf.copy()
    some = rng.choice(np.flatnonzero(gone["n"] > 0), 12, replace=False)
    gone.iloc[some, gone.columns.get_loc("n")] -= 1
    again = builds.made(rows_of(gone), ledger, as_at=AS_AT, audiences=AUDIENCES)
    for name in NAMES:
        before, after = (r.tables[name]["figures"] for r in (first, again))
        before, after = (f[f["basis"].eq("frozen")].set_index(published_rows.KEY).sort_index() for f in (before, after))
        pd.testing.assert_frame_equal(before, after)
    assert first.tables["assurance"]["figures"]["status"].eq("c").any()
    assert again.gate["found"] == 0 and again.gate["narrowest"] >= 4
    live = again.tables["strategic"]["figures"]
    assert live["status"].eq("r").any(), "headlines follow the erasure"

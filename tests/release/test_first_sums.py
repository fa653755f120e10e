"""The sums that protection reckons with are exactly those that stand to reason."""

from datetime import date

import numpy as np
import pandas as pd
import release_rows as given
from release_sums import equations_of

from data_contracts.areas import AREAS
from data_contracts.periods import Period, add_months, months_of
from release.first_sums import CELL, adds_over_time, cell_keys, equations

NAMES = ["when_kind", "when", "area", "by1", "cat1", "by2", "cat2"]
YEAR = Period("year", date(2025, 4, 1))
SPLITS = [("total",) * 4, *((b, c, "total", "total") for b, cs in (("category", "VE"), ("risk", "HL")) for c in cs),
          *(("category", a, "risk", b) for a in "VE" for b in "HL")]  # fmt: skip


def cells(metric="added_to_list", known=lambda key: True):
    periods = [YEAR, *(Period("quarter", add_months(YEAR.start, 3 * i)) for i in range(4)), *months_of(YEAR)]
    rows = [(metric, p.kind, pd.Timestamp(p.start), a, *s) for p in periods for a in AREAS for s in SPLITS]
    frame = pd.DataFrame(rows, columns=CELL)
    frame["known"] = [known(key) for key in keys_of(frame)]
    return frame


def keys_of(frame):
    return [(r.when_kind, r.when.date(), r.area, (r.by1, r.cat1, r.by2, r.cat2)) for r in frame.itertuples()]


def found(frame):
    sums, keys = equations(frame, given.HEADERS), keys_of(frame)
    return {(keys[m[0]], frozenset(keys[c] for c in m[1:])) for m in (sums.members(e) for e in range(len(sums)))}


def test_every_sum_is_found_and_no_other():
    frame = cells()
    expected = {(parent, frozenset(parts)) for parent, parts in equations_of(keys_of(frame), flow=True)}
    assert found(frame) == expected and len(expected) > 1000


def test_distinct_children_and_stocks_do_not_add_over_time():
    frame = cells("children_missing")
    expected = {(parent, frozenset(parts)) for parent, parts in equations_of(keys_of(frame), flow=False)}
    assert found(frame) == expected
    adding = {m for m, h in given.HEADERS.items() if adds_over_time(h, given.HEADERS)}
    assert {"open_on_list", "days_on_list", "children_missing"}.isdisjoint(adding) and "interviews_done" in adding


def test_what_is_not_supplied_leaves_its_sums():
    def gone(key):
        return not (key[2] == "E06000001" and key[0] == "month" and key[3][0] == "total")

    frame = cells(known=gone)
    for parent, parts in found(frame):
        assert gone(parent) and all(gone(p) for p in parts)
    assert all(parts for _, parts in found(frame))


def test_a_stocks_quarter_is_its_last_month_and_bases_share_a_cell():
    rows = given.metric_frame(months=17, metrics=("open_on_list",))
    keys = cell_keys(rows, given.HEADERS)
    quarter = (rows["period_kind"] == "quarter") & (rows["by1"] == "total") & (rows["metric"] == "open_on_list")
    one = rows[quarter].iloc[0]
    same = keys[(keys == keys.loc[one.name]).all(axis=1)]
    assert set(rows.loc[same.index, "period_kind"]) == {"month", "quarter"}
    assert set(rows.loc[same.index, "basis"]) == {"live", "frozen"}


def test_index_by_cell_matches_index_by_equation():
    sums = equations(cells(), given.HEADERS)
    for cell in np.unique(sums.cells)[:50]:
        assert all(cell in sums.members(e) for e in sums.containing(cell))
        assert len(sums.containing(cell)) == (sums.cells == cell).sum()

"""Protection and the gate on plain tables: against brute force, on leaky tables, and where prototypes failed."""

from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest

from release.attack import audit
from release.disclosure import Policy, protect

OPEN = Policy(protection=4)
AREAS = {"area": {"N": [("A", "B")], "S": [("C", "D")], "T": [("N", "S")]}}


def cube(leaf, trees):
    """Leaf counts ({coordinates: n}, coordinates in the order of the trees) with every total added."""
    dims = list(trees)
    frame = pd.DataFrame([(*k, n) for k, n in leaf.items()], columns=[*dims, "value"])
    for dim, tree in trees.items():
        above = {}
        for parent, cuts in tree.items():
            for code in cuts[0]:
                above.setdefault(code, []).append(parent)

        def up(code, above=above):
            return [code, *(u for p in above.get(code, []) for u in up(p))]

        frame[dim] = frame[dim].map(up)
        frame = frame.explode(dim)
    return frame.groupby(dims, as_index=False)["value"].sum()


def shown(table):
    return table.assign(value=table["value"].where(table["status"].eq("ok")))


def judged(cells, trees, policy, protected=None, **ties):
    done = protected or protect(cells, list(trees), trees, policy, **ties)
    return audit(shown(done.table), list(trees), trees, policy, cells, **ties)


def exact_ranges(trees, table, most=7):
    """Least and most of each cell over all whole tables that fit, leaves up to `most`, by trying leaf after leaf."""
    dims = list(trees)
    seen = {tuple(k): v for *k, v in table[[*dims, "value"]].itertuples(index=False, name=None)}
    parents = {d: set(t) for d, t in trees.items()}
    leaves = [k for k in seen if all(c not in parents[d] for c, d in zip(k, dims, strict=True))]
    inside = {k: [i for i, leaf in enumerate(leaves) if _under(leaf, k, dims, trees)] for k in seen}
    fixed = [(inside[k], int(v)) for k, v in seen.items() if not pd.isna(v)]
    low, high = dict.fromkeys(seen, 10**6), dict.fromkeys(seen, -1)
    for values in _fitting([], len(leaves), fixed, most):
        for k, where in inside.items():
            n = sum(values[i] for i in where)
            low[k], high[k] = min(low[k], n), max(high[k], n)
    return low, high


def _fitting(values, n, fixed, most):
    """Every list of n leaves that fits the shown sums, depth first."""
    at, room = len(values), most
    for where, total in fixed:
        if (at and at - 1 in where) or not at:
            so_far = sum(values[i] for i in where if i < at)
            if so_far > total or (max(where) < at and so_far != total):
                return
    if at == n:
        yield values
        return
    for where, total in fixed:
        if at in where:
            room = min(room, total - sum(values[i] for i in where if i < at))
    for value in range(room + 1):
        yield from _fitting([*values, value], n, fixed, most)


def _under(leaf, cell, dims, trees):
    def inside(code, whole, tree):
        return code == whole or any(inside(code, c, tree) for c in tree.get(whole, [()])[0])

    return all(inside(a, b, trees[d]) for a, b, d in zip(leaf, cell, dims, strict=True))


SMALL_TREES = {"row": {"Total": [("a", "b", "c")]}, "col": {"Total": [("x", "y")]}}


@cache
def small_tables(n=200):
    """Random 3 x 2 tables with totals, as counts that brute force can go through."""
    rng = np.random.default_rng(5)
    found = []
    while len(found) < n:
        counts = rng.poisson(rng.uniform(1, 3), 6)
        if counts.max() <= 7:
            found.append(cube({k: int(v) for k, v in zip(product("abc", "xy"), counts, strict=True)}, SMALL_TREES))
    return found


def test_two_hundred_random_tables_against_brute_force():
    """No small count narrower than brute force allows, and the gate's ranges are those of brute force."""
    narrow = 0
    for cells in small_tables():
        done = protect(cells, ["row", "col"], SMALL_TREES, OPEN)
        table = shown(done.table)
        whole = table["value"].notna()[(table["row"] == "Total") & (table["col"] == "Total")].item()
        low, high = exact_ranges(SMALL_TREES, table, most=20 if whole else 7)
        found = audit(table, ["row", "col"], SMALL_TREES, OPEN, cells)
        for *k, v in cells.itertuples(index=False, name=None):
            if 1 <= v <= 4 and high[tuple(k)] - low[tuple(k)] < 4:
                narrow += 1
        for *k, least, most in found.ranges.itertuples(index=False, name=None):
            if whole:
                assert (least, most) == (low[tuple(k)], high[tuple(k)])
        assert found.found == 0
    assert narrow == 0


def test_a_secondary_shown_again_is_refused_whenever_brute_force_says_it_leaks():
    leaks = 0
    for cells in small_tables():
        done = protect(cells, ["row", "col"], SMALL_TREES, OPEN)
        secondary = np.flatnonzero(done.table["status"].eq("secondary"))
        if not len(secondary):
            continue
        table = done.table.copy()
        table.loc[secondary[0], "status"] = "ok"
        low, high = exact_ranges(SMALL_TREES, shown(table))
        small = [tuple(k) for *k, v in cells.itertuples(index=False, name=None) if 1 <= v <= 4]
        leak = any(high[k] - low[k] < 4 for k in small)
        assert (audit(shown(table), ["row", "col"], SMALL_TREES, OPEN, cells).found > 0) == leak
        leaks += leak
    assert leaks > 50


INSIDERS = Policy(insiders=("A", "B", "C", "D"))
WIDE = {**AREAS, "sex": {"Total": [("F", "M", "U")]}, "when": {"year": [("q1", "q2")]}}


@pytest.mark.parametrize("seed", range(4))
def test_insiders_find_nothing_and_without_the_insiders_they_would(seed):
    rng = np.random.default_rng(seed)
    keys = list(product("ABCD", "FMU", ("q1", "q2")))
    cells = cube({k: int(n) for k, n in zip(keys, rng.poisson(3, len(keys)), strict=True)}, WIDE)
    found = judged(cells, WIDE, INSIDERS)
    assert found.found == 0 and found.narrowest >= 4
    careless = protect(cells, list(WIDE), WIDE, OPEN)
    assert judged(cells, WIDE, INSIDERS, careless).found > 0


def test_the_pattern_does_not_hang_on_the_order_of_the_rows():
    rng = np.random.default_rng(2)
    keys = list(product("ABCD", "FMU", ("q1", "q2")))
    cells = cube({k: int(n) for k, n in zip(keys, rng.poisson(3, len(keys)), strict=True)}, WIDE)
    first = protect(cells, list(WIDE), WIDE, INSIDERS).table
    again = protect(cells.sample(frac=1, random_state=8), list(WIDE), WIDE, INSIDERS).table
    pd.testing.assert_frame_equal(first, again)


def test_three_singletons_in_a_row():
    cells = cube({(a, "q1"): 1 for a in "abc"} | {("d", "q1"): 30}, {"row": {"Total": [tuple("abcd")]}, "when": {}})
    assert judged(cells, {"row": {"Total": [tuple("abcd")]}, "when": {}}, OPEN).found == 0


def test_a_hierarchy_with_a_single_child():
    trees = {"area": {"P": [("A",)], "Q": [("B", "C")], "T": [("P", "Q")]}, "sex": {"Total": [("F", "M")]}}
    cells = cube({("A", "F"): 2, ("A", "M"): 20, ("B", "F"): 9, ("B", "M"): 8, ("C", "F"): 7, ("C", "M"): 12}, trees)
    assert judged(cells, trees, OPEN).found == 0
    assert judged(cells, trees, Policy(insiders=("A", "B", "C"))).found == 0


def test_a_cell_in_no_table_is_hidden_and_that_is_all():
    cells = pd.DataFrame({"row": ["a", "z"], "value": [3, 9]})
    done = protect(cells, ["row"], {}, OPEN)
    assert (
        done.table["status"].tolist() == ["primary", "ok"]
        and audit(shown(done.table), ["row"], {}, OPEN, cells).found == 0
    )


def test_a_month_whose_siblings_nobody_printed_and_margins_that_undo_the_hiding():
    trees = {"when": {"q": [("m1", "m2", "m3")]}, "sex": {"Total": [("F", "M")]}}
    cells = cube(
        {(m, s): n for (m, s), n in zip(product(("m1", "m2", "m3"), "FM"), (2, 9, 8, 7, 9, 6), strict=True)}, trees
    )
    assert judged(cells, trees, OPEN).found == 0
    some = cells[~cells["when"].isin(["m2"])]
    assert judged(some, trees, OPEN).found == 0
    unprinted = cells.assign(role=np.where(cells["when"].isin(["m2", "m3"]), "unprinted", "free"))
    done = protect(unprinted, list(trees), trees, OPEN)
    table = shown(done.table)
    table.loc[table["when"].isin(["m2", "m3"]), "value"] = np.nan
    assert audit(table, list(trees), trees, OPEN, cells).found == 0


def test_distinct_children_and_subsets_are_reckoned_with():
    """Children of the quarter lie between the largest month and the sum of the months; repeat is within children."""
    trees = {"what": {}, "when": {}}
    cells = pd.DataFrame(
        [("children", "m1", 3), ("children", "m2", 6), ("children", "q", 8), ("episodes", "q", 9)],
        columns=["what", "when", "value"],
    )
    cover = {"when": {"q": [("m1", "m2")]}}
    subset = [((2,), (3,))]
    naive = protect(cells, list(trees), trees, OPEN)
    assert audit(shown(naive.table), list(trees), trees, OPEN, cells, cover=cover, subset=subset).found in (0, 1)
    done = protect(cells, list(trees), trees, OPEN, cover=cover, subset=subset)
    assert audit(shown(done.table), list(trees), trees, OPEN, cells, cover=cover, subset=subset).found == 0


def test_a_rates_complement_is_hidden_with_it():
    trees = {"what": {"all": [("yes", "no", "blank")]}, "area": {"T": [("A", "B")]}}
    numbers = (40, 2, 0, 30, 9, 6)
    cells = cube({(w, a): n for (a, w), n in zip(product("AB", ("yes", "no", "blank")), numbers, strict=True)}, trees)
    done = protect(cells, list(trees), trees, OPEN)
    at = done.table.set_index(["what", "area"])["status"]
    assert at["no", "A"] == "primary" and "secondary" in (at["yes", "A"], at["blank", "A"])
    assert judged(cells, trees, OPEN, done).found == 0


def test_earlier_releases_bind():
    rng = np.random.default_rng(3)
    keys = list(product("ABCD", "FMU", ("q1", "q2")))
    leaf = {k: int(n) for k, n in zip(keys, rng.poisson(4, len(keys)), strict=True)}
    first = protect(cube({k: n for k, n in leaf.items() if k[2] == "q1"}, {**WIDE, "when": {}}), list(WIDE),
                    {**WIDE, "when": {}}, INSIDERS).table  # fmt: skip
    ledger = first.assign(status=first["status"].where(first["status"].eq("ok"), "c"))
    cells = cube(leaf, WIDE)
    done = protect(cells, list(WIDE), WIDE, INSIDERS, ledger)
    both = done.table.merge(ledger, on=list(WIDE), suffixes=("", "_was"))
    assert (both["status"].eq("ok") == both["status_was"].eq("ok")).all()
    assert judged(cells, WIDE, INSIDERS, done).found == 0


def test_wrong_input_is_refused():
    cells = pd.DataFrame({"row": ["a", "b", "Total"], "value": [3, 4, 8]})
    with pytest.raises(ValueError, match="add up"):
        protect(cells, ["row"], {"row": {"Total": [("a", "b")]}}, OPEN)
    for bad in (cells.assign(value=-1), cells.assign(value=1.5), pd.concat([cells, cells])):
        with pytest.raises(ValueError, match=r"whole number|twice"):
            protect(bad, ["row"], {}, OPEN)


def test_what_must_be_shown_is_the_last_to_go():
    trees = {"row": {"Total": [("a", "b", "c")]}}
    cells = cube({("a",): 2, ("b",): 6, ("c",): 40}, trees)
    plain = protect(cells, ["row"], trees, OPEN).table.set_index("row")["status"]
    wanted = protect(cells, ["row"], trees, Policy(must_show=({"row": "b"},))).table.set_index("row")["status"]
    assert plain["b"] == "secondary" and wanted["b"] == "ok"

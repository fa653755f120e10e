"""Protection of whole files: stepping down, two files in one hand, splits of few, insiders, the truth of the hidden."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
import release_rows as given
import test_disclosure as plain

from data_contracts.vocabularies import TOTAL
from release import build as room
from release import gate, making, union
from release.attack import Finding, audit
from release.audiences import load_audiences
from release.disclosure import Policy, protect
from release.gate import Passed, pass_gate
from release.protection import NAME, base_rows, guard, merged_levels
from release.ranges import with_ranges
from release.subjects import is_dangerous

AUDIENCES = load_audiences(None)
PAIR = {n: AUDIENCES[n] for n in ("strategic", "assurance")}


@cache
def guarded(name, scale=1.0, months=17):
    rows = given.metric_frame(1, months, scale, ("added_to_list",))
    mode = AUDIENCES[name].mode
    base = base_rows(merged_levels(rows, given.HEADERS) if mode == "protected" else rows, given.HEADERS, mode)
    nothing = np.zeros(len(base), dtype=bool)
    printed = base["area"].isin(AUDIENCES[name].areas) & base["period_kind"].isin(AUDIENCES[name].periods)
    return guard(base, given.HEADERS, AUDIENCES[name], printed.to_numpy(), nothing, nothing)


def made(rows, audiences=PAIR):
    return room.build(rows, given.HEADERS, given.POPULATION, given.SUPPLY, given.EVENTS, given.AS_AT, given.KEY,
                      audiences)  # fmt: skip


# ---- stepping down (a protection that fails must not end the meeting) ----


def test_a_protection_that_hides_small_counts_alone_is_caught_and_mended_by_the_gate():
    done = guarded("strategic")
    small = done.base["n"].between(1, 4).to_numpy() & done.hidden
    careless = replace(done, hidden=small, proofs=done.proofs[:0])
    passed = pass_gate(careless, given.HEADERS, "controlled")
    assert passed.report["steps"] and passed.report["steps"][0]["step"] == "table hidden"
    assert passed.report["found"] == 0 and passed.report["narrowest"] >= 4
    assert not passed.hidden[~is_dangerous(done.base).to_numpy()].any()


@pytest.mark.parametrize(("until", "steps"), [("cube", gate.STEPS[:2]), ("headlines", gate.STEPS[:3])])
def test_the_gate_drops_the_table_then_the_cube_then_every_split(until, steps, monkeypatch):
    done = guarded("strategic")
    base, target = done.base, int(np.flatnonzero(done.hidden)[0])
    cube = base["by1"].eq(base["by1"][target]) if until == "cube" else base["by1"].ne(TOTAL)
    asked = (cube & is_dangerous(base)).to_numpy() & done.printed
    numbers = gate.Numbers(given.HEADERS)
    places = numbers.read(base)
    watched = np.array([p[-1] for p, w in zip(places, asked, strict=True) if w])
    monkeypatch.setattr(gate, "attack", _finds(lambda puzzle: puzzle.shown[watched].any(), places[target][-1]))
    passed = pass_gate(done, given.HEADERS, "controlled")
    assert [s["step"] for s in passed.report["steps"]] == sorted({*steps}, key=gate.STEPS.index) or {
        s["step"] for s in passed.report["steps"]
    } == {*steps}
    assert passed.hidden[asked].all() and not passed.hidden[(base["by1"] == TOTAL).to_numpy()].any()


def _finds(still, number):
    """An attack that finds the number as long as `still` holds of the puzzle."""

    def attack(puzzle, protection, insiders, ranges=None, step=None):
        n = len(puzzle.value)
        found = np.array([number] if still(puzzle) else [], dtype=int)
        bounds = gate.Finding.__annotations__ and np.zeros(n)
        interval = gate_interval(bounds, n)
        return [Finding("outsider", 1, found, 4, 0, interval)]

    return attack


def gate_interval(low, n):
    from release.attack_bounds import Interval

    return Interval(low, np.full(n, 9.0), low, np.full(n, 9.0))


# ---- two files in one hand ----


def judged(name):
    done = guarded(name)
    return done, pass_gate(done, given.HEADERS, AUDIENCES[name].mode)


def test_strategic_and_assurance_in_one_hand_give_nothing_more_away():
    gone, report = union.attack_both(judged("strategic"), judged("assurance"), given.HEADERS)
    assert report["found"] == 0 and report["narrowest"] >= 4 and report["steps"] == []
    assert report["attackers"]["outsider"]["counts"] > 0
    assert (gone == judged("assurance")[1].hidden).all()


def test_what_the_protected_file_shows_of_a_hidden_split_is_found_and_its_splits_hidden():
    strategic, assurance = judged("strategic"), judged("assurance")
    secret = set(map(tuple, strategic[0].base.loc[strategic[1].hidden, NAME].to_numpy()))
    there = np.array([tuple(r) in secret for r in assurance[0].base[NAME].to_numpy()])
    careless = assurance[1].hidden & ~there
    told = (assurance[0], Passed(careless, assurance[1].ranges))
    gone, report = union.attack_both(strategic, told, given.HEADERS)
    assert report["found"] == 0 and {s["step"] for s in report["steps"]} == {union.STEP}
    danger = is_dangerous(assurance[0].base).to_numpy() & assurance[0].printed
    assert gone[danger].all()


def test_the_manifest_tells_of_both_files_and_of_the_lower_bound_of_1():
    told = made(given.metric_frame(1, 17, 1.0, ("added_to_list",))).gate["audiences"]
    assert set(told) == {"strategic", "assurance", "strategic + assurance"}
    assert all(isinstance(told[n]["lower_bound_1"], int) for n in PAIR)
    assert told["strategic + assurance"]["lower_bound_1"] is None


# ---- splits of few ----


def test_an_exact_count_of_one_to_four_is_not_split_by_what_others_see():
    done = guarded("strategic", 0.12)
    base = done.base
    danger = is_dangerous(base).to_numpy()
    where = ["period_kind", "period_start", "area"]
    whole = base[base["by1"].eq(TOTAL)].set_index(where)["n"]
    n = base[where].merge(whole.rename("whole"), left_on=where, right_index=True, how="left")["whole"]
    few = danger & n.between(1, 4).to_numpy() & done.printed
    assert few.sum() > 20 and done.hidden[few].all() and not done.hidden[~danger].any()
    none = danger & n.eq(0).to_numpy() & done.printed
    assert none.any() and not done.hidden[none].any()
    passed = pass_gate(done, given.HEADERS, "controlled")
    assert passed.report["found"] == 0 and passed.report["attackers"]["outsider"]["as_given"] > 0
    small = few & base["n"].between(1, 4).to_numpy()
    ends = passed.ranges[small].astype(int)
    assert (ends["range_high"] - ends["range_low"] == n[small].to_numpy()).all()


# ---- the truth of what is hidden does not show ----


def test_nothing_shown_changes_when_hidden_numbers_do(monkeypatch):
    """Another truth that agrees with all that is shown, under the same pattern: figures, signals, id are alike."""
    rows = given.metric_frame(1, 24, 1.0, ("added_to_list", "interviews_due"))
    monkeypatch.setattr(gate, "POLICY", replace(gate.POLICY, small=(10**9, 10**9)))
    kept = []
    monkeypatch.setattr(making, "guard", lambda *a, **k: kept.append(guard(*a, **k)) or kept[-1])
    first = made(rows)
    strategic = kept[0]
    monkeypatch.setattr(making, "guard", lambda base, *_a, **_k: replace(kept.pop(0), base=base))
    other = another_truth(rows, strategic)
    assert (other["n"] != rows["n"]).sum() + (other["yes"] != rows["yes"]).sum() > 20
    second = made(other)
    assert not kept and second.release_id == first.release_id
    for name in PAIR:
        for table in ("figures", "signals"):
            pd.testing.assert_frame_equal(first.tables[name][table], second.tables[name][table])
    assert len(first.tables["strategic"]["signals"]) > 0


def another_truth(rows, done):
    """`rows` under many proofs at once that have no cell in common."""
    change = np.zeros(done.proofs.shape[1])
    for proof in done.proofs.toarray():
        if not (change[proof != 0] != 0).any():
            change = change + proof
    value = done.cells.frame["value"].to_numpy(dtype=float) + change
    new = done.base.copy()
    for part, column in enumerate(("yes", "no", "not_recorded", "n")):
        mine = done.cells.part == part
        new.loc[done.cells.row[mine], column] = value[done.cells.cell[mine]].astype(int)
    key = [*NAME, "basis"]
    found = rows[key].merge(new[[*key, "n", "yes", "no", "not_recorded"]], on=key, how="left", suffixes=("", "_new"))
    out = rows.copy()
    for column in ("n", "yes", "no", "not_recorded"):
        out[column] = found[column].astype("Int64").fillna(out[column])
    return out


# ---- plain tables ----


def test_insiders_against_brute_force():
    """Each row's owner, with its own counts, cannot bring another's small count under 4: tried table by table."""
    policy = Policy(insider_dim="row", insiders=("a", "b", "c"))
    trees = plain.SMALL_TREES
    tried = 0
    for cells in plain.small_tables()[:25]:
        table = plain.shown(protect(cells, ["row", "col"], trees, policy).table)
        for owner in "abc":
            known = table.assign(value=table["value"].mask(table["row"].eq(owner), cells["value"]))
            whole = known["value"].notna()[(known["row"] == "Total") & (known["col"] == "Total")].item()
            low, high = plain.exact_ranges(trees, known, most=20 if whole else 8)
            own = cells[cells["row"].eq(owner)].set_index("col")["value"]
            for row, col, v in cells.itertuples(index=False, name=None):
                if 1 <= v <= 4 and row != owner and not (row == "Total" and v == own[col]):
                    assert high[row, col] - low[row, col] >= 4
                    tried += 1
    assert tried > 100


def test_two_linked_tables_that_share_their_margin():
    """By sex and by age, with one total: the hidden pair of one must not be undone by the other's tie."""
    trees = {"sex": {"Total": [("F", "M")]}, "age": {"Total": [("young", "old")]}, "area": {"T": [("A", "B", "C")]}}
    rng = np.random.default_rng(11)
    leaf = {(s, g, a): int(rng.poisson(4)) for s in "FM" for g in ("young", "old") for a in "ABC"}
    cells = plain.cube(leaf, trees)
    one_way = cells[(cells["sex"] == "Total") | (cells["age"] == "Total")].reset_index(drop=True)
    assert one_way["value"].between(1, 4).any()
    for policy in (plain.OPEN, Policy(insiders=("A", "B", "C"))):
        assert plain.judged(one_way, trees, policy).found == 0


def test_a_late_record_between_two_releases_is_found_where_both_are_shown():
    """Two exact tables of one quarter that differ by one child tell that child's profile; frozen tables do not."""
    trees = {"sex": {"Total": [("F", "M")]}, "release": {"second": [("first", "late")]}}
    first = {("F", "first"): 12, ("M", "first"): 9, ("F", "late"): 1, ("M", "late"): 0}
    cells = plain.cube(first, trees)
    both = cells.assign(value=cells["value"].where(cells["release"].ne("late")).astype("Int64"))
    assert audit(both, list(trees), trees, plain.OPEN, cells).found > 0
    once = both.assign(value=both["value"].mask(both["release"].eq("second")))
    assert audit(once, list(trees), trees, plain.OPEN, cells).found == 0


def test_hidden_ratios_carry_the_range_of_their_sides():
    rows = made(given.metric_frame(3, 17, 0.25, ("interviews_due",)), {"assurance": AUDIENCES["assurance"]})
    f = rows.tables["assurance"]["figures"]
    hidden = f[f["metric"].eq("in_time_of_done") & f["status"].eq("c")]
    assert len(hidden) and hidden["range_low"].notna().all()
    true = made(given.metric_frame(3, 17, 0.25, ("interviews_due",)), {"producer": AUDIENCES["producer"]})
    key = ["metric", "period_kind", "start", "area", "by1", "cat1", "basis"]
    both = hidden.merge(true.tables["producer"]["figures"][[*key, "numerator", "denominator"]], on=key, how="left",
                        suffixes=("", "_true"))  # fmt: skip
    share = 100 * both["numerator_true"] / both["denominator_true"].where(both["denominator_true"] > 0)
    held = share.isna() | ((both["range_low"] <= share) & (both["range_high"].fillna(10**9) >= share))
    assert held.all()
    empty = with_ranges(f, None, given.HEADERS, given.POPULATION)
    assert empty is f


_PATTERN = """
import sys; sys.path[:0] = ["tests/release"]
import hashlib, test_protection as t
done = t.guarded("assurance")
print(hashlib.sha256(done.hidden.tobytes() + done.proofs.toarray().tobytes()).hexdigest())
"""


def test_the_pattern_is_the_same_in_another_process_whatever_its_hash_seed():
    seen = set()
    for seed in ("1", "2"):
        run = subprocess.run([sys.executable, "-c", _PATTERN], env=os.environ | {"PYTHONHASHSEED": seed,
                             "PYTHONPATH": "."}, capture_output=True, text=True, check=True)  # fmt: skip
        seen.add(run.stdout.strip())
    assert len(seen) == 1 and len(seen.pop()) == 64

"""The demo: of the real size, the same each time, with what is to be found in it."""

import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path
from statistics import median

import pytest
from demo_files import Row, as_day, files_of, rows_of

from data_contracts.code_list import fold
from etl.demo import make_demo
from etl.demo.plan import AS_AT, Plan
from etl.demo.spells import make_spells


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    assert make_demo(folder / "extracts", folder / "notes") == AS_AT
    return folder / "extracts"


def _additions(folder: Path) -> Counter[str]:
    """Additions of the months held, each spell once, as the lists say."""
    spells = {}
    for path in files_of(folder, "list"):
        for row in rows_of(path):
            if row["child_ref"] and (added := as_day(row["added_date"])):
                spells[row["spell_ref"]] = f"{added:%Y-%m}"
    return Counter(m for m in spells.values() if m >= "2023-11")


@pytest.fixture(scope="module")
def episodes(demo) -> dict[str, Row]:
    rows = [row | {"slug": p.name.split("-missing")[0]} for p in files_of(demo, "missing") for row in rows_of(p)]
    return {r["episode_ref"]: r for r in rows if r["child_ref"] and as_day(r["start_at"])}


# --- size ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [2026, 1, 2])
def test_real_size_of_the_list(seed):
    spells = [s for of_one in make_spells(Plan(3, 120, seed)).values() for s in of_one]
    months = Plan(3, 120, seed).months()
    still = [sum(s.added <= m.end and (s.removed is None or s.removed > m.end) for s in spells) for m in months]
    assert 105 <= sum(still) / len(still) <= 140
    assert all(80 <= n <= 170 for n in still)
    assert 170 <= sum(s.added >= months[0].start for s in spells) / 3 <= 220
    assert 155 <= sum(s.removed is not None for s in spells) / 3 <= 205


def test_open_children_scales_everything(tmp_path):
    make_demo(tmp_path / "x", tmp_path / "n", years=1, open_children=420)
    listed = sum(len(rows_of(p)) for p in files_of(tmp_path / "x", "list") if "2026-09" in p.name)
    assert 380 <= listed <= 600
    assert sum(len(rows_of(p)) for p in files_of(tmp_path / "x", "missing")) > 9000


def test_real_size_of_missing(episodes):
    missing = [e for e in episodes.values() if not fold(e["episode_type"]).startswith("a")]
    assert 2700 <= len(missing) / 3 <= 3300
    children = defaultdict(set)
    for episode in missing:
        children[as_day(episode["start_at"]).strftime("%Y-%m")].add(episode["child_ref"])
    whole = {m: len(c) for m, c in children.items() if m != "2026-10"}
    assert len(whole) == 35
    assert 110 <= sum(whole.values()) / 35 <= 150


def test_spells_hold_together():
    for of_one in make_spells(Plan(3, 120, 2026)).values():
        for spell in of_one:
            days = [r[0] for r in spell.reviews]
            assert days == sorted(days) and days[0] == spell.added
            months = [d.strftime("%Y-%m") for d in days]
            assert len(set(months)) == len(months), "two reviews in a month would not both be seen"
            assert spell.removed is None or days[-1] <= spell.removed <= AS_AT
            assert spell.referred <= spell.added
            assert 10 <= spell.child.age(spell.added) <= 17


# --- the same each time ----------------------------------------------------------------------


def test_same_seed_same_bytes_other_seed_other_bytes(tmp_path):
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        make_demo(tmp_path / name, tmp_path / f"{name}-notes", years=1, seed=seed)
    files = {n: {p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in "abc"}
    assert files["a"] == files["b"]
    assert files["a"].keys() == files["c"].keys()
    assert files["a"]["middlesbrough-list-2026-09.csv"] != files["c"]["middlesbrough-list-2026-09.csv"]


def test_progress_is_told(tmp_path):
    told = []
    make_demo(tmp_path / "x", tmp_path / "n", years=1, progress=lambda what, done, of: told.append((what, done, of)))
    assert told[-1][1] == told[-1][2]
    assert all(0 <= done <= of for _, done, of in told)


# --- something to find -----------------------------------------------------------------------


def test_additions_step_up_with_the_new_tool(demo):
    by_month = _additions(demo)
    before = [n for m, n in by_month.items() if m < "2025-09"]
    after = [n for m, n in by_month.items() if "2025-09" <= m < "2026-10"]
    assert len(before) == 22 and len(after) == 13
    assert 1.25 < (sum(after) / 13) / (sum(before) / 22) < 1.9
    event = tomllib.loads((demo.parent / "notes" / "events.toml").read_text())["event"][0]
    assert event["date"] == date(2025, 9, 1) and event["metric"] == "added_to_list"


def test_one_authority_is_late(demo):
    for extract, last in (("list", "2026-10"), ("missing", "2026-27-Q3")):
        late = [p.name.startswith("hartlepool") for p in files_of(demo, extract) if last in p.name]
        assert late == [False] * 3
    assert (demo / "hartlepool-list-2026-09.csv").exists()


def test_a_small_group_goes_missing_often(episodes):
    counts = Counter(e["child_ref"] for e in episodes.values())
    often = counts.most_common(12)
    assert sum(n for _, n in often) > 0.1 * len(episodes)
    assert often[0][1] > 80 > 5 > median(counts.values())


def test_interviews_get_quicker(episodes):
    hours = defaultdict(list)
    for e in episodes.values():
        if e["slug"] == "middlesbrough" and e["rhi_completed_at"]:
            end, held = (datetime.strptime(e[f], "%d/%m/%Y %H:%M") for f in ("end_at", "rhi_completed_at"))
            assert held >= end
            hours[end.year].append((held - end).total_seconds() / 3600)
    assert median(hours[2024]) > 72 > median(hours[2026])
    assert median(hours[2026]) < 0.8 * median(hours[2024])


def test_risk_goes_down_at_reviews():
    order = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")
    moves = Counter()
    for of_one in make_spells(Plan(3, 120, 2026)).values():
        for spell in of_one:
            for (_, _, then), (_, _, now) in zip(spell.reviews, spell.reviews[1:], strict=False):
                step = order.index(now) - order.index(then)
                moves[(step > 0) - (step < 0)] += 1
    assert moves[-1] > 1.5 * moves[1] > 0


def test_one_authority_knows_only_days_at_first(episodes):
    redcar = [e for e in episodes.values() if e["slug"].startswith("redcar")]
    early = [e for e in redcar if as_day(e["start_at"]) < date(2025, 4, 1)]
    assert early and not any(":" in e[f] for e in early for f in ("start_at", "end_at", "rhi_completed_at"))
    assert all(":" in e["start_at"] for e in redcar if e not in early)
    assert len({(e["child_ref"], e["start_at"]) for e in early}) == len(early)

"""The audit sample: every stratum has its share, a seed repeats, and the form that comes back loads as the audits."""

import csv
from pathlib import Path
from typing import Any

import pytest

from queries.sample import allocate

RISKS = ("VERY_HIGH", "HIGH", "MEDIUM", "LOW")


def test_each_stratum_first_then_by_size() -> None:
    sizes = {("LOW", "V"): 70, ("HIGH", "E"): 20, ("VERY_HIGH", "T"): 1, ("not_recorded", "not_recorded"): 9}
    assert allocate(sizes, 3) == {
        ("VERY_HIGH", "T"): 1,
        ("HIGH", "E"): 1,
        ("LOW", "V"): 1,
        ("not_recorded", "not_recorded"): 0,
    }
    twelve = allocate(sizes, 12)
    assert sum(twelve.values()) == 12 and min(twelve.values()) == 1
    assert twelve[("LOW", "V")] > twelve[("HIGH", "E")] > 1
    assert allocate(sizes, 1000) == sizes
    assert all(sum(allocate(sizes, n).values()) == n for n in range(101))


def _list(folder: Path) -> None:
    folder.mkdir()
    with (folder / "hartlepool list 2026-09-30.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(
            ["child_ref", "la_code", "birth_month", "sex", "category", "risk", "added_date", "last_review_date"]
        )
        for i in range(24):
            row = [
                f"study_ref_{i:02d}_kwx",
                "E06000001",
                "2011-03",
                "F",
                "VEMT"[i % 4],
                RISKS[i % 3],
                f"2026-07-{i + 1:02d}",
                "2026-09-20",
            ]
            writer.writerow(row)


@pytest.fixture
def listed(vemt: Any, tmp_path: Path) -> Any:
    _list(tmp_path / "in")
    assert vemt.run("load", tmp_path / "in").exit_code == 0
    return vemt


def _draw(vemt: Any, file: Path, seed: int = 7, n: int = 14) -> Any:
    return vemt.json("audit-sample", "--area", "E06000001", "--n", n, "--seed", seed, "--out", file)


def test_a_seed_repeats_and_another_differs(listed: Any, tmp_path: Path) -> None:
    first = _draw(listed, tmp_path / "a.csv")
    again = _draw(listed, tmp_path / "b.csv")
    _draw(listed, tmp_path / "c.csv", seed=8)
    texts = [(tmp_path / f"{name}-sample.csv").read_text("utf-8") for name in "abc"]
    assert texts[0] == texts[1] and first["strata"] == again["strata"]
    spells = [{line.split(",")[2] for line in text.splitlines()[1:]} for text in texts]
    assert spells[0] != spells[2]
    assert first["n"] == 14 and len(first["strata"]) == 12, "three risks by four categories, each at least once"
    assert all(s["n"] >= 1 for s in first["strata"])


def test_the_form_that_comes_back_loads_as_the_audits(listed: Any, tmp_path: Path) -> None:
    form = tmp_path / "back" / "hartlepool audit 2026-09-30.csv"
    _draw(listed, form)
    (form.parent / f"{form.stem}-sample.csv").rename(tmp_path / "stays here.csv")
    with form.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 14 and all(r["grade"] == "" and r["spell_ref"] for r in rows)
    for row in rows:
        row |= {"audit_date": "2026-09-25", "grade": "GOOD", "theme": "VOICE", "moderated": "Y"}
    with form.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    report = listed.json("load", form.parent)
    assert [(f["extract"], f["status"], f["accepted"], f["rejected"]) for f in report["files"]] == [
        ("audit", "loaded", 14, 0)
    ]


def test_wrong_use_and_nothing_to_draw_are_said(vemt: Any, listed: Any, tmp_path: Path) -> None:
    words = ("audit-sample", "--n", 5, "--seed", 1, "--out")
    assert listed.run(*words, tmp_path / "a.csv", "--area", "NOWHERE").exit_code == 2
    assert listed.run(*words, tmp_path / "a.xlsx", "--area", "E06000001").exit_code == 2
    none = listed.run(*words, tmp_path / "a.csv", "--area", "E06000004")
    assert none.exit_code == 3 and "was on the list" in none.stderr

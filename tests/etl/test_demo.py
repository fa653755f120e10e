"""The demo's files: of the real size, the same each time, with what is to be found in them, and nothing identifying."""

import csv
import io
import re
import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data_contracts.vocabularies import AUTHORITIES, fold
from etl.demo import LIST_FIELDS, MISSING_FIELDS, WORKBOOK, make_demo
from etl.demo.mess import _KINDS, MESSES
from etl.demo.plan import AS_AT, PROFILES, Plan
from etl.demo.spells import make_spells
from etl.demo.style import header
from etl.extract_files import MANIFEST_COLUMNS

Row = dict[str, str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    assert make_demo(folder / "extracts", folder / "notes") == AS_AT
    return folder / "extracts"


def _cells(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        return [[str(c) for c in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ","))


@lru_cache(maxsize=512)
def _rows(path: Path) -> list[Row]:
    """Rows of a list or missing file by our field names."""
    slug = next(a.slug for a in AUTHORITIES if path.name.startswith(a.slug))
    profile = next(p for p in PROFILES if p.slug == slug)
    names = {fold(header(profile, f)): f for f in ("la_code", *LIST_FIELDS, *MISSING_FIELDS)}
    lines = _cells(path)
    return [dict(zip([names[fold(h)] for h in lines[0]], line, strict=True)) for line in lines[1:]]


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _of(folder: Path, extract: str, slug: str = "*") -> list[Path]:
    return sorted(folder.glob(f"{slug}-{extract}-*"))


def _additions(folder: Path) -> Counter[str]:
    """Additions of the months held, each spell once, as the lists say."""
    spells = {}
    for path in _of(folder, "list"):
        for row in _rows(path):
            if row["child_ref"] and (added := _day(row["added_date"])):
                spells[row["spell_ref"]] = f"{added:%Y-%m}"
    return Counter(m for m in spells.values() if m >= "2023-11")


@pytest.fixture(scope="module")
def episodes(demo) -> dict[str, Row]:
    rows = [row | {"slug": p.name.split("-missing")[0]} for p in _of(demo, "missing") for row in _rows(p)]
    return {r["episode_ref"]: r for r in rows if r["child_ref"] and _day(r["start_at"])}


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
    listed = sum(len(_rows(p)) for p in _of(tmp_path / "x", "list") if "2026-09" in p.name)
    assert 380 <= listed <= 600
    assert sum(len(_rows(p)) for p in _of(tmp_path / "x", "missing")) > 9000


def test_real_size_of_missing(episodes):
    missing = [e for e in episodes.values() if not fold(e["episode_type"]).startswith("a")]
    assert 2700 <= len(missing) / 3 <= 3300
    children = defaultdict(set)
    for episode in missing:
        children[_day(episode["start_at"]).strftime("%Y-%m")].add(episode["child_ref"])
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
        late = [p.name.startswith("hartlepool") for p in _of(demo, extract) if last in p.name]
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
    early = [e for e in redcar if _day(e["start_at"]) < date(2025, 4, 1)]
    assert early and not any(":" in e[f] for e in early for f in ("start_at", "end_at", "rhi_completed_at"))
    assert all(":" in e["start_at"] for e in redcar if e not in early)
    assert len({(e["child_ref"], e["start_at"]) for e in early}) == len(early)


# --- mess ------------------------------------------------------------------------------------


def _count(rows: list[Row], kind: str) -> int:
    placeholder = ("9999-12-31", "31/12/9999", "1900-01-01", "01/01/1900")
    tests = {
        "no_child_ref": lambda r: not r["child_ref"],
        "no_added_date": lambda r: not r["added_date"],
        "no_start": lambda r: not r["start_at"],
        "removed_before_added": lambda r: r["removed_date"] and _day(r["removed_date"]) < _day(r["added_date"]),
        "end_before_start": lambda r: r["end_at"] and _day(r["end_at"]) < _day(r["start_at"]),
        "bad_type": lambda r: r["episode_type"] == "Q",
        "bad_risk": lambda r: r["risk"] == "Extreme",
        "bad_category": lambda r: r["category"] == "Q",
        "placeholder_removed": lambda r: r["removed_date"] in placeholder,
        "placeholder_referral": lambda r: r["referral_date"] in placeholder,
        "placeholder_end": lambda r: r["end_at"] in placeholder,
        "blank_markers": lambda r: (
            fold(r["care_status"]) in ("", "notrecorded", "nk", "null", "tbc") and r["care_status"] != ""
        ),
    }
    if kind == "exact_duplicate":
        return sum(n - 1 for n in Counter(tuple(r.items()) for r in rows).values())
    return sum(bool(tests[kind](r)) for r in rows)


@pytest.mark.parametrize("mess", MESSES, ids=lambda m: f"{m.slug}-{m.extract}-{m.kind}")
def test_mess_is_there_and_nowhere_else(demo, mess):
    files = _of(demo, mess.extract, mess.slug)
    last = AS_AT.strftime("%Y-%m") if mess.extract == "list" else "2026-27-Q3"
    back = mess.back if last in files[-1].name else mess.back - 1
    assert _count(_rows(files[-1 - back]), mess.kind) == mess.n
    same = sum(m.n for m in MESSES if (m.extract, m.slug, m.kind) == (mess.extract, mess.slug, mess.kind))
    readable = [p for p in files if p.suffix == ".csv"]
    assert sum(_count(_rows(p), mess.kind) for p in readable) == same


def test_every_kind_of_mess_is_planned():
    assert {m.kind for m in MESSES if m.n > 0} == set(_KINDS)
    planned = Counter()
    for mess in MESSES:
        planned[mess.outcome] += mess.n
    assert planned == {"rejected": 11, "duplicate": 7, "warned": 12, "quiet": 12}


def test_files_of_every_make(demo):
    starts = {p.name: p.read_bytes() for p in demo.glob("*.csv")}
    assert [n for n, b in starts.items() if b.startswith(b"\xef\xbb\xbf")] == ["hartlepool-list-2026-07.csv"]
    assert [n for n, b in starts.items() if b";" in b] == ["redcar-and-cleveland-list-2026-05.csv"]
    cp1252 = [n for n, b in starts.items() if b"\x92" in b and b"\xe2\x80\x99" not in b]
    assert cp1252 == ["redcar-and-cleveland-list-2026-04.csv"]
    excel = sorted(p.name for p in demo.glob("*.xlsx") if p.name != WORKBOOK)
    assert excel == [f"stockton-on-tees-list-2026-0{m}.xlsx" for m in (2, 3, 4)]
    added = [r["added_date"] for r in _rows(demo / "stockton-on-tees-list-2026-03.xlsx")]
    assert all(re.fullmatch(r"4[56]\d{3}\.0", cell) for cell in added), "Excel serials"


# --- manifest, population, workbook ----------------------------------------------------------


def test_manifest_names_every_file_and_sheet(demo):
    with (demo / "manifest.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == MANIFEST_COLUMNS
    assert {r["file"] for r in rows} == {p.name for p in demo.iterdir()} - {"manifest.csv"}
    for row in (r for r in rows if r["table_name"] in ("list", "missing")):
        assert int(row["row_count"]) == len(_rows(demo / row["file"]))
        assert row["period_from"] <= row["period_to"] <= row["extracted_at"] <= AS_AT.isoformat()
        assert row["la_code"] in {a.code for a in AUTHORITIES}
    sheets = [r["sheet"] for r in rows if r["file"] == WORKBOOK]
    assert sheets == CalamineWorkbook.from_path(demo / WORKBOOK).sheet_names
    assert sheets == ["meeting", "seat", "attendance", "action", "plan_action", "audit", "audit_answer", "audit_plan"]


def test_population_is_the_published_one(demo):
    with (demo / "ons-population.csv").open(newline="") as file:
        people = {r["la_name"] or r["region_name"] or r["country_name"]: r for r in csv.DictReader(file)}
    counts = {n: int(r["population_estimate"]) for n, r in people.items()}
    assert counts == {"England": 12183016, "North East": 542710, "Hartlepool": 21090, "Middlesbrough": 35617,
                      "Redcar and Cleveland": 27499, "Stockton-on-Tees": 45079}  # fmt: skip
    assert {r["time_period"] for r in people.values()} == {"2024"}


def _sheet(folder: Path, name: str) -> list[dict[str, object]]:
    lines = CalamineWorkbook.from_path(folder / WORKBOOK).get_sheet_by_name(name).to_python()
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_audits_are_ten_a_quarter_and_nearly_all_done(demo):
    planned, audits = _sheet(demo, "audit_plan"), _sheet(demo, "audit")
    assert {p["planned_n"] for p in planned} == {10} and len(planned) == 4 * 13
    assert 420 <= len(audits) <= 520
    assert {a["grade"] for a in audits} >= {"OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE"}
    refs = {a["audit_ref"] for a in audits}
    assert {a["audit_ref"] for a in _sheet(demo, "audit_answer")} == refs and len(refs) == len(audits)
    actions = _sheet(demo, "action")
    assert sum(a["origin"] == "AUDIT" for a in actions) > 200
    overdue = [a for a in actions if a["status"] == "OPEN" and a["due_date"] < AS_AT]
    assert 5 <= len(overdue) <= 80


# --- nothing identifying ---------------------------------------------------------------------

IDENTIFYING = {
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    "upn": re.compile(r"\b[A-Z]\d{11}[A-Z\d]\b"),
    "ten digits": re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"),
    "e-mail": re.compile(r"@"),
    "prose": re.compile(r"(\b[^\W\d_]{2,}\b\W+){3,}\b[^\W\d_]{2,}\b"),
    "bare number": re.compile(r"\d{4,9}"),
}


def test_no_column_looks_identifying(demo):
    for path in [*_of(demo, "list"), *_of(demo, "missing")]:
        for row in _rows(path):
            for field, cell in row.items():
                if field == "la_code" or (path.suffix == ".xlsx" and field.endswith("_date")):
                    continue
                for name, pattern in IDENTIFYING.items():
                    found = pattern.fullmatch(cell) if name == "bare number" else pattern.search(cell)
                    assert not found, f"{path.name} {field}: {name}"
            assert re.fullmatch(r"[0-9a-f]{16,64}|", row["child_ref"])
            assert re.fullmatch(r"\d{4}-\d{2}", row.get("birth_month", "2010-01"))


@pytest.fixture(scope="module")
def contracts():
    pytest.importorskip("data_contracts.list", reason="needs the contracts of the extracts", exc_type=ImportError)
    from data_contracts.kit import contracts

    return contracts()


def test_contracts_know_every_header(contracts):
    for profile in PROFILES:
        for extract, fields in (("list", LIST_FIELDS), ("missing", MISSING_FIELDS)):
            known = contracts[extract].headers()
            assert all(known[fold(header(profile, f))] == f for f in ("la_code", *fields))


def test_product_finds_nothing_identifying(demo, contracts):
    identifiers = pytest.importorskip(
        "data_contracts.identifiers", reason="needs the identifier tests", exc_type=ImportError
    )
    for extract in ("list", "missing"):
        headers = contracts[extract].headers()
        for path in _of(demo, extract):
            lines = _cells(path)
            frame = pd.DataFrame(lines[1:], columns=lines[0], dtype=str)
            assert identifiers.identifying_columns(frame, {h: headers[fold(h)] for h in lines[0]}) == [], path.name


def test_headers_name_nobody():
    for profile in PROFILES:
        for field in (*LIST_FIELDS, *MISSING_FIELDS):
            assert not re.search(
                r"\b(sur|fore)?name\b|birth ?date|dob|postcode|upn|nhs", header(profile, field).lower()
            )

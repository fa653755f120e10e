"""The demo's files: a few rows of every mess, the manifest, the workbook, and nothing identifying."""

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from demo_files import Row, as_day, files_of, lines_of, rows_of
from python_calamine import CalamineWorkbook

from data_contracts import identifiers, kit
from data_contracts.code_list import fold
from data_contracts.vocabularies import AUTHORITIES
from etl.demo import LIST_FIELDS, MISSING_FIELDS, WORKBOOK, make_demo
from etl.demo.mess import _KINDS, MESSES
from etl.demo.plan import AS_AT, PROFILES
from etl.demo.style import header
from etl.extract_files import MANIFEST_COLUMNS


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    assert make_demo(folder / "extracts", folder / "notes") == AS_AT
    return folder / "extracts"


# --- mess ------------------------------------------------------------------------------------


def _count(rows: list[Row], kind: str) -> int:
    placeholder = ("9999-12-31", "31/12/9999", "1900-01-01", "01/01/1900")
    tests = {
        "no_child_ref": lambda r: not r["child_ref"],
        "no_added_date": lambda r: not r["added_date"],
        "no_start": lambda r: not r["start_at"],
        "removed_before_added": lambda r: r["removed_date"] and as_day(r["removed_date"]) < as_day(r["added_date"]),
        "end_before_start": lambda r: r["end_at"] and as_day(r["end_at"]) < as_day(r["start_at"]),
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
    files = files_of(demo, mess.extract, mess.slug)
    last = AS_AT.strftime("%Y-%m") if mess.extract == "list" else "2026-27-Q3"
    back = mess.back if last in files[-1].name else mess.back - 1
    assert _count(rows_of(files[-1 - back]), mess.kind) == mess.n
    same = sum(m.n for m in MESSES if (m.extract, m.slug, m.kind) == (mess.extract, mess.slug, mess.kind))
    readable = [p for p in files if p.suffix == ".csv"]
    assert sum(_count(rows_of(p), mess.kind) for p in readable) == same


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
    added = [r["added_date"] for r in rows_of(demo / "stockton-on-tees-list-2026-03.xlsx")]
    assert all(re.fullmatch(r"4[56]\d{3}\.0", cell) for cell in added), "Excel serials"


# --- manifest, population, workbook ----------------------------------------------------------


def test_manifest_names_every_file_and_sheet(demo):
    with (demo / "manifest.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == MANIFEST_COLUMNS
    assert {r["file"] for r in rows} == {p.name for p in demo.iterdir()} - {"manifest.csv"}
    for row in (r for r in rows if r["table_name"] in ("list", "missing")):
        assert int(row["row_count"]) == len(rows_of(demo / row["file"]))
        assert row["period_from"] <= row["period_to"] <= row["extracted_at"] <= AS_AT.isoformat()
        assert row["la_code"] in {a.code for a in AUTHORITIES}
    sheets = [r["sheet"] for r in rows if r["file"] == WORKBOOK]
    assert sheets == CalamineWorkbook.from_path(demo / WORKBOOK).sheet_names
    assert sheets == ["meeting", "seat", "attendance", "action", "plan_action", "audit", "audit_answer", "audit_plan",
                      "audit_theme_note", "training", "communication", "document"]  # fmt: skip


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
    for path in [*files_of(demo, "list"), *files_of(demo, "missing")]:
        for row in rows_of(path):
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
    return kit.contracts()


def test_contracts_know_every_header(contracts):
    for profile in PROFILES:
        for extract, fields in (("list", LIST_FIELDS), ("missing", MISSING_FIELDS)):
            known = contracts[extract].headers()
            assert all(known[fold(header(profile, f))] == f for f in ("la_code", *fields))


def test_product_finds_nothing_identifying(demo, contracts):
    for extract in ("list", "missing"):
        headers = contracts[extract].headers()
        for path in files_of(demo, extract):
            lines = lines_of(path)
            frame = pd.DataFrame(lines[1:], columns=lines[0], dtype=str)
            assert identifiers.identifying_columns(frame, {h: headers[fold(h)] for h in lines[0]}) == [], path.name


def test_headers_name_nobody():
    for profile in PROFILES:
        for field in (*LIST_FIELDS, *MISSING_FIELDS):
            assert not re.search(
                r"\b(sur|fore)?name\b|birth ?date|dob|postcode|upn|nhs", header(profile, field).lower()
            )

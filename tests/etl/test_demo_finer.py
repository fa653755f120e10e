"""The demo's finer extracts: who sends them, that they agree with the flat lists, and what is to be found in them."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from demo_files import as_day, files_of, lines_of, rows_of

from data_contracts.code_list import fold
from data_contracts.identifiers import identifying_columns
from data_contracts.kit import contracts
from etl.demo import make_demo
from etl.demo.plan import AS_AT
from etl.demo.supply import FLAT_ONLY

NOT_SENT = {"assessment_factors", "reference_merge"}
"""Contracts without a demo file: figures that look published must be; no reference was merged."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder / "extracts", folder / "notes")
    return folder / "extracts"


@pytest.fixture(scope="module")
def manifest(demo):
    with (demo / "manifest.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def finer(demo, manifest):
    """Extract -> (file, rows by field name) of every finer file of an authority and every file of counts."""
    found = defaultdict(list)
    for line in manifest:
        if line["table_name"] in ("list", "missing", "population") or line["sheet"]:
            continue
        headers = contracts()[line["table_name"]].headers()
        lines = lines_of(demo / line["file"])
        names = [headers[fold(h)] for h in lines[0]]
        rows = [dict(zip(names, cells, strict=True)) for cells in lines[1:]]
        assert len(rows) == int(line["row_count"]) > 0
        found[line["table_name"]].append((line, rows))
    return found


def _rows(finer, extract):
    return [row for _, rows in finer[extract] for row in rows]


@pytest.fixture(scope="module")
def listed(demo) -> dict[str, dict[str, str]]:
    """Spell reference -> its row in the newest list that has it."""
    rows = [r for p in files_of(demo, "list") if not p.name.startswith(FLAT_ONLY) for r in rows_of(p)]
    return {r["spell_ref"]: r for r in rows if r["child_ref"] and as_day(r["added_date"])}


# --- who sends what --------------------------------------------------------------------------


def test_every_contract_is_supplied_with_few_files(demo, manifest):
    assert {line["table_name"] for line in manifest} == set(contracts()) - NOT_SENT
    flat = {line["file"] for line in manifest if line["table_name"] in ("list", "missing", "population")}
    assert len({line["file"] for line in manifest} - flat) <= 61  # the workbook is one of them
    assert len(list(demo.iterdir())) == len({line["file"] for line in manifest}) + 1


def test_three_authorities_send_everything_and_one_its_flat_files_only(finer):
    senders = defaultdict(set)
    for extract, files in finer.items():
        for line, _ in files:
            if line["la_code"]:
                senders[extract].add(line["file"].split(f"-{extract.replace('_', '-')}")[0])
    everyone = {"hartlepool", "middlesbrough", "stockton-on-tees"}
    for extract in ("vemt_spell", "vemt_review", "pathway", "notification", "lead_professional", "child",
                    "child_status", "care_period", "return_interview", "return_interview_episode"):  # fmt: skip
        assert senders[extract] == everyone, extract
    assert not any(FLAT_ONLY in name for names in senders.values() for name in names)


def test_late_authority_is_late_with_all_its_own_files(finer):
    for files in finer.values():
        for line, rows in files:
            drawn = date.fromisoformat(line["extracted_at"])
            assert drawn == (date(2026, 9, 30) if line["file"].startswith("hartlepool") else AS_AT)
            days = [d for r in rows for f, c in r.items() if f.endswith(("_date", "_at")) and (d := as_day(c))]
            assert not days or max(days) <= drawn, line["file"]


# --- it agrees with the flat files -----------------------------------------------------------


def test_accepted_spells_are_those_of_the_lists(finer, listed):
    accepted = {r["spell_ref"]: r for r in _rows(finer, "vemt_spell") if r["decision"] == "ACCEPTED"}
    assert set(listed) <= set(accepted)
    left_before = {ref for ref, r in accepted.items() if ref not in listed}
    assert all(as_day(accepted[r]["removed_date"]) for r in left_before)
    for ref, row in listed.items():
        assert (row["child_ref"], as_day(row["added_date"])) == (
            accepted[ref]["child_ref"], as_day(accepted[ref]["added_date"]))  # fmt: skip


def test_details_hang_on_spells_of_their_own_authority(finer):
    known = {line["la_code"]: {r["spell_ref"] for r in rows} for line, rows in finer["vemt_spell"]}
    for extract in ("vemt_review", "pathway", "notification", "lead_professional"):
        for line, rows in finer[extract]:
            assert {r["spell_ref"] for r in rows} <= known[line["la_code"]], line["file"]


def test_ratings_are_those_of_the_lists(finer, demo):
    rated = {(r["spell_ref"], as_day(r["review_date"])): r for r in _rows(finer, "vemt_review") if r["risk"]}
    compared = 0
    for path in files_of(demo, "list", "middlesbrough"):
        for row in rows_of(path):
            if row["child_ref"] and row["risk"] != "Extreme" and as_day(row["added_date"]):
                found = rated[row["spell_ref"], as_day(row["last_review_date"])]
                assert (found["risk"], found["category"]) == (row["risk"], row["category"])
                assert found["exploitation_types"] == row["exploitation_types"]
                compared += 1
    assert compared > 1000


def test_letters_on_being_added_are_those_of_the_lists(finer, listed):
    sent = {(r["spell_ref"], r["recipient"]): as_day(r["sent_date"]) for r in _rows(finer, "notification")
            if r["event"] == "ADDED" and r["method"] != "NOT_SENT_AGREED"}  # fmt: skip
    dated = [r for r in listed.values() if as_day(r["letter_gp"])]
    assert len(dated) > 50
    assert all(sent[r["spell_ref"], "GP"] == as_day(r["letter_gp"]) for r in dated)


def test_police_records_are_few_and_have_their_pair(finer, demo):
    own = {r["episode_ref"]: r for s in ("middlesbrough", "stockton-on-tees") for p in files_of(demo, "missing", s)
           for r in rows_of(p) if r["child_ref"] and as_day(r["start_at"])}  # fmt: skip
    starts = {(r["child_ref"], as_day(r["start_at"])) for r in own.values() if r["source"] == "AUTHORITY"}
    police = _rows(finer, "missing_episode")
    assert 40 <= len(police) <= 0.03 * 9000
    assert not {r["episode_ref"] for r in police} & set(own)
    for row in police:
        day = as_day(row["start_at"])
        assert row["source"] == "POLICE"
        assert any((row["child_ref"], day + timedelta(days=d)) in starts for d in (-1, 0, 1))


def test_bridge_leads_from_interviews_to_episodes(finer, demo):
    episodes = {r["episode_ref"]: r for p in files_of(demo, "missing") for r in rows_of(p)}
    police = {r["episode_ref"] for r in _rows(finer, "missing_episode")}
    beside = {r["rhi_ref"] for r in _rows(finer, "return_interview")}
    for row in _rows(finer, "return_interview_episode"):
        assert row["episode_ref"] in episodes or row["episode_ref"] in police
        assert row["rhi_ref"] in beside or row["rhi_ref"].removesuffix("-R") in episodes
    assert not any(ref.removesuffix("-R") in episodes for ref in beside), "the missing file has those already"


# --- what is to be found ---------------------------------------------------------------------


def test_referrals_not_accepted_and_waiting(finer):
    decisions = Counter(r["decision"] for r in _rows(finer, "vemt_spell"))
    assert 60 <= decisions["NOT_ACCEPTED"] <= 120 and 3 <= decisions["PENDING"] <= 12
    for row in _rows(finer, "vemt_spell"):
        if row["decision"] != "ACCEPTED":
            assert not row["added_date"] and row["referral_date"]
            assert bool(row["first_vpg_date"]) == (row["decision"] == "NOT_ACCEPTED")


def test_discussions_without_a_rating_and_every_kind_of_letter(finer):
    reviews = _rows(finer, "vemt_review")
    assert 0.15 < sum(not r["risk"] for r in reviews) / len(reviews) < 0.6
    assert {r["meeting_type"] for r in reviews} == {"WEEKLY_VPG", "MONTHLY_VPG", "PRE_AGENDA", "OTHER"}
    letters = _rows(finer, "notification")
    assert {r["event"] for r in letters} == {"ADDED", "REMOVED", "PROGRESS", "HOST_AREA"}
    assert {r["method"] for r in letters} == {"HAND", "POST", "EMAIL", "OTHER", "NOT_SENT_AGREED"}
    assert all((r["event"] == "HOST_AREA") == (r["recipient"] == "HOST_VPG") for r in letters)


def test_pathways_of_every_kind_with_decisions_in_order(finer):
    pathways = _rows(finer, "pathway")
    assert {r["route"] for r in pathways} == {"NRM", "MAPPA", "MARAC", "STAGES", "ADULT_SOCIAL_CARE"}
    for row in pathways:
        days = [as_day(row[f]) for f in ("considered_date", "referred_date", "rg_date", "cg_date") if row[f]]
        assert days == sorted(days) and bool(row["referred_date"]) == (row["decision"] == "REFERRED")
    grounds = Counter(r["rg_outcome"] for r in pathways if r["route"] == "NRM" and r["referred_date"])
    assert grounds["POSITIVE"] > 40 > grounds["NEGATIVE"] > 0


def test_looked_after_children_are_more_than_those_who_go_missing(finer):
    for line, rows in finer["care_period"]:
        if line["file"].startswith("stockton"):
            day = date(2026, 6, 30)
            placed = {r["child_ref"] for r in rows if as_day(r["start_date"]) <= day
                      and (not r["end_date"] or as_day(r["end_date"]) > day)}  # fmt: skip
            assert 350 <= len(placed) <= 700


def test_counts_cover_every_month_and_authority(finer):
    for extract in ("disruption", "intelligence_report", "poi_summary"):
        months = {(r["la_code"], r["month"]) for r in _rows(finer, extract)}
        assert len(months) == 4 * 36, extract
    assert len({r["quarter"] for r in _rows(finer, "adult_aggregate")}) == 11  # whole quarters only
    for row in _rows(finer, "poi_summary"):
        assert int(row["new_n"]) <= int(row["on_list_n"]) >= int(row["linked_2plus_n"])
        assert int(row["largest_cluster_n"]) <= int(row["sharing_children_n"])


def test_product_finds_nothing_identifying_in_the_finer_files(finer, demo):
    for extract, files in finer.items():
        headers = contracts()[extract].headers()
        for line, _ in files:
            lines = lines_of(Path(demo / line["file"]))
            frame = pd.DataFrame(lines[1:], columns=lines[0], dtype=str)
            assert identifying_columns(frame, {h: headers[fold(h)] for h in lines[0]}) == [], line["file"]


def test_half_of_the_second_attempts_are_held(finer):
    asked = _rows(finer, "return_interview")
    held = [r for r in asked if r["completed_at"]]
    assert 0.3 < len(held) / len(asked) < 0.8
    assert all(r["offered"] == "Y" and r["accepted"] == "Y" for r in held)
    assert all(r["accepted"] == "N" for r in asked if not r["completed_at"])

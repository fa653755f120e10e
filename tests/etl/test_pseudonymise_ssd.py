"""Tables of the Standard Safeguarding Dataset to extracts. No real sample is to be had: the tables here have the
published columns and the spellings that vendors' variants are known to write."""

import re

import pytest
from conftest import House
from raw_home import ROW, Home, read

from etl.load import load_folder
from etl.pseudonymise import PseudonymiseError, pseudonymise
from etl.sources.ssd import FILE, TABLES, is_asylum_seeking_alone, miles_band


def _table(columns: str, *rows: str) -> str:
    return "\n".join([",".join(columns.split()), *rows]) + "\n"


DATASET = {
    "ssd_person": _table(
        "pers_person_id pers_legacy_id pers_sex pers_ethnicity pers_dob pers_common_child_id pers_upn_unknown "
        "pers_send_flag",
        "1001,L-1,F,WBRI,2010-03-17 00:00:00,9434765919,,Y", "1002,L-2,M,ORAB,2009-11-02,9434765870,,N",
        "1003,L-3,U,,2012-01-30,,UN4,", "1004,L-4,M,WBRI,2011-05-05,,,N", "1234567,L-5,M,WBRI,2010-03-17,,,N",
    ),
    "ssd_missing": _table(
        "miss_table_id miss_person_id miss_missing_episode_start_date miss_missing_episode_type "
        "miss_missing_episode_end_date miss_missing_rhi_offered miss_missing_rhi_accepted",
        "77,1001,2026-08-30 21:45:00,Missing,2026-08-31 06:10:00.000,Y,N",
        "78,1001,2026-09-12 00:00:00,A,2026-09-13 00:00:00,NA,NA",
        "79,1002,05/09/2026 23:05,M,,Offered and declined,", "80,1003,soon,M,,N,",
    ),
    "ssd_cla_placement": _table(
        "clap_cla_placement_id clap_person_id clap_cla_placement_start_date clap_cla_placement_type "
        "clap_cla_placement_urn clap_cla_placement_distance clap_cla_placement_provider clap_cla_placement_postcode "
        "clap_cla_placement_end_date",
        "5,1001,2025-02-01,U4,SC123456,3.5,PR1,TS1 2AB,2026-09-01", "6,1001,2026-09-01,K2,SC654321,41.2,PR4,YO8 9XX,",
        "7,1004,2024-01-05,H5,,,PR1,,",
    ),
    "ssd_cla_episodes": _table(
        "clae_cla_episode_id clae_person_id clae_cla_episode_start_date clae_cla_episode_ceased",
        "1,1001,2025-02-01,2026-09-01", "2,1001,2026-09-01,", "3,1004,2024-01-05,",
    ),
    "ssd_cp_plans": _table("cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date",
                           "1,1002,2026-01-05,"),
    "ssd_cin_episodes": _table("cine_referral_id cine_person_id cine_referral_date cine_close_date",
                               "1,1002,2026-01-01,"),
    "ssd_care_leavers": _table("clea_table_id clea_person_id clea_care_leaver_personal_advisor"),
    "ssd_disability": _table("disa_table_id disa_person_id disa_disability_code", "1,1001,NONE", "2,1002,MOB"),
    "ssd_immigration_status": _table("immi_immigration_status_id immi_person_id immi_immigration_status",
                                     "1,1002,UASC"),
    "ssd_professionals": _table("prof_professional_id prof_professional_name", "1,Zebedee Quixote"),
}  # fmt: skip


@pytest.fixture
def home(tmp_path):
    made = Home(tmp_path)
    for table, text in DATASET.items():
        (made.raw / f"{table}.csv").write_text(text, encoding="utf-8")
    return made


def _run(home: Home):
    return pseudonymise(home.raw, "ssd", "805", home.key, home.out, lookup=home.lookup)


def test_episodes_with_their_times_answers_and_place(home):
    report = _run(home)
    rows = read(home.out / "hartlepool-missing-2026-09-13.csv")
    kept = ("start_at", "end_at", "episode_type", "missing_from", "sex", "age_band", "rhi_offered", "rhi_accepted")
    assert [[r[f] for f in kept] for r in rows] == [
        ["2026-08-30 21:45", "2026-08-31 06:10", "M", "CARE_FOSTER", "F", "15-16", "Y", "N"],
        ["2026-09-12", "2026-09-13", "A", "CARE_RESIDENTIAL", "F", "15-16", "NA", "NA"],
        ["2026-09-05 23:05", "", "M", "UNKNOWN", "M", "15-16", "Offered and declined", ""],
        ["", "", "M", "", "U", "", "N", ""],
    ]
    assert rows[0]["child_ref"] == rows[1]["child_ref"] and len({r["episode_ref"] for r in rows}) == 4
    assert report.blanked == {"start_at": 1} and report.rows == 4
    assert "pers_common_child_id" in report.dropped["ssd_person.csv"]
    assert any("72 hours" in note for note in report.notes)


def test_children_and_placements_of_those_missing_or_looked_after_only(home):
    _run(home)
    children = read(home.out / "hartlepool-child-2026-09-13.csv")
    kept = ("birth_month", "sex", "ethnicity", "care_status", "disability", "ehc_plan", "uasc")
    assert sorted([r[f] for f in kept] for r in children) == [
        ["2009-11", "M", "OOTH", "CP", "Y", "N", "Y"], ["2010-03", "F", "WBRI", "CLA", "N", "Y", ""],
        ["2011-05", "M", "WBRI", "CLA", "", "N", ""], ["2012-01", "U", "", "NONE", "", "", ""],
    ]  # fmt: skip
    placed = read(home.out / "hartlepool-care-2026-09-13.csv")
    assert sorted([r["start_date"], r["end_date"], r["placement"], r["miles_band"]] for r in placed) == [
        ["2024-01-05", "", "SUPPORTED", ""], ["2025-02-01", "2026-09-01", "FOSTER", "UNDER_20"],
        ["2026-09-01", "", "RESIDENTIAL", "20_OR_MORE"],
    ]  # fmt: skip
    assert "in_or_out" not in placed[0] and "personal_adviser" not in children[0], "what nobody says is not supplied"


def test_a_child_of_the_list_is_taken_too_under_the_same_pseudonym(home):
    (home.raw / "list").mkdir()
    listed = Home(home.root / "second")
    listed.put([ROW])
    pseudonymise(listed.raw, "list", "805", home.key, listed.out, listed.map, home.lookup)
    known = {r["pseudonym"] for r in read(home.lookup)}
    _run(home)
    assert known <= {r["child_ref"] for r in read(home.out / "hartlepool-child-2026-09-13.csv")}


def test_what_is_made_loads_and_nothing_raw_gets_out(home):
    _run(home)
    text = "".join(p.read_text() for p in home.out.iterdir())
    assert not re.search(r"\b(1001|1002|1003|1004|9434765919|L-1|SC123456)\b|TS1|YO8|Zebedee|-17\b|2009-11-02", text)
    found = {f.extract: f for f in load_folder(House(home.root / "w").home, home.out).files}
    assert {n: (f.status, f.accepted, f.rejected) for n, f in found.items()} == {
        "missing": ("loaded", 3, 1), "child": ("loaded", 4, 0), "care_period": ("loaded", 3, 0),
    }  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "said"), [
    ("ssd_person", "pers_dob", "born", "ssd_person.csv has no column pers_dob"),
    ("ssd_missing", None, None, "holds no ssd_missing.csv"),
])  # fmt: skip
def test_what_is_not_there_is_named(home, table, old, new, said):
    path = home.raw / f"{table}.csv"
    if old is None:
        path.unlink()
    else:
        path.write_text(path.read_text().replace(old, new))
    with pytest.raises(PseudonymiseError, match=said):
        _run(home)
    assert not home.out.exists()


def test_names_of_files_and_columns_of_older_versions(home):
    (home.raw / "ssd_missing.csv").rename(home.raw / "hartlepool ssd_missing_2026-09-30.csv")
    path = home.raw / "ssd_cla_episodes.csv"
    path.write_text(path.read_text().replace("clae_cla_episode_ceased", "clae_cla_episode_ceased_date"))
    _run(home)
    assert (home.out / "hartlepool-missing-2026-09-30.csv").exists()
    assert all(FILE.fullmatch(f"{t}.csv")["table"] == t for t in TABLES)


def test_coded_cells():
    assert [miles_band(t) for t in ("19.9", "20", "", "far", "-1", "nan")] == ["UNDER_20", "20_OR_MORE", "", "", "", ""]
    assert is_asylum_seeking_alone("Unaccompanied Asylum Seeking Child (UASC)") and not is_asylum_seeking_alone("ASY")


def test_without_placements_where_a_child_was_is_not_supplied(home):
    (home.raw / "ssd_cla_placement.csv").unlink()
    _run(home)
    assert "missing_from" not in read(home.out / "hartlepool-missing-2026-09-13.csv")[0]
    assert not list(home.out.glob("*care*"))

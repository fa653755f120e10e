"""Overlaps between files of one authority: both files and rows are named, corrections are none."""

import csv

from conftest import MISSING, House

from etl.rejects import rejected_rows, write_rejects_csv

LIST = "child_ref,la_code,added_date,removed_date,spell_ref"
AUGUST, SEPTEMBER = "missing-805-2026-08.csv", "missing-805-2026-09.csv"
ACROSS = "overlap_across_files"


def _others(report) -> list[tuple]:
    return [(o["row"], o["file"], o["other_row"]) for p in report.problems for o in p.get("others", [])]


def _stored(house: House) -> list[tuple]:
    return house.rows(
        "select own.file_name, row_number, other.file_name, related_row from problem "
        "join load_file as own using (file_id) join load_file as other on other.file_id = related_file "
        f"where rule = '{ACROSS}' order by all"
    )


def test_both_files_are_told_of_the_other_and_its_row(house: House) -> None:
    house.put(AUGUST, MISSING, "ABCD_9,805,01/08/2026,02/08/2026,,,", "ABCD_1,805,30/08/2026,03/09/2026,,,")
    house.load()
    house.put(SEPTEMBER, MISSING, "ABCD_1,805,02/09/2026,04/09/2026,,,", "ABCD_1,805,05/09/2026,06/09/2026,,,")
    report = house.load()[SEPTEMBER]
    assert [(p["rule"], p["severity"], p["rows"]) for p in report.problems] == [(ACROSS, "warn", [2])]
    assert _others(report) == [(2, AUGUST, 3)]
    assert (report.accepted, report.warned) == (2, 0)
    assert _stored(house) == [(AUGUST, 3, SEPTEMBER, 2), (SEPTEMBER, 2, AUGUST, 3)]
    again = house.load()
    assert again[SEPTEMBER].problems == report.problems, "said again of a file that is stored already"
    assert _others(again[AUGUST]) == [(3, SEPTEMBER, 2)]


def test_two_files_of_one_folder(house: House) -> None:
    house.put(AUGUST, MISSING, "ABCD_1,805,30/08/2026,,,,")
    house.put(SEPTEMBER, MISSING, "ABCD_1,805,02/09/2026,,,,")
    found = house.load()
    assert (_others(found[AUGUST]), _others(found[SEPTEMBER])) == ([(2, SEPTEMBER, 2)], [(2, AUGUST, 2)])
    assert _stored(house) == [(AUGUST, 2, SEPTEMBER, 2), (SEPTEMBER, 2, AUGUST, 2)]


def test_a_correction_of_the_same_period_overlaps_with_nothing_whatever_the_order(house: House, make_house) -> None:
    first, second = "missing-805-2026-09.csv", "missing-805-2026-09-corrected.csv"
    declared = "file,la_code,period_from,period_to,extracted_at"
    for order in ((first, second), (second, first)):
        fresh = make_house()
        for name in order:
            start = "02/09/2026" if name == first else "03/09/2026"
            fresh.clear()
            fresh.put(name, MISSING, f"ABCD_1,805,{start},05/09/2026,,,")
            day = "2026-10-01" if name == first else "2026-10-09"
            fresh.put("manifest.csv", declared, f"{name},805,2026-09-01,2026-09-30,{day}")
            assert fresh.load()[name].problems == [], order
        assert _stored(fresh) == []


def test_a_correction_ends_the_overlap(house: House) -> None:
    house.put(AUGUST, MISSING, "ABCD_1,805,30/08/2026,03/09/2026,,,")
    house.put(SEPTEMBER, MISSING, "ABCD_1,805,02/09/2026,,,,")
    house.load()
    assert len(_stored(house)) == 2
    house.put(AUGUST, MISSING, "ABCD_1,805,30/08/2026,31/08/2026,,,")
    assert house.load()[AUGUST].problems == []
    assert _stored(house) == []


def test_another_authority_and_another_record_keeper_are_no_overlap(house: House) -> None:
    house.put("missing-805-2026-08.csv", MISSING + ",source", "ABCD_1,805,30/08/2026,03/09/2026,,,,police")
    house.put("missing-806-2026-09.csv", MISSING, "ABCD_1,806,02/09/2026,,,,")
    house.put("missing-805-2026-09.csv", MISSING + ",source", "ABCD_1,805,01/09/2026,03/09/2026,,,,authority")
    house.load()
    assert _stored(house) == []


def test_times_on_the_list_in_two_files(house: House) -> None:
    house.put("list-805-2026-08.csv", LIST, "ABCD_1,805,01/06/2026,,SPELL_1")
    house.put("list-805-2026-09.csv", LIST, "ABCD_1,805,01/09/2026,,SPELL_2")
    house.load()
    assert len(_stored(house)) == 2


def test_the_list_for_senders_names_both(house: House, tmp_path, vemt_at) -> None:
    house.put(AUGUST, MISSING, "ABCD_1,805,01/08/2026,05/08/2026,,,", "ABCD_1,805,04/08/2026,06/09/2026,,,")
    house.put(SEPTEMBER, MISSING, "ABCD_1,805,02/09/2026,04/09/2026,,,")
    house.load()
    with house.open() as con:
        assert rejected_rows(con).empty
        write_rejects_csv(con, tmp_path / "rejects.csv", warnings=True)
    rows = csv.DictReader((tmp_path / "rejects.csv").read_text("utf-8-sig").splitlines())
    found = {(r["file"], r["row_number"], r["rule"], r["other_file"], r["other_row"]) for r in rows}
    assert found == {
        (AUGUST, "2", "overlap", AUGUST, "3"), (AUGUST, "3", "overlap", AUGUST, "2"),
        (AUGUST, "3", ACROSS, SEPTEMBER, "2"), (SEPTEMBER, "2", ACROSS, AUGUST, "3"),
    }  # fmt: skip
    said = vemt_at(house.home).run("rejects", "--warnings").stdout
    assert f"{AUGUST}, row 2 and row 3 of {AUGUST}" in " ".join(said.split())
    assert f"{SEPTEMBER}, row 2 and row 3 of {AUGUST}" in " ".join(said.split())


def test_the_same_time_on_the_list_seen_again_with_another_date_is_no_overlap(house: House) -> None:
    house.put("list-805.csv", LIST, "ABCD_1,805,01/06/2026,,SPELL_1")
    house.load()
    house.clear()
    house.put("list-805-later.csv", LIST, "ABCD_1,805,02/06/2026,,SPELL_1")
    assert house.load()["list-805-later.csv"].problems == []
    assert _stored(house) == []

"""Orphans are refused and counted, and come back by themselves when their parent does; nothing is lost either way."""

from conftest import House

from etl.load import check_folder

REVIEW = "spell_ref,la_code,review_date,category,risk"
LIST = "child_ref,la_code,added_date,spell_ref"


def counts(house: House, name: str) -> list[tuple]:
    return house.rows(f"select rows_read, accepted, rejected, duplicates from load_file where file_name = '{name}'")


def test_a_review_without_its_time_on_the_list_is_refused_until_that_comes(house: House) -> None:
    house.put("list-805.csv", LIST, "ABCD_1,805,01/01/2026,SPELL_1")
    house.put("review-805.csv", REVIEW, "SPELL_1,805,01/02/2026,E,H", "SPELL_2,805,01/02/2026,E,H",
              "SPELL_2,805,bad,E,H")  # fmt: skip
    assert [f.rejected for f in check_folder(house.home, house.folder).files] == [0, 2]
    report = house.load()["review-805.csv"]
    assert {p["rule"]: p["rows"] for p in report.problems if p["severity"] == "reject"} == {
        "orphan": [3], "not_a_date": [4]}  # fmt: skip
    assert counts(house, "review-805.csv") == [(3, 1, 2, 0)]
    assert house.rows("select spell_ref from vemt_review") == [("SPELL_1",)]
    assert house.rows("select row_number from rejected_row order by 1") == [(3,), (4,)]
    house.clear()
    house.put("list-805-b.csv", LIST, "ABCD_1,805,01/01/2026,SPELL_1", "ABCD_2,805,05/01/2026,SPELL_2")
    house.load()
    assert house.rows("select spell_ref from vemt_review order by 1") == [("SPELL_1",), ("SPELL_2",)]
    assert counts(house, "review-805.csv") == [(3, 2, 1, 0)]
    assert house.rows("select row_number from rejected_row") == [(4,)]
    assert house.rows("select * from problem where rule = 'orphan'") == []


def test_parent_and_child_in_one_folder_need_no_order(house: House) -> None:
    house.put("a-review-805.csv", REVIEW, "SPELL_1,805,01/02/2026,E,H")
    house.put("z-list-805.csv", LIST, "ABCD_1,805,01/01/2026,SPELL_1")
    assert house.load()["a-review-805.csv"].accepted == 1


def test_another_authoritys_parent_does_not_count(house: House) -> None:
    house.put("list-806.csv", LIST, "ABCD_1,806,01/01/2026,SPELL_1")
    house.put("review-805.csv", REVIEW, "SPELL_1,805,01/02/2026,E,H")
    assert house.load()["review-805.csv"].rejected == 1


def test_a_refused_parent_leaves_its_children_refused(house: House) -> None:
    house.put("list-805.csv", LIST, "ABCD_1,805,32/01/2026,SPELL_1")
    house.put("review-805.csv", REVIEW, "SPELL_1,805,01/02/2026,E,H")
    assert house.load()["review-805.csv"].rejected == 1


def test_the_flat_missing_file_stands_alone_and_the_bridge_does_not(house: House) -> None:
    house.put("missing-805.csv", "child_ref,la_code,start_at", "ABCD_1,805,01/09/2026")
    house.put("bridge-805.csv", "rhi_ref,episode_ref,la_code", "RHI_1,ABCD_1-20260901,805")
    found = house.load()
    assert found["missing-805.csv"].rejected == 0 and found["bridge-805.csv"].rejected == 1
    house.put("rhi-805.csv", "rhi_ref,la_code,offered", "RHI_1,805,Y")
    house.load()
    assert house.rows("select rhi_ref, episode_ref from return_interview_episode") == [("RHI_1", "ABCD_1-20260901")]

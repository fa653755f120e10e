"""Two pseudonyms that are one child become one, whenever the merge and the rows come."""

from conftest import House

LIST = "child_ref,la_code,added_date,birth_month"
MISSING = "child_ref,la_code,start_at,end_at"
MERGE = "old_ref,new_ref,la_code,merged_date"


def test_rows_before_and_after_the_merge_are_the_new_childs(house: House) -> None:
    house.put("list-805.csv", LIST, "ABCD_1,805,01/01/2026,2011-03", "ABCD_2,805,01/02/2026,2011-03")
    house.put("missing-805-2026-08.csv", MISSING, "ABCD_1,805,01/08/2026,02/08/2026")
    house.load()
    house.put("merge-805.csv", MERGE, "ABCD_1,ABCD_2,805,01/09/2026")
    assert house.load()["merge-805.csv"].extract == "reference_merge"
    house.put("missing-805-2026-09.csv", MISSING, "ABCD_1,805,05/09/2026,06/09/2026")
    house.load()
    assert house.rows("select distinct child_ref from missing_episode") == [("ABCD_2",)]
    assert house.rows("select count(*), count(distinct child_ref) from vemt_spell") == [(2, 1)]
    assert house.rows("select child_ref from child") == [("ABCD_2",)]


def test_merges_follow_one_another_and_a_ring_of_them_ends(house: House) -> None:
    house.put("list-805.csv", LIST, "ABCD_1,805,01/01/2026,2011-03", "ABCD_5,805,01/01/2026,2010-03")
    house.put("merge-805.csv", MERGE, "ABCD_1,ABCD_2,805,01/09/2026", "ABCD_2,ABCD_3,805,02/09/2026",
              "ABCD_5,ABCD_6,805,01/09/2026", "ABCD_6,ABCD_5,805,01/09/2026")  # fmt: skip
    house.load()
    assert ("ABCD_3",) in house.rows("select child_ref from child")
    assert house.rows("select count(*) from child") == [(2,)]


def test_another_authoritys_pseudonym_is_left_alone(house: House) -> None:
    house.put("list-805.csv", LIST, "ABCD_1,805,01/01/2026,2011-03")
    house.put("merge-806.csv", MERGE, "ABCD_1,ABCD_2,806,01/09/2026")
    house.load()
    assert house.rows("select child_ref from child") == [("ABCD_1",)]


def test_of_the_same_day_the_finer_extract_says_who_a_child_is(house: House) -> None:
    house.put("child-805-2026-09-30.csv", "child_ref,la_code,birth_month,uasc", "ABCD_1,805,2011-03,Y")
    house.put("list-805-2026-09-30.csv", LIST, "ABCD_1,805,01/01/2026,2011-03")
    house.load()
    assert house.rows("select uasc from child") == [(True,)]

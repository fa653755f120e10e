"""Combined answers about return interviews are taken apart: a refusal is never an acceptance."""

import pytest
from conftest import House

HEADER = "child_ref,la_code,start_at,end_at,rhi_offered"
ANSWERS = {
    "Offered and declined": ("Y", "N", None), "Offered - accepted": ("Y", "Y", None), "Declined": ("Y", "N", None),
    "Accepted": ("Y", "Y", None), "Accepted but absent": ("Y", "Y", "NOT_ATTENDED"), "Not offered": ("N", "NA", None),
    "Offered": ("Y", None, None), "Y": ("Y", None, None), "NA": ("NA", None, None),
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), ANSWERS.items())
def test_one_cell_becomes_what_it_says(house: House, said: str, expected: tuple[str | None, ...]) -> None:
    house.put("m-2026-09.csv", HEADER, f"ABCD_1,805,01/09/2026,02/09/2026,{said}")
    assert house.load()["m-2026-09.csv"].problems == []
    assert house.rows("select offered, accepted, declined_reason from return_interview") == [expected]


def test_the_same_combined_answer_in_both_columns(house: House) -> None:
    both = "Offered and declined,Offered and declined"
    house.put("m-2026-09.csv", HEADER + ",rhi_accepted", f"ABCD_1,805,01/09/2026,02/09/2026,{both}")
    house.load()
    assert house.rows("select offered, accepted from return_interview") == [("Y", "N")]


def test_an_answer_of_its_own_stands(house: House) -> None:
    house.put("m-2026-09.csv", HEADER + ",rhi_accepted", "ABCD_1,805,01/09/2026,02/09/2026,Accepted,N")
    house.load()
    assert house.rows("select offered, accepted from return_interview") == [("Y", "N")]


def test_a_column_filled_in_from_a_combined_answer_counts_as_supplied(house: House) -> None:
    house.put("m-2026-09.csv", HEADER, "ABCD_1,805,01/09/2026,02/09/2026,Declined")
    house.load()
    assert house.rows(
        "select 1 from supplied_column where table_name = 'return_interview' and column_name = 'accepted'"
    )

"""Rules between rows: births, overlaps naming both rows, age and care at the time, T without an NRM decision."""

import pytest
from conftest import House

LIST = "child_ref,la_code,added_date,removed_date,birth_month,sex"
MISSING = "child_ref,la_code,start_at,end_at,missing_from"
A = "ABCD_1,805"


def rules(house: House, name: str) -> dict[str, list[int]]:
    return {p["rule"]: p["rows"] for p in house.load()[name].problems if p["rule"] != "child_not_on_list"}


def manifest(house: House, *names: str) -> None:
    lines = [f"{n},805,2026-10-31" for n in names]
    (house.folder / "manifest.csv").write_text("\n".join(["file,la_code,extracted_at", *lines]) + "\n", "utf-8")


def test_one_child_with_two_births_is_refused_and_both_rows_are_named(house: House) -> None:
    house.put("list-805.csv", LIST, f"{A},01/01/2026,01/02/2026,2011-03,F", f"{A},01/03/2026,01/04/2026,2011-04,F",
              f"{A},01/05/2026,01/06/2026,2011-03,M")  # fmt: skip
    report = house.load()["list-805.csv"]
    found = {p["rule"]: p for p in report.problems}
    assert found["two_births"]["severity"] == "reject" and found["two_births"]["rows"] == [3]
    assert found["two_births"]["columns"] == ["birth_month", "child_ref"] and found["two_births"]["pairs"] == [[2, 3]]
    assert found["attributes_differ"]["columns"] == ["child_ref", "sex"]
    assert (report.rows_read, report.accepted, report.rejected) == (3, 2, 1)


def test_another_birth_than_before_is_a_warning(house: House) -> None:
    house.put("list-805-2026-08.csv", LIST, f"{A},01/08/2026,,2011-03,F")
    house.load()
    house.put("list-805-2026-09.csv", LIST, f"{A},01/08/2026,,2011-05,F")
    assert rules(house, "list-805-2026-09.csv") == {"birth_differs": [2]}


def test_overlaps_name_both_rows_in_the_report_and_in_the_list_of_warnings(house: House) -> None:
    house.put("missing-805.csv", MISSING, f"{A},01/09/2026,05/09/2026,", "ABCD_2,805,02/09/2026,03/09/2026,",
              f"{A},04/09/2026,06/09/2026,", f"{A},06/09/2026,07/09/2026,")  # fmt: skip
    report = house.load()["missing-805.csv"]
    (found,) = report.problems
    assert (found["rule"], found["severity"], found["rows"], found["pairs"]) == ("overlap", "warn", [2, 4], [[2, 4]])
    assert house.rows("select row_number, related_row from problem order by 1") == [(2, 4), (4, 2)]
    assert report.accepted == 4
    (again,) = house.load()["missing-805.csv"].problems
    assert again == found


def test_a_new_start_while_the_last_is_open_overlaps(house: House) -> None:
    house.put("missing-805.csv", MISSING, f"{A},01/09/2026,,", f"{A},04/09/2026,06/09/2026,")
    assert rules(house, "missing-805.csv") == {"overlap": [2, 3]}


def test_times_on_the_list_overlap_too(house: House) -> None:
    house.put("list-805.csv", LIST, f"{A},01/01/2026,,2011-03,F", f"{A},01/03/2026,,2011-03,F")
    assert rules(house, "list-805.csv") == {"overlap": [2, 3]}


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [("28/02/2009", "01/03/2009", "before_birth"), ("01/04/2027", "02/04/2027", "after_18"),
     ("01/10/2026", "02/10/2026", None)],
)  # fmt: skip
def test_episodes_against_the_month_of_birth(house: House, start: str, end: str, rule: str | None) -> None:
    house.put("list-805.csv", LIST, f"{A},01/01/2026,,2009-03,F")
    house.put("missing-805.csv", MISSING, f"{A},{start},{end},")
    report = house.load()["missing-805.csv"]
    assert [p["rule"] for p in report.problems] == ([rule] if rule else [])
    assert report.rejected == (rule == "before_birth")


def test_open_for_long_and_open_although_18(house: House) -> None:
    house.put("list-805.csv", LIST, f"{A},01/01/2026,,2008-03,F")
    house.put("missing-805.csv", MISSING, f"{A},01/02/2026,,", "ABCD_2,805,20/10/2026,,")
    manifest(house, "list-805.csv", "missing-805.csv")
    found = house.load()
    assert [p["rule"] for p in found["list-805.csv"].problems] == ["open_at_18"]
    said = {p["rule"]: p["rows"] for p in found["missing-805.csv"].problems}
    assert said == {"open_at_18": [2], "open_long": [2], "child_not_on_list": [3]}


def test_missing_from_care_without_a_placement(house: House) -> None:
    house.put("care-805.csv", "child_ref,la_code,start_date,end_date,placement", f"{A},01/08/2026,10/09/2026,K2")
    house.put("missing-805.csv", MISSING, f"{A},05/09/2026,06/09/2026,foster", f"{A},11/09/2026,12/09/2026,foster",
              f"{A},13/09/2026,14/09/2026,home")  # fmt: skip
    assert rules(house, "missing-805.csv") == {"not_in_care": [3]}


def test_trafficked_without_a_decision_about_the_nrm(house: House) -> None:
    house.put(
        "list-805.csv", LIST + ",spell_ref", f"{A},01/01/2026,,2011-03,F,SPELL_1", "ABCD_2,805,01/01/2026,,,,SPELL_2"
    )
    house.put("review-805.csv", "spell_ref,la_code,review_date,category,risk",
              "SPELL_1,805,01/02/2026,T,H", "SPELL_2,805,01/02/2026,T,H")  # fmt: skip
    assert rules(house, "review-805.csv") == {}, "without pathways nothing is known about decisions"
    house.put("pathway-805.csv", "spell_ref,la_code,route,considered", "SPELL_1,805,NRM,Y", "SPELL_2,805,MARAC,Y")
    house.put("review-805.csv", "spell_ref,la_code,review_date,category,risk",
              "SPELL_1,805,01/02/2026,T,H", "SPELL_2,805,01/02/2026,T,M")  # fmt: skip
    assert rules(house, "review-805.csv") == {"trafficked_without_nrm": [3]}


def test_police_and_authority_record_the_same_episode(house: House) -> None:
    house.put("missing-805.csv", MISSING + ",source,episode_ref", f"{A},01/09/2026,05/09/2026,,police,EPIS_1",
              f"{A},02/09/2026,05/09/2026,,authority,EPIS_2")  # fmt: skip
    assert rules(house, "missing-805.csv") == {}

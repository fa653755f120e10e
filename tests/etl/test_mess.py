"""Every row of the table of real-world mess that loading handles, by its name (domain note, section 4)."""

import pytest
from conftest import LIST, MISSING, House

A = "ABCD_1,805,01/09/2026,,,F,High,E,05/09/2026,Y"
B = "ABCD_2,805,02/09/2026,,,M,Low,V,05/09/2026,N"
EPISODE = "ABCD_1,805,{start},{end},HIGH,,"


def _rules(report) -> dict[str, str]:
    return {p["rule"]: p["severity"] for p in report.problems}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"],
                         ids=["plain", "UTF-8 BOM", "UTF-16", "Windows-1252"])  # fmt: skip
def test_encodings(house: House, encoding: str) -> None:
    (house.folder / "list-805-2026-09.csv").write_bytes(f"{LIST}\n{A}\n".encode(encoding))
    found = house.load()["list-805-2026-09.csv"]
    assert (found.accepted, found.problems) == (1, [])


def test_curly_quotes_and_spaces_in_headers(house: House) -> None:
    header = (
        LIST.replace("child_ref", "‘Child Ref’ ").replace("added_date", "Date\u00a0Added").replace("risk", "RISK–Level")
    )
    house.put("list-805-2026-09.csv", header, A)
    assert house.load()["list-805-2026-09.csv"].accepted == 1


def test_header_drift_order_extra_and_near_misses(house: House) -> None:
    house.put("list-805-2026-08.csv", "added_date,la,child_ref,reviewed how often", "01/08/2026,805,ABCD_1,12")
    house.put("list-805-2026-09.csv", LIST.replace("child_ref", "chld_reff"), A)
    found = house.load()
    assert found["list-805-2026-08.csv"].accepted == 1
    assert "reviewed how often" in str(found["list-805-2026-08.csv"].note)
    said = str(found["list-805-2026-09.csv"].reason)
    assert "missing: child_ref" in said and "'chld_reff' may be meant for child_ref" in said


def test_ambiguous_headers_are_an_error(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST + ",child id", A + ",ABCD_9")
    assert "both mean child_ref" in str(house.load()["list-805-2026-09.csv"].reason)


def test_headers_only_and_first_row_blank(house: House) -> None:
    house.put("list-805-2026-08.csv", LIST)
    (house.folder / "list-805-2026-09.csv").write_text(f"\n{LIST}\nx,805,,,,,,,,\n{A}\n")
    found = house.load()
    assert "headers but no rows" in str(found["list-805-2026-08.csv"].reason)
    assert found["list-805-2026-09.csv"].problems[0]["rows"] == [3]


@pytest.mark.parametrize("day", ["2026-09-05", "05/09/2026", "05-Sep-26", "2026-09-05 00:00:00", "5.9.2026"])
def test_date_formats(house: House, day: str) -> None:
    house.put("list-805-2026-09.csv", LIST, f"ABCD_1,805,{day},,,F,High,E,,Y")
    house.load()
    assert house.rows("select cast(added_date as varchar) from vemt_spell") == [("2026-09-05",)]


def test_excel_serials(house: House) -> None:
    house.put(
        "missing-805.csv", MISSING, EPISODE.format(start="46000", end="46001.5"), EPISODE.format(start="59", end="")
    )
    found = house.load()["missing-805.csv"]
    assert (found.accepted, found.rejected) == (1, 1)
    assert _rules(found) == {"excel_serial": "warn", "not_a_date": "reject"}


@pytest.mark.parametrize("day", ["1900-01-01", "1899-12-30", "31/12/9999", "2300-01-01"])
def test_placeholder_dates(house: House, day: str) -> None:
    house.put("missing-805.csv", MISSING, EPISODE.format(start="01/09/2026", end=day))
    assert _rules(house.load()["missing-805.csv"]) == {"placeholder_date": "warn"}
    assert house.rows("select end_at from missing_episode") == [(None,)]


def test_a_placeholder_where_a_date_must_be_rejects_the_row(house: House) -> None:
    house.put("missing-805.csv", MISSING, EPISODE.format(start="01/01/1900", end=""))
    found = house.load()["missing-805.csv"]
    assert found.rejected == 1 and _rules(found)["blank"] == "reject"


def test_decimal_ages(house: House) -> None:
    house.put("missing-805.csv", MISSING + ",age", EPISODE.format(start="01/09/2026", end="") + ",16.085558")
    house.load()
    assert house.rows("select age_band from missing_episode") == [("15-16",)]


@pytest.mark.parametrize("la", ["805", "E06000001", "Hartlepool", "HARTLEPOOL BOROUGH COUNCIL"])
def test_code_variants_of_the_authority(house: House, la: str) -> None:
    house.put("list-2026-09.csv", LIST, A.replace("805", la))
    house.load()
    assert house.rows("select la_code from vemt_spell") == [("E06000001",)]


@pytest.mark.parametrize(("sex", "code"), [("1", "M"), ("2", "F"), ("Male", "M"), ("f", "F"), ("b) Female", "F")])
def test_sex_codes_changed(house: House, sex: str, code: str) -> None:
    house.put("list-805-2026-09.csv", LIST, A.replace(",F,", f",{sex},"))
    house.load()
    assert house.rows("select sex from child") == [(code,)]


@pytest.mark.parametrize("spelling", ["ORAB", "OARA", "WBRI - White British", "wbri"])
def test_ethnicity(house: House, spelling: str) -> None:
    house.put("list-805-2026-09.csv", LIST + ",ethnicity", A + f",{spelling}")
    found = house.load()["list-805-2026-09.csv"]
    assert found.accepted == 1 and not any(p["rule"] == "not_in_list" for p in found.problems)


def test_unknown_code_warns_and_is_never_other(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, A.replace("High", "Alien"))
    assert _rules(house.load()["list-805-2026-09.csv"]) == {"not_in_list": "warn"}
    assert house.rows("select risk from vemt_review") == [(None,)]


def test_end_before_start(house: House) -> None:
    house.put("missing-805.csv", MISSING, EPISODE.format(start="05/09/2026", end="01/09/2026"))
    found = house.load()["missing-805.csv"]
    assert found.rejected == 1 and _rules(found) == {"end_before_start": "reject"}


def test_open_with_no_end_is_carried(house: House) -> None:
    house.put("missing-805.csv", MISSING, EPISODE.format(start="05/09/2026", end=""))
    assert house.load()["missing-805.csv"].accepted == 1


def test_blank_start(house: House) -> None:
    house.put("missing-805.csv", MISSING, EPISODE.format(start="", end="05/09/2026"))
    assert _rules(house.load()["missing-805.csv"])["blank"] == "reject"


@pytest.mark.parametrize("kind", ["m", "A", "Missing", "absent"])
def test_type_codes_are_normalised_first(house: House, kind: str) -> None:
    house.put("missing-805.csv", MISSING + ",episode_type", EPISODE.format(start="05/09/2026", end="") + f",{kind}")
    assert house.load()["missing-805.csv"].problems == []


def test_outside_the_collection_window(house: House) -> None:
    house.put(
        "missing.csv",
        MISSING,
        EPISODE.format(start="05/08/2026", end="06/08/2026"),
        EPISODE.format(start="05/11/2026", end="06/11/2026"),
    )
    house.put(
        "manifest.csv",
        "file,la_code,period_from,period_to,extracted_at",
        "missing.csv,805,2026-09-01,2026-09-30,2026-10-02",
    )
    found = house.load()["missing.csv"]
    assert _rules(found) == {"after_extract": "reject", "outside_window": "warn"}


def test_exact_and_near_duplicates(house: House) -> None:
    one = EPISODE.format(start="05/09/2026", end="")
    house.put("missing-805.csv", MISSING + ",episode_ref", one + ",EPIS_1", one + ",EPIS_1", one + ",EPIS_2")
    found = house.load()["missing-805.csv"]
    assert (found.accepted, found.duplicates) == (2, 1)
    assert _rules(found) == {"duplicate_row": "warn", "same_key": "warn"}, "one thing is said once: no overlap besides"
    assert [p["pairs"] for p in found.problems] == [[[2, 3]], [[2, 4]]]


def test_near_duplicates_of_the_finer_extract(house: House) -> None:
    house.put("missing_episode-805.csv", "episode_ref,child_ref,la_code,start_at,end_at",
              "EPIS_1,ABCD_1,805,05/09/2026,06/09/2026", "EPIS_2,ABCD_1,805,05/09/2026,07/09/2026")  # fmt: skip
    found = house.load()["missing_episode-805.csv"]
    assert (found.accepted, _rules(found)) == (2, {"same_key": "warn"})
    assert found.problems[0]["pairs"] == [[2, 3]]


def test_one_child_twice_with_different_attributes(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, A, A.replace("High", "Low"))
    found = house.load()["list-805-2026-09.csv"]
    assert (found.accepted, found.rejected) == (1, 1) and _rules(found) == {"duplicate_key": "reject"}
    assert found.problems[0]["pairs"] == [[2, 3]]


def test_resubmission_with_corrections(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, A, B)
    house.load()
    assert {r.status for r in house.load().values()} == {"unchanged"}
    house.put("list-805-2026-09.csv", LIST, A.replace("High", "Low"))
    house.load()
    assert house.rows("select child_ref from vemt_spell") == [("ABCD_1",)]
    assert house.rows("select count(*) from held.vemt_spell") == [(3,)], "history is kept"


def test_junk_rows_are_told_and_the_rest_is_loaded(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, A, "bad_entry_1,805,datedate,,,7,oops!,Alien,,", B)
    found = house.load()["list-805-2026-09.csv"]
    assert (found.accepted, found.rejected) == (2, 1)
    assert all(p["rows"] == [3] for p in found.problems)


@pytest.mark.parametrize("blank", ["", "-", ".", "..", "<blank>", "NULL", "nan", "Not recorded"])
def test_markers_of_nothing(house: House, blank: str) -> None:
    house.put("list-805-2026-09.csv", LIST, A.replace("High", blank))
    assert house.load()["list-805-2026-09.csv"].problems == []


def test_na_is_an_answer_about_interviews(house: House) -> None:
    house.put("missing-805.csv", MISSING, "ABCD_1,805,05/09/2026,06/09/2026,HIGH,NA,")
    house.load()
    assert house.rows("select offered from return_interview") == [("NA",)]

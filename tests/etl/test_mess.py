"""Every row of the table of real-world mess that loading handles, by its name (domain note, section 4)."""

from conftest import LIST, MISSING, House

A = "ABCD_1,805,01/09/2026,,,F,High,E,05/09/2026,Y"
B = "ABCD_2,805,02/09/2026,,,M,Low,V,05/09/2026,N"
EPISODE = "ABCD_1,805,{start},{end},HIGH,,"


def _rules(report) -> dict[str, str]:
    return {p["rule"]: p["severity"] for p in report.problems}


def test_encodings(house: House) -> None:
    """Plain, with a byte order mark, UTF-16 and Windows-1252."""
    names = {e: f"list-805-2026-0{n}.csv" for n, e in enumerate(("utf-8", "utf-8-sig", "utf-16", "cp1252"), 5)}
    for n, (encoding, name) in enumerate(names.items()):
        row = A.replace("ABCD_1", f"ABCD_{n}").replace("/09/", f"/0{n + 5}/")
        (house.folder / name).write_bytes(f"{LIST}\n{row}\n".encode(encoding))
    found = house.load()
    assert {e: (found[name].accepted, found[name].problems) for e, name in names.items()} == dict.fromkeys(
        names, (1, [])
    )


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


def test_a_header_that_may_be_data_is_named_by_its_column(house: House) -> None:
    """A title over a header row that was typed over, and a file that has lost its line ends."""
    for name, typed in (("list-805-2026-07.csv", "rang 07700900123"), ("list-805-2026-08.csv", "someone@example.org")):
        house.put(name, "VEMT list", LIST.replace("child_ref", typed), A)
    house.put("list-805-2026-09.csv", f"{LIST},typed by 4711 hands", A + ",")
    house.put("list-805-2026-10.csv", f"{LIST}," + "word " * 40, A + ",")
    house.put("list-805-2026-11.csv", f"{LIST},days open in the last 12 months", A + ",")
    found = house.load()
    said = {name[14:16]: f"{r.reason} {r.note}" for name, r in found.items()}
    assert {found[f"list-805-2026-{m}.csv"].status for m in ("07", "08")} == {"refused"}
    assert said["09"].endswith("left out: column K")
    assert said["10"].endswith("left out: column K") and "days open in the last 12 months" in said["11"]
    assert not any(secret in str(found) for secret in ("07700", "someone@", "4711", "word word"))


def test_ambiguous_headers_are_an_error(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST + ",child id", A + ",ABCD_9")
    assert "both mean child_ref" in str(house.load()["list-805-2026-09.csv"].reason)


def test_headers_only_and_first_row_blank(house: House) -> None:
    house.put("list-805-2026-08.csv", LIST)
    (house.folder / "list-805-2026-09.csv").write_text(f"\n{LIST}\nx,805,,,,,,,,\n{A}\n")
    found = house.load()
    assert "headers but no rows" in str(found["list-805-2026-08.csv"].reason)
    assert found["list-805-2026-09.csv"].problems[0]["rows"] == [3]


def test_date_formats(house: House) -> None:
    days = ("2026-09-05", "05/09/2026", "05-Sep-26", "2026-09-05 00:00:00", "5.9.2026")
    house.put("list-805-2026-09.csv", LIST, *(f"ABCD_{n},805,{day},,,F,High,E,,Y" for n, day in enumerate(days)))
    assert house.load()["list-805-2026-09.csv"].accepted == len(days)
    assert house.rows("select distinct cast(added_date as varchar) from vemt_spell") == [("2026-09-05",)]


def test_excel_serials(house: House) -> None:
    house.put(
        "missing-805.csv", MISSING, EPISODE.format(start="46000", end="46001.5"), EPISODE.format(start="59", end="")
    )
    found = house.load()["missing-805.csv"]
    assert (found.accepted, found.rejected) == (1, 1)
    assert _rules(found) == {"excel_serial": "warn", "not_a_date": "reject"}


def test_placeholder_dates(house: House) -> None:
    days = ("1900-01-01", "1899-12-30", "31/12/9999", "2300-01-01")
    rows = (EPISODE.format(start="01/09/2026", end=day).replace("ABCD_1", f"ABCD_{n}") for n, day in enumerate(days))
    house.put("missing-805.csv", MISSING, *rows)
    (problem,) = house.load()["missing-805.csv"].problems
    assert (problem["rule"], problem["severity"], problem["n"]) == ("placeholder_date", "warn", len(days))
    assert house.rows("select distinct end_at from missing_episode") == [(None,)]


def test_a_placeholder_where_a_date_must_be_rejects_the_row(house: House) -> None:
    house.put("missing-805.csv", MISSING, EPISODE.format(start="01/01/1900", end=""))
    found = house.load()["missing-805.csv"]
    assert found.rejected == 1 and _rules(found)["blank"] == "reject"


def test_decimal_ages(house: House) -> None:
    house.put("missing-805.csv", MISSING + ",age", EPISODE.format(start="01/09/2026", end="") + ",16.085558")
    house.load()
    assert house.rows("select age_band from missing_episode") == [("15-16",)]


def test_code_variants_of_the_authority(house: House) -> None:
    spelled = ("805", "E06000001", "Hartlepool", "HARTLEPOOL BOROUGH COUNCIL")
    rows = (A.replace("ABCD_1,805", f"ABCD_{n},{la}") for n, la in enumerate(spelled))
    house.put("list-2026-09.csv", LIST, *rows)
    house.load()
    assert house.rows("select la_code, count(*) from vemt_spell group by 1") == [("E06000001", len(spelled))]


def test_sex_codes_changed(house: House) -> None:
    codes = {"1": "M", "2": "F", "Male": "M", "f": "F", "b) Female": "F"}
    rows = (A.replace("ABCD_1", f"ABCD_{n}").replace(",F,", f",{sex},") for n, sex in enumerate(codes))
    house.put("list-805-2026-09.csv", LIST, *rows)
    house.load()
    assert house.rows("select sex from child order by child_ref") == [(code,) for code in codes.values()]


def test_ethnicity(house: House) -> None:
    spelled = ("ORAB", "OARA", "WBRI - White British", "wbri")
    rows = (A.replace("ABCD_1", f"ABCD_{n}") + f",{spelling}" for n, spelling in enumerate(spelled))
    house.put("list-805-2026-09.csv", LIST + ",ethnicity", *rows)
    found = house.load()["list-805-2026-09.csv"]
    assert found.accepted == len(spelled) and not any(p["rule"] == "not_in_list" for p in found.problems)
    assert house.rows("select ethnicity from child order by child_ref") == [("OOTH",)] * 2 + [("WBRI",)] * 2


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


def test_type_codes_are_normalised_first(house: House) -> None:
    kinds = {"m": "M", "A": "A", "Missing": "M", "absent": "A"}
    rows = (EPISODE.format(start=f"0{n}/09/2026", end=f"0{n}/09/2026") + f",{k}" for n, k in enumerate(kinds, 1))
    house.put("missing-805.csv", MISSING + ",episode_type", *rows)
    assert house.load()["missing-805.csv"].problems == []
    assert house.rows("select episode_type from missing_episode order by start_at") == [(c,) for c in kinds.values()]


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


def test_markers_of_nothing(house: House) -> None:
    markers = ("", "-", ".", "..", "<blank>", "NULL", "nan", "Not recorded")
    rows = (A.replace("ABCD_1", f"ABCD_{n}").replace("High", marker) for n, marker in enumerate(markers))
    house.put("list-805-2026-09.csv", LIST, *rows)
    assert house.load()["list-805-2026-09.csv"].problems == []
    assert house.rows("select distinct risk from vemt_review") == [(None,)]


def test_na_is_an_answer_about_interviews(house: House) -> None:
    house.put("missing-805.csv", MISSING, "ABCD_1,805,05/09/2026,06/09/2026,HIGH,NA,")
    house.load()
    assert house.rows("select offered from return_interview") == [("NA",)]

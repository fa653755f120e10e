"""The looked-after-children return to missing extracts."""

import os
from datetime import date
from pathlib import Path

import pytest
from raw_home import ROW, Home, read

from data_contracts.vocabularies import MISSING_FROM
from etl.pseudonymise import PseudonymiseError, new_key, pseudonymise
from etl.sources.ssda903 import PLACE, Placement, collection_year, missing_from, named_by_start


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


SHARED = Path(os.environ.get("VEMT_SHARED", Path(__file__).parents[2].parent / "shared" / "data"))


# --- the looked-after-children return --------------------------------------------------------


def _return(folder: Path, year: int = 2021) -> None:
    parts = {
        "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n77001,2,29/07/2007,BAFR,U054252063976,,\n",
        "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "77001,05/07/2019,S,V2,N5,U5,PR1,08/10/2021,X1,,U14 6TW,W15 1SU,7166363\n"
        "77001,08/10/2021,P,V2,N5,K2,PR1,,,,U14 6TW,W15 1SU,7166363\n",
        "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END\n77001,29/07/2007,M,26/06/2021,30/06/2021\n"
        "77001,29/07/2007,a,08/10/2021,\n77001,29/07/2007,M,soon,\n88002,01/01/2006,M,01/12/2021,\n",
    }
    for part, text in parts.items():
        (folder / f"{year}-{part}.csv").write_text(text)


def test_return_becomes_missing_extracts(home):
    _return(home.raw)
    report = pseudonymise(home.raw, "ssda903", "805", home.key, home.out, lookup=home.lookup)
    rows = read(home.out / "hartlepool-missing-2021-22.csv")
    kept = [[r[f] for f in ("episode_type", "start_at", "end_at", "missing_from", "sex", "age_band")] for r in rows]
    assert kept == [
        ["M", "2021-06-26", "2021-06-30", "CARE_FOSTER", "F", "13-14"],
        ["A", "2021-10-08", "", "CARE_RESIDENTIAL", "F", "13-14"],
        ["M", "", "", "", "F", ""],
        ["M", "2021-12-01", "", "UNKNOWN", "", ""],
    ]
    assert len({r["episode_ref"] for r in rows}) == 4 and rows[2]["episode_ref"] == ""
    assert rows[0]["child_ref"] == rows[1]["child_ref"] != rows[3]["child_ref"]
    assert report.blanked == {"start_at": 1} and "begins" in report.notes[-1]
    assert "HOME_POST" in report.dropped["2021-episodes.csv"]
    (line,) = read(home.out / "manifest.csv")
    assert (line["table_name"], line["period_from"], line["period_to"]) == ("missing", "2021-04-01", "2022-03-31")


def test_same_child_has_one_pseudonym_in_list_and_return(home):
    home.put([["77001", *ROW[1:]]])
    home.run()
    _return(home.raw)
    pseudonymise(home.raw, "ssda903", "E06000003", home.key, home.out)
    missing = read(home.out / "redcar-and-cleveland-missing-2021-22.csv")
    assert home.rows()[0]["child_ref"] == missing[0]["child_ref"]


def test_a_return_without_missing_or_with_other_columns_is_refused(home):
    with pytest.raises(PseudonymiseError, match="no missing file of the 903"):
        home.run(source="ssda903")
    _return(home.raw)
    (home.raw / "2021-episodes.csv").write_text("CHILD,DECOM\n1,01/01/2020\n")
    with pytest.raises(PseudonymiseError, match=r"2021-episodes\.csv has no column PLACE, DEC"):
        home.run(source="ssda903")


def test_every_place_code_leads_to_a_place():
    assert set(PLACE.values()) <= set(MISSING_FROM.codes)
    assert {PLACE[f"U{n}"] for n in range(1, 7)} == {"CARE_FOSTER"}
    assert (PLACE["K2"], PLACE["H5"], PLACE["P1"]) == ("CARE_RESIDENTIAL", "CARE_SUPPORTED", "HOME")


def test_place_on_a_day():
    day = date(2021, 10, 8)
    stays = [Placement(date(2019, 7, 5), day, "U5"), Placement(day, None, "K2")]
    assert missing_from(stays, date(2021, 10, 7)) == "CARE_FOSTER"
    assert missing_from(stays, day) == "CARE_RESIDENTIAL"
    assert missing_from(stays[:1], date(2021, 10, 9)) == missing_from([], day) == "UNKNOWN"
    assert missing_from([Placement(day, None, "Q9")], day) == "UNKNOWN"


def test_collection_years_by_what_the_data_say():
    assert not named_by_start([])
    assert not named_by_start([(2017, date(2016, 6, 1)), (2017, date(2017, 3, 31))])
    assert named_by_start([(2017, date(2017, 6, 1)), (2017, date(2018, 3, 31)), (2017, date(2017, 3, 1))])
    assert collection_year(2017, True) == (date(2017, 4, 1), date(2018, 3, 31))
    assert collection_year(2017, False) == (date(2016, 4, 1), date(2017, 3, 31))


@pytest.mark.skipif(not (SHARED / "ssda903").is_dir(), reason="needs ../shared/data/ssda903 (or VEMT_SHARED)")
def test_shared_return_of_five_years(tmp_path):
    new_key(tmp_path / "key")
    pseudonymise(
        SHARED / "ssda903", "ssda903", "stockton", tmp_path / "key", tmp_path / "out", None, tmp_path / "l.csv"
    )
    files = sorted(p.name for p in (tmp_path / "out").glob("*missing*"))
    assert files == [f"stockton-on-tees-missing-20{y}-{y + 1}.csv" for y in range(17, 22)]
    rows = [r for f in files for r in read(tmp_path / "out" / f)]
    assert [r["episode_type"] for r in rows] == ["M", "M", "A", "A", "A", "A", "A"]
    assert [r["missing_from"] for r in rows].count("CARE_FOSTER") == 5
    raw = {r["CHILD"] for p in sorted((SHARED / "ssda903").glob("*-header.csv")) for r in read(p)}
    births = {r["DOB"] for p in sorted((SHARED / "ssda903").glob("*-header.csv")) for r in read(p)}
    cells = {c for r in rows for c in r.values()}
    assert not cells & raw and not cells & births
    assert not cells & {"-".join(reversed(b.split("/"))) for b in births} - {r["start_at"] for r in rows}
    lines = read(tmp_path / "out" / "manifest.csv")
    assert all(
        line["period_from"] <= r["start_at"] <= line["period_to"] for line, r in zip(lines[1:], rows[3:], strict=True)
    )
    back = {r["pseudonym"]: r["local_id"] for r in read(tmp_path / "l.csv")}
    assert back[rows[0]["child_ref"]] == "259754"

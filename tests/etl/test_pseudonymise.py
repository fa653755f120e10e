"""Pseudonymising: what leaves holds no name, number, day of birth or word typed by hand; only home leads back."""

import csv
import os
import re
import stat
import string
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_contracts.vocabularies import MISSING_FROM
from etl.pseudonymise import PseudonymiseError, new_key, pseudonymise
from etl.pseudonymise.cleaning import Cleaner, as_date
from etl.pseudonymise.keys import normalise_id, pseudonym
from etl.pseudonymise.raw import decoded, read_sheets
from etl.sources.ssda903 import PLACE, Placement, collection_year, missing_from, named_by_start

SHARED = Path(os.environ.get("VEMT_SHARED", Path(__file__).parents[2].parent / "shared" / "data"))
MAP = """
drop = ["Full name", "Notes"]

[columns]
child_ref = "LCS number"
birth_month = "Date of birth"
sex = "Sex"
category = "Category"
risk = "Risk"
added_date = "Made active"
removed_date = "Closed"
removal_reason = "Why closed"
screening_tool = "Tool"
exploitation_types = "Types"

[values.risk]
"Red" = "VERY_HIGH"
"""
HEADERS = ["LCS number", "Full name", "Date of birth", "Sex", "UPN", "Post code", "Category", "Risk", "Made active",
           "Closed", "Why closed", "Tool", "Types", "Notes"]  # fmt: skip
ROW = ["1234567", "Zebedee Quixote", "17/03/2010", "Male", "X123456789012", "TS1 2AB", "Vulnerable", "Red",
       "05/09/2026", "", "", "Y", "CSE; county lines", "Met Zebedee at the station"]  # fmt: skip


class Home:
    """A folder of raw files with key and map beside it."""

    def __init__(self, root: Path) -> None:
        self.root, self.raw, self.out = root, root / "raw", root / "out"
        self.key, self.map, self.lookup = root / "key", root / "map.toml", root / "lookup.csv"
        self.raw.mkdir(parents=True)
        new_key(self.key)
        self.map.write_text(MAP, encoding="utf-8")

    def put(self, rows: list[list[str]], name: str = "list 2026-09-30.csv", headers: list[str] = HEADERS) -> Path:
        with (self.raw / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headers, *rows])
        return self.raw / name

    def run(self, key: Path | None = None, out: Path | None = None, source: str = "list"):
        return pseudonymise(
            self.raw, source, "Redcar & Cleveland", key or self.key, out or self.out, self.map, self.lookup
        )

    def rows(self, out: Path | None = None) -> list[dict[str, str]]:
        path = (out or self.out) / "redcar-and-cleveland-list-2026-09-30.csv"
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# --- keys ------------------------------------------------------------------------------------


def test_new_key_is_long_owner_only_and_never_overwritten(tmp_path):
    new_key(tmp_path / "a")
    new_key(tmp_path / "b")
    text = (tmp_path / "a").read_text()
    assert re.fullmatch(r"[0-9a-f]{64}\n", text) and text != (tmp_path / "b").read_text()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    with pytest.raises(PseudonymiseError, match="left alone"):
        new_key(tmp_path / "a")
    assert (tmp_path / "a").read_text() == text


@pytest.mark.parametrize(
    ("text", "says"),
    [("ab" * 31, "248 bits"), ("", "0 bits"), ("zz" * 32, "hex"), ("00" * 32, "not random"), ("ab" * 32, "not random")],
)
def test_weak_keys_are_refused(home, text, says):
    home.put([ROW])
    home.key.write_text(text)
    with pytest.raises(PseudonymiseError, match=says):
        home.run()
    assert not home.out.exists()


def test_same_key_same_pseudonyms_other_key_others(home):
    home.put([ROW])
    home.run()
    home.run(out=home.root / "again")
    new_key(home.root / "key2")
    home.lookup.unlink()
    home.run(key=home.root / "key2", out=home.root / "other")
    first, again, other = (home.rows(home.root / n)[0]["child_ref"] for n in ("out", "again", "other"))
    assert first == again != other
    assert re.fullmatch(r"[0-9a-f]{16,64}", first)


def test_authority_and_kind_are_part_of_the_pseudonym():
    key = bytes(range(32))
    made = {pseudonym(key, la, kind, "1") for la in ("E06000001", "E06000002") for kind in ("child", "spell")}
    assert len(made) == 4


def test_pseudonyms_never_look_like_numbers():
    key = bytes(range(32))
    made = [pseudonym(key, "E06000001", "child", str(n)) for n in range(40_000)]
    assert len(set(made)) == len(made)
    assert not [m for m in made if re.fullmatch(r"\d+(e\d+)?", m)]
    assert any(len(m) > 16 for m in made), "some had to be made longer"


@pytest.mark.parametrize(
    ("raw", "plain"), [(" 12 34 ", "1234"), ("0001234", "1234"), ("1234.0", "1234"), ("ab-1", "AB-1"), ("0", "0")]
)
def test_local_ids_have_one_spelling(raw, plain):
    assert normalise_id(raw) == plain


# --- lists -----------------------------------------------------------------------------------


def test_list_becomes_an_extract(home):
    home.put([ROW])
    report = home.run()
    (row,) = home.rows()
    assert row | {"child_ref": ""} == {
        "la_code": "E06000003", "child_ref": "", "birth_month": "2010-03", "sex": "M", "category": "V",
        "risk": "VERY_HIGH", "added_date": "2026-09-05", "removed_date": "", "removal_reason": "",
        "screening_tool": "Y", "exploitation_types": "CSE|COUNTY_LINES",
    }  # fmt: skip
    assert report.dropped == {"list 2026-09-30.csv": ["Full name", "UPN", "Post code", "Notes"]}
    assert (report.rows, report.files_written) == (1, ["redcar-and-cleveland-list-2026-09-30.csv"])
    (line,) = _read(home.out / "manifest.csv")
    assert (line["la_code"], line["table_name"], line["period_from"], line["period_to"], line["extracted_at"]) == (
        "E06000003", "list", "2026-09-01", "2026-09-30", "2026-09-30",
    )  # fmt: skip


def test_window_goes_back_to_the_first_removal_shown(home):
    gone = [*ROW[:9], "14/02/2026", "Risk reduced", *ROW[11:]]
    home.put([ROW, gone])
    home.run()
    assert _read(home.out / "manifest.csv")[0]["period_from"] == "2026-02-01"


def test_months_add_up_in_one_manifest(home):
    home.put([ROW])
    home.put([ROW], "list 2026-08-31.csv")
    home.run()
    (home.raw / "list 2026-08-31.csv").unlink()
    home.put([ROW], "list 2026-10.csv")
    home.run()
    files = [r["file"] for r in _read(home.out / "manifest.csv")]
    assert files == [f"redcar-and-cleveland-list-2026-{d}.csv" for d in ("08-31", "09-30", "10-31")]
    assert all((home.out / f).exists() for f in files)


def test_lookup_leads_back_and_stays_at_home(home):
    home.put([ROW, ["0007654", *ROW[1:]]])
    home.run()
    lookup = {r["pseudonym"]: r["local_id"] for r in _read(home.lookup)}
    assert [lookup[r["child_ref"]] for r in home.rows()] == ["1234567", "7654"]
    assert stat.S_IMODE(home.lookup.stat().st_mode) == 0o600
    home.put([["42", *ROW[1:]]])
    home.run()
    assert set(lookup) < {r["pseudonym"] for r in _read(home.lookup)}, "earlier children stay in it"


@pytest.mark.parametrize("what", ["lookup", "key", "raw"])
def test_what_must_stay_at_home_is_not_let_out(home, what):
    home.put([ROW])
    if what == "lookup":
        home.lookup = home.out / "lookup.csv"
    if what == "key":
        home.key = home.key.rename(home.root / "raw" / "key")
        home.out = home.raw
    if what == "raw":
        home.out = home.root
    with pytest.raises(PseudonymiseError):
        home.run()
    assert not (home.out / "manifest.csv").exists()


def test_a_file_that_is_no_lookup_is_left_alone(home):
    home.put([ROW])
    home.lookup.write_text("something else\n")
    with pytest.raises(PseudonymiseError, match="no lookup"):
        home.run()
    assert home.lookup.read_text() == "something else\n" and not home.out.exists()


def test_a_header_that_is_not_there_is_named_with_near_misses(home):
    home.put([ROW], headers=["LCS number", "Full name", "Date of brith", *HEADERS[3:]])
    with pytest.raises(
        PseudonymiseError, match=r"birth_month is in “Date of birth”.*Near misses there: “Date of brith”"
    ):
        home.run()


def test_no_mapped_header_at_all(home):
    home.put([["a", "b"]], headers=["One", "Two"])
    with pytest.raises(PseudonymiseError, match="child_ref is in “LCS number”"):
        home.run()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sex = ", "sexx = ", "a field sexx that there is not.*sex"),
        ("added_date = ", "referral_date = ", r"under \[columns\] where added_date"),
        ('"VERY_HIGH"', '"SEVERE"', "a code that there is not; the codes are VERY_HIGH, HIGH"),
        ("values.risk", "values.added_date", "takes no codes"),
        ('drop = ["Full name"', 'drop = ["Sex"', "both uses and drops “Sex”"),
        ("[columns]", "[columns", "not TOML"),
    ],
)
def test_maps_that_cannot_be_meant(home, old, new, says):
    home.put([ROW])
    assert old in MAP
    home.map.write_text(MAP.replace(old, new), encoding="utf-8")
    with pytest.raises(PseudonymiseError, match=says):
        home.run()


def test_a_file_without_headers_is_not_repeated(home):
    with (home.raw / "list 2026-09-30.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Sexton Riske", *ROW[1:]], ROW])
    with pytest.raises(PseudonymiseError) as caught:
        home.run()
    assert "Nothing there looks like it" in str(caught.value)
    assert not any(cell in str(caught.value) for cell in ("Sexton", *filter(None, ROW[1:10])))


def test_month_first_dates_are_not_guessed_at(home):
    home.put([ROW, [*ROW[:8], "09/25/2026", *ROW[9:]]])
    with pytest.raises(PseudonymiseError, match="“Made active” has 1 dates that can only be month first"):
        home.run()
    assert not home.out.exists()


def test_lookup_beside_the_raw_files_is_not_read_as_one(home):
    home.put([ROW])
    home.lookup = home.raw / "lookup.csv"
    home.run()
    assert home.run().files_read == ["list 2026-09-30.csv"]


@pytest.mark.parametrize(
    ("name", "day"),
    [("VEMT 31.02.2026", "2026-02-28"), ("list_20260930", "2026-09-30"), ("Sept 2026-09", "2026-09-30"),
     ("current", "2026-09-05")],
)  # fmt: skip
def test_day_of_a_list_comes_from_its_name_or_its_dates(home, name, day):
    home.put([ROW], f"{name}.csv")
    assert home.run().files_written == [f"redcar-and-cleveland-list-{day}.csv"]


def test_words_in_code_and_date_columns_do_not_leave(home):
    home.put(
        [[*ROW[:6], "see Zebedee", "asked Anna", "05/09/2026", "moved to Aunt Polly", "Bob", "maybe", "CSE;x", ""]]
    )
    report = home.run()
    row = home.rows()[0]
    assert (row["category"], row["risk"], row["removed_date"], row["removal_reason"]) == ("", "", "", "")
    assert (row["screening_tool"], row["exploitation_types"]) == ("", "CSE")
    assert report.blanked == {"category": 1, "exploitation_types": 1, "removal_reason": 1, "removed_date": 1, "risk": 1,
                              "screening_tool": 1}  # fmt: skip


def test_excel_with_title_rows_and_true_dates(home):
    with xlsxwriter.Workbook(home.raw / "VEMT list 30.09.2026.xlsx") as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Read me").write_string(0, 0, "Ask Zebedee")
        sheet = book.add_worksheet("Open cases")
        sheet.write_string(0, 0, "VEMT list of September")
        sheet.write_row(2, 0, HEADERS)
        sheet.write_row(3, 0, ROW)
        sheet.write_number(3, 0, 1234567)
        sheet.write_datetime(3, 2, date(2010, 3, 17), day)
        sheet.write_datetime(3, 8, date(2026, 9, 5), day)
    report = home.run()
    excel = home.rows()
    (home.raw / "VEMT list 30.09.2026.xlsx").unlink()
    home.put([ROW])
    home.run()
    assert excel == home.rows()
    assert report.notes == ["VEMT list 30.09.2026.xlsx: a sheet without the mapped headers was left out."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_encoding_and_separator(home, encoding, mark):
    name = ["Zoë – “Zed”" if c == ROW[1] else c.replace(";", " /") for c in ROW]
    text = "\r\n".join(mark.join(line) for line in (HEADERS, name))
    (home.raw / "list 2026-09-30.csv").write_bytes(text.encode(encoding))
    home.run()
    assert home.rows()[0]["birth_month"] == "2010-03"


def test_a_broken_workbook_is_named(home):
    (home.raw / "broken.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(PseudonymiseError, match=r"broken\.xlsx could not be read"):
        home.run()


def test_errors_and_reports_hold_no_cell(home):
    home.put([ROW, ["", *ROW[1:]]])
    report = str(home.run().as_json())
    for cell in (ROW[0], ROW[1], ROW[2], ROW[4], ROW[5], ROW[13]):
        assert cell not in report


# --- the property: nothing raw gets out ------------------------------------------------------

_WORD = st.text(alphabet=string.ascii_letters + "éüñ'’- ", min_size=5, max_size=20).filter(lambda t: len(t.strip()) > 4)
_BIRTH = st.dates(date(2008, 1, 1), date(2016, 12, 31))
_RAW = st.fixed_dictionaries(
    {
        "id": st.integers(100_000, 99_999_999).map(str),
        "name": st.tuples(_WORD, _WORD).map(" ".join),
        "birth": _BIRTH,
        "form": st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d.%m.%y"]),
        "upn": st.from_regex(r"[A-Z]\d{12}", fullmatch=True),
        "postcode": st.from_regex(r"TS\d{1,2} \d[A-Z]{2}", fullmatch=True),
        "coded": st.sampled_from(["V", "Exploited", "Zed Quux", "07700 900123"]),
        "added": st.dates(date(2026, 9, 1), date(2026, 9, 30)),
        "astray": st.sampled_from(["name", "birth", "upn", "postcode", "id", "none"]),
        "note": st.text(alphabet=string.printable + "€“”", min_size=30, max_size=120),
    }
)


def _raw_row(child: dict) -> tuple[list[str], list[str]]:
    """A raw row, and the texts in it that must never get out."""
    birth = child["birth"].strftime(child["form"])
    secrets = {"name": child["name"], "birth": birth, "upn": child["upn"], "postcode": child["postcode"],
               "id": child["id"], "none": "Risk reduced"}  # fmt: skip
    astray = secrets[child["astray"]]  # typed into a column where a code or a date belongs
    row = [child["id"], child["name"], birth, astray, child["upn"], child["postcode"], child["coded"], astray,
           child["added"].strftime("%d/%m/%Y"), "", astray, astray if child["astray"] != "birth" else "N",
           child["note"], child["note"]]  # fmt: skip
    days = [child["birth"].strftime(f) for f in ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y")]
    hidden = [child["name"], child["upn"], child["postcode"], child["note"], "Zed Quux", "07700 900123", birth, *days]
    return row, hidden


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(children=st.lists(_RAW, min_size=1, max_size=6))
def test_no_raw_identifier_gets_out(tmp_path_factory, children):
    home = Home(tmp_path_factory.mktemp("home"))
    made = [_raw_row(c) for c in children]
    home.put([row for row, _ in made])
    home.run()
    texts = [p.read_text(encoding="utf-8") for p in home.out.iterdir()]
    cells = {c for p in home.out.glob("*list*") for row in csv.reader(p.open(encoding="utf-8")) for c in row}
    for child, (_, hidden) in zip(children, made, strict=True):
        assert not any(secret in text for secret in hidden if secret.strip() for text in texts)
        assert child["id"] not in cells
    allowed = re.compile(r"[0-9a-f]{16,64}|\d{4}-\d{2}|2026-09-\d{2}|E06000003|[A-Z_|]*|[a-z_]+")
    assert all(allowed.fullmatch(c) for c in cells), "only refs, months, days of the list and codes"
    assert len(_read(home.lookup)) == len({normalise_id(c["id"]) for c in children})


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["sex", "risk", "category", "birth_month", "added_date", "nrm"]))
def test_any_cell_leaves_as_code_date_or_blank(text, field):
    assert re.fullmatch(r"|[A-Z_]+|\d{4}-\d{2}(-\d{2})?", Cleaner({}).cell(field, text))


# --- dates and text --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-03", date(2026, 9, 3)), ("03/09/2026", date(2026, 9, 3)), ("3.9.26", date(2026, 9, 3)),
        ("3 Sep 2026", date(2026, 9, 3)), ("46268", date(2026, 9, 3)), ("2026-09-03 00:00:00", date(2026, 9, 3)),
        ("13/13/2026", None), ("31/02/2026", None), ("soon", None), ("", None), ("12345678", None),
        ("17/03/99", date(1999, 3, 17)),
    ],
)  # fmt: skip
def test_dates(text, day):
    assert as_date(text) == day


def test_windows_letters_survive():
    text = decoded("Child,Name\r\n1,Zoë Quixote\r\n".encode("cp1252"), "x.csv")
    assert "Zoë" in text


def test_rows_are_evened_out(tmp_path):
    (tmp_path / "x.csv").write_text("a,b,c\n1,2\n\n3,4,5\n")
    headers, rows = read_sheets(tmp_path / "x.csv")[0].table(["a", "b"])
    assert headers == ["a", "b", "c"] and rows == [{"a": "1", "b": "2", "c": ""}, {"a": "3", "b": "4", "c": "5"}]


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
    rows = _read(home.out / "hartlepool-missing-2021-22.csv")
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
    (line,) = _read(home.out / "manifest.csv")
    assert (line["table_name"], line["period_from"], line["period_to"]) == ("missing", "2021-04-01", "2022-03-31")


def test_same_child_has_one_pseudonym_in_list_and_return(home):
    home.put([["77001", *ROW[1:]]])
    home.run()
    _return(home.raw)
    pseudonymise(home.raw, "ssda903", "E06000003", home.key, home.out)
    missing = _read(home.out / "redcar-and-cleveland-missing-2021-22.csv")
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
    rows = [r for f in files for r in _read(tmp_path / "out" / f)]
    assert [r["episode_type"] for r in rows] == ["M", "M", "A", "A", "A", "A", "A"]
    assert [r["missing_from"] for r in rows].count("CARE_FOSTER") == 5
    raw = {r["CHILD"] for p in sorted((SHARED / "ssda903").glob("*-header.csv")) for r in _read(p)}
    births = {r["DOB"] for p in sorted((SHARED / "ssda903").glob("*-header.csv")) for r in _read(p)}
    cells = {c for r in rows for c in r.values()}
    assert not cells & raw and not cells & births
    assert not cells & {"-".join(reversed(b.split("/"))) for b in births} - {r["start_at"] for r in rows}
    lines = _read(tmp_path / "out" / "manifest.csv")
    assert all(
        line["period_from"] <= r["start_at"] <= line["period_to"] for line, r in zip(lines[1:], rows[3:], strict=True)
    )
    back = {r["pseudonym"]: r["local_id"] for r in _read(tmp_path / "l.csv")}
    assert back[rows[0]["child_ref"]] == "259754"


def test_sources_and_authorities_are_named_when_wrong(home):
    home.put([ROW])
    with pytest.raises(PseudonymiseError, match="one of list, ssda903"):
        home.run(source="annexa")
    with pytest.raises(PseudonymiseError, match="Hartlepool"):
        pseudonymise(home.raw, "list", "Durham", home.key, home.out, home.map)
    with pytest.raises(PseudonymiseError, match="column map"):
        pseudonymise(home.raw, "list", "805", home.key, home.out)

"""Files that could name a child are refused; files that cannot are not; no message holds a value."""

import hashlib
import random
import uuid
from datetime import date, timedelta

import pandas as pd
import pytest
from fine_rows import FINE_GOOD
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import GOOD

from data_contracts.identifiers import identifying_columns
from data_contracts.kit import contracts

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
quick = settings(max_examples=25, deadline=None)
seeds = st.integers(0, 2**32 - 1).map(random.Random)


def failed_tests(cells, header="column", known=None):
    frame = pd.DataFrame({header: pd.Series(list(cells), dtype="str")})
    return {f.test for f in identifying_columns(frame, known or {})}


# --- makers of values ------------------------------------------------------------------------


def postcode(r, space=" "):
    outward, inward = r.choice(["A9", "A99", "AA9", "AA99", "A9A", "AA9A"]), "9AA"
    letters = [r.choice(LETTERS) if c == "A" else str(r.randint(0, 9)) for c in outward + inward]
    return "".join(letters[:-3]) + space + "".join(letters[-3:])


def upn(r):
    return r.choice(LETTERS) + "".join(str(r.randint(0, 9)) for _ in range(12))


def nhs_number(r):
    while True:
        digits = [r.randint(0, 9) for _ in range(9)]
        check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        if check != 10:
            text = "".join(map(str, [*digits, check]))
            return r.choice([text, f"{text[:3]} {text[3:6]} {text[6:]}"])


def email(r):
    return f"{r.choice(['x.y', 'a', 'q_1'])}@{r.choice(['example.org', 'mail.example.gov.uk'])}"


def phone(r):
    tail = "".join(str(r.randint(0, 9)) for _ in range(9))
    start = r.choice(["07", "01", "02", "+447", "+44 7", "00447", "+44 (0)7"])
    return start + r.choice([tail, f"{tail[:3]} {tail[3:]}", f"{tail[:3]}-{tail[3:]}"])


def birthday(r, first=False):
    day = date(2005, 1, 1) + timedelta(days=r.randint(0, 4000))
    day = day.replace(day=1 if first else max(day.day, 2))
    form = r.choice(
        ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%Y-%m-%d 00:00:00", "%d %B %Y", "%d-%b-%y", "%d.%m.%Y", "%Y%m%d"]
    )
    return day.strftime(form)


def excel_birthday(r):
    day = date(2005, 1, 1) + timedelta(days=r.randint(0, 4000))
    return str((day.replace(day=max(day.day, 2)) - date(1899, 12, 30)).days)


def sentence(r):
    words = ["went", "with", "friends", "after", "school", "to", "see", "someone", "near", "town"]
    return " ".join(r.choices(words, k=r.randint(4, 20))) + str(r.randint(0, 9**6))


MAKERS = {"postcode": postcode, "upn": upn, "nhs_number": nhs_number, "email": email, "phone": phone,
          "free_text": sentence}  # fmt: skip


# --- must refuse -----------------------------------------------------------------------------


@pytest.mark.parametrize("test", MAKERS)
@given(r=seeds, n=st.integers(1, 30), blanks=st.integers(0, 10))
@quick
def test_a_column_of_them_is_refused_under_any_header(test, r, n, blanks):
    cells = [MAKERS[test](r) for _ in range(n)] + ["", " ", None, "-"][: min(blanks, 4)]
    r.shuffle(cells)
    assert test in failed_tests(cells)
    assert test in failed_tests(cells, "Risk level", {"Risk level": "risk"})


@given(r=seeds, n=st.integers(1, 30))
@quick
def test_postcodes_without_a_space_are_refused(r, n):
    assert "postcode_without_space" in failed_tests([postcode(r, "") for _ in range(n)])


@pytest.mark.parametrize("test", ["postcode", "upn", "email"])
@given(r=seeds, n=st.integers(0, 200))
@quick
def test_one_is_enough_in_a_column_that_no_contract_knows(test, r, n):
    assert test in failed_tests(["Y"] * n + [f"see {MAKERS[test](r)}"])


@pytest.mark.parametrize("header", ["DOB", "Date of Birth", "MC_DOB", "PersonBirthDate", "pers_dob", "born"])
@pytest.mark.parametrize("make", [birthday, excel_birthday])
@given(r=seeds, n=st.integers(0, 20))
@quick
def test_days_of_birth_are_refused(header, make, r, n):
    cells = [birthday(r, first=True) for _ in range(n)] + [make(r)]
    assert failed_tests(cells, header) == {"birth_day"}
    assert failed_tests(cells, header, {header: "birth_month"}) == {"birth_day"}


@pytest.mark.parametrize("header", ["CHILD", "Child Unique ID", "child_ref", "LAchildID", "pers_person_id", "Child id"])
@given(r=seeds, n=st.integers(1, 30), digits=st.integers(4, 8), excel=st.booleans())
@quick
def test_bare_case_numbers_are_refused(header, r, n, digits, excel):
    cells = [str(r.randint(10 ** (digits - 1), 10**digits - 1)) + (".0" if excel else "") for _ in range(n)]
    assert "raw_reference" in failed_tests(cells, header)
    assert "raw_reference" in failed_tests(cells, "ref", {"ref": "child_ref"})


REFUSED_HEADERS = (
    """
Forename|Surname|First Name|last_name|Child's name|pers_forename|Name|Alias|AKA|known as|Preferred name|Initials
Allocated Worker|Social worker|prof_professional_name|Personal Adviser|invo_professional_id|Allocated Worker Name
Mother|Parent name|GP|GP surgery|School|School name|Perpetrator|Nickname|Next of kin
UPN|former_upn|Unique Pupil Number|NHS number|NHS No.|NHS|pers_common_child_id|SUI|URN|URN of Placement|pers_upn
HOME_POST|PL_POST|Postcode|Post code|Placement postcode|Address|Home address|UPRN|Easting|Latitude|what3words
Phone|Telephone|Mobile number|E-mail|email address|Snapchat|Facebook|Instagram handle
Niche ref|Crime number|NRM reference|Passport number|LCS id|Mosaic ID|Linked identifiers
Notes|Comments|Case narrative|Free text|Description|Additional information|Summary
Date of death|EDD|Expected date of birth|expected_dob
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("header", REFUSED_HEADERS)
def test_header_is_refused_and_named(header):
    found = identifying_columns(pd.DataFrame({"risk": ["HIGH"], header: ["zzqj"]}), {"risk": "risk"})
    assert [f.column for f in found] == [header]
    assert header in found[0].message
    assert found[0].test in found[0].message
    assert "zzqj" not in found[0].message + found[0].remedy


def test_a_file_without_headers_is_refused_without_repeating_its_first_row():
    frame = pd.DataFrame([["Y", "Q1 1QQ"]], columns=["Y", "Z9 9ZZ"])
    found = [f for f in identifying_columns(frame) if f.test == "header_is_data"]
    assert [f.column for f in found] == ["column 2"]
    assert "Z9 9ZZ" not in str(found)


@pytest.mark.parametrize("header", ["Surname", "UPN", "Home address", "NHS number", "E-mail", "Date of death"])
@pytest.mark.parametrize("cells", [[""], ["Y", "N"], []])
def test_such_headers_are_refused_whatever_stands_under_them(header, cells):
    assert len(failed_tests(cells, header)) == 1


# --- must pass -------------------------------------------------------------------------------


@given(r=seeds, n=st.integers(1, 40))
@quick
def test_pseudonyms_pass(r, n):
    numbers = [r.getrandbits(128) for _ in range(n)]
    for cells in (
        [hashlib.sha256(str(i).encode()).hexdigest() for i in numbers],
        [hashlib.sha256(str(i).encode()).hexdigest()[:16] for i in numbers],
        [str(uuid.UUID(int=i)) for i in numbers],
        [f"HPL-{i % 10**6:06d}" for i in numbers],
        [str(i % 10**18 + 10**18) for i in numbers],
    ):
        assert failed_tests(cells, "Child reference", {"Child reference": "child_ref"}) == set()
        assert failed_tests(cells, "CHILD") == set()


@given(r=seeds)
@quick
def test_ten_digit_study_numbers_pass(r):
    cells = [str(r.randint(10**9, 10**10 - 1)) for _ in range(40)]
    assert failed_tests(cells, "child_ref", {"child_ref": "child_ref"}) == set()


@given(r=seeds, n=st.integers(1, 30))
@quick
def test_first_of_the_month_passes_as_birth_month(r, n):
    cells = [birthday(r, first=True) for _ in range(n)] + ["2012-06", "06/2012", "Jun-12", "June 2012", ""]
    assert failed_tests(cells, "DOB") == set()
    assert failed_tests(cells, "DOB", {"DOB": "birth_month"}) == set()


@given(r=seeds, n=st.integers(1, 30))
@quick
def test_wards_dates_and_counts_pass(r, n):
    days = [date(2020, 1, 1) + timedelta(days=r.randint(0, 3000)) for _ in range(n)]
    assert failed_tests([f"E05{r.randint(0, 999999):06d}" for _ in days], "ward_code") == set()
    for form in ("%d/%m/%Y", "%Y-%m-%d %H:%M", "%d-%m-%Y 14:30", "%d %B %Y 10:00"):
        assert failed_tests([d.strftime(form) for d in days], "date seen") == set()
    assert failed_tests([str(r.randint(0, 99999)) for _ in days], "how many") == set()


@pytest.mark.parametrize("name", [n for n, c in contracts().items() if not c.published])
def test_every_code_label_and_synonym_passes_under_every_header(name):
    contract = contracts()[name]
    for field, spec in contract.fields.items():
        spoken = [] if spec.vocabulary is None else [
            *spec.vocabulary.labels,
            *spec.vocabulary.labels.values(),
            *(s for v in spec.vocabulary.also.values() for s in v),
        ]  # fmt: skip
        cells = {"date": ["2026-05-09"], "datetime": ["09/05/2026 22:10"], "ref": ["a1b2c3d4e5"]}.get(
            spec.kind, ["Y", "N"]
        )
        for header in (field, field.replace("_", " ").title(), *spec.aliases):
            assert (
                failed_tests(spoken or cells if spec.kind != "month" else ["2012-06"], header, {header: field}) == set()
            )


@pytest.mark.parametrize("name", [n for n, c in contracts().items() if not c.published])
def test_clean_rows_pass(name):
    row = {k: str(v) for k, v in (GOOD | FINE_GOOD)[name].items()}
    if "birth_month" in row:
        row["birth_month"] = row["birth_month"][:7]
    assert identifying_columns(pd.DataFrame([row]), {k: k for k in row}) == []


@pytest.mark.parametrize("test", MAKERS)
@given(r=seeds, n=st.integers(1, 200))
@quick
def test_one_odd_cell_in_a_coded_column_is_its_rows_fault(test, r, n):
    cells = ["HIGH"] * n + [MAKERS[test](r)]
    assert failed_tests(cells, "Risk level", {"Risk level": "risk"}) == set()


@pytest.mark.parametrize(
    "header",
    ["Parents told", "Letter sent to parent", "GP informed", "In school", "Agency name", "LA name", "Team Name"],
)
def test_plain_answers_under_such_headers_pass(header):
    assert failed_tests(["Y", "N", "", "2026-05-09", "09/05/2026"], header) == set()


def test_labels_that_repeat_are_no_prose():
    teams = ["Children in Care Team North", "Children in Care Team South"]
    assert failed_tests(teams * 6, "Team") == set()
    assert failed_tests(teams * 6, "Risk", {"Risk": "risk"}) == set()
    assert failed_tests(teams, "Team") == {"free_text"}


def test_published_files_are_not_tested():
    frame = pd.DataFrame({"la_name": ["a"], "Notes": ["one two three four five"]})
    assert identifying_columns(frame, published=True) == []
    assert identifying_columns(frame)


# --- always ----------------------------------------------------------------------------------


@given(
    header=st.text(max_size=20),
    cells=st.lists(st.one_of(st.none(), st.text(max_size=30), st.from_regex(r"[A-Z0-9 @./-]{1,20}", fullmatch=True))),
)
@settings(max_examples=80, deadline=None)
def test_never_fails_and_never_repeats_a_cell(header, cells):
    marked = [c if c is None else f"{c}" for c in cells]
    for finding in identifying_columns(pd.DataFrame({header: pd.Series(marked, dtype="object")})):
        told = (finding.message + finding.remedy).replace(repr(header), "")
        assert not [c for c in marked if c and len(c.strip()) > 4 and not c.strip().isalpha() and c.strip() in told]


def test_columns_of_one_name_are_each_tested():
    frame = pd.DataFrame([["Y", "Q1 1QQ"]], columns=["a", "a"])
    assert [f.test for f in identifying_columns(frame)] == ["postcode"]


# --- real formats ----------------------------------------------------------------------------

RAW = {"header": {"CHILD", "DOB", "UPN", "MC_DOB"}, "episodes": {"CHILD", "HOME_POST", "PL_POST", "URN"},
       "missing": {"CHILD", "DOB"}}  # fmt: skip


def test_raw_looked_after_returns_are_refused(shared):
    files = sorted((shared / "ssda903").glob("20*.csv"))
    assert files
    for path in files:
        frame = pd.read_csv(path, dtype="str", keep_default_na=False)
        named = {f.column for f in identifying_columns(frame)}
        expected = RAW[path.stem.split("-")[1]]
        if not frame.get("MC_DOB", pd.Series(dtype="str")).ne("").any():
            expected = expected - {"MC_DOB"}
        assert named == expected, path.name


def test_a_file_with_parts_of_postcodes_is_refused_by_its_headers(shared):
    frame = pd.read_csv(
        shared / "ssda903" / "episodes-overlaps-open-duplicates.csv", dtype="str", keep_default_na=False
    )
    assert {f.column for f in identifying_columns(frame)} == {"HOME_POST", "PL_POST", "URN"}


def test_every_sheet_of_the_annex_a_workbook_is_refused(shared):
    sheets = pd.read_excel(shared / "annexa" / "annex_a.xlsx", sheet_name=None, dtype="str", engine="calamine")
    assert len(sheets) > 8
    for name, frame in sheets.items():
        named = {f.column for f in identifying_columns(frame)}
        assert named, name
        if "Date of Birth" in frame:
            assert {"Child Unique ID", "Date of Birth"} <= named, name

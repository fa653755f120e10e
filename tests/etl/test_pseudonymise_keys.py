"""Keys and pseudonyms; and that nothing raw gets out: no name, number, day of birth or word typed by hand."""

import csv
import re
import stat
import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_home import ROW, Home, read

from etl.pseudonymise import PseudonymiseError, new_key
from etl.pseudonymise.cleaning import Cleaner, as_date
from etl.pseudonymise.keys import normalise_id, pseudonym
from etl.pseudonymise.raw import decoded, read_sheets


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


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
    assert len(read(home.lookup)) == len({normalise_id(c["id"]) for c in children})


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

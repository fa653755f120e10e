"""Audiences: what ships, what a group's own file may change, what is refused."""

import pytest

from data_contracts.areas import AREAS, LA_CODES
from data_contracts.vocabularies import AUTHORITIES
from release.audiences import AudienceError, load_audiences


def test_what_ships():
    found = load_audiences(None)
    assert {n: a.mode for n, a in found.items()} == {
        "strategic": "controlled", "assurance": "protected", "producer": "producer", "public": "coarse",
        **{f"operational-{a.slug}": "operational" for a in AUTHORITIES}}  # fmt: skip
    assert {found[f"operational-{a.slug}"].own for a in AUTHORITIES} == set(LA_CODES)
    assert found["strategic"].areas == tuple(AREAS)
    assert found["assurance"].areas == ("TEES", "HSSCP", "STSCP")
    assert found["assurance"].periods == ("quarter", "year")
    assert "OFFICIAL-SENSITIVE" in found["strategic"].marking
    assert not any(a.decided for a in found.values())


def test_own_file_overrides_one_key_and_leaves_the_rest(tmp_path):
    (tmp_path / "audiences.toml").write_text(
        '[strategic]\ndecided_by = "chair"\ndecided_on = 2026-10-01\nareas = ["tees", "E06000001"]\n', "utf-8"
    )
    found = load_audiences(tmp_path)
    assert found["strategic"].decided and found["strategic"].decided_on == "2026-10-01"
    assert found["strategic"].areas == ("TEES", "E06000001") and found["strategic"].mode == "controlled"
    assert found["assurance"] == load_audiences(None)["assurance"]
    assert load_audiences(tmp_path / "absent") == load_audiences(None)


def test_pages_that_an_audience_does_not_have_are_named_with_the_reason(tmp_path):
    assert set(load_audiences(None)["strategic"].without) == set()
    assert load_audiences(None)["public"].without["places"].endswith(".")
    (tmp_path / "audiences.toml").write_text('[strategic.without]\naudit = "Not yet agreed."\n', "utf-8")
    assert load_audiences(tmp_path)["strategic"].without == {"audit": "Not yet agreed."}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[strategic]\nmood = 1", r"audiences.toml: \[strategic\] mood: unknown"),
        ('[strategic]\nmode = "shut"', r"\[strategic\] mode: must be one of"),
        ('[strategic]\nareas = ["everywhere"]', r"\[strategic\] areas: must be a list out of"),
        ('[strategic]\nperiods = "month"', r"\[strategic\] periods: must be a list"),
        ('[strategic]\ndecided_on = "last week"', r"\[strategic\] decided_on: must be a date"),
        ('[strategic]\ntitle = ""', r"\[strategic\] title: missing"),
        ("[strategic]\nmarking = 3", r"\[strategic\] marking: must be text"),
        ('[strategic]\nown = "E06000001"', r"\[strategic\] own: an operational section"),
        ('[operational-hartlepool]\nown = "TEES"', r"\[operational-hartlepool\] own: an operational section"),
        ('[board]\ntitle = "Board"', r"\[board\] mode: missing"),
        ("small = 3", "small stands outside a section"),
        ("[strategic", "not TOML"),
        ('[public.without]\nplaces = ""', r"\[public\] without: must give for each page a sentence"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path, text, said):
    (tmp_path / "audiences.toml").write_text(text, "utf-8")
    with pytest.raises(AudienceError, match=said):
        load_audiences(tmp_path)

"""A wrong translation of the contract stops the load: nothing is stored."""

from dataclasses import replace

import pytest
from large.messy_rows import GOOD_REFS

from etl.judge import JudgeError
from etl.large import checks, odd, source, stage
from etl.large import strict as strict_forms
from etl.large.strict import Strict, is_odd, strict
from etl.load import load_folder
from etl.warehouse import open_warehouse

GOOD = "{ref},E06000001,2024-01-{day:02} 10:00,2024-01-{day:02} 12:00,HOME"
BAD = (
    ",E06000001,2024-01-13 10:00,,HOME",
    "a b c,E06000001,2024-01-05 10:00,,HOME",
    "no!,E06000001,2024-01-06 10:00,,HOME",
    "abc,E06000001,2024-01-07 10:00,,HOME",
    f"{GOOD_REFS[0]},E06000099,2024-01-08 10:00,,HOME",
    f"{GOOD_REFS[1]},E06000001,2024-01-09 10:00,2024-01-09 09:00,HOME",
    f"{GOOD_REFS[2]},E06000001,2024-01-10 10:00,,Nowhere",
    f"{GOOD_REFS[3]},E06000001,2024-01-11 10:00,2024-01-11 10:00,home",
    f"{GOOD_REFS[4]},E06000001,2024-13-12 10:00,,HOME",
)


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LARGE_FROM", 0)
    (tmp_path / "in").mkdir()
    good = [GOOD.format(ref=ref, day=day) for day, ref in enumerate(GOOD_REFS[:20], start=1)]
    lines = ["child_ref,la_code,start_at,end_at,missing_from", *good, *BAD]
    (tmp_path / "in" / "missing.csv").write_text("\n".join(lines), encoding="utf-8")
    return lambda: load_folder(tmp_path / "home", tmp_path / "in").files[0]


def test_the_right_translation_loads(load):
    file = load()
    assert (file.rows_read, file.accepted, file.rejected) == (29, 22, 7)


def _codes(monkeypatch, value: str, odd_when: str) -> None:
    """Read every code by another expression over the cell."""

    def read(spec, cell):
        return Strict(value.format(cell), "true", "varchar") if spec.kind == "code" else strict(spec, cell)

    def whether(spec, cell, value=""):
        return odd_when.format(cell) if spec.kind == "code" else is_odd(spec, cell, value)

    monkeypatch.setattr(stage, "strict", read)
    for module in (strict_forms, stage):
        monkeypatch.setattr(module, "is_odd", whether)
    for module in (stage, odd):
        monkeypatch.setattr(module, "kind_of", lambda spec: read(spec, "x").kind)


def _times(monkeypatch, value: str) -> None:
    """Read every time by another expression over the cell, and take it for strict whatever its text."""

    def read(spec, cell):
        return replace(strict(spec, cell), value=value.format(cell)) if spec.kind == "datetime" else strict(spec, cell)

    monkeypatch.setattr(stage, "strict", read)
    monkeypatch.setattr(strict_forms, "_is_time", lambda cell, value: "true")


def _bits(monkeypatch, change) -> None:
    right = checks.bits_of
    monkeypatch.setattr(checks, "bits_of", lambda staged: [b for bit in right(staged) if (b := change(bit))])


def _dropped(rule: str):
    return lambda bit: None if bit.rule == rule else bit


WRONG = {
    "a code list dropped": lambda m: _codes(m, "{}", "false"),
    "a code list blind to case": lambda m: _codes(m, "{}", "lower({0}) not in ('home', 'e06000001')"),
    "the form of references dropped": lambda m: _bits(m, _dropped("not_a_reference")),
    "a wrong least length": lambda m: _bits(m, lambda b: replace(b, broken=b.broken.replace("{4,", "{2,"))),
    "a reference with spaces taken for strict": lambda m: m.setattr(
        stage, "any_odd", lambda cells: " or ".join(f"length({c}) < 4" if s.kind == "ref" else is_odd(s, c, v)
                                                    for s, c, v in cells)
    ),
    "blanks let in": lambda m: _bits(m, _dropped("blank")),
    "a rule dropped": lambda m: _bits(m, _dropped("end_before_start")),
    "a rule too strict": lambda m: _bits(m, lambda b: replace(b, holds=b.holds.replace("end_at >=", "end_at >"))),
    "days misread": lambda m: _times(m, "try_cast({} as timestamp) + interval 1 day"),
    "rows misnumbered": lambda m: m.setattr(
        stage, "reading", lambda s, p=False: f"(select * from {right_reading(s, p)} order by random())"
    ),
}  # fmt: skip
right_reading = stage.reading


@pytest.mark.parametrize("wrong", list(WRONG))
def test_a_wrong_translation_stops_the_load(load, monkeypatch, tmp_path, wrong):
    WRONG[wrong](monkeypatch)
    with pytest.raises(JudgeError, match="disagree"):
        load()
    with open_warehouse(tmp_path / "home" / "warehouse.duckdb", read_only=True) as con:
        assert con.execute("select count(*) from load_file").fetchall() == [(0,)]

"""Every extract's contract: good rows pass, every rule and check can fail, headers name one field."""

import ast
from pathlib import Path

import pandas as pd
import pandera.errors
import pytest
from fine_rows import FINE_BROKEN, FINE_EDGES, FINE_GOOD
from rows import BROKEN, EDGES, GOOD, REFUSED_CELLS

import data_contracts
from data_contracts import vocabularies
from data_contracts.code_list import Vocabulary, fold
from data_contracts.kit import Contract, contracts

CONTRACTS = list(contracts().values())
NAMES = [c.name for c in CONTRACTS]
EXPECTED = {
    "list", "missing", "meeting", "seat", "attendance", "action", "plan_action", "audit", "audit_answer", "audit_plan",
    "audit_theme_note", "assessment_factors", "population", "child", "child_status", "care_period", "vemt_spell",
    "vemt_review", "lead_professional", "notification", "pathway", "missing_episode", "return_interview",
    "return_interview_episode", "reference_merge", "place_link", "poi_summary", "intelligence_report", "disruption",
    "adult_aggregate", "training", "communication", "document",
}  # fmt: skip
GOOD = GOOD | FINE_GOOD
BROKEN = BROKEN | FINE_BROKEN
EDGES = EDGES + FINE_EDGES
each = pytest.mark.parametrize("contract", CONTRACTS, ids=NAMES)


def failures(contract: Contract, frame: pd.DataFrame) -> set[tuple[int, str]]:
    """(row number, check) of everything that the frame fails; a rule over the row stands once."""
    try:
        contract.schema().validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        return {(int(row), str(check)) for row, check in zip(cases["index"], cases["check"], strict=True)}
    return set()


def test_every_extract_has_its_contract():
    assert set(NAMES) == EXPECTED
    assert set(GOOD) == EXPECTED


@each
def test_file_and_contract_have_one_name(contract):
    assert (Path(data_contracts.__file__).parent / f"{contract.name}.py").is_file()


@each
def test_good_row_passes(contract, typed):
    assert failures(contract, typed(contract, [GOOD[contract.name]])) == set()


@each
def test_rows_with_only_what_is_compulsory_pass(contract, typed):
    need = {n for n, f in contract.fields.items() if f.need == "P"}
    if contract.name == "vemt_spell":  # one of two dates: a rule asks for it
        need |= {"added_date"}
    row = {k: v for k, v in GOOD[contract.name].items() if k in need}
    assert failures(contract, typed(contract, [row, row])) == set()


@each
def test_no_rows_pass(contract, typed):
    assert failures(contract, typed(contract, [])) == set()


def test_every_rule_has_a_row_that_breaks_it():
    assert set(BROKEN) == {(c.name, r.name) for c in CONTRACTS for r in c.rules}


@pytest.mark.parametrize(("name", "rule"), BROKEN, ids=[f"{n}-{r}" for n, r in BROKEN])
def test_rule_can_fail_and_only_on_its_row(name, rule, typed):
    contract = contracts()[name]
    frame = typed(contract, [GOOD[name], GOOD[name] | BROKEN[name, rule], GOOD[name], GOOD[name]])
    assert failures(contract, frame) == {(3, rule)}


@pytest.mark.parametrize(("name", "change"), EDGES)
def test_rules_are_kept_at_their_edges(name, change, typed):
    contract = contracts()[name]
    assert failures(contract, typed(contract, [GOOD[name] | change])) == set()


def test_null_breaks_no_rule_but_its_own(typed):
    contract = contracts()["list"]
    for column in set(GOOD["list"]) - {"child_ref", "added_date"}:
        assert failures(contract, typed(contract, [GOOD["list"] | {column: None}])) == set(), column


@pytest.mark.parametrize(("name", "column", "cell", "check"), REFUSED_CELLS)
def test_cell_is_refused(name, column, cell, check, typed):
    contract = contracts()[name]
    frame = typed(contract, [GOOD[name], GOOD[name] | {column: cell}])
    assert failures(contract, frame) == {(3, check)}


@each
def test_rules_speak_of_columns_that_are_there(contract):
    for rule in contract.rules:
        assert set(rule.columns) <= set(contract.fields)
        assert all(column in rule.sql for column in rule.columns)
        assert rule.severity in ("reject", "warn")
        assert len({r.name for r in contract.rules}) == len(contract.rules)


@each
def test_messages_are_plain_sentences(contract):
    for rule in contract.rules:
        for text in (rule.message, rule.remedy):
            assert len(text.split()) >= 3
            assert not set(text) & set("{}%<>")
            assert not text.endswith(".")


@each
def test_every_column_is_described(contract):
    assert contract.description
    for column in contract.schema().columns.values():
        assert column.description
        assert not column.description.endswith(".")


@each
def test_key_and_window_are_fields(contract):
    assert set(contract.key) <= set(contract.fields)
    if contract.window:
        assert contract.fields[contract.window].kind in ("date", "datetime", "month", "quarter")
        # a referral that was not accepted has no date added: a rule asks for one of two dates instead
        assert contract.fields[contract.window].need == ("R" if contract.name == "vemt_spell" else "P")
    if contract.expected:
        assert contract.window


@each
def test_headers_name_one_field_in_every_usual_spelling(contract):
    headers = contract.headers()
    for name, spec in contract.fields.items():
        for written in (name, name.upper(), name.replace("_", " ").title(), f" {name} ", *spec.aliases):
            assert headers[fold(written)] == name


def test_two_fields_may_not_claim_one_header():
    fields = contracts()["audit_plan"].fields
    twice = Contract("twice", "t", "d", {"quarter": fields["quarter"], "Financial Quarter": fields["planned_n"]}, ())
    with pytest.raises(ValueError, match="claimed by two fields"):
        twice.headers()


@each
def test_a_template_knows_its_own_extract_best(contract):
    for other in CONTRACTS:
        there = {other.headers()[h] for h in map(fold, contract.fields) if h in other.headers()}
        if other is not contract and set(other.compulsory()) <= there:
            assert len(there) < len(contract.fields), other.name


@each
def test_code_lists_live_in_vocabularies_only(contract):
    lists = {id(v) for v in vars(vocabularies).values() if isinstance(v, Vocabulary)}
    for name, spec in contract.fields.items():
        assert (spec.kind in ("code", "codes")) == (spec.vocabulary is not None), name
        assert spec.vocabulary is None or id(spec.vocabulary) in lists


def test_only_vocabularies_makes_code_lists():
    for path in Path(data_contracts.__file__).parent.glob("*.py"):
        calls = [n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        made = [f for f in calls if isinstance(f, ast.Name) and f.id == "Vocabulary"]
        assert not made or path.name == "vocabularies.py"


def test_typed_columns_are_the_schema():
    for contract in CONTRACTS:
        assert list(contract.typed_columns()) == list(contract.schema().columns)
    assert contracts()["list"].typed_columns()["nrm_date"] == "nrm"
    assert contracts()["missing"].typed_columns()["start_at_has_time"] == "start_at"
    assert contracts()["population"].typed_columns()["population_estimate_marker"] == "population_estimate"


def test_only_reference_authority_and_one_date_are_compulsory_to_begin_with():
    assert contracts()["list"].compulsory() == ("child_ref", "added_date")
    assert contracts()["missing"].compulsory() == ("child_ref", "start_at")


@each
def test_only_key_authority_one_date_and_counts_must_be_filled_in(contract):
    """Rulings 2; a row of counts says nothing without its count."""
    if contract.published:
        return
    need = {n for n, f in contract.fields.items() if f.need == "P"} - {*contract.key, "la_code"}
    dates = {n for n in need if contract.fields[n].kind in ("date", "datetime", "month", "quarter")}
    counts = {n for n in need if contract.fields[n].kind == "int"}
    assert len(dates) <= 1
    assert {contract.fields[n].kind for n in need - dates - counts} <= {"ref"}
    assert len(counts) <= 1


def test_human_headers_of_a_list_are_understood():
    headers = contracts()["list"].headers()
    written = {"Child reference": "child_ref", "Date added": "added_date", "Date removed": "removed_date",
               "Last review": "last_review_date", "Primary category": "category", "Risk level": "risk",
               "Date of referral": "referral_date", "Referred by": "referral_source",
               "Ethnic origin code": "ethnicity", "Gender": "sex", "NRM referral": "nrm",
               "Letter to GP": "letter_gp", "How Safe Do I Feel?": "how_safe"}  # fmt: skip
    assert {w: headers[fold(w)] for w in written} == written

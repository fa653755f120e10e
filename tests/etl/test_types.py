"""Text to typed columns: every form of date, code and number, and the fault of what cannot be read."""

import pandas as pd
import pytest

from data_contracts.kit import contracts
from etl.judge import JudgeError, judge
from etl.types_of import staging, typed


@pytest.fixture(scope="module")
def stage():
    with staging() as con:
        yield con


def read(stage, extract: str, **cells: str) -> tuple[pd.Series, dict[str, tuple[str, str]]]:
    contract = contracts()[extract]
    text = pd.DataFrame([dict.fromkeys(contract.fields, "") | cells], dtype="str").assign(_file=0)
    frame, faults = typed(stage, contract, text)
    return frame.iloc[0], {c: (r, s) for c, r, s in faults[["column", "rule", "severity"]].itertuples(index=False)}


@pytest.mark.parametrize(
    "cell",
    ["05/04/2024", "5.4.2024", "5-4-24", "2024-04-05", "2024/4/5", "5 Apr 2024", "05-April-2024", "2024-04-05 00:00:00",
     "2024-04-05T00:00:00Z", "05/04/2024 00:00"],
)  # fmt: skip
def test_dates_are_read_day_first(stage, cell: str) -> None:
    row, faults = read(stage, "list", added_date=cell)
    assert row["added_date"] == pd.Timestamp("2024-04-05") and not faults


@pytest.mark.parametrize(
    "cell", ["31/02/2024", "13/13/2024", "yesterday", "2024-04", "12", "19999", "1/1/0024", "5/4/024"]
)
def test_what_is_no_date_rejects_the_row(stage, cell: str) -> None:
    row, faults = read(stage, "list", added_date="2024-04-05", removed_date=cell)
    assert pd.isna(row["removed_date"]) and faults == {"removed_date": ("not_a_date", "reject")}


def test_serials_and_placeholders_warn(stage) -> None:
    row, faults = read(stage, "list", added_date="45387", removed_date="31/12/9999", referral_date="1900-01-01")
    assert row["added_date"] == pd.Timestamp("2024-04-05")
    assert pd.isna(row["removed_date"]) and pd.isna(row["referral_date"])
    assert faults == {"added_date": ("excel_serial", "warn"), "removed_date": ("placeholder_date", "warn"),
                      "referral_date": ("placeholder_date", "warn")}  # fmt: skip


def test_clock_times_are_known_only_where_written(stage) -> None:
    row, _ = read(stage, "missing", start_at="05/04/2024 10:30", end_at="2024-04-06")
    assert row["start_at"] == pd.Timestamp("2024-04-05 10:30")
    assert bool(row["start_at_has_time"]) is True and bool(row["end_at_has_time"]) is False
    row, _ = read(stage, "missing", start_at="2024-04-05 00:00:00")
    assert bool(row["start_at_has_time"]) is False


def test_codes_by_spelling_label_and_synonym(stage) -> None:
    row, faults = read(stage, "list", la_code="807", sex="girl", risk=" very  HIGH", care_status="LAC",
                       exploitation_types="Online exploitation; cse", birth_month="05/2010")  # fmt: skip
    assert row[["la_code", "sex", "risk", "care_status", "exploitation_types"]].to_list() == [
        "E06000003", "F", "VERY_HIGH", "CLA", "CSE|ONLINE"]  # fmt: skip
    assert row["birth_month"] == pd.Timestamp("2010-05-01") and not faults


def test_unknown_optional_code_warns_and_is_blank_while_an_unknown_compulsory_one_rejects(stage) -> None:
    row, faults = read(stage, "list", risk="purple", exploitation_types="CSE|purple")
    assert pd.isna(row["risk"]) and row["exploitation_types"] == "CSE"
    assert faults == {"risk": ("not_in_list", "warn"), "exploitation_types": ("not_in_list", "warn")}
    assert read(stage, "pathway", route="purple")[1] == {"route": ("not_in_list", "reject")}


def test_yes_or_date(stage) -> None:
    row, faults = read(stage, "list", screening_tool="Yes", how_safe="05/04/2024", nrm="no", letter_gp="32/04/2024",
                       case_mapping="perhaps")  # fmt: skip
    assert bool(row["screening_tool"]) and bool(row["how_safe"]) and not bool(row["nrm"])
    assert row["how_safe_date"] == pd.Timestamp("2024-04-05") and pd.isna(row["screening_tool_date"])
    assert faults == {"letter_gp": ("not_a_date", "reject"), "case_mapping": ("not_in_list", "warn")}


@pytest.mark.parametrize(
    ("age", "band"), [("12.9", "0-12"), ("15.3", "15-16"), ("17", "17"), ("19", "18+"), ("13-14", "13-14")]
)
def test_ages_become_bands(stage, age: str, band: str) -> None:
    assert read(stage, "missing", age_band=age)[0]["age_band"] == band


def test_blank_markers_are_blank_and_na_is_an_answer(stage) -> None:
    row, faults = read(stage, "missing", police_risk="Not recorded", rhi_offered="NA", end_at="-")
    assert pd.isna(row["police_risk"]) and row["rhi_offered"] == "NA" and pd.isna(row["end_at"]) and not faults


def test_numbers_quarters_and_publishers_markers(stage) -> None:
    row, _ = read(stage, "audit_plan", quarter="2026-27-Q2", planned_n="1,010")
    assert row["quarter"] == pd.Timestamp("2026-07-01") and row["planned_n"] == 1010
    assert read(stage, "audit_plan", quarter="2026-28-Q2", planned_n="2.5")[1] == {
        "quarter": ("not_a_date", "reject"), "planned_n": ("not_a_number", "reject")}  # fmt: skip
    row, faults = read(stage, "assessment_factors", gangs="c", trafficking="..", going_missing="12")
    assert row["gangs_marker"] == "c" and pd.isna(row["gangs"]) and row["going_missing"] == 12 and not faults


def judged(stage, extract: str, rows: list[dict[str, str]]) -> set[tuple[int, str, str]]:
    contract = contracts()[extract]
    text = pd.DataFrame([dict.fromkeys(contract.fields, "") | r for r in rows], dtype="str").assign(_file=0)
    frame, faults = typed(stage, contract, text)
    found = judge(contract, frame, faults)
    assert list(found.columns) == ["position", "column", "rule", "severity"]
    return {(p, r, s) for p, r, s in found[["position", "rule", "severity"]].itertuples(index=False)}


def test_judge_reports_each_fault_once_by_row(stage) -> None:
    good = {"child_ref": "ABCD_1", "la_code": "805", "start_at": "2024-04-05"}
    found = judged(stage, "missing", [
        good, good | {"child_ref": ""}, good | {"child_ref": "AB CD"}, good | {"end_at": "2024-04-01"},
        good | {"start_at": "31/02/2024"},
    ])  # fmt: skip
    assert found == {(1, "blank", "reject"), (2, "not_a_reference", "reject"), (3, "end_before_start", "reject"),
                     (4, "not_a_date", "reject")}  # fmt: skip


def test_a_check_that_breaks_stops_the_load(stage, monkeypatch) -> None:
    contract = contracts()["missing"]
    text = pd.DataFrame([dict.fromkeys(contract.fields, "")], dtype="str").assign(_file=0)
    frame, faults = typed(stage, contract, text)
    with pytest.raises(JudgeError):
        judge(contract, frame.astype({"start_at": "object"}).assign(start_at="x"), faults)
    broken = frame.copy()
    broken["end_at"] = broken["end_at"].astype("str")
    with pytest.raises(JudgeError):
        judge(contract, broken, faults)

"""The public files as their publishers make them: the contracts fit their headers, rows and markers."""

import pandas as pd
import pytest

from data_contracts.code_list import fold
from data_contracts.kit import contracts
from data_contracts.vocabularies import ASSESSMENT_FACTOR

FILES = {
    "assessment_factors": "dfe-assessment-factors-2018-2025.csv",
    "population": "ons-mid-year-population-2012-2024.csv",
}
both = pytest.mark.parametrize("name", FILES)


@pytest.fixture
def published(shared):
    def read(name: str) -> pd.DataFrame:
        frame = pd.read_csv(shared / "published" / FILES[name], dtype="str", keep_default_na=False)
        headers = contracts()[name].headers()
        return frame.rename(columns={h: headers[fold(h)] for h in frame.columns if fold(h) in headers})

    return read


@both
def test_every_field_is_in_the_file_once(name, published):
    columns = list(published(name).columns)
    assert all(columns.count(field) == 1 for field in contracts()[name].fields)


@both
def test_filters_keep_the_rows_that_are_meant(name, published):
    frame = published(name)
    for column, wanted in contracts()[name].filters.items():
        assert frame[column].map(fold).isin(wanted).all()
        assert all(fold(text) == text for text in wanted)


@both
def test_cells_are_numbers_or_markers(name, published):
    frame = published(name)
    for field, spec in contracts()[name].fields.items():
        if spec.kind == "int":
            odd = frame.loc[~frame[field].str.fullmatch(r"\d+"), field]
            assert set(odd) <= set(spec.markers), field


@both
def test_key_names_a_row(name, published):
    assert not published(name).duplicated(list(contracts()[name].key)).any()


@both
def test_typed_rows_pass(name, published):
    contract, frame = contracts()[name], published(name).head(200)
    typed = {}
    for field, spec in contract.fields.items():
        cells = frame[field]
        if spec.kind != "int":
            typed[field] = cells
            continue
        typed[field] = pd.to_numeric(cells, errors="coerce").astype("Int64")
        if spec.markers:
            typed[f"{field}_marker"] = cells.where(cells.isin(spec.markers))
    contract.schema().validate(pd.DataFrame(typed), lazy=True)


def test_figures_stand_where_the_contract_looks_for_them(published):
    frame = published("assessment_factors")
    rows = frame[(frame["time_period"] == "2025") & frame["new_la_code"].str.startswith("E0600000")]
    by_area = rows.set_index("new_la_code")
    assert [by_area.at[f"E0600000{n}", "going_missing"] for n in (1, 2, 3, 4)] == ["80", "125", "99", "129"]
    assert [by_area.at[f"E0600000{n}", "trafficking"] for n in (1, 2, 3, 4)] == ["c", "24", "6", "12"]


def test_factors_are_fields_of_the_contract():
    assert set(ASSESSMENT_FACTOR.codes) <= set(contracts()["assessment_factors"].fields)


@pytest.mark.parametrize("written", ["\ufefftime_period", "ï»¿time_period", "ï..time_period", "Time period"])
def test_a_byte_order_mark_does_not_hide_the_first_header(written):
    for name in FILES:
        assert contracts()[name].headers()[fold(written)] == "time_period"

"""Typed frames for contract tests, and where the data to run on lies."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

from data_contracts.kit import Contract

# a busy machine is no fault of the code under test
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def typed() -> Callable[[Contract, list[Mapping[str, Any]]], pd.DataFrame]:
    """Builds the typed frame that loading would hand to a contract; the index is the spreadsheet's row number."""

    def build(contract: Contract, rows: list[Mapping[str, Any]]) -> pd.DataFrame:
        dtypes = {"Int64": "Int64", "boolean": "boolean"}
        columns = {}
        for name, column in contract.schema().columns.items():
            values = [row.get(name) for row in rows]
            kind = str(column.dtype)
            if kind.startswith("datetime"):
                columns[name] = pd.Series(pd.to_datetime(values, format="ISO8601")).dt.as_unit("us")
            else:
                columns[name] = pd.Series(values, dtype=dtypes.get(kind, "str"))
        frame = pd.DataFrame(columns)
        frame.index = pd.RangeIndex(2, 2 + len(rows))
        return frame

    return build


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data to run on, never committed; tests that need it are skipped by name where it is absent."""
    default = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("VEMT_SHARED", default))
    if not folder.is_dir():
        pytest.skip(f"no data to run on: {folder.name!r} is absent (set VEMT_SHARED)")
    return folder

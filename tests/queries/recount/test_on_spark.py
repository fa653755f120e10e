"""Every helper, shared view and metric asked twice, as it stands: of DuckDB and of a real Spark, cell by cell.

Slow, and only where VEMT_SPARK_PYTHON names an interpreter with pyspark (4 or later, beside Java 17). Spark runs in
its ANSI mode, on two threads and 1.5 GB of heap, in the time zone of the authorities.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from spark_asked import HELPERS, of_grids, of_warehouses, put_all

PYTHON = os.environ.get("VEMT_SPARK_PYTHON")


def compared(folder: Path) -> dict[tuple[str, str], str]:
    """(warehouse, what was asked) -> nothing where both answers are the same, else in what they differ."""
    found = {}
    for path in sorted(folder.glob("*/duckdb/*.jsonl")):
        ours, theirs = path, path.parents[1] / "spark" / path.name
        if theirs.exists():
            here, there = (set(p.read_text("utf-8").splitlines()) for p in (ours, theirs))
            same = ours.read_text("utf-8") == theirs.read_text("utf-8")
            told = "" if same else f"DuckDB alone {sorted(here - there)[:2]}, Spark alone {sorted(there - here)[:2]}"
        else:
            error = theirs.with_suffix(".error")
            told = " ".join(error.read_text("utf-8").split())[:300] if error.exists() else "no answer of Spark's"
        found[path.parents[1].name, path.stem] = told
    return found


def seen(folder: Path) -> set[str]:
    """What has a row in at least one warehouse."""
    answers = [(path.stem, path.read_text("utf-8")) for path in folder.glob("*/duckdb/*.jsonl")]
    return {name for name, text in answers if len(text.splitlines()) > 1}


def test_every_helper_is_asked() -> None:
    asked = " ".join(text for _, text in of_grids().values())
    assert {n for n in re.findall(r"function (\w+)\(", HELPERS["spark"]) if f"{n}(" not in asked} == set()


@pytest.mark.slow
@pytest.mark.skipif(not PYTHON, reason="VEMT_SPARK_PYTHON names no interpreter with pyspark")
def test_spark_gives_every_row_that_duckdb_gives(tmp_path: Path, small: Any) -> None:
    put_all(tmp_path, small)
    with (tmp_path / "spark.log").open("w") as log:
        subprocess.run([str(PYTHON), Path(__file__).with_name("on_spark.py"), tmp_path], check=True, stderr=log)
    found = compared(tmp_path)
    for warehouse in ("demo", "cases"):
        assert {name for where, name in found if where == warehouse} == set(of_warehouses())
    assert {name for where, name in found if where == "grids"} == set(of_grids())
    assert set(of_warehouses()) <= seen(tmp_path), "an answer without a row proves nothing"
    unlike = [f"{name} ({where}): {told}" for (where, name), told in found.items() if told]
    assert not unlike, "\n".join(unlike)

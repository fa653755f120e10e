"""The house rules, each a test: how the software is laid out stays as it was agreed."""

import ast
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from data_contracts.kit import contracts
from data_contracts.metric_header import ANYTHING, EITHER, parse_header
from data_contracts.tables import TABLES
from data_contracts.vocabularies import BREAKDOWNS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("commands", "etl", "queries", "release", "dashboard", "data_contracts")
PYTHON = sorted([ROOT / "pipeline.py", *(f for room in ROOMS for f in (ROOT / room).rglob("*.py"))])
METRICS = sorted((ROOT / "queries" / "metrics").glob("*.sql"))
RAISED = tomllib.loads((ROOT / "tests" / "raised_sizes.toml").read_text(encoding="utf-8"))


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


# 1 ------------------------------------------------------------------------------------------


def test_import_contracts_hold():
    found = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


def test_no_import_contract_lists_exceptions():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in config["tool"]["importlinter"]["contracts"]:
        assert "ignore_imports" not in contract


def _imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_duckdb_is_imported_only_where_it_may_be():
    allowed = {"queries/run.py", "release/build.py", "dashboard/released.py", "data_contracts/rules.py"}
    for file in PYTHON:
        if "duckdb" in _imported(file):
            assert _name(file) in allowed or _name(file).startswith("etl/"), _name(file)


def test_the_map_is_imported_by_nobody():
    assert not [_name(f) for f in PYTHON if "pipeline" in _imported(f)]


def test_streamlit_is_imported_only_on_the_screen():
    allowed = {
        "dashboard/app.py",
        "dashboard/page.py",
        "dashboard/access.py",
        "dashboard/controls.py",
        "dashboard/server.py",
    }
    assert {_name(f) for f in PYTHON if "streamlit" in _imported(f)} <= allowed


# 2, 3 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", METRICS, ids=lambda f: f.stem)
def test_metric_has_its_header_and_its_case(file):
    header = parse_header(file.stem, file.read_text(encoding="utf-8"))
    date.fromisoformat(header.review_by)
    assert header.ids and header.owner and header.checked_by and header.definition
    for split in header.all_breakdowns():
        assert 1 <= len(split) <= 2
        assert set(split) <= set(BREAKDOWNS)
    for field in (one for group in header.fields if group != ANYTHING for one in group.split(EITHER)):
        table, _, column = field.partition(".")
        assert column in TABLES[table].columns, field
    assert (ROOT / "tests" / "metrics" / f"{file.stem}.toml").exists(), "a metric has a case of the same stem"


def test_every_case_has_its_metric():
    stems = {f.stem for f in METRICS}
    assert {f.stem for f in (ROOT / "tests" / "metrics").glob("*.toml")} <= stems


@pytest.mark.parametrize("file", METRICS, ids=lambda f: f.stem)
def test_metric_reads_tables_and_views_only(file):
    sql = parse_header(file.stem, file.read_text(encoding="utf-8")).sql
    views = {f.stem for f in (ROOT / "queries" / "views").glob("*.sql")}
    steps = set(re.findall(r"(?:with|,)\s*(\w+)\s+as\s*\(", sql))
    read = set(re.findall(r"\b(?:from|join)\s+(\w+)", sql))
    runner = {
        "calendar",
        "as_at",
        "load_file",
        "problem",
        "expected_extract",
        "coverage",
        "setting",
        "holiday",
        "workday",
    }
    assert read <= views | steps | set(TABLES) | runner, read


def test_every_metric_of_a_split_belongs_to_one_class():
    assert {b.kind for b in BREAKDOWNS.values()} == {"operational", "demographic_or_place", "published"}


# 4 ------------------------------------------------------------------------------------------


def test_every_contract_column_is_described():
    for contract in contracts().values():
        for name, spec in contract.fields.items():
            assert spec.description.strip(), f"{contract.name}.{name}"
        for name, column in contract.schema().columns.items():
            assert column.description, f"{contract.name}.{name}"
    for table in TABLES.values():
        assert all(words for _, words in table.columns.values())


def test_code_lists_live_in_vocabularies_only():
    for file in PYTHON:
        if _name(file) == "data_contracts/vocabularies.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Vocabulary":
                pytest.fail(f"{_name(file)}:{node.lineno} makes a code list")


# 5 ------------------------------------------------------------------------------------------


def test_no_audience_name_in_the_dashboard():
    audiences = tomllib.loads((ROOT / "release" / "audiences.toml").read_text(encoding="utf-8"))
    names = set(audiences)
    for file in PYTHON:
        if not _name(file).startswith("dashboard/"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                pytest.fail(f"{_name(file)}:{node.lineno} names an audience")


def test_no_print():
    for file in PYTHON:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
                pytest.fail(f"{_name(file)}:{node.lineno} prints")


# 6 ------------------------------------------------------------------------------------------


def test_every_path_named_in_the_readme_exists():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:|#)([^)]+)\)", text)
    named = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|toml|md|lock))`", text)
    gone = [p for p in {*linked, *named} if not p.startswith(("vemt-home", "HOME")) and not (ROOT / p).exists()]
    assert not gone


# 7 ------------------------------------------------------------------------------------------


def _limit(file: Path) -> int:
    if _name(file) in RAISED:
        return RAISED[_name(file)]
    return 100 if _name(file).startswith("dashboard/questions/") else 250


@pytest.mark.parametrize("file", PYTHON, ids=_name)
def test_python_files_and_functions_stay_small(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= _limit(file)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno + 1 <= 40, f"{_name(file)}: {node.name}"


@pytest.mark.parametrize("file", METRICS, ids=lambda f: f.stem)
def test_sql_stays_small(file):
    assert len(parse_header(file.stem, file.read_text(encoding="utf-8")).sql.splitlines()) <= 60


def test_raised_sizes_are_explained():
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in decisions for name in RAISED)


@pytest.mark.parametrize("file", PYTHON, ids=_name)
def test_each_file_says_what_stands_in_it(file):
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), _name(file)


# 8 ------------------------------------------------------------------------------------------


def test_toml_for_everything_that_is_not_code_or_sql():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in tracked.stdout.split():
        assert Path(name).suffix not in {".yaml", ".yml", ".ini", ".cfg", ".json"}, name


# the repository itself ----------------------------------------------------------------------


def test_no_index_address_and_no_machine_path_is_tracked():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    forbidden = re.compile(r"index[-]url|find[-]links|https?://\S*/simple|(^|[^\w.])/(work|farm|root)/")
    for name in tracked.stdout.split():
        file = ROOT / name
        if file.suffix in {".png", ".ttf", ".woff2"} or not file.exists() or file == Path(__file__):
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            assert not forbidden.search(line), f"{name}:{number}"


def test_the_lock_has_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")

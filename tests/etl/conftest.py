"""Small extracts for the tests of loading: written as files, loaded by the front door."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest

from etl.load import load_folder
from etl.report import FileReport
from etl.warehouse import open_warehouse

LIST = "child_ref,la_code,added_date,removed_date,removal_reason,sex,risk,category,last_review_date,letter_gp"
MISSING = "child_ref,la_code,start_at,end_at,police_risk,rhi_offered,rhi_completed_at"


class House:
    """A home and a folder of extracts."""

    def __init__(self, root: Path) -> None:
        self.home, self.folder = root / "home", root / "in"
        self.folder.mkdir(parents=True)

    def put(self, name: str, header: str, *rows: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    def load(self) -> dict[str, FileReport]:
        """Reports by file name."""
        return {f.file: f for f in load_folder(self.home, self.folder).files}

    def clear(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with closing(open_warehouse(self.home / "warehouse.duckdb", read_only=True)) as con:
            yield con

    def rows(self, sql: str) -> list[tuple]:
        with self.open() as con:
            return con.execute(sql).fetchall()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def make_house(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], House]:
    return lambda: House(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    path = Path(os.environ.get("VEMT_SHARED") or Path(__file__).parents[2] / ".." / "shared" / "data")
    if not path.is_dir():
        pytest.skip("the shared data (../shared/data or VEMT_SHARED) are not here")
    return path

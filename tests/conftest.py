"""What several test files share: the command line in-process, a demo made once, the shared real files."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from small_home import made_once, make_small
from typer.testing import CliRunner

from pipeline import app

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Vemt:
    """The command line on one home."""

    home: Path

    def run(self, *words: object) -> Any:
        """One call; result with exit_code, stdout, stderr."""
        return CliRunner().invoke(app, [str(w) for w in words], env={"VEMT_HOME": str(self.home)})

    def json(self, *words: object, code: int = 0) -> Any:
        """One call with --json; its document. Fails unless it leaves with `code`."""
        result = self.run(*words, "--json")
        assert result.exit_code == code, (words, result.exit_code, result.stderr)
        return json.loads(result.stdout)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Vemt:
    """The demo, published; made once for all workers, of which each has a copy."""
    made = made_once(_for_all(tmp_path_factory) / "demo-home", _make_demo)
    return Vemt(Path(shutil.copytree(made, tmp_path_factory.mktemp("demo") / "home")))


def _make_demo(place: Path) -> None:
    result = Vemt(place).run("demo", "--no-serve", "--yes")
    assert result.exit_code == 0, result.stderr


def _for_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Vemt:
    """A small demo home, published; one for all workers, to be read only."""
    return Vemt(made_once(_for_all(tmp_path_factory) / "small-home", lambda place: make_small(Vemt(place))))


@pytest.fixture
def small_copy(small: Vemt, tmp_path: Path) -> Vemt:
    """The small home, to be changed."""
    return Vemt(Path(shutil.copytree(small.home, tmp_path / "home")))


@pytest.fixture(scope="session")
def vemt_at() -> type[Vemt]:
    """Makes the command line for any home."""
    return Vemt


@pytest.fixture
def vemt(tmp_path: Path) -> Vemt:
    """An empty home."""
    return Vemt(tmp_path / "home")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real and real-format files beside the repository; skips by name where they are not there."""
    folder = Path(os.environ.get("VEMT_SHARED", ROOT.parent / "shared" / "data"))
    if not folder.exists():
        pytest.skip(f"the shared data folder is not at {folder}; set VEMT_SHARED to where it is")
    return folder

"""One made-up release and one empty one for the whole run: both are read-only, so tests may share them."""

from pathlib import Path

import pytest
from made_release import make_release

from dashboard.released import Released


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "releases"
    make_release(folder)
    return folder


@pytest.fixture(scope="session")
def released(releases: Path) -> Released:
    return Released.open(releases, "strategic")


@pytest.fixture(scope="session")
def nothing_released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    folder = tmp_path_factory.mktemp("empty") / "releases"
    make_release(folder, empty=True)
    return Released.open(folder, "strategic")

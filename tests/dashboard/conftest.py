"""One made-up release and one empty one for the whole run: both are read-only, so tests may share them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from made_release import make_release

from dashboard.released import Released


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home") / "releases"
    make_release(folder)
    yield folder
    st.cache_resource.clear()  # closes the readers that pages opened


@pytest.fixture(scope="session")
def released(releases: Path) -> Iterator[Released]:
    found = Released.open(releases, "strategic")
    yield found
    found.close()


@pytest.fixture(scope="session")
def nothing_released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Released]:
    folder = tmp_path_factory.mktemp("empty") / "releases"
    make_release(folder, empty=True)
    found = Released.open(folder, "strategic")
    yield found
    found.close()

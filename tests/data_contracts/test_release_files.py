"""Sums of files under the release key."""

from pathlib import Path

from data_contracts.release_files import settings_sum


def test_every_setting_and_the_key_are_in_the_sum(tmp_path: Path) -> None:
    shipped, own = tmp_path / "settings.toml", tmp_path / "targets.toml"
    shipped.write_text("a = 1")
    own.write_text("b = 2")
    first = settings_sum([shipped, own], b"key")
    assert first == settings_sum([own, shipped], b"key")
    assert len({first, settings_sum([shipped], b"key"), settings_sum([shipped, own], b"other")}) == 3
    own.write_text("b = 3")
    assert settings_sum([shipped, own], b"key") != first

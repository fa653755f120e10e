"""The folder that holds one partnership's data (HOME): where each thing stands, made with owner-only rights."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

DEFAULT = Path("vemt-home")


@dataclass(frozen=True)
class Home:
    """Paths inside HOME."""

    path: Path

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse.duckdb"

    @property
    def releases(self) -> Path:
        return self.path / "releases"

    @property
    def rejects(self) -> Path:
        return self.path / "rejects"

    @property
    def notes(self) -> Path:
        return self.path / "notes"

    @property
    def config(self) -> Path:
        return self.path / "config"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def previews(self) -> Path:
        return self.path / "previews"

    def made(self) -> "Home":
        """The same home, with its folders there and readable by their owner only."""
        for folder in (self.path, self.releases, self.rejects, self.notes, self.config, self.logs, self.previews):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self

    def release_key(self, seed: bytes | None = None) -> bytes:
        """Key of release ids and file sums: made once and kept in HOME; `seed` fixes it for the demo."""
        file = self.config / "release.key"
        if not file.exists():
            key = seed.hex() if seed else secrets.token_hex(32)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as out:
                out.write(key)
        return bytes.fromhex(file.read_text(encoding="ascii").strip())


def find_home(option: Path | None) -> Home:
    """HOME from --home, else VEMT_HOME, else `vemt-home` in the current folder."""
    return Home(option or Path(os.environ.get("VEMT_HOME") or DEFAULT))

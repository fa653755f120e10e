"""A raw VEMT list with key and map beside it, as an authority has them, for the tests of pseudonymising."""

import csv
from pathlib import Path

from etl.pseudonymise import new_key, pseudonymise

MAP = """
drop = ["Full name", "Notes"]

[columns]
child_ref = "LCS number"
birth_month = "Date of birth"
sex = "Sex"
category = "Category"
risk = "Risk"
added_date = "Made active"
removed_date = "Closed"
removal_reason = "Why closed"
screening_tool = "Tool"
exploitation_types = "Types"

[values.risk]
"Red" = "VERY_HIGH"
"""
HEADERS = ["LCS number", "Full name", "Date of birth", "Sex", "UPN", "Post code", "Category", "Risk", "Made active",
           "Closed", "Why closed", "Tool", "Types", "Notes"]  # fmt: skip
ROW = ["1234567", "Zebedee Quixote", "17/03/2010", "Male", "X123456789012", "TS1 2AB", "Vulnerable", "Red",
       "05/09/2026", "", "", "Y", "CSE; county lines", "Met Zebedee at the station"]  # fmt: skip


class Home:
    """A folder of raw files with key and map beside it."""

    def __init__(self, root: Path) -> None:
        self.root, self.raw, self.out = root, root / "raw", root / "out"
        self.key, self.map, self.lookup = root / "key", root / "map.toml", root / "lookup.csv"
        self.raw.mkdir(parents=True)
        new_key(self.key)
        self.map.write_text(MAP, encoding="utf-8")

    def put(self, rows: list[list[str]], name: str = "list 2026-09-30.csv", headers: list[str] = HEADERS) -> Path:
        with (self.raw / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headers, *rows])
        return self.raw / name

    def run(self, key: Path | None = None, out: Path | None = None, source: str = "list"):
        return pseudonymise(
            self.raw, source, "Redcar & Cleveland", key or self.key, out or self.out, self.map, self.lookup
        )

    def rows(self, out: Path | None = None) -> list[dict[str, str]]:
        path = (out or self.out) / "redcar-and-cleveland-list-2026-09-30.csv"
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))

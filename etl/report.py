"""What a check or load says: one entry per file and sheet, in the JSON of `vemt load`; never a cell's value."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import pandas as pd

from data_contracts.kit import Contract, contracts
from etl.faults import STANDARD, words

Progress = Callable[[str, int, int], None]
Status = Literal["loaded", "unchanged", "refused"]
MAX_ROWS = 1_000


@dataclass
class FileReport:
    """One file (and sheet). `rows_read = accepted + rejected + duplicates` always; refused: all 0."""

    file: str
    sheet: str | None = None
    extract: str | None = None
    la_code: str | None = None
    status: Status = "refused"
    reason: str | None = None
    rows_read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    warned: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    note: str | None = None

    @property
    def named(self) -> str:
        """File, and sheet where it has one."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


@dataclass
class LoadReport:
    """Every file of a folder. `note` says what concerns the folder as a whole."""

    files: list[FileReport] = field(default_factory=list)
    note: str | None = None
    supplied: frozenset[str] = frozenset()
    """`table.column`s that the files which were not refused supply; not part of the JSON."""

    def as_json(self) -> dict[str, Any]:
        """The document that `--json` prints: `files` with just the agreed keys, and `notes` if there is any."""
        files = [{k: v for k, v in asdict(f).items() if k != "note"} for f in self.files]
        return {"files": files, **({"notes": self.notes} if self.notes else {})}

    @property
    def notes(self) -> list[str]:
        """What else is to be known of the folder, then of each file: columns left out, sheets passed over."""
        said = [f"{f.file}{f' [{f.sheet}]' if f.sheet else ''}: {f.note}" for f in self.files if f.note]
        return ([self.note] if self.note else []) + said

    @property
    def exit_code(self) -> int:
        """1 when a row was rejected or a file refused, else 0."""
        return int(any(f.status == "refused" or f.rejected for f in self.files))


def problems_of(contract: Contract | None, faults: pd.DataFrame) -> list[dict[str, Any]]:
    """Problem entries from faults (columns rule, severity, row_number (may be null), columns), rejects first."""
    found: list[dict[str, Any]] = []
    for (severity, rule), group in faults.groupby(["severity", "rule"], sort=True):
        numbers = sorted({int(n) for n in group["row_number"].dropna()})
        columns = sorted({c for text in group["columns"].dropna() for c in str(text).split("|") if c})
        found.append(
            {"rule": rule, "severity": severity, "n": len(numbers) or len(group), "rows": numbers[:MAX_ROWS],
             "columns": columns, "message": message(contract, str(rule))} | _pairs(group)
        )  # fmt: skip
    return found


def _pairs(faults: pd.DataFrame) -> dict[str, Any]:
    """For rules between two rows: which row stands against which, of the same file or of another, which is named."""
    if "related_row" not in faults or not faults["related_row"].notna().any():
        return {}
    told = faults.dropna(subset=["row_number", "related_row"]).astype({"row_number": "int64", "related_row": "int64"})
    if "related_file" in told and told["related_file"].notna().any():
        others = sorted(set(told[["row_number", "related_file", "related_row"]].itertuples(index=False, name=None)))
        return {"others": [{"row": row, "file": file, "other_row": other} for row, file, other in others[:MAX_ROWS]]}
    both = told[["row_number", "related_row"]].itertuples(index=False)
    pairs = {(min(a, b), max(a, b)) for a, b in both}
    return {"pairs": [list(pair) for pair in sorted(pairs)[:MAX_ROWS]]}


def message(contract: Contract | None, rule: str) -> str:
    """What is wrong and what to do about it, for a rule of the contract or a standard rule."""
    if contract is None:
        said = STANDARD.get(rule)
        return f"{said.message}; {said.remedy}" if said else rule
    said = words(contract, rule)
    return f"{said.message}; {said.remedy}"


def contract_of(extract: str | None) -> Contract | None:
    """The contract called `extract`, or None."""
    return contracts().get(extract or "")

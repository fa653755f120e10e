"""What a table is, and the columns that every table has beside its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data_contracts.code_list import Vocabulary


@dataclass(frozen=True)
class Table:
    """One table: `key` (with la_code) says which rows are the same thing seen again."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, tuple[str, str]]
    """Column -> (DuckDB type, description)."""
    codes: Mapping[str, Vocabulary] = field(default_factory=dict)
    """Of a table that grows large: columns kept as the places of their codes in a list. They are read as text."""

    def kept(self) -> dict[str, str]:
        """Column -> the DuckDB type in which it is kept, house columns among them."""
        kinds = {name: kind for name, (kind, _) in (self.columns | HOUSE_COLUMNS).items()}
        return kinds | {name: vocabulary.enum() for name, vocabulary in self.codes.items()}


HOUSE_COLUMNS = {
    "file_id": ("BIGINT", "the loaded file that the row came in (load_file.file_id)"),
    "row_number": ("BIGINT", "row number as the sender sees it in the spreadsheet"),
    "window_date": ("DATE", "date that puts the row inside a file's declared window; null: never replaced by window"),
}
LA_COLUMN = ("VARCHAR", "ONS code of the authority that supplied the row")

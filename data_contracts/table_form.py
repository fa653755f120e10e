"""What a table is, and the columns that every table has beside its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """One table: `key` (with la_code) says which rows are the same thing seen again."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, tuple[str, str]]
    """Column -> (DuckDB type, description)."""


HOUSE_COLUMNS = {
    "file_id": ("BIGINT", "the loaded file that the row came in (load_file.file_id)"),
    "row_number": ("BIGINT", "row number as the sender sees it in the spreadsheet"),
    "window_date": ("DATE", "date that puts the row inside a file's declared window; null: never replaced by window"),
}
LA_COLUMN = ("VARCHAR", "ONS code of the authority that supplied the row")

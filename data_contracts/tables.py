"""The warehouse's case-level tables: what loading fills and what metrics may read.

Extracts (one contract file each) are what authorities send; these tables are where their rows come
to rest, whatever the extract: a flat `list` file and finer extracts fill the same tables. Each
table also has the house columns of `HOUSE_COLUMNS`. Types are DuckDB's; dates are dates.
"""

from data_contracts.table_form import HOUSE_COLUMNS, Table
from data_contracts.tables_children import CHILDREN_TABLES
from data_contracts.tables_practice import PRACTICE_TABLES

__all__ = ["HOUSE_COLUMNS", "TABLES", "Table"]

TABLES: dict[str, Table] = {t.name: t for t in (*CHILDREN_TABLES, *PRACTICE_TABLES)}

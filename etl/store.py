"""Storing accepted rows: the fan-out of each extract to the case-level tables, by the SQL files of `etl/stores/`.

`<extract>.<table>.sql` selects the table's columns from the view `accepted` (typed columns, la_code,
file_id, row_number) and says in a TOML comment which columns of the extract feed which table column.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from data_contracts.kit import Contract, contracts
from data_contracts.tables import TABLES

_FOLDER = Path(__file__).with_name("stores")


@dataclass(frozen=True)
class Store:
    """One fan-out. A file supplies the table when it has any field of `requires` (if there are some).

    sources: table column -> the fields that feed it, any of which supplies it.
    """

    extract: str
    table: str
    sql: str
    requires: tuple[str, ...]
    sources: dict[str, tuple[str, ...]]

    @property
    def main(self) -> bool:
        """Whether every accepted row of the extract is one row of the table."""
        return self.table == {"list": "vemt_spell", "missing": "missing_episode"}.get(self.extract, self.extract)


@lru_cache(maxsize=1)
def stores() -> tuple[Store, ...]:
    """Every fan-out; the folder is the register. ValueError when a head is not well formed."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.*.sql")))


def _read(path: Path) -> Store:
    extract, table = path.name.removesuffix(".sql").split(".")
    head, _, sql = path.read_text(encoding="utf-8").partition("*/")
    _, _, toml = head.partition("\n")
    said = tomllib.loads(toml)
    typed = contracts()[extract].typed_columns()
    sources: dict[str, tuple[str, ...]] = {
        c: (typed.get(c, c),) for c in TABLES[table].columns if c in typed or c == "la_code"
    }
    sources |= {column: tuple(fields) for column, fields in said.get("from", {}).items()}
    return Store(extract, table, sql, tuple(said.get("requires", ())), sources)


def stores_of(contract: Contract) -> tuple[Store, ...]:
    """The fan-outs of one extract."""
    return tuple(s for s in stores() if s.extract == contract.name)


def supplied(contract: Contract, fields: set[str]) -> list[tuple[str, str]]:
    """(table, column) pairs that a file with these fields supplies; the authority's code always is one."""
    found = []
    for store in stores_of(contract):
        if not store.requires or fields.intersection(store.requires):
            pairs = store.sources.items()
            found += [(store.table, c) for c, needs in pairs if c == "la_code" or fields.intersection(needs)]
    return found


def store_rows(
    con: duckdb.DuckDBPyConnection, contract: Contract, accepted: pd.DataFrame, orphans: pd.DataFrame | None = None
) -> set[str]:
    """Insert accepted rows (typed columns, la_code, file_id, row_number) into every table of the extract.

    Of rows of one file with the same key the last stands. orphans (file_id, row_number): rows among them that are
    kept out of sight until their parent comes. Returns the names of the tables.
    """
    con.register("accepted", accepted)
    insert_accepted(con, contract)
    con.unregister("accepted")
    if orphans is not None and len(orphans):
        con.register("orphans", orphans)
        for store in stores_of(contract):
            sql = f"update held.{store.table} set orphan = true where (file_id, row_number) in (from orphans)"  # noqa: S608
            con.execute(sql)
        con.unregister("orphans")
    return {s.table for s in stores_of(contract)}


def insert_accepted(con: duckdb.DuckDBPyConnection, contract: Contract, unique: bool = False) -> None:
    """Insert the rows of the view `accepted`. unique: no two have the same key in any table, so none need be left."""
    for store in stores_of(contract):
        con.execute(_insert(store, con.sql(store.sql).columns, unique))


def _insert(store: Store, selected: list[str], unique: bool) -> str:
    """The insert of what the fan-out selects; columns that it leaves out stay null."""
    table = TABLES[store.table]
    kept = table.kept()
    kinds = {name: kept[name] for name in selected}
    casts = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in kinds.items())
    key = ", ".join(("file_id", "la_code", *table.key))
    last = "" if unique else f"qualify row_number() over (partition by {key} order by row_number desc) = 1"
    return f"insert into held.{table.name} by name select {casts}, false as superseded from ({store.sql}) {last}"  # noqa: S608

"""References as numbers: most of what counting costs at England's size is comparing texts.

What a run reads of the warehouse's tables is copied once into temporary ones that hide them: only the columns that
are asked for, and each reference as an ENUM. To SQL and to people that is its text, in memory it is a number.
"""

import re

from data_contracts.tables import TABLES
from queries.connection import Connection, rows

KEYS = ("la_code", "child_ref", "spell_ref")
"""What tables are joined by over and over. A reference that is read once (an episode's) would cost more than it saves."""
_HOUSE = ("la_code", "file_id", "row_number")


def number_keys(con: Connection, texts: str) -> None:
    """Hide the tables that `texts` read behind temporary ones with numbers for keys."""
    words = set(re.findall(r"\w+", texts))
    read = [name for name in TABLES if re.search(rf"\b(?:from|join) {name}\b", texts)]
    columns = {n: [c for c in dict.fromkeys([*_HOUSE, *TABLES[n].columns]) if c in words] for n in read}
    home = rows(con, "select current_database()")[0][0]
    for key in KEYS:
        sources = " union ".join(f'select {key} as v from "{home}".main.{n}' for n in read if key in columns[n])  # noqa: S608
        if sources:
            held = f"select v from ({sources}) where v is not null order by v"  # noqa: S608
            con.execute(f"create or replace temp type {key}_key as enum ({held})")
    for name in read:
        typed = ", ".join(f"cast({c} as {c}_key) as {c}" if c in KEYS else c for c in columns[name])
        con.execute(f'create temp table {name} as select {typed} from "{home}".main.{name}')  # noqa: S608


def text_keys(con: Connection) -> None:
    """Drop the tables that `number_keys` made: those of the warehouse can be read again."""
    for (name,) in rows(con, "select table_name from duckdb_tables() where temporary"):
        if name in TABLES:
            con.execute(f"drop table temp.main.{name}")

"""Sign-offs: an authority's lead has looked at its true counts; it lapses when that authority's rows change."""

from datetime import UTC, date, datetime

import duckdb

from data_contracts.areas import LA_CODES
from data_contracts.tables import TABLES


def sign_off(con: duckdb.DuckDBPyConnection, la_code: str, role: str, as_at: date) -> None:
    """Record that `role` (never a name) has signed off the authority's rows as they are now. ValueError if unknown."""
    if la_code not in LA_CODES:
        raise ValueError("that is none of the four authorities")
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute("insert into sign_off values (?, ?, ?, ?, ?)", [la_code, role, as_at, fingerprint(con, la_code), now])


def signed_authorities(con: duckdb.DuckDBPyConnection, as_at: date) -> list[str]:
    """Authorities whose rows are just those that were signed off for `as_at`, in their usual order."""
    signed = con.execute("select distinct la_code, fingerprint from sign_off where as_at = ?", [as_at]).fetchall()
    return [code for code in LA_CODES if (code, fingerprint(con, code)) in set(signed)]


def fingerprint(con: duckdb.DuckDBPyConnection, la_code: str) -> str:
    """A sum over the authority's current rows, by content: the same rows in another file have the same one."""
    parts = []
    for table in TABLES.values():
        columns = ", ".join(f"{name} := {name}" for name in table.columns)
        rows = con.execute(
            f"select count(*), bit_xor(md5_number(cast(struct_pack({columns}) as varchar))) "  # noqa: S608
            f"from {table.name} where la_code = ?",
            [la_code],
        ).fetchall()
        parts.append(f"{table.name}:{rows[0][0]}:{rows[0][1]}")
    return con.execute("select md5(?)", ["|".join(parts)]).fetchall()[0][0]

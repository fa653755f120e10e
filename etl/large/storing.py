"""Writing a large file's rows, faults and rejected cells (etl.record), straight from its temporary tables."""

import duckdb

from etl.large.parts import LargePart, owner
from etl.large.stage import Staged
from etl.store import insert_accepted, stores_of


def record_large(con: duckdb.DuckDBPyConnection, parts: list[LargePart]) -> set[str]:
    """Write the rows of one large file; the tables that they went to. Inside the caller's transaction."""
    staged = parts[0].rows()
    ids = " ".join(f"when {i} then {p.file_id}" for i, p in enumerate(parts))
    file_id, name = "as bigint) as file_id", staged.name
    judged = f"({staged.typed()}) left join {name}_out using (position)"
    place = owner(parts, copies=True)
    whose = f"(select position, row_number, cast(case {place} {ids} end {file_id} from {judged}) as own"  # noqa: S608
    con.execute(
        f'insert into problem by name select file_id, row_number, rule, severity, "column" as columns, related_row '  # noqa: S608
        f"from {name}_fault as fault join {whose} using (position)"
    )
    there = [n for n in staged.contract.fields if n in staged.filled or n == "la_code"]
    cells = ", ".join(f"case when text.{n} <> '' then '\"{n}\": ' || to_json(text.{n}) end" for n in there)
    rejected = f"rowid in (select position from {name}_out where state = 'rejected')"  # noqa: S608
    con.execute(
        "insert into rejected_row by name select file_id, row_number, "  # noqa: S608
        f"cast('{{' || concat_ws(', ', {cells}) || '}}' as json) as cells "
        f"from ({staged.text(rejected)}) as text join {whose} using (position)"
    )
    owned = f"select *, cast(case {owner(parts)} {ids} end {file_id} from ({staged.accepted()})"  # noqa: S608
    con.execute(f"create or replace temp view accepted as {owned}")
    insert_accepted(con, staged.contract, unique=_is_named(staged))
    con.execute("drop view accepted")
    staged.drop()
    return {s.table for s in stores_of(staged.contract)}


def _is_named(staged: Staged) -> bool:
    """Whether every accepted row has a reference of its own, so that no two can be the same thing in a table."""
    if "episode_ref" not in staged.filled:
        return False
    return not staged.count(f"select count(*) from ({staged.accepted()}) where episode_ref is null limit 1")  # noqa: S608

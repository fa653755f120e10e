"""Exact copies and equal keys: one grouping by a hash finds the few rows that could be, the cells themselves decide."""

from etl.among import SPANS
from etl.batch import OWN_REF
from etl.large.checks import reject
from etl.large.stage import FIRST_ROW, Staged

CHILD = "hash(child_ref)"
"""A child of a file, for finding the few that could matter; authorities do not matter for that."""


def mark_copies(staged: Staged) -> None:
    """Exact copies of earlier rows (equal text in every cell) are out. Leaves the tables `alike` and `copied`."""
    own = OWN_REF.get(staged.contract.name)
    _near(staged)
    _alike(staged, own)
    cells = ", ".join(sorted(staged.filled))
    value = f"hash({cells})"  # equal texts have equal values
    staged.con.execute(
        "create or replace temp table twin as select position from (select rowid as position, "  # noqa: S608
        f"count(*) over (partition by {value}) as n from {staged.name} where rowid in (select position from alike)) "
        "where n > 1"
    )
    staged.con.execute(
        f"create or replace temp table copied as select position, first_value(position) over same as original from "  # noqa: S608
        f"({staged.text('rowid in (select position from twin)')}) "
        f"window same as (partition by {cells}, extra order by position) qualify row_number() over same > 1"
    )
    staged.con.execute("drop table twin")
    staged.con.execute(f"insert into {staged.name}_out select position, 'duplicate' from copied")  # noqa: S608


def _first(staged: Staged) -> str:
    return SPANS[staged.contract.name][0]


def _near(staged: Staged) -> None:
    """The tables `_near`, children of whom a row meets the next one, and `_same`, keys of rows that begin together."""
    first, last = SPANS[staged.contract.name]
    ended = f"coalesce({last}, timestamp '9999-12-31')" if last in staged.filled else "timestamp '9999-12-31'"
    con, name = staged.con, staged.name
    con.execute(
        f"create or replace temp table followed as select child, {first}, next is not distinct from {first} as same, "  # noqa: S608
        f"next < ended as meets from (select child, {first}, ended, lead({first}) over own as next "
        f"from (select {CHILD} as child, {first}, {ended} as ended from {name}) "
        f"window own as (partition by child order by {first})) where next is not distinct from {first} or next < ended"
    )
    con.execute(f"create or replace temp table {name}_near as select distinct child from followed where meets")  # noqa: S608
    con.execute(
        f"create or replace temp table {name}_same as select distinct hash(child, {first}) from followed where same"  # noqa: S608
    )
    con.execute("drop table followed")


def key(staged: Staged) -> str:
    """SQL of a number for child and start of a row, equal where these are."""
    return f"hash({CHILD}, {_first(staged)})"


def _alike(staged: Staged, own: str | None) -> None:
    """The temporary table `alike`: positions of rows whose key (or own reference) stands in another row too."""
    con, name = staged.con, staged.name
    con.execute("create or replace temp table alike (position bigint)")
    keys: list[tuple[str, ...]] = [("la_code", str(own))] if own in staged.filled else []
    if staged.contract.key[:2] == ("child_ref", _first(staged)):
        con.execute(f"insert into alike select rowid from {name} where {key(staged)} in (from {name}_same)")  # noqa: S608
    else:
        keys.append(("la_code", *staged.contract.key))
    for columns in keys:
        number = f"hash({', '.join(c for c in columns if c in staged.filled)})"
        con.execute(
            f"insert into alike select rowid from {name} where {number} in "  # noqa: S608
            f"(select {number} from {name} {'' if columns[-1] != own else f'where {own} is not null'} "
            "group by all having count(*) > 1)"
        )
    con.execute(f"delete from alike where position in (select position from {name}_out)")  # noqa: S608


def check_keys(staged: Staged) -> None:
    """Later rows with the key of an earlier accepted one, which is named; not where their own references differ."""
    own, first = OWN_REF.get(staged.contract.name), next(iter(staged.contract.fields))
    columns = ", ".join(("la_code", *staged.contract.key))
    same, by_own = _first_with(columns if own is None else f"{columns}, {own}"), "null"
    if own is not None:
        by_own = f"case when {own} is not null then nullif({_first_with(f'la_code, {own}')}, position) end"
    staged.con.execute(
        f"insert into {staged.name}_fault select position, '{first}', 'duplicate_key', 'reject', "  # noqa: S608
        f"other + {FIRST_ROW}, 'file' from (select position, coalesce({by_own}, nullif({same}, position)) as other "
        f"from ({staged.accepted()}) where position in (select position from alike)) where other is not null"
    )
    staged.con.execute("drop table alike")
    staged.con.execute("drop table copied")
    reject(staged)


def _first_with(columns: str) -> str:
    return f"first_value(position) over (partition by {columns} order by position)"

"""Exact copies, equal keys and overlaps: groups by hashes find the few rows that could be, these themselves decide."""

from etl.among import SPANS
from etl.batch import OWN_REF
from etl.large.checks import reject
from etl.large.stage import FIRST_ROW, Staged

_CHILD = "hash(child_ref)"
"""A child of a file, for finding the few that could matter; authorities do not matter for that."""


def mark_copies(staged: Staged) -> None:
    """Exact copies of earlier rows (equal text in every cell) are out. Leaves the tables `_few` and `copied`."""
    _pick(staged)
    cells = ", ".join(sorted(staged.filled))
    staged.con.execute(
        f"create or replace temp table twin as select position from {staged.name}_few where alike "  # noqa: S608
        f"qualify count(*) over (partition by hash({cells})) > 1"  # equal texts have equal values
    )
    staged.con.execute(
        f"create or replace temp table copied as select position, first_value(position) over same as original from "  # noqa: S608
        f"({staged.text('position in (select position from twin)', few=True)}) "
        f"window same as (partition by {cells}, extra order by position) qualify row_number() over same > 1"
    )
    staged.con.execute("drop table twin")
    staged.con.execute(f"insert into {staged.name}_out select position, 'duplicate' from copied")  # noqa: S608


def _pick(staged: Staged) -> None:
    """The table `_few`: rows of children with rows that meet, and rows whose key or own reference stands twice.

    Among them `alike`: the latter, where the contract's key is child and start as well.
    """
    con, name, own = staged.con, staged.name, OWN_REF.get(staged.contract.name)
    first = SPANS[staged.contract.name][0]
    by_start = staged.contract.key[:2] == ("child_ref", first)
    _follow(staged)
    picks = [
        f"select rowid as position, false as alike from {name} where {_CHILD} in "  # noqa: S608
        "(select child from followed where meets)",
        f"select rowid, {by_start} from {name} where hash({_CHILD}, {first}) in "  # noqa: S608
        "(select begun from followed where same)",
    ]
    keys: list[tuple[str, ...]] = [("la_code", str(own))] if own in staged.filled else []
    for columns in keys if by_start else [*keys, ("la_code", *staged.contract.key)]:
        number = f"hash({', '.join(c for c in columns if c in staged.filled)})"
        there = f"{columns[-1]} is not null" if columns[-1] == own else "true"
        several = f"select {number} from {name} where {there} group by all having count(*) > 1"  # noqa: S608
        picks.append(f"select rowid, true from {name} where {number} in ({several})")  # noqa: S608
    con.execute(
        f"create or replace temp table {name}_few as select position, alike, own.* from {name} as own join "  # noqa: S608
        f"(select position, max(alike) as alike from ({' union all '.join(picks)}) group by position) "
        f"on position = own.rowid anti join {name}_out using (position)"
    )
    con.execute("drop table followed")


def _follow(staged: Staged) -> None:
    """The table `followed`: rows that the next one of their child `meets`, or that begin with it (`same`)."""
    first, last = SPANS[staged.contract.name]
    ended = f"coalesce({last}, timestamp '9999-12-31')" if last in staged.filled else "timestamp '9999-12-31'"
    staged.con.execute(
        f"create or replace temp table followed as select child, hash(child, {first}) as begun, "  # noqa: S608
        f"next is not distinct from {first} as same, next < ended as meets from (select child, {first}, ended, "
        f"lead({first}) over own as next from (select {_CHILD} as child, {first}, {ended} as ended from {staged.name}) "
        f"window own as (partition by child order by {first})) where next is not distinct from {first} or next < ended"
    )


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
        f"from ({staged.accepted(few=True)}) where alike) where other is not null"
    )
    staged.con.execute("drop table copied")
    reject(staged)


def _first_with(columns: str) -> str:
    return f"first_value(position) over (partition by {columns} order by position)"

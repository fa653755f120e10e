"""Exact copies, equal keys and rows that meet: hashes and an order find the few that could be, these decide."""

import numpy as np
import pandas as pd

from etl.among import SPANS
from etl.batch import OWN_REF
from etl.large.checks import reject
from etl.large.stage import FIRST_ROW, Staged

_CHILD = "hash(child_ref)"
"""A child of a file, for finding the few that could matter; authorities do not matter for that."""
_AT_ONCE = 4_000_000
"""Rows that are put in order in one go; of a larger file some children after the others, for the memory it takes."""
_NEVER, _EVER = "timestamp '0001-01-01'", "timestamp '9999-12-31'"


def mark_copies(staged: Staged) -> None:
    """Exact copies of earlier rows (equal text in every cell) are out. Leaves `follower`, `_few` and `copied`."""
    _follow(staged)
    _pick(staged)
    cells = _cells(staged)
    staged.con.execute(
        f"create or replace temp table twin as select position from {staged.name}_few "  # noqa: S608
        f"qualify count(*) over (partition by hash({cells})) > 1"  # equal texts have equal values
    )
    staged.con.execute(
        f"create or replace temp table copied as select position, first_value(position) over same as original from "  # noqa: S608
        f"({staged.text('position in (select position from twin)', few=True)}) "
        f"window same as (partition by {cells}, extra order by position) qualify row_number() over same > 1"
    )
    staged.con.execute(f"insert into {staged.name}_out select position, 'duplicate' from copied")  # noqa: S608
    staged.con.execute("drop table twin")


def _cells(staged: Staged) -> str:
    return ", ".join(sorted(staged.filled))


def turns(staged: Staged) -> list[str]:
    """SQL conditions that each pick all rows of some of the children; together they pick every row once."""
    n = staged.rows // _AT_ONCE + 1
    return [f"{_CHILD} % {n}::ubigint = {turn}" for turn in range(n)] if n > 1 else ["true"]


def _follow(staged: Staged) -> None:
    """The tables `followed`, children of whom one row begins with another or before its end (`meets`: the latter),
    and `follower`, their rows.

    Most children have no such rows: one look at who follows whom leaves few of which to ask the rest.
    """
    con, (first, last) = staged.con, SPANS[staged.contract.name]
    ended = f"coalesce({last}, {_EVER})" if last in staged.filled else _EVER
    unknown = f"{_NEVER} + to_microseconds(cast(hash({_cells(staged)}) >> 12 as bigint))"  # alike in copies alone
    con.execute("create or replace temp table followed (child ubigint, meets boolean)")
    con.execute(
        "create or replace temp table follower (position bigint, child ubigint, begun timestamp, ended timestamp)"
    )
    for some in turns(staged):
        rows = (
            f"select rowid as position, {_CHILD} as child, coalesce({first}, {unknown}) as begun, "  # noqa: S608
            f"case when {first} is null then {_NEVER} else {ended} end as ended from {staged.name} where {some}"
        )
        con.execute(
            "insert into followed select child, bool_or(next > begun) from (select child, begun, ended, "  # noqa: S608
            f"lead(begun) over (partition by child order by begun) as next from ({rows})) "
            "where next = begun or next < ended group by child"
        )
        con.execute(f"insert into follower select * from ({rows} and {_CHILD} in (select child from followed))")  # noqa: S608


def mark_meeting(staged: Staged) -> None:
    """The table `_near`: positions of accepted rows that may overlap with another one of their child."""
    left = f"select * from follower anti join {staged.name}_out using (position)"  # noqa: S608
    staged.con.execute(
        f"create or replace temp table {staged.name}_near as select position from (select position, "  # noqa: S608
        "coalesce(lead(begun) over own <= ended, false) or coalesce(max(ended) over before >= begun, false) as meets "
        f"from ({left}) where child in (select child from followed where meets) or child in "
        f"(select child from ({left}) group by child, begun having count(*) > 1) "
        "window own as (partition by child order by begun), "
        "before as (own rows between unbounded preceding and 1 preceding)) where meets"
    )
    for table in ("followed", "follower"):
        staged.con.execute(f"drop table {table}")


def _pick(staged: Staged) -> None:
    """The table `_few`: rows whose key or own reference stands in another row too."""
    con, name, own = staged.con, staged.name, OWN_REF.get(staged.contract.name)
    con.execute("create or replace temp table alike (position bigint)")
    if own in staged.filled:
        _add_twice(staged, ("la_code", str(own)), f"{own} is not null")
    if staged.contract.key[:2] == ("child_ref", SPANS[staged.contract.name][0]):
        con.execute(
            "insert into alike select position from follower semi join (select child, begun from follower "
            "group by child, begun having count(*) > 1) using (child, begun)"
        )
    else:
        _add_twice(staged, ("la_code", *staged.contract.key), "true")
    con.execute(
        f"create or replace temp table {name}_few as select rowid as position, * from {name} "  # noqa: S608
        f"where rowid in (from alike) and rowid not in (select position from {name}_out)"
    )
    con.execute("drop table alike")


def _add_twice(staged: Staged, columns: tuple[str, ...], where: str) -> None:
    """Add to `alike` the rows with equal values, and a few others: halves of their hashes are sorted.

    That takes less than grouping them does.
    """
    con, number = staged.con, f"cast(hash({', '.join(c for c in columns if c in staged.filled)}) >> 32 as uinteger)"
    found = con.execute(f"select {number} as number from {staged.name} where {where}").fetchnumpy()  # noqa: S608
    numbers = np.sort(np.asarray(found["number"]))
    twice = numbers[1:][numbers[1:] == numbers[:-1]]
    con.register("twice", pd.DataFrame({"number": twice}))
    con.execute(f"insert into alike select rowid from {staged.name} where {number} in (select number from twice)")  # noqa: S608
    con.unregister("twice")


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
        f"from ({staged.accepted(few=True)})) where other is not null"
    )
    staged.con.execute("drop table copied")
    reject(staged)


def _first_with(columns: str) -> str:
    return f"first_value(position) over (partition by {columns} order by position)"

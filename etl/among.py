"""Rules between rows: two births of one child, overlaps naming both rows, episodes against the child's age and care.

They look at the rows of this load and at what the warehouse holds, in a few queries for each extract.
"""

from collections.abc import Mapping

import duckdb
import pandas as pd

from etl.batch import Judged

SPANS = {
    "list": ("added_date", "removed_date"), "vemt_spell": ("added_date", "removed_date"),
    "missing": ("start_at", "end_at"), "missing_episode": ("start_at", "end_at"),
    "care_period": ("start_date", "end_date"), "child_status": ("start_date", "end_date"),
}  # fmt: skip
"""Extracts of which a child's rows should follow one another: first and last column of the span."""
_CHILDREN = ("list", "child")
_EPISODES = ("missing", "missing_episode")
SIDE = "coalesce(source, '')"
"""SQL of whose record an episode is, the police's or the authority's."""
OPEN_DAYS = 30
"""An episode open for longer is asked about."""
_COLUMNS = ["position", "column", "rule", "severity", "related_row"]


def among_rows(con: duckdb.DuckDBPyConnection, judged: Mapping[str, Judged]) -> None:
    """Add the faults between rows to each extract's faults; rows that they refuse are rejected.

    con: the warehouse; nothing is written to it.
    """
    _births(con, judged)
    for name, span in SPANS.items():
        if name in judged:
            _apply(con, judged[name], overlaps(*span, SIDE if name in _EPISODES else "''"))
    for name in _EPISODES:
        if name in judged:
            _apply(con, judged[name], against_age())
            if has_rows(con, "care_period") or "care_period" in judged:
                care(con, judged)
                _apply(con, judged[name], NOT_IN_CARE)
    for name in ("vemt_spell", "list"):
        if name in judged:
            _apply(con, judged[name], _STILL_ON_LIST)
    if "vemt_review" in judged:
        _nrm(con, judged)
        _apply(con, judged["vemt_review"], _TRAFFICKED)


def _accepted(judged: Judged) -> pd.DataFrame:
    """Accepted rows with their position and the date of their extract, where it is declared."""
    told = {i: e.declared.extracted_at for i, e in enumerate(judged.entries)}
    frame = judged.frame[judged.frame["state"] == "accepted"]
    days = pd.to_datetime(frame["entry"].map(told)).astype("datetime64[us]")
    return frame.assign(position=frame.index, extracted_at=days)


def _apply(con: duckdb.DuckDBPyConnection, judged: Judged, sql: str) -> None:
    """Run `sql` over the view `own_rows` of accepted rows; it selects the columns of a fault and a related row."""
    con.register("own_rows", _accepted(judged))
    found = con.sql(sql).df()
    con.unregister("own_rows")
    if found.empty:
        return
    found = found[_COLUMNS].astype({"position": "int64", "related_row": "Int64"})
    judged.faults = pd.concat([judged.faults, found], ignore_index=True)
    judged.frame.loc[found.loc[found["severity"] == "reject", "position"], "state"] = "rejected"


def has_rows(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the table has any row."""
    return bool(con.execute(f"select exists (from {table})").fetchall()[0][0])


def _births(con: duckdb.DuckDBPyConnection, judged: Mapping[str, Judged]) -> None:
    """Refuse rows that give a child another birth month than the file's first row; leave the table `birth` behind."""
    con.execute("create or replace temp table birth as select la_code, child_ref, birth_month from child "
                "where birth_month is not null")  # fmt: skip
    for name in _CHILDREN:
        if name in judged:
            _apply(con, judged[name], _TWO_BIRTHS)
            _apply(con, judged[name], _CHANGED)
    for name in _CHILDREN:
        if name in judged:
            con.register("own_rows", _accepted(judged[name]))
            con.execute("delete from birth where (la_code, child_ref) in (select (la_code, child_ref) from own_rows)")
            con.execute("insert into birth select la_code, child_ref, any_value(birth_month) from own_rows "
                        "where birth_month is not null group by all")  # fmt: skip
            con.unregister("own_rows")


def care(con: duckdb.DuckDBPyConnection, judged: Mapping[str, Judged]) -> None:
    """The table `in_care`: placements of the warehouse and of this load."""
    con.execute("create or replace temp table in_care as select la_code, child_ref, start_date, end_date "
                "from care_period")  # fmt: skip
    if "care_period" in judged:
        con.register("own_rows", _accepted(judged["care_period"]))
        con.execute("insert into in_care select la_code, child_ref, start_date, end_date from own_rows")
        con.unregister("own_rows")


def _nrm(con: duckdb.DuckDBPyConnection, judged: Mapping[str, Judged]) -> None:
    """The table `considered`: times on the list for which the National Referral Mechanism was considered."""
    con.execute("create or replace temp table considered as select la_code, spell_ref from pathway "
                "where route = 'NRM' and (considered or decision is not null or referred)")  # fmt: skip
    con.execute("create or replace temp table has_pathways as select distinct la_code from pathway")
    if "pathway" in judged:
        con.register("own_rows", _accepted(judged["pathway"]))
        con.execute("insert into considered select la_code, spell_ref from own_rows where route = 'NRM' "
                    "and (considered or decision is not null or referred_date is not null)")  # fmt: skip
        con.execute("insert into has_pathways select distinct la_code from own_rows")
        con.unregister("own_rows")


_TWO_BIRTHS = """
    with known as (
        select position, row_number, birth_month, sex, ethnicity,
            arg_min(birth_month, position) over child as first_birth,
            arg_min(row_number, case when birth_month is not null then position end) over child as first_row,
            arg_min(sex, position) over child as first_sex,
            arg_min(ethnicity, position) over child as first_ethnicity
        from own_rows
        window child as (partition by entry, la_code, child_ref)
    )
    select position, 'child_ref|birth_month' as "column", 'two_births' as rule, 'reject' as severity,
        first_row as related_row
    from known where birth_month <> first_birth
    union all
    select position,
        concat_ws('|', 'child_ref', case when sex <> first_sex then 'sex' end,
            case when ethnicity <> first_ethnicity then 'ethnicity' end), 'attributes_differ', 'warn', null
    from known where sex <> first_sex or ethnicity <> first_ethnicity
"""
_CHANGED = """
    select position, 'child_ref|birth_month' as "column", 'birth_differs' as rule, 'warn' as severity,
        null as related_row
    from own_rows join birth using (la_code, child_ref) where own_rows.birth_month <> birth.birth_month
"""
NOT_IN_CARE = """
    select position, 'start_at|missing_from' as "column", 'not_in_care' as rule, 'warn' as severity, null as related_row
    from own_rows
    where starts_with(missing_from, 'CARE_') and la_code in (select la_code from in_care) and not exists (
        select 1 from in_care as care
        where care.la_code = own_rows.la_code and care.child_ref = own_rows.child_ref
            and cast(own_rows.start_at as date) between care.start_date and coalesce(care.end_date, date '9999-12-31')
    )
"""
_STILL_ON_LIST = """
    select position, 'child_ref|removed_date' as "column", 'open_at_18' as rule, 'warn' as severity, null as related_row
    from own_rows join birth using (la_code, child_ref)
    where added_date is not null and removed_date is null and birth.birth_month + interval 217 month <= extracted_at
"""
_TRAFFICKED = """
    select position, 'category' as "column", 'trafficked_without_nrm' as rule, 'warn' as severity, null as related_row
    from own_rows
    where category = 'T' and la_code in (select la_code from has_pathways)
        and (la_code, spell_ref) not in (select (la_code, spell_ref) from considered)
"""


def overlaps(first: str, last: str, side: str) -> str:
    """Both rows of each pair; one may begin on the day or at the minute at which the other ends.

    Two that begin together are near duplicates, `same_key`: said once, not as an overlap too. side: SQL of
    whose record a row is, for police and authority record the same episode; a row that does not say whose it is
    may be either's.
    """
    return f"""
        with span as (
            select position, row_number, entry, la_code, child_ref, {side} as side, {first} as begun,
                coalesce({last}, timestamp '9999-12-31') as ended
            from own_rows where {first} is not null
        ),
        placed as (
            select *, first_value(position) over twins as twin, first_value(row_number) over twins as twin_row,
                max(ended) over before as latest, arg_max(position, (ended, -position)) over before as other,
                arg_max(row_number, (ended, -position)) over before as other_row
            from span
            window twins as (partition by entry, la_code, child_ref, side, begun order by position),
                before as (partition by entry, la_code, child_ref, side order by begun
                    range between unbounded preceding and current row exclude group)
        ),
        pair as (
            select position, row_number, other, other_row, 'overlap' as rule from placed where latest > begun
            union all
            select position, row_number, twin, twin_row, 'same_key' from placed where twin <> position
            union all
            select unsaid.position, unsaid.row_number, known.position, known.row_number, 'same_key'
            from placed as unsaid join placed as known using (entry, la_code, child_ref, begun)
            where unsaid.side = '' and known.side <> ''
        )
        select position, 'child_ref|{first}' || if(rule = 'overlap', '|{last}', '') as "column", rule,
            'warn' as severity, other_row as related_row from pair
        union all
        select other, 'child_ref|{first}' || if(rule = 'overlap', '|{last}', ''), rule, 'warn', row_number from pair
    """  # noqa: S608


def against_age() -> str:
    """SQL over `own_rows` and `birth`: episodes against the child's age, and how long they have been open."""
    return f"""
        with aged as (
            select own_rows.*, birth.birth_month as born from own_rows left join birth using (la_code, child_ref)
        )
        select position, 'child_ref|start_at' as "column", 'before_birth' as rule, 'reject' as severity,
            null as related_row from aged where start_at < born
        union all
        select position, 'child_ref|start_at', 'after_18', 'warn', null from aged
        where start_at >= born + interval 217 month
        union all
        select position, 'child_ref|end_at', 'open_at_18', 'warn', null from aged
        where end_at is null and start_at < born + interval 217 month and born + interval 217 month <= extracted_at
        union all
        select position, 'start_at|end_at', 'open_long', 'warn', null from aged
        where end_at is null and start_at < extracted_at - interval {OPEN_DAYS} day
    """  # noqa: S608

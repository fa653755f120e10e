"""Large missing files with planted defects, and the truth about them: written by DuckDB, the same each time."""

from pathlib import Path

import duckdb

HEADERS = ("child_ref", "la_code", "episode_ref", "episode_type", "start_at", "end_at", "missing_from", "police_risk",
           "source", "sex", "age_band")  # fmt: skip
DEFECTS = (
    ("child_ref", "NULL"), ("child_ref", "'a b c d'"), ("start_at", "NULL"), ("start_at", "'2024-13-41 10:00'"),
    ("la_code", "'E06000099'"), ("child_ref", "'4711'"), ("end_at", "'2001-01-01 10:00'"), ("episode_ref", "'no!'"),
)  # fmt: skip
"""Column and SQL of what stands there instead: each makes its row a rejected one. One more kind is an exact copy."""


def write_missing(path: Path, rows: int, bad_in_a_thousand: int) -> dict[str, int]:
    """A file of `rows` lines; the truth about it: rows, accepted, rejected, duplicates (exact copies)."""
    cells = ", ".join(_spoilt(h) for h in HEADERS)
    copy = len(DEFECTS)
    with duckdb.connect() as con:
        con.execute(f"create table made as {_rows(rows, bad_in_a_thousand, copy)}")
        con.execute(f"copy (select {cells} from made order by n) to '{path}' (header, delimiter ',', quote '')")
        copies, bad = con.execute(
            f"select count(*) filter (bad = {copy}), count(*) filter (bad between 0 and {copy - 1}) from made"
        ).fetchall()[0]
    return {"rows": rows, "accepted": rows - bad - copies, "rejected": bad, "duplicates": copies}


def _spoilt(header: str) -> str:
    cases = " ".join(f"when bad = {i} then {sql}" for i, (column, sql) in enumerate(DEFECTS) if column == header)
    return f"case {cases} else {header} end as {header}" if cases else header


def _rows(rows: int, bad_in_a_thousand: int, copy: int) -> str:
    return f"""
        with wanted as (
            select n, case when hash(n) % 1000 < {bad_in_a_thousand} then n % {copy + 1} else -1 end as bad
            from range({rows}) as t(n)
        ),
        placed as (
            select n, case when bad < {copy} then bad
                when lag(bad) over (order by n) = -1 then {copy} else -1 end as bad
            from wanted
        ),
        sourced as (select n as line, bad, case when bad = {copy} then n - 1 else n end as n from placed)
        select line as n, bad, substr(md5('c' || (n % 90000)), 1, 16) as child_ref,
            'E0600000' || (1 + n % 4) as la_code,
            substr(md5('e' || n), 1, 20) as episode_ref, case when n % 11 = 0 then 'A' else 'M' end as episode_type,
            strftime(timestamp '2019-04-01 00:05:00' + to_minutes(cast((n * 7919) % 3600011 as bigint)),
                '%Y-%m-%d %H:%M') as start_at,
            case when n % 50 > 0 then strftime(timestamp '2019-04-01 00:05:00'
                + to_minutes(cast((n * 7919) % 3600011 + 30 + n % 4000 as bigint)), '%Y-%m-%d %H:%M') end as end_at,
            ['HOME', 'CARE_FOSTER', 'CARE_RESIDENTIAL', 'OTHER'][1 + n % 4] as missing_from,
            ['HIGH', 'MEDIUM', 'LOW', null][1 + n % 4] as police_risk,
            'POLICE' as source, ['M', 'F'][1 + n % 2] as sex, ['0-12', '13-14', '15-16', '17'][1 + n % 4] as age_band
        from sourced
    """

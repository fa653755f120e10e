"""A warehouse of England's size, made inside DuckDB from hashes: 153 authorities, ten years, everything supplied.

No file is read or written and no row stands for a person: the tables hold numbers that were drawn, in the shapes that
the metrics of `bench_england.py` read.
"""

from typing import Any

from data_contracts.code_list import enum_of
from data_contracts.tables import TABLES
from etl.warehouse import make_schema

AUTHORITIES, YEARS, FIRST = 153, 10, "date '2016-11-01'"
LAS = tuple(f"E{100000 + i:06d}" for i in range(AUTHORITIES))
READ = ("child", "child_status", "vemt_spell", "vemt_review", "missing_episode", "return_interview",
        "return_interview_episode")  # fmt: skip
_DAYS = YEARS * 365


def _of(salt: int, n: str = "i") -> str:
    """SQL of a whole number that looks drawn, the same each time."""
    return f"(hash({n} * 1000 + {salt}) % 1000003)::bigint"


def _one(salt: int, *codes: str, n: str = "i") -> str:
    listed = ", ".join("null" if code == "" else f"'{code}'" for code in codes)
    return f"([{listed}])[1 + {_of(salt, n)} % {len(codes)}]"


def _la(n: str) -> str:
    return f"concat('E', 100000 + {n} % {AUTHORITIES})"


def _make_tables(con: Any, text: bool) -> None:
    """The product's own tables, with England's authorities for the four; `text`: what is kept narrower is text."""
    make_schema(con)
    for table in TABLES.values():
        for column in table.codes:
            kind = "varchar" if text else enum_of(LAS) if column == "la_code" else table.kept()[column]
            con.execute(f"alter table held.{table.name} alter column {column} set data type {kind}")


def fill(con: Any, episodes: int, text: bool = False) -> dict[str, int]:
    """Make and fill the tables; rows of each. A quarter as many children as episodes, a sixth spells, six reviews.

    As the product keeps them: codes of missing episodes as places in their lists, shown as text; `text`: all are text.
    """
    _make_tables(con, text)
    children, spells = episodes // 4, episodes // 6
    _people(con, children, spells)
    start = f"{FIRST} + to_days(({_of(1)} % {_DAYS})::int) + to_minutes({_of(2)} % 1440)"
    length = f"to_minutes({_one(3, '90', '300', '700', '1800', '5000')}::bigint + {_of(4)} % 400)"
    owner = f"({_of(5)} * {_of(6)} % {children})"
    con.execute(
        f"""insert into held.missing_episode by name
        select false as superseded, {_la("c")} as la_code,
               concat('episode-', md5(cast(i as varchar))[:10]) as episode_ref,
               concat('child-', md5(cast(c as varchar))[:10]) as child_ref, {_one(7, *"MMMMA")} as episode_type,
               begun as start_at, begun + {length} as end_at, {_of(8)} % 5 > 0 as time_known,
               {_one(9, "HOME", "HOME", "CARE_RESIDENTIAL", "CARE_FOSTER", "CARE_SUPPORTED", "")} as missing_from,
               {_one(10, "HIGH", "MEDIUM", "MEDIUM", "LOW", "")} as police_risk,
               {_one(11, "F", "M", "M", n="c")} as sex, {_one(12, "13-14", "15-16", "17", n="c")} as age_band
        from (select i, {owner} as c, {start} as begun from range({episodes}) as r(i))"""
    )
    con.execute(
        f"""insert into held.return_interview by name
        select false as superseded, la_code, concat('interview-', episode_ref[9:]) as rhi_ref,
               'Y' as offered, 'Y' as accepted,
               end_at + to_hours({_of(13, "rowid")} % 110) as completed_at, true as completed_time_known
        from held.missing_episode where {_of(14, "rowid")} % 10 < 6"""
    )
    con.execute(
        "insert into held.return_interview_episode by name select false as superseded, la_code, rhi_ref, "
        "concat('episode-', rhi_ref[11:]) as episode_ref from return_interview"
    )
    return {name: con.execute(f"select count(*) from {name}").fetchall()[0][0] for name in READ}


def _people(con: Any, children: int, spells: int) -> None:
    """Children, their times on the list, and reviews about six weeks apart."""
    con.execute(
        f"""insert into held.child by name
        select false as superseded, {_la("i")} as la_code, concat('child-', md5(cast(i as varchar))[:10]) as child_ref,
               date '2003-01-01' + to_months(({_of(20)} % 130)::int) as birth_month, {_one(21, "F", "M", "M")} as sex,
               {_one(22, "WBRI", "WBRI", "APKN", "BAFR", "")} as ethnicity,
               {_one(23, "CLA", "CIN", "CP", "NONE")} as care_status
        from range({children}) as r(i)"""
    )
    con.execute(
        f"""insert into held.vemt_spell by name
        select false as superseded, {_la("c")} as la_code, concat('spell-', md5(cast(i as varchar))[:10]) as spell_ref,
               concat('child-', md5(cast(c as varchar))[:10]) as child_ref, 'ACCEPTED' as decision,
               {_one(30, "POLICE", "CSC", "EDUCATION", "HEALTH", "")} as referral_source, added as added_date,
               case when added + days < {FIRST} + {_DAYS} then added + days end as removed_date,
               {_one(31, "RISK_REDUCED", "MOVED_AREA", "OTHER")} as removal_reason
        from (select i, {_of(32)} * {_of(33)} % {children} as c, ({FIRST} + ({_of(34)} % {_DAYS})::int) as added,
                     (60 + {_of(35)} % 420)::int as days from range({spells}) as r(i))"""
    )
    con.execute(
        f"""insert into held.vemt_review by name
        select false as superseded, la_code, spell_ref, child_ref, added_date + (n * 42)::int as review_date,
               {_one(40, *"VEMT", n="(rowid * 7 + n)")} as category,
               {_one(41, "VERY_HIGH", "HIGH", "MEDIUM", "MEDIUM", "LOW", n="(rowid * 11 + n)")} as risk
        from held.vemt_spell cross join range(6) as r(n)
        where added_date + (n * 42)::int < coalesce(removed_date, {FIRST} + {_DAYS})"""
    )

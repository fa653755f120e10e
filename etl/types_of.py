"""Text to typed columns, in DuckDB: dates, codes, numbers; what cannot be read is a fault, never a guess.

Pandera never parses: it would try a column with one bad date value by value.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pandas as pd

from data_contracts.code_list import Vocabulary
from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import AGE_BAND, BLANKS, PLACEHOLDER_DATES, YES_NO
from etl.faults import cell_severity, fault_frame

_MACROS = Path(__file__).with_name("typing.sql")
_DATED = ("date", "datetime", "month", "quarter", "yes_or_date")
_READER = {"month": "any_month", "quarter": "any_quarter"}  # the rest: any_day
_UNKNOWN = {"u", "unknown"}
"""What systems write in a yes-or-no column where nobody knows."""
DTYPES = {"boolean": "boolean", "bigint": "Int64", "varchar": "str", "timestamp": "datetime64[us]"}


def staging() -> duckdb.DuckDBPyConnection:
    """A connection in memory with the helpers of `typing.sql`; the caller closes it."""
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")  # it would write onto standard output
    con.execute(_MACROS.read_text(encoding="utf-8"))
    return con


def typed(con: duckdb.DuckDBPyConnection, contract: Contract, text: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The typed frame of a batch and its faults.

    con: from `staging`. text: one str column per field of the contract plus `_file`, index = position 0..n-1.
    Returns the frame with the contract's typed columns (same index) and a fault frame (etl.faults.COLUMNS).
    """
    filled = {name: spec for name, spec in contract.fields.items() if (text[name] != "").any()}
    con.register("batch_text", text.reset_index(names="_position"))
    try:
        found = con.execute(_query(filled)).df()
    finally:
        con.unregister("batch_text")
    found.index = text.index
    faults = [
        (int(str(position)), name, str(rule), str(cell_severity(contract, name, rule)))
        for name in filled
        for position, rule in found.loc[found[f"f_{name}"].notna(), f"f_{name}"].to_dict().items()
    ]
    kinds = {c: kind for name, spec in contract.fields.items() for c, (_, kind) in columns_of(name, spec).items()}
    frame = found.reindex(columns=list(kinds)).astype({c: DTYPES[kind] for c, kind in kinds.items()})
    return frame[list(contract.typed_columns())], fault_frame(faults)


def _query(fields: Mapping[str, Field]) -> str:
    """Three steps: blanks become null; each cell is read once; then each column and its fault."""
    clean = "".join(f",\n    {_clean(name, spec)} as c_{name}" for name, spec in fields.items())
    read = "".join(f",\n    {sql} as {column}" for n, s in fields.items() for column, sql in _reads(n, s))
    typed_columns = "".join(
        f",\n    {sql} as {column}" for n, s in fields.items() for column, (sql, _) in columns_of(n, s).items()
    )
    faults = "".join(f",\n    {_fault(name, spec)} as f_{name}" for name, spec in fields.items())
    return (
        f"with cleaned as materialized (select _position, _file{clean} from batch_text),\n"  # noqa: S608
        f"dated as materialized (select *{read} from cleaned)\n"
        f"select _position{typed_columns}{faults} from dated order by _position"
    )


def _reads(name: str, spec: Field) -> list[tuple[str, str]]:
    """What is read of a cell once and used more than once: d_ a time, k_ a code, l_ a list of codes (null: unknown)."""
    cell, found = f"c_{name}", []
    if spec.kind in _DATED:
        found.append((f"d_{name}", f"{_READER.get(spec.kind, 'any_day')}({cell})"))
    if spec.kind in ("yes_no", "yes_or_date"):
        found.append((f"k_{name}", _lookup(YES_NO, f"fold_text({cell})")))
    if spec.kind == "code" and spec.vocabulary is not None:
        found.append((f"k_{name}", _code(cell, spec.vocabulary)))
    if spec.kind == "codes" and spec.vocabulary is not None:
        parts = f"list_filter(string_split_regex({cell}, '[|;,]'), lambda p: trim(p) <> '')"
        found.append((f"l_{name}", f"list_transform({parts}, lambda p: {_lookup(spec.vocabulary, 'fold_text(p)')})"))
    if spec.kind == "int":
        found.append((f"n_{name}", f"whole_number({cell})"))
    return found


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join("'" + t.replace("'", "''") + "'" for t in texts)


def _clean(name: str, spec: Field) -> str:
    unknown = _UNKNOWN if spec.kind in ("yes_no", "yes_or_date") else set()
    blanks = _quoted(sorted((BLANKS | unknown) - set(spec.markers)))
    return f"case when lower(trim({name})) in ({blanks}) then null else trim({name}) end"


def _lookup(vocabulary: Vocabulary, folded: str) -> str:
    spellings = vocabulary.spellings()
    return f"map([{_quoted(spellings)}], [{_quoted(spellings.values())}])[{folded}]"


def _is_placeholder(name: str) -> str:
    days = ", ".join(f"date '{day}'" for day in sorted(PLACEHOLDER_DATES))
    return f"coalesce(cast(d_{name} as date) in ({days}), false)"


def _day(name: str, whole_day: bool) -> str:
    day = f"cast(date_trunc('day', d_{name}) as timestamp)" if whole_day else f"cast(d_{name} as timestamp)"
    return f"case when not {_is_placeholder(name)} and year(d_{name}) between 1900 and 2300 then {day} end"


def columns_of(name: str, spec: Field) -> dict[str, tuple[str, str]]:
    """Typed column -> (SQL over `dated`, DuckDB type)."""
    cell = f"c_{name}"
    if spec.kind in ("ref", "text") or (spec.kind in ("code", "codes") and spec.vocabulary is None):
        return {name: (cell, "varchar")}
    if spec.kind == "code":
        return {name: (f"k_{name}", "varchar")}
    if spec.kind == "codes" and spec.vocabulary is not None:
        known = f"list_filter([{_quoted(spec.vocabulary.codes)}], lambda c: list_contains(l_{name}, c))"
        return {name: (f"nullif(array_to_string({known}, '|'), '')", "varchar")}
    if spec.kind == "int":
        marker = f"case when lower({cell}) in ({_quoted(spec.markers)}) then lower({cell}) end"
        number = {name: (f"n_{name}", "bigint")}
        return number | ({f"{name}_marker": (marker, "varchar")} if spec.markers else {})
    if spec.kind == "datetime":
        return {name: (_day(name, whole_day=False), "timestamp"), f"{name}_has_time": (_has_time(name), "boolean")}
    if spec.kind == "yes_no":
        return {name: (f"k_{name} = 'Y'", "boolean")}
    if spec.kind == "yes_or_date":
        done = f"coalesce(k_{name} = 'Y', case when {_day(name, True)} is not null then true end)"
        return {name: (done, "boolean"), f"{name}_date": (_day(name, whole_day=True), "timestamp")}
    return {name: (_day(name, whole_day=True), "timestamp")}


def _code(cell: str, vocabulary: Vocabulary) -> str:
    """The code of a spelling; for age bands also of an age in years."""
    by_name = _lookup(vocabulary, f"fold_text({cell})")
    if vocabulary.name != AGE_BAND.name:
        return by_name
    age = f"floor(try_cast({cell} as double))"
    limits = {13: "0-12", 15: "13-14", 17: "15-16", 18: "17", 31: "18+"}
    bands = " ".join(f"when {age} < {limit} then '{band}'" for limit, band in limits.items())
    return f"coalesce({by_name}, case when {age} < 0 then null {bands} end)"


def _has_time(name: str) -> str:
    """A clock time was written. Midnight counts only where the file's column has other times too."""
    some = f"bool_or(d_{name} <> date_trunc('day', d_{name})) over (partition by _file)"
    clock = f"(contains(c_{name}, ':') or (is_serial(c_{name}) and contains(c_{name}, '.')))"
    return f"case when d_{name} is not null then {clock} and coalesce({some}, false) end"


def _fault(name: str, spec: Field) -> str:
    """SQL of the rule that the cell breaks, or null."""
    cell = f"c_{name}"
    if spec.kind in ("ref", "text") or (spec.kind in ("code", "codes") and spec.vocabulary is None):
        return "cast(null as varchar)"
    if spec.kind in ("code", "yes_no"):
        return f"case when {cell} is not null and k_{name} is null then 'not_in_list' end"
    if spec.kind == "codes":
        return f"case when len(list_filter(l_{name}, lambda c: c is null)) > 0 then 'not_in_list' end"
    if spec.kind == "int":
        marker = f" and lower({cell}) not in ({_quoted(spec.markers)})" if spec.markers else ""
        return f"case when {cell} is not null and n_{name} is null{marker} then 'not_a_number' end"
    unread = f"when {cell} is not null and not coalesce(year(d_{name}) between 1900 and 2300, false) then 'not_a_date'"
    serial = f"when {cell} is not null and is_serial({cell}) then 'excel_serial'"
    dated = f"when {_is_placeholder(name)} then 'placeholder_date' {unread} {serial}"
    if spec.kind == "yes_or_date":
        plain = f"when {cell} is null or k_{name} is not null then null"
        return f"case {plain} when not regexp_matches({cell}, '\\d') then 'not_in_list' {dated} end"
    return f"case {dated} end"

"""The one pass over a large file: typed rows with their masks in a temporary table, then copies and equal keys."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from data_contracts.kit import Contract
from etl.batch import OWN_REF
from etl.large.compiled import Bit, Compiled
from etl.large.source import LargeSource
from etl.types_of import MACROS

STAGE, MARKED = "large_stage", "large_marked"


class NotThisWay(Exception):
    """The file's rows are not its lines, or DuckDB reads it otherwise than expected: the plain way must take it."""


@dataclass
class Staged:
    """What the pass yields. `rejects` and `warns` are SQL conditions; counts are of rows."""

    compiled: Compiled
    source: LargeSource
    rows: int
    doubled: list[Bit] = field(default_factory=list)

    @property
    def bits(self) -> list[Bit]:
        """Every fault that a row may have."""
        return [*self.compiled.bits, *self.doubled]

    def any_of(self, bits: Sequence[Bit]) -> str:
        """SQL: the row has one of these faults."""
        words: dict[int, int] = {}
        for bit in bits:
            words[bit.word] = words.get(bit.word, 0) | bit.value
        return " or ".join(f"m{w} & {mask} <> 0" for w, mask in words.items()) or "false"

    def of_severity(self, severity: str) -> str:
        """SQL: the row has a fault of this severity (a copy's fault is none of its own)."""
        return self.any_of([b for b in self.bits if b.severity == severity and b.rule != "duplicate_row"])


def stage(con: duckdb.DuckDBPyConnection, source: LargeSource, compiled: Compiled, columns: dict[str, str]) -> Staged:
    """Read the file into the temporary table STAGE. columns: field -> header. NotThisWay where rows are not lines."""
    con.execute(MACROS.read_text(encoding="utf-8"))
    compiled_bits = _doubled_bits(compiled)
    raw = ", ".join(f'"{_escaped(header)}" as x_{name}' for name, header in columns.items())
    try:
        con.execute(
            f"create or replace temp table {STAGE} as {compiled.query(f'select {raw} from {reading(source)}')}"  # noqa: S608
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        raise NotThisWay from None
    rows = int(con.execute(f"select count(*) from {STAGE}").fetchall()[0][0])  # noqa: S608
    if rows != source.lines:
        raise NotThisWay
    staged = Staged(compiled, source, rows, compiled_bits)
    _mark_doubles(con, compiled.contract, staged)
    return staged


def reading(source: LargeSource) -> str:
    """SQL of the file as text columns under its own headers."""
    kinds = ", ".join(f"'{_escaped(h, chr(39))}': 'VARCHAR'" for h in source.headers)
    path = _escaped(str(source.path), "'")
    return (
        f"read_csv('{path}', header = true, auto_detect = false, columns = {{{kinds}}}, delim = '{source.delimiter}', "
        "quote = '\"', escape = '\"', strict_mode = true, null_padding = false)"
    )


def _escaped(text: str, mark: str = '"') -> str:
    return text.replace(mark, mark * 2)


def _doubled_bits(compiled: Compiled) -> list[Bit]:
    """Bits of the faults that need other rows: copies and equal keys."""
    first = next(iter(compiled.contract.fields))
    place = len(compiled.bits)
    rules = [("duplicate_row", "warn"), ("duplicate_key", "reject"), ("same_key", "warn")]
    bits = [Bit(place + i, first, rule, severity, "file") for i, (rule, severity) in enumerate(rules)]  # type: ignore[arg-type]
    compiled.least_masks = bits[-1].word + 1
    return bits


def _mark_doubles(con: duckdb.DuckDBPyConnection, contract: Contract, staged: Staged) -> None:
    """Set the bits of exact copies (which then have no other) and of later rows with the key of an earlier one."""
    own = OWN_REF.get(contract.name)
    key = ", ".join(("la_code", *contract.key))
    candidates = [_repeated("same")] + ([_repeated(f"hash(la_code, {own})", f"{own} is not null")] if own else [])
    candidates.append(_repeated(f"hash({key})"))
    con.execute(
        f"create or replace temp table {MARKED} as with doubtful as ({' union '.join(candidates)}), "  # noqa: S608
        f"seen as (select stage.*, stage.rowid as place_of, row_number() over (partition by same order by stage.rowid) > 1 as copy "
        f"from {STAGE} as stage where stage.rowid in (select place_of from doubtful)), "
        f"kept as (select *, {_conflicts(contract, own)} from seen "
        f"where not copy and not ({staged.of_severity('reject')})) "
        "select seen.place_of, seen.copy, coalesce(kept.conflict, false) as conflict, coalesce(kept.near, false) as near "
        "from seen left join kept on seen.place_of = kept.place_of where seen.copy or kept.conflict or kept.near"
    )
    copy, conflict, near = staged.doubled
    zero = ", ".join(f"m{w} = case when copy then {copy.value if w == copy.word else 0} else "
                     f"m{w} + {conflict.value if w == conflict.word else 0} * cast(conflict as bigint) + "
                     f"{near.value if w == near.word else 0} * cast(near as bigint) end"
                     for w in range(staged.compiled.masks()))  # fmt: skip
    con.execute(f"update {STAGE} set {zero} from {MARKED} as marked where {STAGE}.rowid = marked.place_of")  # noqa: S608


def _repeated(key: str, where: str = "true") -> str:
    """SELECT of the rowids whose key more than one row has."""
    keyed = f"select rowid as place_of, {key} as k from {STAGE} where {where}"  # noqa: S608
    repeated = f"select {key} as k from {STAGE} where {where} group by k having count(*) > 1"  # noqa: S608
    return f"select place_of from ({keyed}) semi join ({repeated}) using (k)"


def _conflicts(contract: Contract, own: str | None) -> str:
    """`conflict` and `near` of etl.batch._key_faults, over rows that are neither copies nor refused."""
    key = ", ".join(("la_code", *contract.key))
    same_key = f"row_number() over (partition by {key} order by place_of) > 1"
    if own is None:
        return f"{same_key} as conflict, false as near"
    twice = f"row_number() over (partition by {key}, {own} order by place_of) > 1"
    reused = f"({own} is not null and row_number() over (partition by la_code, {own} order by place_of) > 1)"
    return f"{twice} or {reused} as conflict, {same_key} and not ({twice} or {reused}) as near"

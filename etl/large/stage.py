"""Reading a large file in one pass: strict cells become typed columns, rows with an odd cell keep all their cells.

The rows stand in a temporary table in the file's order, so that `rowid` is a row's position and the spreadsheet's
row is `rowid + 2`. `odd` has a bit for each field whose cell is not strict, 0 where all are. Beside it: `_odd` those
cells, `_fault` what is wrong, `_out` the positions that are not accepted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from data_contracts.kit import Contract, Field
from etl.intake import Entry
from etl.large.source import LargeSource, NotThisWay
from etl.large.strict import any_odd, is_odd, kind_of, strict, text_of
from etl.read.answers import COLUMNS as ANSWERS

MOST_EXTRA = 8
"""Cells beyond the last header that a row may have before the file goes the plain way."""
FIRST_ROW = 2
_SOME = 1 << 31
"""The bit of `odd` that stands in every row of `_odd`."""


@dataclass
class Staged:
    """A large file in the database. name: of its table; present: field -> place of its column in the file.

    rows: of the file, wholly blank ones left out. clocks: datetime fields in which some time is not midnight.
    """

    con: duckdb.DuckDBPyConnection
    entry: Entry
    contract: Contract
    source: LargeSource
    name: str
    present: dict[str, int]
    reader: duckdb.DuckDBPyConnection
    """From etl.types_of.staging: reads odd cells the plain way."""
    rows: int = 0
    padded: bool = False
    """Whether rows may be shorter than the header, or longer."""
    clocks: set[str] = field(default_factory=set)
    changed: dict[str, set[str]] = field(default_factory=dict)
    """Field -> the odd texts (tidied) that are to be read."""
    across: list[pd.DataFrame] = field(default_factory=list)
    """Overlaps with rows of other files, for the report: they are found again after storing (etl.across)."""
    filled: set[str] = field(default_factory=set)
    """Fields of the table: those of the file and those that were taken from combined answers."""

    def count(self, sql: str) -> int:
        """The one number that `sql` selects."""
        return int(self.con.execute(sql).fetchall()[0][0])

    def whole_files_authority(self) -> str | None:
        """The authority of all rows where the file has no such column."""
        return None if "la_code" in self.present else self.entry.declared.la_code

    def bit(self, name: str) -> int:
        """The bit of a field of the file in `odd`."""
        return 1 << list(self.present).index(name)

    def has_odd(self, name: str) -> str:
        """SQL over a row of the table: the cell of this field stands in `_odd`."""
        return f"odd & {self.bit(name) if name in self.present else _SOME} <> 0"

    def typed(self, few: bool = False) -> str:
        """SQL: every row (or the `_few` of etl.large.doubles) with the contract's typed columns and its place."""
        place = "position" if few else "rowid"
        columns = [f"{place} as position", f"{place} + {FIRST_ROW} as row_number", "0 as entry", "odd"]
        for name, spec in self.contract.fields.items():
            absent = name not in self.filled
            if name == "la_code" and absent:
                columns.append(f"'{self.whole_files_authority()}' as la_code")
            elif spec.kind == "datetime":
                some = "true" if name in self.clocks else "false"
                clock = f"case when n_{name} is not null then n_{name} > 10 and {some} end"
                columns.append(f"{'cast(null as timestamp)' if absent else name} as {name}")
                columns.append(f"{'cast(null as boolean)' if absent else clock} as {name}_has_time")
            else:
                columns.append(f"{f'cast(null as {kind_of(spec)})' if absent else name} as {name}")
        return f"select {', '.join(columns)} from {self.name}{'_few' if few else ''}"  # noqa: S608

    def accepted(self, few: bool = False) -> str:
        """SQL: the rows of `typed` that are neither copies nor rejected nor blank."""
        return f"select * from ({self.typed(few)}) anti join {self.name}_out using (position)"  # noqa: S608

    def text(self, where: str, few: bool = False) -> str:
        """SQL: position and the cells' text by field ('' where blank) of the rows that `where` picks.

        where: by rowid; by position of the `_few`.
        """
        cells = []
        for name, spec in self.contract.fields.items():
            plain = text_of(name, spec) if name in self.filled else "''"
            if name == "la_code" and name not in self.filled:
                cells.append(f"'{self.whole_files_authority()}' as la_code")
            else:
                odd = self.has_odd(name)
                cells.append(f"case when {odd} then coalesce(o.x_{name}, '') else {plain} end as {name}")
        rows = f"position as place, * from {self.name}_few" if few else f"rowid as place, * from {self.name}"
        return (
            f"with s as materialized (select {rows} where {where}) "  # noqa: S608
            f"select place as position, coalesce(o.extra, false) as extra, {', '.join(cells)} "
            f"from s left join {self.name}_odd as o on o.position = place"
        )

    def drop(self) -> None:
        """Take the tables away."""
        for table in ("", "_odd", "_fault", "_out", "_near", "_few"):
            self.con.execute(f"drop table if exists {self.name}{table}")


def read(staged: Staged) -> None:
    """Read the file into its tables. Raises NotThisWay where its rows are not what the plain way would read."""
    try:
        staged.padded = staged.source.cells > len(staged.source.headers)
        _create(staged)
    except duckdb.Error:
        try:
            staged.padded = True
            _create(staged)
        except duckdb.Error:
            raise NotThisWay from None
    found = staged.count(f"select count(*) from {staged.name}")  # noqa: S608
    if found != staged.source.lines and (not staged.source.quoted or staged.source.has_blank_line()):
        raise NotThisWay
    _odd_rows(staged)
    staged.filled = set(staged.present)
    staged.con.execute(f"create or replace temp table {staged.name}_out (position bigint, state varchar)")


def leave_out_blank_rows(staged: Staged) -> None:
    """Rows without any filled cell are no rows; they count in the row numbers only. After odd cells were tidied."""
    blank = " and ".join(f"s.{n} is null and coalesce(o.x_{n}, '') = ''" for n in staged.present)
    if len(staged.present) < len(staged.source.headers):
        blank += " and not s.others"
    staged.con.execute(
        f"insert into {staged.name}_out select s.rowid, 'blank' from {staged.name} as s "  # noqa: S608
        f"left join {staged.name}_odd as o on o.position = s.rowid "
        f"where {blank} and not coalesce(o.extra, false)"
    )
    whole = staged.count(f"select count(*) from {staged.name}")  # noqa: S608
    staged.rows = whole - staged.count(f"select count(*) from {staged.name}_out")  # noqa: S608


def _create(staged: Staged) -> None:
    fields, cells, extra = staged.contract.fields, [], "false"
    read, columns = [], []
    for name, place in staged.present.items():
        cell, spec = f"nullif(c{place}, '')" if staged.source.quoted else f"c{place}", fields[name]
        read += [f"{cell} as t{place}", f"{strict(spec, cell).value} as v{place}"]
        columns.append(f"v{place} as {name}")
        if spec.kind == "datetime":
            columns.append(f"try_cast(strlen(t{place}) as utinyint) as n_{name}")
        cells.append((spec, f"t{place}", f"v{place}"))
    some_odd = any_odd(cells)
    if staged.padded:
        beyond = range(len(staged.source.headers), staged.source.cells + MOST_EXTRA)
        extra = " or ".join(f"coalesce(trim(c{i}), '') <> ''" for i in beyond)
        some_odd += " or extra"
    unknown = set(range(len(staged.source.headers))) - set(staged.present.values())
    others = " or ".join(f"coalesce(trim(c{i}), '') <> ''" for i in sorted(unknown))
    if others:
        read.append(f"{others} as others")
        columns.append("others")
    bits, told = _bits(staged, cells)
    staged.con.execute(
        f"create or replace temp table {staged.name} as select {', '.join(columns)}, odd, {told} as told "  # noqa: S608
        f"from (select *, {bits} as odd from (select *, coalesce({some_odd}, false) as some_odd from "
        f"(select {', '.join(read)}, {extra} as extra from {reading(staged.source, staged.padded)})))"
    )


def _bits(staged: Staged, cells: list[tuple[Field, str, str]]) -> tuple[str, str]:
    """SQL of `odd`, and of the list of a row's odd cells, in the order of its fields; at the end whether it has extra.

    Answers that may be combined in one cell are kept of every odd row: they are told apart together.
    """
    together = set(ANSWERS.get(staged.contract.name, ())) & set(staged.present)
    bits, told = [str(_SOME | sum(map(staged.bit, together)))], []
    for name, (spec, text, value) in zip(staged.present, cells, strict=True):
        if name not in together:
            bits.append(f"case when {is_odd(spec, text, value)} then {staged.bit(name)} else 0 end")
        told.append(f"case when {staged.has_odd(name)} then {text} end")
    odd = f"cast(case when some_odd then {' | '.join(bits)} else 0 end as uinteger)"
    return odd, f"case when odd <> 0 then [{', '.join(told)}, case when extra then 'Y' end] end"


def reading(source: LargeSource, padded: bool = False) -> str:
    """SQL of the file as text columns c0, c1 …; padded: rows may be shorter, or longer by MOST_EXTRA cells."""
    width = source.cells + (MOST_EXTRA if padded else 0)
    kinds = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    path = str(source.path).replace("'", "''")
    quote = '"' if source.quoted else ""
    return (
        f"read_csv('{path}', header = true, auto_detect = false, columns = {{{kinds}}}, delim = '{source.delimiter}', "
        f"quote = '{quote}', escape = '{quote}', strict_mode = true, null_padding = {str(padded).lower()})"
    )


def _odd_rows(staged: Staged) -> None:
    """The cells that are not strict, one column per field of the contract, and one row for each row that has any."""
    place = {name: i + 1 for i, name in enumerate(staged.present)}
    cells = [
        f"{f'told[{place[n]}]' if n in place else 'cast(null as varchar)'} as x_{n}" for n in staged.contract.fields
    ]
    staged.con.execute(
        f"create or replace temp table {staged.name}_odd as select rowid as position, "  # noqa: S608
        f"told[{len(place) + 1}] is not null as extra, {', '.join(cells)} from {staged.name} where odd <> 0"
    )
    staged.con.execute(f"alter table {staged.name} drop column told")


def quoted(texts: Iterable[str]) -> str:
    """SQL strings."""
    return ", ".join("'" + t.replace("'", "''") + "'" for t in texts)


__all__ = ["FIRST_ROW", "Staged", "quoted", "read", "reading"]

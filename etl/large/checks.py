"""The contract's checks and the file's own, compiled: one bit each in a mask that one pass over the rows makes.

The words are the contract's: required columns, the form of references, code lists (by the columns' types) and the SQL
of the row rules. etl.large.witness lets Pandera judge samples again.
"""

from dataclasses import dataclass
from datetime import date

from data_contracts.rules import Severity
from data_contracts.vocabularies import LA
from etl.batch import PLANNED
from etl.large.stage import FIRST_ROW, Staged
from etl.large.strict import checked_here


@dataclass(frozen=True)
class Bit:
    """One check of a typed row: SQL that is true where the row is `broken`, or else a rule that `holds` unless false.

    kind: judged (Pandera too) or file.
    """

    column: str
    rule: str
    severity: Severity
    broken: str = ""
    kind: str = "judged"
    holds: str = ""

    def term(self, value: int) -> str:
        """SQL: `value` where the row fails. A condition of a case stops at the first half that decides it."""
        if self.holds:
            return f"case when {self.holds} then 0 when ({self.holds}) is null then 0 else {value} end"
        return f"case when {self.broken} then {value} else 0 end"


def bits_of(staged: Staged) -> list[Bit]:
    """Every check of a row by itself."""
    bits = []
    for name, spec in staged.contract.fields.items():
        if spec.need == "P":
            bits.append(Bit(name, "blank", "reject", f"{name} is null"))
        if spec.kind == "ref" and name in staged.filled:
            only = f"{staged.has_odd(name)} and " if checked_here(spec) else ""
            form = f"not regexp_full_match({name}, '{spec.pattern}')"
            bits.append(Bit(name, "not_a_reference", "reject", f"{only}{name} is not null and {form}"))
    for rule in staged.contract.rules:
        bits.append(Bit("|".join(rule.columns), rule.name, rule.severity, holds=rule.sql))
    return bits + _of_the_authority(staged) + _of_the_dates(staged)


def _of_the_authority(staged: Staged) -> list[Bit]:
    spec = staged.contract.fields.get("la_code")
    if spec is None or "la_code" not in staged.present:
        return []
    found = [Bit("la_code", "blank", "reject", "la_code is null", "file")]
    said = staged.entry.declared
    of_four = spec.vocabulary is not None and spec.vocabulary.name == LA.name
    if of_four and said.by_manifest and said.la_code in LA.codes:
        found.append(Bit("la_code", "wrong_authority", "reject", f"la_code <> '{said.la_code}'", "file"))
    return found


def _of_the_dates(staged: Staged) -> list[Bit]:
    """Against the extract's declared date, and outside of the declared period."""
    day, said, found = staged.contract.window, staged.entry.declared, []
    if not day:
        return []
    late = "false"
    if said.extracted_at is not None and staged.contract.name not in PLANNED:
        late = f"coalesce({_after(day, said.extracted_at)}, false)"
        found.append(Bit(day, "after_extract", "reject", late, "file"))
    if said.by_manifest and said.period_from is not None and said.period_to is not None:
        outside = f"{day} < timestamp '{said.period_from}' or {_after(day, said.period_to)}"
        found.append(Bit(day, "outside_window", "warn", f"not {late} and ({outside})", "file"))
    return found


def _after(day: str, last: date) -> str:
    """SQL: the time `day` lies on a later day than `last`."""
    return f"{day} >= date_trunc('day', timestamp '{last}') + interval 1 day"


def check(staged: Staged) -> None:
    """Put every fault of a row by itself into the `_fault` table, and rejected rows into `_out`."""
    con, bits = staged.con, bits_of(staged)
    mask = " | ".join(b.term(1 << i) for i, b in enumerate(bits)) or "0"
    con.execute(
        f"create or replace temp table masked as select * from (select position, cast({mask} as bigint) as mask "  # noqa: S608
        f"from ({staged.typed()})) where mask <> 0"
    )
    said = ", ".join(f"({1 << i}, '{b.column}', '{b.rule}', '{b.severity}', '{b.kind}')" for i, b in enumerate(bits))
    con.execute(
        f'insert into {staged.name}_fault select position, "column", rule, severity, null, kind '  # noqa: S608
        f'from masked join (values {said}) as bit(value, "column", rule, severity, kind) on mask & value <> 0'
    )
    con.execute("drop table masked")
    first = next(iter(staged.contract.fields))
    con.execute(
        f"insert into {staged.name}_fault select position, '', 'extra_cells', 'reject', null, 'file' "  # noqa: S608
        f"from {staged.name}_odd where extra"
    )
    _forgive(staged)
    con.execute(
        f"insert into {staged.name}_fault select position, '{first}', 'duplicate_row', 'warn', "  # noqa: S608
        f"original + {FIRST_ROW}, 'file' from copied"
    )
    reject(staged)


def _forgive(staged: Staged) -> None:
    """Copies and blank rows have no fault of their own; a cell that could not be read is not reported as blank too."""
    con, table = staged.con, f"{staged.name}_fault"
    con.execute(f"delete from {table} where position in (select position from {staged.name}_out)")  # noqa: S608
    con.execute(
        f"delete from {table} where rule = 'blank' and kind = 'judged' and (position, \"column\") in "  # noqa: S608
        f"(select (position, \"column\") from {table} where kind = 'read' and rule <> 'placeholder_date')"
    )
    if "la_code" in staged.present:
        con.execute(
            f"delete from {table} where rule = 'blank' and kind = 'file' and position in "  # noqa: S608
            f"(select position from {staged.name}_odd where coalesce(x_la_code, '') <> '')"
        )


def reject(staged: Staged) -> None:
    """Rows with a fault that refuses them are out."""
    staged.con.execute(
        f"insert into {staged.name}_out select distinct position, 'rejected' from {staged.name}_fault as fault "  # noqa: S608
        f"anti join {staged.name}_out using (position) where severity = 'reject'"
    )

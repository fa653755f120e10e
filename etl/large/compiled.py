"""A contract compiled to SQL: each cell typed once, each fault one bit of a mask. The same words as the plain way.

Reading takes a quick branch where a cell is already in its final form (a code as the list has it, an
ISO date, a long reference) and the plain way's own expressions (etl.types_of) everywhere else.
"""

from dataclasses import dataclass
from typing import Literal

from data_contracts.kit import REF_PATTERN, Contract, Field
from data_contracts.rules import Severity
from data_contracts.vocabularies import BLANKS, YES_NO, Vocabulary, fold
from etl import types_of
from etl.faults import cell_severity

BITS = 60
Kind = Literal["read", "judged", "file"]


@dataclass(frozen=True)
class Bit:
    """One fault: place in the masks, fields, rule, severity; `kind` says who finds it."""

    place: int
    column: str
    rule: str
    severity: Severity
    kind: Kind

    @property
    def word(self) -> int:
        """Which mask holds it."""
        return self.place // BITS

    @property
    def value(self) -> int:
        """Its value in that mask."""
        return 1 << self.place % BITS


class Compiled:
    """The SQL of one contract over the columns that a file has: `raw` is a relation with one text column per field."""

    def __init__(self, contract: Contract, fields: list[str], untidy: bool, extra: dict[tuple[str, str, Severity], str]):
        """extra: faults that only the file's declaration makes: (column, rule, severity) -> condition when broken."""
        self.contract, self.fields, self.untidy, self._extra = contract, fields, untidy, extra
        self.bits: list[Bit] = []
        self.least_masks = 1
        self._terms: dict[int, list[str]] = {}
        self._cells()
        for rule in contract.rules:
            self._add("|".join(rule.columns), rule.name, rule.severity, "judged", f"not coalesce(({rule.sql}), true)")
        for (column, name, severity), broken in extra.items():
            self._add(column, name, severity, "file", broken)

    def masks(self) -> int:
        """How many masks there are."""
        return max(self.least_masks, max((b.word for b in self.bits), default=0) + 1)

    def query(self, raw: str) -> str:
        """Typed columns, masks m0…, `told` (the cells, of rows with a fault), `same` (a hash of all cells)."""
        reads = "".join(f",\n  {sql} as {name}" for f in self.fields for name, sql in self._reads(f))
        typed = "".join(f",\n  {sql} as {name}" for name, sql in self._typed().items())
        masks = ", ".join(f"cast({' + '.join(self._terms.get(w, ['0']))} as bigint) as m{w}" for w in range(self.masks()))
        broken = " or ".join(f"m{w} <> 0" for w in range(self.masks()))
        cells = ", ".join(f"x_{f}" for f in self.fields)
        hashed = ", ".join(f"tidied(x_{f})" if self.untidy else f"x_{f}" for f in self.fields)
        names = ", ".join(self._typed())
        return (
            f"select {names}, {', '.join(f'm{w}' for w in range(self.masks()))}, hash({hashed}) as same, "  # noqa: S608
            f"case when {broken} then [{cells}] end as told\nfrom (select *, {masks}\n"
            f"from (select *{typed}\nfrom (select *{reads}\nfrom ({raw}))))"
        )

    def _clean(self, name: str) -> str:
        return types_of.clean(f"tidied(x_{name})", self.contract.fields[name])

    def _reads(self, name: str) -> list[tuple[str, str]]:
        """What the later steps use of a cell: c_ clean text (refs), k_ code, d_ time, n_ number."""
        spec, cell = self.contract.fields[name], f"x_{name}"
        if spec.kind == "ref" and spec.pattern == REF_PATTERN:
            return [(f"r_{name}", f"regexp_full_match({cell}, '[A-Za-z0-9_-]{{14,80}}')")]
        clean = {f"c_{name}": f"({self._clean(name)})"}
        found = []
        for column, sql in types_of.reads(name, spec):
            slow = sql.replace(f"c_{name}", clean[f"c_{name}"])
            if column.startswith("k_"):
                found.append((column, f"coalesce({_verbatim(cell, spec)}, {slow})"))
            elif column.startswith("d_") and spec.kind in ("date", "datetime", "yes_or_date"):
                found.append((column, f"coalesce(iso_quick({cell}), {slow})"))
            else:
                found.append((column, slow))
        return found

    def _typed(self) -> dict[str, str]:
        """Typed column -> SQL over what was read; null of its type where the file has no such column."""
        found: dict[str, str] = {}
        for name, spec in self.contract.fields.items():
            for column, (sql, kind) in types_of.columns_of(name, spec).items():
                if name not in self.fields:
                    found[column] = f"cast(null as {kind})"
                elif spec.kind == "ref" and spec.pattern == REF_PATTERN:
                    found[column] = f"case when r_{name} then x_{name} else {self._clean(name)} end"
                elif column.endswith("_has_time"):
                    found[column] = f"case when d_{name} is not null then {_clock(name, self._clean(name))} end"
                else:
                    found[column] = sql.replace(f"c_{name}", f"({self._clean(name)})")
        return found

    def _add(self, column: str, rule: str, severity: Severity, kind: Kind, broken: str) -> None:
        bit = self._bit(column, rule, severity, kind)
        self._terms.setdefault(bit.word, []).append(f"case when {broken} then {bit.value} else 0 end")

    def _bit(self, column: str, rule: str, severity: Severity, kind: Kind) -> Bit:
        bit = Bit(len(self.bits), column, rule, severity, kind)
        self.bits.append(bit)
        return bit

    def _cells(self) -> None:
        """One term per field: the fault of reading, or else what the schema says of the typed value."""
        for name, spec in self.contract.fields.items():
            if name in self.fields:
                self._field(name, spec)
            elif spec.need == "P":
                self._add(name, "blank", "reject", "judged", "true")

    def _field(self, name: str, spec: Field) -> None:
        legs = []
        for rule, broken in types_of.fault_legs(name, spec, f"({self._clean(name)})", f"x_{name}"):
            severity = "reject" if (name, rule) == ("la_code", "not_in_list") else cell_severity(self.contract, name, rule)
            legs.append((self._bit(name, rule, severity, "read"), broken))
        if spec.need == "P":
            legs.append((self._bit(name, "blank", "reject", "judged"), f"{name} is null"))
        elif name == "la_code":
            legs.append((self._bit(name, "blank", "reject", "file"), f"coalesce(tidied(x_{name}), '') = ''"))
        if spec.kind == "ref":
            quick = f"r_{name}" if spec.pattern == REF_PATTERN else "false"
            bad = f"case when {quick} or {name} is null then false else not regexp_full_match({name}, '{spec.pattern}') end"
            legs.append((self._bit(name, "not_a_reference", "reject", "judged"), bad))
        if spec.minimum is not None:
            legs.append((self._bit(name, "too_small", "reject", "judged"), f"{name} < {spec.minimum}"))
        for word in sorted({bit.word for bit, _ in legs}):
            cases = " ".join(f"when {sql} then {bit.value if bit.word == word else 0}" for bit, sql in legs)
            if legs:
                self._terms.setdefault(word, []).append(f"case {cases} else 0 end")
        if spec.need == "P" and any(bit.rule == "placeholder_date" for bit, _ in legs):
            blank = next(bit for bit, _ in legs if bit.rule == "blank")
            term = f"case when {types_of.is_placeholder(name)} then {blank.value} else 0 end"
            self._terms.setdefault(blank.word, []).append(term)


def _verbatim(cell: str, spec: Field) -> str:
    """The cell where it is a code just as its list has it, else null."""
    vocabulary: Vocabulary = YES_NO if spec.kind in ("yes_no", "yes_or_date") or spec.vocabulary is None else spec.vocabulary
    spellings = vocabulary.spellings()
    codes = [c for c in vocabulary.codes if spellings.get(fold(c)) == c and c.lower() not in BLANKS]
    listed = ", ".join("'" + c.replace("'", "''") + "'" for c in codes)
    return f"cast(try_cast({cell} as enum({listed})) as varchar)"


def _clock(name: str, clean: str) -> str:
    """Whether a clock time was written; whether the file has any but midnight is looked at afterwards."""
    return (
        f"case when strlen(x_{name}) = 10 and x_{name}[5] = '-' and x_{name}[8] = '-' then false else "
        f"(contains({clean}, ':') or (is_serial({clean}) and contains({clean}, '.'))) end"
    )

"""What an extract's contract is made of: typed columns with words, rules, and where its window lies.

A contract is a Pandera schema over a *typed* frame (never coerced by Pandera: a bad date would cost
minutes) plus what loading must know: kinds, code lists, aliases, key and window. The frame's index
is the row number that the sender sees in the spreadsheet.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import pandera.pandas as pa

from data_contracts.code_list import Vocabulary, fold
from data_contracts.rules import Rule

Kind = Literal["ref", "code", "codes", "date", "datetime", "month", "quarter", "int", "yes_no", "yes_or_date", "text"]
Need = Literal["R", "P", "O"]

_DTYPES: dict[str, Any] = {
    "ref": str, "code": str, "codes": str, "text": str, "int": "Int64", "yes_no": "boolean", "yes_or_date": "boolean",
    "date": "datetime64[us]", "datetime": "datetime64[us]", "month": "datetime64[us]", "quarter": "datetime64[us]",
}  # fmt: skip
REF_PATTERN = r"[A-Za-z0-9_-]{4,80}"
"""Pseudonyms and their like."""
HOUSE_REF_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_./-]{0,79}"
"""References that an administrator numbers by hand: meetings, seats, actions, audits. Never a space."""
AUTHORITY_PATTERN = r"(?:E\d{8}|[1-9]\d{2})"
"""Any authority of England, by ONS code or DfE number."""
WARD_PATTERN = r"E05\d{6}"

CODE_LISTS_SHEET = "code lists"
"""Sheet of the administrator's workbook that explains the codes: made by templates, never loaded."""


@dataclass(frozen=True)
class Field:
    """One column of an extract.

    kind: yes_or_date holds Y, N or the date on which it was done, and gives two typed columns,
    `name` (boolean) and `name_date`; datetime takes a date or a date-time and gives `name` and
    `name_has_time` (boolean); codes holds several codes separated by |.
    need: R the column must be there, P every cell must be filled, O optional.
    """

    kind: Kind
    description: str
    need: Need = "O"
    vocabulary: Vocabulary | None = None
    national: str = ""
    aliases: tuple[str, ...] = ()
    minimum: int | None = None
    markers: tuple[str, ...] = ()
    """Published files: cells such as c, u, x, z that are kept beside the number as `name_marker`."""
    pattern: str = REF_PATTERN
    """Refs: the form that a whole cell must have."""


@dataclass(frozen=True)
class Contract:
    """One extract: what may come in. `fields` in template order; `key` names a row within an authority.

    window: the date column that a file's declared period covers, or None.
    expected: how often each authority owes it (None: never counted as late).
    published: a public file: no identifier tests on values, national, kept by an open path.
    flat: a file that an authority begins with; where its headers fit a finer extract as well, it is read as this one.
    filters: published files, column -> the folded cell text that a row must have to be read.
    """

    name: str
    title: str
    description: str
    fields: dict[str, Field]
    key: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    window: str | None = None
    expected: Literal["month", "quarter"] | None = None
    published: bool = False
    flat: bool = False
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def schema(self) -> pa.DataFrameSchema:
        """The Pandera schema of the typed frame; checks are named by their rule."""
        return _schema(self)

    def headers(self) -> dict[str, str]:
        """Folded header -> field name: the name itself and its aliases. ValueError if two fields claim one."""
        found: dict[str, str] = {}
        for name, spec in self.fields.items():
            for header in (name, *spec.aliases):
                if found.setdefault(fold(header), name) != name:
                    raise ValueError(f"{self.name}: the header {header!r} is claimed by two fields")
        return found

    def compulsory(self) -> tuple[str, ...]:
        """Fields whose column must be there (the authority may also come from the manifest)."""
        return tuple(n for n, f in self.fields.items() if f.need in ("R", "P") and n != "la_code")

    def typed_columns(self) -> dict[str, str]:
        """Typed column -> the field it comes from: each field, then its companions."""
        return {column: name for name, spec in self.fields.items() for column in (name, *_companions(name, spec))}


@lru_cache(maxsize=64)
def _cached_schema(name: str) -> pa.DataFrameSchema:
    return _build_schema(contracts()[name])


def _schema(contract: Contract) -> pa.DataFrameSchema:
    if contracts().get(contract.name) is contract:
        return _cached_schema(contract.name)
    return _build_schema(contract)


def _build_schema(contract: Contract) -> pa.DataFrameSchema:
    columns: dict[str, pa.Column] = {}
    for name, spec in contract.fields.items():
        columns[name] = pa.Column(
            _DTYPES[spec.kind], _checks(spec), nullable=spec.need != "P", description=spec.description,
            metadata={"kind": spec.kind, "need": spec.need, "national": spec.national},
        )  # fmt: skip
        columns |= _companions(name, spec)
    return pa.DataFrameSchema(columns, checks=[r.check() for r in contract.rules], name=contract.name, strict=True)


def _companions(name: str, spec: Field) -> dict[str, pa.Column]:
    """The typed columns that stand beside a field: when, whether a clock time, the publisher's marker."""
    found: dict[str, pa.Column] = {}
    if spec.kind == "yes_or_date":
        found[f"{name}_date"] = pa.Column("datetime64[us]", nullable=True, description=f"{spec.description}: when")
    if spec.kind == "datetime":
        words = f"{spec.description}: has a clock time"
        found[f"{name}_has_time"] = pa.Column("boolean", nullable=True, description=words)
    if spec.markers:
        words = f"{spec.description}: the publisher's marker"
        found[f"{name}_marker"] = pa.Column(
            str, pa.Check.isin(list(spec.markers), name="not_in_list", error="not_in_list"),
            nullable=True, description=words,
        )  # fmt: skip
    return found


def _checks(spec: Field) -> list[pa.Check]:
    checks: list[pa.Check] = []
    if spec.kind == "ref":
        checks.append(pa.Check.str_matches(rf"^{spec.pattern}\Z", name="not_a_reference", error="not_a_reference"))
    if spec.kind == "code" and spec.vocabulary:
        allowed = list(spec.vocabulary.codes)
        checks.append(pa.Check.isin(allowed, name="not_in_list", error="not_in_list"))
    if spec.kind == "codes" and spec.vocabulary:
        checks.append(
            pa.Check(_all_in(spec.vocabulary.codes), element_wise=True, name="not_in_list", error="not_in_list")
        )
    if spec.minimum is not None:
        checks.append(pa.Check.ge(spec.minimum, name="too_small", error="too_small"))
    return checks


def _all_in(codes: Iterable[str]) -> Callable[[str], bool]:
    allowed = frozenset(codes)
    return lambda cell: all(part in allowed for part in str(cell).split("|"))


@lru_cache(maxsize=1)
def contracts() -> dict[str, Contract]:
    """Every contract by name: each module of this folder that holds a `CONTRACT`. The folder is the register."""
    import data_contracts

    found = {}
    for module in pkgutil.iter_modules(data_contracts.__path__):
        contract = getattr(importlib.import_module(f"data_contracts.{module.name}"), "CONTRACT", None)
        if contract is not None:
            found[contract.name] = contract
    return dict(sorted(found.items()))

"""The strict form of a cell, by kind: read with one quick expression. Whatever has another form is odd.

Odd cells are read by the plain way's own expressions, once for each distinct text (etl.large.odd). A strict cell
never fails an identifier test and never is a marker of a blank; a test holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data_contracts.code_list import Vocabulary, fold
from data_contracts.kit import REF_PATTERN, Contract, Field
from data_contracts.vocabularies import BLANKS

LARGE_EXTRACTS = ("missing", "missing_episode")
"""Extracts with a row for each event, which can grow large; the others have a row for each child or meeting."""
KINDS = ("ref", "code", "yes_no", "datetime")
REF = (
    "[A-Za-z0-9_]{15,80}|[A-Za-z][A-Za-z0-9_]{2,10}[0-9]"
    "|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
)
"""References that no test of identifiers takes for something else: long hashes, names that end in a digit, UUIDs."""
_TEXT_OF = {10: "%Y-%m-%d", 16: "%Y-%m-%d %H:%M", 19: "%Y-%m-%d %H:%M:%S"}
"""Times as DuckDB itself writes them, with or without a clock and its seconds."""
_FIRST, _AFTER = "timestamp '1910-01-01'", "timestamp '2300-01-01'"
"""Times in which no placeholder lies."""


@dataclass(frozen=True)
class Strict:
    """SQL over one cell: its typed value; whether the cell is strict (null for a blank one); the type of the value."""

    value: str
    form: str
    kind: str


def can_be_large(contract: Contract) -> bool:
    """Whether files of this extract may go the large way."""
    return contract.name in LARGE_EXTRACTS and all(f.kind in KINDS for f in contract.fields.values())


def strict(spec: Field, cell: str) -> Strict:
    """How a cell of this field is read in its strict form."""
    if spec.kind == "datetime":
        value = f"try_cast({cell} as timestamp)"
        return Strict(value, _is_time(cell, value), "timestamp")
    if spec.kind == "yes_no":
        return Strict(f"{cell} = 'Y'", f"{cell} in ('Y', 'N')", "boolean")
    if spec.kind == "code" and spec.vocabulary is not None:
        kind = spec.vocabulary.enum()
        sure = ", ".join(f"'{c}'" for c in _verbatim(spec.vocabulary))
        return Strict(f"try_cast({cell} as {kind})", f"{cell} in ({sure})", kind)
    return Strict(cell, f"regexp_full_match({cell}, '{REF}')", "varchar")


def _is_time(cell: str, value: str) -> str:
    """SQL: the text of `value`, as DuckDB writes it, begins with the cell."""
    lengths = ", ".join(map(str, _TEXT_OF))
    text = f"starts_with(cast({value} as varchar), {cell}) and strlen({cell}) in ({lengths})"
    return f"({text} and {value} >= {_FIRST} and {value} < {_AFTER})"


def kind_of(spec: Field) -> str:
    """The type of a field's values in the database."""
    if spec.kind == "code" and spec.vocabulary is not None:
        return spec.vocabulary.enum()
    return {"datetime": "timestamp", "yes_no": "boolean"}.get(spec.kind, "varchar")


def _verbatim(vocabulary: Vocabulary) -> list[str]:
    """Codes that stand for themselves when they are read as a spelling."""
    spellings = vocabulary.spellings()
    return [c for c in vocabulary.codes if spellings.get(fold(c)) == c and c.lower() not in BLANKS]


def is_odd(spec: Field, cell: str, value: str = "") -> str:
    """SQL: a cell with something in it that has no strict form. value: of its strict value, where it is known."""
    read = strict(spec, cell)
    value = value or read.value
    if (
        spec.kind == "code"
        and spec.vocabulary is not None
        and len(_verbatim(spec.vocabulary)) == len(spec.vocabulary.codes)
    ):
        return f"({cell} is not null and {value} is null)"
    if spec.kind == "datetime":
        return f"({cell} is not null and ({value} is null or not {_is_time(cell, value)}))"
    return f"({cell} is not null and not {read.form})"


def any_odd(cells: Sequence[tuple[Field, str, str]]) -> str:
    """SQL: some cell of a row is odd. cells: field, the cell and its strict value.

    One look at all references, with a line's end between them, which none holds: a look costs as much as what it finds.
    """
    refs = [cell for spec, cell, _ in cells if spec.kind == "ref"]
    odd = [is_odd(spec, cell, value) for spec, cell, value in cells if spec.kind != "ref"]
    if refs:
        texts, forms = ", chr(10), ".join(refs), r"\n".join([f"({REF})?"] * len(refs))
        odd.append(f"not regexp_full_match(concat({texts}), '{forms}')")
    return " or ".join(odd)


def text_of(name: str, spec: Field) -> str:
    """SQL that gives a strict cell's text back from its typed value; '' for a blank one."""
    if spec.kind == "datetime":
        cases = " ".join(f"when {n} then strftime({name}, '{form}')" for n, form in _TEXT_OF.items())
        return f"coalesce(case n_{name} {cases} end, '')"
    if spec.kind == "yes_no":
        return f"case {name} when true then 'Y' when false then 'N' else '' end"
    return f"coalesce(cast({name} as varchar), '')"


def checked_here(spec: Field) -> bool:
    """Whether a strict cell surely has the form of the field's references."""
    return spec.kind != "ref" or spec.pattern == REF_PATTERN

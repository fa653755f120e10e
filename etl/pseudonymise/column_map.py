"""The column map: which of an authority's headers is which of our fields, in TOML.

drop = ["Forename", "Surname"]        # optional: headers known to go; any header not named goes too

[columns]
child_ref = "LCS number"              # becomes a pseudonym
birth_month = "Date of birth"         # becomes YYYY-MM
added_date = "Date made active"

[values.risk]
"Red" = "VERY_HIGH"                   # their word = our code, where ours would not be understood
"""

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.vocabularies import EXPLOITATION_TYPE, YES_NO
from etl.pseudonymise.cleaning import CODED, DATES, YES_OR_DATE
from etl.pseudonymise.keys import PseudonymiseError

PSEUDONYMS = {"child_ref": "child", "spell_ref": "spell"}
"""Field that becomes a pseudonym -> what it is a pseudonym of."""
FIELDS = ("child_ref", "spell_ref", "birth_month", "sex", "ethnicity", "care_status", "category", "exploitation_types",
          "risk", "referral_source", "referral_date", "added_date", "removed_date", "removal_reason",
          "last_review_date", *YES_OR_DATE)  # fmt: skip
"""Fields of the `list` extract that a map may fill, in the order of the output."""
NEEDED = ("child_ref", "added_date")
_ALSO = {"date_of_birth": "birth_month", "dob": "birth_month"}


@dataclass(frozen=True)
class ColumnMap:
    """`columns`: our field -> their header. `values`: our field -> their spelling, folded -> our code."""

    columns: dict[str, str]
    values: dict[str, dict[str, str]]
    drop: tuple[str, ...]

    def locate(self, headers: list[str], where: str) -> dict[str, str]:
        """Our field -> the header of this sheet as it is spelt here.

        PseudonymiseError if a mapped header is not there (with the nearest ones) or is there twice.
        """
        found = {}
        for name, theirs in self.columns.items():
            fits = [h for h in headers if fold(h) == fold(theirs)]
            if len(fits) > 1:
                raise PseudonymiseError(f"{where} has the header “{theirs}” {len(fits)} times; rename all but one.")
            if not fits:
                raise PseudonymiseError(_not_there(name, theirs, headers, where))
            found[name] = fits[0]
        return found


def near(word: str, choices: Iterable[str]) -> list[str]:
    """The choices that look most like `word`, nearest first."""
    by_fold = {fold(c): c for c in choices if c.strip()}
    close = difflib.get_close_matches(fold(word), list(by_fold), n=3, cutoff=0.5)
    inside = [f for f in by_fold if f not in close and len(f) > 3 and (fold(word) in f or f in fold(word))]
    return [by_fold[f] for f in [*close, *inside][:3]]


def _not_there(name: str, theirs: str, headers: list[str], where: str) -> str:
    close = near(theirs, headers)
    hint = f"Near misses there: {', '.join(f'“{c}”' for c in close)}." if close else "Nothing there looks like it."
    return f"The column map says that {name} is in “{theirs}”, but {where} has no such header. {hint}"


def read_map(path: Path) -> ColumnMap:
    """The map in `path`. PseudonymiseError if it is not TOML, names unknown fields or codes, or lacks a need."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PseudonymiseError(f"The column map {path.name} could not be read.") from error
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        raise PseudonymiseError(f"The column map {path.name} is not TOML in UTF-8: {error}") from error
    columns = {_ALSO.get(str(k), str(k)): str(v) for k, v in dict(found.get("columns", {})).items()}
    for name in columns:
        if name not in FIELDS:
            raise PseudonymiseError(f"The column map names a field {name} that there is not. {_fields_like(name)}")
    if absent := [n for n in NEEDED if n not in columns]:
        raise PseudonymiseError(f"The column map must say under [columns] where {' and '.join(absent)} can be found.")
    drop = tuple(str(d) for d in found.get("drop", ()))
    if both := {fold(d) for d in drop} & {fold(c) for c in columns.values()}:
        names = [c for c in columns.values() if fold(c) in both]
        raise PseudonymiseError(
            f"The column map {path.name} both uses and drops {', '.join(f'“{n}”' for n in names)}: "
            f"take {'it' if len(names) == 1 else 'them'} out of drop, or out of [columns]."
        )
    values = {str(name): _values(str(name), dict(words)) for name, words in dict(found.get("values", {})).items()}
    return ColumnMap(columns, values, drop)


def _values(name: str, words: dict[str, object]) -> dict[str, str]:
    vocabulary = CODED.get(name) or (EXPLOITATION_TYPE if name == "exploitation_types" else None)
    vocabulary = YES_NO if name in YES_OR_DATE else vocabulary
    if vocabulary is None:
        reason = "its cells are dates or references" if name in (*DATES, *FIELDS) else _fields_like(name)
        raise PseudonymiseError(f"The column map has [values.{name}], but that field takes no codes: {reason}")
    for code in words.values():
        if code not in vocabulary.codes:
            raise PseudonymiseError(
                f"[values.{name}] in the column map leads to a code that there is not; the codes are "
                f"{', '.join(vocabulary.codes)}."
            )
    return {fold(theirs): str(code) for theirs, code in words.items()}


def _fields_like(name: str) -> str:
    return f"Fields like it: {', '.join(near(name, FIELDS)) or ', '.join(FIELDS)}."

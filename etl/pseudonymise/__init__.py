"""Pseudonymising at the source: an authority's own files to extracts without a name, a number or a word typed by hand.

Runs inside the authority. What leaves are keyed pseudonyms, months of birth, dates and codes; the
key and the lookup (pseudonym to local id) stay. Pseudonymised, not anonymised: with key or lookup a
row leads back to a child.
"""

from pathlib import Path

from etl.pseudonymise import care_return, inspection_lists, standard_dataset, vemt_list
from etl.pseudonymise.cleaning import CODED
from etl.pseudonymise.column_map import read_map
from etl.pseudonymise.keys import PseudonymiseError, new_key, read_key, readable_by_others
from etl.pseudonymise.outputs import (
    Progress,
    Pseudonyms,
    Report,
    authority,
    check_places,
    read_lookup,
    write_extracts,
    write_lookup,
)
from etl.pseudonymise.propose import Proposal, as_toml, proposed
from etl.pseudonymise.raw import raw_files
from etl.pseudonymise.resolve import resolve

__all__ = [
    "CODED", "SOURCES", "Proposal", "PseudonymiseError", "Report", "as_toml", "new_key", "proposed", "pseudonymise",
    "resolve",
]  # fmt: skip

SOURCES = ("list", "ssda903", "ssd", "annexa")


def pseudonymise(folder: Path, source: str, la_code: str, key_file: Path, out: Path, column_map: Path | None = None,
                 lookup: Path | None = None, progress: Progress | None = None) -> Report:  # fmt: skip
    """Turn the raw files of one authority in `folder` into extracts in `out`, with their lines in its manifest.

    `source`: list (a VEMT list in a spreadsheet, through the TOML `column_map`), ssda903 (the looked-after-children
    return, which yields `missing`), ssd (tables of the Standard Safeguarding Dataset: `missing`, `child` and
    `care_period`) or annexa (Ofsted's workbook: `child` and `care_period`). `la_code`: ONS code, DfE number or name.
    `lookup`: where to keep pseudonym -> local id; added to, owner-only, never inside `out`.
    Nothing is written unless everything could be read. PseudonymiseError says what to mend.
    """
    if source not in SOURCES:
        raise PseudonymiseError(f"The source must be one of {', '.join(SOURCES)}.")
    la, key = authority(la_code), read_key(key_file)
    check_places(folder, out, key_file, lookup)
    known = read_lookup(lookup) if lookup is not None else {}  # fails now, not after the extracts are written
    report, names = Report(source, la.code), Pseudonyms(key, la.code)
    if readable_by_others(key_file):
        report.notes.append("Others on this computer can read the key file; give it to its owner alone.")
    tell = progress or (lambda what, done, of: None)
    if source == "ssda903":
        made = care_return.extracts(folder, la, names, report, tell)
    elif source == "ssd":
        made = standard_dataset.extracts(folder, la, names, known, report, tell)
    elif source == "annexa":
        made = inspection_lists.extracts(folder, la, names, known, report, tell)
    elif column_map is None:
        raise PseudonymiseError(
            "A list needs a column map (--map MAP.toml) that says which of its columns is which; "
            "vemt column-map proposes one."
        )
    else:
        files = raw_files(folder, apart=(lookup, key_file, column_map))
        if not files:
            raise PseudonymiseError(f"{folder.name} holds no CSV or Excel file.")
        made = vemt_list.extracts(files, la, names, read_map(column_map), report, tell)
    if lookup is not None:
        write_lookup(lookup, names.ids)
    report.files_written = write_extracts(out, la, made)
    return report

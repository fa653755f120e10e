"""The wording of the audit form's questions, from HOME/config/audit-form.toml: pages print it beside the number.

A form may be worded anew; what a number has meant stays. Without the file a question is printed by its number.
"""

import json
from pathlib import Path

from data_contracts.own_files import OwnFileError, sections_of
from data_contracts.vocabularies import AUDIT_QUESTION
from release.notes import NotesError

FILE = "audit-form.toml"
LONGEST = 120
"""Letters of a question at most: it stands in a table's first column."""


class AuditFormError(NotesError):
    """An audit form that cannot be used; the text names file, question and remedy."""


def read_questions(config_dir: Path) -> dict[str, str]:
    """Question (Q1 and on) -> its wording, in order, from the table `[questions]`; empty without the file."""
    file = Path(config_dir) / FILE
    if not file.is_file():
        return {}
    try:
        asked = sections_of(file, ("questions",)).get("questions", {})
    except OwnFileError as error:
        raise AuditFormError(str(error)) from error
    if not isinstance(asked, dict):
        raise AuditFormError(f'{FILE}: [questions] is no table; write Q1 = "..." under it, a line for each question')
    for code, text in asked.items():
        if code not in AUDIT_QUESTION.codes:
            raise AuditFormError(f"{FILE}: there is no such question; they are Q1 to {AUDIT_QUESTION.codes[-1]}")
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST or not text.isprintable():
            raise AuditFormError(f"{FILE}, {code}: its wording is one line of 1 to {LONGEST} letters")
    return {code: asked[code].strip() for code in AUDIT_QUESTION.codes if code in asked}


def told_questions(config_dir: Path) -> dict[str, str]:
    """The entry for `about`; empty where no wording was given."""
    found = read_questions(config_dir)
    return {"audit_questions": json.dumps(found, ensure_ascii=False)} if found else {}

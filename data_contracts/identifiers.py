"""Files that could name a child are refused whole: which column, which test, how to mend it, never a value.

Two kinds of test. Headers: a list of patterns for columns that hold names, addresses, numbers of
other systems, notes. Values: every column is looked at for postcodes, pupil and NHS numbers,
e-mail addresses, telephone numbers, days of birth, prose and raw case numbers. One odd cell in a
column that a contract knows is that row's fault and the row is refused; a column of them refuses
the file. Sources: the
field lists of SSD, SSDA903, the CIN census and Annex A; CIN rules 1510 to 1550 for pupil numbers.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data_contracts.identifier_values import VALUE_TESTS, birth_days, looks_like_data, prose, raw_references
from data_contracts.vocabularies import BLANKS

_TAKE_OUT = "take the column out of the file"
_ORGANISATION_NAME = re.compile(
    r"\b(la|authority|region|country|area|ward|table|file|sheet|column|field|organi[sz]ation|agency|team|service"
    r"|group|meeting|metric|source|system|theme|list) names?\b"
)


@dataclass(frozen=True)
class Finding:
    """One column for which a file is refused. `message` and `remedy` are sentences without any cell's value."""

    column: str
    test: str
    message: str
    remedy: str


@dataclass(frozen=True)
class _Header:
    """A pattern of headers, over their lower-case words. plain_is_fine: answers, dates and counts may stand there."""

    test: str
    what: str
    pattern: str
    remedy: str = _TAKE_OUT
    plain_is_fine: bool = False


_HEADERS = (
    _Header("person_name", "names of people",
            r"\b(fore|sur|nick|user)names?\b"
            r"|\bnames?\b"
            r"|\balias(es)?\b|\baka\b|\bknown as\b|\binitials\b"),
    _Header("worker", "workers",
            r"\b(key ?|case ?|social )?workers?\b|\bpractitioners?\b|\b(case|key) ?holders?\b|\bpersonal advis[eo]rs?\b"
            r"|\bprofessional id\b|\ballocated to\b|\bauditors?\b|\b(audited|completed|reviewed|seen) by\b",
            plain_is_fine=True),
    _Header("relative", "parents, carers or other relatives",
            r"\b(mother|father|parent|carer|guardian|sibling|brother|sister|grandparent|next of kin|family)s?\b",
            plain_is_fine=True),
    _Header("other_person", "other people",
            r"\b(perpetrator|suspect|offender|victim|associate|friend|peer|person of interest|poi|nominal)s?\b",
            plain_is_fine=True),
    _Header("gp", "general practitioners", r"\bgps?\b|\bsurgery\b|\bgeneral practi", plain_is_fine=True),
    _Header("school", "schools",
            r"\b(school|college|academy|nursery|childminder)s?\b|\beducation (provider|setting)\b", plain_is_fine=True),
    _Header("death", "dates of death", r"\bdeath\b|\bdied\b|\bdeceased\b"),
    _Header("unborn", "expected dates of birth", r"\bedd\b|\bexpected (date of )?(birth|delivery|dob)\b"),
    _Header("upn", "unique pupil numbers", r"\bupns?\b|\bunique pupil\b|\bpupil (no|num|number|id)\b"),
    _Header("nhs_number", "NHS numbers",
            r"\bnhs( ?(no|num|number|id|ref))?$|\bcommon child id\b|\bsingle unique id|\bsui\b"),
    _Header("urn", "numbers of homes or schools", r"\burns?\b|\bofsted (no|number|id|ref)\b"),
    _Header("postcode", "postcodes", r"\bpost ?codes?\b|\b(home|pl|placement|school) post\b|\bzip( ?code)?\b"),
    _Header("contact", "telephone numbers, e-mail addresses or accounts",
            r"\b(tele)?phones?\b|\bmobiles?\b|\btel\b|\bcontact (no|num|number|details)\b|\be ?mails?\b|\bhandles?\b"
            r"|\bsnapchat\b|\binstagram\b|\bfacebook\b|\btik ?tok\b|\bwhats ?app\b|\bimei\b|\bip\b|\bregistration\b"),
    _Header("address", "addresses or places on a map",
            r"\baddress(es)?\b|\bstreet\b|\bhouse (no|number|name)\b|\buprn\b|\beastings?\b|\bnorthings?\b|\blatitude\b"
            r"|\blongitude\b|\bcoordinates?\b|\bgrid ref|\bwhat ?3 ?words\b|\bhome town\b"),
    _Header("other_system", "references of other systems",
            r"\b(niche|crime|nrm|passport|ni|national insurance|home office|police|court|mosaic|lcs|liquid ?logic"
            r"|eclipse|icarus|pnc|legacy|cad)( case)? (no|num|number|id|ids|ref|reference|identifier)s?\b"
            r"|\bpassports?\b|\blinked identifiers?\b|\b(family|adopter|individual adopter) identifier\b",
            "take the column out of the file; use the pseudonym"),
    _Header("free_text", "free text",
            r"\bnotes?\b|\bcomments?\b|\bnarratives?\b|\bfree ?text\b|\bdescriptions?\b|\bdetails?\b|\bsummary\b"
            r"|\bremarks?\b|\bcircumstances\b|\bbackground\b|\brationale\b|\binformation\b"
            r"|\bobservations?\b|\bother info\b",
            "take the column out of the file; only coded answers are read", plain_is_fine=True),
)  # fmt: skip
_PLAIN = re.compile(
    r"y(es)?|n(o)?|na|n/a|u|unknown|true|false|not applicable|\d{1,3}(\.0)?|[a-z]\) (yes|no)"
    r"|\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?|\d{1,2}/\d{1,2}/\d{2,4}"
)


def identifying_columns(
    frame: pd.DataFrame, known: Mapping[str, str] | None = None, published: bool = False
) -> list[Finding]:
    """Columns for which a file is refused, in the file's order, with every test that each fails.

    frame: the cells as text, columns named by the headers as they stand in the file.
    known: header -> field of the contract that claims it; header patterns are not tried on these,
    and one odd cell among their values is left to the row's own fault.
    published: public files are not tested (rulings 7).
    """
    if published:
        return []
    known = known or {}
    headers = [str(h) for h in frame.columns]
    # in a file without headers its first row stands there, and must not be repeated in a message
    places = [f"column {n}" for n in range(1, len(headers) + 1)]
    data = [place for place, header in zip(places, headers, strict=True) if looks_like_data(header)]
    if data:
        message = "the first row holds data where the header should be"
        return [Finding(place, "header_is_data", message, "put the headers into the first row") for place in data]
    found: list[Finding] = []
    for position, header in enumerate(headers):
        found += column_findings(header, _filled(frame.iloc[:, position]), known.get(frame.columns[position]))
    return found


def _filled(column: pd.Series) -> dict[str, int]:
    """Distinct cell text -> how often, blanks left out."""
    counts: Counter[str] = Counter()
    for cell, n in Counter(column.tolist()).items():
        if isinstance(cell, str) or not pd.isna(cell):
            counts[str(cell).strip()] += n
    return {cell: n for cell, n in counts.items() if cell.lower() not in BLANKS}


def column_findings(header: str, cells: dict[str, int], name: str | None) -> list[Finding]:
    """Every test that a column fails. cells: distinct filled text -> how often; name: the field that claims it."""
    found = [] if name else _header_findings(header, cells)
    words = _words(header)
    for test in (*VALUE_TESTS, birth_days(words, name), prose(name), raw_references(words, name)):
        if test is not None and test.refuses(cells, name is not None):
            message = f"the column {header!r} holds {test.what} (test: {test.name})"
            found.append(Finding(header, test.name, message, test.remedy))
    return found


def _header_findings(header: str, cells: dict[str, int]) -> list[Finding]:
    """What the first pattern that the header matches says; one is enough."""
    words = _ORGANISATION_NAME.sub("", _words(header))
    for spec in _HEADERS:
        if not re.search(spec.pattern, words):
            continue
        if spec.plain_is_fine and all(_PLAIN.fullmatch(cell.lower()) for cell in cells):
            continue
        message = f"the header {header!r} is one for {spec.what} (test: header_{spec.test})"
        return [Finding(header, f"header_{spec.test}", message, spec.remedy)]
    return []


def _words(header: str) -> str:
    """A header as lower-case words: `PersonBirthDate`, `pers_dob` and `Date of Birth` read alike."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    return " ".join(re.findall(r"[a-z]+|\d+", spaced.casefold()))

"""How each authority writes its files: header words, dates, labels instead of codes. Meaning stays the same."""

from datetime import date, datetime

from etl.demo.plan import Profile

Row = dict[str, object]
Cells = list[list[object]]

HUMAN = {
    "child_ref": "Child reference", "added_date": "Date added", "removed_date": "Date removed",
    "last_review_date": "Last review", "category": "Primary category", "risk": "Risk level",
    "start_at": "Went missing", "end_at": "Returned", "missing_from": "Missing from",
}  # fmt: skip
"""The words that people use instead of the field's name."""
_SHORT = {"la": "LA", "gp": "GP", "nrm": "NRM", "rhi": "RHI"}
_WORDS = {
    "sex": {"F": "Girl", "M": "Boy"},
    "care_status": {"CLA": "LAC", "CP": "CPP", "EH": "Early help", "CIN": "Child in need"},
    "category": {"V": "Vulnerable", "E": "Exploited", "M": "Missing", "T": "Trafficked"},
    "risk": {"VERY_HIGH": "VH", "HIGH": "High", "MEDIUM": "Med", "LOW": "low"},
    "referral_source": {"CSC": "Children’s social care", "YOS": "YJS", "EDUCATION": "School", "POLICE": "Police"},
    "removal_reason": {"RISK_REDUCED": "Risk reduced", "TURNED_18": "Turned 18", "MOVED_AREA": "Moved"},
    "ethnicity": {"CHNE": "CNHE"},
    "episode_type": {"M": "Missing", "A": "Absent"},
    "missing_from": {"HOME": "Home", "CARE_FOSTER": "Foster placement", "CARE_RESIDENTIAL": "Children’s home",
                     "CARE_SUPPORTED": "Supported accommodation"},
    "police_risk": {"HIGH": "High", "MEDIUM": "Med", "LOW": "Low", "NO_APPARENT": "No apparent risk"},
    "rhi_offered": {"Y": "Yes", "N": "No"},
    "rhi_accepted": {"Y": "Accepted", "N": "Declined"},
}  # fmt: skip
"""Field -> code -> what an authority that writes words puts there."""
NOT_SENT = {
    "redcar-and-cleveland": ("letter_gp", "source", "placement_out_of_area", "placed_by_la", "police_reported",
                             "found_area", "declined_reason"),
    "hartlepool": ("source", "lead_professional"),
    "middlesbrough": ("lead_professional",),
}  # fmt: skip
"""Authority -> columns that its flat files do not have: not held, or (lead professionals) in the finer extract instead,
where an allocation that came twice would look like a change."""


def header(profile: Profile, field: str) -> str:
    """How `profile` writes the header of `field`."""
    if profile.headers == "code":
        return field
    if profile.headers == "human" and field in HUMAN:
        return HUMAN[field]
    if field in ("added_date", "removed_date"):
        return HUMAN[field]
    return " ".join(_SHORT.get(word, word.capitalize()) for word in field.split("_"))


def dress(rows: list[Row], profile: Profile, fields: tuple[str, ...], as_text: bool = True) -> Cells:
    """Header line and rows as this authority would write them; dates stay dates unless `as_text`."""
    sent = [f for f in fields if f not in NOT_SENT.get(profile.slug, ())]
    lines: Cells = [[header(profile, "la_code")] if profile.la_column else []]
    lines[0] += [header(profile, f) for f in sent]
    for row in rows:
        line: list[object] = [profile.la_column] if profile.la_column else []
        lines.append(line + [cell(row[f], f, profile, as_text) for f in sent])
    return lines


def cell(value: object, field: str, profile: Profile, as_text: bool) -> object:
    """One cell: words for codes, letters for practice dates, text for dates."""
    flag = field in _FLAGS
    if flag and profile.flags == "letters":
        return "N" if value == "N" else "Y"
    if isinstance(value, date):
        return written(value, profile.day_first) if as_text else value
    if profile.codes == "words":
        return _WORDS.get(field, {}).get(str(value), value)
    return value


def written(value: date, day_first: bool) -> str:
    """A date or moment as text, day first or ISO; the clock only where there is one."""
    day = f"{value:%d/%m/%Y}" if day_first else f"{value:%Y-%m-%d}"
    return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day


_FLAGS = frozenset(
    ["screening_tool", "lead_professional", "how_safe", "case_mapping", "letter_young_person", "letter_parent_carer",
     "letter_gp", "nrm"]
)  # fmt: skip

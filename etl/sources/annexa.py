"""The child-level lists that Ofsted asks for before an inspection (Annex A): which are used, and their columns.

Source: Ofsted, inspecting local authority children's services, Annex A; the workbook has one sheet per list. Lists 1 to
5, 10 and 11 hold nothing that a measure needs. List 8 counts missing episodes and has no date of any, so no missing
extract can be made of it. Headers are compared by letters and digits only: quotes and spaces differ between senders.
"""

import re

_PERSON: dict[str, tuple[str, ...]] = {
    "person": ("Child Unique ID",), "birth": ("Date of Birth",), "sex": ("Gender", "Sex"), "ethnicity": ("Ethnicity",),
    "disability": ("Does the Child have a Disability",),
}  # fmt: skip
LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "looked after (list 8)": {
        **_PERSON, "start": ("Date Started to be Looked After",),
        "uasc": ("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
                 "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"),
        "end": ("Date Ceased to be Looked After",), "placed": ("Start Date of Most Recent Placement",),
        "place": ("Placement Type",), "where": ("Placement Location",),
    },
    "child protection (list 7)": {
        **_PERSON, "start": ("Child Protection Plan Start Date",),
        "end": ("Child Protection Plan End Date",),
    },
    "care leavers (list 9)": {
        **_PERSON, "eligible": ("Eligibility Category",),
        "uasc": ("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",),
        "adviser": ("Allocated Personal Advisor", "Allocated Personal Adviser"),
    },
    "in need (list 6)": {
        **_PERSON, "start": ("CIN Start Date",), "end": ("CIN Closure Date",),
    },
}  # fmt: skip
"""List -> our word for a column -> its headers. All other columns are dropped."""
MARK = {"looked after (list 8)": "start", "child protection (list 7)": "start", "care leavers (list 9)": "eligible",
        "in need (list 6)": "start"}  # fmt: skip
"""The column by whose header a sheet is known to be this list."""
STATUS = {"looked after (list 8)": "CLA", "child protection (list 7)": "CP", "care leavers (list 9)": "CARE_LEAVER",
          "in need (list 6)": "CIN"}  # fmt: skip
"""List -> care status of who is still on it; the first that holds is the child's."""
LOOKED_AFTER = "looked after (list 8)"
_LETTER = re.compile(r"^\s*[a-z]{1,2}\)\s*")
_PLACE = re.compile(r"^([A-Z]\d)\b")


def answer(cell: str) -> str:
    """A cell without the letter that the list of answers puts before it: `a) Male` is Male."""
    return _LETTER.sub("", cell).strip()


def place_code(cell: str) -> str:
    """The 903 placement code at the head of a cell such as `f) U6: Foster placement`; blank if there is none."""
    match = _PLACE.match(answer(cell))
    return match[1] if match else ""

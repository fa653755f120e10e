"""Every code list, once: the codes that extracts use, their words, the spellings that are accepted.

Codes are the field's own (DfE, SSDA903, Home Office, College of Policing, the VEMT terms of
reference). A code list is ordered as people should read it. Nothing else in the product spells
out a code list; a new authority or agency is one line here.
"""

from dataclasses import dataclass

from data_contracts.breakdowns import ROWS, Breakdown
from data_contracts.code_list import NOT_RECORDED as NOT_RECORDED  # the two codes that stand in every list
from data_contracts.code_list import TOTAL as TOTAL
from data_contracts.code_list import Vocabulary

BLANKS = frozenset(
    ["", "-", "--", ".", "..", "...", "<blank>", "blank", "null", "nan", "none recorded", "not recorded",
     "not known", "notrecorded", "(blank)", "n/k", "nk", "tbc", "#n/a"]
)  # fmt: skip
"""Markers that mean "nothing was written here" (compared lower-case). `NA` is not one of them:
it is a real answer about return interviews. `NONE` and `UNKNOWN` are codes in some lists."""

PLACEHOLDER_DATES = frozenset(["1900-01-01", "1899-12-30", "1899-12-31", "9999-12-31", "2300-01-01"])
"""Dates that systems write for "no date"."""


# --- areas -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Authority:
    """One local authority: ONS code, DfE number, name, the partnership that it belongs to."""

    code: str
    dfe_number: str
    name: str
    partnership: str
    slug: str


AUTHORITIES = (
    Authority("E06000001", "805", "Hartlepool", "HSSCP", "hartlepool"),
    Authority("E06000002", "806", "Middlesbrough", "STSCP", "middlesbrough"),
    Authority("E06000003", "807", "Redcar and Cleveland", "STSCP", "redcar-and-cleveland"),
    Authority("E06000004", "808", "Stockton-on-Tees", "HSSCP", "stockton-on-tees"),
)
PARTNERSHIPS = {
    "HSSCP": "Hartlepool and Stockton-on-Tees Safeguarding Children Partnership",
    "STSCP": "South Tees Safeguarding Children Partnership",
}
TEES = "TEES"
PUBLISHED_AREAS = {"E12000001": "North East", "E92000001": "England"}

LA = Vocabulary(
    "la_code",
    {a.code: a.name for a in AUTHORITIES},
    {a.code: (a.dfe_number, a.slug, f"{a.name} Borough Council", f"{a.name} Council") for a in AUTHORITIES}
    | {
        "E06000003": ("807", "redcar", "Redcar & Cleveland", "R&C", "RCBC", "redcar-and-cleveland"),
        "E06000004": ("808", "stockton", "Stockton on Tees", "stockton-on-tees"),
    },
)
LA_OR_TEES = Vocabulary("la_or_tees", {**LA.labels, TEES: "Tees"}, {**LA.also, TEES: ("Teeswide",)})

# --- yes, no and their kin -------------------------------------------------------------------

YES_NO = Vocabulary("yes_no", {"Y": "Yes", "N": "No"}, {"Y": ("1", "true", "t"), "N": ("0", "false", "f")})
ANSWER = Vocabulary("answer", {"Y": "Yes", "N": "No", "NA": "Not applicable"}, {"NA": ("n/a",)})
OFFER = Vocabulary(
    "offer",
    {"Y": "Yes", "N": "No", "NA": "Not applicable", "U": "Unknown"},
    {"Y": ("1", "true", "offered"), "N": ("0", "false"), "NA": ("n/a",)},
)
RHI_ANSWER = Vocabulary(
    "rhi_answer",
    {"OFFERED_ACCEPTED": "Offered and accepted", "OFFERED_DECLINED": "Offered and declined",
     "OFFERED_NOT_ATTENDED": "Offered, accepted, not attended", "NOT_OFFERED": "Not offered"},
    {"OFFERED_ACCEPTED": ("yes - accepted", "offered - accepted", "offered, accepted", "accepted"),
     "OFFERED_DECLINED": ("yes - declined", "offered - declined", "offered and refused", "offered but declined",
                          "offered - refused", "offered but refused", "declined", "refused"),
     "OFFERED_NOT_ATTENDED": ("offered, accepted but absent", "accepted but absent", "accepted - did not attend",
                              "offered and accepted but not attended", "accepted but did not attend")},
)  # fmt: skip
"""Answers that say at once whether an interview was offered and whether it was accepted."""

# --- the child -------------------------------------------------------------------------------

SEX = Vocabulary(
    "sex",
    {"F": "Female", "M": "Male", "U": "Unknown or indeterminate"},
    {
        "F": ("2", "girl", "f"),
        "M": ("1", "boy", "m"),
        "U": ("0", "9", "3", "unknown", "not stated", "not stated/recorded", "neither", "indeterminate"),
    },
    lettered=True,
)
ETHNICITY = Vocabulary(
    "ethnicity",
    {
        "WBRI": "White British", "WIRI": "White Irish", "WIRT": "Traveller of Irish heritage",
        "WROM": "Gypsy or Roma", "WOTH": "Any other White background", "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African", "MWAS": "White and Asian", "MOTH": "Any other Mixed background",
        "AIND": "Indian", "APKN": "Pakistani", "ABAN": "Bangladeshi", "AOTH": "Any other Asian background",
        "CHNE": "Chinese", "BCRB": "Caribbean", "BAFR": "African", "BOTH": "Any other Black background",
        "OOTH": "Any other ethnic group", "REFU": "Refused", "NOBT": "Not yet obtained",
    },
    {"CHNE": ("CNHE", "OCHN"), "OOTH": ("ORAB", "OARA", "Arab")},
    lettered=True,
)  # fmt: skip
ETHNICITY_GROUP = Vocabulary(
    "ethnicity_group",
    {"WHITE": "White", "MIXED": "Mixed", "ASIAN": "Asian", "BLACK": "Black", "OTHER": "Other"},
)
CARE_STATUS = Vocabulary(
    "care_status",
    {
        "NONE": "None of these", "EH": "Early help", "CIN": "Child in need", "CP": "Child protection plan",
        "CLA": "Looked after", "CARE_LEAVER": "Care leaver", "UNKNOWN": "Unknown",
    },
    {"CLA": ("LAC", "CIC", "cared for", "child looked after", "looked after child", "child in care", "in care"),
     "CP": ("CPP", "child protection"), "CIN": ("CINP", "child in need plan"), "EH": ("early help plan",)},
)  # fmt: skip
PLACEMENT = Vocabulary(
    "placement",
    {
        "FOSTER": "Foster care", "RESIDENTIAL": "Children's home or residential school",
        "SECURE": "Secure home or custody", "SUPPORTED": "Supported or independent living",
        "PARENTS": "With parents", "ADOPTION": "For adoption", "HEALTH": "Hospital or family centre",
        "TEMPORARY": "Temporary", "OTHER": "Other placement",
    },
    {"FOSTER": ("U1", "U2", "U3", "U4", "U5", "U6", "foster placement"), "RESIDENTIAL": ("K2", "R1", "S1"),
     "SECURE": ("K1", "R5"), "SUPPORTED": ("H5", "P2", "P3"), "PARENTS": ("P1",), "HEALTH": ("R2", "R3"),
     "ADOPTION": ("A3", "A4", "A5", "A6"), "TEMPORARY": ("T0", "T1", "T2", "T3", "T4"), "OTHER": ("Z1",)},
)  # fmt: skip
"""903 PLACE codes are read as these kinds."""
IN_OR_OUT = Vocabulary("in_or_out", {"IN": "Inside the authority", "OUT": "Outside the authority"},
                       {"IN": ("inside",), "OUT": ("outside",)})  # fmt: skip
MILES_BAND = Vocabulary(
    "miles_band", {"UNDER_20": "Under 20 miles", "20_OR_MORE": "20 miles or more", "UNKNOWN": "Unknown"},
    {"UNDER_20": ("less than 20",), "20_OR_MORE": ("over 20", "20 miles and over")})  # fmt: skip
AGE_BAND = Vocabulary("age_band", {"0-12": "12 and under", "13-14": "13 to 14", "15-16": "15 to 16", "17": "17",
                                   "18+": "18 and over"}, {"0-12": ("under 13",), "18+": ("18 plus",)})  # fmt: skip

# --- the VEMT list ---------------------------------------------------------------------------

CATEGORY = Vocabulary(
    "category",
    {"V": "Vulnerable", "E": "Exploited", "M": "Missing", "T": "Trafficked"},
)
RISK = Vocabulary(
    "risk",
    {"VERY_HIGH": "Very high", "HIGH": "High", "MEDIUM": "Medium", "LOW": "Low"},
    {"VERY_HIGH": ("VH", "Vhigh"), "HIGH": ("H",), "MEDIUM": ("M", "Med"), "LOW": ("L",)},
)
EXPLOITATION_TYPE = Vocabulary(
    "exploitation_type",
    {
        "CSE": "Sexual exploitation", "CCE": "Criminal exploitation", "COUNTY_LINES": "County lines",
        "ONLINE": "Online exploitation", "LABOUR": "Forced labour", "SERVITUDE": "Domestic servitude",
        "TRAFFICKING": "Trafficking", "OTHER": "Other",
    },
    {"CSE": ("child sexual exploitation", "sexual"), "CCE": ("child criminal exploitation", "criminal"),
     "COUNTY_LINES": ("county line",), "ONLINE": ("online",), "TRAFFICKING": ("human trafficking",)},
)  # fmt: skip
REFERRER = Vocabulary(
    "referrer",
    {
        "POLICE": "Police", "CSC": "Children's social care", "EARLY_HELP": "Early help", "HEALTH": "Health",
        "EDUCATION": "Education", "VCS": "Voluntary sector", "YOS": "Youth offending service",
        "HOUSING": "Housing", "OTHER": "Other",
    },
    {"CSC": ("social care", "children's services"), "EDUCATION": ("school",), "POLICE": ("Cleveland Police",),
     "VCS": ("voluntary", "charity"), "YOS": ("YJS", "YOT", "youth justice service", "youth offending team")},
)  # fmt: skip
REMOVAL_REASON = Vocabulary(
    "reason",
    {
        "RISK_REDUCED": "Risk reduced", "MOVED_AREA": "Moved out of the area", "TURNED_18": "Turned 18",
        "CUSTODY": "In custody", "DIED": "Died", "OTHER": "Other",
    },
    {"TURNED_18": ("18", "aged 18"), "MOVED_AREA": ("moved",)},
)  # fmt: skip
REMOVAL_REASON_SHOWN = Vocabulary(
    "reason_shown", {code: words for code, words in REMOVAL_REASON.labels.items() if code != "DIED"}
)
DECISION = Vocabulary("decision", {"ACCEPTED": "Accepted", "NOT_ACCEPTED": "Not accepted", "PENDING": "Pending"})
REFERRAL_OUTCOME = Vocabulary(
    "referral_outcome",
    {
        "EARLY_HELP": "Early help", "CIN": "Child in need or child protection work", "SIGNPOSTED": "Signposted",
        "OTHER_AREA": "Passed to another area", "NO_FURTHER_ACTION": "No further action", "OTHER": "Other",
    },
    {"NO_FURTHER_ACTION": ("NFA", "closed")},
)  # fmt: skip
"""What becomes of a referral that is not accepted."""
REVIEW_MEETING = Vocabulary(
    "meeting_type_of_review",
    {"WEEKLY_VPG": "Weekly VPG", "MONTHLY_VPG": "Monthly VPG", "PRE_AGENDA": "Pre-agenda meeting", "OTHER": "Other"},
    {"WEEKLY_VPG": ("weekly",), "MONTHLY_VPG": ("monthly",), "PRE_AGENDA": ("preagenda",)},
)
LEAD_ROLE = Vocabulary(
    "lead_role",
    {
        "SOCIAL_WORKER": "Social worker", "EARLY_HELP_WORKER": "Early help worker",
        "PERSONAL_ADVISER": "Personal adviser", "POLICE": "Police officer or staff", "HEALTH": "Health professional",
        "EDUCATION": "Education professional", "YOUTH_JUSTICE": "Youth justice worker",
        "SPECIALIST": "Specialist exploitation worker", "OTHER": "Other",
    },
    {"SOCIAL_WORKER": ("SW",), "PERSONAL_ADVISER": ("PA", "leaving care worker"), "YOUTH_JUSTICE": ("YOS worker",)},
)  # fmt: skip
MOVEMENT = Vocabulary("movement", {"REDUCED": "Reduced", "SAME": "The same", "INCREASED": "Increased"})
TIME_ON_LIST = Vocabulary(
    "time_on_list",
    {"UNDER_3": "Under 3 months", "3_TO_6": "3 to 6 months", "6_TO_12": "6 to 12 months", "OVER_12": "Over 12 months"},
)
GRADE_MOVEMENT = Vocabulary("grade_movement", {"BETTER": "Better", "SAME": "The same", "WORSE": "Worse"})
RECORD_FIELD = Vocabulary(
    "record_field",
    {
        "birth_month": "Month of birth", "sex": "Sex", "ethnicity": "Ethnicity", "care_status": "Care status",
        "referral_source": "Who referred", "removal_reason": "Reason for removal", "category": "Primary category",
        "risk": "Risk level", "missing_from": "Missing from", "police_risk": "Police risk", "source": "Whose record",
    },
)  # fmt: skip
"""Details whose filling in is measured: those that many figures rest on."""
PATHWAY_ROUTE = Vocabulary(
    "pathway", {"NRM": "National Referral Mechanism", "MAPPA": "MAPPA", "MARAC": "MARAC", "STAGES": "STAGES",
                "ADULT_SOCIAL_CARE": "Adult social care"})  # fmt: skip
RECIPIENT = Vocabulary("recipient", {"YOUNG_PERSON": "Young person", "PARENT_CARER": "Parent or carer", "GP": "GP",
                                     "HOST_VPG": "Host area's VPG"})  # fmt: skip
NOTIFICATION_EVENT = Vocabulary("notification_event", {"ADDED": "Added", "REMOVED": "Removed",
                                                       "PROGRESS": "Progress", "HOST_AREA": "Host area"})  # fmt: skip
NOTIFICATION_METHOD = Vocabulary(
    "method",
    {"HAND": "By hand", "POST": "By post", "EMAIL": "By e-mail", "OTHER": "Otherwise",
     "NOT_SENT_AGREED": "Agreed not to send, to protect the child"},
    {"HAND": ("hand delivered", "delivered"), "POST": ("letter", "posted"), "NOT_SENT_AGREED": ("not sent",)},
)  # fmt: skip
PATHWAY_DECISION = Vocabulary(
    "pathway_decision", {"REFERRED": "Referred", "NOT_REFERRED": "Not referred", "PENDING": "Pending"},
    {"PENDING": ("to be decided",)})  # fmt: skip
NOT_REFERRED_REASON = Vocabulary(
    "not_referred_reason",
    {
        "THRESHOLD_NOT_MET": "Threshold not met", "NO_INDICATORS": "No indicators found",
        "ALREADY_REFERRED": "Referred already", "NO_CONSENT": "Consent not given", "OTHER": "Other",
    },
)  # fmt: skip
GROUNDS = Vocabulary(
    "grounds", {"POSITIVE": "Positive", "NEGATIVE": "Negative", "SUSPENDED": "Suspended", "PENDING": "Pending"},
    {"PENDING": ("awaiting decision", "awaited")})  # fmt: skip
"""Reasonable and conclusive grounds decisions of the National Referral Mechanism (Home Office)."""
PATHWAY_OUTCOME = Vocabulary(
    "outcome", {"ACCEPTED": "Accepted", "DECLINED": "Declined", "NOT_ELIGIBLE": "Not eligible",
                "PENDING": "Still open"}, {"DECLINED": ("refused",), "PENDING": ("pending", "open")})  # fmt: skip

# --- missing ---------------------------------------------------------------------------------

HOME_OR_CARE = Vocabulary("home_or_care", {"HOME": "Home", "CARE": "Care", "OTHER": "Elsewhere"})
EPISODE_TYPE = Vocabulary(
    "episode_type", {"M": "Missing", "A": "Away from placement without authorisation"},
    {"M": ("miss",), "A": ("absent", "away", "unauthorised absence")})  # fmt: skip
MISSING_FROM = Vocabulary(
    "missing_from",
    {
        "HOME": "Home", "CARE_FOSTER": "Foster care", "CARE_RESIDENTIAL": "Residential care",
        "CARE_SUPPORTED": "Supported accommodation", "HOSPITAL": "Hospital", "EDUCATION": "Education",
        "OTHER": "Elsewhere", "UNKNOWN": "Unknown",
    },
    {"CARE_FOSTER": ("foster", "foster placement"), "CARE_RESIDENTIAL": ("children's home", "residential"),
     "CARE_SUPPORTED": ("semi independent", "supported"), "EDUCATION": ("school",), "HOME": ("family home",)},
)  # fmt: skip
POLICE_RISK = Vocabulary(
    "police_risk",
    {"HIGH": "High", "MEDIUM": "Medium", "LOW": "Low", "NO_APPARENT": "No apparent risk"},
    {"HIGH": ("H",), "MEDIUM": ("M", "Med"), "LOW": ("L",), "NO_APPARENT": ("absent", "none apparent", "nar")},
)
DURATION = Vocabulary(
    "duration",
    {"UNDER_6H": "Under 6 hours", "6_TO_24H": "6 to 24 hours", "24_TO_72H": "1 to 3 days", "3_TO_7D": "3 to 7 days",
     "OVER_7D": "Over 7 days"},
)  # fmt: skip
MISSING_SOURCE = Vocabulary("missing_source", {"POLICE": "Police", "AUTHORITY": "Local authority"},
                            {"AUTHORITY": ("LA", "council")})  # fmt: skip
NOT_OFFERED_REASON = Vocabulary(
    "not_offered_reason",
    {"MISSING_AGAIN": "Missing again", "NO_CONTACT": "No contact made", "PLACED_ELSEWHERE": "Placed elsewhere",
     "AGED_18": "Aged 18", "OTHER": "Other"},
)  # fmt: skip
DECLINED_REASON = Vocabulary(
    "declined_reason",
    {"CHILD_DECLINED": "The child declined", "PARENT_DECLINED": "A parent or carer declined",
     "NOT_ATTENDED": "Accepted but not attended", "NO_ENGAGEMENT": "No engagement", "OTHER": "Other"},
    {"CHILD_DECLINED": ("young person declined", "child refused", "yp refused"),
     "PARENT_DECLINED": ("parent refused",), "NOT_ATTENDED": ("DNA", "did not attend")},
)  # fmt: skip
FOUND_AREA = Vocabulary(
    "found_area", {"SAME_LA": "The same authority", "TEES": "Elsewhere in Tees", "NORTH_EAST": "Rest of the North East",
                   "ELSEWHERE": "Outside the region", "UNKNOWN": "Unknown"})  # fmt: skip

# --- practice, audit, partnership ------------------------------------------------------------

GRADE = Vocabulary(
    "grade",
    {"OUTSTANDING": "Outstanding", "GOOD": "Good", "REQUIRES_IMPROVEMENT": "Requires improvement",
     "INADEQUATE": "Inadequate"},
    {"REQUIRES_IMPROVEMENT": ("RI", "requires improvement to be good"), "INADEQUATE": ("inad",)},
)  # fmt: skip
AUDIT_THEME = Vocabulary(
    "audit_theme",
    {"VOICE": "Voice of the child", "RISK": "Risk assessment", "PLAN": "Planning and disruption",
     "MAPPING": "Case mapping", "TRANSITION": "Turning 18", "OVERSIGHT": "Management oversight"},
)  # fmt: skip
ORGANISATION = Vocabulary(
    "agency",
    {
        "POLICE": "Cleveland Police", "CSC_HARTLEPOOL": "Hartlepool children's social care",
        "CSC_MIDDLESBROUGH": "Middlesbrough children's social care",
        "CSC_REDCAR_CLEVELAND": "Redcar and Cleveland children's social care",
        "CSC_STOCKTON": "Stockton-on-Tees children's social care", "ICB": "Integrated care board",
        "TEWV": "Tees, Esk and Wear Valleys NHS Foundation Trust", "SOUTH_TEES": "South Tees Hospitals",
        "NORTH_TEES": "North Tees and Hartlepool Hospitals", "HDFT": "Harrogate and District (0 to 19 service)",
        "HSSCP": "HSSCP business unit", "STSCP": "STSCP business unit", "TSAB": "TSAB business unit",
        "PCC": "Police and Crime Commissioner's office", "ANTI_SLAVERY": "Anti-slavery network",
        "ARCH": "Arch North East", "BARNARDOS": "Barnardo's", "SIXTH_FORM": "Sixth form colleges",
        "EDUCATION": "Education", "YOS": "Youth offending services", "HOUSING": "Housing", "OTHER": "Other",
    },
    {"ICB": ("CCG", "NHS Tees Valley CCG"), "YOS": ("YJS",)},
)  # fmt: skip
MEETING_TYPE = Vocabulary(
    "meeting_type",
    {"WEEKLY_VPG": "Weekly VPG", "MONTHLY_VPG": "Monthly VPG", "STRATEGIC": "Strategic group",
     "VPG_CHAIRS": "VPG chairs", "TASK_FINISH": "Task and finish group", "AUDIT_SESSION": "Audit session"},
    {"WEEKLY_VPG": ("weekly",), "MONTHLY_VPG": ("monthly",), "AUDIT_SESSION": ("audit", "development session")},
)  # fmt: skip
SEAT_ROLE = Vocabulary("seat_role", {"CHAIR": "Chair", "DEPUTY_CHAIR": "Deputy chair", "MEMBER": "Member",
                                     "MINUTES": "Minute taker"})  # fmt: skip
ACTION_ORIGIN = Vocabulary(
    "action_origin",
    {"VPG": "VPG", "STRATEGIC": "Strategic group", "AUDIT": "Audit", "PLAN": "Action plan", "CHALLENGE": "Challenge"},
)
ACTION_STATUS = Vocabulary(
    "action_status", {"OPEN": "Open", "DONE": "Done", "CANCELLED": "Cancelled"},
    {"DONE": ("complete", "completed", "closed"), "OPEN": ("in progress", "ongoing")})  # fmt: skip
PLAN_STATUS = Vocabulary(
    "plan_status", {"NOT_STARTED": "Not started", "ON_TRACK": "On track", "AT_RISK": "At risk", "OVERDUE": "Overdue",
                    "DONE": "Done"})  # fmt: skip
THEME = Vocabulary(
    "theme", {"1": "Contextual safeguarding practice", "2": "Communication", "3": "Training", "4": "Transitions"}
)
EXTRACT_STATUS = Vocabulary("extract_status", {"RECEIVED": "Received", "NOT_RECEIVED": "Not received"})
AUDIT_QUESTION = Vocabulary(
    "question_code", {f"Q{n}": f"Question {n}" for n in range(1, 31)}, {f"Q{n}": (str(n),) for n in range(1, 31)}
)
"""Questions of the audit form by number: a form may change its wording, not what a number has meant."""
AUDIT_NOTE = Vocabulary("note", {"STRENGTH": "Strength", "IMPROVEMENT": "Needs improvement"},
                        {"IMPROVEMENT": ("improvement", "area for improvement"), "STRENGTH": ("strong",)})  # fmt: skip
PLACE_TYPE = Vocabulary(
    "place_type",
    {
        "TRANSPORT": "Transport", "RETAIL": "Shops", "LICENSED": "Licensed premises", "PARK": "Park or open space",
        "RESIDENTIAL": "Residential address", "SCHOOL": "School or college", "ONLINE": "Online place",
        "HOTEL": "Hotel or lodging", "OTHER": "Other",
    },
    {"RETAIL": ("shop", "shopping centre"), "RESIDENTIAL": ("house", "flat"), "PARK": ("open space",)},
)  # fmt: skip
DISRUPTION_TYPE = Vocabulary(
    "disruption_type",
    {"WARNING_NOTICE": "Warning notice", "ORDER": "Order", "ARREST": "Arrest", "CHARGE": "Charge",
     "LICENSING_VISIT": "Licensing visit"},
    {"WARNING_NOTICE": ("child abduction warning notice", "CAWN")},
)  # fmt: skip
ADULT_CONCERN = Vocabulary(
    "concern_type", {"MODERN_SLAVERY": "Modern slavery", "SEXUAL_EXPLOITATION": "Sexual exploitation",
                     "TRANSITION": "Transition from children's services"})  # fmt: skip
DOCUMENT_TYPE = Vocabulary(
    "document_type", {"TERMS": "Terms of reference", "STRATEGY": "Strategy", "PROTOCOL": "Protocol", "OTHER": "Other"}
)

PUBLISHER_MARKER = Vocabulary(
    "publisher_marker",
    {
        "c": "Hidden to protect people", "k": "Rounds to nothing", "low": "Low: rounds to nothing",
        "u": "Too unreliable to print", "x": "Not available", "z": "Not applicable",
    },
)  # fmt: skip
"""What stands in place of a number in published files; `low` is what newer files write for `k`."""

ASSESSMENT_FACTOR = Vocabulary(
    "factor",
    {
        "going_missing": "Going missing", "child_sexual_exploitation": "Child sexual exploitation",
        "child_criminal_exploitation": "Child criminal exploitation", "gangs": "Gangs",
        "trafficking": "Trafficking",
    },
)  # fmt: skip

# --- breakdowns ------------------------------------------------------------------------------

BREAKDOWNS: dict[str, Breakdown] = {
    name: Breakdown(name, label, globals()[code_list], kind, field) for name, label, code_list, kind, field in ROWS
}

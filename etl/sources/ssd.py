"""The Standard Safeguarding Dataset: the tables that are used, their columns, and how its coded cells are read.

Source of tables and columns: data-to-insight/ssd-data-model, the deployed SQL for System C (Liquidlogic), 2024 to 2026;
one CSV per table, named after it. Columns that were renamed on the way have both names. It holds no date of a return
interview, so "within 72 hours" cannot come from it; vendors' variants write Y, N, NA or nothing for the two answers.
"""

import re

FILE = re.compile(r".*\b(?P<table>ssd_[a-z_]+?)(?:_v)?[-_ ]?(?P<day>20\d{2}[-_]?\d{2}[-_]?\d{2})?\.csv", re.IGNORECASE)

TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "ssd_person": {
        "person": ("pers_person_id",), "birth": ("pers_dob",), "sex": ("pers_sex", "pers_gender"),
        "ethnicity": ("pers_ethnicity",), "ehc_plan": ("pers_send_flag",),
    },
    "ssd_missing": {
        "person": ("miss_person_id",), "episode": ("miss_table_id",), "type": ("miss_missing_episode_type",),
        "start": ("miss_missing_episode_start_date", "miss_missing_episode_start"),
        "end": ("miss_missing_episode_end_date", "miss_missing_episode_end"),
        "offered": ("miss_missing_rhi_offered",), "accepted": ("miss_missing_rhi_accepted",),
    },
    "ssd_cla_placement": {
        "person": ("clap_person_id",), "start": ("clap_cla_placement_start_date",),
        "place": ("clap_cla_placement_type",), "end": ("clap_cla_placement_end_date",),
        "miles": ("clap_cla_placement_distance",),
    },
    "ssd_cla_episodes": {
        "person": ("clae_person_id",), "start": ("clae_cla_episode_start_date", "clae_cla_episode_start"),
        "end": ("clae_cla_episode_ceased", "clae_cla_episode_ceased_date"),
    },
    "ssd_cp_plans": {
        "person": ("cppl_person_id",), "start": ("cppl_cp_plan_start_date",), "end": ("cppl_cp_plan_end_date",),
    },
    "ssd_cin_episodes": {
        "person": ("cine_person_id",), "start": ("cine_referral_date",), "end": ("cine_close_date",),
    },
    "ssd_care_leavers": {"person": ("clea_person_id",), "adviser": ("clea_care_leaver_personal_advisor",)},
    "ssd_disability": {"person": ("disa_person_id",), "code": ("disa_disability_code",)},
    "ssd_immigration_status": {"person": ("immi_person_id",), "status": ("immi_immigration_status",)},
}  # fmt: skip
"""Table -> our word for a column -> its names, newest first. All other columns are dropped."""
COMPULSORY = ("ssd_person", "ssd_missing")
STATUS_TABLES = {"ssd_cla_episodes": "CLA", "ssd_cp_plans": "CP", "ssd_care_leavers": "CARE_LEAVER",
                 "ssd_cin_episodes": "CIN"}  # fmt: skip
"""Table of open involvements -> care status; the first that holds is the child's."""
NO_DISABILITY = ("NONE", "NODIS")
FAR = 20.0
"""Miles from home from which a placement counts as far (`miles_band`)."""


def is_asylum_seeking_alone(status: str) -> bool:
    """Whether an immigration status says unaccompanied asylum-seeking child."""
    folded = status.casefold()
    return "uasc" in folded or "unaccompanied" in folded


def miles_band(text: str) -> str:
    """Band of a distance in miles; blank where none is written."""
    try:
        miles = float(text)
    except ValueError:
        return ""
    return "" if miles < 0 or miles != miles else "20_OR_MORE" if miles >= FAR else "UNDER_20"

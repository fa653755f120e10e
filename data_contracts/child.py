"""Children: one row per child, what does not belong to one time on the list."""

from data_contracts.kit import AUTHORITY_PATTERN, Contract, Field
from data_contracts.rules import no_bare_number, row_rule
from data_contracts.vocabularies import CARE_STATUS, ETHNICITY, LA, SEX

CONTRACT = Contract(
    name="child",
    title="Children",
    description="One row per child: who is counted in which breakdown. A later row replaces an earlier one.",
    key=("child_ref",),
    fields={
        "child_ref": Field("ref", "Pseudonym of the child, the same in every file of the authority", "P",
                           national="903 CHILD; SSD pers_person_id",
                           aliases=("child", "child reference", "child id", "pseudonym")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "birth_month": Field("month", "Year and month of birth; a date is taken only if its day is always 01", "R",
                             national="903 DOB; SSD pers_dob",
                             aliases=("month of birth", "birth year and month", "date of birth", "dob")),
        "sex": Field("code", "Sex", vocabulary=SEX, national="903 SEX; SSD pers_sex", aliases=("gender", "pers_sex")),
        "ethnicity": Field("code", "DfE ethnicity code", vocabulary=ETHNICITY,
                           national="903 ETHNIC; SSD pers_ethnicity",
                           aliases=("ethnic", "ethnic origin", "ethnic origin code", "pers_ethnicity")),
        "care_status": Field("code", "Care status at the date of the extract", vocabulary=CARE_STATUS,
                             aliases=("legal and care status", "status of care")),
        "disability": Field("yes_no", "The child has a disability: Y, N or U",
                            national="CIN Disability; SSD disa_disability_code",
                            aliases=("disabled", "has disability")),
        "ehc_plan": Field("yes_no", "The child has an education, health and care plan: Y, N or U",
                          national="SSD pers_send_flag", aliases=("ehcp", "ehc", "education health and care plan")),
        "uasc": Field("yes_no", "Unaccompanied asylum-seeking child: Y, N or U",
                      national="903 UASC; SSD immi_immigration_status",
                      aliases=("unaccompanied asylum seeking child",)),
        "lives_out_of_area": Field("yes_no", "Lives outside the authority at the date of the extract",
                                   national="SSD clap_*; 903 PL_LA", aliases=("out of area", "lives outside area")),
        "placed_by_la": Field("ref",
                              "The authority that placed the child here, where another one did: ONS code or DfE number",
                              pattern=AUTHORITY_PATTERN, aliases=("placing authority", "placed by")),
        "personal_adviser": Field("yes_no", "A personal adviser is recorded (care leavers)",
                                  national="SSD clea_care_leaver_personal_advisor",
                                  aliases=("personal advisor", "has personal adviser")),
    },
    rules=(
        no_bare_number("child_ref"),
        row_rule("placed_by_itself", "placed_by_la <> la_code", ("la_code", "placed_by_la"), "warn",
                 "the child is said to be placed here by the authority itself",
                 "leave placed_by_la blank for the authority's own children"),
    ),
)  # fmt: skip

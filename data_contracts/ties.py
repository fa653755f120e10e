"""Relations between measures that their headers do not tell, for whoever could work figures out from one another.

Two figures under different names that are one number must be protected as one. What stands here is data; the protection
(`release/blocks.py`) and the gate (`release/attack_rows.py`) each read it in their own way.
"""

from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

SAME: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("risk_reduced", "risk_reviews_compared", "movement", ("REDUCED",)),
    ("audit_good_or_better", "audits_completed", "grade", ("OUTSTANDING", "GOOD")),
)
"""(share, count, breakdown, categories): the share's yes is the count's members in these categories."""

BALANCES: tuple[tuple[str, str, str], ...] = (("open_on_list", "added_to_list", "removed_from_list"),)
"""(stock, in, out): a period's end is its beginning, and in, less out: in whole and by what does not change."""

UNCHANGING = ("sex", "ethnicity")
"""Breakdowns that a child keeps while on the list."""

MERGED: dict[str, dict[str, tuple[str, ...]]] = {
    "risk": {"VERY_HIGH_OR_HIGH": ("VERY_HIGH", "HIGH")},
    "category": {"E_OR_T": ("E", "T")},
}
"""Breakdown -> code of levels taken together -> its categories: shown where each alone cannot be."""

MERGED_LABELS = {"VERY_HIGH_OR_HIGH": "Very high or high", "E_OR_T": "Exploited or trafficked"}


def codes_of(by: str) -> tuple[str, ...]:
    """Every category that a figure by this breakdown may bear: its codes, levels taken together, not recorded."""
    return (*BREAKDOWNS[by].vocabulary.codes, *MERGED.get(by, {}), NOT_RECORDED)


def label_of(by: str, code: str) -> str:
    """Words for a category of a breakdown, for levels taken together too."""
    return MERGED_LABELS[code] if code in MERGED.get(by, {}) else BREAKDOWNS[by].vocabulary.label(code)


_RISKS = ("VERY_HIGH", "HIGH", "MEDIUM", "LOW")
PAIRED: tuple[tuple[str, str, str, tuple[str, str], tuple[tuple[str, str], ...]], ...] = tuple(
    ("risk_reviews_compared", "movement", movement, ("risk_before", "risk"),
     tuple((a, b) for i, a in enumerate(_RISKS) for j, b in enumerate(_RISKS) if (i < j, i == j, i > j)[turn]))
    for turn, movement in enumerate(("REDUCED", "SAME", "INCREASED"))
)  # fmt: skip
"""(count, breakdown, category, two breakdowns, pairs): the category is the two-way table's members in these pairs."""

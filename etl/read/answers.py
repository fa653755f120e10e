"""Combined answers about return interviews taken apart: offered, accepted and held are three things.

Systems write `offered and declined` in one cell. Read as one yes it would make every refusal an acceptance.
"""

import pandas as pd

from data_contracts.code_list import fold
from data_contracts.vocabularies import RHI_ANSWER

COLUMNS = {
    "missing": ("rhi_offered", "rhi_accepted", "declined_reason"),
    "return_interview": ("offered", "accepted", "declined_reason"),
}
_PARTS = {
    "OFFERED_ACCEPTED": ("Y", "Y", ""),
    "OFFERED_DECLINED": ("Y", "N", ""),
    "OFFERED_NOT_ATTENDED": ("Y", "Y", "NOT_ATTENDED"),
    "NOT_OFFERED": ("N", "NA", ""),
}


def take_apart(extract: str, text: pd.DataFrame) -> tuple[pd.DataFrame, set[str]]:
    """`text` with combined answers split over their columns, and the columns that were filled in by it.

    An answer of its own in the other column stands. A copy is returned; nothing is done to other extracts.
    """
    if extract not in COLUMNS:
        return text, set()
    offered, accepted, reason = COLUMNS[extract]
    spelled = RHI_ANSWER.spellings()
    text, filled = text.copy(), set()
    said = {column: text[column].map(lambda cell: spelled.get(fold(cell))) for column in (offered, accepted)}
    for source, other in ((offered, accepted), (accepted, offered)):
        for code, parts in _PARTS.items():
            at = said[source] == code
            if not at.any():
                continue
            own, else_ = (0, 1) if source == offered else (1, 0)
            text.loc[at, source] = parts[own]
            free = at & ((text[other] == "") | said[other].notna())
            text.loc[free, other] = parts[else_]
            text.loc[at & (text[reason] == ""), reason] = parts[2]
            filled |= {offered, accepted, *([reason] if parts[2] else [])}
    return text, filled

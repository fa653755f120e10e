"""Made-up training, campaigns and documents of the partnership: further sheets of the administrator's workbook."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from data_contracts.periods import add_months
from data_contracts.vocabularies import TEES
from etl.demo.meetings import OWN_CSC, Rows
from etl.demo.plan import AS_AT, Plan, pick

_COMES = {**dict.fromkeys(OWN_CSC.values(), 7.0), "POLICE": 6.0, "EDUCATION": 5.0, "HDFT": 3.0, "TEWV": 3.0,
          "YOS": 3.0, "HOUSING": 1.5, "BARNARDOS": 1.0}  # fmt: skip
"""People of each organisation at a session, on average."""
_LEADS = {"POLICE": 3, "STSCP": 3, "HSSCP": 3, "BARNARDOS": 2, "EDUCATION": 1, "PCC": 1}
_DOCUMENTS = ("TERMS", "TERMS", "STRATEGY", "PROTOCOL", "PROTOCOL", "PROTOCOL", "OTHER")


@dataclass
class Office:
    """Rows of the three sheets."""

    plan: Plan
    rng: np.random.Generator
    training: Rows = field(default_factory=list)
    communication: Rows = field(default_factory=list)
    document: Rows = field(default_factory=list)

    def run(self) -> None:
        """A session a month, a campaign about every two, and each document's yearly reviews."""
        for number, month in enumerate(self.plan.months()):
            day = month.start + timedelta(days=int(self.rng.integers(3, 26)))
            self._session(f"TRN-{number + 1:03d}", day)
            if number % 2 == 0:
                self._campaign(f"COM-{number // 2 + 1:03d}", day)
        for number, kind in enumerate(_DOCUMENTS):
            self._document(f"DOC-{number + 1:02d}", kind)

    def _session(self, ref: str, planned: date) -> None:
        rng, held = self.rng, planned if self.rng.random() < 0.93 else None
        held = held if held and held <= AS_AT else None
        row = {"session_ref": ref, "la_code": TEES, "planned_date": planned, "held_date": held or ""}
        came = {a: int(rng.poisson(n)) for a, n in _COMES.items()} if held else {"": 0}
        for agency, people in came.items():
            if people or not held:
                self.training.append(row | {"agency": agency, "attendees_n": people if held else ""})

    def _campaign(self, ref: str, planned: date) -> None:
        late = timedelta(days=int(self.rng.integers(0, 24)))
        done = planned + late if self.rng.random() < 0.88 else None
        self.communication.append({
            "campaign_ref": ref, "la_code": TEES, "planned_date": planned,
            "delivered_date": done if done and done <= AS_AT else "", "agency": pick(self.rng, _LEADS),
        })  # fmt: skip

    def _document(self, ref: str, kind: str) -> None:
        due = add_months(self.plan.start, int(self.rng.integers(0, 12)))
        while due <= add_months(AS_AT, 6):
            done = due + timedelta(days=int(self.rng.integers(-25, 110)))
            self.document.append({
                "document_ref": ref, "la_code": TEES, "document_type": kind, "review_due_date": due,
                "reviewed_date": done if done <= AS_AT else "",
            })  # fmt: skip
            due = add_months(due, 12)

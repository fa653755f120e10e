"""Made-up quarterly audits: ten cases per authority planned, most done, graded, answered, with actions."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from data_contracts.periods import Period
from data_contracts.vocabularies import AUDIT_THEME
from etl.demo.meetings import OWN_CSC, Partnership, Rows, owner
from etl.demo.office import Office
from etl.demo.plan import AS_AT, AUDITS_A_QUARTER, PROFILES, Plan, Profile, day_between, pick
from etl.demo.spells import Spell
from etl.demo.style import Row

QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")


@dataclass
class Audits:
    """Rows of the audit sheets; actions go to the partnership's action sheet."""

    plan: Plan
    rng: np.random.Generator
    spells: dict[str, list[Spell]]
    partnership: Partnership
    notes_rng: np.random.Generator
    audit: Rows = field(default_factory=list)
    audit_answer: Rows = field(default_factory=list)
    audit_plan: Rows = field(default_factory=list)
    audit_theme_note: Rows = field(default_factory=list)

    def run(self) -> None:
        """Every quarter that the data touch: the plan, and what was done of it by the as-at date."""
        for quarter, first, last in self.plan.quarters():
            for profile in PROFILES:
                self.audit_plan.append({"la_code": profile.authority.code, "quarter": quarter.code,
                                        "planned_n": AUDITS_A_QUARTER})  # fmt: skip
                self._quarter(profile, quarter, first, last)

    def _quarter(self, profile: Profile, quarter: Period, first: date, last: date) -> None:
        rng = self.rng
        share_held = ((last - first).days + 1) / ((quarter.end - quarter.start).days + 1)
        done = int(rng.binomial(AUDITS_A_QUARTER, 0.93))
        done = done if last == quarter.end else round(done * share_held * 0.7)
        candidates = [s for s in self.spells[profile.slug] if s.open_in(first, last)]
        chosen = rng.choice(len(candidates), size=min(done, len(candidates)), replace=False)
        for day, index in sorted((day_between(rng, first, last), int(i)) for i in chosen):
            self._audit(profile, candidates[index], max(day, candidates[index].added))

    def _audit(self, profile: Profile, spell: Spell, day: date) -> None:
        rng, better = self.rng, self.plan.elapsed(day)
        ref = f"AUD-{len(self.audit) + 1:05d}"
        grade = pick(rng, {"OUTSTANDING": 5 + 3 * better, "GOOD": 42 + 18 * better,
                           "REQUIRES_IMPROVEMENT": 40 - 14 * better, "INADEQUATE": 9 - 5 * better, "": 2})  # fmt: skip
        self.audit.append({
            "audit_ref": ref, "la_code": profile.authority.code, "audit_date": day, "spell_ref": spell.ref,
            "agency": OWN_CSC[profile.slug] if rng.random() < 0.6 else owner(rng, profile),
            "theme": pick(rng, dict.fromkeys(AUDIT_THEME.codes, 1)), "grade": grade,
            "moderated": "Y" if grade and rng.random() < 0.3 else "N", "previous_audit_ref": "",
        })  # fmt: skip
        self._notes(ref, profile, grade)
        for question in QUESTIONS:
            answer = pick(rng, {"Y": 64 + 14 * better, "N": 26 - 12 * better, "NA": 8})
            self.audit_answer.append({"audit_ref": ref, "la_code": profile.authority.code, "question_code": question,
                                      "answer": answer})  # fmt: skip
        many = {"REQUIRES_IMPROVEMENT": 1.6, "INADEQUATE": 2.6}.get(grade, 0.7)
        for _ in range(int(rng.poisson(many))):
            raised = min(day + timedelta(days=int(rng.integers(0, 10))), AS_AT)
            self.partnership.act(profile.authority.code, "AUDIT", owner(rng, profile), raised, days=42)

    def _notes(self, ref: str, profile: Profile, grade: str) -> None:
        """What the audit found strong and what needs improvement, each theme once."""
        rng, weak = self.notes_rng, grade in ("REQUIRES_IMPROVEMENT", "INADEQUATE")
        for theme in rng.choice(AUDIT_THEME.codes, size=int(rng.integers(1, 4)), replace=False):
            note = "IMPROVEMENT" if rng.random() < (0.66 if weak else 0.3) else "STRENGTH"
            self.audit_theme_note.append({"audit_ref": ref, "la_code": profile.authority.code, "note": note,
                                          "theme": str(theme)})  # fmt: skip

    def repeats(self) -> None:
        """Some audits repeat an earlier one of the same authority and theme that was not good, half a year on."""
        weak: dict[tuple[object, object], list[Row]] = {}
        for audit in self.audit:
            place = (audit["la_code"], audit["theme"])
            before = [a for a in weak.get(place, []) if _days(a, audit) >= 150]
            if audit["grade"] and before and self.notes_rng.random() < 0.5:
                audit["previous_audit_ref"] = before[0]["audit_ref"]
                weak[place].remove(before[0])
            if audit["grade"] in ("REQUIRES_IMPROVEMENT", "INADEQUATE"):
                weak.setdefault(place, []).append(audit)


def _days(earlier: Row, later: Row) -> int:
    first, last = earlier["audit_date"], later["audit_date"]
    return (last - first).days if isinstance(first, date) and isinstance(last, date) else 0


def make_sheets(plan: Plan, spells: dict[str, list[Spell]]) -> dict[str, Rows]:
    """The administrator's sheets by extract name, in the order of the workbook."""
    partnership = Partnership(plan, plan.rng(30))
    partnership.seats()
    partnership.meetings()
    audits = Audits(plan, plan.rng(31), spells, partnership, plan.rng(32))
    audits.run()
    audits.repeats()
    partnership.plan_lines()
    office = Office(plan, plan.rng(33))
    office.run()
    return {
        "meeting": partnership.meeting, "seat": partnership.seat, "attendance": partnership.attendance,
        "action": partnership.action, "plan_action": partnership.plan_action, "audit": audits.audit,
        "audit_answer": audits.audit_answer, "audit_plan": audits.audit_plan,
        "audit_theme_note": audits.audit_theme_note, "training": office.training,
        "communication": office.communication, "document": office.document,
    }  # fmt: skip

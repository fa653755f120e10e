"""What the partnership may rely on: a claim, its evidence, and a verdict worked out from the shown figure.

Hidden evidence is evidence; where there is none, the verdict is not assured, never blank.
"""

from dataclasses import dataclass

from dashboard import words
from dashboard.blocks import Entry, Row, Table
from dashboard.cells import Cell
from dashboard.dots import target_of
from dashboard.items import Item, Whole, text, unanswered, whole
from dashboard.parts import source_line
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.strip import page_link
from data_contracts.areas import ALL_AREAS

ASSURED, PARTLY, NOT = "Assured", "Partly assured", "Not assured"
OPEN, HIDDEN, EMPTY = "Not judged: no target agreed", "Evidence held, not shown here", "Nothing to assure"
NAMED = 5
"""Claims not assured that the opening names; the table has all."""
MANY, SOME = 50, 20
"""Cases from which confidence is high, and medium."""
BLANK_HIGH, BLANK_MEDIUM = 0.05, 0.15
"""Parts not recorded up to which confidence is high, and medium."""


@dataclass(frozen=True)
class Claim:
    """A claim and its evidence. `none`: the claim says that there is not one, so anything above 0 contradicts it."""

    words: str
    metric: str
    none: bool = False


@dataclass(frozen=True)
class Judged:
    """A claim with its figure and what follows from it."""

    claim: Claim
    got: Whole | None
    verdict: str
    reason: str = ""

    @property
    def said(self) -> str:
        """Verdict with its reason."""
        return f"{self.verdict}: {self.reason}" if self.reason else self.verdict


def judged(released: Released, claim: Claim, choice: Choice) -> Judged:
    """The claim's verdict in the last settled period of the chosen area."""
    got = evidence(released, claim, choice)
    if got is None:
        return Judged(claim, None, NOT, "no evidence in this release")
    target = 0.0 if claim.none else target_of(released, claim.metric, choice.area)
    lower_is_better = claim.none or released.definitions.get(claim.metric, {}).get("direction") == "decrease"
    verdict, reason = verdict_of(got.cell, target, lower_is_better)
    if claim.none and verdict == NOT and got.cell.shown:
        reason = f"there {'is' if got.cell.value == 1 else 'are'} {words.number(got.cell.value or 0)}"
    if verdict == ASSURED and got.missing:
        verdict, reason = PARTLY, "not all authorities supplied it"
    return Judged(claim, got, verdict, reason)


def evidence(released: Released, claim: Claim, choice: Choice) -> Whole | None:
    """The last settled period's figure; the last year's where a quarter has too few cases."""
    item = Item("", claim.metric)
    got = whole(released, item, choice)
    years = [p for p in released.periods("year", claim.metric) if p.end <= choice.period.end]
    if got is None or got.cell.status != "u" or not years:
        return got
    return whole(released, item, choice, years[-1])


def verdict_of(cell: Cell, target: float | None, lower_is_better: bool) -> tuple[str, str]:
    """Verdict and reason for one figure against its target; intervals decide between assured and partly."""
    states = {"x": (NOT, "not supplied"), "w": (NOT, "the figure was withdrawn"), "c": (HIDDEN, ""),
              "u": (NOT, "too few cases to judge"), "z": (EMPTY, "there were no cases")}  # fmt: skip
    if not cell.shown or cell.value is None:
        return states.get(cell.status, (NOT, "not supplied"))
    if unanswered(cell):
        return NOT, "half or more is not recorded"
    if target is None:
        return OPEN, ""
    sign = -1 if lower_is_better else 1
    ends = sorted(sign * (e if e is not None else cell.value) for e in (cell.lower, cell.upper))
    met = sign * cell.value >= sign * target
    if met:
        return (ASSURED, "") if ends[0] >= sign * target else (PARTLY, "on target, but chance could explain it")
    return (NOT, "off target") if ends[1] < sign * target else (PARTLY, "off target, but chance could explain it")


def confidence(one: Judged) -> str:
    """High, medium or low, with what holds it down: cases, answers not recorded, authorities absent."""
    if one.got is None or not one.got.cell.shown:
        return "No figure to go by"
    cell, held = one.got.cell, []
    level = 2
    if cell.denominator is not None:
        level = min(level, 2 if cell.denominator >= MANY else 1 if cell.denominator >= SOME else 0)
        if cell.denominator < MANY:
            held.append(words.plural(cell.denominator, "case"))
        blank = (cell.not_recorded or 0) / cell.denominator if cell.denominator else 0.0
        level = min(level, 2 if blank <= BLANK_HIGH else 1 if blank <= BLANK_MEDIUM else 0)
        if blank > BLANK_HIGH:
            held.append(f"{words.percent(blank)} not recorded")
    if one.got.missing:
        level = min(level, 1)
        held.append(f"without {words.listed(list(one.got.missing))}")
    name = ("Low", "Medium", "High")[level]
    return f"{name}: {', '.join(held)}" if held else name


def statements(released: Released, found: list[Judged], choice: Choice) -> Table:
    """A row for each claim: evidence, period, verdict, confidence, owner."""
    rows = tuple(
        Row(one.claim.words, (
            Entry(said, words=True, link=page_link(released, None, choice, one.claim.metric)),
            *(Entry(text, words=True) for text in rest)))
        for one in found for said, *rest in (_row(released, one),)
    )  # fmt: skip
    sure, not_sure = (sum(one.verdict == v for one in found) for v in (ASSURED, NOT))
    heading = f"{sure} of {len(found)} claims {'is' if sure == 1 else 'are'} assured, {not_sure} not"
    return Table(heading, f"Statements, {ALL_AREAS[choice.area]}",
                 ("Claim", "Evidence", "Period", "Verdict", "Confidence", "Owner"), rows, "statements",
                 f"{ALL_AREAS[choice.area]}, the last settled period of each; evidence links to its definition.",
                 source_line(released, found[0].claim.metric),
                 words.key_lines(s for one in found for s in _marks(one)))  # fmt: skip


def _marks(one: Judged) -> tuple[str, ...]:
    return (one.got.cell.status,) if one.got else ()


def _row(released: Released, one: Judged) -> tuple[str, ...]:
    definition = released.definitions.get(one.claim.metric, {})
    title = str(definition.get("title") or one.claim.metric.replace("_", " "))
    owner = str(definition.get("owner") or "Not named")
    if one.got is None:
        return f"{title}: nothing in this release", "No period", one.said, confidence(one), owner
    cell, kind = one.got.cell, released.kind_of(one.claim.metric)
    figure = text(cell, kind)
    lost = f"without {words.listed(list(one.got.missing))}, " if one.got.missing else ""
    return (f"{title}: {lost}{figure}",
            words.short_period(cell.period), one.said, confidence(one), owner)  # fmt: skip


def summary(found: list[Judged]) -> tuple[str, ...]:
    """How many claims have which verdict, and the ones that are not assured by name."""
    said = {ASSURED: "assured", PARTLY: "partly assured", NOT: "not assured", HIDDEN: "resting on evidence that is "
            "held and not shown here", OPEN: "with evidence but no agreed target to judge it by",
            EMPTY: "with no cases to judge"}  # fmt: skip
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in said}
    parts = [f"{n} {said[verdict]}" for verdict, n in counts.items() if n]
    weak = [one.claim.words for one in found if one.verdict == NOT]
    rest = f"; and {len(weak) - NAMED} more, in the table" if len(weak) > NAMED else ""
    second = f"Not assured: {'; '.join(weak[:NAMED])}{rest}."
    second = second if weak else "No claim is without evidence or off its target."
    return f"Of {len(found)} claims: {words.listed(parts)}.", second

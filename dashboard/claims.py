"""What the partnership may rely on: a claim, its evidence, and a verdict worked out from the shown figure.

Hidden evidence is evidence; where there is none, the verdict is not assured, never blank. Beside the verdict stands how
the figure moved in a year, which can be told without a target.
"""

from dataclasses import dataclass
from math import sqrt

from dashboard import words
from dashboard.blocks import Entry, Row, Table
from dashboard.cells import SHARED, Cell, combined
from dashboard.items import SMALL, Item, Whole, cell_of, text, unanswered, whole
from dashboard.parts import source_line
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.strip import page_link
from data_contracts.areas import ALL_AREAS

ASSURED, PARTLY, NOT = "Assured", "Partly assured", "Not assured"
OPEN, HIDDEN, EMPTY = "No target agreed", "Evidence held, not shown here", "Nothing to assure"
NAMED = 5
"""Claims not assured that the opening names; the table has all."""
MANY, SOME = 50, 20
"""Cases from which confidence is high, and medium."""
BLANK_HIGH, BLANK_MEDIUM = 0.05, 0.15
"""Parts not recorded up to which confidence is high, and medium."""
BETTER, WORSE, ALIKE = "better", "worse", "no clear change"
CHANCE, EXPECTED = 1.96, 5
"""Standard errors that a change must pass, and the cases expected from which it is judged at all."""


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
    then: Cell | None = None
    """The same evidence a year before, of the same authorities."""
    moved: str = ""
    """Better, worse or no clear change since then; blank where that cannot be told."""

    @property
    def said(self) -> str:
        """Verdict with its reason."""
        return f"{self.verdict}: {self.reason}" if self.reason else self.verdict


def judged(released: Released, claim: Claim, choice: Choice) -> Judged:
    """The claim's verdict in the last settled period of the chosen area."""
    got = evidence(released, claim, choice)
    if got is None:
        return Judged(claim, None, NOT, "no evidence in this release")
    target = 0.0 if claim.none else released.target(claim.metric, choice.area)
    lower_is_better = claim.none or released.told(claim.metric).get("direction") == "decrease"
    verdict, reason = verdict_of(got.cell, target, lower_is_better)
    if claim.none and verdict == NOT and got.cell.shown:
        reason = f"there {'is' if got.cell.value == 1 else 'are'} {words.number(got.cell.value or 0)}"
    if verdict == ASSURED and got.missing:
        verdict, reason = PARTLY, "not all authorities supplied it"
    then = year_before(released, claim, got)
    return Judged(claim, got, verdict, reason, then, moved(got.cell, then, lower_is_better) if then else "")


def year_before(released: Released, claim: Claim, got: Whole) -> Cell | None:
    """The evidence a year before; where authorities are absent now, of the others then too."""
    period, item = got.cell.period.year_before(), Item("", claim.metric)
    if not got.missing:
        return cell_of(released, item, period, got.cell.area)
    here = [a for a in released.parts_of(got.cell.area) if ALL_AREAS[a] not in got.missing]
    cells = [cell_of(released, item, period, a) for a in here]
    return combined(cells, released.kind_of(claim.metric), period, got.cell.area)


def moved(now: Cell, then: Cell, lower_is_better: bool) -> str:
    """Whether a share changed by more than chance explains (two shares, pooled); nothing where that cannot be told."""
    if not (now.shown and then.shown) or unanswered(now) or unanswered(then):
        return ""
    if None in (now.numerator, then.numerator) or not now.denominator or not then.denominator:
        return ""
    both = ((now.numerator or 0) + (then.numerator or 0)) / (now.denominator + then.denominator)
    if min(both, 1 - both) * min(now.denominator, then.denominator) < EXPECTED:
        return ""
    error = sqrt(both * (1 - both) * (1 / now.denominator + 1 / then.denominator))
    gap = (now.value or 0.0) - (then.value or 0.0)
    if abs(gap) <= CHANCE * error:
        return ALIKE
    return BETTER if (gap < 0) == lower_is_better else WORSE


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


def since(released: Released, one: Judged) -> str:
    """`43% then: better`; the earlier figure alone where no more can be told."""
    if one.then is None or one.then.status == "x":
        return "Not supplied then"
    kind = released.kind_of(one.claim.metric)
    many = one.then.shown and kind in SHARED and (one.then.denominator or SMALL) >= SMALL
    figure = words.percent(one.then.value or 0.0) if many else text(one.then, kind)
    return f"{figure} then" + (f": {one.moved}" if one.moved else "")


def statements(released: Released, found: list[Judged], choice: Choice) -> Table:
    """A row for each claim: evidence, period, verdict, the year before, confidence, owner (once if all have one)."""
    owners = {str(released.told(one.claim.metric).get("owner") or "Not named") for one in found}
    one_owner = f" Owner of all: {next(iter(owners))}." if len(owners) == 1 else ""
    columns = ("Claim", "Evidence", "Period", "Verdict", "A year before", "Confidence")
    rows = tuple(
        Row(one.claim.words, (
            Entry(said, words=True, link=page_link(released, None, choice, one.claim.metric)),
            *(Entry(text, words=True) for text in (rest[:-1] if one_owner else rest))))
        for one in found for said, *rest in (_row(released, one),)
    )  # fmt: skip
    return Table(verdicts(found), f"Statements, {ALL_AREAS[choice.area]}",
                 columns if one_owner else (*columns, "Owner"), rows, "statements",
                 f"{ALL_AREAS[choice.area]}, the last settled period of each, beside the same a year before; evidence "
                 f"links to its definition.{one_owner}",
                 source_line(released, found[0].claim.metric),
                 words.key_lines(s for one in found for s in _marks(one)))  # fmt: skip


def verdicts(found: list[Judged]) -> str:
    """`5 of 12 claims with a target are assured`; without any target, that there is nothing to judge by yet."""
    aimed = [one for one in found if one.verdict in (ASSURED, PARTLY, NOT) and one.got and one.got.cell.shown
             and not unanswered(one.got.cell)]  # fmt: skip
    if all(one.claim.none for one in aimed):
        return "What the evidence shows; no target is agreed to judge it by"
    sure = sum(one.verdict == ASSURED for one in aimed)
    return f"{sure} of {words.plural(len(aimed), 'claim')} judged by a target {'is' if sure == 1 else 'are'} assured"


def _marks(one: Judged) -> tuple[str, ...]:
    return (one.got.cell.status,) if one.got else ()


def _row(released: Released, one: Judged) -> tuple[str, ...]:
    definition = released.definitions.get(one.claim.metric, {})
    title = str(definition.get("title") or one.claim.metric.replace("_", " "))
    owner = str(definition.get("owner") or "Not named")
    if one.got is None:
        return f"{title}: nothing in this release", "No period", one.said, "Nothing then", confidence(one), owner
    cell, kind = one.got.cell, released.kind_of(one.claim.metric)
    figure = text(cell, kind)
    lost = f"without {words.listed(list(one.got.missing))}, " if one.got.missing else ""
    return (f"{title}: {lost}{figure}",
            words.short_period(cell.period), one.said, since(released, one), confidence(one), owner)  # fmt: skip


def summary(found: list[Judged]) -> tuple[str, ...]:
    """How many claims have which verdict, how the evidence moved in a year, the claims that are not assured by name."""
    said = {ASSURED: "assured", PARTLY: "partly assured", NOT: "not assured", HIDDEN: "resting on evidence that is "
            "held and not shown here", OPEN: "with evidence but no target agreed to judge it by",
            EMPTY: "with no cases to judge"}  # fmt: skip
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in said}
    parts = [f"{n} {said[verdict]}" for verdict, n in counts.items() if n]
    weak = [one.claim.words for one in found if one.verdict == NOT]
    rest = f"; and {len(weak) - NAMED} more, in the table" if len(weak) > NAMED else ""
    second = f"Not assured: {'; '.join(weak[:NAMED])}{rest}."
    second = second if weak else "No claim is without evidence or off its target."
    aim = () if not counts[OPEN] else (
        "A target is the group's to agree: the data lead enters it with its date and who decided, and the next release "
        "judges by it.",)  # fmt: skip
    return f"Of {len(found)} claims: {words.listed(parts)}.", in_a_year(found), second, *aim


def in_a_year(found: list[Judged]) -> str:
    """What moved by more than chance explains, named; how much did not, or cannot be told."""
    named = {way: [words.within(one.claim.words) for one in found if one.moved == way] for way in (BETTER, WORSE)}
    still, told = (sum(test(one) for one in found) for test in (lambda o: o.moved == ALIKE, lambda o: bool(o.moved)))
    parts = [
        f"{way} for {words.plural(len(names), 'claim')} ({'; '.join(names)})" for way, names in named.items() if names
    ]
    parts += [f"with no clear change for {still}"] if still else []
    parts += [f"not comparable for {len(found) - told}"] if len(found) > told else []
    return f"Beside the year before, the evidence is {', '.join(parts)}."

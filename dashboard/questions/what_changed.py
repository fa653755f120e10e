"""What changed: against the last release, in the data and in the figures that people were shown."""

from dashboard import differences, words
from dashboard.attention import spoken_of
from dashboard.blocks import Block, Note, Sentence
from dashboard.reading import Choice, nothing
from dashboard.released import Released
from dashboard.rolling import MEASURES, roll_forward
from dashboard.two_releases import dated, definitions, movement, revisions
from data_contracts.areas import ALL_AREAS

QUESTION = "What is different since the last meeting, in the data and in the figures that we were shown?"
TITLE = "What changed"
SLUG = "what-changed"
GROUP = "Meeting"
ORDER = 2
CONTROLS = ("against",)
COMPARES = True


def answer(released: Released, choice: Choice) -> list[Block]:
    """Measures that moved and why, revised figures, definitions that changed, the roll-forward of the list."""
    if nothing(released, MEASURES):
        return [Sentence((words.STATES["nothing_here"],))]
    then = choice.against
    if then is None:
        return [Sentence((words.STATES["first_release"],)), roll_forward(released, choice), reading()]
    moved = differences.moves(released, then, choice, [m for m in released.metrics if m in spoken_of()])
    revised = differences.revisions(released, then, choice.area)
    blocks: list[Block | None] = [
        Sentence(opening(released, then, choice, moved, revised)),
        movement(released, choice, moved),
        revisions(released, then, choice, revised),
        definitions(released, then),
        roll_forward(released, choice),
        reading(),
    ]
    return [b for b in blocks if b is not None]


def opening(released: Released, then: Released, choice: Choice, moved: list, revised: list) -> tuple[str, ...]:
    """What is compared with what, and how much of it differs for which reason."""
    counts = {r: sum(c.reason == r for c in moved) for r in differences.CLASSES}
    parts = [f"{n} {r.lower()}" for r, n in counts.items() if n]
    first = (
        f"This release, as at {dated(released, then)}, beside the one as at {dated(then, released)}, "
        f"{ALL_AREAS[choice.area]}."
    )
    gone = [said for said in words.taken_back(released.about) if said not in words.taken_back(then.about)]
    if not moved and not revised:
        same = "" if gone else ": neither the data nor a figure shown before has changed"
        return first, f"No measure of {ALL_AREAS[choice.area]} differs between the two{same}.", *gone
    second = f"{words.plural(len(moved), 'measure')} differ: {words.listed(parts)}." if moved else "No measure moved."
    back = f"{words.plural(len(revised), 'figure')} of periods that were shown before print differently now."
    return first, second, back if revised else "No figure that was shown before has changed.", *gone


def reading() -> Note:
    """How the reason classes are told apart."""
    return Note(
        "Definition: what is counted changed. Late data: an authority had not supplied, or has sent a newer file "
        "since. Revision: a figure shown before was corrected. Real change: a newer period. Breakdowns are released "
        "once and then stand, so only totals can be revised.",
        "How the reasons are told apart",
    )

"""The frozen releases behind a page of statements, and the table that is signed."""

from datetime import date

from dashboard import words
from dashboard.blocks import Entry, Row, Table
from dashboard.reading import Choice
from dashboard.released import Released

SIGNERS = ("Data lead", "Chair of the strategic group", "Partnership's executive lead")


def frozen(released: Released, choice: Choice, slug: str) -> Table:
    """The release that the statements rest on, and the others there are: none changes after it is published."""
    cards = {c.release_id: c for c in choice.releases}
    rows = []
    for name in dict.fromkeys((released.release_id, *cards)):
        card = cards.get(name)
        as_at = words.day(date.fromisoformat(name[:10]))
        out = words.day(card.published_on) if card and card.published_on else "Not recorded"
        state = f"Withdrawn: {card.withdrawn}" if card and card.withdrawn else "Stands"
        link = f"{slug}?release={name}" if card and not card.withdrawn else ""
        rows.append(Row(name, (Entry(as_at, words=True, link=link), Entry(out, words=True), Entry(state, words=True))))
    return Table("The evidence is frozen", "Releases", ("Release", "As at", "Published", "State"), tuple(rows),
                 "releases", "The date opens these statements as that release has them.")  # fmt: skip


def signatures(released: Released) -> Table:
    """Who signs; who decided on this audience stands as the release has it."""
    decided = released.about.get("decided_by") or "Nobody yet"
    on = released.about.get("decided_on") or "No date"
    rows = (
        Row("Decided who may see this file", (Entry(decided, words=True), Entry(on, words=True))),
        *(Row(role, (Entry("To be signed", words=True), Entry("To be dated", words=True))) for role in SIGNERS),
    )
    return Table("Sign-off", f"Sign-off of release {released.release_id}", ("Role", "Signed", "Date"), rows,
                 "sign-off")  # fmt: skip

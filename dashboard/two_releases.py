"""Blocks about two releases side by side: what moved, what was revised, which definitions changed, the releases."""

from dashboard import differences, words
from dashboard.blocks import Entry, Note, Row, Table
from dashboard.cells import Cell
from dashboard.parts import entry, statuses
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS


def dated(one: Released, other: Released) -> str:
    """The as-at date of a release beside another; of two of one date with the end of its id, as in the list of them."""
    day = words.day(one.as_at)
    return f"{day} ({one.release_id[-6:]})" if one.as_at == other.as_at else day


def movement(released: Released, choice: Choice, moved: list[differences.Changed]) -> Table | None:
    """Measures whose newest figure differs: then, now, the reason."""
    if not moved:
        return None
    rows = tuple(
        Row(title(released, c.now), (told(released, c.was), told(released, c.now), Entry(c.reason, words=True)))
        for c in moved
    )
    line = f"{ALL_AREAS[choice.area]}; the newest figure of each release by the end of {choice.period.label}."
    return Table("Measures that moved", "Newest figure in the release before and in this one, and why they differ",
                 ("Measure", "Then", "Now", "Reason"), rows, "what-moved", line,
                 f"As at {words.day(released.as_at)}.", statuses(rows),
                 fold=True)  # fmt: skip


def revisions(released: Released, then: Released, choice: Choice, revised: list[differences.Changed]) -> Table | Note:
    """Every figure that was shown and has changed: period, old value, new value, reason."""
    if not revised:
        return Note(words.STATES["no_revision"].format(when=dated(then, released)), "No figure has been revised")
    rows = tuple(
        Row(f"{title(released, c.now)}, {words.short_period(c.now.period)}",
            (entry(c.was, released.kind_of(c.was.metric), unit(released, c.was)),
             entry(c.now, released.kind_of(c.now.metric), unit(released, c.now)), Entry(c.reason, words=True)))
        for c in revised
    )  # fmt: skip
    return Table("Figures shown before that have changed", f"Old and new value, {ALL_AREAS[choice.area]}",
                 ("Figure", "Old value", "New value", "Reason"), rows, "revisions", "Totals without a breakdown.",
                 f"As at {dated(then, released)} and {dated(released, then)}.", statuses(rows),
                 fold=True)  # fmt: skip


def definitions(released: Released, then: Released) -> Note | None:
    """Measures that mean something else now: a break in their series."""
    found = [str(released.told(m).get("title", m)) for m in differences.redefined(released, then)]
    if not found:
        return None
    text = words.STATES["definition_changed"].format(when=words.day(released.as_at))
    return Note(f"{words.listed(found)}. {text}", "Definitions that changed")


def releases(released: Released, choice: Choice) -> Table | None:
    """Every release: when it was published, whether it stands, and why not."""
    if not choice.releases:
        return None
    rows = tuple(
        Row(
            c.release_id,
            (
                Entry(words.day(c.as_at), words=True),
                Entry(words.day(c.published_on) if c.published_on else "Not recorded", words=True),
                Entry(words.STATES["withdrawn"].format(why=c.withdrawn) if c.withdrawn else
                      "Open here" if c.release_id == released.release_id else "Open it", words=True,
                      link="" if c.withdrawn or c.release_id == released.release_id
                      else f"./?release={c.release_id}"),
            ),
        )
        for c in choice.releases
    )  # fmt: skip
    return Table("The releases", "Releases, newest first", ("Release", "As at", "Published", "State"), rows,
                 "releases", "A release is never changed; a wrong one is withdrawn, with the reason.",
                 fold=True)  # fmt: skip


def beside(released: Released, choice: Choice) -> Table | None:
    """This release and another in numbers."""
    then = choice.against
    if then is None:
        return None
    new = sorted(set(released.metrics) - set(then.metrics))
    gone = sorted(set(then.metrics) - set(released.metrics))
    pairs = (
        ("As at", words.day(then.as_at), words.day(released.as_at)),
        (
            "Measures with figures",
            str(len(then.metrics)),
            f"{len(released.metrics)} ({len(new)} new, {len(gone)} gone)",
        ),
        ("Figures", f"{sum(then.tally().values()):,}", f"{sum(released.tally().values()):,}"),
        ("Hidden to protect children", f"{then.tally().get('c', 0):,}", f"{released.tally().get('c', 0):,}"),
        ("Definitions that differ", "–", str(len(differences.redefined(released, then)))),
        ("Totals printed differently", "–", f"{differences.settled_differences(released, then):,}"),
    )
    rows = tuple(Row(a, (Entry(b, words=True), Entry(c, words=True))) for a, b, c in pairs)
    return Table("Two releases compared", "The release compared with, and this one",
                 ("What", then.release_id, released.release_id), rows,
                 "two-releases", "What changed lists the figures themselves.")  # fmt: skip


def title(released: Released, cell: Cell) -> str:
    """A measure's title."""
    return str(released.told(cell.metric).get("title", cell.metric))


def unit(released: Released, cell: Cell) -> str:
    """What a median is measured in."""
    return str(released.told(cell.metric).get("unit", ""))


def told(released: Released, cell: Cell) -> Entry:
    """A figure with its period, for a column in which periods differ."""
    text = words.cell_text(cell, released.kind_of(cell.metric), unit(released, cell))
    return Entry(f"{text} ({words.short_period(cell.period)})", cell.value if cell.shown else None, cell.status)

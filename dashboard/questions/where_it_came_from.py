"""Where it came from: which files, from whom, when, through which steps; and every release that there has been."""

from dashboard import words
from dashboard.blocks import Block, Entry, Note, Row, Sentence, Table
from dashboard.quality import extract_title
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.two_releases import beside, releases
from data_contracts.areas import ALL_AREAS, LA_CODES

QUESTION = "Which files do these figures come from, who sent them and when, and through which steps?"
TITLE = "Where it came from"
SLUG = "where-it-came-from"
GROUP = "About the data"
ORDER = 16
CONTROLS = ("against",)
COMPARES = True


def answer(released: Released, choice: Choice) -> list[Block]:
    """The steps with counts in and out, the files, the checks, the releases, and two releases compared."""
    if not released.metrics:
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        Sentence((opening(released),)),
        steps(released),
        files(released),
        releases(released, choice),
        beside(released, choice),
        Note(
            "Every figure can be traced further by the data owner alone: the command vemt members lists the rows "
            "behind it, from the warehouse. The dashboard never opens the warehouse.",
            "Tracing a figure back",
        ),
    ]
    return [b for b in blocks if b is not None]


def opening(released: Released) -> str:
    """How many files of how many authorities, and how fresh."""
    sent = [r for r in released.supply if r["extracted_at"]]
    if not sent:
        return "This release names no file that it was made from."
    newest, oldest = (f(r["extracted_at"] for r in sent) for f in (max, min))
    who = len({r["la_code"] for r in sent if r["la_code"] in LA_CODES})
    span = words.day(newest) if newest == oldest else f"{words.day(oldest)} to {words.day(newest)}"
    made = f"the newest {words.plural(len(sent), 'extract')}" if len(sent) > 1 else "one extract"
    return f"Made from {made} of {words.plural(who, 'authority', 'authorities')}, dated {span}."


def steps(released: Released) -> Table:
    """The way of the data, step by step, with what went in and what came out."""
    sent = [r for r in released.supply if r["extracted_at"]]
    count, figures = released.tally(), sum(released.tally().values())
    shown = sum(count.get(s, 0) for s in ("ok", "r"))
    about, manifest = released.about, released.manifest
    behind = sum(str(r["status"]).upper() == "NOT_RECEIVED" for r in sent)
    received = words.plural(len(sent), "extract")
    gate = (f"{manifest['attackers']} readers tried to find small counts out; {manifest['found']} found"
            if manifest.get("found") is not None else "not recorded in this release")  # fmt: skip
    told = (
        ("1. Received", f"{words.plural(len(released.supply), 'extract')} expected",
         f"{received} received" + (f", {behind} of them without the newest period" if behind else "")),
        ("2. Checked", received, "rows that pass the contracts; Data quality tells how many did not"),
        ("3. Counted", f"{len(released.definitions)} definitions", f"{len(released.metrics)} measures with figures"),
        ("4. Protected", f"{figures:,} figures", f"{shown:,} shown, {count.get('c', 0):,} hidden, "
         f"{count.get('u', 0):,} too few, {count.get('x', 0):,} not supplied, {count.get('z', 0):,} not applicable"),
        ("5. Attacked", "the figures of this and earlier releases", gate),
        ("6. Released", f"{about.get('title') or released.audience}, as at {words.day(released.as_at)}",
         f"file sum {str(manifest.get('sha256', ''))[:16] or 'not recorded'}, checked each time it is opened"),
    )  # fmt: skip
    rows = tuple(Row(a, (Entry(b, words=True), Entry(c, words=True))) for a, b, c in told)
    return Table("From extract to page in six steps", "Steps with what goes in and what comes out",
                 ("Step", "In", "Out"), rows, "lineage")  # fmt: skip


def files(released: Released) -> Table | None:
    """Each extract by authority: the newest month in it and the date of the file."""
    if not released.supply:
        return None
    rows = tuple(
        Row(
            f"{ALL_AREAS[r['la_code']]}: {extract_title(r['extract'])}",
            (
                Entry(f"{r['last_month']:%B %Y}" if r["last_month"] else "Not by month", words=True),
                Entry(words.day(r["extracted_at"]) if r["extracted_at"] else "Nothing yet", words=True),
            ),
        )
        for r in released.supply
        if r["la_code"] in ALL_AREAS
    )
    return Table("The files", "Newest extract of each kind by authority", ("Extract", "Newest month", "File of"), rows,
                 "files", source=f"As at {words.day(released.as_at)}.", fold=True)  # fmt: skip

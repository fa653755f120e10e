"""Blocks about routes: what was decided and what is pending, and each route considered, referred, accepted."""

from dashboard import words
from dashboard.blocks import Note, Row, Table
from dashboard.items import Item, entry_of, settled, table, whole, without
from dashboard.parts import source_line, statuses
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED

GROUNDS = (("nrm_referred", "rg_outcome", "Reasonable grounds"),
           ("reasonable_grounds_positive", "cg_outcome", "Conclusive grounds"))  # fmt: skip
STEPS = (("pathways_asked_for", "Asked for"), ("pathway_considered", "Considered"), ("pathway_referred", "Referred"),
         ("pathway_accepted", "Accepted"))  # fmt: skip


def outcomes(released: Released, choice: Choice) -> Table | Note:
    """Reasonable and conclusive grounds by outcome, pending among them; the heading counts what is pending."""
    items = [
        Item(f"{title}: {BREAKDOWNS[by].vocabulary.label(code).lower()}", metric, ((by, code),))
        for metric, by, title in GROUNDS
        for code in (*BREAKDOWNS[by].vocabulary.codes, NOT_RECORDED)
    ]
    heading = "Outcomes of referrals: not shown for this period"
    pending = [whole(released, i, choice) for i in items if i.by[0][1] == "PENDING"]
    told = [(title.lower(), w) for (_, _, title), w in zip(GROUNDS, pending, strict=True) if w and w.cell.shown]
    if told:
        counts = [(title, w.cell.value or 0.0) for title, w in told]
        waiting = words.listed([f"{words.number(n)} for {title}" for title, n in counts])
        heading = f"Waiting for an answer, which is not a no: {waiting}"
        if beside := without(told[0][1].missing):
            heading = beside + words.within(heading)
    return table(released, items, choice, heading, "Outcomes of referrals", "grounds",
                 "Reasonable grounds of the referrals made; conclusive grounds of positive ones")  # fmt: skip


def routes(released: Released, choice: Choice) -> Table | Note:
    """Each route down; asked for, considered, referred and accepted across, in the chosen area."""
    by = BREAKDOWNS["pathway"]
    whole_item = Item("", STEPS[0][0], (("pathway", by.vocabulary.codes[0]),))
    period = settled(released, whole_item, choice)
    if period is None:
        return Note(words.STATES["nothing_here"], "Other routes: nothing for this period")
    found, lost = [], dict[str, None]()
    for code in by.vocabulary.codes:
        got = [whole(released, Item("", m, (("pathway", code),)), choice, period) for m, _ in STEPS]
        lost.update(dict.fromkeys(name for w in got if w for name in w.missing))
        entries = (entry_of(w.cell, released.kind_of(m)) if w else None for w, (m, _) in zip(got, STEPS, strict=True))
        found.append(Row(by.vocabulary.label(code), tuple(e for e in entries if e is not None)))
    rows, heading = tuple(found), "Routes: too few cases, hidden or not supplied"
    total = whole(released, Item("", "pathway_considered"), choice, period)
    if total and total.cell.shown and total.cell.numerator is not None:
        of = f"{total.cell.numerator:,} of {total.cell.denominator:,}"
        heading = f"{without(total.missing)}{of} routes were considered where they should be"
    partial = f" Without {words.listed(list(lost))}, which did not supply routes." if lost else ""
    return Table(heading, f"Routes considered, {period.label}", ("Route", *(label for _, label in STEPS)), rows,
                 "routes", f"{ALL_AREAS[choice.area]}, {period.label}; of the children for whom each route should be "
                 f"considered.{partial}", source_line(released, STEPS[0][0]), statuses(rows))  # fmt: skip

"""Blocks of the year's audits: the change since the audit before, and themes as strengths and improvements."""

from dataclasses import replace

from dashboard import words
from dashboard.blocks import Table
from dashboard.items import Item, found, settled, whole, without
from dashboard.reading import Ask, Choice
from dashboard.released import Released
from dashboard.splits import matrix, split
from data_contracts.vocabularies import BREAKDOWNS

SAMPLE = ("Audits are samples: they speak of the cases audited. The release does not tell moderated audits from "
          "others.")  # fmt: skip


def movement(released: Released, ask: Ask, choice: Choice) -> Table | None:
    """Better, the same or worse than the audit before of the same case or theme."""
    table = split(released, ask, "grade_movement", choice, chart=False, kind="year")
    period = settled(released, Item("", ask.metric, (("grade_movement", ""),)), choice)
    if not isinstance(table, Table) or period is None:
        return None
    got = {code: whole(released, Item("", ask.metric, (("grade_movement", code),)), choice, period)
           for code in ("BETTER", "SAME", "WORSE")}  # fmt: skip
    counts = {code: w.cell.value for code, w in got.items() if w and w.cell.shown and w.cell.value is not None}
    if len(counts) < len(got):
        return table
    total = sum(counts.values())
    missing = next((w.missing for w in got.values() if w), ())
    if not total:
        return replace(table, heading=f"No case or theme was audited again {words.in_period(period)}")
    better, same, worse = (words.number(counts[code]) for code in ("BETTER", "SAME", "WORSE"))
    heading = f"{without(missing)}Of {words.number(total)} audits that repeat an earlier one, {better} graded better, "
    return replace(table, heading=f"{heading}{same} the same and {worse} worse")


def themes(released: Released, ask: Ask, audits: Ask, choice: Choice) -> Table | None:
    """Strengths and improvements by theme, shaded; how many audits of the same period they come from stands above."""
    table = matrix(released, ask, ("note", "audit_theme"), choice)
    period = settled(released, Item("", ask.metric, (("note", ""), ("audit_theme", ""))), choice)
    if table is None or period is None:
        return None
    weak = [row for row in table.rows if row.label == BREAKDOWNS["note"].vocabulary.label("IMPROVEMENT")]
    worse = [(e.value, head) for row in weak for e, head in zip(row.entries, table.columns[1:], strict=True) if e.value]
    heading = table.heading
    if worse:
        most, theme = max(worse, key=lambda w: w[0] or 0)
        said = words.plural(most or 0.0, "finding")
        heading = f"Most often in need of improvement: {theme}, {said} {words.in_period(period)}"
    sample = found(released, audits, replace(choice, period=period))
    extra = f" {sample}." if sample else ""
    return replace(table, heading=heading, line=f"{table.line}{extra} {SAMPLE}")

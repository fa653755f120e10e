"""Headline figures: a number with its comparison and verdict, and the heading over several of them."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard import words
from dashboard.blocks import Figure, Headline
from dashboard.reading import Ask, Choice, read, standing, verdict, widest
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS


def headline(released: Released, ask: Ask, choice: Choice) -> Figure:
    """One headline figure: number, comparison, verdict; every status worded. What is counted for the whole area alone
    is given for that, and says so."""
    place = ""
    if released.told(ask.metric).get("areas") == "tees" and choice.area != (whole := widest(released)):
        choice, place = replace(choice, area=whole), f", {ALL_AREAS[whole]}"
    got = read(released, ask.metric, choice)
    cell = got.cell
    label = f"{ask.label}{place}{', per 10,000' if got.kind == 'rate' else ''}, {words.short_period(cell.period)}"
    shape, said = verdict(released, cell.metric, cell)
    if got.missing:
        text = words.amount(cell, got.kind, ask.one)
        of = f"{len(got.supplied)} of {len(got.supplied) + len(got.missing)}"
        sentence = words.partial_short(cell, got.missing, got.kind, got.beside)
        return Figure(label, text, sentence, f"from {of}", "x", *standing(released, cell.metric, got))
    if not cell.shown:
        return Figure(label, words.shorthand(cell, got.kind), words.state(cell, got.kind), "", cell.status, shape, said)
    parts = [got.beside]
    if got.year_before.shown and got.year_before.period != got.before.period:
        parts.append(words.comparison(cell, got.year_before, got.kind, got.stock))
    if cell.status == "r":
        parts.append(words.within(words.STATES["revised"]).rstrip("."))
    sentence = "; ".join(parts)
    counted = got.kind in ("share", "ratio") and cell.numerator is not None and cell.denominator is not None
    extra = f"{cell.numerator:,} of {cell.denominator:,}" if counted else ""
    text = words.amount(cell, got.kind, ask.one)
    return Figure(label, text, f"{sentence[:1].upper()}{sentence[1:]}.", extra, cell.status, shape, said)


def headlines(title: str, figures: Sequence[Figure]) -> Headline:
    """Headline figures under a heading that says which of them are out of the ordinary, if any could be judged."""
    out = [words.within(f.label.split(",")[0]) for f in figures if f.verdict in ("up", "down")]
    if out:
        return Headline(f"{title}; out of the ordinary: {words.listed(out)}", tuple(figures))
    judged = any(f.verdict == "usual" for f in figures)
    return Headline(f"{title}: nothing judged is out of the ordinary" if judged else title, tuple(figures))

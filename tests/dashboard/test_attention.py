"""What needs attention: a measure stands there once, with everything that it stands there for."""

from dashboard.attention import standing_out
from dashboard.questions.overview import second
from dashboard.reading import Choice
from data_contracts.periods import parse

TEES = Choice(parse("2026-10"), "TEES")


def test_what_also_misses_its_target_says_both(released, monkeypatch):
    wanted = {"increase": 1.1, "decrease": 0.9}
    before = next(f for f in standing_out(released, TEES) if f.rank < 4 and f.got.cell.value
                  and released.told(f.ask.metric).get("direction") in wanted)  # fmt: skip
    aim = before.got.cell.value * wanted[released.told(before.ask.metric)["direction"]]
    monkeypatch.setitem(released.__dict__, "_targets", {before.ask.metric: [["2020-01-01", aim]]})
    found = standing_out(released, TEES)
    now = next(f for f in found if f.ask == before.ask)
    assert not before.short and now.short and now.rank == before.rank
    assert now.said.startswith(f"{before.said}; ") and "the target of" in now.said
    short = second(found, 1).split("Short of their target: ")[1]
    assert before.ask.label.removesuffix(" overdue").casefold() in short.casefold()

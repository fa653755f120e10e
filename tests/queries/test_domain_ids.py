"""Every measure of the domain has its answer: a metric, or a line in the decisions that says why there is none."""

import re
import tomllib
from pathlib import Path

from queries.catalogue import catalogue

HERE = Path(__file__).parent
DECISIONS = HERE.parents[1] / "docs" / "decisions.md"


def _data() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "domain_ids.toml").read_text("utf-8"))


def _decided() -> dict[str, str]:
    """Id -> `dropped` or `test`, from lines such as `- A4 (test): …` of the decisions."""
    return dict(re.findall(r"^- (\w\d+) \((dropped|test)\): \S", DECISIONS.read_text("utf-8"), re.M))


def test_every_measure_of_the_domain_is_answered_or_decided() -> None:
    data = _data()
    answered = {i for header in catalogue().values() for i in header.ids}
    assert sorted(set(data["ids"]) - answered - set(_decided()) - set(data["awaited"])) == []


def test_nothing_is_both_answered_and_decided_against_or_awaited() -> None:
    data = _data()
    answered = {i for header in catalogue().values() for i in header.ids}
    assert answered <= set(data["ids"]), "an id that the domain does not have"
    assert sorted(answered & set(_decided())) == []
    assert sorted(answered & set(data["awaited"])) == [], "answered now: take it out of `awaited`"

"""Parts of papers that no page has in this form: definitions of what is used, the shorthand, the sign-off."""

import re
from collections.abc import Callable, Sequence

from dashboard import words
from dashboard.blocks import Chart, Entry, Headline, Note, Printed, Row, Table
from dashboard.items import Item
from dashboard.pack.paper import Section
from dashboard.questions import all_questions
from dashboard.reading import Ask, Choice
from dashboard.released import Released
from data_contracts.areas import AREAS
from data_contracts.code_list import fold
from data_contracts.kit import contracts

Part = Callable[[Released, Choice, Sequence[Section]], list[Printed]]


def _tables(before: Sequence[Section]) -> list[Table]:
    found = [b.table if isinstance(b, Chart) else b for s in before for b in s.blocks if isinstance(b, Chart | Table)]
    return found


def used(released: Released, before: Sequence[Section]) -> list[str]:
    """The metrics that the sections before show: named by their tables, or by title under a headline figure."""
    slugs = [t.slug for t in _tables(before)]
    found = {m for m in released.definitions if any(_of(m, slug, released) for slug in slugs)}
    opening = {e.text.split(":")[0] for t in _tables(before) for r in t.rows for e in r.entries if e.words}
    found |= {m for m, d in released.definitions.items() if d.get("title") in opening}
    labels = {r.label.lower() for t in _tables(before) for r in t.rows}
    labels |= {t.caption.split(",")[0].split(" by ")[0].lower() for t in _tables(before)}
    labels |= {f.label.rsplit(",", 1)[0].lower() for s in before for b in s.blocks if isinstance(b, Headline)
               for f in b.figures}  # fmt: skip
    found |= {m for m, said in _spoken().items() if said & labels and m in released.definitions}
    return sorted(found, key=lambda m: str(released.definitions[m].get("title", m)).lower())


def _of(metric: str, slug: str, released: Released) -> bool:
    """Whether a table's name begins with this metric and with no longer one."""
    name = metric.replace("_", "-")
    longer = (m.replace("_", "-") for m in released.definitions if len(m) > len(metric))
    return (slug == name or slug.startswith(f"{name}-")) and not any(
        other.startswith(f"{name}-") and (slug == other or slug.startswith(f"{other}-")) for other in longer
    )


def _spoken() -> dict[str, set[str]]:
    """Metric -> the labels that question modules give it."""
    found: dict[str, set[str]] = {}
    for module in all_questions():
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Ask | Item):
                    found.setdefault(one.metric, set()).add(one.label.lower())
    return found


def definitions(released: Released, choice: Choice, before: Sequence[Section]) -> list[Printed]:
    """What each measure in this paper counts, and over what."""
    rows = []
    for metric in used(released, before):
        said = released.definitions[metric]
        numerator, title = str(said.get("numerator") or ""), fold(str(said.get("title") or ""))
        # a ratio's names two measures and others repeat the title, which both say nothing here
        tells = " " in numerator and fold(numerator) not in (title, f"numberof{title}")
        counted = " ".join((numerator if tells else str(said.get("definition") or metric)).split())
        first = counted.split(". ")[0].rstrip(".")
        rows.append(Row(str(said.get("title") or metric), (Entry(f"{first[:1].upper()}{first[1:]}.", words=True),)))
    if not rows:
        return []
    line = "The page Definitions has each in full, with what it does not mean, its owner and its SQL."
    return [Table("", "Measures in this paper", ("Measure", "What is counted"), tuple(rows), "definitions-used",
                  line)]  # fmt: skip


def methods(released: Released, choice: Choice, before: Sequence[Section]) -> list[Printed]:
    """How figures are protected and judged, and every shorthand that stands in this paper."""
    marks = {m for t in _tables(before) for m in re.findall(r"\[([a-z])\]", t.csv())}
    marks |= {m for s in before for b in s.blocks if isinstance(b, Headline) for f in b.figures
              for m in re.findall(r"\[([a-z])\]", f.text)}  # fmt: skip
    said = [Note(released.about.get("protection", ""), "How children are protected"),
            Note("A verdict compares a figure with its own past: a triangle is outside usual variation, a circle "
                 "within it, a dash means too few to judge. Limits are drawn as a pale band. A rise is not by itself "
                 "better or worse: it may mean that more children at risk are recognised.",
                 "How verdicts are reached")]  # fmt: skip
    if lines := words.key_lines(marks):
        said.append(Note(". ".join(lines) + ".", "Shorthand in this paper"))
    return list(said)


def supply(released: Released, choice: Choice, before: Sequence[Section]) -> list[Printed]:
    """Each authority in a line: newest month of the list, extracts received of those expected, what is late."""
    rows, late = [], []
    for area in [a for a in AREAS if any(r["la_code"] == a for r in released.supply)]:
        mine = [r for r in released.supply if r["la_code"] == area]
        gone = [named(r["extract"]) for r in mine if str(r["status"]).upper() != "RECEIVED"]
        newest = max((r["last_month"] for r in mine if r["extract"] == "list" and r["last_month"]), default=None)
        month = f"{newest:%B %Y}" if newest else "No list of its own"
        late += [AREAS[area]] if gone else []
        rows.append(Row(AREAS[area], (
            Entry(month, words=True), Entry(f"{len(mine) - len(gone)} of {len(mine)}"),
            Entry(words.listed(gone) or "Nothing", words=True))))  # fmt: skip
    if not rows:
        return [Note("This release says nothing of what was supplied.", "Supply")]
    heading = f"Still to come: {words.listed(late)}" if late else "Everything expected has been received"
    line = "A total with an authority absent says so, and is compared with the same authorities before."
    return [Table(heading, "Supply by authority", ("Authority", "List up to", "Extracts received", "Late"), tuple(rows),
                  "supply-short", line, f"As at {words.day(released.as_at)}.")]  # fmt: skip


def named(extract: str) -> str:
    """An extract's name in running text."""
    found = contracts().get(extract)
    return found.title.replace("VEMT list", "the list").lower() if found else extract.replace("_", " ")


def exceptions(released: Released, choice: Choice, before: Sequence[Section]) -> list[Printed]:
    """Why no child stands here, and how the data owner finds them."""
    return [Note(
        "This paper counts exceptions and lists no child. The data owner of the authority makes the list of pseudonyms "
        "as a separate file, with vemt members, the measure, the period and the authority's code; it is kept at home, "
        "and only there do pseudonyms lead back to children (vemt resolve). It is never sent with this paper.",
        "The list is a file of the data owner")]  # fmt: skip


PARTS: dict[str, Part] = {"definitions": definitions, "methods": methods, "supply": supply, "exceptions": exceptions}
"""Name in a plan -> the part."""

"""Pictures for formats that take no SVG: every chart of a paper as PNG, drawn by Typst with the paper's font."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import typst

from dashboard.blocks import Chart
from dashboard.pack.canvas import FAMILIES, FAMILY
from dashboard.pack.paper import Paper
from dashboard.pack.pdf import fonts
from dashboard.pack.svg import pictures

INCH = 200
"""Dots to the inch."""


def charts_of(paper: Paper) -> list[Chart]:
    """The charts of a paper in order."""
    return [b for s in paper.sections for b in s.blocks if isinstance(b, Chart)]


def pngs(paper: Paper) -> dict[int, list[tuple[str, bytes]]]:
    """Chart (by its place among the paper's charts) -> (name, PNG) of each of its pictures."""
    drawn = [(n, name, svg) for n, chart in enumerate(charts_of(paper)) for name, svg in pictures(chart)]
    found: dict[int, list[tuple[str, bytes]]] = {}
    for (n, name, _), made in zip(drawn, _drawn([svg for _, _, svg in drawn]), strict=True):
        found.setdefault(n, []).append((name, made))
    return found


def _drawn(svgs: Sequence[str]) -> list[bytes]:
    """Each picture as PNG. Typst leaves out every word of a PNG whose first choice of fonts has others beside it."""
    if not svgs:
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, svg in enumerate(svgs):
            (folder / f"{n}.svg").write_text(svg.replace(FAMILIES, FAMILY), "utf-8")
        pages = "\n#pagebreak()\n".join(f'#image("{n}.svg")' for n in range(len(svgs)))
        (folder / "all.typ").write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}", "utf-8")
        made = typst.compile(str(folder / "all.typ"), root=name, font_paths=fonts(), format="png", ppi=INCH)
    return [bytes(m) for m in made] if isinstance(made, list) else [bytes(made)] if made else []

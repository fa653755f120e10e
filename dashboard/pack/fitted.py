"""How a table fits slides: widths of its columns, and which rows stand on which slide."""

from collections.abc import Sequence

from dashboard.blocks import Row, Table
from dashboard.pack.pdf import widths

LETTER = 0.55
"""How wide a letter is, of its size."""


def columns(table: Table, whole: float) -> list[float]:
    """Widths of the columns as on paper, for a table `whole` points wide."""
    found = widths(table)
    return [w * whole / sum(found) for w in found]


def slides(table: Table, wide: Sequence[float], size: float, height: float) -> list[list[Row]]:
    """The rows slide by slide: no more than fit, by how many lines their longest cells need, evenly spread.

    wide, height: of the columns and of the whole table on a slide; size: of its letters. All in points.
    """
    line = size * 1.2
    high = []
    for row in table.rows:
        texts = (row.label, *(e.text for e in row.entries))
        lines = max(-(-len(t) * size * LETTER // (w - 15)) for t, w in zip(texts, wide, strict=True))
        high.append(max(1.0, lines) * line + 8)
    whole = height - 2 * (line + 8)
    most = max(1, len(_filled(high, whole)))
    room = next(r for n in range(21) if len(_filled(high, r := whole * max(1 / most, n / 20))) <= most)
    return [[table.rows[n] for n in part] for part in _filled(high, room)]


def _filled(high: Sequence[float], room: float) -> list[list[int]]:
    """Places of the rows, slide by slide, where each slide has `room` points; a taller row stands alone."""
    parts, left = list[list[int]](), 0.0
    for n, points in enumerate(high):
        if not parts or points > left:
            parts.append([])
            left = room
        parts[-1].append(n)
        left -= points
    return parts

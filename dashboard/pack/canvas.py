"""A small canvas that writes SVG: shapes and text as elements, numbers rounded, nothing from outside.

A unit is three quarters of a point on paper: 640 units fill the width of an A4 page, 16 units are 12 point.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as ET  # only written here, never read

WIDTH = 640
SIZE = 16
"""Height of text in units: 12 point on paper."""
FAMILY = "Source Sans Pro"
FAMILIES = f"{FAMILY}, Source Sans 3, sans-serif"
LETTER = 0.48
"""Width of an average letter of this face, as part of its size."""
PERCENT = 0.35
"""How much wider a per cent sign is: axes of shares begin with `100%`, and nothing may be cut off."""

Spot = tuple[float, float]


def wide(text: str, size: float = SIZE) -> float:
    """About how wide a text is, in units."""
    return (len(text) * LETTER + text.count("%") * PERCENT) * size


def shortest(n: float) -> str:
    """A coordinate with at most two decimals: the same number always gives the same text."""
    return f"{round(n, 2):g}"


class Canvas:
    """One picture. `title` is what a reader hears; shapes are told apart by `class`."""

    def __init__(self, height: float, title: str, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-label": title,
                                       "viewBox": f"0 0 {shortest(width)} {shortest(height)}",
                                       "width": shortest(width), "height": shortest(height),
                                       "font-family": FAMILIES,
                                       "font-size": shortest(SIZE)})  # fmt: skip

    def add(self, tag: str, kind: str, **drawn: float | str) -> ET.Element:
        """One element of class `kind`; underscores in names become hyphens."""
        said = {k.replace("_", "-"): v if isinstance(v, str) else shortest(v) for k, v in drawn.items()}
        return ET.SubElement(self.root, tag, {"class": kind, **said})

    def line(self, kind: str, a: Spot, b: Spot, ink: str, thick: float = 1.5, dash: str = "") -> None:
        """A straight line."""
        more = {"stroke_dasharray": dash} if dash else {}
        self.add("line", kind, x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=ink, stroke_width=thick, **more)

    def box(self, kind: str, spot: Spot, size: Spot, ink: str, edge: str = "none") -> None:
        """A filled box from its upper left corner."""
        self.add("rect", kind, x=spot[0], y=spot[1], width=max(0.0, size[0]), height=max(0.0, size[1]), fill=ink,
                 stroke=edge, stroke_width=2 if edge != "none" else 0)  # fmt: skip

    def path(self, kind: str, spots: Sequence[Spot], ink: str, thick: float = 3, dash: str = "") -> None:
        """A line through `spots`."""
        steps = " ".join(f"{'L' if n else 'M'}{shortest(x)} {shortest(y)}" for n, (x, y) in enumerate(spots))
        more = {"stroke_dasharray": dash} if dash else {}
        self.add("path", kind, d=steps, fill="none", stroke=ink, stroke_width=thick, stroke_linejoin="round", **more)

    def shape(self, kind: str, spots: Sequence[Spot], ink: str, edge: str = "#FFFFFF") -> None:
        """A closed shape."""
        told = " ".join(f"{shortest(x)},{shortest(y)}" for x, y in spots)
        self.add("polygon", kind, points=told, fill=ink, stroke=edge, stroke_width=1)

    def text(self, kind: str, spot: Spot, said: str, ink: str, at: str = "start", bold: bool = False,
             size: float = SIZE) -> None:  # fmt: skip
        """A line of text; `at` is start, middle or end."""
        more = {"font_weight": "600"} if bold else {}
        if size != SIZE:
            more["font_size"] = shortest(size)
        self.add("text", kind, x=spot[0], y=spot[1], fill=ink, text_anchor=at, **more).text = said

    def svg(self) -> str:
        """The picture as text."""
        return ET.tostring(self.root, encoding="unicode")


def marker(canvas: Canvas, kind: str, shape: str, spot: Spot, ink: str, r: float = 5) -> None:
    """One point's mark: the same shapes, in the same order, as on the screen."""
    x, y = spot
    corners = {
        "square": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        "diamond": [(x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)],
        "triangle-up": [(x, y - r * 1.3), (x + r * 1.25, y + r), (x - r * 1.25, y + r)],
        "triangle-down": [(x, y + r * 1.3), (x + r * 1.25, y - r), (x - r * 1.25, y - r)],
    }
    if shape in corners:
        canvas.shape(kind, corners[shape], ink)
    elif shape in ("cross", "x"):
        canvas.line(kind, (x - r, y - r), (x + r, y + r), ink, 2.5)
        canvas.line(kind, (x - r, y + r), (x + r, y - r), ink, 2.5)
    elif shape == "star":
        marker(canvas, kind, "x", spot, ink, r)
        canvas.line(kind, (x, y - r - 1), (x, y + r + 1), ink, 2.5)
    else:
        canvas.add("circle", kind, cx=x, cy=y, r=r, fill=ink, stroke="#FFFFFF", stroke_width=1)

"""A paper as one HTML file: works without script, carries its pictures and style, every text escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard import markup
from dashboard.blocks import Chart, Headline, Note, Printed, Sentence, Table
from dashboard.pack.paper import Paper
from dashboard.pack.svg import pictures

HERE = Path(__file__).resolve().parent
STYLE = HERE.parent / "style.css"


def html(paper: Paper) -> bytes:
    """The paper as a page that needs nothing else."""
    make = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    own = STYLE.read_text("utf-8")
    return make.get_template("paper.html").render(paper=paper, draw=draw, style=Markup(own)).encode("utf-8")  # noqa: S704


def draw(block: Printed) -> Markup:
    """A block as on the screen (dashboard/markup.py escapes each text), one heading lower, pictures as SVG."""
    said = _drawn(block).replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    return Markup(said)  # noqa: S704


def _drawn(block: Printed) -> str:
    if isinstance(block, Headline):
        return markup.headline(block)
    if isinstance(block, Sentence):
        return markup.sentence(block)
    if isinstance(block, Note):
        return markup.note(block)
    return markup.table(block) if isinstance(block, Table) else _chart(block)


def _chart(block: Chart) -> str:
    drawn = "".join(
        f'<div class="p-picture">{f"<p class=v-panel>{markup.escape(name)}</p>" if name else ""}{svg}</div>'
        for name, svg in pictures(block)
    )
    return (
        f'{markup.heading(block.heading, block.line)}<div class="p-pictures">{drawn}</div>'
        f"{markup.under_chart(block)}{markup.table(block.table, fold=block.kind != 'stacked_bar')}"
    )

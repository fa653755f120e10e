"""Makes a pack: every format is written aside and moved in place at the end, so that a failure leaves nothing."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.pack.book import xlsx
from dashboard.pack.deck import pptx
from dashboard.pack.paper import PackError, Paper
from dashboard.pack.pdf import pdf
from dashboard.pack.plan import Tell
from dashboard.pack.register import Made, enter, told
from dashboard.pack.web import html
from dashboard.pack.word import docx

FORMATS: dict[str, Callable[[Paper], bytes]] = {"pdf": pdf, "docx": docx, "pptx": pptx, "xlsx": xlsx, "html": html}
"""Ending -> what writes it."""


def render(paper: Paper, ending: str) -> bytes:
    """A paper in one format. PackError names the format that failed."""
    try:
        return FORMATS[ending](paper)
    except PackError:
        raise
    except Exception as error:  # a fault in one format must not leave half a pack
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        at = where.tb_frame.f_code.co_name if where else ""
        raise PackError(
            f"The pack was not made: the {ending.upper()} failed ({type(error).__name__} in {at})."
        ) from error


def write(paper: Paper, endings: Sequence[str], out: Path, home: Path, tell: Tell) -> list[Made]:
    """All formats into `out` and a line each in the register, or none; what was made."""
    made = dict[str, bytes]()
    for n, ending in enumerate(endings, 1):
        made[ending] = render(paper, ending)
        tell("Writing the papers", n, len(endings))
    lines = told(paper, made, "vemt pack")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".making-") as aside:
        for line in lines:
            file = Path(aside) / line.file
            file.write_bytes(made[line.format])
            file.chmod(0o600)
        enter(home, lines)
        for line in lines:
            (Path(aside) / line.file).replace(out / line.file)
    return lines

"""Makes a pack: every format is written aside and moved in place at the end, so that a failure leaves nothing."""

import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from dashboard.pack.book import xlsx
from dashboard.pack.deck import pptx
from dashboard.pack.paper import PackError, Paper
from dashboard.pack.pdf import pdf
from dashboard.pack.plan import Tell
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


def write(paper: Paper, endings: Sequence[str], out: Path, tell: Tell) -> list[dict[str, object]]:
    """All formats into `out`, or none; file, format, size and sha256 of each."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".making-") as aside:
        made = []
        for n, ending in enumerate(endings, 1):
            content = render(paper, ending)
            file = Path(aside) / f"{paper.stem}.{ending}"
            file.write_bytes(content)
            file.chmod(0o600)
            made.append({"file": file.name, "format": ending, "bytes": len(content),
                         "sha256": sha256(content).hexdigest()})  # fmt: skip
            tell("Writing the papers", n, len(endings))
        for one in made:
            (Path(aside) / str(one["file"])).replace(out / str(one["file"]))
    return made

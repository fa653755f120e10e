"""Office files repeat: their zip gets fixed dates, so that the same paper is the same bytes in every format."""

import io
import re
import zipfile
from datetime import date, datetime, time

STAMP = (2000, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def repeatable(made: bytes, day: date) -> bytes:
    """The same zip with every file's date fixed, in the same order; made and changed on `day`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            told = zipfile.ZipInfo(entry.filename, STAMP)
            told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(told, inner(entry.filename, old.read(entry), day))
    return out.getvalue()


def inner(name: str, content: bytes, day: date) -> bytes:
    """A file of the zip; a workbook inside a deck (a native chart's data) is a zip of its own."""
    if name == "docProps/core.xml":
        return _MOMENT.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>", content)
    return repeatable(content, day) if name.endswith(".xlsx") else content


def midnight(day: date) -> datetime:
    """The moment written as made and changed: the release's day."""
    return datetime.combine(day, time())

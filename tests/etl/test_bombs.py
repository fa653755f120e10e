"""Hostile and broken files: a clear refusal, no crash, and no more memory than a list needs."""

import io
import os
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from conftest import LIST, MISSING, House

from etl.read.bombs import check_workbook
from etl.read.sheet import Unreadable
from etl.read.workbook import read_workbook

REPO = Path(__file__).parents[2]


def _book(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("list")
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    return out.getvalue()


GOOD = _book([LIST.split(","), ["ABCD_1", "805", "01/09/2026", "", "", "F", "High", "E", "05/09/2026", "Y"]])


def _with_part(name: str, content: bytes, data: bytes = GOOD) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def _zip_bomb(unpacked: int = 520_000_000) -> bytes:
    return _with_part("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * unpacked + b"</worksheet>")


def _declaring_bomb() -> bytes:
    """A part whose header declares what no list needs: refused before anything is unpacked."""
    return _zip_bomb(1_000_000).replace(struct.pack("<I", 1_000_023), struct.pack("<I", 520_000_023))


def _lying_bomb(unpacked: int = 100_000_000) -> bytes:
    """A part that unpacks to far more than its header declares, and than the test lets a reader hold."""
    data, honest = _zip_bomb(unpacked), struct.pack("<I", unpacked + 23)
    assert data.count(honest) >= 1
    return data.replace(honest, struct.pack("<I", 1_000))


def _large_lying_bomb() -> bytes:
    return _lying_bomb(300_000_000)


def _far_cell() -> bytes:
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576">' \
            b"<v>1</v></c></row></sheetData></worksheet>"  # fmt: skip
    return _with_part("xl/worksheets/sheet1.xml", sheet)


def _far_apart() -> bytes:
    """Deep rows of one column, and a wide row so much later that it comes in another piece."""
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    deep = b"".join(row % (n, n) for n in range(900_000, 930_000))
    wide = b'<row r="1"><c r="XFD1"><v>1</v></c></row>'
    return _with_part(
        "xl/worksheets/sheet1.xml",
        b"<worksheet><sheetData>" + deep + b"<x/>" * 300_000 + wide + b"</sheetData></worksheet>",
    )


@pytest.mark.parametrize("cut", [1, 4, 8, 13])
def test_a_far_cell_on_the_border_of_two_pieces_is_seen(cut: int) -> None:
    """What is looked through comes in pieces of a mebibyte: the place of this cell begins in one, ends in the next."""
    head, cell = b'<worksheet><sheetData><row r="1">', b'<c r="XFD1048576"><v>1</v></c>'
    fill = b" " * ((1 << 20) - len(head) - cell.index(b"r=") - cut)
    sheet = head + fill + cell + b"</row></sheetData></worksheet>"
    assert sheet[: 1 << 20].endswith(cell[: cell.index(b"r=") + cut])
    with pytest.raises(Unreadable, match="far away"):
        check_workbook(_with_part("xl/worksheets/sheet1.xml", sheet))


def _long_text_everywhere() -> bytes:
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 100_000))
    data = _with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>")
    return _with_part("xl/sharedStrings.xml", b"<sst><si><t>" + b"x" * 30_000_000 + b"</t></si></sst>", data)


BOMBS = {
    "declaring bomb": _declaring_bomb, "lying bomb": _lying_bomb, "far cell": _far_cell,
    "far apart": _far_apart,
    "long text": _long_text_everywhere,
}  # fmt: skip
LARGE = {"zip bomb": _zip_bomb, "large lying bomb": _large_lying_bomb}

_READ = """
import resource, sys
from etl.read.sheet import Unreadable
from etl.read.workbook import read_workbook
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_workbook(data)
    said = "read"
except Unreadable as error:
    said = str(error)
sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before}|{said}")
"""


@pytest.mark.parametrize("kind", [*BOMBS, *(pytest.param(k, marks=pytest.mark.slow) for k in LARGE)])
def test_a_bomb_is_refused_in_bounded_memory(tmp_path: Path, kind: str) -> None:
    (tmp_path / "bomb.xlsx").write_bytes((BOMBS | LARGE)[kind]())
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(tmp_path / "bomb.xlsx")], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(REPO), *filter(None, sys.path)])},
    )  # fmt: skip
    more, said = done.stdout.split("|")
    assert int(more) < 60_000, f"{kind}: {more} KB more"
    assert "save" in said, said


@pytest.mark.parametrize("keep", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_a_workbook_cut_short_is_refused(keep: float) -> None:
    with pytest.raises(Unreadable, match=r"cut short|cannot be read|neither"):
        read_workbook(GOOD[: int(len(GOOD) * keep)])


def test_an_encrypted_workbook_is_refused(house: House) -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
    (house.folder / "list-805.xlsx").write_bytes(compound)
    flagged = bytearray(GOOD)
    flagged[GOOD.index(b"PK\x01\x02") + 8] |= 1
    (house.folder / "list-806.xlsx").write_bytes(bytes(flagged))
    found = house.load()
    assert "password" in str(found["list-805.xlsx"].reason) and "password" in str(found["list-806.xlsx"].reason)


def test_a_good_workbook_beside_a_bomb_is_loaded(house: House) -> None:
    (house.folder / "list-805-2026-09.xlsx").write_bytes(GOOD)
    (house.folder / "list-806-2026-09.xlsx").write_bytes(_far_cell())
    found = house.load()
    assert found["list-805-2026-09.xlsx"].accepted == 1
    assert found["list-806-2026-09.xlsx"].status == "refused"


_FULL = """
import resource, signal, sys
from pathlib import Path
from commands.common import log_failure
from etl.load import load_folder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
home = Path(sys.argv[1])
size = (home / "warehouse.duckdb").stat().st_size + int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    load_folder(home, Path(sys.argv[2]))
except Exception as error:
    sys.stdout.write(type(error).__name__)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on the size of files here")
def test_a_full_disk_changes_nothing(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, "ABCD_1,805,01/09/2026,,,F,High,E,05/09/2026,Y")
    house.load()
    before = house.rows("select count(*) from load_file"), house.rows("select * from vemt_spell")
    house.put("missing-805-2026-09.csv", MISSING, *(f"AB{n:014d}x,805,01/09/2026,,,," for n in range(20_000)))
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(house.home), str(house.folder), "100000"], capture_output=True, text=True,
        check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join([str(REPO), *filter(None, sys.path)])},
    )  # fmt: skip
    assert done.stdout, done.stderr[-500:]
    assert (house.rows("select count(*) from load_file"), house.rows("select * from vemt_spell")) == before
    assert house.load()["missing-805-2026-09.csv"].accepted == 20_000

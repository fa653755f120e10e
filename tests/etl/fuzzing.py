"""Good extracts of every contract, and ways to break them; all from one seed."""

import csv
import io
from collections.abc import Callable
from random import Random

import xlsxwriter

from data_contracts.kit import Contract, Field, contracts

CANARY = "CANARY"
NASTY = (
    "=HYPERLINK(A1)", "@SUM(1)", "-", "", "NULL", "1e400", "-0", "43301", "99999", "0000-00-00", "32/13/2026",
    "31/02/2026",
    "29/02/2027", "2026-09-31 25:61", "9999-12-31", "1900-01-01", "datedate", "\x00", "\x1f", "\t", "\r", "‘M’", "“x”",
    "M " * 400, "🦊", "ÄÖÜ", "NaN", "inf", "True", "Y|N|Y", "CSE|CCE|oops!", "12,5", "１２", "\u202e", "a\nb",
    '"', ";", "''",
)  # fmt: skip


def good_rows(contract: Contract, n: int, random: Random) -> list[list[str]]:
    """Header and `n` rows that the contract accepts, or nearly: rules between columns may warn or reject some."""
    return [list(contract.fields), *([_cell(s, i, random) for s in contract.fields.values()] for i in range(n))]


def _cell(spec: Field, row: int, random: Random) -> str:
    if spec.need == "O" and random.random() < 0.3:
        return ""
    day = f"{random.randint(1, 28):02}/{random.randint(1, 9):02}/2026"
    if spec.kind in ("code", "codes") and spec.vocabulary is not None:
        return random.choice(spec.vocabulary.codes)
    return {
        "ref": f"{CANARY}{row:05}x", "date": day, "datetime": f"{day} 10:{random.randint(10, 59)}", "month": "2010-05",
        "quarter": "2026-27 Q1", "int": str(random.randint(1, 99)), "yes_no": "Y",
        "yes_or_date": random.choice(["Y", day]),
    }.get(spec.kind, "E06000001")  # fmt: skip


def as_csv(rows: list[list[str]], random: Random) -> bytes:
    """The rows as CSV with some delimiter and encoding, now and then a false one."""
    out = io.StringIO()
    csv.writer(out, delimiter=random.choice(",,,,;\t|"), lineterminator=random.choice(["\n", "\r\n", "\r"])).writerows(
        rows
    )
    encoding = random.choice(
        ["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7"]
    )
    return out.getvalue().encode(encoding, "replace")


def as_xlsx(rows: list[list[str]], random: Random) -> bytes:
    """The rows as a workbook, with a second sheet at times."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": random.random() < 0.5}) as book:
        for sheet in range(random.choice([1, 1, 2])):
            page = book.add_worksheet(f"s{sheet}")
            for n, row in enumerate(rows):
                for c, cell in enumerate(row):
                    page.write_string(n + sheet, c, cell[:30_000])
    return out.getvalue()


def _some_cells(rows: list[list[str]], random: Random, text: Callable[[], str]) -> None:
    for _ in range(random.randint(1, 8)):
        if len(rows) > 1 and (row := rows[random.randrange(1, len(rows))]):
            row[random.randrange(len(row))] = text()


def _change_rows(rows: list[list[str]], random: Random) -> None:
    """One change that a person, a spreadsheet or a script could make."""
    column = random.randrange(len(rows[0]))
    change = random.randrange(14)
    if change == 0:
        _some_cells(rows, random, lambda: random.choice(NASTY))
    elif change == 1:
        _some_cells(rows, random, lambda: f"{CANARY}{random.randrange(10**6)} word word word word")
    elif change == 2:
        rows[:] = [r[:column] + r[column + 1 :] for r in rows] if len(rows[0]) > 1 else rows
    elif change == 3:
        rows[0][column] = random.choice(["", "notes", "Date of birth", rows[0][0], "child ref", "x" * 300, "ï..ref"])
    elif change == 4:
        rows.insert(random.randrange(len(rows)), [])
    elif change == 5:
        rows.append(list(random.choice(rows)))
    elif change == 6:
        random.choice(rows[1:] or [[]]).extend(["", f"{CANARY} more"])
    elif change == 7:
        del random.choice(rows)[column:]
    elif change == 8:
        rows.pop(0)
    elif change == 9:
        random.shuffle(rows)
    elif change == 10:
        del rows[1:]
    elif change == 11:
        rows.insert(0, ["VEMT list, September"])
    elif change == 12:
        for row in rows[1:]:
            if column < len(row):
                row[column] = random.choice(NASTY)
    else:
        for row in rows[1:]:
            random.shuffle(row)


def _change_bytes(data: bytes, random: Random) -> bytes:
    """One thing that a disk, a mail gateway or an editor could do."""
    at, change = random.randrange(len(data) + 1), random.randrange(7)
    if change == 0:
        return data[:at]
    if change == 1:
        return data[at:]
    if change == 2:
        return data[:at] + random.randbytes(random.randint(1, 30)) + data[at:]
    if change == 3:
        return data[:at] + data[at : at + 1].translate(bytes(255 - i for i in range(256))) + data[at + 1 :]
    if change == 4:
        return data.replace(b"\n", b"\r\n\r\n")
    if change == 5:
        return data[:at] + b'"' + data[at:]
    return data + data[:at]


def broken_file(seed: int) -> tuple[str, bytes]:
    """Name and bytes of one broken extract."""
    random = Random(seed)
    pool = [c for c in contracts().values() if not c.published or random.random() < 0.2]
    contract = random.choice(pool)
    rows = good_rows(contract, random.randint(1, 25), random)
    for _ in range(random.randint(0, 3)):
        if rows and rows[0]:
            _change_rows(rows, random)
    workbook = random.random() < 0.25
    data = as_xlsx(rows, random) if workbook else as_csv(rows, random)
    for _ in range(random.randint(0, 2)):
        data = _change_bytes(data, random)
    place = random.choice(["805", "hartlepool", "", "E06000002", "tees"])
    month = random.choice(["-2026-09", "", "-2026-13", "-2026-09-31"])
    return f"{contract.name}-{place}{month}-{seed}.{'xlsx' if workbook else random.choice(['csv', 'csv', 'txt'])}", data

"""Random messy missing files: each cell from a pool of good, odd and broken texts."""

import csv
import random
from pathlib import Path

DAY = r"(19[1-9]|2[0-2]\d)\d-\d\d-\d\d( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?"
"""The form of a strict time."""
GOOD_REFS = [f"{i:x}f3a9c2e1b7d4" + "0" * 4 for i in range(16, 46)]
POOLS: dict[str, tuple[list[str], list[str]]] = {
    "child_ref": (GOOD_REFS, ["", "4711", "a b c", "no!", "abcd", " " + GOOD_REFS[0] + " ", "-", "n/k", "x" * 81,
                              "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "MID-000-17", "1234567890", "4711.0"]),
    "la_code": (["E06000001", "E06000002"], ["", "E06000099", "Hartlepool", "806", "e06000001", "-", "R&C"]),
    "episode_ref": ([], ["", "", "ep", "no!", "EP00017", "EP00017", "7" * 12, "- "]),
    "episode_type": (["M", "A"], ["", "m", "Missing", "X", "away", "n/a", "tbc"]),
    "start_at": ([], ["", "2024-13-41 10:00", "01/02/2024", "14/02/2024 09:30", "2024-02-03T10:00", "45000", "45000.5",
                      "1900-01-01", "2024-02-30", "03 Feb 2024", "2024-2-3", "2024-02-03 24:00", "2150-01-01", "soon",
                      "2024-02-03 10:00:00", "2024-02-03  10:00", "1905-05-05 10:00"]),
    "end_at": ([], ["", "", "2024-13-41 10:00", "2001-01-01 10:00", "9999-12-31", "15/02/2030", "2024-02-09 00:00"]),
    "missing_from": (["HOME", "CARE_FOSTER"], ["", "home", "Foster care", "nowhere", "CARE_FOSTER "]),
    "placement_out_of_area": (["Y", "N"], ["", "Yes", "0", "true", "u", "perhaps"]),
    "placed_by_la": (["E06000047", "805"], ["", "E0600004", "Leeds", "0805"]),
    "age_band": (["17", "13-14"], ["", "16", "12.0", "99", "15–16", "-3"]),
    "rhi_offered": (["Y", "N", "NA"], ["", "Offered and declined", "not offered", "yes", "U", "offered and accepted"]),
    "rhi_accepted": (["Y", "N"], ["", "no", "Offered and declined", "?"]),
    "rhi_completed_at": ([], ["", "", "2024-02-03", "12/12/2031", "never", "2024-02-09 00:00"]),
    "not_offered_reason": ([], ["", "", "", "x"]),
    "colour": (["red"], ["", "blue", "green"]),
}  # fmt: skip


def _cell(rng: random.Random, name: str, row: int, odd_share: float) -> str:
    good, odd = POOLS[name]
    if rng.random() < odd_share:
        return rng.choice(odd)
    if name == "episode_ref":
        return f"e{row:019d}"
    if name in ("start_at", "end_at", "rhi_completed_at"):
        day = f"2024-{rng.randint(1, 2) + (name != 'start_at'):02}-{rng.randint(1, 28):02}"
        return f"{day} {rng.randint(0, 23):02}:{rng.choice((0, 30)):02}" if rng.random() < 0.8 else day
    return rng.choice(good or [""])


def write_messy(path: Path, seed: int, rows: int) -> None:
    """A file of `rows` rows; the seed decides columns, delimiter, quoting, marks, share of odd cells and copies."""
    rng = random.Random(seed)
    optional = [n for n in POOLS if n not in ("child_ref", "start_at")]
    columns = ["child_ref", "start_at", *(n for n in optional if rng.random() < 0.8)]
    rng.shuffle(columns)
    odd_share = rng.choice((0.02, 0.1, 0.4))
    lines: list[list[str]] = []
    for row in range(rows):
        again = rng.random()
        if lines and again < 0.05:
            lines.append(list(rng.choice(lines)))
        elif again < 0.07:
            lines.append([""] * len(columns))
        elif lines and again < 0.12:
            near = list(rng.choice(lines))
            at = rng.randrange(len(near))
            near[at] = _cell(rng, columns[at], row, 0.5)
            lines.append(near)
        else:
            lines.append([_cell(rng, c, row, odd_share) for c in columns])
    if rng.random() < 0.4:
        lines[rows // 2] = [*lines[rows // 2], "slipped"]
        lines[rows // 3] = lines[rows // 3][:-2]
    with path.open("w", newline="", encoding=rng.choice(("utf-8", "utf-8-sig"))) as file:
        quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        end = rng.choice(("\n", "\r\n"))
        out = csv.writer(file, delimiter=rng.choice(",;\t"), quoting=quoting, lineterminator=end)
        out.writerow(columns)
        out.writerows(lines)
        file.write(rng.choice(("", end)))

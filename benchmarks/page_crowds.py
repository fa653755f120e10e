"""Many readers at once, many one after the other, and what the server needs for them: the last part of bench_pages.py.

The readers are a process of their own (page_readers.py); processor time is given for both sides.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from data_contracts.areas import ALL_AREAS

READERS = Path(__file__).resolve().parent / "page_readers.py"


class Server:
    """The process that listens on a port."""

    def __init__(self, port: int) -> None:
        wanted = f"--server.port\0{port}\0"
        self.folder = next(f for f in Path("/proc").glob("[0-9]*") if wanted in _read(f / "cmdline"))

    def megabytes(self) -> float:
        """Resident memory."""
        return int(_read(self.folder / "status").split("VmRSS:")[1].split()[0]) / 1024

    def seconds(self) -> float:
        """Processor time so far."""
        fields = _read(self.folder / "stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def readers(address: str, server: Server, n: int, visits: int, think: float) -> dict:
    """Let readers loose, in a process of their own; what they saw, and the server's memory while they are there."""
    command = [sys.executable, str(READERS), address, *map(str, (n, visits, think))]
    before, start = server.seconds(), time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        found = json.loads(crowd.stdout.readline())
        found |= {"server": server.seconds() - before, "wall": time.perf_counter() - start}
        found["megabytes"] = server.megabytes()
        crowd.communicate("\n")
    return found


def crowds(address: str, people: int, visits: int) -> bool:
    """Fifty people who think, then many visits one after the other; False where a limit is missed."""
    server = Server(int(address.rpartition(":")[2]))
    readers(address, server, 8, len(ALL_AREAS), 0)  # all areas have been asked for once
    before = server.megabytes()
    found = readers(address, server, people, 6, 5)
    waits, each = sorted(found["waits"]) or [float("nan")], (found["megabytes"] - before) / people
    slow, wrong = waits[int(0.95 * len(waits))], found["errors"]
    print(
        f"{people} people, 5 s think time: {len(waits)} re-runs, median {median(waits):.3f} s (limit 0.2), "
        f"95 of 100 under {slow:.2f} s; {len(wrong)} errors {set(wrong) or ''}"
    )
    print(
        f"  opening {median(found['opened'] or [float('nan')]):.2f} s; in {found['wall']:.0f} s the server used "
        f"{found['server']:.1f} s of processor time, the readers {found['cpu']:.1f} s"
    )
    there = found["megabytes"]
    print(f"  memory {before:.0f} MB before, {there:.0f} MB with all there: {each:.2f} MB a session (limit 1)")
    grown = [round(readers(address, server, visits // 5, 1, 0)["megabytes"]) for _ in range(5)]
    each_visit = (grown[-1] - grown[1]) / (visits * 3 / 5)
    print(f"{visits} more visits, memory at each fifth: {grown} MB; {each_visit:.3f} MB a visit over the last three")
    return median(waits) <= 0.2 and not wrong and each <= 1 and each_visit <= 0.02

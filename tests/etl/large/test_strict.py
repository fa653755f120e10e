"""Which texts are strict times: those of one form, and none that is nearly one."""

import re
from itertools import combinations, product

import duckdb
import pandas as pd
from large.messy_rows import DAY

from data_contracts.kit import contracts
from etl.large.strict import is_odd, strict

TIMES = ("2024-02-29", "1999-12-31 23:59", "2024-01-02 10:05", "2031-10-11 09:08:07")
OTHERS = " 0239-:./TZ+e"
WHOLE = ("1909-12-31", "1910-01-01", "2299-12-31 23:59:59", "2300-01-01", "2024-01-02 24:00", "2024-01-02 10:05:06.5",
         "2024-01-02 10:05:60", "2024-1-2", "infinity", "today", "2024-01-02T10:05", "2024-01-02 10:05+00", " ",
         "")  # fmt: skip


def _nearly(time: str) -> set[str]:
    """The text with one or two of its characters changed, taken out or doubled."""
    found = {time}
    for i, j in combinations(range(len(time)), 2):
        for a, b in product(OTHERS, repeat=2):
            found.add(time[:i] + a + time[i + 1 : j] + b + time[j + 1 :])
    for i in range(len(time)):
        found |= {time[:i] + time[i + 1 :], time[: i + 1] + time[i:], time[:i] + " " + time[i:]}
    return found


def test_only_one_form_of_a_time_is_strict():
    spec = contracts()["missing"].fields["start_at"]
    texts = pd.DataFrame({"cell": sorted(set().union(WHOLE, *map(_nearly, TIMES)))}, dtype="str")
    with duckdb.connect() as con:
        con.register("texts", texts)
        value = strict(spec, "cell").value
        found = con.execute(f"select cell, {is_odd(spec, 'cell')} as odd, {value} is not null as time from texts").df()
    wanted = ~found["cell"].map(lambda cell: bool(re.fullmatch(DAY, cell, re.ASCII))) | ~found["time"]
    assert (found["odd"] == wanted).all() and 1_000 < (~wanted).sum() < len(found) / 2

"""Ten questions over England (153 authorities, ten years): processor seconds on texts, of the product, of pandas.

    python benchmarks/bench_england.py [episodes] [text|product|pandas ...]

Two warehouse files are made first and not timed: one with the product's own types, and one in which every column that
the product keeps as something narrower is text. Each way has a process of its own (so that peak memory is its own) and
works out the same ten questions: members, then every period, area and split. `product` is what `queries.run` does
before it lists members; `text` is the same on the file of texts, with texts where the runner has words of an ENUM.
What several questions share is worked out with the first of them that reads it. Goals: product at most 0.7 of text and
0.6 of pandas, no question more than a third, under 2.5 GB. The numbers are printed as they are; what fails is an
answer that is zero, or that differs between two ways.
"""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import duckdb
import england
import pandas as pd
from england_pandas import QUESTIONS, rolled, whole_months

import data_contracts.metric_header
import queries.narrow
import queries.settings
import queries.workspace
from data_contracts.metric_header import MetricHeader
from queries.catalogue import KINDS_FROM, catalogue
from queries.rollup import figures
from queries.tally import median_live, open_tally, tally_live
from queries.workspace import dated_by_period, first_and_last, make_members, prepare

AS_AT = date(2026, 10, 31)
WAYS = ("text", "product", "pandas")
LIMITS = {"threads": 2, "memory_limit": "1800MB", "max_temp_directory_size": "30GB"}
Answers = dict[str, list[float]]
"""Question -> its members over all months, those with a true numerator, and the median of the newest month."""


def _headers() -> dict[str, MetricHeader]:
    """The ten and their counts, each by month too; England's authorities stand in for the four."""
    queries.workspace.area_rows = lambda: [pair for la in england.LAS for pair in ((la, la), (la, "TEES"))]
    queries.settings.LA_CODES = england.LAS
    areas = {"TEES": "England", **dict.fromkeys(england.LAS, "")}
    data_contracts.metric_header.AREAS = queries.narrow.AREAS = areas
    found = catalogue()
    return {n: replace(found[n], headline="month") for name in QUESTIONS for n in (found[name].of or name, name)}


def _by_runner(con: Any) -> tuple[dict[str, float], Answers]:
    """Seconds of the ten questions by the runner's own steps, and what they come to."""
    found, spent, began = _headers(), {}, process_time()
    texts = [header.sql for header in found.values()]
    shared = prepare(con, AS_AT, 12 * england.YEARS, texts=texts, at_once=False)
    open_tally(con)
    spent["shared"] = process_time() - began
    families: dict[str, list[MetricHeader]] = {}
    for name in QUESTIONS:
        families.setdefault(found[name].of or name, []).append(found[name])
    con.execute("set disabled_optimizers = 'grouping_sets'")  # as queries.run does
    turns = first_and_last([[found[count].sql, *(h.sql for h in mine)] for count, mine in families.items()])
    for (count, mine), (read, read_last) in zip(families.items(), turns, strict=True):
        began, parts = process_time(), [header for header in mine if header.of]
        shared.open(read)
        members = make_members(con, found[count], parts)
        tally_live(con, mine, members, dated_by_period(con, found[count]))
        spent[mine[0].metric] = process_time() - began
        for header in (header for header in parts if header.kind == "median"):
            began = process_time()
            median_live(con, header, members)
            spent[header.metric] = spent.get(header.metric, 0.0) + process_time() - began
        con.execute(f"drop table {members}")
        shared.close(read_last)
    began = process_time()
    rows = figures(con, [found[name] for name in QUESTIONS], [], [])
    spent["adding up"] = process_time() - began
    rows = rows[rows["period_kind"].eq("month") & rows["area"].eq("TEES") & rows["by1"].eq("total")]
    mine = {name: rows[rows["metric"].eq(name)].fillna(0) for name in QUESTIONS}
    return spent, {n: [int(r["n"].sum()), int(r["yes"].sum()), float(r["value"].iloc[-1])] for n, r in mine.items()}


def _by_pandas(con: Any) -> tuple[dict[str, float], Answers]:
    frames = {name: con.execute(f"select * from {name}").df() for name in england.READ}
    frames["as_at"] = pd.Timestamp(AS_AT)
    spent, answers = {}, {}
    for name, members in QUESTIONS.items():
        began, header = process_time(), catalogue()[name]
        counted = members(frames)
        rolled(counted, header.breakdowns, header.time, KINDS_FROM["month"])
        spent[name] = process_time() - began
        answers[name] = whole_months(counted, pd.Timestamp(AS_AT), england.YEARS)
    return spent, answers


def one(way: str, file: Path) -> dict[str, Any]:
    """One way in this process: seconds of each question, their sum, the process's peak memory, the answers."""
    if way == "text":
        queries.narrow.word_type = lambda _: "varchar"
        queries.workspace.narrow = lambda *_: None
    with duckdb.connect(file, read_only=True, config=LIMITS) as con:
        spent, answers = _by_pandas(con) if way == "pandas" else _by_runner(con)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"way": way, "whole": sum(spent.values()), "peak": peak, "spent": spent, "answers": answers}


def shown(found: dict[str, Any]) -> None:
    """Print one way's figures."""
    print(f"{found['way']}: {found['whole']:.1f} s, peak {found['peak']:.2f} GB", flush=True)
    for name, seconds in found["spent"].items():
        answer = found["answers"].get(name, "")
        print(f"    {seconds:6.2f} s  {seconds / found['whole']:4.0%}  {name} {answer}", flush=True)


def faults(found: list[dict[str, Any]]) -> list[str]:
    """Questions that nobody answers, or that two ways answer differently."""
    told = []
    for name in QUESTIONS:
        answers = [way["answers"][name] for way in found]
        told += [f"{name}: nothing was counted"] * any(not answer[0] for answer in answers)
        told += [f"{name}: {answers}"] * any(
            abs(a - b) > 1e-6 for x in answers for a, b in zip(x, answers[0], strict=True)
        )
    return told


def main() -> int:
    """Each way asked for, in a process of its own; 1 if an answer is zero or two differ."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2], Path(sys.argv[3]))))
        return 0
    episodes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_200_000
    found = []
    with tempfile.TemporaryDirectory() as folder:
        ways, files = sys.argv[2:] or WAYS, {}
        for text in {way == "text" for way in ways}:
            files[text] = Path(folder) / f"england-{text}.duckdb"
            with duckdb.connect(files[text], config=LIMITS) as con:
                england.fill(con, episodes, text)
            told = "as texts" if text else "as the product keeps them"
            print(f"{episodes:,} missing episodes, {files[text].stat().st_size / 1e6:.0f} MB {told}", flush=True)
        for way in ways:
            file = files[way == "text"]
            done = subprocess.run([sys.executable, __file__, "--one", way, file], stdout=subprocess.PIPE, check=True)
            found.append(json.loads(done.stdout))
            shown(found[-1])
    seconds = {way["way"]: way["whole"] for way in found}
    if "product" in seconds:
        ratios = [f"{seconds['product'] / s:.2f} of {way}" for way, s in seconds.items() if way != "product"]
        print(f"product: {', '.join(ratios)}", flush=True)
    for line in faults(found):
        print(f"NOT THE SAME: {line}", flush=True)
    return 1 if faults(found) else 0


if __name__ == "__main__":
    raise SystemExit(main())

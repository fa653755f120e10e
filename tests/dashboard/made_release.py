"""Makes a small made-up release as the release room would: every status, four authorities, three years.

Hartlepool has not supplied October 2026, so the totals with it are not supplied either.
"""

import hashlib
import hmac
import itertools
import json
import math
import zlib
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
from more_metrics import BLANK, FLAT, MORE, NOT_SENT, YEARLY
from more_metrics import QUARTERLY as MORE_QUARTERLY

from data_contracts.areas import AREAS, LA_CODES, authorities_of
from data_contracts.periods import Period, complete_periods
from data_contracts.published_rows import SCHEMA
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL

AS_AT = date(2026, 10, 31)
FIRST = date(2023, 11, 1)
LATE = "E06000001"
MARKING = "OFFICIAL-SENSITIVE: strategic group only. Closed papers; not for publication."
KEY = b"a key for tests"
SIZE = {"E06000001": 0.75, "E06000002": 1.35, "E06000003": 0.8, "E06000004": 1.1}

# metric: (kind, of, time, unit, direction, monthly mean in an average authority, breakdowns)
METRICS = {
    "open_on_list": ("count", None, "stock", "child", "neutral", 30,
                     [["category"], ["risk"], ["category", "risk"], ["time_on_list"], ["age_band"], ["sex"]]),
    "added_to_list": ("count", None, "flow", "child", "neutral", 5, [["category"], ["referrer"]]),
    "removed_from_list": ("count", None, "flow", "child", "neutral", 4, [["reason"], ["risk"]]),
    "days_on_list": ("median", "open_on_list", "stock", "days", "decrease", 190, []),
    "risk_reviews_compared": ("count", None, "flow", "review", "neutral", 14, [["movement"], ["risk_before", "risk"]]),
    "risk_reduced": ("share", "risk_reviews_compared", "flow", "review", "increase", 0.4, []),
    "children_missing": ("count", None, "flow", "child", "neutral", 32, [["age_band"], ["sex"], ["missing_from"]]),
    "missing_episodes": ("count", None, "flow", "episode", "neutral", 62, [["police_risk"], ["missing_from"]]),
    "repeat_missing": ("share", "children_missing", "flow", "child", "decrease", 0.3, []),
    "missing_episodes_ended": ("count", None, "flow", "episode", "neutral", 58, [["duration"], ["missing_from"]]),
    "missing_duration": ("median", "missing_episodes_ended", "flow", "hours", "decrease", 11, []),
    "return_interviews_due": ("count", None, "flow", "episode", "neutral", 50, [["missing_from"]]),
    "return_interview_completed": ("share", "return_interviews_due", "flow", "episode", "increase", 0.8, []),
    "return_interview_within_72h": ("share", "return_interviews_due", "flow", "episode", "increase", 0.6, []),
    "return_interview_within_72h_of_completed": ("ratio", None, "flow", "episode", "increase", 0.75, []),
    "audits_planned": ("count", None, "flow", "audit", "neutral", 10, []),
    "audits_completed": ("count", None, "flow", "audit", "neutral", 9, [["grade"], ["audit_theme"]]),
    "audits_completed_of_planned": ("ratio", None, "flow", "audit", "increase", 0.9, []),
    "audit_sessions_held": ("count", None, "flow", "meeting", "neutral", 1, []),
    "audit_good_or_better": ("share", "audits_completed", "flow", "audit", "increase", 0.6, []),
    "audit_actions_raised": ("count", None, "flow", "action", "neutral", 7, []),
    "audit_actions_due": ("count", None, "flow", "action", "neutral", 6, []),
    "audit_actions_on_time": ("share", "audit_actions_due", "flow", "action", "increase", 0.7, []),
    "audit_actions_overdue": ("count", None, "stock", "action", "decrease", 5, [["agency"]]),
    "rows_checked": ("count", None, "flow", "row", "neutral", 900, []),
    "rows_failing": ("share", "rows_checked", "flow", "row", "decrease", 0.02, []),
    "extracts_expected": ("count", None, "flow", "extract", "neutral", 2, []),
    "extracts_received": ("share", "extracts_expected", "flow", "extract", "increase", 1.0, []),
}  # fmt: skip
QUARTERLY = {m for m in METRICS if m.startswith("audit") and m != "audit_actions_overdue"} | MORE_QUARTERLY
METRICS |= MORE
DEMOGRAPHIC = {"age_band", "sex", "missing_from", "place_type"}


def definition(metric: str) -> dict:
    kind, of, time, unit, direction, _, breakdowns = METRICS[metric]
    words = metric.replace("_", " ").capitalize()
    return {
        "metric": metric, "ids": ["A1"], "title": words, "question": f"What about {words.lower()}?",
        "definition": f"{words} as counted for the group.", "why": "It is on the group's agenda.", "kind": kind,
        "of": of, "time": time, "unit": unit, "numerator": words, "denominator": "All of them", "direction": direction,
        "target": 0.9 if metric == "return_interview_within_72h" else None,
        "headline": "quarter" if metric in QUARTERLY else "month", "breakdowns": {"quarter": breakdowns}, "settle": 28,
        "protect": True, "outputs": ["strategic"], "source": "The authority's list", "fields": [],
        "caveat": "A rise may mean better identification.", "owner": "VEMT data lead", "checked_by": "second analyst",
        "review_by": "2026-04-01" if metric == "days_on_list" else "2027-04-01",
        "population": "0-17" if metric == "open_on_list" else None,
        "distinct_of": "missing_episodes" if metric == "children_missing" else None,
        "sql": f"select la_code, counted_on, unit\nfrom {metric}",
    }  # fmt: skip


def wobble(*key: object) -> float:
    """The same number between -1 and 1 for the same key, every time."""
    return zlib.crc32("|".join(map(str, key)).encode()) / 2**31 - 1


def level(metric: str, area: str, period: Period) -> float:
    months = (period.start.year - 2023) * 12 + period.start.month
    rise = 1 + 0.006 * (months - 11) + (0.15 if metric == "added_to_list" and period.start >= date(2025, 9, 1) else 0)
    return SIZE[area] * rise * (1 + 0.13 * wobble(metric, area, period.start))


def whole(metric: str, area: str, period: Period) -> int:
    """A count: stocks are their last month's, flows the sum of their months."""
    mean, time = METRICS[metric][5], METRICS[metric][2]
    if time == "stock" or metric in QUARTERLY:
        return max(0, round(mean * level(metric, area, Period("month", period.end.replace(day=1)))))
    months = list(complete_periods("month", period.start, period.end))
    return sum(max(0, round(mean * level(metric, area, m))) for m in months)


def split(n: int, parts: int, *key: object) -> list[int]:
    """`n` shared out over `parts`, unevenly, adding to `n`."""
    weights = [1.2 + wobble(*key, i) + (parts - i) * 0.25 for i in range(parts)]
    shares = [math.floor(n * w / sum(weights)) for w in weights]
    shares[0] += n - sum(shares)
    return shares


def numbers(metric: str, area: str, period: Period) -> dict:
    """Columns of a row without a breakdown, before anything is hidden."""
    kind, of, _, _, _, mean, _ = METRICS[metric]
    las = authorities_of(area)
    if period.kind == "month" and period.start == date(2026, 10, 1) and LATE in las:
        return {"status": "x"}
    if metric in NOT_SENT and FLAT in las:
        return {"status": "x"}
    if kind == "count":
        n = sum(whole(metric, la, period) for la in las)
        hidden = 0 < n < 5 and metric not in ("audits_planned", "audit_sessions_held")
        return (
            {"status": "c", "range_low": 1, "range_high": 6} if hidden else {"numerator": n, "value": n, "status": "ok"}
        )
    if kind == "median":
        return {
            "value": round(mean * (1 + 0.2 * wobble(metric, area, period.start))),
            "denominator": 20,
            "status": "ok",
        }
    base = {"return_interview_within_72h_of_completed": "missing_episodes_ended"}.get(metric, of or "audits_planned")
    everyone = sum(whole(base, la, period) for la in las)
    if everyone == 0:
        return {"status": "z"}
    yes = min(everyone, round(everyone * min(1, mean * (1 + 0.1 * wobble(metric, area, period.start)))))
    if metric == "audit_good_or_better" and area == "E06000003":
        return {"numerator": 2, "not_recorded": 0, "denominator": 4, "status": "u"}
    blank = sum(whole(base, la, period) for la in las if la == FLAT) if metric in BLANK else 0
    if blank:
        yes = min(yes, everyone - blank)
    p, z = yes / everyone, 1.96
    half = z * math.sqrt(p * (1 - p) / everyone)
    return {"numerator": yes, "not_recorded": blank, "denominator": everyone, "value": p,
            "lower": max(0, p - half), "upper": min(1, p + half), "status": "ok"}  # fmt: skip


def rows_of(metric: str) -> list[dict]:
    kind, *_, breakdowns = METRICS[metric]
    found = []
    kinds = ("quarter", "year") if metric in QUARTERLY else ("month", "quarter", "year")
    for period in itertools.chain.from_iterable(complete_periods(k, FIRST, AS_AT) for k in kinds):
        key = {"metric": metric, "period_kind": period.kind, "start": period.start, "end": period.end}
        blank = {"by1": TOTAL, "cat1": TOTAL, "by2": TOTAL, "cat2": TOTAL, "basis": "live"}
        for area in AREAS:
            row = numbers(metric, area, period)
            if metric == "open_on_list" and period.start == date(2026, 8, 1) and period.kind == "month":
                row["status"] = "r"
            found.append(key | blank | {"area": area} | row)
            if metric == "open_on_list" and row["status"] in ("ok", "r"):
                rate = row["value"] / (30000 * len(authorities_of(area))) * 10000
                found.append(key | blank | {"area": area, "metric": "open_on_list_rate", "numerator": row["value"],
                             "denominator": 30000, "value": rate, "lower": rate * 0.8, "upper": rate * 1.2,
                             "status": "ok"})  # fmt: skip
        if period.kind == ("year" if metric in YEARLY else "quarter"):
            for by in breakdowns:
                found += (split_rows if kind == "count" else share_rows)(metric, period, by, key)
    return found


def share_rows(metric: str, period: Period, by: list[str], key: dict) -> list[dict]:
    """A share by one breakdown: the count's split as denominator, the last category without cases."""
    of = METRICS[metric][1]
    found = []
    for row in split_rows(of, period, by, key | {"metric": of}):
        n = row["value"] if row["status"] == "ok" else 0
        yes = min(n, round(n * METRICS[metric][5] * (1 + 0.2 * wobble(metric, row["area"], row["cat1"], period.start))))
        last = row["cat1"] == NOT_RECORDED
        figures = {"status": "z"} if last or not n else {"numerator": yes, "not_recorded": 0, "denominator": n}
        if n and not last:
            figures |= {"status": "u"} if n < 5 else {"status": "ok", "value": yes / n, "lower": 0.8 * yes / n,
                                                       "upper": min(1, 1.1 * yes / n)}  # fmt: skip
        blank = dict.fromkeys(("numerator", "value", "range_low", "range_high"))
        found.append(row | blank | {"metric": metric, "basis": "live"} | figures)
    return found


def split_rows(metric: str, period: Period, by: list[str], key: dict) -> list[dict]:
    codes = [[*BREAKDOWNS[b].vocabulary.codes, NOT_RECORDED] for b in by]
    cats = list(itertools.product(*codes))
    names = ("by1", "cat1", "by2", "cat2")
    basis = "frozen" if set(by) & DEMOGRAPHIC else "live"
    shared = {la: split(whole(metric, la, period), len(cats), metric, by, la, period.start) for la in LA_CODES}
    found = []
    if basis == "frozen" and by == next(b for b in METRICS[metric][6] if set(b) & DEMOGRAPHIC):
        blank = dict.fromkeys(("by1", "cat1", "by2", "cat2"), TOTAL)
        for area in AREAS:
            n = sum(whole(metric, la, period) for la in authorities_of(area))
            found.append(key | blank | {"area": area, "basis": basis, "numerator": n, "value": n, "status": "ok"})
    for area, (i, cat) in itertools.product(AREAS, enumerate(cats)):
        n = sum(shared[la][i] for la in authorities_of(area))
        gone = metric in NOT_SENT and FLAT in authorities_of(area)
        pairs = [part for pair in zip(by, cat, strict=True) for part in pair] + [TOTAL] * (4 - 2 * len(by))
        small = 0 < n < 5 and basis == "frozen"
        row = (
            {"status": "c", "range_low": 0, "range_high": 6} if small else {"numerator": n, "value": n, "status": "ok"}
        )
        row = {"status": "x"} if gone else row
        found.append(key | dict(zip(names, pairs, strict=True)) | {"area": area, "basis": basis} | row)
    return found


def signal(metric: str) -> dict:
    months = [f"{p.start:%Y-%m}" for p in complete_periods("month", FIRST, AS_AT)]
    types = ["common_cause"] * 22 + ["neutral_high"] * 8 + ["common_cause"] * 5 + [""]
    rules = ["shift_above" if t == "neutral_high" else "" for t in types]
    mean = METRICS[metric][5] * 4 * 1.1
    return {"chart": "xmr", "metric": metric, "area": "TEES", "reason": "36 months, mean of 4 or more", "n": 36,
            "centre": mean, "lower": mean * 0.75, "upper": mean * 1.25, "target": None, "rule": "", "months": months,
            "rules": rules, "point_types": types, "icons": types, "icon": "common_cause",
            "sentence": "Within usual variation since September 2026."}  # fmt: skip


def make_release(folder: Path, audience: str = "strategic", empty: bool = False, **about: str) -> str:
    """Write a release with one audience's file into `folder` (HOME/releases), make it current; returns its id."""
    (folder.parent / "config").mkdir(parents=True, exist_ok=True)
    (folder.parent / "config" / "release.key").write_text(KEY.hex(), "ascii")
    release_id = "2026-10-31-0123456789ab" if not empty else "2026-10-31-eeeeeeeeeeee"
    home = folder / release_id
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"{audience}.duckdb"
    path.unlink(missing_ok=True)
    rows = [] if empty else [row for metric in METRICS for row in rows_of(metric)]
    for row in rows:
        taken_back = ("removed_from_list", "E06000002", date(2026, 5, 1), "month")
        if (row["metric"], row["area"], row["start"], row["period_kind"]) == taken_back:
            row |= dict.fromkeys(("numerator", "value")) | {"status": "w"}
    facts = {
        "as_at": AS_AT.isoformat(), "release_id": release_id, "audience": audience, "title": "Strategic group",
        "mode": "controlled", "marking": MARKING, "protection": "Counts of 1 to 4 children split by age, "
        "sex or place are hidden.", "decided_by": "", "demo": "true",
        "banner": "Full protection is not in yet: small counts are hidden by a first, simple rule.",
    } | about  # fmt: skip
    with duckdb.connect(str(path)) as con:
        write(con, rows, facts, empty)
    total = {"figures": len(rows), "hidden": sum(r["status"] == "c" for r in rows),
             "sha256": hmac.new(KEY, path.read_bytes(), hashlib.sha256).hexdigest()}  # fmt: skip
    manifest = {"release_id": release_id, "as_at": facts["as_at"], "audiences": {audience: total}}
    (home / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (folder / "current").write_text(release_id, "utf-8")
    return release_id


def write(con: duckdb.DuckDBPyConnection, rows: list[dict], facts: dict[str, str], empty: bool) -> None:
    types = {"start": "date", "end": "date", "numerator": "bigint", "not_recorded": "bigint", "denominator": "bigint",
             "value": "double", "lower": "double", "upper": "double", "range_low": "bigint",
             "range_high": "bigint"}  # fmt: skip
    columns = list(SCHEMA.columns)
    con.execute("create table figures (" + ", ".join(f'"{c}" ' + types.get(c, "varchar") for c in columns) + ")")
    con.execute("create table signals (chart varchar, metric varchar, area varchar, reason varchar, n bigint,"
                ' centre double, lower double, upper double, target double, "rule" varchar,'
                " months varchar, rules varchar, point_types varchar, icons varchar,"
                " icon varchar, sentence varchar)")  # fmt: skip
    con.execute("create table events (date date, area varchar, metric varchar, title varchar, source varchar)")
    con.execute(
        "create table supply (la_code varchar, extract varchar, last_month date, extracted_at date, status varchar)"
    )
    con.execute("create table about (key varchar, value varchar)")
    con.executemany("insert into about values (?, ?)", list(facts.items()))
    con.executemany(
        "insert into about values (?, ?)", [(f"definition:{m}", json.dumps(definition(m))) for m in METRICS]
    )
    if empty:
        return
    insert(con, "figures", [tuple(r.get(c) for c in columns) for r in rows])
    insert(con, "signals", [tuple(json.dumps(v) if isinstance(v, list) else v for v in signal(m).values())
                            for m in ("open_on_list", "added_to_list", "missing_episodes")])  # fmt: skip
    insert(con, "events", [(date(2025, 9, 1), "TEES", "added_to_list", "New screening tool in use", "Strategic group")])
    late = {LATE}
    insert(con, "supply", [(la, e, date(2026, 9 if la in late else 10, 1), date(2026, 10 if la in late else 11, 5),
                            "NOT_RECEIVED" if la in late else "RECEIVED")
                           for la in LA_CODES for e in ("list", "missing")])  # fmt: skip


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    """Many rows at once; duckdb's own executemany is slow for thousands."""
    frame = pd.DataFrame(
        rows, columns=[d[0] for d in con.execute(f"select * from {table} limit 0").description], dtype=object
    )
    con.register("incoming", frame)
    con.execute(f"insert into {table} select * from incoming")
    con.unregister("incoming")

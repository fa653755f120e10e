"""Writing a load: files, rows, faults and what is current, all inside the caller's one transaction."""

import json
from collections.abc import Sequence
from datetime import datetime

import duckdb
import pandas as pd

from etl.across import ACROSS, overlaps_again
from etl.batch import Judged
from etl.cross import unlisted_again
from etl.large.parts import LargePart
from etl.large.storing import record_large
from etl.merges import follow_merges
from etl.orphans import bring_back, orphan_rows
from etl.parts import Part
from etl.report import FileReport
from etl.store import store_rows, supplied
from etl.warehouse import supersede

_DAYS = ("period_from", "period_to", "complete_from", "extracted_at")


def record(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Part], refused: Sequence[FileReport], loaded_at: datetime
) -> None:
    """Write the parts of a load. The caller begins and ends the transaction; an error must roll it back.

    refused: reports of refused files, kept as such (a reason in words, no cell) until a file of that name is
    loaded. loaded_at: UTC, without a zone.
    """
    load_id = con.execute("select nextval('load_ids')").fetchall()[0][0]
    _forget_refusals(con, [p.entry.report for p in parts] + list(refused))
    ids = con.execute("select nextval('file_ids') from range(?)", [len(parts) + len(refused)]).fetchall()
    for part, (file_id,) in zip(parts, ids, strict=False):
        part.file_id = file_id
    house = {"load_id": load_id, "loaded_at": loaded_at}
    rows = [_file_row(part) | house for part in parts]
    rows += [_refused_row(r, i[0]) | house for r, i in zip(refused, ids[len(parts) :], strict=True)]
    if not rows:
        return
    _insert(con, "load_file", _file_frame(rows))
    _insert(con, "supplied_column", _supplied_rows(parts))
    _insert(con, "problem", _refused_problems(refused, [i[0] for i in ids[len(parts) :]]))
    tables: set[str] = set()
    for judged in {id(p.judged): p.judged for p in parts}.values():
        own = [p for p in parts if p.judged is judged]
        large = [p for p in own if isinstance(p, LargePart)]
        _insert(con, "problem", _whole_file_rows(own))
        tables |= record_large(con, large) if large else _record_rows(con, judged, own)
    codes = {p.la_code for p in parts if p.la_code}
    supersede(con, tables, codes)
    if merged := follow_merges(con):
        supersede(con, {table for table, _ in merged}, {la_code for _, la_code in merged})
    bring_back(con, codes)
    unlisted_again(con, codes)
    overlaps_again(con, codes)


def _record_rows(con: duckdb.DuckDBPyConnection, judged: Judged, parts: Sequence[Part]) -> set[str]:
    """Write the rows of one extract and their faults; the tables that they went to."""
    file_of = pd.Series({position: p.file_id for p in parts for position in p.positions}, dtype="int64")
    frame = judged.frame.assign(file_id=file_of)
    _insert(con, "problem", _problem_rows(judged.faults, frame))
    _insert(con, "rejected_row", _rejected_rows(judged, frame))
    kept = frame.loc[[*frame.index[frame["state"] == "accepted"], *orphan_rows(judged).index]].sort_index()
    orphans = frame.loc[orphan_rows(judged).index, ["file_id", "row_number"]]
    return store_rows(con, judged.contract, kept.drop(columns=["state", "entry"]), orphans)


def _forget_refusals(con: duckdb.DuckDBPyConnection, reports: Sequence[FileReport]) -> None:
    """Take out earlier refusals of files that are dealt with now."""
    names = sorted({r.file for r in reports})
    old = "select file_id from load_file where status = 'refused' and list_contains(?, file_name)"
    con.execute(f"delete from problem where file_id in ({old})", [names])  # noqa: S608
    con.execute(f"delete from load_file where file_id in ({old})", [names])  # noqa: S608


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    con.register("new_rows", rows)
    con.execute(f"insert into {table} by name select * from new_rows")  # noqa: S608
    con.unregister("new_rows")


def _file_row(part: Part) -> dict[str, object]:
    accepted, rejected, copies = (part.counts[s] for s in ("accepted", "rejected", "duplicate"))
    return {
        "file_id": part.file_id, "file_name": part.entry.report.file, "sheet": part.entry.report.sheet,
        "extract": part.judged.contract.name, "la_code": part.la_code, "content_sha256": part.entry.sha256,
        "period_from": part.period_from, "period_to": part.period_to,
        "complete_from": part.entry.declared.complete_from, "extracted_at": part.extracted_at,
        "status": "loaded", "rows_read": accepted + rejected + copies, "accepted": accepted,
        "rejected": rejected, "duplicates": copies, "warned": part.warned, "reason": None, "replaces": part.replaces,
    }  # fmt: skip


def _refused_row(report: FileReport, file_id: int) -> dict[str, object]:
    counts = dict.fromkeys(("rows_read", "accepted", "rejected", "duplicates", "warned"), 0)
    named = {"file_id": file_id, "file_name": report.file, "sheet": report.sheet, "extract": None, "la_code": None}
    days = dict.fromkeys(_DAYS)
    return named | counts | days | {"content_sha256": None, "status": "refused", "reason": report.reason,
                                  "replaces": False}  # fmt: skip


def _file_frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    frame[list(_DAYS)] = frame[list(_DAYS)].astype("datetime64[us]")
    texts = dict.fromkeys(("file_name", "sheet", "extract", "la_code", "content_sha256", "status", "reason"), "str")
    return frame.astype(texts | {"loaded_at": "datetime64[us]"})


def _refused_problems(refused: Sequence[FileReport], ids: Sequence[int]) -> pd.DataFrame:
    rows = [
        (file_id, None, p["rule"], p["severity"], "|".join(p["columns"]))
        for report, file_id in zip(refused, ids, strict=True)
        for p in report.problems
    ]
    return _problem_frame(rows)


def _whole_file_rows(parts: Sequence[Part]) -> pd.DataFrame:
    return _problem_frame([(p.file_id, None, rule, "warn", "") for p in parts for rule in p.whole_file])


def _problem_frame(rows: list[tuple[int, None, str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["file_id", "row_number", "rule", "severity", "columns"])
    return frame.astype({"row_number": "Int64"})


def _supplied_rows(parts: Sequence[Part]) -> pd.DataFrame:
    rows = [
        (part.file_id, table, column)
        for part in parts
        for table, column in supplied(part.judged.contract, set(part.entry.fields))
    ]
    return pd.DataFrame(rows, columns=["file_id", "table_name", "column_name"]).drop_duplicates()


def _problem_rows(faults: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """The faults to store; those against rows of other files are found again after storing."""
    faults = faults[faults["rule"] != ACROSS]
    at = faults["position"]
    return pd.DataFrame(
        {"file_id": frame["file_id"].reindex(at).to_numpy(), "row_number": frame["row_number"].reindex(at).to_numpy(),
         "rule": faults["rule"].to_numpy(), "severity": faults["severity"].to_numpy(),
         "columns": faults["column"].to_numpy(),
         "related_row": faults.get("related_row", pd.Series(pd.NA, faults.index, dtype="Int64")).to_numpy()}
    )  # fmt: skip


def _rejected_rows(judged: Judged, frame: pd.DataFrame) -> pd.DataFrame:
    """Of each refused row its place and its references, so that an erasure finds it; whatever else it held is not kept.

    A name or a day of birth that was typed into a column of codes is so never stored.
    """
    rejected = frame[frame["state"] == "rejected"]
    found: dict[int, dict[str, str]] = {int(at): {} for at in rejected.index}
    for name, spec in judged.contract.fields.items():
        if spec.kind == "ref":
            cells = judged.text.loc[rejected.index, name].str.strip()
            for at, cell in cells[cells.str.fullmatch(spec.pattern)].items():
                found[int(str(at))][name] = cell
    return pd.DataFrame({"file_id": rejected["file_id"].to_numpy(), "row_number": rejected["row_number"].to_numpy(),
                         "cells": [json.dumps(refs) for refs in found.values()]})  # fmt: skip

"""Writing a load: files, rows, faults and what is current, all inside the caller's one transaction."""

import json
from collections.abc import Sequence
from datetime import datetime

import duckdb
import pandas as pd

from etl.parts import Part
from etl.read.sheet import EXTRA_CELLS
from etl.store import store_rows, supplied
from etl.warehouse import supersede


def record(con: duckdb.DuckDBPyConnection, parts: Sequence[Part], loaded_at: datetime) -> None:
    """Write the parts of a load. The caller begins and ends the transaction; an error must roll it back.

    loaded_at: UTC, without a zone.
    """
    if not parts:
        return
    load_id = con.execute("select nextval('load_ids')").fetchall()[0][0]
    ids = con.execute("select nextval('file_ids') from range(?)", [len(parts)]).fetchall()
    for part, (file_id,) in zip(parts, ids, strict=True):
        part.file_id = file_id
    _insert(con, "load_file", _file_rows(parts, load_id, loaded_at))
    _insert(con, "supplied_column", _supplied_rows(parts))
    tables: set[str] = set()
    for judged in {id(p.judged): p.judged for p in parts}.values():
        own = [p for p in parts if p.judged is judged]
        file_of = pd.Series({position: p.file_id for p in own for position in p.positions}, dtype="int64")
        frame = judged.frame.assign(file_id=file_of)
        _insert(con, "problem", _problem_rows(judged.faults, frame))
        _insert(con, "rejected_row", _rejected_rows(judged.text, frame))
        accepted = frame[frame["state"] == "accepted"].drop(columns=["state", "entry"])
        tables |= store_rows(con, judged.contract, accepted)
    supersede(con, tables, {p.la_code for p in parts if p.la_code})


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    con.register("new_rows", rows)
    con.execute(f"insert into {table} by name select * from new_rows")  # noqa: S608
    con.unregister("new_rows")


def _file_rows(parts: Sequence[Part], load_id: int, loaded_at: datetime) -> pd.DataFrame:
    rows = []
    for part in parts:
        accepted, rejected, copies = (part.count(s) for s in ("accepted", "rejected", "duplicate"))
        rows.append({
            "file_id": part.file_id, "load_id": load_id, "loaded_at": loaded_at,
            "file_name": part.entry.report.file, "sheet": part.entry.report.sheet,
            "extract": part.judged.contract.name, "la_code": part.la_code, "content_sha256": part.entry.sha256,
            "period_from": part.period_from, "period_to": part.period_to,
            "complete_from": part.entry.declared.complete_from, "extracted_at": part.extracted_at,
            "status": "loaded", "rows_read": accepted + rejected + copies, "accepted": accepted,
            "rejected": rejected, "duplicates": copies, "warned": part.warned,
        })  # fmt: skip
    days = ["period_from", "period_to", "complete_from", "extracted_at"]
    frame = pd.DataFrame(rows)
    frame[days] = frame[days].astype("datetime64[us]")
    return frame.astype({"sheet": "str", "la_code": "str", "loaded_at": "datetime64[us]"})


def _supplied_rows(parts: Sequence[Part]) -> pd.DataFrame:
    rows = [
        (part.file_id, table, column)
        for part in parts
        for table, column in supplied(part.judged.contract, set(part.entry.fields))
    ]
    return pd.DataFrame(rows, columns=["file_id", "table_name", "column_name"]).drop_duplicates()


def _problem_rows(faults: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    at = faults["position"]
    return pd.DataFrame(
        {"file_id": frame["file_id"].reindex(at).to_numpy(), "row_number": frame["row_number"].reindex(at).to_numpy(),
         "rule": faults["rule"].to_numpy(), "severity": faults["severity"].to_numpy(),
         "columns": faults["column"].to_numpy()}
    )  # fmt: skip


def _rejected_rows(text: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    rejected = frame[frame["state"] == "rejected"]
    cells = text.loc[rejected.index].drop(columns=[EXTRA_CELLS, "entry", "row_number"])
    packed = [json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) for row in cells.to_dict("records")]
    return pd.DataFrame({"file_id": rejected["file_id"].to_numpy(), "row_number": rejected["row_number"].to_numpy(),
                         "cells": packed})  # fmt: skip

"""Judging a folder's files together: all sheets of one extract are typed and judged in one go, then told apart.

Every contract costs the same few queries and one Pandera run, however many files there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from data_contracts.kit import Contract
from data_contracts.vocabularies import LA
from etl.faults import fault_frame
from etl.intake import NATIONAL, Entry
from etl.judge import judge
from etl.read.sheet import EXTRA_CELLS
from etl.types_of import typed

OWN_REF = {"list": "spell_ref", "missing": "episode_ref"}
"""Optional references that name a row by themselves; with two of them, rows of the same key are two things."""
PLANNED = ("meeting",)
"""Extracts whose window date may rightly lie after the extract's date."""


@dataclass
class Judged:
    """The rows of all entries of one contract.

    frame: typed columns, la_code, row_number, entry (its place in `entries`), `state` accepted, rejected
    or duplicate; index = position. text: the cells as supplied, same index. faults: position, column,
    rule, severity (etl.faults), duplicates among them.
    """

    contract: Contract
    entries: list[Entry]
    frame: pd.DataFrame
    text: pd.DataFrame
    faults: pd.DataFrame


def judge_entries(con: duckdb.DuckDBPyConnection, contract: Contract, entries: Sequence[Entry]) -> Judged:
    """Type and judge the text of entries of one contract. Raises etl.judge.JudgeError when a check cannot run."""
    texts = [e.text.assign(entry=i, row_number=e.text.index) for i, e in enumerate(entries) if e.text is not None]
    text = pd.concat(texts, ignore_index=True)
    house = text[["entry", "row_number"]].astype("int64")
    names = list(contract.fields)
    copies = text.duplicated([*names, EXTRA_CELLS, "entry"])
    fresh = text[~copies]
    cells = fresh[names].astype("str").reset_index(drop=True).assign(_file=fresh["entry"].to_numpy())
    frame, read = typed(con, contract, cells)
    faults = judge(contract, frame, read)
    faults["position"] = fresh.index.to_numpy()[faults["position"]]
    frame.index = fresh.index
    if contract.published:
        frame["la_code"] = NATIONAL
    whole = frame.reindex(text.index).join(house)
    whole["state"] = "accepted"
    whole.loc[copies, "state"] = "duplicate"
    faults = pd.concat([faults, _row_faults(contract, entries, text, whole)], ignore_index=True)
    faults = _authority_rejects(contract, faults)
    whole.loc[faults.loc[faults["severity"] == "reject", "position"], "state"] = "rejected"
    twice = _key_faults(contract, whole[whole["state"] == "accepted"])
    whole.loc[twice.loc[twice["severity"] == "reject", "position"], "state"] = "rejected"
    return Judged(contract, list(entries), whole, text, pd.concat([faults, twice], ignore_index=True))


def _authority_rejects(contract: Contract, faults: pd.DataFrame) -> pd.DataFrame:
    """A row without a sound authority can never be kept, also where the column is optional."""
    about = (faults["column"] == "la_code") & (faults["rule"] == "not_in_list")
    faults.loc[about, "severity"] = "reject"
    return faults


def _row_faults(contract: Contract, entries: Sequence[Entry], text: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Faults that no contract can know: copies, slipped rows, another authority, dates against the declaration."""
    first = next(iter(contract.fields))
    copies = frame["state"] == "duplicate"
    same = [*contract.fields, EXTRA_CELLS, "entry"]
    original = _first_row(text, same) if copies.any() else None
    found = [_marked(copies, first, "duplicate_row", "warn", original)]
    fresh = ~copies
    found.append(_marked(fresh & (text[EXTRA_CELLS] != ""), "", "extra_cells", "reject"))
    if "la_code" in contract.fields:
        blank = fresh & frame["la_code"].isna() & (text["la_code"] == "")
        found.append(_marked(blank, "la_code", "blank", "reject"))
        spec = contract.fields["la_code"].vocabulary
        if spec is not None and spec.name == LA.name:
            own = {
                i: e.declared.la_code for i, e in enumerate(entries) if e.declared.by_manifest and e.declared.la_code
            }
            declared = frame["entry"].map(own)
            other = fresh & declared.notna() & frame["la_code"].notna() & (declared != frame["la_code"])
            found.append(_marked(other & declared.isin(LA.codes), "la_code", "wrong_authority", "reject"))
    if contract.window:
        found += _date_faults(contract, contract.window, entries, frame)
    return pd.concat(found, ignore_index=True)


def _date_faults(contract: Contract, window: str, entries: Sequence[Entry], frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows after the extract's declared date; rows outside the declared period (but the list looks back)."""
    day = frame[window]
    extracted = frame["entry"].map({i: e.declared.extracted_at for i, e in enumerate(entries)}).astype("datetime64[us]")
    late = day.notna() & extracted.notna() & (day.dt.normalize() > extracted) & (contract.name not in PLANNED)
    found = [_marked(late, window, "after_extract", "reject")]
    if contract.name != "list":
        said = {i: e.declared for i, e in enumerate(entries) if e.declared.by_manifest}
        first = frame["entry"].map({i: d.period_from for i, d in said.items()}).astype("datetime64[us]")
        last = frame["entry"].map({i: d.period_to for i, d in said.items()}).astype("datetime64[us]")
        outside = ~late & ((day < first) | (day.dt.normalize() > last))
        found.append(_marked(outside.fillna(False), window, "outside_window", "warn"))
    return found


def _key_faults(contract: Contract, accepted: pd.DataFrame) -> pd.DataFrame:
    """Later rows of a file with the key of an earlier one, which is named; not where their own references differ."""
    first = next(iter(contract.fields))
    key = ["entry", "la_code", *contract.key]
    own = OWN_REF.get(contract.name)
    if own is None:
        return _marked(accepted.duplicated(key), first, "duplicate_key", "reject", _first_row(accepted, key))
    by_own = accepted[own].notna() & accepted.duplicated(["entry", "la_code", own])
    other = _first_row(accepted, ["entry", "la_code", own]).where(by_own, _first_row(accepted, [*key, own]))
    return _marked(by_own | accepted.duplicated([*key, own]), first, "duplicate_key", "reject", other)


def _first_row(frame: pd.DataFrame, same: list[str]) -> pd.Series:
    """For each row the spreadsheet row of the first one with the same values of these columns."""
    twins = frame[frame.duplicated(same, keep=False)]
    return twins.groupby(same, dropna=False)["row_number"].transform("first").reindex(frame.index).astype("Int64")


def _marked(
    where: pd.Series, column: str, rule: str, severity: str, other: pd.Series | None = None
) -> pd.DataFrame:  # fmt: skip
    """A fault frame with one fault at each position where `where` is true; other: the row that each stands against."""
    there = where.index[where.to_numpy(dtype=bool)]
    found = fault_frame([(int(p), column, rule, severity) for p in there])
    return found if other is None else found.assign(related_row=other.loc[there].to_numpy())

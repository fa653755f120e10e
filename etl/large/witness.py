"""Pandera as witness: it judges samples of a large file again, and any disagreement stops the load.

Three samples: rows read again from the file's own lines; rejected and warned rows of each rule, from their text, read
and judged by the plain way; accepted rows as they are about to be stored, with every code that stands in them.
"""

import pandas as pd

from data_contracts.kit import Contract
from etl.judge import JudgeError, judge
from etl.large.stage import FIRST_ROW, Staged
from etl.read.answers import take_apart
from etl.read.sheet import tidy
from etl.types_of import DTYPES, columns_of, typed

ACCEPTED, OF_EACH_RULE, LINES = 20_000, 200, 1_000
_PLACES = 40


def bear_witness(staged: Staged) -> None:
    """Raise JudgeError where the plain way sees a sample row otherwise than the compiled checks."""
    sound = _accepted_rows(staged)
    _codes(staged)
    _compare(staged, sound, *_refused_rows(staged))
    _lines(staged)


def _stop(staged: Staged, what: str) -> JudgeError:
    return JudgeError(f"the contract {staged.contract.name} could not be checked: two ways of {what} disagree")


def _dtypes(contract: Contract) -> dict[str, str]:
    kinds = {c: kind for name, spec in contract.fields.items() for c, (_, kind) in columns_of(name, spec).items()}
    return {c: DTYPES[kind] for c, kind in kinds.items()}


def _frame(staged: Staged, sql: str) -> pd.DataFrame:
    """The typed columns of `sql` in the contract's types, index = position."""
    columns = ", ".join(
        f"cast({c} as varchar) as {c}" if kind == "str" else c for c, kind in _dtypes(staged.contract).items()
    )
    frame = staged.con.execute(f"select position, {columns} from ({sql}) order by position").df()  # noqa: S608
    return frame.set_index("position").astype(_dtypes(staged.contract))[list(staged.contract.typed_columns())]


def _compiled(staged: Staged, index: pd.Index, kinds: str) -> set[tuple[int, str, str]]:
    """(position, column, rule) that the compiled checks found in these rows."""
    staged.con.register("sampled", pd.DataFrame({"position": index}))
    found = staged.con.execute(
        f'select position, "column", rule from {staged.name}_fault '  # noqa: S608
        f"where kind in ({kinds}) and position in (select position from sampled)"
    ).fetchall()
    staged.con.unregister("sampled")
    return {(int(p), str(c), str(r)) for p, c, r in found}


def _seen(faults: pd.DataFrame) -> set[tuple[int, str, str]]:
    return {(int(p), c, r) for p, c, r in faults[["position", "column", "rule"]].itertuples(index=False)}


def _compare(staged: Staged, sound: pd.DataFrame, plain: pd.DataFrame, read: pd.DataFrame) -> None:
    """Pandera on both samples at once: its checks cost more by the run than by the row.

    sound: accepted rows; plain: refused and warned ones, with the faults of their reading. Index = position.
    """
    frame, first = pd.concat([sound, plain]), len(sound)
    faults = judge(staged.contract, frame.reset_index(drop=True), read.assign(position=read["position"] + first))
    refused = faults["position"] >= first
    faults = faults.assign(position=frame.index.to_numpy()[faults["position"]])
    if _seen(faults[~refused]) != _compiled(staged, sound.index, "'judged'"):
        raise _stop(staged, "judging accepted rows")
    if _seen(faults[refused]) != _compiled(staged, plain.index, "'read', 'judged'"):
        raise _stop(staged, "judging refused rows")


def _accepted_rows(staged: Staged) -> pd.DataFrame:
    """Rows spread over the file, as they are about to be stored."""
    step = max(staged.rows // ACCEPTED, 1)
    return _frame(staged, f"select * from ({staged.accepted()}) where position % {step} = {step // 2}")  # noqa: S608


def _codes(staged: Staged) -> None:
    """Every code that stands in the table, or could by its column's type, is one of its list."""
    schema, fields = staged.contract.schema(), staged.contract.fields
    coded = [n for n, f in fields.items() if f.kind == "code" and f.vocabulary is not None and n in staged.filled]
    if not coded:
        return
    kinds = {n: str(kind) for n, kind, *_ in staged.con.execute(f"describe {staged.name}").fetchall()}
    every = ", ".join(
        f"enum_range(cast(null as {kinds[n]}))" if kinds[n].startswith("ENUM")
        else f"(select list(distinct {n}) filter ({n} is not null) from {staged.name})"  # noqa: S608
        for n in coded
    )  # fmt: skip
    found = staged.con.execute(f"select {every}")
    for name, codes in zip(coded, found.fetchall()[0], strict=True):
        if not schema.columns[name].checks[0](pd.Series(codes or [], dtype="str")).check_passed:
            raise _stop(staged, f"judging {name}")


def _refused_rows(staged: Staged) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Of each rule some rows, and some accepted rows, from their text: read by the plain way, and its faults."""
    picked = staged.con.execute(
        f"select distinct position from (select position from {staged.name}_fault where kind in ('read', 'judged') "  # noqa: S608
        f'qualify row_number() over (partition by "column", rule) <= {OF_EACH_RULE} '
        f"union all select rowid from {staged.name} where rowid % {max(staged.rows // OF_EACH_RULE, 1)} = 0 "
        f"and rowid not in (select position from {staged.name}_out where state <> 'rejected'))"
    ).df()
    staged.con.register("picked", picked)
    where = "rowid in (select position from picked)"
    text = staged.con.execute(f"select * from ({staged.text(where)}) order by position").df()  # noqa: S608
    frame = _frame(staged, f"select * from ({staged.typed()}) where position in (select position from picked)")  # noqa: S608
    staged.con.unregister("picked")
    cells = text[list(staged.contract.fields)].astype("str")
    _same_text(staged, take_apart(staged.contract.name, cells)[0], cells)
    plain, read = typed(staged.reader, staged.contract, cells.assign(_file=0))
    plain.index = frame.index
    for column in plain.columns.difference([c for c in plain.columns if c.endswith("_has_time")]):
        if not plain[column].equals(frame[column]):
            raise _stop(staged, f"reading {column}")
    return plain, read


def _same_text(staged: Staged, one: pd.DataFrame, other: pd.DataFrame) -> None:
    if not one.reset_index(drop=True).equals(other.reset_index(drop=True)):
        raise _stop(staged, "reading cells")


def _lines(staged: Staged) -> None:
    """Lines of the file, read again as text: row numbers and cells are what the table says."""
    source = staged.source
    if source.quoted and staged.rows != source.lines:
        return  # a row may be several lines: only the other samples can speak
    marks = source.marks[:: max(len(source.marks) // _PLACES, 1)]
    found: dict[int, list[str]] = {}
    for line, at in marks:
        if line - FIRST_ROW < source.lines:
            rows = source.some_lines(at, min(LINES // len(marks) + 1, source.lines - (line - FIRST_ROW)))
            found |= {line - FIRST_ROW + n: cells for n, cells in enumerate(rows)}
    again = pd.DataFrame(
        [[tidy(cells[i]) if i < len(cells) else "" for i in staged.present.values()] for cells in found.values()],
        columns=list(staged.present), index=list(found), dtype="str",
    ).reindex(columns=list(staged.contract.fields)).fillna("")  # fmt: skip
    if "la_code" not in staged.present and staged.whole_files_authority():
        again["la_code"] = staged.whole_files_authority()
    again = take_apart(staged.contract.name, again)[0]
    staged.con.register("sampled", pd.DataFrame({"position": list(found)}))
    where = "rowid in (select position from sampled)"
    text = staged.con.execute(f"select * from ({staged.text(where)}) order by position").df()  # noqa: S608
    staged.con.unregister("sampled")
    _same_text(staged, again.sort_index()[list(staged.contract.fields)].astype("str"),
               text[list(staged.contract.fields)].astype("str"))  # fmt: skip

"""Odd cells: those that have no strict form, read by the plain way's own expressions, each distinct text once."""

import pandas as pd

from etl.faults import cell_severity
from etl.large.stage import Staged
from etl.large.strict import kind_of
from etl.read.answers import COLUMNS as ANSWERS
from etl.read.answers import take_apart
from etl.read.sheet import tidy
from etl.types_of import typed

_CLOCK, _NO_CLOCK = 255, 0
"""What stands as the length of an odd date's cell, with and without a time."""
_SENTINEL = "2001-01-01 01:01"
"""With it in the column a written midnight counts as a time; `Staged.clocks` says whether it does in the file."""


def odd_cells(staged: Staged) -> dict[str, dict[str, int]]:
    """Field -> distinct odd text (tidied as the plain way does) -> in how many rows; the `_odd` table is tidied."""
    found: dict[str, dict[str, int]] = {}
    for name in staged.present:
        cells = [(cell, tidy(cell), n) for cell, n in _distinct(staged, name)]
        changed = pd.DataFrame([(c, t) for c, t, _ in cells if t != c], columns=["cell", "tidied"], dtype="str")
        if len(changed):
            staged.con.register("tidied_cells", changed)
            staged.con.execute(
                f"update {staged.name}_odd set x_{name} = t.tidied from tidied_cells as t where x_{name} = t.cell"  # noqa: S608
            )
            staged.con.unregister("tidied_cells")
        found[name] = {}
        for _, text, n in cells:
            found[name][text] = found[name].get(text, 0) + n
        staged.changed[name] = set(found[name])
    return found


def _distinct(staged: Staged, name: str) -> list[tuple[str, int]]:
    sql = f"select x_{name}, count(*) from {staged.name}_odd where x_{name} is not null group by x_{name}"  # noqa: S608
    return staged.con.execute(sql).fetchall()


def take_answers_apart(staged: Staged) -> None:
    """Combined answers about return interviews (etl.read.answers): told apart in the odd rows that have them."""
    columns = ANSWERS.get(staged.contract.name)
    if columns is None or not any(staged.changed.get(c) for c in columns[:2]):
        return
    listed = ", ".join(f"coalesce(x_{c}, '') as {c}" for c in columns)
    found = staged.con.execute(f"select distinct {listed} from {staged.name}_odd").df().astype("str")  # noqa: S608
    apart, answered = take_apart(staged.contract.name, found)
    if not answered:
        return
    staged.con.register("apart", apart.add_prefix("new_").join(found))
    new = ", ".join(f"x_{c} = apart.new_{c}" for c in columns)
    same = " and ".join(f"coalesce(x_{c}, '') = apart.{c}" for c in columns)
    staged.con.execute(f"update {staged.name}_odd set {new} from apart where {same}")  # noqa: S608
    staged.con.unregister("apart")
    for column in sorted(answered):
        if column not in staged.filled:
            kind = kind_of(staged.contract.fields[column])
            staged.con.execute(f"alter table {staged.name} add column {column} {kind}")
            staged.filled.add(column)
        staged.changed[column] = set(apart[column])
    staged.entry.fields |= answered


def read_odd_cells(staged: Staged) -> None:
    """Give the rows of odd cells their typed values, and make the table of faults with what could not be read."""
    con, contract = staged.con, staged.contract
    con.execute(
        f'create or replace temp table {staged.name}_fault (position bigint, "column" varchar, rule varchar, '
        "severity enum('reject', 'warn'), related_row bigint, kind enum('read', 'judged', 'file', 'among'))"
    )
    lists = {name: sorted(cells) for name, cells in staged.changed.items() if cells}
    if lists:
        frame, faults = _read(staged, lists)
        for name, cells in lists.items():
            _put_back(staged, name, cells, frame, faults[faults["column"] == name])
    for name, spec in contract.fields.items():
        later = f"select exists (from {staged.name} where {name} <> date_trunc('day', {name}))"
        if spec.kind == "datetime" and name in staged.filled and con.execute(later).fetchall()[0][0]:
            staged.clocks.add(name)


def _read(staged: Staged, lists: dict[str, list[str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lists of distinct cells side by side, read as if they were the columns of one file."""
    rows = max(map(len, lists.values())) + 1
    fields = staged.contract.fields
    text = pd.DataFrame(
        {n: [*lists.get(n, []), *[""] * (rows - len(lists.get(n, [])))] for n in fields}, dtype="str"
    ).assign(_file=0)
    dated = [n for n in lists if fields[n].kind == "datetime"]
    text.loc[rows - 1, dated] = _SENTINEL
    return typed(staged.reader, staged.contract, text)


def _put_back(staged: Staged, name: str, cells: list[str], frame: pd.DataFrame, faults: pd.DataFrame) -> None:
    spec, con, n = staged.contract.fields[name], staged.con, len(cells)
    rules = faults.set_index("position")["rule"].reindex(range(n))
    known = pd.DataFrame({"cell": pd.Series(cells, dtype="str"), "rule": _or_none(rules)})
    value = frame[name].iloc[:n]
    known["value"] = value.array if spec.kind == "datetime" else pd.Series(_or_none(value), dtype="object")
    length = ""
    if spec.kind == "datetime":
        known["clock"] = pd.Series(_or_none(frame[f"{name}_has_time"].iloc[:n]), dtype="object")
        length = f", n_{name} = case when d.clock then {_CLOCK} when not d.clock then {_NO_CLOCK} end"
    con.register("known_cells", known)
    con.execute(
        f"update {staged.name} set {name} = cast(d.value as {kind_of(spec)}){length} "  # noqa: S608
        f"from {staged.name}_odd as o join known_cells as d on d.cell = o.x_{name} "
        f"where {staged.name}.rowid = o.position"
    )
    for rule in sorted(set(faults["rule"])):
        never = (name, rule) == ("la_code", "not_in_list")
        severity = "reject" if never else cell_severity(staged.contract, name, rule)
        con.execute(
            f"insert into {staged.name}_fault select o.position, '{name}', '{rule}', '{severity}', null, 'read' "  # noqa: S608
            f"from {staged.name}_odd as o join known_cells as d on d.cell = o.x_{name} where d.rule = '{rule}'"
        )
    con.unregister("known_cells")


def _or_none(column: pd.Series) -> list[object]:
    """Plain values, None where there is none: the database does not know pandas' own missing booleans."""
    return [None if pd.isna(v) else v for v in column]

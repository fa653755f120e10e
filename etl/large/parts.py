"""What becomes of a large file: its parts by authority and its report (etl.parts), counted in the database."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import duckdb
import pandas as pd

from etl.large.stage import Staged
from etl.parts import OF_OTHER_FILES, Part, dated, report_counts, row_counts
from etl.report import MAX_ROWS, problems_of

NO_ROWS = pd.Index([], dtype="int64")


@dataclass
class LargePart(Part):
    """The rows of one authority in a large file; `judged` is the file in its tables, `positions` is not used."""

    tally: Counter[str] = field(default_factory=Counter)
    with_warning: int = 0

    def rows(self) -> Staged:
        """The file's tables."""
        return cast(Staged, self.judged)

    @property
    def counts(self) -> Counter[str]:  # type: ignore[override]
        """Rows by state."""
        return self.tally

    @property
    def warned(self) -> int:  # type: ignore[override]
        """Accepted rows with at least one warning about themselves."""
        return self.with_warning

    def accepted(self) -> pd.DataFrame:
        """Child and window date of the part's accepted rows: what is asked of them elsewhere."""
        staged = self.rows()
        return staged.con.execute(f"select child_ref, {staged.contract.window} from ({self._own()})").df()  # noqa: S608

    def children(self) -> pd.Series:
        """The references of children in the accepted rows."""
        return self.rows().con.execute(f"select distinct child_ref from ({self._own()})").df()["child_ref"]  # noqa: S608

    @contextmanager
    def shown(self, con: duckdb.DuckDBPyConnection, file_id: int) -> Iterator[None]:
        """The accepted rows as the view `accepted` that etl.store reads."""
        con.execute(f"create or replace temp view accepted as select *, {file_id} as file_id from ({self._own()})")  # noqa: S608
        yield
        con.execute("drop view accepted")

    def tell(self, pairs: pd.DataFrame) -> None:
        """Add warnings about rows of the part; pairs: row_number, column, rule, related_row, related_file."""
        self.rows().across.append(pairs.rename(columns={"column": "columns"}).assign(severity="warn"))

    def _own(self) -> str:
        return f"select * from ({self.rows().accepted()}) where la_code = '{self.la_code}'"  # noqa: S608

    def within_window(self) -> int:
        """Accepted rows whose date lies in the part's window."""
        staged = self.rows()
        return staged.count(
            f"select count(*) from ({self._own()}) where "  # noqa: S608
            f"cast({staged.contract.window} as date) between '{self.period_from}' and '{self.period_to}'"
        )


def owner(parts: list[LargePart], copies: bool = False) -> str:
    """SQL over a typed row: the place in `parts` of the part that it belongs to.

    copies: over rows with their `state`; exact copies are counted with the file's main authority.
    """
    home = next((i for i, p in enumerate(parts) if p.home), 0)
    cases = " ".join(f"when '{p.la_code}' then {i}" for i, p in enumerate(parts) if p.la_code)
    of_row = f"case la_code {cases} else {home} end" if cases else str(home)
    return f"case when state = 'duplicate' then {home} else {of_row} end" if copies else of_row


def large_parts(staged: Staged, today: date) -> list[LargePart]:
    """The parts of the file: accepted rows by their authority; rows without one go with the file's main one."""
    con, said = staged.con, staged.entry.declared.la_code
    _count(staged)
    codes = con.execute(
        "select la_code from counted where state = 'accepted' and la_code is not null "
        "group by la_code order by sum(n) desc, min(first)"
    ).fetchall()
    home = said or (str(codes[0][0]) if codes else None)
    known = ", ".join(f"'{c}'" for (c,) in codes) or "''"
    own = f"la_code in ({known}) and state <> 'duplicate'"
    whose = f"case when {own} then cast(la_code as varchar) else {_text(home)} end"
    con.execute(
        f"create or replace temp table owned as select {whose} as whose, state, sum(n)::bigint as n, "  # noqa: S608
        "min(first) as first from counted group by all"
    )
    found: list[LargePart] = []
    for (code,) in con.execute("select whose from owned group by all order by min(first)").fetchall() or [(home,)]:
        part = LargePart(staged.entry, staged, code, NO_ROWS)  # type: ignore[arg-type]
        rows = con.execute("select state, n from owned where whose is not distinct from ?", [code]).fetchall()
        part.tally, part.home = Counter(dict(rows)), code == home
        found.append(part)
    _warned(staged, found)
    for part in found:
        dated(part, _days(staged, part), today)
    con.execute("drop table counted")
    con.execute("drop table owned")
    row_counts(found[-1], staged.rows)
    return found


def _count(staged: Staged) -> None:
    """The temporary table `counted`: by authority and state the rows, the first one, each date's first and last."""
    columns = [n for n, f in staged.contract.fields.items() if f.kind == "datetime"]
    ends = ", ".join(f"{how}({c}) as {how}_{c}" for c in columns for how in ("min", "max"))
    told = f"count(*) as n, min(position) as first, {ends}"
    staged.con.execute(
        f"create or replace temp table counted as select la_code, 'accepted' as state, {told} "  # noqa: S608
        f"from ({staged.accepted()}) group by la_code"
    )
    staged.con.execute(
        f"insert into counted with others as materialized (select * from ({staged.typed()}) join {staged.name}_out "  # noqa: S608
        f"using (position) where state <> 'blank') select la_code, state, {told} from others group by la_code, state"
    )  # materialized: DuckDB would group all rows before it joins them


def _text(code: str | None) -> str:
    return "null" if code is None else f"'{code}'"


def _warned(staged: Staged, parts: list[LargePart]) -> None:
    rows = staged.con.execute(
        f"select {owner(parts)} as part, count(*) from (select distinct position from {staged.name}_fault "  # noqa: S608
        f"where severity = 'warn' and rule not in {OF_OTHER_FILES}) join ({staged.accepted()}) using (position) "
        "group by all"
    ).fetchall()
    for part, n in rows:
        parts[part].with_warning = n


def _days(staged: Staged, part: LargePart) -> pd.DataFrame:
    """The first and the last of each date column of the part's accepted rows: two rows that stand for all."""
    columns = [n for n, f in staged.contract.fields.items() if f.kind == "datetime"]
    ends = (", ".join(f"{how}_{c} as {c}" for c in columns) for how in ("min", "max"))
    one = "from counted where state = 'accepted' and la_code is not distinct from ?"
    sql = " union all ".join(f"select {end} {one}" for end in ends)
    return staged.con.execute(sql, [part.la_code, part.la_code]).df().astype("datetime64[us]")


def report_large(staged: Staged, parts: list[LargePart]) -> None:
    """Fill in the entry's report."""
    report_counts(staged.entry, parts)
    staged.entry.report.problems = _problems(staged)
    whole = [{"severity": "warn", "rule": r, "row_number": None, "columns": ""} for p in parts for r in p.whole_file]
    if whole:
        staged.entry.report.problems += problems_of(staged.contract, pd.DataFrame(whole))


def _problems(staged: Staged) -> list[dict[str, Any]]:
    """etl.report.problems_of on the first rows of each rule, with the number of all."""
    faults = staged.con.execute(
        f'select severity, rule, row_number, "column" as columns, related_row from (select distinct on '  # noqa: S608
        f"(severity, rule, position) *, position + 2 as row_number from {staged.name}_fault) "
        f"qualify row_number() over (partition by severity, rule order by row_number) <= {MAX_ROWS}"
    ).df()
    counted = staged.con.execute(
        f"select severity, rule, count(distinct position), string_agg(distinct \"column\", '|'), "  # noqa: S608
        f"count(related_row) > 0 from {staged.name}_fault group by all"
    ).fetchall()
    problems = problems_of(staged.contract, faults)
    for severity, rule, n, columns, paired in counted:
        problem = next(p for p in problems if (p["severity"], p["rule"]) == (severity, rule))
        problem["n"], problem["columns"] = n, sorted({c for c in columns.split("|") if c})
        if paired:
            problem["pairs"] = _pairs(staged, severity, rule)
    if staged.across:
        problems += problems_of(staged.contract, pd.concat(staged.across, ignore_index=True))
    return sorted(problems, key=lambda p: (p["severity"], p["rule"]))


def _pairs(staged: Staged, severity: str, rule: str) -> list[list[int]]:
    rows = staged.con.execute(
        f"select distinct least(position + 2, related_row) as one, greatest(position + 2, related_row) as two "  # noqa: S608
        f"from {staged.name}_fault where severity = ? and rule = ? and related_row is not null "
        f"order by one, two limit {MAX_ROWS}", [severity, rule],
    ).fetchall()  # fmt: skip
    return [list(pair) for pair in rows]

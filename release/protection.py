"""Protection of one audience's rows: which numbers they rest on, what is hidden, under the audience's mode.

Only settled, frozen figures are protected, so that nothing hidden can be found from how figures change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from data_contracts.areas import LA_CODES
from data_contracts.metric_header import MetricHeader
from data_contracts.metric_rows import KEY
from data_contracts.ties import MERGED
from data_contracts.vocabularies import TEES, TOTAL
from release.audiences import Audience
from release.blocks import Cells, cells_of, hierarchies, ties
from release.disclosure import Policy, protect
from release.earlier import bounds
from release.must_show import Bands, Floats, bands, must_show
from release.progress import Step, no_step
from release.standing import NAME
from release.subjects import DANGEROUS, is_dangerous, is_people

NUMBERS = ["n", "yes", "no", "not_recorded", "value"]
POLICY = Policy(insiders=LA_CODES, total=TOTAL)
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Headers = Mapping[str, MetricHeader]


@dataclass(frozen=True)
class Guarded:
    """base: every settled figure of people metrics, true, all areas; hidden, printed: masks over it.

    cells: the quantities behind the rows; proofs: other tables that protection rests on, by cell (`disclosure`).
    bands: least and most of each cell that is printed as a range, nan for others. ledger: what earlier releases of this
    audience printed that binds (`ledger.binding`), for the gate to read for itself.
    """

    base: pd.DataFrame
    hidden: Bools
    printed: Bools
    cells: Cells
    proofs: sparse.csr_array
    report: dict[str, Any] = field(default_factory=dict)
    bands: Bands = field(default_factory=lambda: (np.empty(0), np.empty(0)))
    ledger: pd.DataFrame | None = field(default=None, repr=False)


def base_rows(rows: pd.DataFrame, headers: Headers, mode: str, totals: pd.DataFrame | None = None) -> pd.DataFrame:
    """The figures that are protected, once each: frozen ones and, in a protected file, the other totals that stand.

    totals: those (`standing.totals`).
    """
    people = rows[is_people(rows["metric"], headers) & rows["status"].isin(["ok", "c"]) & rows["n"].notna()]
    frozen = people[people["basis"] == "frozen"]
    standing = [totals] if mode == "protected" and totals is not None else []
    return pd.concat([frozen, *standing]).reset_index(drop=True)


def settled(wanted: pd.DataFrame, base: pd.DataFrame, headers: Headers) -> pd.DataFrame:
    """Rows of a protected file: live totals take the settled figure, and what is not settled stays out."""
    people = is_people(wanted["metric"], headers).to_numpy()
    values = base.drop_duplicates(NAME)[[*NAME, *NUMBERS]].assign(there=True)
    found = wanted[NAME].merge(values, on=NAME, how="left").set_axis(wanted.index)
    there = found["there"].notna().to_numpy()
    out = wanted.copy()
    take = people & there & (wanted["basis"] == "live").to_numpy()
    for column in NUMBERS:
        out[column] = out[column].mask(take, found[column])
    unsettled = people & ~there & (wanted["basis"] == "live").to_numpy() & wanted["status"].eq("ok").to_numpy()
    return out[~unsettled]


def merged_levels(rows: pd.DataFrame, headers: Headers) -> pd.DataFrame:
    """`rows` and, for each one-way table with levels that are also shown together, rows of these."""
    found = [rows]
    kinds = rows["metric"].map({m: headers[m].kind for m in rows["metric"].unique()})
    for by, codes in MERGED.items():
        for code, parts in codes.items():
            mine = (
                rows["by1"].eq(by) & rows["by2"].eq(TOTAL) & rows["cat1"].isin(parts) & kinds.isin(["count", "share"])
            )
            table = rows[mine & rows["status"].eq("ok") & rows["basis"].eq("frozen")]
            if table.empty:
                continue
            others = [k for k in [*KEY, "period_end", "status"] if k != "cat1"]
            tables = table.groupby(others, sort=True)
            summed = tables[NUMBERS[:4]].sum(min_count=1)[tables.size() == len(parts)].reset_index()
            whole = summed.assign(cat1=code, value=np.nan)
            found.append(whole[list(rows.columns)].astype(rows.dtypes))
    return pd.concat(found, ignore_index=True)


def guard(
    base: pd.DataFrame, headers: Headers, audience: Audience, printed: Bools, hidden_before: Bools, shown_before: Bools,
    step: Step = no_step, key: bytes = b"", ledger: pd.DataFrame | None = None,
) -> Guarded:  # fmt: skip
    """Protect `base`. printed: rows that the file carries, or an earlier one did.

    hidden_before, shown_before: rows that stay as an earlier release, or a fuller file, had them; ledger: what earlier
    releases of this audience printed that binds (`ledger.binding`). key: what the grid of bands rests on.
    """
    open_rows = np.zeros(len(base), dtype=bool)
    if audience.mode == "controlled":
        open_rows = ~is_dangerous(base).to_numpy()
        hidden_before = hidden_before | _few_to_split(base)
    cells = cells_of(base, headers)
    n = len(base)
    frame = cells.frame
    seen = _marks(cells, printed | open_rows)
    shown = _marks(cells, open_rows | (shown_before & ~hidden_before))
    role = np.where(shown, "shown", np.where(seen, "free", "unprinted"))
    headline = (frame[cells.dims[3:]] == TOTAL).all(axis=1).to_numpy()
    if audience.mode == "protected":
        # an authority's own headlines are in nobody's assurance file, but taking them as known keeps the blocks small
        role = np.where(_large(frame, headline), "shown", role)
    must = must_show(frame, cells.dims[3:], headers) & (audience.mode == "protected")
    known = bounds(cells, base, headers, ledger, role == "shown")
    # where a range was printed it stands, and no band takes its place
    band = bands(frame, cells.dims, must & (role == "free") & ~known.told, headers, key)
    low, high = (np.where(known.told, old, new) for old, new in zip((known.low, known.high), band, strict=True))
    before = frame[cells.dims][_marks(cells, hidden_before, shares_only=True) & ~shown].assign(status="c")
    tied = ties(cells, headers)
    done = protect(
        frame.assign(role=role, weight=_weights(frame, cells.dims[3:], must), low=low, high=high, firm=known.told),
        cells.dims, hierarchies(cells, headers), POLICY, before,
        subset=tied.under, same=tied.same, facts=known.shares, strict=False, step=step,
    )  # fmt: skip
    gone = done.table["status"].ne("ok").to_numpy() & (role != "shown")
    hidden = cells.any_of(gone, n) & printed & ~open_rows
    kept = gone & ~_left(done.proofs, frame["value"].to_numpy(dtype=float), *band)
    ends = np.where(kept, band[0], np.nan), np.where(kept, band[1], np.nan)
    return Guarded(base, hidden, printed, cells, done.proofs, done.report, ends, ledger)


def _weights(frame: pd.DataFrame, splits: list[str], must: Bools) -> Ints:
    """How dear it is to hide each cell; a share can be read beside a hidden part of it, but not without its count."""
    headline = (frame[splits] == TOTAL).all(axis=1).to_numpy()
    merged = frame[splits].isin([c for codes in MERGED.values() for c in codes]).any(axis=1).to_numpy()
    count = ~frame["what"].str.contains(".", regex=False).to_numpy()
    weight = np.select([must & count, must, headline, merged], [1200, 300, 30, 100], 1)
    return np.asarray(weight * np.where(frame["area"] == TEES, 3, 1), dtype=np.int64)


def _left(proofs: sparse.csr_array, value: Floats, low: Floats, high: Floats) -> Bools:
    """Cells whose band some other table leaves: it is not printed."""
    change = proofs.tocoo()
    at = change.coords[1]
    other = value[at] + change.data
    left = np.zeros(len(value), dtype=bool)
    left[at[(other < low[at]) | (other > high[at])]] = True
    return left


def _few_to_split(base: pd.DataFrame) -> Bools:
    """Rows that split, by what others see of a child, an exact count of 1 to 4.

    The exact count alone leaves such a split less room than protection asks for, so the whole split is hidden, noughts
    and all.
    """
    danger = is_dangerous(base).to_numpy()
    few = base[["n", "yes", "no"]].apply(lambda column: column.between(*POLICY.small)).fillna(False).any(axis=1)
    exact = base[~danger & few.to_numpy(dtype=bool) & base["by2"].eq(TOTAL).to_numpy()]
    wholes = set(_split_names(exact, exact["by1"], exact["cat1"]))
    found = np.zeros(len(base), dtype=bool)
    for by, cat in (("by1", "cat1"), ("by2", "cat2")):
        other = ~base[by].isin([*DANGEROUS]).to_numpy()
        names = _split_names(base, base[by].where(other, TOTAL), base[cat].where(other, TOTAL))
        found |= danger & np.array([name in wholes for name in names], dtype=bool)
    return found


def _split_names(rows: pd.DataFrame, by: pd.Series, cat: pd.Series) -> list[tuple[Any, ...]]:
    columns = [rows["metric"], rows["period_kind"], rows["period_start"], rows["area"], by, cat]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _marks(cells: Any, rows: Bools, shares_only: bool = False) -> Bools:
    """Cells that any of the rows prints; shares_only: a share's answers but not its count."""
    marked = np.zeros(len(cells.frame), dtype=bool)
    pairs = rows[cells.row]
    if shares_only:
        answers = cells.frame["what"].str.contains(".", regex=False).to_numpy()[cells.cell]
        share = np.zeros(len(rows), dtype=bool)
        share[cells.row[answers]] = True
        pairs = pairs & (answers | ~share[cells.row])
    marked[cells.cell[pairs]] = True
    return marked


def _large(frame: pd.DataFrame, headline: Bools) -> Bools:
    """Headlines of measures without a small headline anywhere: exact, and so known to all."""
    family = frame["what"].str.partition(".")[0]
    count = ~frame["what"].str.contains(".", regex=False)
    little = headline & (frame["value"].between(POLICY.small[0], POLICY.small[1]) | (count & frame["value"].eq(0)))
    return np.asarray(headline & ~family.isin(family[little]).to_numpy())

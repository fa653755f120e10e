"""vemt audit-sample: which times on the list to audit this quarter, and the form to fill in."""

import csv
from collections import Counter
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from commands.asking import AreaOption, area_of
from commands.common import HomeOption, JsonOption, NotDone, WrongUse, command, emit, out
from commands.home import find_home
from data_contracts.kit import contracts
from etl.warehouse import open_warehouse
from queries.sample import NoSample, audit_sample


@command
def sample(
    area: AreaOption,
    n: Annotated[int, typer.Option("--n", min=1, help="How many to audit.")],
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same sample.")],
    out_file: Annotated[Path, typer.Option("--out", help="The form (CSV); the sample is written beside it.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Draw a stratified sample for the audit: pseudonyms for the data owner, and the form whose copy comes back."""
    if out_file.suffix.lower() != ".csv":
        raise WrongUse("--out names a CSV file")
    with open_warehouse(find_home(home).warehouse, read_only=True) as con:
        try:
            drawn = audit_sample(con, area_of(area), n, seed)
        except NoSample as error:
            raise NotDone(str(error)) from error
    listed = out_file.with_name(f"{out_file.stem}-sample.csv")
    write_form(drawn, out_file)
    listed.touch(mode=0o600)
    drawn.to_csv(listed, index=False)
    strata = Counter(zip(drawn["risk"], drawn["category"], strict=True))
    if json:
        counts = [{"risk": risk, "category": category, "n": k} for (risk, category), k in strata.items()]
        emit({"form": out_file, "sample": listed, "n": len(drawn), "strata": counts})
        return
    out.print(f"{len(drawn)} times on the list are in {listed}: for the data owner only.", markup=False)
    out.print(f"The form is {out_file}. Filled in, it is loaded as the audits of the quarter.", markup=False)


def write_form(drawn: pd.DataFrame, file: Path) -> None:
    """The audit extract with a row for each of the sample: reference, authority and spell filled in, the rest blank."""
    columns = list(contracts()["audit"].fields)
    given = drawn.astype(str).to_dict("records")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({k: r[k] for k in ("audit_ref", "la_code", "spell_ref")} for r in given)

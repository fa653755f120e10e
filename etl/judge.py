"""Judging: Pandera looks at typed batches; what it finds is kept as position, column and rule, never as values."""

import pandas as pd
import pandera.errors
from pandera.errors import SchemaErrors

from data_contracts.kit import Contract
from etl.faults import cell_severity, fault_frame, rule_columns


class JudgeError(RuntimeError):
    """A check could not be run, or the frame is not the contract's: the load must stop, no row may pass."""


def judge(contract: Contract, frame: pd.DataFrame, parse_faults: pd.DataFrame) -> pd.DataFrame:
    """All faults of a typed batch: those of reading, and those that the contract's schema finds.

    frame: typed columns, unique index = position. parse_faults: fault frame of `types_of.typed`.
    A cell that could not be read is not reported as blank as well; one that holds a placeholder is. Raises JudgeError.
    """
    if frame.empty:
        return parse_faults
    try:
        contract.schema().validate(frame, lazy=True)
    except SchemaErrors as errors:
        found = _from_cases(contract, errors.failure_cases)
    except (pandera.errors.SchemaError, pandera.errors.SchemaDefinitionError) as error:
        raise JudgeError(f"the contract {contract.name} could not be checked ({type(error).__name__})") from None
    else:
        return parse_faults
    unread = parse_faults[parse_faults["rule"] != "placeholder_date"]
    read = set(zip(unread["position"], unread["column"], strict=True))
    keep = [
        not (r == "blank" and (p, c) in read)
        for p, c, r in found[["position", "column", "rule"]].itertuples(index=False)
    ]
    joined = pd.concat([parse_faults, found[keep]], ignore_index=True)
    return joined.drop_duplicates(["position", "column", "rule"], ignore_index=True)


def _from_cases(contract: Contract, cases: pd.DataFrame) -> pd.DataFrame:
    """Pandera's failure cases without their values. A case without a row means that a check broke."""
    broken = cases[cases["index"].isna()]
    if len(broken):
        checks = ", ".join(sorted({str(c).split("(")[0] for c in broken["check"]}))
        raise JudgeError(f"the contract {contract.name} could not be checked: {checks}")
    fields = contract.typed_columns()
    rules = {r.name: r for r in contract.rules}
    rows: list[tuple[int, str, str, str]] = []
    for position, column, check in cases[["index", "column", "check"]].drop_duplicates().itertuples(index=False):
        name = "blank" if check == "not_nullable" else str(check)
        if name in rules:
            columns = rule_columns(contract, name)
            rows.append((int(position), "|".join(columns), name, rules[name].severity))
        else:
            owner = fields[column]
            rows.append((int(position), owner, name, cell_severity(contract, owner, name)))
    return fault_frame(rows).drop_duplicates(ignore_index=True)

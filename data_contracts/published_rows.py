"""What a release shows: the long `figures` table of every audience's file, the only thing that pages read.

A row that is not shown carries no number at all, except the safe range that anyone could work out.
"""

import pandera.pandas as pa

STATUSES = {
    "ok": "shown",
    "c": "hidden to protect children",
    "x": "not supplied",
    "z": "not applicable",
    "u": "too few cases to be reliable",
    "r": "revised since it was first published",
    "w": "withdrawn",
}
"""Status -> what it means. Order of precedence when several apply: x, z, c, u."""
SHOWN = ("ok", "r", "u")
"""Statuses whose row may carry counts (a `u` row carries counts but no value)."""

KEY = ["metric", "period_kind", "start", "end", "area", "by1", "cat1", "by2", "cat2", "basis"]

_WHOLE = {"numerator": "count, or members with a true numerator", "not_recorded": "members with none recorded",
          "denominator": "shares: all members; rates: population; medians: n; counts: null"}  # fmt: skip
_REAL = {"value": "count as it is; share 0 to 1; rate per 10,000; median in the metric's unit",
         "lower": "lower end of the 95 % interval", "upper": "upper end of the 95 % interval"}  # fmt: skip
_RANGE = {"range_low": "hidden: least it can be, from what is shown: counts, whole percent, whole per 10,000",
          "range_high": "hidden: most it can be"}  # fmt: skip

SCHEMA = pa.DataFrameSchema(
    {
        **{k: pa.Column(str, nullable=False) for k in ("metric", "period_kind")},
        "start": pa.Column("datetime64[us]"),
        "end": pa.Column("datetime64[us]"),
        **{k: pa.Column(str, nullable=False) for k in KEY[4:]},
        **{k: pa.Column("Int64", pa.Check.ge(0), nullable=True, description=d) for k, d in _WHOLE.items()},
        **{k: pa.Column("Float64", nullable=True, description=d) for k, d in _REAL.items()},
        **{k: pa.Column("Int64", pa.Check.ge(0), nullable=True, description=d) for k, d in _RANGE.items()},
        "status": pa.Column(str, pa.Check.isin(list(STATUSES)), nullable=False),
    },
    checks=[
        pa.Check(
            lambda f: f["status"].isin(SHOWN) | f[["numerator", "not_recorded", "denominator", "value", "lower",
                                                   "upper"]].isna().all(axis=1) | f["status"].eq("z"),
            name="hidden_rows_carry_no_number",
        ),
        pa.Check(lambda f: ~f["status"].isin(["u", "z"]) | f["value"].isna(), name="no_value_when_unreliable"),
    ],
    unique=KEY,
    strict=True,
    name="figures",
)  # fmt: skip

"""Data quality figures: bands and whole percents for all but the producer."""

import pandas as pd
import release_rows as given

from data_contracts import published_rows
from release.bands import band_quality, bands
from release.figures import figures


def test_band_edges():
    counts = pd.Series([0, 1, 9, 10, 49, 50, 5000, None], dtype="Int64")
    found = bands(counts)
    assert found["range_low"].tolist()[:7] == [0, 1, 1, 10, 10, 50, 50]
    assert found["range_high"].tolist()[:5] == [0, 9, 9, 49, 49]
    assert found["range_high"].isna().tolist()[5:] == [True, True, True]
    assert pd.isna(found["range_low"][7])


def test_quality_figures_carry_no_exact_number():
    true = figures(given.metric_frame(), given.HEADERS, given.POPULATION)
    found = published_rows.SCHEMA.validate(band_quality(true, given.HEADERS))
    counts, shares = (found[found["metric"] == m] for m in ("rows_checked", "rows_failing"))
    assert len(counts) and len(shares)
    assert (counts["status"] == "c").all() and counts["numerator"].isna().all()
    before = true.loc[counts.index, "numerator"]
    assert ((counts["range_low"] <= before) & (counts["range_high"].fillna(10**9) >= before)).all()
    assert shares[["numerator", "denominator", "not_recorded", "lower", "upper"]].isna().all(axis=None)
    shown = shares.loc[shares["status"] == "ok", "value"].astype(float)
    assert ((shown * 100).round(6) % 1 == 0).all() and shown.nunique() > 3
    rest = ~found["metric"].str.startswith("rows_")
    pd.testing.assert_frame_equal(found[rest], true[rest])


def test_none_at_all_is_printed_as_a_nought():
    rows = given.metric_frame().copy()
    some = rows.index[rows["metric"].eq("rows_checked")][:5]
    rows.loc[some, "n"] = 0
    true = figures(rows, given.HEADERS, given.POPULATION)
    found = published_rows.SCHEMA.validate(band_quality(true, given.HEADERS))
    none = found[true["metric"].eq("rows_checked") & true["numerator"].eq(0)]
    assert len(none) == 5 and none["status"].eq("ok").all() and none["value"].eq(0).all()
    assert none[["range_low", "range_high"]].isna().all(axis=None)

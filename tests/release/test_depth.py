"""What each file carries of the catalogue: by outputs, and as far back as readers look."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import release_rows as given

from dashboard.questions import assurance
from queries.catalogue import catalogue
from release.audiences import load_audiences
from release.depth import TAKES, in_depth, outputs_of

AUDIENCES = load_audiences()


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return given.metric_frame(scale=0.3)


def _kept(rows: pd.DataFrame, audience: str, **outputs: tuple[str, ...]) -> pd.DataFrame:
    by_quarter = {"days_on_list": "quarter", "sessions_held": "quarter"}
    headers = {
        m: replace(h, outputs=outputs.get(m, h.outputs), headline=by_quarter.get(m, h.headline))
        for m, h in given.HEADERS.items()
    }
    return rows[in_depth(rows, headers, AUDIENCES[audience])]


def _quarters(rows: pd.DataFrame, **where: Any) -> int:
    mine = rows[(rows[list(where)] == pd.Series(where)).all(axis=1) & rows["period_kind"].eq("quarter")]
    return int(mine["period_start"].nunique())


def test_a_file_carries_the_measures_that_its_headers_name_for_it(rows: pd.DataFrame) -> None:
    kept = _kept(rows, "strategic", sessions_held=("assurance",), added_to_list=("quarterly",))
    assert "sessions_held" not in set(kept["metric"]) and "added_to_list" in set(kept["metric"])
    kept = _kept(rows, "assurance", sessions_held=("assurance",), added_to_list=("quarterly",))
    assert "sessions_held" in set(kept["metric"]) and "added_to_list" not in set(kept["metric"])
    assert len(_kept(rows, "producer", sessions_held=())) == len(rows)


def test_what_a_share_or_ratio_is_made_of_comes_with_it() -> None:
    headers = {m: replace(h, outputs=("x",)) for m, h in given.HEADERS.items()}
    headers["in_time_of_done"] = replace(headers["in_time_of_done"], outputs=("strategic",))
    found = outputs_of(headers)
    for part in ("interviews_in_time", "interviews_done", "interviews_due"):
        assert "strategic" in found[part]


def test_totals_go_back_two_years_splits_stand_beside_last_year(rows: pd.DataFrame) -> None:
    kept = _kept(rows, "strategic", sessions_held=("quarterly",))
    live = {"basis": "live", "by1": "total"}
    assert _quarters(kept, metric="days_on_list", **live) == 9
    assert _quarters(kept, metric="open_on_list", **live) == 5, "its months tell the course"
    assert _quarters(kept, metric="sessions_held", **live) == 5, "not for the strategic group"
    assert _quarters(kept, metric="open_on_list", basis="frozen", by1="total") == 5
    assert _quarters(kept, metric="open_on_list", basis="live", by1="category", by2="total") == 5
    pair = {"metric": "open_on_list", "basis": "live", "by1": "category", "by2": "risk"}
    assert _quarters(kept, **pair) == 2
    ages = kept[kept["by1"].eq("age_band") & kept["basis"].eq("frozen") & kept["period_kind"].eq("quarter")]
    starts = sorted(set(ages["period_start"]))
    assert len(starts) == 2 and starts[0] == starts[1] - pd.DateOffset(years=1)
    months = rows["period_kind"].eq("month")
    assert kept["period_kind"].eq("month").sum() == months.sum()


def test_every_file_with_the_assurance_page_carries_the_evidence_of_every_claim():
    """A measure that a file lacks would stand there as not assured."""
    outputs = outputs_of(catalogue())
    for name, audience in AUDIENCES.items():
        if audience.mode in TAKES and assurance.SLUG not in audience.without:
            lacking = {c.metric for c in assurance.CLAIMS if not outputs[c.metric] & set(TAKES[audience.mode])}
            assert not lacking, f"{name} lacks {', '.join(sorted(lacking))}"

"""What the board must see, in the protected and the controlled file of demos of 120 and of 420 open children."""

from datetime import date

import pytest

from benchmarks.bench_protection import built_of
from benchmarks.must_show import LINES, NOT_SHOWN, NOT_SUPPLIED, how_shown
from data_contracts.vocabularies import BREAKDOWNS
from queries.catalogue import catalogue
from release.subjects import DANGEROUS, is_people

AS_AT = date(2026, 10, 31)
OPENS = (120, 420)


@pytest.fixture(scope="module", params=OPENS)
def built(request, vemt_at, tmp_path_factory):
    """The release of a demo of so many open children."""
    vemt = vemt_at(tmp_path_factory.mktemp(f"open{request.param}") / "home")
    made = vemt.run("demo", "--open", request.param, "--no-serve", "--yes")
    assert made.exit_code == 0, made.stderr
    return built_of(vemt.home, AS_AT, "strategic", "assurance")


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_every_line_is_shown_in_every_period(built, line):
    how = dict(how_shown(built.tables["assurance"]["figures"], line))
    assert how, "the file does not carry it"
    assert not [period for period, said in how.items() if said == NOT_SHOWN]
    true = dict(how_shown(built.tables["strategic"]["figures"], line))
    away = [period for period, said in how.items() if said == NOT_SUPPLIED]
    assert {true.get(period, NOT_SUPPLIED) for period in away} <= {NOT_SUPPLIED}, "it was supplied"


@pytest.mark.slow
def test_controlled_files_show_everything_operational_exactly(built):
    figures = built.tables["strategic"]["figures"]
    counted = {m for m, h in catalogue().items() if h.kind in ("count", "share", "median")}
    rows = figures[figures["metric"].isin(counted)]
    rows = rows[is_people(rows["metric"], catalogue()).to_numpy()]
    plain = ~rows["by1"].isin(DANGEROUS) & ~rows["by2"].isin(DANGEROUS)
    assert set(BREAKDOWNS) > set(DANGEROUS) and not rows.loc[plain, "status"].eq("c").any()


@pytest.mark.slow
def test_nothing_is_found_out_alone_or_together(built):
    told = built.gate["audiences"]
    assert set(told) == {"strategic", "assurance", "strategic + assurance"}
    for report in told.values():
        assert report["found"] == 0 and report["narrowest"] >= 4 and report["steps"] == []

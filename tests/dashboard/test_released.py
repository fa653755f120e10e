"""The reader: what it gives, what it refuses, and that nothing but its file can be read through it."""

import json
from datetime import date

import duckdb
import pytest
from made_release import make_release

from dashboard import words
from dashboard.cells import absent, combined
from dashboard.released import Released
from dashboard.shelf import (
    FailsChecks,
    NoRelease,
    NotReleased,
    ReleaseError,
    UnknownAudience,
    UnknownName,
    UnknownRelease,
)
from data_contracts.periods import Period, parse

KEYS = [
    "metric",
    "period",
    "area",
    "by",
    "basis",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "range",
    "status",
]
HARTLEPOOL, MIDDLESBROUGH, REDCAR = "E06000001", "E06000002", "E06000003"


def test_no_release_yet(tmp_path):
    with pytest.raises(NoRelease, match="vemt publish"):
        Released.open(tmp_path, "strategic")


def test_unknown_audience(releases):
    with pytest.raises(UnknownAudience):
        Released.open(releases, "everybody")


@pytest.mark.parametrize("release_id", ["2020-01-31-000000000000", "../releases", ".", ".."])
def test_unknown_release(releases, release_id):
    with pytest.raises(UnknownRelease):
        Released.open(releases, "strategic", release_id)


def changed_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def other_count(path):
    (path.parent.parent.parent / "config" / "release.key").unlink()
    manifest = json.loads((path.parent / "manifest.json").read_text("utf-8"))
    manifest["audiences"]["strategic"]["figures"] += 1
    (path.parent / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def no_sums(path):
    (path.parent / "manifest.json").write_text('{"audiences": ["strategic"]}', "utf-8")


def other_release(path):
    manifest = json.loads((path.parent / "manifest.json").read_text("utf-8"))
    (path.parent / "manifest.json").write_text(json.dumps(manifest | {"release_id": "another"}), "utf-8")


def not_a_database(path):
    (path.parent.parent.parent / "config" / "release.key").unlink()
    path.write_text("no database", "utf-8")


@pytest.mark.parametrize(
    "spoil", [changed_byte, other_count, no_sums, other_release, not_a_database, lambda p: p.unlink()]
)
def test_a_spoilt_release_shows_nothing(tmp_path, spoil):
    folder = tmp_path / "home" / "releases"
    release_id = make_release(folder, empty=True)
    spoil(folder / release_id / "strategic.duckdb")
    with pytest.raises(FailsChecks) as caught:
        Released.open(folder, "strategic")
    assert str(tmp_path) not in str(caught.value)


def test_errors_are_sentences():
    assert all(issubclass(e, ReleaseError) for e in (NoRelease, UnknownAudience, FailsChecks, UnknownName, NotReleased))


@pytest.mark.parametrize("query", ["select * from read_text('/etc/hostname')", "copy figures to 'x.csv'",
                                   "set threads=4",
                                   "create table t (a int)", "attach 'other.duckdb'", "install httpfs"])  # fmt: skip
def test_nothing_else_can_be_read_or_written(released, query):
    with pytest.raises(duckdb.Error):
        released._ask(query)


def test_figure_has_the_agreed_form(released):
    found = released.figure("open_on_list", parse("2026-09"), "tees")
    assert list(found) == KEYS
    assert found["value"] == found["numerator"] and isinstance(found["value"], int)
    assert (found["denominator"], found["range"], found["status"]) == (None, None, "ok")
    share = released.figure("return_interview_within_72h", parse("2026-09"), "TEES")
    assert share["value"] == share["numerator"] / share["denominator"]
    json.dumps([found, share])


def test_category_case_and_order_do_not_matter(released):
    quarter = parse("2026-27-Q2")
    one = released.figure("open_on_list", quarter, "TEES", {"risk": "high", "category": "t"})
    assert one == released.figure("open_on_list", quarter, "TEES", {"category": "T", "risk": "HIGH"})
    assert one["by"] == {"category": "T", "risk": "HIGH"}


def test_basis_is_live_unless_only_frozen_is_there(released):
    quarter = parse("2026-27-Q2")
    assert released.figure("open_on_list", quarter, "TEES", {"risk": "LOW"})["basis"] == "live"
    assert released.figure("open_on_list", quarter, "TEES", {"sex": "F"})["basis"] == "frozen"
    assert released.figure("open_on_list", quarter, "TEES")["basis"] == "live"
    assert released.figure("open_on_list", quarter, "TEES", basis="frozen")["basis"] == "frozen"
    with pytest.raises(NotReleased):
        released.figure("open_on_list", quarter, "TEES", {"sex": "F"}, "live")


def test_hidden_figure_has_its_range_and_no_number(released):
    cells = [c for c in released.cells("open_on_list").values() if c.status == "c"]
    assert cells and all(c.as_json()["range"] == [0, 6] and c.as_json()["value"] is None for c in cells)


@pytest.mark.parametrize(
    ("metric", "area", "by"),
    [
        ("children_lost", "TEES", {}),
        ("open_on_list", "YORK", {}),
        ("open_on_list", "TEES", {"shoe_size": "9"}),
        ("open_on_list", "TEES", {"risk": "ENORMOUS"}),
        ("open_on_list", "TEES", {"grade": "GOOD"}),
    ],
)
def test_unknown_names(released, metric, area, by):
    with pytest.raises(UnknownName):
        released.figure(metric, parse("2026-27-Q2"), area, by)


def test_period_not_released(released):
    with pytest.raises(NotReleased):
        released.figure("open_on_list", parse("2019-09"), "TEES")
    with pytest.raises(NotReleased):
        released.figure("open_on_list", parse("2026-09"), "E92000001")


def test_two_months_of_a_flow_are_the_sum(released):
    months = [released.figure("added_to_list", parse(c), "TEES")["value"] for c in ("2026-07", "2026-08")]
    assert released.figure("added_to_list", parse("2026-B4"), "TEES")["value"] == sum(months)


def test_half_year_of_a_share_adds_both_counts(released):
    quarters = [released.figure("risk_reduced", parse(c), "TEES") for c in ("2026-27-Q1", "2026-27-Q2")]
    half = released.figure("risk_reduced", parse("2026-27-H1"), "TEES")
    assert half["denominator"] == sum(q["denominator"] for q in quarters)
    assert half["value"] == sum(q["numerator"] for q in quarters) / half["denominator"]


def test_two_months_of_a_stock_are_the_last(released):
    last = released.figure("open_on_list", parse("2026-08"), "TEES")
    two = released.figure("open_on_list", parse("2026-B4"), "TEES")
    assert (two["value"], two["status"], last["status"]) == (last["value"], "r", "r")


@pytest.mark.parametrize("metric", ["children_missing", "repeat_missing", "days_on_list", "open_on_list_rate"])
def test_distinct_children_and_medians_do_not_add(released, metric):
    with pytest.raises(NotReleased, match="does not add up"):
        released.figure(metric, parse("2026-B4"), "TEES")


def test_a_part_not_supplied_or_withdrawn_makes_the_whole_so(released):
    assert released.figure("added_to_list", parse("2026-B5"), "TEES")["status"] == "x"
    assert released.figure("removed_from_list", parse("2026-B3"), MIDDLESBROUGH)["status"] == "w"


def test_hidden_parts_add_their_ranges():
    period, area = parse("2026-B4"), "TEES"
    blank = absent("m", parse("2026-07"), area)
    hidden = blank.__class__(**{**blank.__dict__, "status": "c", "range_low": 1, "range_high": 6})
    shown = blank.__class__(**{**blank.__dict__, "status": "ok", "numerator": 7, "value": 7.0})
    assert combined([hidden, shown], "count", period, area).range == [8, 13]
    assert combined([hidden, shown], "count", period, area).value is None
    zero = blank.__class__(**{**blank.__dict__, "status": "z"})
    assert combined([shown, zero], "count", period, area).value == 7
    assert combined([hidden, blank], "count", period, area).status == "x"


def test_series_has_every_month_and_says_what_is_absent(released):
    series = released.series("open_on_list", HARTLEPOOL, "month")
    assert len(series) == 36
    assert (series[-1].status, series[-1].period.code) == ("x", "2026-10")
    assert [c.period for c in series] == [Period("month", series[0].period.start).shifted(i) for i in range(36)]


def test_table_signal_events_supply_definitions(released):
    table = released.table("open_on_list", parse("2026-27-Q2"), ["TEES", REDCAR], "risk")
    assert ("TEES", "VERY_HIGH") in table and ("TEES", "not_recorded") in table and len(table) == 10
    points = released.signal("open_on_list", "TEES")["points"]
    assert (points[-14]["point_type"], points[-14]["rules"], len(points)) == ("neutral_high", "shift_above", 36)
    assert released.signal("audits_planned", "TEES") is None
    assert released.events[0]["date"] == date(2025, 9, 1)
    assert {r["la_code"] for r in released.supply} == set(released.parts_of("TEES"))
    assert released.definitions["open_on_list"]["sql"].startswith("select")
    assert released.periods("month")[-1].code == "2026-10"
    assert len(released.figures()) == sum(len(released.cells(m)) for m in released.metrics)


def test_an_empty_release_opens(nothing_released):
    assert nothing_released.areas == [] and nothing_released.periods("month") == []
    with pytest.raises(NotReleased):
        nothing_released.figure("open_on_list", parse("2026-09"), "TEES")


def test_a_period_after_the_newest_is_not_settled_and_one_before_the_first_not_supplied(released):
    metric = "open_on_list"
    known = released.periods("quarter", metric)
    newer = released.find(metric, known[-1].shifted(1), "TEES")
    older = released.find(metric, known[0].shifted(-1), "TEES")
    assert (newer.status, older.status) == ("x", "x")
    assert "not settled yet" in words.state(newer) and words.state(older).startswith("Not supplied")

"""The whole street through its front door: files, load, release, figure, members, page."""

import csv
import io
import json

import pytest

from release.audiences import load_audiences

LAS = ("E06000001", "E06000002", "E06000003", "E06000004")
SETTLED = "2026-27-Q2"


def figure(vemt, metric, period, area, *more, audience="strategic", code=0):
    return vemt.json("figure", metric, "--audience", audience, "--period", period, "--area", area, *more, code=code)


def members(vemt, metric, period, area, *more):
    result = vemt.run("members", metric, "--period", period, "--area", area, *more)
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_second_load_changes_nothing(demo):
    document = demo.json("load", demo.home / "demo-extracts", code=1)
    refused = [f["file"] for f in document["files"] if f["status"] == "refused"]
    assert not [f for f in document["files"] if f["status"] == "loaded"]
    assert len(refused) < len(document["files"]) / 10
    for f in document["files"]:
        assert f["rows_read"] == f["accepted"] + f["rejected"] + f["duplicates"]


def test_demo_is_of_the_real_size(demo):
    assert 100 <= figure(demo, "open_on_list", "2026-09", "TEES")["value"] <= 150
    assert 140 <= figure(demo, "removed_from_list", "2025-26", "TEES")["value"] <= 200
    assert 150 <= figure(demo, "added_to_list", "2025-26", "TEES")["value"] <= 230
    assert 2600 <= figure(demo, "missing_episodes", "2025-26", "TEES")["value"] <= 3400
    assert 100 <= figure(demo, "children_missing", "2026-09", "TEES")["value"] <= 160


def test_one_authority_late_makes_the_totals_not_supplied(demo):
    assert figure(demo, "missing_episodes", "2026-10", "E06000001")["status"] == "x"
    assert figure(demo, "missing_episodes", "2026-10", "TEES")["status"] == "x"
    assert figure(demo, "missing_episodes", "2026-10", "STSCP")["status"] == "ok"


def test_what_an_authority_does_not_send_is_x_for_it_and_for_the_totals(demo):
    for metric in ("letters_due_on_removal", "missing_records"):
        areas = ("E06000002", "E06000003", "E06000004", "STSCP", "TEES")
        found = {a: figure(demo, metric, SETTLED, a, audience="producer")["status"] for a in areas}
        assert found == {"E06000002": "ok", "E06000003": "x", "E06000004": "ok", "STSCP": "x", "TEES": "x"}


@pytest.mark.parametrize("metric", ["open_on_list", "missing_episodes", "added_to_list", "audit_actions_due"])
def test_partnership_is_the_sum_of_its_authorities(demo, metric):
    period = SETTLED
    parts = {la: figure(demo, metric, period, la)["numerator"] for la in LAS}
    assert figure(demo, metric, period, "HSSCP")["numerator"] == parts["E06000001"] + parts["E06000004"]
    assert figure(demo, metric, period, "TEES")["numerator"] == sum(parts.values())


def test_operational_splits_of_the_closed_papers_are_exact_and_add_up(demo):
    total = figure(demo, "open_on_list", SETTLED, "E06000003")["numerator"]
    by_risk = [
        figure(demo, "open_on_list", SETTLED, "E06000003", "--by", f"risk={r}")
        for r in ("VERY_HIGH", "HIGH", "MEDIUM", "LOW", "not_recorded")
    ]
    assert all(f["status"] == "ok" for f in by_risk)
    assert sum(f["numerator"] for f in by_risk) == total


def test_members_are_the_rows_behind_the_figure(demo):
    for metric, period in (("open_on_list", "2026-09"), ("missing_episodes", SETTLED), ("children_missing", "2026-08")):
        found = figure(demo, metric, period, "E06000002")
        assert len(members(demo, metric, period, "E06000002")) == found["numerator"]
    by = ("--by", "risk=high")
    assert len(members(demo, "open_on_list", SETTLED, "TEES", *by)) == figure(
        demo, "open_on_list", SETTLED, "TEES", *by
    )["numerator"]  # fmt: skip
    share = figure(demo, "return_interview_within_72h", SETTLED, "TEES")
    rows = members(demo, "return_interview_within_72h", SETTLED, "TEES")
    assert len(rows) == share["denominator"]
    assert sum(r["numerator"].lower() == "true" for r in rows) == share["numerator"]


def test_figure_has_the_agreed_keys(demo):
    found = figure(demo, "open_on_list", "2026-09", "TEES")
    assert list(found) == ["metric", "period", "area", "by", "basis", "numerator", "denominator", "value", "lower",
                           "upper", "range", "status"]  # fmt: skip
    assert found["denominator"] is None and found["basis"] == "live"
    rate = figure(demo, "open_on_list_rate", "2026-09", "TEES")
    assert rate["denominator"] == 129_285
    assert rate["value"] == pytest.approx(found["value"] / 129_285 * 10_000)


def test_small_counts_of_children_are_hidden_where_they_must_be(demo):
    counts = []
    for sex in ("F", "M", "U", "not_recorded"):
        found = figure(demo, "open_on_list", SETTLED, "E06000001", "--by", f"sex={sex}")
        counts.append(found)
        assert found["numerator"] is None or not 1 <= found["numerator"] <= 4
    assurance = figure(demo, "open_on_list", SETTLED, "TEES", audience="assurance")
    assert assurance["status"] == "ok"


def test_wrong_use_and_not_released_leave_with_their_codes(demo):
    words = ("--audience", "strategic", "--period", "2026-09", "--area", "TEES")
    assert demo.run("figure", "no_such_metric", *words).exit_code == 2
    assert demo.run("figure", "open_on_list", *words[:4], "--area", "ATLANTIS").exit_code == 2
    assert demo.run("figure", "open_on_list", *words, "--by", "risk=PURPLE").exit_code == 2
    assert demo.run("figure", "open_on_list", *words[:2], "--period", "soon", "--area", "TEES").exit_code == 2
    assert demo.run("figure", "open_on_list", *words[:2], "--period", "2031-01", "--area", "TEES").exit_code == 3
    assert demo.run("figure", "open_on_list", "--audience", "nobody", *words[2:]).exit_code == 2


def test_release_twice_is_unchanged_and_unsigned_is_refused(demo):
    again = demo.json("release", "--as-at", "2026-10-31")
    assert again["status"] == "unchanged"
    assert set(again["audiences"]) == set(load_audiences(None))
    assert demo.run("release", "--as-at", "2026-09-30").exit_code == 3


def test_catalogue_covers_the_issue(demo):
    found = demo.json("metrics")["metrics"]
    ids = {i for m in found for i in m["ids"]}
    wanted = {"A1", "A2", "A3", "B1", "B3", "B4", "B5", "C1", "G1", "G2", "G5", "G7", "G14", "J1", "J2", "J5", "M2",
              "M3", "N1"}  # fmt: skip
    assert wanted <= ids


def test_a_file_holds_what_its_readers_need_and_no_more(demo):
    found = demo.json("metrics")["metrics"]
    assert sum(m["cells"] for m in found) <= 80_000
    held = {a: sum(m["cells_by_audience"][a] for m in found) for a in ("strategic", "assurance")}
    assert held["strategic"] <= 30_000 and held["assurance"] <= 12_000
    current = demo.json("status")["current_release"]
    made = json.loads((demo.home / "releases" / current / "manifest.json").read_text("utf-8"))["audiences"]
    for audience, planned in held.items():
        assert abs(made[audience]["figures"] - planned) <= 500


def test_rejects_name_rows_and_rules_but_no_value(demo, tmp_path):
    out = tmp_path / "rejects.csv"
    assert demo.run("rejects", "--out", out).exit_code == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig")))
    assert rows and all(r["rule"] and r["row_number"] for r in rows)


def test_no_home_yet_is_a_sentence(vemt):
    result = vemt.run("figure", "open_on_list", "--audience", "strategic", "--period", "2026-09", "--area", "TEES")
    assert result.exit_code == 3
    assert "release" in result.stderr and "Traceback" not in result.stderr


def test_check_says_which_measures_the_files_feed(vemt, tmp_path):
    (tmp_path / "hartlepool-list-2026-09.csv").write_text("child_ref,la_code,added_date\nabcd_1234,805,2026-09-03\n")
    document = vemt.json("check", tmp_path)
    assert document["files"][0]["accepted"] == 1
    fed = {m["metric"] for m in document["measures"]["fed"]}
    lacking = {m["metric"]: m["fields"] for m in document["measures"]["lacking"]}
    assert "added_to_list" in fed
    assert lacking["open_on_list"] == ["vemt_spell.removed_date"]
    assert "missing_episodes" not in fed | set(lacking)
    assert not vemt.home.exists() or not (vemt.home / "warehouse.duckdb").exists()

"""The street on real and real-format files, not only on the demo."""

import csv

import pytest

FACTORS = {"E06000001": (80, 37.9), "E06000002": (125, 35.1), "E06000003": (99, 36.0), "E06000004": (129, 28.6)}


@pytest.fixture(scope="module")
def published(shared, tmp_path_factory, vemt_at):
    vemt = vemt_at(tmp_path_factory.mktemp("published") / "home")
    document = vemt.json("load", shared / "published")
    assert {f["status"] for f in document["files"]} == {"loaded"}
    built = vemt.json("release", "--as-at", "2026-10-31", "--override", "published figures only, test")
    vemt.json("publish", built["release_id"], "--yes")
    return vemt


def _figure(vemt, metric, area, factor):
    return vemt.json("figure", metric, "--by", f"factor={factor}", "--period", "2024-25", "--area", area,
                     "--audience", "strategic")  # fmt: skip


@pytest.mark.parametrize("area", FACTORS)
def test_published_missing_factor(published, area):
    count, rate = FACTORS[area]
    assert _figure(published, "assessment_factors", area, "going_missing")["value"] == count
    assert _figure(published, "assessment_factors_rate", area, "going_missing")["value"] == pytest.approx(
        rate, abs=0.05
    )


def test_published_total_with_a_hidden_part_stays_hidden(published):
    assert _figure(published, "assessment_factors", "TEES", "going_missing")["value"] == 433
    assert _figure(published, "assessment_factors", "E06000001", "trafficking")["status"] == "c"
    assert _figure(published, "assessment_factors", "E06000003", "trafficking")["value"] == 6
    tees = _figure(published, "assessment_factors", "TEES", "trafficking")
    assert tees["status"] == "c" and tees["value"] is None
    assert _figure(published, "assessment_factors", "E92000001", "trafficking")["value"] > 1000


def test_raw_return_is_refused_naming_columns_and_no_value(shared, vemt):
    document = vemt.json("load", shared / "ssda903", code=1)
    assert {f["status"] for f in document["files"]} == {"refused"}
    reasons = " ".join(f["reason"] for f in document["files"])
    assert all(column in reasons for column in ("DOB", "UPN", "HOME_POST"))
    with (shared / "ssda903" / "2017-header.csv").open(encoding="utf-8") as file:
        cells = {row["UPN"] for row in csv.DictReader(file)} - {""}
    assert not any(cell in reasons for cell in cells)


def test_pseudonymised_return_loads(shared, vemt, tmp_path):
    key, out = tmp_path / "key", tmp_path / "extracts"
    assert vemt.run("new-key", key).exit_code == 0
    result = vemt.run("pseudonymise", shared / "ssda903", "--from", "ssda903", "--la", "805", "--key-file", key,
                      "--out", out)  # fmt: skip
    assert result.exit_code == 0, result.stderr
    document = vemt.json("load", out)
    assert {f["status"] for f in document["files"]} == {"loaded"}
    assert sum(f["accepted"] for f in document["files"]) >= 6


RAW = """Name,DOB,LCS ID,Gender,VEMT category,Current risk,Date on,Date off,Notes
A Person,14/03/2010,4455667,F,Exploited,High,02/06/2026,,saw her at the station with an older friend
B Person,01/12/2009,4455668,M,Vulnerable,medium,10/06/2026,30/09/2026,moved to live with family in another town
"""
MAP = """[columns]
child_ref = "LCS ID"
birth_month = "DOB"
sex = "Gender"
category = "VEMT category"
risk = "Current risk"
added_date = "Date on"
removed_date = "Date off"
"""


def test_raw_list_is_refused_and_loads_after_pseudonymising(vemt, tmp_path):
    raw, out, key, column_map = (tmp_path / n for n in ("raw", "out", "key", "map.toml"))
    raw.mkdir()
    (raw / "hartlepool-list-2026-09.csv").write_text(RAW, encoding="utf-8")
    column_map.write_text(MAP, encoding="utf-8")
    document = vemt.json("load", raw, code=1)
    assert document["files"][0]["status"] == "refused"
    assert "DOB" in document["files"][0]["reason"] and "Person" not in document["files"][0]["reason"]
    vemt.run("new-key", key)
    lookup = tmp_path / "lookup.csv"
    result = vemt.run("pseudonymise", raw, "--from", "list", "--la", "Hartlepool", "--key-file", key, "--map",
                      column_map, "--lookup", lookup, "--out", out)  # fmt: skip
    assert result.exit_code == 0, result.stderr
    written = "".join(p.read_text(encoding="utf-8") for p in out.rglob("*") if p.is_file())
    assert not any(word in written for word in ("Person", "4455667", "14/03/2010", "2010-03-14", "station"))
    document = vemt.json("load", out)
    assert document["files"][0]["accepted"] == 2

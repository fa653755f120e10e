"""One home from its first release to the last withdrawal: late entries, a figure taken back, releases taken back.

Told once, through the command line; each test looks at one of its days. R1: the first release; L: a build that then
grows old; R2: R1 without two figures; R3: the next meeting's release, with late entries in it.
"""

import csv
import io
import json
import shutil
from types import SimpleNamespace

import pandas as pd
import pytest
from small_home import AS_AT, SETTLED, small
from streamlit.testing.v1 import AppTest

from dashboard import access
from data_contracts.published_rows import KEY
from etl import ledger_store
from etl.warehouse import open_warehouse
from release.build import read_tables
from release.ledger import seen

NEXT, LA = "2026-12-31", "E06000002"
WHY = "two spells of one child were counted"
LATE = ("child_ref,la_code,added_date,removed_date,sex,risk,category\n"
        f"late_child_1,{LA},2025-11-12,,F,HIGH,E\nlate_child_2,{LA},2026-08-10,,F,HIGH,E\n")  # fmt: skip
STOCK = ("open_on_list", "--period", "2026-09", "--area", LA)
FROZEN = ("added_to_list", "--period", SETTLED, "--area", LA, "--by", "category=E")


@pytest.fixture(scope="module")
def told(request, tmp_path_factory):
    """The story; what was seen on the way stands in its attributes."""
    first = request.getfixturevalue("small")
    folder = tmp_path_factory.mktemp("story")
    vemt = type(first)(folder / "home")
    shutil.copytree(first.home, vemt.home)
    seen = SimpleNamespace(vemt=vemt, r1=vemt.json("releases")["releases"][0]["release_id"])
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        (folder / "in").mkdir()
        (folder / "in" / "middlesbrough-late.csv").write_text(LATE)
        assert vemt.run("load", folder / "in").exit_code == 0
        seen.old = built_before(vemt, seen.r1)
        seen.first = withdraw(vemt, seen.r1, *STOCK)
        seen.second = withdraw(vemt, seen.first["release_id"], *FROZEN)
        seen.r2 = seen.second["release_id"]
        seen.r2_figures = read_tables(vemt.home / "releases", seen.r2, ("figures", "about"))
        seen.stale = vemt.run("publish", seen.old, "--yes")
        seen.page = page(vemt, patch)
        seen.r3 = build_next(vemt)["release_id"]
        assert vemt.json("publish", seen.r3) == {"release_id": seen.r3, "status": "published"}
        seen.r3_figures = read_tables(vemt.home / "releases", seen.r3, ("figures", "about"))
        seen.frozen_members = members(vemt, "added_to_list", "--period", SETTLED, "--area", LA, "--basis", "frozen",
                                      "--release", seen.r3)  # fmt: skip
        seen.whole = [vemt.json("withdraw", seen.r3, "--why", "a wrong list was loaded")]
        seen.whole.append(vemt.json("withdraw", seen.r3, "--why", "a wrong list was loaded"))
        seen.refused = vemt.run("figure", *STOCK, "--audience", "strategic", "--release", seen.r3)
        seen.again = vemt.run("publish", seen.r3, "--yes")
        seen.listed = {r["release_id"]: r for r in vemt.json("releases")["releases"]}
        seen.to_none = [vemt.json("withdraw", r, "--why", "the whole year is wrong") for r in
                        (seen.r2, seen.first["release_id"], seen.r1)]  # fmt: skip
        seen.nothing = page(vemt, patch)
        seen.nothing_left = vemt.run("figure", *STOCK, "--audience", "strategic")
    return seen


def build_next(vemt):
    return vemt.json("release", "--as-at", NEXT, "--override", "for the test, data lead")


def built_before(vemt, release_id):
    """A release that was built now and not published: the first one's files under another id."""
    other = f"{release_id[:11]}{'a' * 12}"
    folder = vemt.home / "releases"
    shutil.copytree(folder / release_id, folder / other)
    manifest = json.loads((folder / other / "manifest.json").read_text())
    (folder / other / "manifest.json").write_text(json.dumps(manifest | {"release_id": other}))
    with open_warehouse(vemt.home / "warehouse.duckdb") as con:
        ledger_store.record_proposal(con, other, pd.Timestamp(AS_AT).date(), pd.DataFrame(), pd.DataFrame())
    return other


def withdraw(vemt, release_id, metric, *words):
    return vemt.json("withdraw", release_id, "--metric", metric, *words, "--why", WHY)


def members(vemt, metric, *words):
    result = vemt.run("members", metric, *words)
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def script() -> None:
    import dashboard.app as app

    app.main()


def page(vemt, patch) -> str:
    """The overview as the browser gets it."""
    patch.setenv("VEMT_HOME", str(vemt.home))
    patch.setenv("VEMT_AUDIENCE", "strategic")
    patch.setattr(access, "client_address", lambda: None)
    patch.setattr(access, "listens_here_only", lambda: True)
    drawn = AppTest.from_function(script, default_timeout=60).run()
    return "".join(e.proto.body for e in drawn.get("html"))


def rows(tables, audience, metric, start="2026-09-01", area=LA, **more):
    found = tables[audience]["figures"]
    found = found[(found["metric"] == metric) & (found["start"] == pd.Timestamp(start)) & (found["area"] == area)]
    for column, value in ({"by1": "total"} | more).items():
        found = found[found[column] == value]
    return found


# --- one figure -----------------------------------------------------------------------------


def test_a_withdrawn_figure_has_its_row_no_number_and_its_reason(told):
    assert set(told.first) == {"release_id", "status", "why", "current", "replaces", "withdrawn"}
    assert told.first["replaces"] == told.r1 and told.first["current"] == told.first["release_id"] != told.r1
    assert {"open_on_list", "open_on_list_rate", "days_on_list"} <= set(told.first["withdrawn"])
    for audience in told.r2_figures:
        for metric in ("open_on_list", "open_on_list_rate", "days_on_list"):
            found = rows(told.r2_figures, audience, metric, period_kind="month")
            if len(found):
                assert found["status"].isin(["w", "x"]).all(), (audience, metric)
                assert found[["numerator", "denominator", "value", "range_low"]].isna().all(axis=None)
    about = dict(told.r2_figures["strategic"]["about"].to_numpy().tolist())
    said = [r for r in json.loads(about["withdrawn"]) if r["metric"] == "open_on_list"]
    assert {(r["period"], r["area"], r["why"]) for r in said} == {("2026-09", LA, WHY), (SETTLED, LA, WHY)}


def test_a_stock_s_quarter_is_the_same_figure_as_its_last_month(told):
    quarter = rows(told.r2_figures, "strategic", "open_on_list", "2026-07-01", period_kind="quarter")
    assert set(quarter["basis"]) == {"live", "frozen"} and (quarter["status"] == "w").all()


def test_no_other_figure_changes(told):
    before = read_tables(told.vemt.home / "releases", told.r1, ("figures",))
    gone = [("added_to_list", LA), *((m, LA) for m in told.first["withdrawn"])]
    for audience, part in told.r2_figures.items():
        both = before[audience]["figures"].merge(part["figures"], on=KEY, suffixes=("_old", ""))
        assert len(both) == len(part["figures"]) == len(before[audience]["figures"])
        differs = both["status"] != both["status_old"]
        assert set(map(tuple, both.loc[differs, ["metric", "area"]].to_numpy().tolist())) <= set(gone)
        same = both[~differs]
        for column in ("numerator", "denominator", "value", "range_low", "range_high"):
            assert same[column].equals(same[f"{column}_old"].rename(column)), (audience, column)


def test_pages_say_the_reason(told):
    assert WHY in told.page and "Withdrawn on" in told.page and "Middlesbrough" in told.page


def test_the_ledger_keeps_what_was_shown_and_an_attacker_is_taken_to_know_it(told):
    with open_warehouse(told.vemt.home / "warehouse.duckdb", read_only=True) as con:
        ledger = ledger_store.previous_ledger(con)
    mine = ledger[(ledger["audience"] == "strategic") & (ledger["metric"] == "open_on_list") & (ledger["area"] == LA)
                  & (ledger["period_start"] == pd.Timestamp("2026-09-01")) & (ledger["by1"] == "total")]  # fmt: skip
    assert mine["status"].tolist() == ["w"] and mine["numerator"].notna().all()
    assert len(seen(ledger, "strategic").merge(mine[["metric", "area", "period_start", "period_kind"]]))


def test_it_stays_withdrawn_in_later_releases(told):
    found = rows(told.r3_figures, "strategic", "open_on_list", period_kind="month")
    assert found["status"].tolist() == ["w"] and found["value"].isna().all()
    split = rows(told.r3_figures, "strategic", "added_to_list", "2026-07-01", period_kind="quarter", by1="category")
    assert (split.loc[split["cat1"] == "E", "status"] == "w").all()
    about = dict(told.r3_figures["strategic"]["about"].to_numpy().tolist())
    assert {r["why"] for r in json.loads(about["withdrawn"])} == {WHY}


def test_a_build_on_an_older_ledger_cannot_be_published(told):
    assert told.stale.exit_code == 3 and "build it again" in " ".join(told.stale.stderr.split())


@pytest.mark.parametrize(("words", "code"), [
    (("--metric", "open_on_list"), 2), (("--metric", "no_such_thing", "--period", "2026-09", "--area", "TEES"), 2),
    (("--metric", "open_on_list", "--period", "2026-B4", "--area", "TEES"), 2),
    (("--metric", "open_on_list", "--period", "2031-01", "--area", "TEES"), 3),
    (("--metric", "open_on_list_rate", "--period", "2026-09", "--area", "TEES"), 3),
])  # fmt: skip
def test_what_cannot_be_withdrawn_says_so_and_changes_nothing(small, words, code):
    release_id = small.json("releases")["releases"][0]["release_id"]
    result = small.run("withdraw", release_id, *words, "--why", "wrong", "--yes")
    assert result.exit_code == code and result.stdout == "" and len(result.stderr) > 20
    assert small.run("withdraw", "2026-10-31-000000000000", "--why", "wrong", "--yes").exit_code == 2
    assert small.run("withdraw", release_id, "--why", "ask TS1 2AB", "--yes").exit_code == 2
    assert small.run("withdraw", release_id, "--why", "  ", "--yes").exit_code == 2
    assert [r["status"] for r in small.json("releases")["releases"]] == ["published"]


# --- live and frozen (rulings 19) -----------------------------------------------------------


def test_a_late_entry_shows_in_the_headline_only_and_is_marked(told):

    was = rows(told.r2_figures, "strategic", "added_to_list", "2026-08-01", period_kind="month").iloc[0]
    now = rows(told.r3_figures, "strategic", "added_to_list", "2026-08-01", period_kind="month").iloc[0]
    assert (now["status"], now["value"]) == ("r", was["value"] + 1)
    frozen = [t["strategic"]["figures"] for t in (told.r2_figures, told.r3_figures)]
    frozen = [f[(f["basis"] == "frozen") & (f["start"] == pd.Timestamp("2026-07-01"))] for f in frozen]
    both = frozen[0].merge(frozen[1], on=KEY, suffixes=("_old", ""))
    assert len(both) > 100 and (both["status_old"] == both["status"]).all()
    assert both["numerator"].equals(both["numerator_old"].rename("numerator"))
    assert not (both["status"] == "r").any()


def test_a_frozen_table_carries_its_own_total(told):
    mine = rows(told.r3_figures, "strategic", "open_on_list", "2026-07-01", "STSCP", period_kind="quarter")
    total = mine.set_index("basis")
    assert total.loc["live", "value"] == total.loc["frozen", "value"] + 2  # both late children were still on the list
    assert total["status"].to_dict() == {"live": "r", "frozen": "ok"}


def test_after_twelve_months_a_headline_is_printed_unchanged(told):
    was, now = (rows(t, "strategic", "added_to_list", "2025-11-01", period_kind="month").iloc[0]
                for t in (told.r2_figures, told.r3_figures))  # fmt: skip
    assert (now["status"], now["value"]) == ("ok", was["value"])
    true = rows(told.r3_figures, "producer", "added_to_list", "2025-11-01", period_kind="month").iloc[0]
    assert true["value"] == was["value"] + 1  # the analyst sees what came late


def test_in_a_protected_file_the_first_figure_stands(told):
    for audience in ("assurance", "public"):
        was, now = (rows(t, audience, "added_to_list", "2026-07-01", "STSCP", period_kind="quarter", basis="live")
                    for t in (told.r2_figures, told.r3_figures))  # fmt: skip
        assert was["value"].tolist() == now["value"].tolist() and set(now["status"]) <= {"ok", "c"}


def test_members_of_a_release_are_the_frozen_rows(told):
    units = {m["unit"] for m in told.frozen_members}
    total = rows(told.r3_figures, "producer", "added_to_list", "2026-07-01", period_kind="quarter", basis="frozen")
    assert len(told.frozen_members) == total["value"].iloc[0] and not any("late_child" in u for u in units)
    now = members(told.vemt, "added_to_list", "--period", SETTLED, "--area", LA)
    assert len(now) == len(told.frozen_members) + 1


# --- whole releases -------------------------------------------------------------------------


def test_a_withdrawn_release_gives_way_to_the_one_before(told):
    assert told.whole[0] == {"release_id": told.r3, "status": "withdrawn", "why": "a wrong list was loaded",
                             "current": told.r2}  # fmt: skip
    assert told.whole[1]["status"] == "unchanged" and told.whole[1]["current"] == told.r2
    assert told.refused.exit_code == 3 and "a wrong list was loaded" in " ".join(told.refused.stderr.split())
    assert told.again.exit_code == 3 and "withdrawn" in told.again.stderr
    assert told.listed[told.r3]["status"] == "withdrawn" and told.listed[told.r2]["current"]
    assert told.listed[told.old]["status"] in ("built", "withdrawn")


def test_with_no_earlier_release_the_pages_say_that_it_was_withdrawn_and_why(told):
    assert [w["current"] for w in told.to_none] == [told.first["release_id"], told.r1, told.r1]
    assert "the whole year is wrong" in told.nothing and "Nothing of it is shown" in told.nothing
    assert "<table>" not in told.nothing
    assert told.nothing_left.exit_code == 3 and "the whole year is wrong" in " ".join(told.nothing_left.stderr.split())
    with open_warehouse(told.vemt.home / "warehouse.duckdb", read_only=True) as con:
        assert set(ledger_store.previous_ledger(con)["release_id"]) >= {told.r3}  # nothing leaves the ledger

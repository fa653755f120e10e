"""From true rows to a release folder: identity, canaries, the ledger, damage."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pytest
import release_rows as given

from data_contracts import published_rows
from data_contracts.metric_rows import KEY
from data_contracts.release_files import withdrawn_with
from release import build as room
from release.about import BANNERS
from release.audiences import MODES, load_audiences
from release.ledger import COLUMNS
from release.signals import Judging, signals
from release.spc import Step
from release.store import ReleaseError, current_release, list_releases, set_current, verify_release

AUDIENCES = {n: a for n, a in load_audiences(None).items() if n in ("strategic", "assurance", "producer")}
METRICS = ("added_to_list", "rows_checked")
NUMBERS = ["numerator", "not_recorded", "denominator", "value", "lower", "upper"]


def made(rows=None, ledger=None, **changes):
    arguments = {"rows": given.metric_frame(1, 24, 1.0, METRICS) if rows is None else rows, "headers": given.HEADERS,
                 "population": given.POPULATION, "supply": given.SUPPLY, "events": given.EVENTS,
                 "as_at": given.AS_AT, "key": given.KEY, "audiences": AUDIENCES, "previous_ledger": ledger,
                 "about": {"demo": True}} | changes  # fmt: skip
    return room.build(**arguments)


ONLY = {n: AUDIENCES[n] for n in ("strategic", "producer")}


@cache
def built():
    return made()


def ledger_of(release):
    with TemporaryDirectory() as folder:
        room.write_release(release, Path(folder))
        return room.ledger_rows(Path(folder), release.release_id, given.HEADERS)


def cell(release, audience, metric, kind, start, area, basis="live"):
    f = release.tables[audience]["figures"]
    found = f[(f["metric"] == metric) & (f["period_kind"] == kind) & (f["start"] == pd.Timestamp(start))
              & (f["area"] == area) & (f["by1"] == "total") & (f["basis"] == basis)]  # fmt: skip
    assert len(found) == 1
    return found.iloc[0]


def changed(metric, kind, start, area, by=20, basis="live"):
    rows = given.metric_frame(1, 24, 1.0, METRICS).copy()
    where = ((rows["metric"] == metric) & (rows["period_kind"] == kind) & (rows["period_start"] == pd.Timestamp(start))
             & (rows["area"] == area) & (rows["by1"] == "total") & (rows["basis"] == basis))  # fmt: skip
    assert where.sum() == 1
    rows.loc[where, "n"] += by
    return rows


def test_figures_of_every_audience_hold_their_contract_and_their_areas():
    for name, tables in built().tables.items():
        published_rows.SCHEMA.validate(tables["figures"])
        assert set(tables["figures"]["area"]) <= set(AUDIENCES[name].areas)
        assert set(tables["figures"]["period_kind"]) <= set(AUDIENCES[name].periods)
    assert built().counts["strategic"]["hidden"] > 0 and built().counts["producer"]["hidden"] == 0


def test_live_rows_of_protected_splits_stay_at_home():
    f = built().tables["strategic"]["figures"]
    dangerous = f["by1"].isin(["sex", "age_band"])
    assert set(f.loc[dangerous, "basis"]) == {"frozen"}
    assert set(f.loc[f["by1"] == "category", "basis"]) == {"live"}
    f = built().tables["assurance"]["figures"]
    people = ~f["metric"].str.startswith("rows_")
    assert set(f.loc[people & f["by1"].ne("total"), "basis"]) == {"frozen"}


def test_words_that_changed_make_another_release_of_the_same_figures():
    decided = {n: replace(a, decided_by="chair", decided_on="2026-11-02") for n, a in AUDIENCES.items()}
    header = given.HEADERS["added_to_list"]
    headers = {**given.HEADERS, "added_to_list": replace(header, caveat="A new caveat.")}
    worded = made(about={"audit_questions": '{"Q1": "Was the child seen?"}'})
    ids = {r.release_id for r in (built(), made(audiences=decided), made(headers=headers), worded)}
    assert len(ids) == 4
    assert made(about={"settings": "another sum of files"}).release_id == made(about={"settings": "a sum"}).release_id


def test_figures_that_were_withdrawn_are_known_again_under_other_words(tmp_path):
    assert room.write_release(built(), tmp_path)["figures_id"] == built().figures_id
    line = {"release_id": built().release_id, "withdrawn": "a wrong list"}
    (tmp_path / "published.json").write_text(json.dumps([line]), "utf-8")
    decided = made(audiences={n: replace(a, decided_by="chair") for n, a in AUDIENCES.items()})
    assert decided.release_id != built().release_id
    assert withdrawn_with(tmp_path, decided.figures_id) == built().release_id
    other = made(changed("added_to_list", "quarter", "2025-07-01", "TEES", basis="frozen"))
    assert withdrawn_with(tmp_path, other.figures_id) is None


def test_the_same_input_in_any_order_has_the_same_id_and_any_change_another():
    rows = given.metric_frame(1, 24, 1.0, METRICS)
    again = made(rows.sample(frac=1, random_state=3), supply=given.SUPPLY.iloc[::-1])
    assert again.release_id == built().release_id
    assert built().release_id.startswith("2026-10-31-") and len(built().release_id) == 23
    one = {"audiences": {"assurance": AUDIENCES["assurance"]}}
    others = [made(**one), made(key=b"another-key-of-16+", **one), made(events=given.EVENTS.iloc[:0], **one),
              made(changed("added_to_list", "quarter", "2025-07-01", "TEES", basis="frozen"), **one)]  # fmt: skip
    assert len({built().release_id, *(o.release_id for o in others)}) == 5


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        made(key=b"short")


def test_what_strategic_hides_assurance_hides_too():
    both = [built().tables[n]["figures"] for n in ("strategic", "assurance")]
    key = published_rows.KEY
    shown = both[0].merge(both[1][[*key, "status"]], on=key, suffixes=("", "_there"))
    shown = shown[(shown["by1"] == "age_band") & shown["status"].eq("ok") & shown["status_there"].eq("ok")]
    one = shown.rename(columns={"start": "period_start"}).iloc[[0]]
    ledger = one.assign(status="c", audience="strategic", release_id="earlier", numerator=pd.NA, value=pd.NA)
    again = made(ledger=ledger[COLUMNS]).tables["assurance"]["figures"]
    there = again.merge(one[[k for k in key if k != "start"]], on=[k for k in key if k != "start"])
    assert there["status"].tolist() == ["c"]


def test_the_key_and_the_true_rows_are_in_no_text_of_the_release():
    assert given.KEY.decode() not in repr(built())
    about = built().tables["strategic"]["about"].set_index("key")["value"]
    assert "put their own counts together" in about["banner"] and about["mode"] == "controlled"
    assert about["demo"] == "true" and about["as_at"] == "2026-10-31" and about["last_day"] == "2025-10-31"
    words = json.loads(about["definition:interviews_done"])
    assert words["of"] == "interviews_due" and words["sql"] == "select 1"
    assert {f"definition:{m}" for m in given.HEADERS} <= set(about.index)


def test_every_mode_has_its_banner_and_a_public_file_is_for_nobody_to_keep():
    assert set(BANNERS) == set(MODES)
    kept = {mode for mode, said in BANNERS.items() if "keep this to" in said}
    assert kept == {"controlled", "operational", "protected"}
    assert "nearest 5" in BANNERS["coarse"] and "authorit" not in BANNERS["coarse"]


def test_a_revised_headline_is_marked_and_one_of_over_a_year_stands():
    as_at = date(2025, 10, 31)
    first = made(as_at=as_at, audiences=ONLY)
    ledger = ledger_of(first)
    assert list(ledger.columns) == COLUMNS
    before = cell(first, "strategic", "added_to_list", "month", "2025-09-01", "TEES")["value"]
    late = made(changed("added_to_list", "month", "2025-09-01", "TEES"), ledger, as_at=as_at, audiences=ONLY)
    row = cell(late, "strategic", "added_to_list", "month", "2025-09-01", "TEES")
    assert (row["status"], row["value"]) == ("r", before + 20)
    old = made(changed("added_to_list", "month", "2024-09-01", "TEES"), ledger, as_at=as_at, audiences=ONLY)
    row = cell(old, "strategic", "added_to_list", "month", "2024-09-01", "TEES")
    was = cell(first, "strategic", "added_to_list", "month", "2024-09-01", "TEES")["value"]
    assert (row["status"], row["value"]) == ("ok", was)
    assert cell(old, "producer", "added_to_list", "month", "2024-09-01", "TEES")["value"] == was + 20
    # published again, it is still marked, and the release is the same one
    again = made(changed("added_to_list", "month", "2025-09-01", "TEES"),
                 pd.concat([ledger, ledger_of(late)]), as_at=as_at, audiences=ONLY)  # fmt: skip
    assert again.release_id == late.release_id


def test_a_release_built_on_its_own_ledger_is_the_same():
    assert made(ledger=ledger_of(built())).release_id == built().release_id


def test_in_a_protected_file_and_for_frozen_rows_the_first_figure_stands():
    ledger = ledger_of(built())
    late = made(changed("added_to_list", "quarter", "2025-07-01", "TEES"), ledger, as_at=date(2025, 10, 31))
    was = cell(built(), "assurance", "added_to_list", "quarter", "2025-07-01", "TEES")["value"]
    assert cell(late, "assurance", "added_to_list", "quarter", "2025-07-01", "TEES")["value"] == was
    frozen = made(changed("added_to_list", "quarter", "2025-07-01", "TEES", basis="frozen"), ledger)
    assert cell(frozen, "strategic", "added_to_list", "quarter", "2025-07-01", "TEES", "frozen")["value"] == was


def test_what_was_hidden_stays_hidden():
    rows = given.metric_frame(1, 24, 1.0, METRICS)
    ledger = ledger_of(built())
    more = rows.assign(n=rows["n"] * 10 + 50)[rows["metric"] == "added_to_list"]
    again = made(more.reset_index(drop=True), ledger)
    before = ledger[(ledger["status"] == "c") & (ledger["metric"] == "added_to_list")]
    now = ledger_of(again).merge(before[["audience", *KEY]], on=["audience", *KEY])
    assert len(now) == len(before) > 0 and (now["status"] == "c").all()


def test_the_ledger_keeps_no_hidden_number_no_band_and_nothing_derived():
    ledger = ledger_of(built())
    assert (
        ledger.loc[ledger["status"] == "c", ["numerator", "not_recorded", "denominator", "value"]].isna().all(axis=None)
    )
    assert set(ledger["metric"]) == {"added_to_list"}
    assert not ledger.duplicated(["audience", *KEY]).any()


def test_canary_no_number_in_any_hidden_row_of_the_files(tmp_path):
    manifest = room.write_release(built(), tmp_path, date(2026, 11, 2))
    folder = tmp_path / manifest["release_id"]
    assert {f.name for f in folder.iterdir()} == {"manifest.json", *(f"{n}.duckdb" for n in AUDIENCES)}
    for name in AUDIENCES:
        path = folder / f"{name}.duckdb"
        assert path.stat().st_mode & 0o077 == 0
        with duckdb.connect(str(path), read_only=True) as con:
            tables = {t for (t,) in con.execute("select table_name from information_schema.tables").fetchall()}
            assert tables == {"figures", "signals", "events", "supply", "about"}
            any_number = " or ".join(f"{c} is not null" for c in NUMBERS)
            sql = f"select count(*) from figures where status not in ('ok', 'r', 'u') and ({any_number})"
            assert con.execute(sql).fetchall() == [(0,)]
            hidden = con.execute("select count(*) from figures where status = 'c'").fetchall()[0][0]
            assert hidden == manifest["audiences"][name]["hidden"]
            sql = "select count(*) from figures where status in ('ok', 'u') and numerator between 1 and 4"
            small = con.execute(f"{sql} and by1 in ('sex', 'age_band', 'missing_from')").fetchall()[0][0]
            assert (small > 0) == (name == "producer")
            kinds = {c: t for c, t, *_ in con.execute("describe figures").fetchall()}
            assert kinds["numerator"] == "BIGINT" and kinds["value"] == "DOUBLE" and kinds["start"] == "TIMESTAMP"


def test_signals_come_from_shown_figures_alone():
    """Made again from what the file shows, with every hidden row's numbers gone, the signals are the same."""
    for name in AUDIENCES:
        tables = built().tables[name]
        bare = tables["figures"].copy()
        bare.loc[bare["status"] == "c", NUMBERS] = pd.NA
        pd.testing.assert_frame_equal(signals(bare, given.HEADERS), tables["signals"])


def test_writing_twice_is_unchanged_and_damage_is_found(tmp_path):
    first = room.write_release(built(), tmp_path)
    assert first["status"] == "built" and first["gate"]["found"] == 0 and len(first["gate"]["attackers"]) == 5
    assert room.write_release(built(), tmp_path)["status"] == "unchanged"
    assert verify_release(tmp_path, built().release_id, given.KEY) == []
    assert len(verify_release(tmp_path, built().release_id, b"another-key-of-16+")) == 3
    path = tmp_path / built().release_id / "strategic.duckdb"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert verify_release(tmp_path, built().release_id, given.KEY) == [
        "the file of audience strategic is not the one that was written"
    ]
    with pytest.raises(ReleaseError, match="damaged"):
        room.write_release(built(), tmp_path)
    path.unlink()
    assert "missing" in verify_release(tmp_path, built().release_id, given.KEY)[0]


def test_a_build_that_dies_leaves_nothing(tmp_path, monkeypatch):
    def die(*_):
        raise OSError("disk full")

    monkeypatch.setattr(room, "keyed_sum", die)
    with pytest.raises(OSError, match="disk full"):
        room.write_release(built(), tmp_path)
    assert not any(tmp_path.iterdir()) and list_releases(tmp_path) == []


def test_current_and_list(tmp_path):
    assert current_release(tmp_path) is None and list_releases(tmp_path / "absent") == []
    room.write_release(built(), tmp_path)
    for wrong in ("2026-10-31-000000000000", "../elsewhere"):
        with pytest.raises(ReleaseError):
            set_current(tmp_path, wrong)
    set_current(tmp_path, built().release_id)
    assert current_release(tmp_path) == built().release_id
    assert [(r["release_id"], r["current"]) for r in list_releases(tmp_path)] == [(built().release_id, True)]


def test_nothing_to_say_about_events_or_supply_still_makes_tables(tmp_path):
    empty = made(events=pd.DataFrame(), supply=pd.DataFrame(), audiences={"assurance": AUDIENCES["assurance"]})
    room.write_release(empty, tmp_path)
    assert list(empty.tables["assurance"]["events"].columns) == list(room.EVENTS)


def test_a_file_says_how_many_false_signals_to_expect():
    about = {n: t["about"].set_index("key")["value"] for n, t in built().tables.items()}
    said = json.loads(about["strategic"]["expected_false_signals"])
    assert said["charts"] == len(built().tables["strategic"]["signals"]) > 0
    assert said["charts"] == said["judged"] + said["hidden"] + said["too_few"] and said["sentence"]
    assert json.loads(about["assurance"]["expected_false_signals"])["charts"] == 0


def test_a_step_of_a_target_makes_another_release_and_stands_in_its_events():
    steps = {"interviews_done": (Step(date(2024, 4, 1), 0.7),)}
    rows = given.metric_frame(1, 24, 1.0, ("interviews_due",))
    other = made(rows, audiences=ONLY, judging=Judging(steps))
    assert other.release_id != made(rows, audiences=ONLY).release_id
    tables = other.tables["strategic"]
    assert "Target 70% from here" in set(tables["events"]["title"])
    row = tables["signals"].set_index("chart").loc["interviews_done:TEES"]
    assert row["target"] == 0.7 and row["kind"] == "p"
    about = tables["about"].set_index("key")["value"]
    assert json.loads(about["targets"]) == {"interviews_done": [["2024-04-01", 0.7]]}


def test_a_file_says_which_pages_its_audience_does_not_have():
    public = replace(AUDIENCES["strategic"], without={"places": "Places could tell on a child."})
    about = made(audiences={"strategic": public}).tables["strategic"]["about"].set_index("key")["value"]
    assert json.loads(about["without"]) == {"places": "Places could tell on a child."}
    assert "targets" not in about.index

"""The commands are a stable interface (house.md, section 8): keys, exit codes, one JSON document, words for people."""

import csv
import io
import json

import pandas as pd
import pytest
from small_home import AS_AT, METRICS, SETTLED

from commands import releasing
from data_contracts.metric_header import MetricHeader
from data_contracts.published_rows import KEY, STATUSES
from etl import sign_offs
from etl.warehouse import open_warehouse
from pipeline import app
from release.gate import GateError

LISTED = ("demo", "check", "load", "rejects", "preview", "release", "publish", "withdraw", "releases", "figure",
          "members", "audit-sample", "export", "serve", "pseudonymise", "new-key", "resolve", "seal", "open",
          "templates", "metrics", "calendar", "status", "purge", "erase")  # fmt: skip
FIGURE = ["metric", "period", "area", "by", "basis", "numerator", "denominator", "value", "lower", "upper", "range",
          "status"]  # fmt: skip
FILE = {"file", "sheet", "extract", "la_code", "status", "reason", "rows_read", "accepted", "rejected", "duplicates",
        "warned", "problems"}  # fmt: skip
PROBLEM = {"rule", "severity", "n", "rows", "columns", "message"}
LATE = "child_ref,la_code,added_date,removed_date,sex,risk,category\nlate_child_1,E06000002,2026-08-10,,F,HIGH,E\n"


def figure(vemt, metric, period="2026-09", area="E06000002", *more, audience="strategic", code=0):
    return vemt.json("figure", metric, "--audience", audience, "--period", period, "--area", area, *more, code=code)


def test_every_command_of_the_list_is_there():
    assert set(LISTED) <= {c.name for c in app.registered_commands}


# --- loading --------------------------------------------------------------------------------


def test_check_and_load_say_the_same_and_leave_with_one_where_something_was_refused(vemt, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "hartlepool-list-2026-08.csv").write_text(
        "child_ref,la_code,added_date,sex\nabcd_1234,805,2026-08-03,F\nabcd_1234,805,2026-08-03,F\n"
        "abcd_1235,805,not a date,F\n"
    )
    checked = vemt.json("check", folder, code=1)
    assert set(checked) - {"notes"} == {"files", "measures"}
    loaded = vemt.json("load", folder, code=1)
    assert set(loaded) - {"notes"} == {"files"}
    (file,) = loaded["files"]
    assert set(file) == FILE and {k: file[k] for k in FILE} == {k: checked["files"][0][k] for k in FILE}
    assert file["status"] == "loaded" and file["rejected"] == 1 and file["duplicates"] == 1
    assert file["rows_read"] == file["accepted"] + file["rejected"] + file["duplicates"] == 3
    for problem in file["problems"]:
        assert (
            set(problem) - {"pairs"} == PROBLEM
            and problem["n"] >= len(problem["rows"])
            and len(problem["rows"]) <= 1000
        )
    again = vemt.json("load", folder, code=1)["files"][0]
    assert again["status"] == "unchanged" and again["rows_read"] == 3
    rejects = vemt.json("rejects")
    assert set(rejects) == {"rejects", "out"} and "not a date" not in json.dumps(rejects)


def test_what_is_wrong_use_says_so_and_leaves_with_two(small, tmp_path):
    for words in (("check", tmp_path / "nowhere"), ("figure", "open_on_list"), ("no-such-command",),
                  ("preview", "--as-at", "soon"), ("export", "--audience", "strategic", "--out", tmp_path / "x.txt"),
                  ("publish", "2026-10-31-000000000000", "--yes"), ("audit-sample", "--area", "TEES")):  # fmt: skip
        result = small.run(*words)
        assert result.exit_code == 2 and result.stdout == "", words


def test_without_a_home_each_command_says_what_to_do_and_leaves_with_three(vemt, tmp_path):
    for words in (("rejects",), ("members", "open_on_list", "--period", "2026-09", "--area", "TEES"),
                  ("export", "--audience", "strategic", "--out", tmp_path / "x.csv"), ("serve",),
                  ("erase", "abcd_1234", "--yes"),
                  ("figure", METRICS[0], "--audience", "public", "--period", "2026-09", "--area", "TEES")):  # fmt: skip
        result = vemt.run(*words)
        assert result.exit_code == 3 and result.stdout == "" and len(result.stderr) > 20, words
    assert vemt.json("releases") == {"releases": []}
    assert vemt.json("status")["current_release"] is None
    assert vemt.json("calendar")["papers"] == []


# --- from preview to publish ----------------------------------------------------------------


def test_a_preview_names_authorities_and_sheets(small):
    found = small.json("preview", "--as-at", AS_AT, "--sign-off", "Hartlepool", "--role", "data owner (demo)")
    assert set(found) == {"as_at", "authorities"} and found["as_at"] == AS_AT
    assert all(set(a) == {"la_code", "signed_off", "sheet"} and a["signed_off"] for a in found["authorities"])
    assert small.run("preview", "--as-at", AS_AT, "--sign-off", "Hartlepool").exit_code == 2  # no role
    assert small.run("preview", "--as-at", AS_AT, "--sign-off", "Atlantis", "--role", "x").exit_code == 2


def test_a_sign_off_lapses_when_that_authority_s_rows_change_and_a_release_then_waits(small_copy, tmp_path):
    folder = tmp_path / "late"
    folder.mkdir()
    (folder / "middlesbrough-list-2026-08.csv").write_text(LATE)
    assert small_copy.run("load", folder).exit_code == 0
    signed = small_copy.run("release", "--as-at", AS_AT)
    assert signed.exit_code == 3 and signed.stdout == ""
    assert "Middlesbrough" in signed.stderr and "Hartlepool" not in signed.stderr and "--override" in signed.stderr
    with open_warehouse(small_copy.home / "warehouse.duckdb") as con:
        lapsed = sign_offs.signed_authorities(con, pd.Timestamp(AS_AT).date())
    assert lapsed == ["E06000001", "E06000003", "E06000004"]
    assert len(small_copy.json("releases")["releases"]) == 1


def test_a_release_that_is_refused_leaves_with_three_and_nothing_is_there(small_copy, monkeypatch):
    def refuse(**_):
        raise GateError("the gate refuses this release: small counts could be worked out whatever is hidden")

    monkeypatch.setattr(releasing, "run", lambda *_, **__: _Nothing())
    monkeypatch.setattr(releasing.building, "build", refuse)
    result = small_copy.run("release", "--as-at", "2026-09-30", "--override", "test, data lead", "--json")
    assert result.exit_code == 3 and result.stdout == "" and "gate refuses" in result.stderr
    assert len(small_copy.json("releases")["releases"]) == 1


class _Nothing:
    rows = proposed = live_members = supply = pd.DataFrame()


def test_a_gate_that_steps_down_names_what_it_hid(small_copy, monkeypatch):
    steps = [{"step": "table hidden", "metric": "open_on_list", "by": "sex"}]
    report = {"attackers": ["outsider"], "found": 0, "narrowest": 4,
              "audiences": {"strategic": {"found": 0, "narrowest": 4, "attackers": {}, "steps": steps}}}  # fmt: skip
    document = {"release_id": "2026-10-31-000000000000", "status": "built", "audiences": {}, "gate": report}
    monkeypatch.setattr(releasing, "build_release", lambda *_: document)
    said = small_copy.run("release", "--as-at", AS_AT)
    assert said.exit_code == 0 and "strategic: table hidden: open_on_list by sex" in said.stdout
    assert small_copy.json("release", "--as-at", AS_AT) == document


def test_the_manifest_is_what_release_said(small):
    (listed,) = small.json("releases")["releases"]
    assert listed == {"release_id": listed["release_id"], "as_at": AS_AT, "current": True, "status": "published",
                      "why": None}  # fmt: skip
    manifest = json.loads((small.home / "releases" / listed["release_id"] / "manifest.json").read_text())
    assert set(manifest["audiences"]["strategic"]) == {"figures", "hidden", "sha256"}
    assert {"attackers", "found"} <= set(manifest["gate"]) and manifest["gate"]["found"] == 0


# --- figures (rulings 27) -------------------------------------------------------------------


def test_counts_shares_rates_medians_and_ratios_fill_their_keys(small):
    count, share, rate, median, ratio = (
        figure(small, m, p, "E06000002")
        for m, p in (("open_on_list", "2026-09"), ("return_interview_completed", SETTLED),
                     ("open_on_list_rate", "2026-09"), ("days_on_list", SETTLED),
                     ("return_interview_within_72h_of_completed", SETTLED))
    )  # fmt: skip
    assert all(list(f) == FIGURE for f in (count, share, rate, median, ratio))
    assert count["value"] == count["numerator"] and isinstance(count["value"], int) and count["denominator"] is None
    assert share["value"] == pytest.approx(share["numerator"] / share["denominator"]) and 0 <= share["value"] <= 1
    assert share["lower"] < share["value"] < share["upper"]
    assert rate["value"] == pytest.approx(1e4 * rate["numerator"] / rate["denominator"])
    assert rate["numerator"] == count["numerator"]
    assert median["numerator"] is None and (median["status"] == "u" or median["value"] >= 0)
    assert ratio["numerator"] <= ratio["denominator"]


def test_two_months_and_half_years_come_from_shown_months_and_quarters(small):
    months = [figure(small, "missing_episodes", p)["value"] for p in ("2026-07", "2026-08")]
    assert figure(small, "missing_episodes", "2026-B4")["value"] == sum(months)
    assert figure(small, "open_on_list", "2026-B4")["value"] == figure(small, "open_on_list", "2026-08")["value"]
    quarters = [figure(small, "missing_episodes", p)["value"] for p in ("2026-27-Q1", "2026-27-Q2")]
    assert figure(small, "missing_episodes", "2026-27-H1")["value"] == sum(quarters)
    for metric in ("children_missing", "days_on_list"):  # distinct children and medians do not add
        assert small.run("figure", metric, "--audience", "strategic", "--period", "2026-B4", "--area",
                         "TEES").exit_code == 3  # fmt: skip


def test_the_basis_is_live_without_a_split_and_part_of_the_key(small):
    assert figure(small, "open_on_list", SETTLED)["basis"] == "live"
    assert figure(small, "open_on_list", SETTLED, "E06000002", "--basis", "frozen")["basis"] == "frozen"
    assert figure(small, "open_on_list", SETTLED, "E06000002", "--by", "risk=high")["basis"] == "live"
    split = figure(small, "open_on_list", SETTLED, "E06000002", "--by", "sex=F")
    assert split["basis"] == "frozen" and split["by"] == {"sex": "F"}
    either = [figure(small, "open_on_list", SETTLED, "E06000002", *(x for p in pair for x in ("--by", p)))
              for pair in (("category=E", "risk=LOW"), ("risk=low", "category=e"))]  # fmt: skip
    assert either[0] == either[1]


def test_a_hidden_figure_leaves_with_zero_and_its_range(small):
    hidden = [f for f in (figure(small, "open_on_list", SETTLED, a, "--by", f"risk={r}", audience="assurance")
                          for a in ("HSSCP", "STSCP") for r in ("VERY_HIGH", "HIGH", "VERY_HIGH_OR_HIGH"))
              if f["status"] == "c"]  # fmt: skip
    assert hidden
    for f in hidden:
        low, high = f["range"]
        assert 0 <= low < high and [f[k] for k in ("numerator", "denominator", "value", "lower", "upper")] == [None] * 5


def test_what_does_not_exist_is_two_and_what_is_not_released_is_three(small):
    words = ["--audience", "strategic", "--period", "2026-09", "--area", "TEES"]
    for place, wrong in ((1, "nobody"), (3, "soon"), (5, "ATLANTIS")):
        assert small.run("figure", "open_on_list", *words[:place], wrong, *words[place + 1 :]).exit_code == 2
    assert small.run("figure", "no_such_metric", *words).exit_code == 2
    assert small.run("figure", "open_on_list", *words, "--by", "risk=PURPLE").exit_code == 2
    assert small.run("figure", "open_on_list", *words, "--by", "colour=RED").exit_code == 2
    assert small.run("figure", "open_on_list", *words, "--basis", "guessed").exit_code == 2
    assert small.run("figure", "open_on_list", *words, "--release", "2026-10-31-000000000000").exit_code == 2
    assert small.run("figure", "open_on_list", *words[:3], "2031-01", *words[4:]).exit_code == 3


def test_areas_go_by_name_too_and_what_is_misspelled_is_told_what_is_near(small):
    words = ["--period", "2026-09", "--area"]
    asked = ["figure", "open_on_list", "--audience", "strategic"]
    for said in ("redcar and cleveland", "Redcar & Cleveland", "e06000003", "807"):
        assert small.json(*asked, *words, said)["area"] == "E06000003"
    by_code, by_name = (small.run("members", "open_on_list", *words, a).stdout for a in ("E06000002", "Middlesbrough"))
    assert by_code == by_name and len(by_code.splitlines()) > 1
    for command in (asked, ["members", "open_on_list"]):
        wrong = small.run(*command, *words, "Hartlepol")
        assert wrong.exit_code == 2 and "did you mean Hartlepool? There are TEES" in " ".join(wrong.stderr.split())
    for command in (["figure", "open_on_lists", *asked[2:]], ["members", "open_on_lists"]):
        wrong = small.run(*command, *words, "TEES")
        assert wrong.exit_code == 2 and "did you mean open_on_list" in " ".join(wrong.stderr.split())
    assert "did you mean" not in small.run("members", "zebra", *words, "TEES").stderr


def test_a_measure_that_is_counted_by_quarter_says_so_when_a_month_is_asked_for(small):
    asked = ("figure", "days_on_list", "--audience", "strategic", "--area", "TEES", "--period")
    wrong = small.run(*asked, "2026-09")
    assert wrong.exit_code == 3 and wrong.stdout == ""
    said = " ".join(wrong.stderr.split())
    assert "It is counted by quarter" in said and "2026-27-Q2 (July to September 2026)" in said
    assert small.run(*asked, "2026-27-Q2").exit_code == 0
    assert "counted by" not in small.run(*asked, "2031-32-Q1").stderr


def test_levels_taken_together_are_a_category_of_figure_and_members(small):
    by = ("--by", "risk=very_high_or_high")
    both = figure(small, "open_on_list", SETTLED, "TEES", *by, audience="assurance")
    assert both["by"] == {"risk": "VERY_HIGH_OR_HIGH"} and both["basis"] == "frozen"
    single = [figure(small, "open_on_list", SETTLED, "TEES", "--by", f"risk={r}")["value"]
              for r in ("VERY_HIGH", "HIGH")]  # fmt: skip
    rows = small.run("members", "open_on_list", "--period", SETTLED, "--area", "TEES", *by).stdout
    assert len(list(csv.DictReader(io.StringIO(rows)))) == sum(single)
    if both["status"] == "ok":
        assert both["value"] == sum(single)
    else:
        assert both["range"][0] <= sum(single) <= both["range"][1]


# --- what is held, due and written out ------------------------------------------------------


def test_metrics_carry_every_header_key_and_their_cells(small):
    found = small.json("metrics")["metrics"]
    keys = {f for f in MetricHeader.__dataclass_fields__ if f != "sql"}
    for m in found:
        assert keys - {"rate_stem"} <= set(m) and m["cells"] >= 0, keys - set(m)
    assert set(METRICS) <= {m["metric"] for m in found}


def test_status_asks_for_a_decision_until_role_and_date_stand(small_copy):
    assert set(small_copy.json("status")) == {"home", "loaded", "missing", "refused", "releases", "current_release",
                                              "undecided_audiences", "changed_keys", "disk", "warnings"}  # fmt: skip
    own = small_copy.home / "config" / "audiences.toml"
    own.write_text('[strategic]\ndecided_by = "chair of the strategic group"\n')
    assert "strategic" in small_copy.json("status")["undecided_audiences"]  # no date yet
    own.write_text('[strategic]\ndecided_by = "chair of the strategic group"\ndecided_on = 2026-11-02\n')
    found = small_copy.json("status")
    assert "strategic" not in found["undecided_audiences"] and "assurance" in found["undecided_audiences"]
    assert any("nobody has decided" in w and "strategic" not in w for w in found["warnings"])


def test_the_calendar_says_who_is_late_what_settles_and_when_papers_go_out(small):
    found = small.json("calendar", "--from", "2026-08-03", "--months", 3)
    assert set(found) == {"from", "to", "due", "chasers", "settles", "papers"}
    assert {"settles_on": "2026-10-28", "period": SETTLED} in [
        {k: s[k] for k in ("settles_on", "period")} for s in found["settles"]]  # fmt: skip
    for one in found["papers"]:
        days = (pd.Timestamp(one["planned"]) - pd.Timestamp(one["goes_out"])).days
        least = {"WEEKLY_VPG": 3, "MONTHLY_VPG": 7, "STRATEGIC": 7}[one["meeting_type"]]
        assert days == least or (one["meeting_type"] == "STRATEGIC" and days > least)
    late = small.json("calendar", "--from", "2026-11-22")["chasers"]
    assert {(c["extract"], c["la_code"], c["days_late"]) for c in late} == {
        ("list", "E06000001", 12), ("missing", "E06000001", 12)}  # fmt: skip
    assert "LATE 12 days: list for 2026-10: Hartlepool" in small.run("calendar", "--from", "2026-11-22").stdout


def test_an_export_is_every_figure_once_with_what_it_means(small, tmp_path):
    file = tmp_path / "figures.csv"
    said = small.json("export", "--audience", "assurance", "--out", file)
    assert set(said) == {"release_id", "audience", "figures", "file", "metadata"}
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    assert len(rows) == said["figures"] and not rows.duplicated([k for k in KEY if k != "end"]).any()
    assert rows.equals(rows.sort_values(KEY, kind="stable")) and set(rows["status"]) <= set(STATUSES)
    hidden = rows[rows["status"] == "c"]
    assert len(hidden) and (hidden[["numerator", "not_recorded", "denominator", "value", "lower", "upper"]] == "").all(
        axis=None)  # fmt: skip
    assert set(rows.loc[rows["cat1"] == "VERY_HIGH_OR_HIGH", "label1"]) == {"Very high or high"}
    one = rows[(rows["metric"] == "open_on_list") & (rows["period"] == SETTLED) & (rows["area"] == "TEES")
               & (rows["by1"] == "total") & (rows["basis"] == "live")].iloc[0]  # fmt: skip
    assert int(one["value"]) == figure(small, "open_on_list", SETTLED, "TEES", audience="assurance")["value"]
    meta = pd.read_csv(said["metadata"], dtype="str", keep_default_na=False)
    assert list(meta) == ["subject", "name", "key", "text"]
    assert set(meta.loc[meta["subject"] == "column", "name"]) == set(rows.columns)
    assert set(rows["metric"]) - set(meta.loc[meta["subject"] == "measure", "name"]) == set()
    assert file.stat().st_mode & 0o077 == 0


def test_a_sample_and_its_form_and_the_templates(small, tmp_path):
    said = small.json("audit-sample", "--area", "E06000002", "--n", 3, "--seed", 1, "--out", tmp_path / "form.csv")
    assert set(said) == {"form", "sample", "n", "strata"} and said["n"] == 3
    files = small.json("templates", tmp_path / "templates")["files"]
    assert any(f.endswith("list.csv") for f in files)


def test_purge_and_erase_say_how_many_rows_went(small_copy):
    erased = small_copy.json("erase", "no_such_child")
    assert set(erased) == {"rows", "rejected_rows", "frozen_members", "live_members"}
    assert sum(erased["rows"].values()) == 0
    said = " ".join(small_copy.run("erase", "no_such_child", "--yes").stdout.split())
    assert "No row here has this reference, so nothing was removed" in said and "no_such_child" not in said
    assert sum(small_copy.json("purge", "--before", "2020-01-01")["rows"].values()) >= 0


def test_an_unforeseen_fault_is_three_a_sentence_and_no_detail(small, monkeypatch):
    monkeypatch.setattr("commands.asking.catalogue", lambda: 1 / 0)
    result = small.run("metrics", "--json")
    assert result.exit_code == 3 and result.stdout == "" and "division" not in result.stderr
    assert "Nothing was changed" in " ".join(result.stderr.split())

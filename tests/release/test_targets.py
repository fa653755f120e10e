"""Notes and targets that people write by hand: rebases, steps, and what is said when an entry cannot be used."""

from datetime import date

import pytest
import release_rows as given

from release.notes import NotesError, read_events
from release.signals import Judging, rebases_of
from release.spc import Rebase, Step
from release.targets import read_targets, told_targets, with_targets

NOTES = """
[[event]]
date = 2026-01-05
title = "New form"
source = "strategic group"

[[rebase]]
date = 2025-04-01
metric = "added_to_list"
area = "TEES"
reason = "new screening tool"
author = "strategic group"
"""
TARGETS = """
[[target]]
metric = "interviews_done"
since = 2026-04-01
value = 0.95
decided_by = "strategic group"

[[target]]
metric = "interviews_done"
since = 2025-04-01
value = 0.9
decided_by = "strategic group"
"""


def written(folder, name, text):
    (folder / name).write_text(text, "utf-8")
    return folder


def test_a_rebase_is_an_event_with_reason_and_author(tmp_path):
    events = read_events(written(tmp_path, "notes.toml", NOTES))
    assert events["title"].tolist() == ["Limits taken anew: new screening tool", "New form"]
    assert rebases_of(events) == [
        Rebase("added_to_list", "TEES", date(2025, 4, 1), "new screening tool", "strategic group")
    ]


@pytest.mark.parametrize("key", ["date", "metric", "area", "reason", "author"])
def test_a_rebase_without_date_reason_or_author_is_refused(tmp_path, key):
    lines = NOTES[NOTES.index("[[rebase]]") :].splitlines()
    text = "\n".join(line for line in lines if not line.startswith(key))
    with pytest.raises(NotesError, match=f"rebase 1: {key} missing"):
        read_events(written(tmp_path, "notes.toml", text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[[events]]\ndate = 2026-04-01\ntitle = "x"\nsource = "lead"',
            "events is no section of this file; there are event",
        ),
        ('[event]\ndate = 2026-04-01\ntitle = "x"\nsource = "lead"', r"write \[\[event\]\], in two brackets"),
        ('[[event]]\ndate = "April 2026"\ntitle = "x"\nsource = "lead"', "event 1: date must be a day"),
        (
            '[[event]]\ndate = 2026-04-01\ntitle = "x"\nsource = "lead"\narea = "Hartlepool"',
            "event 1: area must be one of",
        ),
        (
            '[[event]]\ndate = 2026-04-01\ntitle = "x"\nsource = "lead"\nmetric = "nothing"',
            "event 1: there is no such metric",
        ),
        ("[[event]", "notes.toml is not TOML in UTF-8"),
    ],
)
def test_an_entry_that_would_stand_on_no_chart_is_refused(tmp_path, text, says):
    with pytest.raises(NotesError, match=says):
        read_events(written(tmp_path, "notes.toml", text), given.HEADERS)


def test_a_byte_order_mark_from_notepad_is_no_fault(tmp_path):
    assert len(read_events(written(tmp_path, "notes.toml", "\ufeff" + NOTES))) == 2
    file = written(tmp_path, "targets.toml", "\ufeff" + TARGETS.replace("[[target]]", "[[targets]]"))
    with pytest.raises(NotesError, match="targets is no section"):
        read_targets(file, given.HEADERS)


def test_targets_are_steps_in_order_and_events_on_charts(tmp_path):
    steps = read_targets(written(tmp_path, "targets.toml", TARGETS), given.HEADERS)
    assert steps == {"interviews_done": (Step(date(2025, 4, 1), 0.9), Step(date(2026, 4, 1), 0.95))}
    events = with_targets(given.EVENTS, Judging(steps), given.HEADERS)
    assert events["title"].tolist()[1:] == ["Target 90% from here", "Target 95% from here"]
    assert told_targets(Judging(steps)) == {
        "targets": '{"interviews_done": [["2025-04-01", 0.9], ["2026-04-01", 0.95]]}'
    }
    assert told_targets(None) == told_targets(Judging()) == {}
    assert with_targets(given.EVENTS, None, given.HEADERS) is given.EVENTS
    assert read_targets(tmp_path / "nowhere", given.HEADERS) == {}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("interviews_done", "other", "no such metric"), ("value = 0.95", "value = 95", "between 0 and 1"),
     ("since = 2026-04-01", 'since = "soon"', "must be a date"), ("value = 0.95\n", "", "value missing"),
     ("[[target]]", "[[target", "not TOML")],
)  # fmt: skip
def test_a_target_that_cannot_be_used_is_named(tmp_path, old, new, why):
    with pytest.raises(NotesError, match=why):
        read_targets(written(tmp_path, "targets.toml", TARGETS.replace(old, new, 1)), given.HEADERS)

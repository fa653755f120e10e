"""A changed key gives every child another pseudonym: it is said aloud, with what to do."""

from conftest import House

LIST = "child_ref,la_code,added_date,removed_date"
MISSING = "child_ref,la_code,start_at,end_at"


def _list(house: House, month: int, key: str, size: int = 14) -> list[str]:
    name = f"list-805-2026-{month:02d}.csv"
    house.put(name, LIST, *(f"{key}-{n:04d},805,{n % 27 + 1:02d}/06/2026," for n in range(size)))
    return [p["rule"] for p in house.load()[name].problems if p["rule"] != "overlap"]


def _missing(house: House, month: int, key: str, size: int = 12) -> list[str]:
    name = f"missing-805-2026-{month:02d}.csv"
    rows = (f"{key}-{n:04d},805,{n + 1:02d}/{month:02d}/2026,{n + 1:02d}/{month:02d}/2026" for n in range(size))
    house.put(name, MISSING, *rows)
    return [p["rule"] for p in house.load()[name].problems if p["rule"] == "changed_key"]


def test_a_list_under_another_key_warns_with_a_remedy_and_in_status(house: House, vemt_at) -> None:
    assert _list(house, 8, "OLDKEY") == []
    assert _list(house, 9, "OLDKEY", 16) == []
    assert _list(house, 10, "NEWKEY") == ["changed_key"]
    (problem,) = house.load()["list-805-2026-10.csv"].problems
    assert problem["severity"] == "warn" and "reference_merge" in problem["message"]
    vemt = vemt_at(house.home)
    assert any("counted twice" in w for w in vemt.json("status")["warnings"])
    assert "key of list" in " ".join(vemt.run("status").stdout.split())
    assert _list(house, 11, "NEWKEY") == [], "the new key is known by then"


def test_two_lists_of_one_folder(house: House) -> None:
    for month, key in ((8, "OLDKEY"), (9, "NEWKEY")):
        rows = (f"{key}-{n:04d},805,{n % 27 + 1:02d}/06/2026," for n in range(14))
        house.put(f"list-805-2026-{month:02d}.csv", LIST, *rows)
    found = house.load()
    said = {name: [p["rule"] for p in report.problems] for name, report in found.items()}
    assert said == {"list-805-2026-08.csv": [], "list-805-2026-09.csv": ["changed_key"]}


def test_references_that_are_merged_in_the_same_load_are_the_same(house: House) -> None:
    _list(house, 8, "OLDKEY")
    merges = (f"OLDKEY-{n:04d},NEWKEY-{n:04d},805,01/09/2026" for n in range(14))
    house.put("merge-805.csv", "old_ref,new_ref,la_code,merged_date", *merges)
    assert _list(house, 9, "NEWKEY") == []


def test_another_authoritys_children_and_few_children_are_no_collapse(house: House) -> None:
    _list(house, 8, "OLDKEY", 8)
    assert _list(house, 9, "NEWKEY", 8) == []
    rows = (f"OTHERS-{n:04d},806,{n % 27 + 1:02d}/06/2026," for n in range(14))
    house.put("list-806-2026-09.csv", LIST, *rows)
    assert house.load()["list-806-2026-09.csv"].problems == []


def test_months_of_missing_children_under_another_key(house: House) -> None:
    assert [_missing(house, month, "OLDKEY", 21) for month in (6, 7, 8)] == [[], [], []]
    assert _missing(house, 9, "NEWKEY") == ["changed_key"]


def test_a_corrected_month_under_another_key(house: House) -> None:
    _missing(house, 8, "OLDKEY")
    assert _missing(house, 8, "NEWKEY") == ["changed_key"]


def test_a_list_of_later_years_only_is_no_collapse(house: House) -> None:
    """Children who had left before the list's period begin are not expected in it."""
    left = (f"OLDKEY-{n:04d},805,01/02/2024,{n + 1:02d}/12/2024" for n in range(14))
    house.put("list-805-2024-12.csv", LIST, *left)
    house.load()
    assert _list(house, 9, "NEWKEY") == []

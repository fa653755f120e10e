"""What a list covers and replaces when nobody declared its window."""

from conftest import LIST, House

WINDOW = "select cast(period_from as varchar), cast(period_to as varchar), replaces from load_file order by file_id"


def _row(ref: str, added: str, removed: str = "") -> str:
    return f"{ref},805,{added},{removed},{'MOVED_AREA' if removed else ''},F,High,E,05/09/2026,Y"


def test_todays_open_children_cover_the_newest_month_alone(house: House) -> None:
    house.put("our-list.csv", LIST, _row("ABCD_1", "01/03/2024"), _row("ABCD_2", "02/08/2026"))
    house.load()
    assert house.rows(WINDOW) == [("2026-09-01", "2026-09-30", False)]
    months = "select distinct month_start from coverage where table_name = 'vemt_spell'"
    assert [str(d) for (d,) in house.rows(months)] == ["2026-09-01"]


def test_with_removals_it_covers_from_the_earliest_on(house: House) -> None:
    house.put("our-list.csv", LIST, _row("ABCD_1", "01/03/2024", "15/06/2026"), _row("ABCD_2", "02/08/2025"))
    house.load()
    assert house.rows(WINDOW) == [("2026-06-01", "2026-09-30", False)]


def test_it_replaces_by_key_only(house: House) -> None:
    house.put("one.csv", LIST, _row("ABCD_1", "01/09/2026"), _row("ABCD_2", "02/09/2026"))
    house.load()
    house.clear()
    house.put("two.csv", LIST, _row("ABCD_1", "01/09/2026", "20/09/2026"))
    house.load()
    current = "select child_ref, removed_date is not null from vemt_spell order by 1"
    assert house.rows(current) == [("ABCD_1", True), ("ABCD_2", False)]


def test_what_the_tool_inferred_itself_stays_no_declaration(house: House) -> None:
    house.put("one.csv", LIST, _row("ABCD_1", "01/09/2026"), _row("ABCD_2", "02/09/2026"))
    house.load()
    house.put("one.csv", LIST, _row("ABCD_1", "01/09/2026"), _row("ABCD_3", "03/09/2026"))
    house.load()
    assert [r[2] for r in house.rows(WINDOW)] == [False, False]
    assert len(house.rows("select * from vemt_spell")) == 3


def test_a_month_in_the_name_declares(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, _row("ABCD_1", "01/09/2026"), _row("ABCD_2", "02/09/2026"))
    house.load()
    house.put("list-805-2026-09.csv", LIST, _row("ABCD_1", "01/09/2026"), _row("ABCD_3", "03/09/2026"))
    house.load()
    assert [r[2] for r in house.rows(WINDOW)] == [True, True]
    assert len(house.rows("select * from vemt_spell")) == 2

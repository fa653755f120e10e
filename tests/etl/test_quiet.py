"""DuckDB's progress bar writes onto standard output, where one JSON document and nothing else may stand."""

from data_contracts import rules
from etl.types_of import staging
from etl.warehouse import open_warehouse


def test_no_connection_of_a_load_draws_a_progress_bar(house) -> None:
    connections = [staging(), open_warehouse(house.home / "warehouse.duckdb"), rules._quiet()]
    for con in connections:
        assert con.execute("select current_setting('enable_progress_bar')").fetchall() == [(False,)]
        con.close()

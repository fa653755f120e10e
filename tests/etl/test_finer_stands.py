"""An authority that sends its flat list and a finer extract of the same day: the finer one stands."""

import contextlib

import duckdb

from etl.load import load_folder
from etl.warehouse import FILE_NAME

MANIFEST = "file,la_code,table_name,period_from,period_to,extracted_at\n"


def test_of_one_date_the_finer_extract_stands(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-list.csv").write_text("child_ref,added_date,sex\nabcd_1234,2026-09-03,F\n")
    (folder / "b-child.csv").write_text("child_ref,birth_month,sex,disability\nabcd_1234,2011-05,F,Y\n")
    (folder / "manifest.csv").write_text(
        MANIFEST + "a-list.csv,E06000001,list,2026-09-01,2026-09-30,2026-09-30\n"
        "b-child.csv,E06000001,child,,,2026-09-30\n"
    )
    report = load_folder(tmp_path / "home", folder)
    assert [f.status for f in report.files] == ["loaded", "loaded"]
    with contextlib.closing(duckdb.connect(tmp_path / "home" / FILE_NAME, read_only=True)) as con:
        assert con.execute("select disability, birth_month is not null from child").fetchall() == [(True, True)]

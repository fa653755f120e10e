"""Answers of the same texts on Spark; run by the interpreter that has pyspark, so nothing of the project is imported.

    python on_spark.py FOLDER

FOLDER holds one folder per warehouse, each with `tables/*.parquet` (what a text may read) and `asked.json`: the
statements that make the helpers, and the texts in their order, name -> [whether later texts read it as a table, text].
Each answer is written as `spark/<name>.jsonl`: its columns, then its rows in plain values; or `spark/<name>.error`.
"""

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

SETTINGS = {
    "spark.driver.memory": "1500m",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    # where the authorities' clocks change: a helper that reckons in instants would be an hour out
    "spark.sql.session.timeZone": "Europe/London",
    "spark.sql.shuffle.partitions": "2",
    "spark.log.level": "ERROR",
}


def plain(value: Any) -> Any:
    """A cell as both engines write it: days and moments as text, numbers without their type."""
    if isinstance(value, datetime):
        return f"moment {value.isoformat(sep=' ', timespec='microseconds')}"
    if isinstance(value, date):
        return f"day {value.isoformat()}"
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(f"{value:.12g}")
    return value


def written(columns: list[str], rows: list[Any]) -> str:
    """An answer as lines: the names of its columns, then its rows in the order of their text."""
    return "\n".join([json.dumps(columns), *sorted(json.dumps([plain(v) for v in row]) for row in rows)])


def answer(spark: Any, folder: Path) -> None:
    """Ask one warehouse everything that is asked of it."""
    asked, out = json.loads((folder / "asked.json").read_text("utf-8")), folder / "spark"
    out.mkdir(exist_ok=True)
    for path in sorted((folder / "tables").glob("*.parquet")):
        spark.read.parquet(str(path)).createOrReplaceTempView(path.stem)
    for statement in asked["helpers"]:
        spark.sql(statement)
    for name, (kept, text) in asked["texts"].items():
        try:
            found = spark.sql(text)
            if kept:
                found = found.persist()
                found.createOrReplaceTempView(name)
            (out / f"{name}.jsonl").write_text(written(found.columns, found.collect()), "utf-8")
        except Exception as error:
            (out / f"{name}.error").write_text(f"{type(error).__name__}: {error}"[:2000], "utf-8")
    spark.catalog.clearCache()


def main(folder: Path) -> None:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.sql.warehouse.dir", str(folder / "spark-warehouse"))
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    for one in sorted(path.parent for path in folder.glob("*/asked.json")):
        answer(spark, one)
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

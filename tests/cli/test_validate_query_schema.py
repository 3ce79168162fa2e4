"""`dyads validate`, `query` and `schema` on the seed dataset."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result

from builder.schemas import TABLES, load_tables


@pytest.fixture
def copy(seed_dataset: Path, own_folder: Path) -> Path:
    """A copy of the seed dataset to spoil."""
    return Path(shutil.copytree(seed_dataset, own_folder / "copy"))


def test_a_fresh_dataset_is_valid(seed_dataset: Path, dyads: Callable[..., Result]) -> None:
    result = dyads("validate", seed_dataset)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"valid: {seed_dataset}\n", "")
    alone = dyads("validate", seed_dataset / "events.parquet", seed_dataset / "mentions.parquet")
    assert alone.exit_code == 0


def test_a_tampered_table_is_named_with_its_column(copy: Path, dyads: Callable[..., Result]) -> None:
    path = copy / "events.parquet"
    pl.read_parquet(path).with_columns(action_code=pl.lit("999")).write_parquet(path)
    result = dyads("validate", copy)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any("events" in line and "action_code" in line and "999" in line for line in lines)
    assert any("events.parquet" in line and "hash" in line for line in lines)
    assert result.stderr == f"{len(lines)} problems\n"


def test_a_missing_table_and_a_broken_file_are_named(copy: Path, dyads: Callable[..., Result]) -> None:
    (copy / "mentions.parquet").unlink()
    (copy / "articles.parquet").write_bytes(b"PAR1 no more")
    result = dyads("validate", copy)
    assert result.exit_code == 1
    assert "mentions.parquet" in result.stdout and "articles" in result.stdout
    assert "Traceback" not in result.output


def test_validate_of_nothing_is_one_line(dyads: Callable[..., Result]) -> None:
    result = dyads("validate", "nowhere")
    assert (result.exit_code, result.stderr) == (1, "Error: nowhere: not found\n")


SQL = "SELECT 'RUS' AS actor, 2 AS n, DATE '2025-06-13' AS day UNION ALL SELECT NULL, 10, NULL ORDER BY n"
ANSWERS = {
    "csv": "actor,n,day\nRUS,2,2025-06-13\n,10,\n",
    "jsonl": '{"actor": "RUS", "n": 2, "day": "2025-06-13"}\n{"actor": null, "n": 10, "day": null}\n',
    "table": (
        "┏━━━━━━━┳━━━━┳━━━━━━━━━━━━┓\n"
        "┃ actor ┃  n ┃ day        ┃\n"
        "┡━━━━━━━╇━━━━╇━━━━━━━━━━━━┩\n"
        "│ RUS   │  2 │ 2025-06-13 │\n"
        "│       │ 10 │            │\n"
        "└───────┴────┴────────────┘\n"
    ),
}


@pytest.mark.parametrize("form", ANSWERS)
def test_formats_of_an_answer(seed_dataset: Path, dyads: Callable[..., Result], form: str) -> None:
    result = dyads("query", SQL, "--dataset", seed_dataset, "--format", form)
    assert (result.exit_code, result.stdout) == (0, ANSWERS[form])


def test_the_tables_are_views(seed_dataset: Path, dyads: Callable[..., Result]) -> None:
    for name in TABLES:
        height = pl.read_parquet(seed_dataset / f"{name}.parquet").height
        result = dyads("query", f"SELECT count(*) AS n FROM {name}", "--dataset", seed_dataset, "--format", "csv")
        assert result.stdout == f"n\n{height}\n"


def test_an_answer_goes_to_a_file_of_the_kind_it_is_named(
    seed_dataset: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    sql = "SELECT event_id, actor FROM events"
    for name in ("answer.parquet", "answer.csv"):
        result = dyads("query", sql, "--dataset", seed_dataset, "--out", name)
        assert (result.exit_code, result.stdout) == (0, "")
    height = pl.read_parquet(seed_dataset / "events.parquet").height
    assert result.stderr == f"answer.csv: {height} rows\n"
    assert pl.read_parquet(own_folder / "answer.parquet").equals(pl.read_csv(own_folder / "answer.csv"))
    refused = dyads("query", sql, "--dataset", seed_dataset, "--format", "parquet")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "--out" in refused.stderr


def test_ready_made_queries_are_listed_and_run(seed_dataset: Path, dyads: Callable[..., Result]) -> None:
    listed = [line.split(":")[0] for line in dyads("query").stdout.splitlines()]
    assert "dyad_month" in listed
    for name in listed:
        assert len(dyads("query", name, "--dataset", seed_dataset, "--format", "csv").stdout.splitlines()) > 1


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("SELECT nothing FROM events", "nothing"),
        ("SELEKT 1", "SELEKT"),
        ("DROP VIEW events", "SELECT"),
        ("SELECT 1; SELECT 2", "one query"),
    ],
)
def test_bad_sql_is_one_line(seed_dataset: Path, dyads: Callable[..., Result], sql: str, named: str) -> None:
    result = dyads("query", sql, "--dataset", seed_dataset)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: SQL: ") and named in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_query_without_a_dataset_is_one_line(dyads: Callable[..., Result]) -> None:
    result = dyads("query", "SELECT 1", "--dataset", "nowhere")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "nowhere: not a dataset" in result.stderr


def test_schema_lists_the_columns_of_a_table_in_order(dyads: Callable[..., Result]) -> None:
    result = dyads("schema", "events")
    assert result.exit_code == 0
    head, *lines = result.stdout.splitlines()
    assert head.split() == ["events", "type", "meaning"]
    names = [line.split()[0] for line in lines if line and not line.startswith(" ")]
    assert names == [field.name for field in load_tables()["events"].fields]
    assert names[:6] == ["event_id", "actor", "target", "action_code", "date", "source"]


def test_schema_without_a_name_lists_all_tables(dyads: Callable[..., Result]) -> None:
    output = dyads("schema").stdout
    heads = [line.split()[0] for line in output.splitlines() if line.split()[1:] == ["type", "meaning"]]
    assert heads == list(load_tables())
    wrong = dyads("schema", "evnts")
    assert wrong.exit_code == 1
    assert wrong.stderr == f"Error: no table 'evnts'; there are {', '.join(load_tables())}\n"


def test_schema_as_markdown_is_the_data_dictionary(dyads: Callable[..., Result]) -> None:
    output = dyads("schema", "--markdown").stdout
    for table in load_tables().values():
        assert all(f"`{field.name}`" in output or field.name in output for field in table.fields)

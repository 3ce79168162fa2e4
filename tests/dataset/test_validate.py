"""Validation: what users or time may do to a dataset is found and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from builder.dataset.validate import validate
from builder.dataset.write import write_table
from builder.errors import InputError
from builder.schemas import load_tables


def change(dataset: Path, table: str, edit: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Rewrite one table as somebody might who knows nothing of the rules."""
    path = dataset / f"{table}.parquet"
    edit(pl.read_parquet(path)).write_parquet(path)


def edit_manifest(dataset: Path, **values: Any) -> None:
    path = dataset / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | values), encoding="utf-8")


def rules(dataset: Path) -> set[tuple[str, str, str]]:
    return {(violation.table, violation.column, violation.rule) for violation in validate([dataset])}


def test_a_changed_value_is_found_by_schema_and_by_hash(dataset: Path) -> None:
    change(dataset, "events", lambda frame: frame.with_columns(goldstein=pl.lit(11.0)))
    assert rules(dataset) == {("events", "goldstein", "maximum"), ("events.parquet", "", "hash")}


def test_a_change_that_fits_the_schema_is_found_by_hash(dataset: Path) -> None:
    change(dataset, "articles", lambda frame: frame.with_columns(title=pl.lit("Another")))
    assert rules(dataset) == {("articles.parquet", "", "hash")}


def test_a_lost_row_is_found_by_keys_counts_and_rows(dataset: Path) -> None:
    change(dataset, "mentions", lambda frame: frame.head(2))
    found = rules(dataset)
    assert {("events", "n_mentions", "count"), ("mentions", "", "row count")} <= found
    change(dataset, "articles", lambda frame: frame.filter(article_id="a1"))
    assert ("mentions", "article_id", "foreign key") in rules(dataset)


@pytest.mark.parametrize(
    ("table", "edit", "rule"),
    [
        ("events", lambda frame: frame.reverse(), ("events", "", "order")),
        (
            "events",
            lambda frame: frame.with_columns(action_code=pl.lit("199"), root_code=pl.lit("19")),
            ("events", "action_code", "unknown code"),
        ),
        (
            "mentions",
            lambda frame: frame.with_columns(second_code=pl.lit("999"), second_confidence=pl.lit(0.1)),
            ("mentions", "second_code", "unknown code"),
        ),
        ("events", lambda frame: frame.drop("actor"), ("events", "actor", "missing column")),
        ("events", lambda frame: frame.with_columns(n_mentions=pl.lit("2")), ("events", "n_mentions", "type")),
    ],
)
def test_what_breaks_a_table_is_named(dataset: Path, table: str, edit: Any, rule: tuple[str, str, str]) -> None:
    change(dataset, table, edit)
    assert rule in rules(dataset)


def test_missing_broken_and_unknown_files_are_named(dataset: Path) -> None:
    (dataset / "rejections.parquet").unlink()
    (dataset / "events.parquet").write_bytes((dataset / "events.parquet").read_bytes()[:-10])
    (dataset / "notes.txt").write_text("mine", encoding="utf-8")
    assert rules(dataset) == {
        ("rejections", "", "missing file"),
        ("rejections.parquet", "", "missing file"),
        ("events", "", "unreadable"),
        ("events.parquet", "", "hash"),
        ("notes.txt", "", "unknown file"),
    }


def test_a_wrong_manifest_is_named(dataset: Path) -> None:
    edit_manifest(dataset, fingerprint="0" * 64, tables={"articles": 2, "mentions": 3, "events": 9, "rejections": 1})
    assert rules(dataset) == {("manifest.json", "", "fingerprint"), ("events", "", "row count")}
    edit_manifest(dataset, format=2)
    (found,) = validate([dataset])
    assert found.rule == "manifest"
    assert "$.format" in str(found)
    (dataset / "manifest.json").write_text("{", encoding="utf-8")
    assert "not JSON" in str(validate([dataset])[0])
    (dataset / "manifest.json").unlink()
    assert {violation.rule for violation in validate([dataset])} == {"manifest"}


def test_single_tables_are_checked_alone_and_together(dataset: Path) -> None:
    events, mentions = dataset / "events.parquet", dataset / "mentions.parquet"
    assert validate([events]) == []
    assert validate([events, mentions]) == []
    other = dataset.parent / "events.parquet"
    write_table(pl.read_parquet(events).head(1), load_tables()["events"], other)
    assert validate([other]) == []
    assert [(violation.table, violation.rule) for violation in validate([other, mentions])] == [
        ("mentions", "foreign key")
    ]


def test_a_directory_whose_name_looks_like_a_partition_is_read_as_it_is(dataset: Path) -> None:
    renamed = dataset.rename(dataset.parent / "year=2025")
    assert validate([renamed, renamed / "events.parquet"]) == []


def test_what_cannot_be_validated_is_an_input_error(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "gdelt.parquet").write_bytes(b"")
    for paths, complaint in (
        ([tmp_path / "none"], "not found"),
        ([tmp_path / "gdelt.parquet"], "expected a dataset directory or one of articles, "),
        ([dataset / "manifest.json"], "expected a dataset directory"),
        ([dataset / "events.parquet"] * 2, "a second file for the table events"),
    ):
        with pytest.raises(InputError, match=complaint):
            validate(paths)

"""Schemas: every check fires, DuckDB and Arrow agree with them, and the data dictionary is up to date."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from builder.data_dictionary import COMMAND, data_dictionary
from builder.dataset.assemble import Tables, assemble
from builder.errors import SchemaError
from builder.ontology import Ontology
from builder.records import Place, Rejection
from builder.resources import resource
from builder.schemas import (
    TABLES,
    Violation,
    arrow_schema,
    check,
    check_foreign_keys,
    duckdb_ddl,
    load_table,
    load_tables,
)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def tables(make_article: Callable[..., Any], make_mention: Callable[..., Any], ontology: Ontology) -> Tables:
    """Two good rows in each table."""
    place = Place("Kharkiv", "UKR", 49.98, 36.25, 706483)
    mentions = [
        make_mention("a1", place=place, second_code="190", second_confidence=0.1, attribution="USAGOV"),
        make_mention("a2", actor="RUSGOV", action_code="1411"),
    ]
    rejections = [
        Rejection("article", "x.txt", "articles", "no_date"),
        Rejection("sentence", "a1:3", "language", "sentence_too_long"),
    ]
    return assemble([make_article("a1"), make_article("a2", source="b.org")], mentions, rejections, ontology)


def broken(tables: Tables, table: str, **values: Any) -> list[Violation]:
    """Violations of a table in whose first row these values stand."""
    frame = tables.by_name()[table]
    first = pl.int_range(pl.len()) == 0
    changed = [
        pl.when(first).then(pl.lit(value, frame.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    ]
    return check(frame.with_columns(changed), load_tables()[table])


def test_good_tables_have_no_violation(tables: Tables) -> None:
    for name, frame in tables.by_name().items():
        assert frame.height >= 2
        assert check(frame, load_tables()[name]) == []
    assert check_foreign_keys(tables.by_name()) == []


def test_events_begin_with_who_did_what_to_whom_when_according_to_which_source() -> None:
    assert load_tables()["events"].columns[:6] == ["event_id", "actor", "target", "action_code", "date", "source"]


@pytest.mark.parametrize(
    ("table", "values", "column", "rule"),
    [
        ("events", {"actor": None}, "actor", "required"),
        ("events", {"actor": "Russia"}, "actor", "pattern"),
        ("events", {"actor": "RUS" * 9}, "actor", "pattern"),
        ("events", {"action_code": "19"}, "action_code", "pattern"),
        ("events", {"event_id": "0123"}, "event_id", "pattern"),
        ("events", {"quad_class": 5}, "quad_class", "enum"),
        ("events", {"plover_event": "FIGHT"}, "plover_event", "enum"),
        ("events", {"goldstein": 10.5}, "goldstein", "maximum"),
        ("events", {"goldstein": float("nan")}, "goldstein", "finite"),
        ("events", {"n_mentions": 0}, "n_mentions", "minimum"),
        ("events", {"date": dt.date(2000, 1, 1)}, "", "date_is_start"),
        ("events", {"root_code": "18"}, "", "root_of_code"),
        ("events", {"n_articles": 9}, "", "counts_nest"),
        ("events", {"date_end": dt.date(2000, 1, 1), "date_precision": "week"}, "", "date_order"),
        ("events", {"date_end": dt.date(2030, 1, 1)}, "", "day_is_one_day"),
        ("events", {"latitude": 95.0}, "latitude", "maximum"),
        ("mentions", {"modality": "likely"}, "modality", "enum"),
        ("mentions", {"confidence": -0.1}, "confidence", "minimum"),
        ("mentions", {"sentence_end": 0}, "", "sentence_span"),
        ("mentions", {"actor_end": 0}, "", "actor_span"),
        ("mentions", {"action_end": 0}, "", "action_span"),
        ("mentions", {"target_end": 0}, "", "target_span"),
        ("mentions", {"action_end": 9999}, "", "action_in_sentence"),
        ("mentions", {"second_confidence": None}, "", "second_complete"),
        ("mentions", {"latitude": None}, "", "place_complete"),
        ("articles", {"text_sha256": "abc"}, "text_sha256", "pattern"),
        ("articles", {"published": None}, "", "coded_has_date"),
        ("articles", {"reason": "no_date"}, "", "reason_if_rejected"),
        ("rejections", {"reason": "because"}, "reason", "enum"),
    ],
)
def test_each_check_fires(tables: Tables, table: str, values: dict[str, Any], column: str, rule: str) -> None:
    found = {(violation.column, violation.rule): violation for violation in broken(tables, table, **values)}
    assert (column, rule) in found
    assert found[column, rule].count == 1
    assert found[column, rule].table == table


def test_every_rule_of_every_schema_is_tried_above() -> None:
    tried = {mark.args[1][i][3] for mark in test_each_check_fires.pytestmark for i in range(len(mark.args[1]))}
    assert {rule.name for table in load_tables().values() for rule in table.rules} <= tried


def test_repeated_key_is_found_in_both_rows(tables: Tables) -> None:
    frame = pl.concat([tables.events.head(1), tables.events.head(1)])
    (found,) = check(frame, load_tables()["events"])
    assert (found.rule, found.column, found.count) == ("unique", "event_id", 2)


def test_columns_must_be_all_there_of_their_type_and_in_order(tables: Tables) -> None:
    events, schema = tables.events, load_tables()["events"]
    rules = lambda frame: [(v.column, v.rule) for v in check(frame, schema)]  # noqa: E731
    assert rules(events.drop("source")) == [("source", "missing column")]
    assert rules(events.with_columns(pl.col("date").cast(pl.String))) == [("date", "type")]
    assert rules(events.with_columns(extra=1)) == [("extra", "unknown column")]
    assert rules(events.select(sorted(events.columns))) == [("", "column order")]


def test_foreign_keys_name_what_is_lost(tables: Tables) -> None:
    frames = tables.by_name() | {"events": tables.events.head(1)}
    (found,) = check_foreign_keys(frames)
    assert (found.table, found.column, found.rule, found.count) == ("mentions", "event_id", "foreign key", 1)
    assert check_foreign_keys({"mentions": tables.mentions}) == []


def test_a_violation_reads_as_one_line(tables: Tables) -> None:
    (found,) = [v for v in broken(tables, "events", actor="Russia") if v.rule == "pattern"]
    assert str(found) == "events.actor: pattern: expected ^([A-Z]{3}){1,8}$ (1 row, such as 'Russia')"


def test_arrow_schema_carries_types_and_descriptions() -> None:
    schema = arrow_schema(load_tables()["events"])
    assert schema.field("date").type == pa.date32()
    assert not schema.field("actor").nullable
    assert schema.field("place_name").nullable
    assert b"Goldstein" in schema.field("goldstein").metadata[b"description"]


def test_duckdb_takes_the_tables_and_keeps_their_constraints(tables: Tables) -> None:
    frames = tables.by_name()
    with duckdb.connect() as connection:
        for name in ("articles", "events", "mentions", "rejections"):  # a table after those that it refers to
            connection.execute(duckdb_ddl(load_tables()[name]))
            connection.register("rows", frames[name].to_arrow())
            connection.execute(f"INSERT INTO {name} SELECT * FROM rows")
            assert connection.table(name).fetchall() == frames[name].rows()
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("UPDATE events SET quad_class = 5")
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO events SELECT * FROM events")


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_explained_with_an_example_that_fits(name: str) -> None:
    table = load_tables()[name]
    for field in table.fields:
        assert field.description.endswith("."), field.name
        assert field.example is not None, field.name
        if field.enum:
            assert field.example in field.enum
        if field.pattern:
            assert pl.Series([field.example]).str.contains(field.pattern).all(), field.name
        assert all(label.endswith(".") for _, label in field.values)


def test_plover_types_of_the_schema_are_those_of_the_ontology(ontology: Ontology) -> None:
    for name in ("events", "mentions"):
        (field,) = [field for field in load_tables()[name].fields if field.name == "plover_event"]
        assert dict(field.values) == {event.event: event.description for event in ontology.plover.values()}


def test_every_reason_of_the_schema_is_given_somewhere() -> None:
    (field,) = [field for field in load_tables()["rejections"].fields if field.name == "reason"]
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "builder").rglob("*.py"))
    assert [reason for reason in field.enum if f'"{reason}"' not in code] == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda s: s.pop("order"), "not a table schema"),
        (lambda s: s.update(name="other"), "must be that of the file"),
        (lambda s: s.update(order=["nothing"]), "no such column: nothing"),
        (lambda s: s["fields"].append(s["fields"][0]), "defined twice"),
        (lambda s: s["fields"][0].update(type="text"), "'text' is not one of"),
        (lambda s: s["fields"][0]["constraints"].update(maxLength=3), "no check exists for maxLength"),
        (lambda s: s["fields"][0]["categories"].pop(), "must list the same values"),
    ],
)
def test_a_schema_that_cannot_be_carried_out_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any], complaint: str
) -> None:
    schema = json.loads(resource("schemas/rejections.json").read_text(encoding="utf-8"))
    change(schema)
    path = tmp_path / "rejections.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(SchemaError, match=complaint):
        load_table(path)


def test_the_data_dictionary_is_up_to_date() -> None:
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == data_dictionary(), f"docs/data-dictionary.md is stale: run `{COMMAND}`"


def test_the_data_dictionary_holds_every_column_and_value() -> None:
    text = data_dictionary()
    for table in load_tables().values():
        assert f"## {table.name}\n" in text
        for field in table.fields:
            assert f"| `{field.name}` | {field.type} |" in text
            assert all(f"| `{value}` | {label} |" in text for value, label in field.values)

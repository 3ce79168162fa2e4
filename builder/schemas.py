"""The shape of every table: schemas/*.json turned into Arrow, Polars checks and DuckDB.

Each file is a Frictionless Table Schema with two properties of our own: `order` (the columns that
rows are sorted by) and `rules` (conditions between columns, as SQL that is true or null for a good row).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from builder.errors import SchemaError
from builder.resources import resource

TABLES = ("articles", "mentions", "events", "rejections")
"""Every table of a dataset, in the order that a build makes them."""

_TYPES: dict[str, tuple[type[pl.DataType], pa.DataType, str]] = {
    "string": (pl.String, pa.string(), "VARCHAR"),
    "integer": (pl.Int64, pa.int64(), "BIGINT"),
    "number": (pl.Float64, pa.float64(), "DOUBLE"),
    "date": (pl.Date, pa.date32(), "DATE"),
    "boolean": (pl.Boolean, pa.bool_(), "BOOLEAN"),
}
_CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum"}
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Field:
    """One column; `values` says what each word of `enum` means."""

    name: str
    type: str
    description: str
    example: str | int | float | None = None
    required: bool = False
    unique: bool = False
    enum: tuple[str | int, ...] = ()
    values: tuple[tuple[str | int, str], ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Values of `column` must be found in `reference_column` of the table `reference`, or be null."""

    column: str
    reference: str
    reference_column: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition between columns of one row: `sql` is true or null for a good one."""

    name: str
    sql: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, its key, and how its rows are sorted."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    order: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [field.name for field in self.fields]


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a table breaks its schema.

    Args:
        table: the table (or the file, for a file that is no table).
        column: the column, or "" when the table as a whole is meant.
        rule: which rule is broken, in a word ("required", "pattern", "foreign key").
        count: how many rows break it.
        examples: the first few wrong values.
        detail: what is expected.
    """

    table: str
    column: str
    rule: str
    count: int = 1
    examples: tuple[str, ...] = ()
    detail: str = ""

    def __str__(self) -> str:
        """One line for people."""
        where = f"{self.table}.{self.column}" if self.column else self.table
        rows = f"{self.count} row{'' if self.count == 1 else 's'}"
        text = f"{where}: {self.rule}: {self.detail or 'broken'} ({rows}"
        return text + (f", such as {', '.join(self.examples)})" if self.examples else ")")


def load_table(path: Path) -> Table:
    """Read one table schema.

    Args:
        path: a JSON file.

    Returns:
        The table.

    Raises:
        SchemaError: the file is not a schema that this module can carry out.
    """
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        table = Table(
            name=raw["name"],
            title=raw["title"],
            description=raw["description"],
            fields=tuple(_field(field, path) for field in raw["fields"]),
            primary_key=tuple(raw.get("primaryKey", ())),
            foreign_keys=tuple(
                ForeignKey(key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
                for key in raw.get("foreignKeys", ())
            ),
            order=tuple(raw["order"]),
            rules=tuple(Rule(rule["name"], rule["sql"], rule["description"]) for rule in raw.get("rules", ())),
        )
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise SchemaError(f"{path}: not a table schema: {error!r}") from error
    if table.name != path.stem:
        raise SchemaError(f"{path}: name is {table.name!r}; it must be that of the file")
    named = {*table.primary_key, *table.order, *(key.column for key in table.foreign_keys)}
    if unknown := sorted(named - set(table.columns)):
        raise SchemaError(f"{path}: no such column: {', '.join(unknown)}")
    if len(set(table.columns)) != len(table.columns):
        raise SchemaError(f"{path}: a column is defined twice")
    return table


def _field(raw: dict[str, Any], path: Path) -> Field:
    constraints: dict[str, Any] = raw.get("constraints", {})
    if unknown := sorted(constraints.keys() - _CONSTRAINTS):
        raise SchemaError(f"{path}: column {raw['name']}: no check exists for {', '.join(unknown)}")
    if raw["type"] not in _TYPES:
        raise SchemaError(f"{path}: column {raw['name']}: type {raw['type']!r} is not one of {', '.join(_TYPES)}")
    values = tuple((item["value"], item["label"]) for item in raw.get("categories", ()))
    enum = tuple(constraints.get("enum", ()))
    if tuple(value for value, _ in values) != enum:
        raise SchemaError(f"{path}: column {raw['name']}: categories and enum must list the same values in one order")
    return Field(
        name=raw["name"],
        type=raw["type"],
        description=raw["description"],
        example=raw.get("example"),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=enum,
        values=values,
        pattern=constraints.get("pattern", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )


@functools.cache
def load_tables() -> Mapping[str, Table]:
    """Every table schema of this installation, by name.

    Returns:
        A mapping that callers do not change.

    Raises:
        SchemaError: a schema file is wrong.

    Example:
        >>> load_tables()["events"].columns[:3]
        ['event_id', 'actor', 'target']
    """
    return {name: load_table(resource(f"schemas/{name}.json")) for name in TABLES}


def polars_schema(table: Table) -> dict[str, type[pl.DataType]]:
    """The Polars type of each column, in order."""
    return {field.name: _TYPES[field.type][0] for field in table.fields}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table; descriptions travel as metadata, so a Parquet file explains itself."""
    return pa.schema(
        [
            pa.field(
                field.name,
                _TYPES[field.type][1],
                nullable=not field.required,
                metadata={"description": field.description},
            )
            for field in table.fields
        ],
        metadata={"title": table.title, "description": table.description},
    )


def duckdb_type(field: Field) -> str:
    """The DuckDB type of a column."""
    return _TYPES[field.type][2]


def duckdb_ddl(table: Table) -> str:
    """SQL that creates the table in DuckDB with its constraints and the descriptions of its columns.

    Args:
        table: the table.

    Returns:
        One CREATE TABLE and one COMMENT a column. Tables that it refers to must be created before.

    Example:
        >>> duckdb_ddl(load_tables()["rejections"]).splitlines()[0]
        'CREATE TABLE "rejections" ('
    """
    lines = []
    for field in table.fields:
        line = f"{_name(field.name)} {duckdb_type(field)}"
        line += " NOT NULL" if field.required else ""
        line += " UNIQUE" if field.unique and (field.name,) != table.primary_key else ""
        if field.enum:
            line += f" CHECK ({_name(field.name)} IN ({', '.join(map(_literal, field.enum))}))"
        lines.append(line)
    if table.primary_key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.primary_key))})")
    lines += [
        f"FOREIGN KEY ({_name(key.column)}) REFERENCES {_name(key.reference)} ({_name(key.reference_column)})"
        for key in table.foreign_keys
    ]
    create = f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(lines) + "\n);\n"
    return create + "".join(
        f"COMMENT ON COLUMN {_name(table.name)}.{_name(field.name)} IS {_literal(field.description)};\n"
        for field in table.fields
    )


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def check(frame: pl.DataFrame, table: Table) -> list[Violation]:
    """Everything in a frame that breaks its table's schema, foreign keys apart.

    Args:
        frame: the rows.
        table: their schema.

    Returns:
        Violations in the order of the columns; empty if all is well.
    """
    found = _check_columns(frame, table)
    wrong = {violation.column for violation in found}
    for field in table.fields:
        if field.name not in wrong:
            found += _check_field(frame, table, field)
    for rule in table.rules:
        condition = pl.sql_expr(rule.sql)
        if not wrong.isdisjoint(condition.meta.root_names()):
            continue  # a condition on a column that is missing or of another type cannot be asked
        key = list(table.primary_key) or table.columns[:1]
        bad = frame.filter(~condition).select(pl.col(key))
        if bad.height:
            found.append(Violation(table.name, "", rule.name, bad.height, _examples(bad.to_series()), rule.description))
    return found


def _check_columns(frame: pl.DataFrame, table: Table) -> list[Violation]:
    found = []
    for field in table.fields:
        expected = _TYPES[field.type][0]
        if field.name not in frame.columns:
            found.append(Violation(table.name, field.name, "missing column", 0, (), f"expected {field.type}"))
        elif frame.schema[field.name] != expected:
            found.append(
                Violation(
                    table.name,
                    field.name,
                    "type",
                    frame.height,
                    (),
                    f"expected {field.type}, found {frame.schema[field.name]}",
                )
            )
    extra = [name for name in frame.columns if name not in table.columns]
    found += [Violation(table.name, name, "unknown column", 0, (), "not in the schema") for name in extra]
    if not found and frame.columns != table.columns:
        found.append(Violation(table.name, "", "column order", 0, (), f"expected {', '.join(table.columns)}"))
    return found


def _check_field(frame: pl.DataFrame, table: Table, field: Field) -> list[Violation]:
    column = pl.col(field.name)
    unique = field.unique or table.primary_key == (field.name,)
    checks: list[tuple[str, str, pl.Expr]] = []
    if field.required:
        checks.append(("required", "a value is missing", column.is_null()))
    if unique:
        checks.append(("unique", "a value comes more than once", column.is_duplicated() & column.is_not_null()))
    if field.enum:
        detail = f"expected one of {', '.join(map(str, field.enum))}"
        checks.append(("enum", detail, ~column.is_in(list(field.enum))))
    if field.pattern:
        checks.append(("pattern", f"expected {field.pattern}", ~column.str.contains(field.pattern)))
    if field.type == "number":
        checks.append(("finite", "expected a number that is finite", ~column.is_finite()))
    if field.minimum is not None:
        checks.append(("minimum", f"expected at least {field.minimum}", column < field.minimum))
    if field.maximum is not None:
        checks.append(("maximum", f"expected at most {field.maximum}", column > field.maximum))
    found = []
    for rule, detail, bad in checks:
        values = frame.filter(bad).get_column(field.name)
        if values.len():
            found.append(
                Violation(
                    table.name,
                    field.name,
                    rule,
                    values.len(),
                    () if rule == "required" else _examples(values),
                    detail,
                )
            )
    return found


def check_foreign_keys(frames: Mapping[str, pl.DataFrame], tables: Iterable[Table] | None = None) -> list[Violation]:
    """Values that should be found in another table and are not.

    Args:
        frames: tables by name; keys into tables that are not among them are not asked.
        tables: their schemas; those of this installation by default.

    Returns:
        Violations in the order of the tables.
    """
    found = []
    for table in load_tables().values() if tables is None else tables:
        for key in table.foreign_keys:
            frame, other = frames.get(table.name), frames.get(key.reference)
            if frame is None or other is None:
                continue
            if key.column not in frame.columns or key.reference_column not in other.columns:
                continue  # reported as a missing column
            if frame.schema[key.column] != other.schema[key.reference_column]:
                continue  # reported as a wrong type
            known = other.select(pl.col(key.reference_column).alias(key.column)).unique()
            lost = frame.filter(pl.col(key.column).is_not_null()).join(
                known, on=key.column, how="anti", maintain_order="left"
            )
            if lost.height:
                found.append(
                    Violation(
                        table.name,
                        key.column,
                        "foreign key",
                        lost.height,
                        _examples(lost.get_column(key.column)),
                        f"not found in {key.reference}",
                    )
                )
    return found


def _examples(values: pl.Series) -> tuple[str, ...]:
    return tuple(repr(value) for value in values.unique(maintain_order=True).head(_EXAMPLES).to_list())

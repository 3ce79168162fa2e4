"""Answers as text or as a file: a table for people, CSV, JSON lines, Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from builder.errors import InputError

TEXT_FORMATS = ("table", "csv", "jsonl")
FORMATS = (*TEXT_FORMATS, "parquet")


def to_text(answer: pa.Table, form: str, *, width: int = 120) -> str:
    """An answer as text.

    Args:
        answer: rows.
        form: table, csv or jsonl. Nulls are empty in a table and in CSV, dates are ISO.
        width: characters in a line of a table; other forms do not care.

    Returns:
        Text that ends in a newline.

    Raises:
        InputError: `form` is none of these.

    Example:
        >>> to_text(pa.table({"n": [1]}), "csv")
        'n\\n1\\n'
    """
    if form == "table":
        return _table(answer, width)
    if form == "csv":
        return _csv(answer)
    if form == "jsonl":
        return "".join(
            json.dumps(_finite(row), ensure_ascii=False, default=_plain) + "\n" for row in answer.to_pylist()
        )
    raise InputError(f"format {form!r}: expected one of {', '.join(FORMATS)}; parquet needs a file")


def write_answer(answer: pa.Table, path: Path, form: str | None = None) -> None:
    """Write an answer to a file.

    Args:
        answer: rows.
        path: the file.
        form: table, csv, jsonl or parquet; by default what the file's name ends in (.txt is a table).

    Raises:
        InputError: the form is unknown, or the file cannot be written.
    """
    ending = path.suffix.removeprefix(".")
    form = form or {"txt": "table", "ndjson": "jsonl"}.get(ending, ending)
    if form not in FORMATS:
        raise InputError(f"{path}: format {form!r}: expected one of {', '.join(FORMATS)}")
    try:
        if form == "parquet":
            pq.write_table(answer, path, compression="zstd")
        else:
            path.write_text(to_text(answer, form), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _table(answer: pa.Table, width: int) -> str:
    table = Table(highlight=False)
    for field in answer.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)
        table.add_column(Text(field.name), justify="right" if number else "left", overflow="fold")
    for row in answer.to_pylist():
        table.add_row(*(Text(_cell(value)) for value in row.values()))
    console = Console(file=io.StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _csv(answer: pa.Table) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.column_names)
    writer.writerows([_cell(value) for value in row.values()] for row in answer.to_pylist())
    return file.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(_plain(value))


def _finite(row: dict[str, Any]) -> dict[str, Any]:
    # JSON has no word for NaN or infinity.
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        # DuckDB's sum over whole numbers comes as a decimal.
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)

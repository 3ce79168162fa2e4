"""SQL over a dataset: its tables and a few named queries as DuckDB views, for reading only."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from builder.errors import InputError
from builder.schemas import TABLES

_SQL = Path(__file__).parent / "sql"
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that comes with dyads; `name` is also that of a view."""

    name: str
    description: str
    sql: str


@functools.cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The queries of builder/analysis/sql/ by name; their leading comment is the description.

    Returns:
        A mapping that callers do not change, sorted by name.

    Example:
        >>> list(named_queries())
        ['dyad_month', 'net_goldstein', 'quad_counts', 'top_dyads']
    """
    found = {}
    for path in sorted(_SQL.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        comment = [line.removeprefix("-- ") for line in text.splitlines() if line.startswith("--")]
        found[path.stem] = NamedQuery(path.stem, " ".join(comment), text.strip())
    return found


def open_dataset(dataset: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory with a view for each table and each named query.

    The files are read when a query asks for them; nothing is copied. The caller closes it.

    Args:
        dataset: a dataset directory.

    Returns:
        The connection. It loads no extension and reaches for no network.

    Raises:
        InputError: a table's file is missing or unreadable.
    """
    missing = [f"{name}.parquet" for name in TABLES if not (dataset / f"{name}.parquet").is_file()]
    if missing:
        raise InputError(f"{dataset}: not a dataset: {', '.join(missing)} missing")
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": "2",
            # The order of rows with equal keys is part of the answer.
            "preserve_insertion_order": "true",
        }
    )
    try:
        for name in TABLES:
            path = str((dataset / f"{name}.parquet").resolve()).replace("'", "''")
            connection.execute(
                f"CREATE VIEW {name} AS SELECT * FROM read_parquet(['{path}'], hive_partitioning = false)"
            )
        for query in named_queries().values():
            connection.execute(f"CREATE VIEW {query.name} AS {query.sql}")
    except duckdb.Error as error:
        connection.close()
        raise InputError(f"{dataset}: cannot be read: {_one_line(error)}") from error
    return connection


def run_query(dataset: Path, sql: str) -> pa.Table:
    """The answer to one SQL query over a dataset.

    Args:
        dataset: a dataset directory; its tables and the named queries are views.
        sql: one SELECT in DuckDB's dialect, or the name of a named query.

    Returns:
        An Arrow table.

    Raises:
        InputError: the dataset cannot be read, or the query is wrong, is more than one statement or does
            anything but read; the message is one line.

    Example:
        ``run_query(Path("output"), "SELECT count(*) AS n FROM events")`` has one row and one column.
    """
    if sql.strip() in named_queries():
        sql = f"SELECT * FROM {sql.strip()}"
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise InputError(f"SQL: {_one_line(error)}") from error
    if len(statements) != 1:
        raise InputError(f"SQL: expected one query, found {len(statements)}")
    if statements[0].type not in _READING:
        raise InputError(f"SQL: a dataset can only be read: {statements[0].type.name} is not a SELECT")
    connection = open_dataset(dataset)
    try:
        return connection.sql(statements[0]).to_arrow_table()
    except duckdb.Error as error:
        raise InputError(f"SQL: {_one_line(error)}") from error
    finally:
        connection.close()


def _one_line(error: duckdb.Error) -> str:
    """DuckDB's message without the echo of the query that follows it."""
    lines = [line.strip() for line in str(error).splitlines()]
    kept = []
    for line in lines:
        if line.startswith("LINE "):
            break
        if line:
            kept.append(line)
    return " ".join(kept) or type(error).__name__

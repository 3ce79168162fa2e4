"""A dataset on disk: Parquet tables with fixed settings, all of it in place or none of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from builder.dataset import datapackage, manifest
from builder.dataset.assemble import Tables
from builder.dataset.manifest import FileHash, Provenance, hash_file, make_manifest, to_json
from builder.errors import InputError, SchemaError
from builder.schemas import TABLES, Table, arrow_schema, check, check_foreign_keys, load_tables

ROW_GROUP_ROWS = 65_536
"""Rows in a row group: DuckDB reads groups in parallel and skips by their statistics."""

_PARQUET = {
    "row_group_size": ROW_GROUP_ROWS,
    "compression": "zstd",
    "compression_level": 9,
    "version": "2.6",
    "data_page_version": "1.0",
    "use_dictionary": True,
    "write_statistics": True,
    "store_schema": True,
}
"""Every setting that decides the bytes, said out loud so that a new default cannot change them."""

FILES = frozenset({*(f"{name}.parquet" for name in TABLES), manifest.FILE_NAME, datapackage.FILE_NAME})


def write_dataset(tables: Tables, target: Path, provenance: Provenance) -> Path:
    """Check the tables and put them in place of whatever dataset stands at `target`.

    Everything is written to a new directory beside `target`, which then takes its name. Until that
    moment an older dataset stands untouched, and a failure leaves it so.

    Args:
        tables: as `assemble` gives them.
        target: the dataset's directory; it may exist if it holds a dataset or nothing.
        provenance: what the dataset was made from.

    Returns:
        The manifest's path.

    Raises:
        SchemaError: a table breaks its schema; nothing is written.
        InputError: `target` holds files that are not a dataset's, or cannot be written.
    """
    frames = tables.by_name()
    _check(frames)
    target = target.resolve()
    check_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=".part", dir=target.parent))
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror}") from error
    try:
        fresh = scratch / target.name  # mkdtemp lets nobody else read; a directory within has the usual rights
        fresh.mkdir()
        _write_files(frames, fresh, provenance)
        _replace(target, fresh, old=scratch.with_suffix(".old"))
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target / manifest.FILE_NAME


def check_target(target: Path) -> None:
    """Refuse to write where something other than a dataset would be lost; cheap, so ask before a long build.

    Args:
        target: where a dataset is to be written.

    Raises:
        InputError: it is a file, or holds files that no dataset has.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError(f"{target}: is a file; give a directory for the dataset")
    if foreign := sorted(path.name for path in target.iterdir() if path.name not in FILES):
        raise InputError(
            f"{target}: holds files that are not part of a dataset and would be lost ({', '.join(foreign[:3])}); "
            "move them away or give another directory"
        )


def write_table(frame: pl.DataFrame, table: Table, path: Path) -> None:
    """Write one table as Parquet with the settings of every dataset.

    Args:
        frame: rows that fit the schema.
        table: the schema; column descriptions are stored in the file.
        path: the file.
    """
    pq.write_table(frame.to_arrow().cast(arrow_schema(table)), path, **_PARQUET)


def _check(frames: Mapping[str, pl.DataFrame]) -> None:
    found = [violation for name, table in load_tables().items() for violation in check(frames[name], table)]
    found += check_foreign_keys(frames)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise SchemaError(f"{found[0]}{more}; nothing was written")


def _write_files(frames: Mapping[str, pl.DataFrame], directory: Path, provenance: Provenance) -> None:
    schemas = load_tables()
    rows = {name: frame.height for name, frame in frames.items()}
    files: list[FileHash] = []
    for name, table in schemas.items():
        path = directory / f"{name}.parquet"
        write_table(frames[name], table, path)
        files.append(hash_file(path, path.name))
    package = datapackage.make_datapackage(schemas, files, rows, provenance.version)
    files.append(_write_json(package, directory / datapackage.FILE_NAME))
    _write_json(make_manifest(provenance, rows, files), directory / manifest.FILE_NAME)
    _to_disk(directory.iterdir())


def _write_json(value: object, path: Path) -> FileHash:
    path.write_text(to_json(value), encoding="utf-8", newline="\n")
    return hash_file(path, path.name)


def _to_disk(paths: Iterable[Path]) -> None:
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _replace(target: Path, fresh: Path, old: Path) -> None:
    """Give `fresh` the name of `target`; what stood there goes to `old` and comes back if that fails."""
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)

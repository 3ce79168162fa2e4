"""Is this a dataset as dyads makes them? Tables against their schemas, files against the manifest."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from builder.dataset.manifest import FILE_NAME, FileHash, fingerprint, hash_file, read_manifest
from builder.errors import BuilderError, InputError
from builder.ontology import Ontology
from builder.schemas import TABLES, Violation, check, check_foreign_keys, load_tables


def validate(paths: Iterable[Path], ontology: Ontology | None = None) -> list[Violation]:
    """Everything that is wrong with datasets or single tables.

    Args:
        paths: dataset directories, or Parquet files named after their table (`events.parquet`); files
            that are given together are also checked against each other.
        ontology: what action codes are known; the one of this installation by default.

    Returns:
        Violations; empty if all is well.

    Raises:
        InputError: a path does not exist, or is neither a directory nor the file of a table.

    Example:
        >>> validate([])
        []
    """
    ontology = ontology or Ontology.load()
    found: list[Violation] = []
    single: dict[str, pl.DataFrame] = {}
    for path in paths:
        if path.is_dir():
            found += _validate_dataset(path, ontology)
        elif not path.exists():
            raise InputError(f"{path}: not found")
        elif path.suffix != ".parquet" or path.stem not in TABLES:
            raise InputError(f"{path}: expected a dataset directory or one of {', '.join(TABLES)} as .parquet")
        elif path.stem in single:
            raise InputError(f"{path}: a second file for the table {path.stem}; validate the two apart")
        else:
            found += _read(path, single)
    return found + _validate_tables(single, ontology)


def _validate_dataset(dataset: Path, ontology: Ontology) -> list[Violation]:
    found: list[Violation] = []
    frames: dict[str, pl.DataFrame] = {}
    for name in TABLES:
        path = dataset / f"{name}.parquet"
        if path.is_file():
            found += _read(path, frames)
        else:
            found.append(Violation(name, "", "missing file", 1, (), f"{path.name} is not there"))
    return found + _validate_tables(frames, ontology) + _validate_manifest(dataset, frames)


def _read(path: Path, into: dict[str, pl.DataFrame]) -> list[Violation]:
    try:
        # A file handle keeps Arrow from reading columns out of the directory's name ("year=2020").
        with path.open("rb") as file:
            frame = pl.from_arrow(pq.read_table(file))
    except (OSError, pa.ArrowException) as error:
        return [
            Violation(path.stem, "", "unreadable", 1, (), f"not a whole Parquet file: {str(error).splitlines()[0]}")
        ]
    assert isinstance(frame, pl.DataFrame)
    into[path.stem] = frame
    return []


def _validate_tables(frames: dict[str, pl.DataFrame], ontology: Ontology) -> list[Violation]:
    schemas = load_tables()
    found = [violation for name in TABLES if name in frames for violation in check(frames[name], schemas[name])]
    found += check_foreign_keys(frames)
    # What follows compares values, which needs columns of the right names and types.
    sound = {
        name: frame
        for name, frame in frames.items()
        if not any(v.table == name and v.rule in ("missing column", "type") for v in found)
    }
    for name, columns in (("mentions", ("action_code", "second_code")), ("events", ("action_code",))):
        for column in columns if name in sound else ():
            found += _unknown_codes(sound[name], name, column, ontology)
    for name, table in schemas.items():
        if name in sound and not sound[name].equals(sound[name].sort(table.order, maintain_order=True)):
            found.append(
                Violation(name, "", "order", sound[name].height, (), f"not sorted by {', '.join(table.order)}")
            )
    if "events" in sound and "mentions" in sound:
        found += _check_counts(sound["events"], sound["mentions"])
    return found


def _unknown_codes(frame: pl.DataFrame, table: str, column: str, ontology: Ontology) -> list[Violation]:
    codes = frame.get_column(column).drop_nulls()
    bad = codes.filter(~codes.is_in(list(ontology.actions)))
    if not bad.len():
        return []
    examples = tuple(repr(code) for code in bad.unique(maintain_order=True).head(3).to_list())
    return [Violation(table, column, "unknown code", bad.len(), examples, "not a CAMEO code")]


def _check_counts(events: pl.DataFrame, mentions: pl.DataFrame) -> list[Violation]:
    counts = mentions.group_by("event_id").agg(
        told=pl.len().cast(pl.Int64), articles=pl.col("article_id").n_unique().cast(pl.Int64)
    )
    joined = events.join(counts, on="event_id", how="left", maintain_order="left").with_columns(
        pl.col("told", "articles").fill_null(0)
    )
    found = []
    for column, actual in (("n_mentions", "told"), ("n_articles", "articles")):
        bad = joined.filter(pl.col(column) != pl.col(actual)).get_column("event_id")
        if bad.len():
            found.append(
                Violation(
                    "events",
                    column,
                    "count",
                    bad.len(),
                    tuple(map(repr, bad.head(3).to_list())),
                    "differs from the rows of mentions",
                )
            )
    return found


def _validate_manifest(dataset: Path, frames: dict[str, pl.DataFrame]) -> list[Violation]:
    try:
        manifest = read_manifest(dataset)
    except BuilderError as error:
        return [Violation(FILE_NAME, "", "manifest", 1, (), str(error))]
    found = []
    listed = [FileHash(**entry) for entry in manifest["files"]]
    for file in listed:
        path = dataset / file.name
        if not path.is_file():
            found.append(Violation(file.name, "", "missing file", 1, (), "the manifest lists it"))
        elif hash_file(path, file.name) != file:
            found.append(Violation(file.name, "", "hash", 1, (), "the file is not the one that the manifest describes"))
    present = {path.name for path in dataset.iterdir()}
    for name in sorted(present - {file.name for file in listed} - {FILE_NAME}):
        found.append(Violation(name, "", "unknown file", 1, (), "the manifest does not list it"))
    if fingerprint(file for file in listed if file.name.endswith(".parquet")) != manifest["fingerprint"]:
        found.append(Violation(FILE_NAME, "", "fingerprint", 1, (), "differs from the hashes of the table files"))
    for name, frame in frames.items():
        if manifest["tables"].get(name) != frame.height:
            found.append(
                Violation(
                    name,
                    "",
                    "row count",
                    1,
                    (),
                    (f"the manifest says {manifest['tables'].get(name)}, the table has {frame.height}"),
                )
            )
    return found

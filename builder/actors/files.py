"""Reading the CSV files of actor knowledge, each by the header it has."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.errors import SeedError
from builder.resources import resource

NAMES = ("id", "name", "aliases", "code", "kind", "start", "end", "source")
OFFICES = ("id", "person", "name", "aliases", "office", "code", "start", "end", "source")
STATES = (*NAMES, "adjectives", "demonyms", "capital", "cow", "gw")
ROLES = ("id", "name", "plural", "role", "secondary", "kind", "source")
TITLES = ("id", "name", "aliases", "role", "source")
NOT_ACTORS = ("id", "name", "aliases", "source")
CORRECTIONS = (
    "id", "text", "actor", "before", "after", "near", "unless", "start", "end", "change", "code", "reason",
)  # fmt: skip
HEADERS = {
    NAMES: "names",
    OFFICES: "offices",
    STATES: "states",
    ROLES: "roles",
    TITLES: "titles",
    NOT_ACTORS: "not_actors",
    CORRECTIONS: "corrections",
}
"""Each header and the schema in schemas/seeds/ that describes it."""


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """One file: which schema it follows, its rows with their line numbers, whether it is the user's own."""

    path: Path
    schema: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    own: bool = False


def knowledge_paths(extra: Sequence[Path] = (), directory: Path | None = None) -> list[Path]:
    """Return every file of knowledge: ours in the order of their names, then the user's.

    Args:
        extra: the user's own files, or folders of them.
        directory: where ours lie; the ones that came with this installation by default.

    Raises:
        SeedError: a file of the user's does not exist.
    """
    base = directory or resource("seeds/actors")
    paths = sorted(base.rglob("*.csv"))
    for path in extra:
        if path.is_dir():
            paths += sorted(path.rglob("*.csv"))
        elif path.is_file():
            paths.append(path)
        else:
            raise SeedError(path, 0, "no such file; correct the path in dyads.toml or on the command line")
    return paths


def read_file(path: Path, *, own: bool = False) -> KnowledgeFile:
    """Read one file.

    Args:
        path: a CSV file with one of the headers in HEADERS.
        own: whether it is the user's.

    Returns:
        Its rows.

    Raises:
        SeedError: no text in UTF-8, an unknown header, or a line with too few or too many values.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return _read(path, csv.reader(file, strict=True), own)
    except UnicodeDecodeError as error:
        raise SeedError(path, 0, f"not UTF-8: {error}; save it as UTF-8") from error
    except OSError as error:
        raise SeedError(path, 0, f"cannot be read: {error.strerror}") from error


def _read(path: Path, reader: Iterator[list[str]], own: bool) -> KnowledgeFile:
    rows = []
    line = 0
    try:
        header = tuple(next(reader, ()))
        schema = HEADERS.get(header)
        if schema is None:
            known = "; ".join(",".join(h) for h in HEADERS)
            raise SeedError(path, 1, f"unknown header {','.join(header)!r}; expected one of: {known}")
        for row in reader:
            line = reader.line_num  # type: ignore[attr-defined]
            if not row:
                continue
            if len(row) != len(header):
                raise SeedError(path, line, f"{len(row)} values, expected {len(header)}; quote values with commas")
            rows.append((line, tuple(row)))
    except csv.Error as error:
        raise SeedError(path, line + 1, f"not CSV: {error}") from error
    return KnowledgeFile(path, schema, tuple(rows), own)


def split(values: str) -> list[str]:
    """Return the values of a cell that holds several, joined by "|"."""
    return [value.strip() for value in values.split("|") if value.strip()]

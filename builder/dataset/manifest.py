"""manifest.json: what a dataset was made from and what it holds, by hash; no clock, no machine path."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from builder.errors import InputError, SchemaError
from builder.resources import resource

FILE_NAME = "manifest.json"
FORMAT = 1
LIBRARIES = ("polars", "pyarrow")
"""Their versions decide the bytes of a table: pyarrow also writes its own into every Parquet footer."""


@dataclass(frozen=True, slots=True)
class FileHash:
    """One file: its relative name with forward slashes, SHA-256 and size in bytes."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a dataset is made from.

    Args:
        version: of dyads.
        inputs, seeds, model: files, as `hash_files` gives them; `model` is empty for a build without one.
        options: the options of the build that change what it yields, as JSON values, without paths.
    """

    version: str
    inputs: Sequence[FileHash]
    seeds: Sequence[FileHash]
    model: Sequence[FileHash] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


def hash_file(path: Path, name: str) -> FileHash:
    """The hash of one file.

    Args:
        path: the file.
        name: what it is called in the manifest.

    Returns:
        Its name, SHA-256 and size.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return FileHash(name, digest, file.tell())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def hash_files(root: Path, paths: Iterable[Path] | None = None) -> list[FileHash]:
    """Hashes of files by their names relative to a directory, sorted by name.

    Args:
        root: the directory that names are relative to.
        paths: files under it; every file in it, hidden ones and caches apart, by default.

    Returns:
        One entry a file. Two files of one name are both kept; the manifest tells them by hash.

    Raises:
        InputError: a file lies outside `root` or cannot be read.

    Example:
        >>> [file.name for file in hash_files(resource("seeds/ontology"))][:2]
        ['README.md', 'areas.csv']
    """
    if paths is None:
        paths = (path for path in root.rglob("*") if path.is_file() and not _hidden(path.relative_to(root)))
    found = []
    for path in paths:
        try:
            name = path.relative_to(root).as_posix()
        except ValueError as error:
            raise InputError(f"{path}: not in {root}") from error
        found.append(hash_file(path, name))
    return sorted(found, key=lambda file: (file.name, file.sha256))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def fingerprint(files: Iterable[FileHash]) -> str:
    """One hash for a set of files: SHA-256 over lines of "hash  name", sorted by name.

    Args:
        files: the table files of a dataset.

    Returns:
        64 hexadecimal digits; `sha256sum *.parquet | sha256sum` gives the same.
    """
    lines = [f"{file.sha256}  {file.name}\n" for file in sorted(files, key=lambda file: file.name)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def make_manifest(provenance: Provenance, rows: Mapping[str, int], files: Sequence[FileHash]) -> dict[str, Any]:
    """The manifest of a dataset.

    Args:
        provenance: what it was made from.
        rows: rows in each table.
        files: every file of the dataset but the manifest.

    Returns:
        A JSON object that fits schemas/manifest.json.

    Raises:
        SchemaError: it does not fit, for instance because an input is named by an absolute path.
    """
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "fingerprint": fingerprint(file for file in files if file.name.endswith(".parquet")),
        "code": {
            "dyads": provenance.version,
            "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        },
        "options": dict(provenance.options),
        "inputs": _entries(provenance.inputs),
        "seeds": _entries(provenance.seeds),
        "schemas": _entries(hash_files(resource("schemas"))),
        "model": _entries(provenance.model),
        "tables": dict(rows),
        "files": _entries(files),
    }
    if wrong := check_manifest(manifest):
        raise SchemaError(f"{FILE_NAME}: {wrong[0]}")
    return manifest


def _entries(files: Iterable[FileHash]) -> list[dict[str, Any]]:
    return [asdict(file) for file in sorted(files, key=lambda file: (file.name, file.sha256))]


def check_manifest(manifest: Any) -> list[str]:
    """What in a manifest breaks schemas/manifest.json: one line a problem, empty if nothing does."""
    schema = json.loads(resource("schemas/manifest.json").read_text(encoding="utf-8"))
    found = Draft202012Validator(schema).iter_errors(manifest)
    return sorted(f"{error.json_path}: {error.message}" for error in found)


def read_manifest(dataset: Path) -> dict[str, Any]:
    """The manifest of a dataset directory, checked against its schema.

    Args:
        dataset: the directory.

    Returns:
        The JSON object.

    Raises:
        InputError: there is none, or it is not a manifest.
    """
    path = dataset / FILE_NAME
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: not found; is {dataset} a dataset made by dyads?") from error
    except ValueError as error:
        raise InputError(f"{path}: not JSON: {error}") from error
    if wrong := check_manifest(manifest):
        raise InputError(f"{path}: {wrong[0]}")
    assert isinstance(manifest, dict)
    return manifest


def to_json(value: Any) -> str:
    """JSON as this project writes it: indented, keys sorted, one newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

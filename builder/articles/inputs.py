"""Which files to read, in what format, and how to open them."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyarrow as pa

from builder.errors import InputError

STANDARD_INPUT = Path("-")
SIDECAR = ".meta.json"

FORMATS: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "html": (".html", ".htm", ".xhtml"),
    "jsonl": (".jsonl", ".ndjson", ".jsonlines"),
    "csv": (".csv", ".tsv"),
    "parquet": (".parquet", ".pq"),
}
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, or standard input.

    Args:
        path: where it lies; `-` for standard input.
        format: a key of `FORMATS`.
        compression: gzip, zstd or None.
    """

    path: Path
    format: str
    compression: str | None = None

    @property
    def name(self) -> str:
        """The input's name as the user gave it, with forward slashes."""
        return self.path.as_posix()

    @property
    def sidecar(self) -> Path:
        """Where metadata of a one-article file may lie: NAME.meta.json beside it."""
        return self.path.with_name(_strip_endings(self.path.name) + SIDECAR)


def list_inputs(paths: Sequence[str | Path], *, format: str | None = None) -> list[Path]:
    """List the files to read.

    Args:
        paths: files, folders (searched through, sorted by name; hidden files, sidecars and files of
            other kinds are passed over) and `-` for standard input.
        format: format of all inputs, whatever their names end in; a key of `FORMATS`.

    Returns:
        The files in the order of `paths`, each once.

    Raises:
        InputError: a path that does not exist, a folder without articles, an unknown kind of file.

    Example:
        >>> list_inputs(["-"])
        [PosixPath('-')]
    """
    if format is not None and format not in FORMATS:
        raise InputError(f"format {format!r} is unknown; formats are {', '.join(FORMATS)}")
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        if path == STANDARD_INPUT:
            found.setdefault("-", path)
        elif path.is_dir():
            inside = _search(path)
            if not inside:
                raise InputError(f"{path}: no articles in this folder (looked for {_endings()})")
            for file in inside:
                found.setdefault(os.path.realpath(file), file)
        elif not path.exists():
            raise InputError(f"{path}: no such file or folder")
        elif format is None and _format_of(path.name) is None:
            raise InputError(f"{path}: unknown kind of file (known: {_endings()}); name its format")
        else:
            found.setdefault(os.path.realpath(path), path)
    return list(found.values())


def describe(path: Path, *, format: str | None = None) -> Input:
    """Tell a file's format and compression by its name.

    Args:
        path: a file from `list_inputs`, not standard input.
        format: format that the user named, if any.
    """
    compression = COMPRESSIONS.get(path.suffix.lower())
    return Input(path, format or _format_of(path.name) or "text", compression)


def open_input(source: Input) -> IO[bytes]:
    """Open a file for reading, decompressed on the way.

    Raises:
        OSError: it cannot be opened; later reads raise it for broken compressed data.
    """
    if source.compression is None:
        return source.path.open("rb")
    stream = pa.input_stream(str(source.path), compression=source.compression)
    return io.BufferedReader(cast(io.RawIOBase, stream), buffer_size=1 << 16)


def guess_format(beginning: bytes) -> str:
    """Format of standard input by its first character: `{` opens JSON lines, all else is text."""
    return "jsonl" if beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "text"


def _search(folder: Path) -> list[Path]:
    files: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(where, name) for name in names if not name.startswith(".") and _format_of(name)]
    return sorted(files, key=lambda file: file.relative_to(folder).parts)


def _format_of(name: str) -> str | None:
    name = name.lower()
    for ending in COMPRESSIONS:
        name = name.removesuffix(ending)
    if name.endswith(SIDECAR):
        return None
    return next((kind for kind, endings in FORMATS.items() if name.endswith(endings)), None)


def _strip_endings(name: str) -> str:
    for ending in COMPRESSIONS:
        name = name[: -len(ending)] if name.lower().endswith(ending) else name
    return Path(name).stem


def _endings() -> str:
    return ", ".join(endings[0] for endings in FORMATS.values()) + ", each also .gz or .zst"

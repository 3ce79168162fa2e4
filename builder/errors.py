"""Errors that a user can act on; the command line shows their message as one line and exits with 1."""

from __future__ import annotations

from pathlib import Path


class BuilderError(Exception):
    """Something is wrong with what the user gave; the message says what, where and what to do."""


class InputError(BuilderError):
    """An input file or an article cannot be used."""


class SeedError(BuilderError):
    """A line of hand-kept knowledge in `seeds/` (or a user's own file) is wrong.

    Args:
        path: the file.
        line: its line, counted from 1, header included; 0 when the file as a whole is meant.
        message: what is wrong and what to do.
    """

    def __init__(self, path: Path | str, line: int, message: str) -> None:
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}")


class SchemaError(BuilderError):
    """A table does not fit its schema, or a schema file is wrong."""


class ConfigError(BuilderError):
    """`dyads.toml` or an option holds something unusable."""


class ModelError(BuilderError):
    """The model files are missing or do not belong together."""

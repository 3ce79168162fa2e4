"""`dyads.toml`: every option of the command line, kept in a file.

A table per command (`[build]`, `[code]`, ...) sets that command's defaults; `[dyads]` sets those that
all commands share. Option names are those of the command line (`--input-format` is `input-format` or
`input_format`). Paths count from the file's own folder. The command line wins over the file.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.errors import ConfigError

FILE_NAME = "dyads.toml"
_SHARED = "dyads"
_PATHS = frozenset({"model", "actors", "frames", "out", "dataset", "paths", "file"})
_LISTS = frozenset({"actors", "frames", "column", "paths"})


def find_config(start: Path) -> Path | None:
    """Return `dyads.toml` in a folder, or None.

    Args:
        start: the folder, usually the current one.
    """
    path = start / FILE_NAME
    return path if path.is_file() else None


def load_config(path: Path, commands: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Read a configuration file as defaults for the commands.

    Args:
        path: the file.
        commands: by command, its option names (with `_`) and the parameters that they set.

    Returns:
        Defaults by command, as Click's `default_map` wants them.

    Raises:
        ConfigError: not TOML, or a table or option that does not exist; names the known ones.

    Example:
        >>> load_config(Path("dyads.toml"), {"build": {"out": "out"}})  # doctest: +SKIP
        {'build': {'out': 'output'}}
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: {error}") from error
    result: dict[str, dict[str, Any]] = {name: {} for name in commands}
    for table, values in data.items():
        if table != _SHARED and table not in commands:
            raise ConfigError(f"{path}: unknown table [{table}]; known: {', '.join([_SHARED, *sorted(commands)])}")
        if not isinstance(values, dict):
            raise ConfigError(f"{path}: {table} must be a table, such as [{_SHARED}]")
        for key, value in values.items():
            name = key.replace("-", "_")
            takers = [c for c, options in commands.items() if name in options and table in (_SHARED, c)]
            if not takers:
                known = sorted(set().union(*(commands.values() if table == _SHARED else [commands[table]])))
                raise ConfigError(f"{path}: [{table}] has no option {key!r}; known: {', '.join(known)}")
            for command in takers:
                parameter = commands[command][name]
                if table == command or parameter not in result[command]:
                    result[command][parameter] = _resolved(name, value, path.parent)
    return result


def _resolved(name: str, value: Any, folder: Path) -> Any:
    if isinstance(value, list):
        return [_item(name, v, folder) for v in value]
    item = _item(name, value, folder)
    return [item] if name in _LISTS else item


def _item(name: str, value: Any, folder: Path) -> Any:
    if isinstance(value, dt.date):  # TOML has dates of its own
        return value.isoformat()
    if name in _PATHS and isinstance(value, str) and value != "-":
        return str(folder / value)
    return value

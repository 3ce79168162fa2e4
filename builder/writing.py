"""Writing text files whole: aside first and then renamed, so that no reader sees half a file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from builder.errors import InputError


def write_files(texts: Mapping[Path, str]) -> None:
    """Write some files; either all are whole or those that stood there stay.

    Args:
        texts: what to write, by file; in UTF-8, line ends as they are.

    Raises:
        InputError: a file cannot be written; names it.
    """
    aside = {path: path.with_name(f".{path.name}.part") for path in texts}
    path = Path()
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with aside[path].open("w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for path, part in aside.items():
            part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        for part in aside.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

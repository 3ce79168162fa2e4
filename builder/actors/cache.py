"""A compiled form of the knowledge, kept in the user's cache directory under the hash of what it was made from."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

_KEEP = 4


def content_key(files: Iterable[Path], version: str) -> str:
    """Return a hash of files' names and bytes and of the version of the compiled form.

    Args:
        files: in a fixed order.
        version: changes whenever the compiled form does.

    Example:
        >>> len(content_key([], "1"))
        32
    """
    digest = hashlib.blake2b(f"{version} {marshal.version} {sys.implementation.cache_tag}".encode(), digest_size=16)
    for path in files:
        data = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def cache_directory() -> Path:
    """Return where compiled knowledge is kept: `dyads` in $XDG_CACHE_HOME or in ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "dyads"


def cached(key: str, make: Callable[[], Any]) -> Any:
    """Return what `make` returns, from the cache if it was made before.

    A cache that cannot be read or written is not an error: the value is made again.

    Args:
        key: from `content_key`.
        make: returns dicts, lists, tuples, strings and numbers only.
    """
    try:
        path = cache_directory() / f"actors-{key}.bin"
    except RuntimeError:  # nobody's home
        return make()
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError), _no_collection():
        return marshal.loads(path.read_bytes())
    value = make()
    with contextlib.suppress(OSError):
        _write(path, value)
    return value


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Make a hundred thousand small objects without the collector walking over them again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _write(path: Path, value: Any) -> None:
    directory = path.parent
    directory.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=directory, prefix=".actors-")
    try:
        with os.fdopen(handle, "wb") as file:
            marshal.dump(value, file)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    others = sorted(
        (p for p in directory.glob("actors-*.bin") if p != path), key=lambda p: (-p.stat().st_mtime_ns, p.name)
    )
    for old in others[_KEEP:]:
        with contextlib.suppress(OSError):
            old.unlink()

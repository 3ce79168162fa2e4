"""Metadata about one-article files: front matter at the top of the text, a sidecar beside the file."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import tomllib
from pathlib import Path

import yaml

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_FRONT = 20_000
# Reads every value as text, so a date keeps its words and an id of "007" its noughts.
_YAML_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class SidecarError(ValueError):
    """The sidecar is no JSON object, or belongs to another version of the file."""


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Take YAML or TOML front matter off a text.

    Args:
        text: a file's text; front matter stands at its very top between lines of `---` (or `+++`).

    Returns:
        The metadata and the text after it. Without front matter, or when what stands between the
        lines is neither YAML nor TOML with names and values: nothing, and the text untouched.

    Example:
        >>> split_front_matter("---\\ntitle: Talks\\n---\\nThey met.")
        ({'title': 'Talks'}, 'They met.')
    """
    match = _FRONT.match(text)
    if not match or len(match[2]) > _MOST_FRONT:
        return {}, text
    values = _mapping(match[2].replace("\r\n", "\n"))
    return (values, text[match.end() :]) if values else ({}, text)


def read_sidecar(path: Path, data: bytes) -> dict[str, object]:
    """Read the metadata that lies beside a file.

    Args:
        path: the sidecar, NAME.meta.json; it need not exist.
        data: the file's own bytes (decompressed), which the sidecar's `sha256` must fit if it has one.

    Returns:
        Its names and values; empty without a sidecar.

    Raises:
        SidecarError: it cannot be read or does not fit the file.
    """
    try:
        values = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise SidecarError(f"sidecar {path.name} is no readable JSON ({str(error)[:80]})") from None
    if not isinstance(values, dict):
        raise SidecarError(f"sidecar {path.name} is no JSON object")
    wanted = values.get("sha256")
    if wanted is not None and str(wanted).lower() != hashlib.sha256(data).hexdigest():
        raise SidecarError(f"sidecar {path.name} names another sha256; correct it or the file")
    return values


def _mapping(block: str) -> dict[str, object]:
    values: object = None
    with contextlib.suppress(yaml.YAMLError, ValueError, RecursionError):
        values = yaml.load(block, Loader=_YAML_LOADER)
    if not isinstance(values, dict):
        try:
            values = tomllib.loads(block)
        except (ValueError, RecursionError):
            return {}
    return {str(name): value for name, value in values.items()}

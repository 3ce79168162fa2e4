"""Which names stand for which piece of an article's metadata, in tables, front matter and sidecars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from builder.articles.drafts import Draft
from builder.errors import InputError

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "guid", "uuid", "docid", "documentid"),
    "text": (
        "text", "body", "content", "article", "articletext", "fulltext", "maintext", "articlebody",
        "bodytext", "plaintext",
    ),
    "published": (
        "published", "date", "pubdate", "publishdate", "publisheddate", "publicationdate", "publishedat",
        "publishedon", "datepublished", "datepublish", "firstpublished",
    ),
    "source": (
        "source", "publisher", "outlet", "domain", "sourcename", "publication", "newspaper", "sitename", "media",
    ),
    "url": ("url", "link", "permalink", "weburl", "articleurl", "sourceurl"),
    "title": ("title", "headline", "heading"),
    "language": ("language", "lang"),
}
"""Recognised names by field, best first; compared without case, blanks and punctuation."""


def simplify(name: str) -> str:
    """The letters and digits of a name in lower case, so that `Pub-Date` and `pubDate` are one."""
    return "".join(char for char in name.lower() if char.isalnum())


def check_mapping(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Check a user's column mapping for fields that do not exist.

    Args:
        columns: field (one of `ALIASES`) to the input's own column name.

    Returns:
        The mapping as a plain dict; empty when none was given.

    Raises:
        InputError: a key is no field.
    """
    mapping = dict(columns or {})
    wrong = sorted(set(mapping) - set(ALIASES))
    if wrong:
        raise InputError(f"columns: no such field: {', '.join(wrong)}; fields are {', '.join(ALIASES)}")
    return mapping


def choose_columns(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Decide which of an input's columns holds which field.

    Args:
        names: the input's column names.
        mapping: the user's own choices, which come first; see `check_mapping`.

    Returns:
        field to column name, for the fields that are there.

    Example:
        >>> choose_columns(["GUID", "Body", "pub-date"], {})
        {'id': 'GUID', 'text': 'Body', 'published': 'pub-date'}
    """
    given = list(names)
    by_simple: dict[str, str] = {}
    for name in given:
        by_simple.setdefault(simplify(name), name)
    chosen: dict[str, str] = {}
    for field, aliases in ALIASES.items():
        if field in mapping:
            if mapping[field] in given:
                chosen[field] = mapping[field]
            continue
        found = next((by_simple[alias] for alias in aliases if alias in by_simple), None)
        if found is not None and found not in mapping.values():
            chosen[field] = found
    return chosen


def require_columns(
    names: Iterable[str], mapping: Mapping[str, str], *, where: str, need_text: bool = True
) -> dict[str, str]:
    """Like `choose_columns`, but a mapped column or the text that is not there is an error.

    Args:
        names: the input's column names.
        mapping: the user's own choices.
        where: file and line for the message.
        need_text: whether an input without a text column is an error too.

    Raises:
        InputError: naming file, line, the missing column and the ones that are there.
    """
    given = list(names)
    there = ", ".join(given[:20]) or "none"
    for field, column in mapping.items():
        if column not in given:
            raise InputError(f"{where}: no column {column!r} (for {field}); columns are: {there}")
    chosen = choose_columns(given, mapping)
    if need_text and "text" not in chosen:
        raise InputError(f"{where}: no column holds the text; name it with columns text=NAME; columns are: {there}")
    return chosen


def draft_from_values(
    values: Mapping[str, object], chosen: Mapping[str, str], *, path: str, position: int = 0, text: str | None = None
) -> Draft:
    """Build a Draft from one record's values.

    Args:
        values: the record, by the input's own names.
        chosen: field to column name, from `choose_columns`.
        path: the input's name as the user gave it.
        position: line or row within it.
        text: the article's words where the record holds metadata only.
    """
    found = {field: values.get(column) for field, column in chosen.items()}
    return Draft(
        text=text if text is not None else (as_text(found.get("text")) or ""),
        path=path,
        position=position,
        given_id=as_text(found.get("id")),
        source=as_text(found.get("source")),
        url=as_text(found.get("url")),
        title=as_text(found.get("title")),
        language=as_text(found.get("language")),
        published=as_date_or_text(found.get("published")),
    )


def as_text(value: object) -> str | None:
    """A value as stripped text; numbers are written out, {"name": ...} gives the name, all else None."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    if isinstance(value, int) and value.bit_length() > 256:
        return None  # no identifier is that long, and writing huge integers out can fail
    return str(value).strip() or None


def as_date_or_text(value: object) -> dt.date | str | None:
    """A value that may be a date: dates stay, timestamps lose their time of day, other values become text."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return as_text(value)

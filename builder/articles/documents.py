"""Readers for files that hold one article: plain text and HTML pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from builder.articles.drafts import Draft, Problem
from builder.articles.fields import choose_columns, draft_from_values
from builder.articles.metadata import split_front_matter
from builder.articles.normalise import EncodingError, decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
# htmldate caps dates at today unless told otherwise, and its extensive search takes any date on the
# page (a copyright line) for the publication date.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1800-01-01", "max_date": "2100-12-31"}


def read_text(data: bytes, *, name: str, sidecar: Mapping[str, object], mapping: Mapping[str, str]) -> Draft | Problem:
    """Read a plain-text article.

    Metadata comes from the sidecar first, then from front matter; labelled lines are looked at later.

    Args:
        data: the file's bytes.
        name: the input's name for messages.
        sidecar: metadata from beside the file, empty if none.
        mapping: field to the name that metadata uses for it.

    Returns:
        A draft, or a problem with reason bad_encoding or empty_text.
    """
    try:
        text = decode(data)
    except EncodingError as error:
        return Problem("bad_encoding", str(error), name)
    values, body = split_front_matter(text)
    return _with_metadata(_metadata_draft(values, body, name, mapping), sidecar, mapping)


def read_html(data: bytes, *, name: str, sidecar: Mapping[str, object], mapping: Mapping[str, str]) -> Draft | Problem:
    """Read a web page: its main text and its metadata, by trafilatura.

    Args:
        data: the page's bytes.
        name: the input's name for messages.
        sidecar: metadata from beside the file, which goes before the page's own.
        mapping: field to the name that the sidecar uses for it.

    Returns:
        A draft, or a problem with reason bad_encoding or empty_text.
    """
    charset = _CHARSET.search(data[:_HEAD])
    try:
        page = decode(data, declared=charset[1].decode("ascii") if charset else None)
    except EncodingError as error:
        return Problem("bad_encoding", str(error), name)
    # An XML declaration that names an encoding makes lxml refuse text that is decoded already.
    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", page).replace("\x00", "")
    import trafilatura  # slow to load, and most inputs are no web pages

    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=dict(_DATES),
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return Problem("empty_text", "no article found on the page", name)
    draft = Draft(
        text=found.text or "",
        path=name,
        source=found.sitename or found.hostname,
        url=found.url,
        title=found.title,
        language=found.language,
        published=found.date,
    )
    return _with_metadata(draft, sidecar, mapping)


def _metadata_draft(values: Mapping[str, object], text: str, name: str, mapping: Mapping[str, str]) -> Draft:
    chosen = choose_columns(values, mapping)
    chosen.pop("text", None)
    return draft_from_values(values, chosen, path=name, text=text)


def _with_metadata(draft: Draft, sidecar: Mapping[str, object], mapping: Mapping[str, str]) -> Draft:
    """The draft with the sidecar's values where it has any: a person wrote them about this file."""
    if not sidecar:
        return draft
    told = _metadata_draft(sidecar, draft.text, draft.path, mapping)
    return replace(
        draft,
        given_id=told.given_id or draft.given_id,
        source=told.source or draft.source,
        url=told.url or draft.url,
        title=told.title or draft.title,
        language=told.language or draft.language,
        published=told.published or draft.published,
    )

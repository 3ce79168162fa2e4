"""What a reader found, before anything about it is judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

STAGE = "articles"
"""The stage's name in every Rejection that it writes."""

UNKNOWN_SOURCE = "unknown"
"""The source of an article whose publisher nothing names; it is never guessed from the words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as it stood in the input, with whatever metadata came with it.

    Args:
        text: the words, not yet normalised.
        path: the input's name as the user gave it.
        position: line or row within it, from 1; 0 for inputs that hold one article.
        given_id: the identifier that the input carries, or None.
        published: a date, or the words that stand for one, or None.
    """

    text: str
    path: str
    position: int = 0
    given_id: str | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: dt.date | str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot become an article at all: a broken line, an unreadable file.

    Args:
        reason: the Rejection's reason.
        detail: one line for people, without the file's name.
        path: the input's name as the user gave it.
        position: line or row within it, from 1; 0 for the file as a whole.
    """

    reason: str
    detail: str
    path: str
    position: int = 0

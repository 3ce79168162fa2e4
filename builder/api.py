"""The Python interface: `builder.code` and `builder.build`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from builder.articles import article_from_text
from builder.building import build
from builder.pipeline import Pipeline, Settings
from builder.records import EventMention

__all__ = ["build", "code"]


@lru_cache(maxsize=4)
def _pipeline(settings: Settings) -> Pipeline:
    return Pipeline(settings)


def code(
    text: str, *, published: dt.date | str, source: str | None = None, settings: Settings | None = None
) -> list[EventMention]:
    """Return the event mentions of a text.

    Args:
        text: an article or a sentence, in English.
        published: its publication date, from which "on Friday" is counted.
        source: its publisher.
        settings: model and own dictionaries; loaded once and kept.

    Returns:
        EventMention records in text order; their spans are character offsets into the text as
        normalised (line ends, NFC).

    Raises:
        InputError: the text is empty, not English, or the date is none.

    Example:
        >>> [(m.actor, m.action_code, m.target) for m in code(
        ...     "France condemned Israel.", published="2025-06-14")]  # doctest: +SKIP
        [('FRA', '111', 'ISR')]
    """
    article = article_from_text(text, published=published, source=source)
    return list(_pipeline(settings or Settings()).code(article).mentions)

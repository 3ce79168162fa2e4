"""Identifiers made from content: the same content has the same id on every machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from builder.records import Span

ID_LENGTH = 16
"""Hexadecimal digits of an id: 64 bits, so among ten million ids a clash has odds of 1 in 370,000."""


def content_id(kind: str, *parts: str | int) -> str:
    """An id of 16 hexadecimal digits for a thing of one kind made of these parts.

    Parts are joined as a JSON list, so that no two lists of parts read alike.

    Args:
        kind: what is named ("event"); things of different kinds never share an id by having equal parts.
        parts: what makes the thing what it is, in a fixed order.

    Returns:
        The first 16 hexadecimal digits of a SHA-256 digest.

    Example:
        >>> content_id("event", "RUS", "UKR")
        '1bc53fa557c6e0a9'
    """
    text = json.dumps([kind, *parts], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:ID_LENGTH]


def mention_id(
    article_id: str,
    *,
    actor_span: Span,
    action_span: Span,
    target_span: Span,
    actor: str,
    target: str,
    action_code: str,
) -> str:
    """The id of an event mention: its article, the words it rests on and the codes they were given.

    The codes belong to it because the same words may stand for several dyads ("both sides").

    Args:
        article_id: the article's id.
        actor_span, action_span, target_span: character offsets into the article's text, end exclusive.
        actor, target: actor codes.
        action_code: CAMEO action code.

    Returns:
        16 hexadecimal digits.

    Example:
        >>> len(mention_id("a1", actor_span=(0, 5), action_span=(6, 9), target_span=(10, 15),
        ...                actor="RUS", target="UKR", action_code="190"))
        16
    """
    return content_id("mention", article_id, *actor_span, *action_span, *target_span, actor, target, action_code)


def event_id(
    actor: str,
    target: str,
    action_code: str,
    modality: str,
    date_start: dt.date,
    date_end: dt.date,
    *,
    undated: bool = False,
) -> str:
    """The id of an event: who did what to whom in which interval of days, and whether it is asserted.

    Args:
        actor, target: actor codes.
        action_code: CAMEO action code.
        modality: asserted, negated, hypothetical or future.
        date_start, date_end: first and last day of the interval.
        undated: the precision of the date is unknown; such an event is not the one of that very day.

    Returns:
        16 hexadecimal digits.

    Example:
        >>> day = dt.date(2022, 2, 24)
        >>> len(event_id("RUS", "UKR", "190", "asserted", day, day))
        16
    """
    dates = (date_start.isoformat(), date_end.isoformat(), *(("undated",) if undated else ()))
    return content_id("event", actor, target, action_code, modality, *dates)

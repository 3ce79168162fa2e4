"""The row of one event mention as `dyads code` writes it: a contract that others build on."""

from __future__ import annotations

from typing import Any

from builder.ontology import Ontology
from builder.records import Article, EventMention

COLUMNS = (
    "id", "sentence_index", "actor", "target", "action_code", "action_name", "root_code", "quad_class",
    "plover_event", "date", "date_end", "date_precision", "date_basis", "actor_text", "actor_start",
    "actor_end", "target_text", "target_start", "target_end", "action_text", "action_start", "action_end",
    "modality", "attribution", "confidence", "rule", "source", "published", "mention_id",
)  # fmt: skip
"""The columns in order, for a header where there is no row."""


def mention_row(mention: EventMention, article: Article, ontology: Ontology) -> dict[str, Any]:
    """Return a mention as a flat row.

    Args:
        mention: what was coded.
        article: the article it was coded from; `*_text` are its words.
        ontology: for PLOVER types and names.

    Returns:
        Column to value, always the same columns in the same order. Offsets are characters into the
        article's text; `date` is the first day of the event's interval (ISO).

    Example:
        >>> mention_row(mention, article, ontology)["action_code"]  # doctest: +SKIP
        '190'
    """
    text = article.text

    def words(span: tuple[int, int]) -> str:
        return text[span[0] : span[1]]

    return {
        "id": article.article_id,
        "sentence_index": mention.sentence_index,
        "actor": mention.actor,
        "target": mention.target,
        "action_code": mention.action_code,
        "action_name": ontology.name(mention.action_code),
        "root_code": mention.action_code[:2],
        "quad_class": ontology.quad_class(mention.action_code),
        "plover_event": ontology.plover_event(mention.action_code) or None,
        "date": mention.time.start.isoformat(),
        "date_end": mention.time.end.isoformat(),
        "date_precision": mention.time.precision,
        "date_basis": mention.time.basis,
        "actor_text": words(mention.actor_span),
        "actor_start": mention.actor_span[0],
        "actor_end": mention.actor_span[1],
        "target_text": words(mention.target_span),
        "target_start": mention.target_span[0],
        "target_end": mention.target_span[1],
        "action_text": words(mention.action_span),
        "action_start": mention.action_span[0],
        "action_end": mention.action_span[1],
        "modality": mention.modality,
        "attribution": mention.attribution or None,
        "confidence": mention.confidence,
        "rule": mention.rule,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "mention_id": mention.mention_id,
    }

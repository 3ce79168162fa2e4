"""Records to columns: the four tables as Polars frames, before events are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from builder.ids import mention_id
from builder.ontology import Ontology
from builder.records import Article, EventMention, Rejection
from builder.schemas import Table, load_tables, polars_schema

CONFIDENCE_PLACES = 4
"""Decimal places of confidences: enough to rank by, few enough to be the same on every machine."""


def to_frame(columns: Mapping[str, Sequence[Any]], table: Table) -> pl.DataFrame:
    """Columns of plain values as a frame with the table's types; empty strings become null.

    Args:
        columns: values by column name; columns that are not given are null throughout.
        table: the schema.

    Returns:
        A frame with exactly the table's columns, in its order.
    """
    schema = polars_schema(table)
    frame = pl.DataFrame(dict(columns), schema_overrides={name: schema[name] for name in columns})
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in columns]
    return frame.with_columns(missing).select(empty_to_null(schema))


def empty_to_null(schema: Mapping[str, type[pl.DataType]]) -> list[pl.Expr]:
    """One expression a column: strings lose their empty values, the rest stays."""
    return [pl.col(name).replace("", None) if dtype == pl.String else pl.col(name) for name, dtype in schema.items()]


def article_frame(articles: Sequence[Article], rejections: Sequence[Rejection]) -> pl.DataFrame:
    """The articles table: an article that has a rejection of its own is rejected, all others are coded.

    Args:
        articles: as read.
        rejections: all of the build; those of level "article" count here, the first of each article.

    Returns:
        A frame that fits schemas/articles.json.
    """
    reasons: dict[str, str] = {}
    for rejection in rejections:
        if rejection.level == "article":
            reasons.setdefault(rejection.id, rejection.reason)
    columns: dict[str, list[Any]] = {
        "article_id": [article.article_id for article in articles],
        "source": [article.source for article in articles],
        "url": [article.url for article in articles],
        "title": [article.title for article in articles],
        "published": [article.published for article in articles],
        "language": [article.language for article in articles],
        "n_characters": [len(article.text) for article in articles],
        "text_sha256": [article.text_sha256 for article in articles],
        "cluster_id": [article.cluster_id for article in articles],
        "status": ["rejected" if article.article_id in reasons else "coded" for article in articles],
        "reason": [reasons.get(article.article_id) for article in articles],
    }
    return to_frame(columns, load_tables()["articles"])


def mention_frame(mentions: Sequence[EventMention], ontology: Ontology) -> pl.DataFrame:
    """The mentions table with `event_id` still empty; mentions without an id are given theirs.

    Args:
        mentions: as coded.
        ontology: for the PLOVER type.

    Returns:
        A frame that fits schemas/mentions.json.

    Raises:
        BuilderError: an action code is not in CAMEO; the message lists all that are not.
    """
    ontology.check({m.action_code for m in mentions} | {m.second_code for m in mentions if m.second_code})
    columns: dict[str, list[Any]] = {
        "mention_id": [m.mention_id or _mention_id(m) for m in mentions],
        "article_id": [m.article_id for m in mentions],
        "sentence_index": [m.sentence_index for m in mentions],
        "sentence_start": [m.sentence[0] for m in mentions],
        "sentence_end": [m.sentence[1] for m in mentions],
        "actor": [m.actor for m in mentions],
        "target": [m.target for m in mentions],
        "action_code": [m.action_code for m in mentions],
        "plover_event": [ontology.actions[m.action_code].plover_event for m in mentions],
        "actor_start": [m.actor_span[0] for m in mentions],
        "actor_end": [m.actor_span[1] for m in mentions],
        "action_start": [m.action_span[0] for m in mentions],
        "action_end": [m.action_span[1] for m in mentions],
        "target_start": [m.target_span[0] for m in mentions],
        "target_end": [m.target_span[1] for m in mentions],
        "actor_name": [m.actor_name for m in mentions],
        "target_name": [m.target_name for m in mentions],
        "actor_rule": [m.actor_rule for m in mentions],
        "target_rule": [m.target_rule for m in mentions],
        "modality": [m.modality for m in mentions],
        "attribution": [m.attribution for m in mentions],
        "date_start": [m.time.start for m in mentions],
        "date_end": [m.time.end for m in mentions],
        "date_precision": [m.time.precision for m in mentions],
        "date_basis": [m.time.basis for m in mentions],
        "date_text": [m.time.text for m in mentions],
        "coder": [m.coder for m in mentions],
        "rule": [m.rule for m in mentions],
        "confidence": [m.confidence for m in mentions],
        "second_code": [m.second_code for m in mentions],
        "second_confidence": [m.second_confidence if m.second_code else None for m in mentions],
        "place_name": [m.place.name if m.place else None for m in mentions],
        "place_country": [m.place.country if m.place else None for m in mentions],
        "latitude": [m.place.latitude if m.place else None for m in mentions],
        "longitude": [m.place.longitude if m.place else None for m in mentions],
        "geonames_id": [m.place.geonames_id if m.place else None for m in mentions],
    }
    return to_frame(columns, load_tables()["mentions"]).with_columns(
        pl.col("confidence", "second_confidence").round(CONFIDENCE_PLACES)
    )


def rejection_frame(rejections: Sequence[Rejection]) -> pl.DataFrame:
    """The rejections table.

    Args:
        rejections: all of the build.

    Returns:
        A frame that fits schemas/rejections.json.
    """
    columns: dict[str, list[Any]] = {
        "level": [rejection.level for rejection in rejections],
        "id": [rejection.id for rejection in rejections],
        "stage": [rejection.stage for rejection in rejections],
        "reason": [rejection.reason for rejection in rejections],
        "detail": [rejection.detail for rejection in rejections],
    }
    return to_frame(columns, load_tables()["rejections"])


def _mention_id(mention: EventMention) -> str:
    return mention_id(
        mention.article_id,
        actor_span=mention.actor_span,
        action_span=mention.action_span,
        target_span=mention.target_span,
        actor=mention.actor,
        target=mention.target,
        action_code=mention.action_code,
    )

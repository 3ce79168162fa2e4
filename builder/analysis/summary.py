"""The numbers that sum up a build."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from builder.dataset.assemble import Tables


@dataclass(frozen=True, slots=True)
class Summary:
    """What a dataset holds, in numbers.

    Args:
        articles: articles read, coded and rejected ones.
        coded: articles that were coded.
        mentions: event mentions, of any modality.
        events: events.
        sources: publishers that tell of at least one event.
        dyads: ordered pairs of actor and target among the events.
        first_date, last_date: the span of the events' dates, None without events.
        quad_classes: events by quad class, 1 to 4, all four of them.
        modalities: mentions by modality.
        coders: mentions by what chose their code.
        rejections: (level, reason, rows), the most frequent first.
        top_dyads: (actor, target, events), at most ten, the most frequent first.
    """

    articles: int
    coded: int
    mentions: int
    events: int
    sources: int
    dyads: int
    first_date: dt.date | None
    last_date: dt.date | None
    quad_classes: dict[int, int]
    modalities: dict[str, int]
    coders: dict[str, int]
    rejections: tuple[tuple[str, str, int], ...]
    top_dyads: tuple[tuple[str, str, int], ...]


def summarise(tables: Tables, *, top: int = 10) -> Summary:
    """The numbers of a build.

    Args:
        tables: its tables.
        top: how many dyads to list.

    Returns:
        The numbers; ties are in the order of the alphabet.
    """
    events, mentions, articles = tables.events, tables.mentions, tables.articles
    told = mentions.filter(pl.col("event_id").is_not_null()).join(articles, on="article_id")
    quads = dict(_counts(events, ["quad_class"]).iter_rows())
    dyads = _counts(events, ["actor", "target"])
    first, last = events.select(pl.col("date_start").min(), pl.col("date_end").max()).row(0)
    return Summary(
        articles=articles.height,
        coded=articles.filter(pl.col("status") == "coded").height,
        mentions=mentions.height,
        events=events.height,
        sources=told.get_column("source").n_unique(),
        dyads=dyads.height,
        first_date=first,
        last_date=last,
        quad_classes={quad: quads.get(quad, 0) for quad in (1, 2, 3, 4)},
        modalities=dict(_counts(mentions, ["modality"]).iter_rows()),
        coders=dict(_counts(mentions, ["coder"]).iter_rows()),
        rejections=tuple(_counts(tables.rejections, ["level", "reason"]).iter_rows()),
        top_dyads=tuple(dyads.head(top).iter_rows()),
    )


def _counts(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return frame.group_by(columns).agg(n=pl.len()).sort("n", *columns, descending=[True, *[False] * len(columns)])

"""Mentions to events: which mentions tell of one event.

The rule, which docs/data-dictionary.md gives to users:

1. Only mentions with one of the wanted modalities (by default: asserted) make events; the others
   stay with a null `event_id`.
2. Mentions with equal actor, target, action code, modality and interval of days tell of one event;
   dates of unknown precision are kept apart from known ones.
3. An interval known to the week or month gives way to a more exact one of the same actor, target,
   action code and modality if exactly one such interval lies within it. With none or several it
   stays an event of its own: two strikes on two days cannot share "last week".
4. Nothing of a mention changes but its `event_id`.

The rule looks at the set of intervals alone, so the order of the input does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from builder.dataset.frames import article_frame, mention_frame, rejection_frame
from builder.ids import event_id
from builder.ontology import Ontology
from builder.records import Article, EventMention, Rejection
from builder.schemas import load_tables

ASSERTED = ("asserted",)
VAGUE = ("week", "month")
"""Precisions that give way to a more exact date; a year is too wide to tell which event is meant."""

_KEY = ["actor", "target", "action_code", "modality"]
_GROUP = [*_KEY, "undated"]
_INTERVAL = ["date_start", "date_end"]
_PRECISIONS = ["day", "week", "month", "year", "unknown"]
_PLACE = ["place_name", "place_country", "latitude", "longitude", "geonames_id"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The four tables of a dataset, each sorted as its schema says."""

    articles: pl.DataFrame
    mentions: pl.DataFrame
    events: pl.DataFrame
    rejections: pl.DataFrame

    def by_name(self) -> dict[str, pl.DataFrame]:
        """The tables by name, in the order of `schemas.TABLES`."""
        return {
            "articles": self.articles,
            "mentions": self.mentions,
            "events": self.events,
            "rejections": self.rejections,
        }


def assemble(
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    rejections: Sequence[Rejection],
    ontology: Ontology,
    *,
    modalities: Sequence[str] = ASSERTED,
) -> Tables:
    """The records of a build as the four tables of a dataset.

    Args:
        articles: every article that was read, rejected ones included.
        mentions: every event mention; ids that are "" are filled in.
        rejections: everything that was left out.
        ontology: what the codes mean.
        modalities: the modalities whose mentions make events.

    Returns:
        The tables, sorted. Mentions that repeat another's id are left out, with a rejection
        ("duplicate_mention"); the one with the higher confidence stays.

    Raises:
        BuilderError: an action code or actor code is unknown.

    Example:
        >>> assemble([], [], [], Ontology.load()).events.height
        0
    """
    all_mentions, repeated = _without_repeats(mention_frame(mentions, ontology))
    article_table = article_frame(articles, rejections)
    grouped = _with_event_ids(all_mentions, modalities)
    return Tables(
        articles=_sorted(article_table, "articles"),
        mentions=_sorted(grouped, "mentions"),
        events=_sorted(_events(grouped, article_table, ontology), "events"),
        rejections=_sorted(rejection_frame([*rejections, *repeated]), "rejections"),
    )


def _sorted(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    table = load_tables()[name]
    return frame.select(table.columns).sort(table.order, nulls_last=False, maintain_order=True)


def _without_repeats(mentions: pl.DataFrame) -> tuple[pl.DataFrame, list[Rejection]]:
    # Every column takes part in the order, so that the one that stays does not hang on the input's order.
    others = [name for name in mentions.columns if name not in ("mention_id", "confidence")]
    ranked = mentions.sort(["mention_id", "confidence", *others], descending=[False, True, *[False] * len(others)])
    first = ranked.get_column("mention_id").is_first_distinct()
    repeats = ranked.filter(~first).select("article_id", "sentence_index", "mention_id").iter_rows()
    rejections = [
        Rejection("candidate", f"{article}:{sentence}", "dataset", "duplicate_mention", f"repeats mention {kept}")
        for article, sentence, kept in repeats
    ]
    return ranked.filter(first), rejections


def _with_event_ids(mentions: pl.DataFrame, modalities: Sequence[str]) -> pl.DataFrame:
    wanted = mentions.filter(pl.col("modality").is_in(list(modalities))).with_columns(
        undated=pl.col("date_precision") == "unknown"
    )
    intervals = _event_intervals(wanted)
    events = intervals.select(*_GROUP, "event_start", "event_end").unique(maintain_order=True)
    made = [
        event_id(actor, target, code, modality, start, end, undated=undated)
        for actor, target, code, modality, undated, start, end in events.iter_rows()
    ]
    ids = pl.Series("event_id", made, pl.String)
    intervals = intervals.join(events.with_columns(ids), on=[*_GROUP, "event_start", "event_end"])
    found = wanted.drop("event_id").join(intervals, on=[*_GROUP, *_INTERVAL]).select("mention_id", "event_id")
    return mentions.drop("event_id").join(found, on="mention_id", how="left")


def _event_intervals(mentions: pl.DataFrame) -> pl.DataFrame:
    """Every interval of every key, with the interval of the event that it belongs to (rules 2 and 3)."""
    intervals = (
        mentions.group_by(*_GROUP, *_INTERVAL)
        .agg(precision=_most_exact())
        .sort(*_GROUP, *_INTERVAL)
        .with_row_index("n")
    )
    # Sorted so, an interval holds another one exactly if some interval after it ends no later.
    exact = intervals.filter(pl.col("precision").is_in(["day", *VAGUE])).sort(
        *_GROUP, "date_start", "date_end", descending=[False] * (len(_GROUP) + 1) + [True]
    )
    earliest_end_after = pl.col("date_end").shift(-1).reverse().cum_min().reverse().over(_GROUP)
    innermost = exact.filter((earliest_end_after > pl.col("date_end")) | earliest_end_after.is_null()).select(
        *_GROUP,
        pl.col("date_start").alias("event_start"),
        pl.col("date_end").alias("event_end"),
        pl.col("date_end").shift(-1).over(_GROUP).alias("next_end"),
    )
    # None of these holds another, so they end in the order in which they start: looking at the first two that
    # start within a vague date tells whether exactly one lies within it.
    vague = intervals.filter(pl.col("precision").is_in(list(VAGUE))).sort("date_start")
    single = vague.join_asof(
        innermost.sort("event_start"),
        left_on="date_start",
        right_on="event_start",
        by=_GROUP,
        strategy="forward",
        coalesce=False,
        check_sortedness=False,
    ).filter(
        (pl.col("event_end") <= pl.col("date_end"))
        & ((pl.col("next_end") > pl.col("date_end")) | pl.col("next_end").is_null())
    )
    return intervals.join(single.select("n", "event_start", "event_end"), on="n", how="left").select(
        *_GROUP,
        *_INTERVAL,
        pl.coalesce("event_start", "date_start").alias("event_start"),
        pl.coalesce("event_end", "date_end").alias("event_end"),
    )


def _most_exact() -> pl.Expr:
    return pl.col("date_precision").cast(pl.Enum(_PRECISIONS)).min().cast(pl.String)


def _events(mentions: pl.DataFrame, articles: pl.DataFrame, ontology: Ontology) -> pl.DataFrame:
    told = mentions.filter(pl.col("event_id").is_not_null()).join(
        articles.select("article_id", "source", "published"), on="article_id", how="left"
    )
    # An event's own dates are those of its mentions with the shortest interval: the only ones it can hold
    # besides are the wider ones of rule 3.
    length = pl.col("date_end") - pl.col("date_start")
    own = (
        told.filter(length == length.min().over("event_id"))
        .group_by("event_id")
        .agg(pl.col(_KEY).first(), pl.col(_INTERVAL).first(), date_precision=_most_exact())
    )
    counted = (
        told.sort("published", "article_id", nulls_last=True)
        .group_by("event_id", maintain_order=True)
        .agg(
            pl.col("source").first(),
            n_mentions=pl.len().cast(pl.Int64),
            n_articles=pl.col("article_id").n_unique().cast(pl.Int64),
            n_sources=pl.col("source").n_unique().cast(pl.Int64),
            confidence=pl.col("confidence").max(),
        )
    )
    events = own.join(counted, on="event_id")
    for name in ("actor_name", "target_name"):
        events = events.join(_most_frequent(told, [name], name), on="event_id", how="left")
    events = events.join(_most_frequent(told, _PLACE, "geonames_id"), on="event_id", how="left")
    events = events.join(_action_columns(ontology), on="action_code", how="left")
    for who in ("actor", "target"):
        codes = events.get_column(who).unique().sort().to_list()
        split = [ontology.split_actor(code) for code in codes]
        events = events.join(
            pl.DataFrame(
                {
                    who: codes,
                    f"{who}_country": [area or None for area, _ in split],
                    f"{who}_role": [role or None for _, role in split],
                },
                schema_overrides=dict.fromkeys((who, f"{who}_country", f"{who}_role"), pl.String),
            ),
            on=who,
            how="left",
        )
    return events.with_columns(date=pl.col("date_start"))


def _most_frequent(told: pl.DataFrame, columns: list[str], by: str) -> pl.DataFrame:
    """For each event the values of `columns` in most mentions; where two are level, the lower value of `by`."""
    return (
        told.filter(pl.col(by).is_not_null())
        .group_by("event_id", *columns)
        .agg(times=pl.len())
        .sort("event_id", "times", by, *columns, descending=[False, True, False, *[False] * len(columns)])
        .group_by("event_id", maintain_order=True)
        .first()
        .drop("times")
    )


def _action_columns(ontology: Ontology) -> pl.DataFrame:
    actions = list(ontology.actions.values())
    return pl.DataFrame(
        {
            "action_code": [action.code for action in actions],
            "action_name": [action.name for action in actions],
            "root_code": [action.code[:2] for action in actions],
            "quad_class": [action.quad_class for action in actions],
            "goldstein": [action.goldstein for action in actions],
            "plover_event": [action.plover_event or None for action in actions],
        }
    )

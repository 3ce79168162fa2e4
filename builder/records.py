"""The small frozen records that pass between stages.

Offsets called `start` and `end` are character offsets into `Article.text` unless a name says
`token`; `text[start:end]` is exactly the words named. Codes are CAMEO codes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Span = tuple[int, int]
# Who codes: lexicon and relation model, precisely; the same with less asked of them; the lexicon alone.
CODERS = ("both", "wide", "lexicon")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: metadata and clean text.

    `published` is None only for articles that end as a Rejection. `path` is the input's name as
    the user gave it, `position` the row or line within it (0 for files that hold one article).
    `paragraphs` are the spans of the text's blocks: a sentence never crosses one.
    """

    article_id: str
    source: str
    text: str
    published: dt.date | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    text_sha256: str = ""
    path: str = ""
    position: int = 0
    cluster_id: str = ""
    paragraphs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something left out: what it was, which stage left it out, and a short stable reason.

    `level` is article, sentence or candidate; `id` the article's id (with `:n` for sentence n);
    `reason` a snake_case word from `schemas/rejections.json`; `detail` one line for people.
    """

    level: str
    id: str
    stage: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words of one article that name a political actor, and the code they stand for on its date.

    Args:
        token_start, token_end: tokens of the Doc, end exclusive; the whole phrase ("the Iranian foreign minister").
        head: index of the syntactic head token of the phrase.
        code: CAMEO actor code ("IRNGOV"), or "" when the words name somebody but nobody we can code.
        country: ISO 3166 alpha-3 code (or CAMEO's own, such as PSE, WST) or "".
        role: CAMEO primary role ("GOV", "MIL") or "".
        name: canonical name ("Benjamin Netanyahu", "Iran"), or "" for unnamed ones.
        actor_id: id of the dictionary line, or "".
        rule: how the code came about ("name", "role+country:poss", "apposition", "pronoun", ...).
        antecedent: (token_start, token_end) of the mention that this one takes its code from, or None.
        members: for mentions that stand for several actors ("both sides"): their codes.
    """

    token_start: int
    token_end: int
    head: int
    code: str
    country: str = ""
    role: str = ""
    name: str = ""
    actor_id: str = ""
    rule: str = ""
    antecedent: Span | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event happened: an interval of days, how precise, and on what ground.

    `precision` is day, week, month, year or unknown; `basis` says what it rests on
    ("phrase", "lead", "publication"); `text` holds the words of a phrase.
    """

    start: dt.date
    end: dt.date
    precision: str
    basis: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened: a gazetteer entry (GeoNames id) named in the sentence."""

    name: str
    country: str
    latitude: float
    longitude: float
    geonames_id: int


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as one sentence tells it.

    `rule` names the lexicon frame or "model"; `second_code` is the runner-up with its
    `second_confidence`; `attribution` the code of who said it, or "" for the article itself.
    """

    mention_id: str
    article_id: str
    sentence_index: int
    sentence: Span
    actor: str
    target: str
    action_code: str
    actor_span: Span
    target_span: Span
    action_span: Span
    actor_name: str
    target_name: str
    actor_rule: str
    target_rule: str
    time: EventTime
    modality: str
    attribution: str
    confidence: float
    coder: str
    rule: str
    second_code: str = ""
    second_confidence: float = 0.0
    place: Place | None = None

"""Records for tests: an article and a mention with everything filled in, to be varied by keyword."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from builder.ontology import Ontology
from builder.records import Article, EventMention, EventTime

TEXT = "Russia bombed Ukraine on Friday. " * 10


def _article(article_id: str = "a1", **changes: Any) -> Article:
    article = Article(
        article_id=article_id,
        source="example.org",
        text=TEXT,
        published=dt.date(2025, 6, 14),
        language="en",
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    return dataclasses.replace(article, **changes)


def _mention(article_id: str = "a1", *, at: int = 0, day: dt.date | None = None, **changes: Any) -> EventMention:
    day = day or dt.date(2025, 6, 13)
    mention = EventMention(
        mention_id="",
        article_id=article_id,
        sentence_index=at,
        sentence=(33 * at, 33 * at + 32),
        actor="RUS",
        target="UKR",
        action_code="195",
        actor_span=(33 * at, 33 * at + 6),
        action_span=(33 * at + 7, 33 * at + 13),
        target_span=(33 * at + 14, 33 * at + 21),
        actor_name="Russia",
        target_name="Ukraine",
        actor_rule="name",
        target_rule="name",
        time=EventTime(day, day, "day", "phrase", "on Friday"),
        modality="asserted",
        attribution="",
        confidence=0.9,
        coder="lexicon",
        rule="bomb-obj",
    )
    return dataclasses.replace(mention, **changes)


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Make an article; keywords replace its fields."""
    return _article


@pytest.fixture(scope="session")
def make_mention() -> Callable[..., EventMention]:
    """Make a mention in sentence `at` about `day`; keywords replace its fields."""
    return _mention


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The shipped ontology."""
    return Ontology.load()

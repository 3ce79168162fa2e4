"""What a reader finds in the seed article is found by the coder, and nothing that the article denies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder import api
from builder.articles import read_articles
from builder.pipeline import Settings
from builder.records import Article, EventMention

SEED = Path(__file__).parents[1] / "seeds" / "articles" / "000_1953b0f45c5f4e37.txt"


@pytest.fixture(scope="module")
def article() -> Article:
    """The seed article as read."""
    [found] = read_articles([SEED])
    assert isinstance(found, Article)
    return found


@pytest.fixture(scope="module")
def mentions(article: Article) -> list[EventMention]:
    """All events told in it that are said to have happened."""
    coded = api._pipeline(Settings()).code(article)
    return [m for m in coded.mentions if m.modality == "asserted"]


def _between(mentions: list[EventMention], actor: str, target: str, code: str) -> list[EventMention]:
    return [m for m in mentions if m.actor[:3] == actor and m.target[:3] == target and m.action_code.startswith(code)]


def test_the_article_is_read_with_its_date_and_without_its_debris(article: Article) -> None:
    assert (article.published, article.source, article.language) == (dt.date(2025, 6, 14), "unknown", "en")
    sentences = [article.text[a:b] for a, b in article.paragraphs]
    for debris in ("File photo", "Rivanshi", "Published"):
        assert not any(debris in sentence for sentence in sentences)


def test_russia_condemns_israel_on_friday(mentions: list[EventMention]) -> None:
    told = _between(mentions, "RUS", "ISR", "111")
    assert len(told) >= 4  # the summary, the second sentence, the Kremlin's and the ministry's statements
    friday = dt.date(2025, 6, 13)
    assert all(m.time.start <= friday <= m.time.end for m in told if m.sentence_index <= 1)


def test_the_foreign_ministry_condemns_israel(article: Article, mentions: list[EventMention]) -> None:
    told = _between(mentions, "RUS", "ISR", "111")
    by_ministry = [m for m in told if "Foreign Ministry" in article.text[slice(*m.actor_span)]]
    assert [(m.actor, m.target, article.text[slice(*m.action_span)]) for m in by_ministry] == [
        ("RUSGOV", "ISR", "condemned")
    ]


@pytest.mark.parametrize("other", ["IRN", "ISR"])
def test_putin_speaks_with_both_leaders_by_telephone(mentions: list[EventMention], other: str) -> None:
    there = _between(mentions, "RUS", other, "041")
    back = _between(mentions, other, "RUS", "041")
    assert there and back
    assert {m.actor for m in there} == {"RUSGOV"} == {m.target for m in back}
    assert dt.date(2025, 6, 13) in {m.time.start for m in there}


def test_iran_and_israel_strike_each_other(article: Article, mentions: list[EventMention]) -> None:
    assert _between(mentions, "IRN", "ISR", "19")
    assert _between(mentions, "ISR", "IRN", "19")


def test_the_pact_of_january_binds_both(mentions: list[EventMention]) -> None:
    for actor, target in (("RUS", "IRN"), ("IRN", "RUS")):
        pacts = _between(mentions, actor, target, "057")
        assert pacts
        for pact in pacts:
            assert (pact.time.start, pact.time.end) == (dt.date(2025, 1, 1), dt.date(2025, 1, 31))
            assert pact.time.precision == "month"


def test_nothing_hostile_passes_between_russia_and_iran(mentions: list[EventMention]) -> None:
    hostile = [
        (m.actor, m.action_code, m.target)
        for m in mentions
        if {m.actor[:3], m.target[:3]} == {"RUS", "IRN"} and int(m.action_code[:2]) >= 9
    ]
    assert hostile == []


def test_russia_never_strikes_anybody(mentions: list[EventMention]) -> None:
    assert [m for m in mentions if m.actor[:3] == "RUS" and int(m.action_code[:2]) >= 14] == []


def test_spans_are_the_words_of_the_article(article: Article) -> None:
    for m in api._pipeline(Settings()).code(article).mentions:
        for start, end in (m.actor_span, m.action_span, m.target_span):
            assert m.sentence[0] <= start < end <= m.sentence[1] or article.text[start:end].strip()
            assert article.text[start:end] == article.text[start:end].strip() != ""


def test_the_agency_that_reports_a_strike_does_nothing(mentions: list[EventMention]) -> None:
    assert [m for m in mentions if m.actor == "IRNMED"] == []


@pytest.mark.parametrize(("target", "code"), [("ISR", "0256"), ("IRN", "0256"), ("IRN", "061"), ("IRN", "072"), ("WST", "112")])
def test_russia_appeals_to_both_trades_arms_and_accuses_the_west(mentions: list[EventMention], target: str, code: str) -> None:
    assert _between(mentions, "RUS", target, code)

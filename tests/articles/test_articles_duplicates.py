"""Copies and near copies of one report fall into one cluster, named after the earliest."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from builder.articles import article_from_text, cluster_articles
from builder.records import Article

WORDS = (
    "minister", "government", "talks", "border", "army", "rebels", "protest", "police",
    "capital", "treaty", "sanctions", "missile", "president", "parliament", "election", "strike",
    "refugees", "envoy", "ceasefire", "embassy", "troops", "aid", "summit", "oil",
    "trade", "court", "militia", "town",
)


def report(seed: int, length: int = 200) -> str:
    chance = random.Random(seed)
    return "The " + " ".join(chance.choice(WORDS) for _ in range(length)) + "."


def article(article_id: str, text: str, day: int = 14) -> Article:
    return Article(article_id, "Wire", text, dt.date(2024, 3, day))


def test_exact_copies_share_the_earliest_id() -> None:
    articles = [article("b", report(1), 15), article("c", report(1), 14), article("a", report(1), 16)]
    assert cluster_articles(articles) == {"a": "c", "b": "c", "c": "c"}


def test_same_day_copies_go_by_id() -> None:
    assert cluster_articles([article("b", report(1)), article("a", report(1))]) == {"a": "a", "b": "a"}


def test_light_editing_and_cutting_keep_articles_together() -> None:
    words = report(1, 400).split()
    edited = [f"new{n}" if n % 40 == 0 else word for n, word in enumerate(words)]
    articles = [
        article("first", " ".join(words)),
        article("edited", " ".join(edited), 15),
        article("cut", " ".join(words[:300]), 15),
        article("opening", "A new opening of some words. " + " ".join(words[20:]), 15),
        article("other", report(2, 400), 13),
    ]
    clusters = cluster_articles(articles)
    assert clusters == {"cut": "first", "edited": "first", "first": "first", "opening": "first", "other": "other"}


def test_page_debris_does_not_part_twins() -> None:
    text = "Rebels shelled an army base near Goma on Friday."
    one = article_from_text(f"{text}\nPublished On: Mar 14, 2024", published=None)
    two = article_from_text(f"{text}\nSoldiers in Goma. (File photo)", published="2024-03-15")
    assert set(cluster_articles([two, one]).values()) == {one.article_id}


def test_short_unlike_texts_stay_apart() -> None:
    texts = ["They met.", "They fought.", "Putin condemned Israel.", "Putin called Iran.", "", "..."]
    articles = [replace(article(str(number), text)) for number, text in enumerate(texts)]
    assert all(key == value for key, value in cluster_articles(articles).items())


def test_order_of_reading_does_not_matter() -> None:
    chance = random.Random(7)
    articles = []
    for number in range(60):
        words = report(number % 12).split()
        words[chance.randrange(len(words))] = f"edit{number}"
        articles.append(article(f"a{number:02}", " ".join(words), 1 + number % 20))
    expected = cluster_articles(articles)
    assert len(set(expected.values())) == 12
    for _ in range(3):
        chance.shuffle(articles)
        again = cluster_articles(articles)
        assert again == expected and list(again) == sorted(again)


def test_cluster_is_named_after_one_of_its_own_earliest_members() -> None:
    articles = {one.article_id: one for one in (article(f"a{n}", report(n % 4), 1 + (n * 7) % 20) for n in range(20))}
    clusters = cluster_articles(list(articles.values()))
    for leader in set(clusters.values()):
        members = [articles[key] for key, value in clusters.items() if value == leader]
        earliest = min(members, key=lambda one: (one.published or dt.date.max, one.article_id))
        assert earliest.article_id == leader

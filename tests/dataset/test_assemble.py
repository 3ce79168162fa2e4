"""Mentions to events: what is grouped, what stays apart, and that order does not matter."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.dataset.assemble import Tables, assemble
from builder.errors import BuilderError
from builder.ids import content_id, event_id, mention_id
from builder.ontology import Ontology
from builder.records import EventMention, EventTime, Place, Rejection
from builder.schemas import check, check_foreign_keys, load_tables

ONTOLOGY = Ontology.load()
FRIDAY = dt.date(2025, 6, 13)


def week(first: int) -> EventTime:
    return EventTime(dt.date(2025, 6, first), dt.date(2025, 6, first + 6), "week", "phrase", "this week")


JUNE = EventTime(dt.date(2025, 6, 1), dt.date(2025, 6, 30), "month", "phrase", "in June")
YEAR = EventTime(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "year", "phrase", "this year")


@pytest.fixture
def build(make_article: Callable[..., Any]) -> Callable[..., Tables]:
    """Assemble mentions of articles that are published on the 14th by a publisher of their own."""

    def run(*mentions: EventMention, **options: Any) -> Tables:
        ids = sorted({mention.article_id for mention in mentions})
        articles = [make_article(article, source=f"{article}.org") for article in ids]
        return assemble(articles, mentions, [], ONTOLOGY, **options)

    return run


def test_tellings_of_one_event_are_one_row_and_stay_apart_as_mentions(build: Any, make_mention: Any) -> None:
    tables = build(make_mention("a1"), make_mention("a2"), make_mention("a2", at=3, confidence=0.95))
    event = tables.events.row(0, named=True)
    assert tables.events.height == 1
    assert (event["n_mentions"], event["n_articles"], event["n_sources"]) == (3, 2, 2)
    assert event["confidence"] == 0.95
    assert tables.mentions.get_column("event_id").to_list() == [event["event_id"]] * 3


@pytest.mark.parametrize(
    "change", [{"actor": "RUSGOV"}, {"target": "POL"}, {"action_code": "194"}, {"day": dt.date(2025, 6, 12)}]
)
def test_another_actor_target_code_or_day_is_another_event(build: Any, make_mention: Any, change: Any) -> None:
    assert build(make_mention("a1"), make_mention("a2", **change)).events.height == 2


def test_columns_of_an_event_come_from_its_codes(build: Any, make_mention: Any) -> None:
    event = build(make_mention(actor="RUSMIL", target="UKRCVL", action_code="1952")).events.row(0, named=True)
    assert (event["actor_country"], event["actor_role"]) == ("RUS", "MIL")
    assert (event["target_country"], event["target_role"]) == ("UKR", "CVL")
    assert (event["root_code"], event["quad_class"], event["goldstein"]) == ("19", 4, -10.0)
    assert (event["plover_event"], event["action_name"]) == ("ASSAULT", "Employ remotely piloted aerial munitions")
    assert event["date"] == event["date_start"] == event["date_end"] == FRIDAY


def test_source_is_the_publisher_of_the_first_telling(make_article: Any, make_mention: Any) -> None:
    articles = [
        make_article("a1", source="late.org", published=dt.date(2025, 6, 15)),
        make_article("a3", source="second.org"),
        make_article("a2", source="first.org"),
    ]
    tables = assemble(articles, [make_mention(a.article_id) for a in articles], [], ONTOLOGY)
    assert tables.events.get_column("source").to_list() == ["first.org"]


def test_name_and_place_are_those_of_most_mentions(build: Any, make_mention: Any) -> None:
    kyiv, kharkiv = Place("Kyiv", "UKR", 50.45, 30.52, 703448), Place("Kharkiv", "UKR", 49.98, 36.25, 706483)
    mentions = [
        make_mention("a1", actor_name="Moscow", place=kyiv),
        make_mention("a2", actor_name="Russia", place=kharkiv),
        make_mention("a3", actor_name="Russia", place=kharkiv),
        make_mention("a4", actor_name=""),
    ]
    event = build(*mentions).events.row(0, named=True)
    assert (event["actor_name"], event["place_name"], event["geonames_id"]) == ("Russia", "Kharkiv", 706483)
    event = build(*mentions[:2]).events.row(0, named=True)
    assert (event["actor_name"], event["place_name"]) == ("Moscow", "Kyiv")
    assert build(mentions[3]).events.get_column("place_name").to_list() == [None]


@pytest.mark.parametrize("modality", ["negated", "hypothetical", "future"])
def test_only_asserted_mentions_make_events_unless_others_are_asked_for(
    build: Any, make_mention: Any, modality: str
) -> None:
    mentions = [make_mention("a1"), make_mention("a2", modality=modality)]
    tables = build(*mentions)
    assert tables.events.height == 1
    assert tables.mentions.filter(modality=modality).get_column("event_id").to_list() == [None]
    tables = build(*mentions, modalities=("asserted", modality))
    assert sorted(tables.events.get_column("modality")) == sorted(["asserted", modality])


def test_a_vague_date_joins_the_one_exact_date_within_it(build: Any, make_mention: Any) -> None:
    tables = build(make_mention("a1"), make_mention("a2", time=week(9)), make_mention("a3", time=JUNE))
    event = tables.events.row(0, named=True)
    assert tables.events.height == 1
    assert (event["date"], event["date_precision"], event["n_mentions"]) == (FRIDAY, "day", 3)
    told = tables.mentions.filter(article_id="a3").row(0, named=True)
    assert (told["date_start"], told["date_precision"]) == (JUNE.start, "month")


def test_a_month_joins_the_week_that_is_the_most_exact_date(build: Any, make_mention: Any) -> None:
    tables = build(make_mention("a1", time=JUNE), make_mention("a2", time=week(9)))
    event = tables.events.row(0, named=True)
    assert (event["date_start"], event["date_end"]) == (week(9).start, week(9).end)
    assert event["date_precision"] == "week"
    assert event["n_mentions"] == 2


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([{"day": dt.date(2025, 6, 13)}, {"day": dt.date(2025, 6, 12)}], id="two days within"),
        pytest.param([{"day": dt.date(2025, 6, 2)}], id="none within"),
        pytest.param([{"actor": "BLR"}], id="of another actor"),
    ],
)
def test_a_vague_date_stays_an_event_of_its_own_otherwise(build: Any, make_mention: Any, others: Any) -> None:
    vague = make_mention("a0", time=week(9))
    tables = build(vague, *(make_mention(f"a{n}", **other) for n, other in enumerate(others, 1)))
    assert tables.events.height == 1 + len(others)
    own = tables.events.filter(date_precision="week").row(0, named=True)
    assert (own["date_start"], own["date_end"], own["n_mentions"]) == (week(9).start, week(9).end, 1)


def test_a_year_is_too_wide_to_join_anything(build: Any, make_mention: Any) -> None:
    assert build(make_mention("a1"), make_mention("a2", time=YEAR)).events.height == 2


def test_an_undated_act_is_not_the_act_of_the_day_of_publication(build: Any, make_mention: Any) -> None:
    undated = EventTime(FRIDAY, FRIDAY, "unknown", "publication")
    tables = build(make_mention("a1"), make_mention("a2", time=undated), make_mention("a3", time=undated))
    assert sorted(tables.events.select("date_precision", "n_mentions").rows()) == [("day", 1), ("unknown", 2)]
    assert tables.events.get_column("event_id").n_unique() == 2


def test_repeated_mentions_leave_a_rejection_and_the_surer_one_stays(build: Any, make_mention: Any) -> None:
    tables = build(make_mention(confidence=0.4, rule="x"), make_mention(confidence=0.8, rule="y"))
    assert tables.mentions.get_column("rule").to_list() == ["y"]
    (rejection,) = tables.rejections.rows(named=True)
    assert (rejection["level"], rejection["id"], rejection["reason"]) == ("candidate", "a1:0", "duplicate_mention")


def test_an_article_with_a_rejection_of_its_own_is_rejected(make_article: Any) -> None:
    rejections = [
        Rejection("sentence", "a1:4", "language", "sentence_too_long", "300 words"),
        Rejection("article", "a2", "events", "failed", "ValueError"),
        Rejection("article", "broken.txt", "articles", "bad_encoding"),
    ]
    tables = assemble([make_article("a1"), make_article("a2")], [], rejections, ONTOLOGY)
    assert tables.articles.select("article_id", "status", "reason").rows() == [
        ("a1", "coded", None),
        ("a2", "rejected", "failed"),
    ]
    assert tables.rejections.height == 3


def test_unknown_codes_stop_the_build_and_are_listed(build: Any, make_mention: Any) -> None:
    with pytest.raises(BuilderError, match="unknown action codes: '998', '999'"):
        build(make_mention(action_code="999"), make_mention(at=1, second_code="998"))


def test_empty_strings_become_null_and_confidences_are_rounded(build: Any, make_mention: Any) -> None:
    row = build(make_mention(actor_name="", confidence=1 / 3)).mentions.row(0, named=True)
    assert (row["actor_name"], row["attribution"], row["second_code"], row["second_confidence"]) == (None,) * 4
    assert row["confidence"] == 0.3333


def test_a_build_without_mentions_has_four_sound_tables() -> None:
    tables = assemble([], [], [], ONTOLOGY)
    for name, frame in tables.by_name().items():
        assert frame.height == 0
        assert check(frame, load_tables()[name]) == []


DAYS = st.dates(dt.date(2025, 5, 28), dt.date(2025, 7, 3))
TIMES = st.one_of(
    DAYS.map(lambda day: EventTime(day, day, "day", "phrase")),
    DAYS.map(lambda day: EventTime(day, day, "unknown", "publication")),
    st.tuples(DAYS, st.integers(1, 8)).map(
        lambda pair: EventTime(pair[0], pair[0] + dt.timedelta(pair[1]), "week", "phrase")
    ),
    st.just(JUNE),
    st.just(YEAR),
)


def expected_dates(row: dict[str, Any], others: set[tuple[Any, ...]]) -> tuple[dt.date, dt.date]:
    """Rule 3, word for word: the one most exact date within a vague one, else the mention's own."""
    own = (row["date_start"], row["date_end"])
    known = {(start, end) for start, end, undated, precision in others if not undated and precision != "year"}
    within = {other for other in known if other != own and own[0] <= other[0] and other[1] <= own[1]}
    most_exact = {
        one for one in within if not any(two != one and one[0] <= two[0] and two[1] <= one[1] for two in within)
    }
    vague = row["date_precision"] in ("week", "month")
    return next(iter(most_exact)) if vague and len(most_exact) == 1 else own


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_mentions_in_any_order_give_the_same_sound_tables(
    data: st.DataObject, make_article: Any, make_mention: Any
) -> None:
    mentions = [
        make_mention(
            f"a{data.draw(st.integers(0, 3))}",
            at=n,
            actor=data.draw(st.sampled_from(["RUS", "RUSGOV"])),
            modality=data.draw(st.sampled_from(["asserted", "asserted", "negated"])),
            time=time,
        )
        for n, time in enumerate(data.draw(st.lists(TIMES, max_size=9)))
    ]
    articles = [make_article(f"a{n}", source=f"s{n % 2}") for n in range(4)]
    tables = assemble(articles, mentions, [], ONTOLOGY)
    shuffled = assemble(data.draw(st.permutations(articles)), data.draw(st.permutations(mentions)), [], ONTOLOGY)
    for name, frame in tables.by_name().items():
        assert frame.equals(shuffled.by_name()[name])
        assert check(frame, load_tables()[name]) == []
    assert check_foreign_keys(tables.by_name()) == []

    asserted = tables.mentions.filter(modality="asserted")
    assert asserted.get_column("event_id").null_count() == 0
    assert tables.events.get_column("n_mentions").sum() == asserted.height
    joined = asserted.join(tables.events, on="event_id", suffix="_event")
    for row in joined.iter_rows(named=True):
        others = {
            (m.time.start, m.time.end, m.time.precision == "unknown", m.time.precision)
            for m in mentions
            if m.actor == row["actor"] and m.modality == "asserted"
        }
        assert (row["date_start_event"], row["date_end_event"]) == expected_dates(row, others)
    # An event lies within every date that its mentions give, and has the codes of each.
    assert joined.filter(
        (pl.col("date_start_event") < pl.col("date_start"))
        | (pl.col("date_end_event") > pl.col("date_end"))
        | (pl.col("actor") != pl.col("actor_event"))
    ).is_empty()


SPANS = st.tuples(st.integers(0, 50), st.integers(51, 99))
MENTIONS = st.fixed_dictionaries(
    {
        "actor_span": SPANS,
        "action_span": SPANS,
        "target_span": SPANS,
        "actor": st.sampled_from(["RUS", "RUSGOV"]),
        "target": st.sampled_from(["UKR", "UKRGOV"]),
        "action_code": st.sampled_from(["195", "1952"]),
    }
)


@settings(max_examples=50)
@given(st.text(max_size=3), MENTIONS, st.text(max_size=3), MENTIONS)
def test_mentions_share_an_id_only_if_they_are_the_same(a: str, one: Any, b: str, two: Any) -> None:
    assert (mention_id(a, **one) == mention_id(b, **two)) == ((a, one) == (b, two))


@given(st.lists(st.one_of(st.text(max_size=4), st.integers()), max_size=4), st.data())
def test_no_two_lists_of_parts_read_alike(parts: list[str | int], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.one_of(st.text(max_size=4), st.integers()), max_size=4))
    assert (content_id("x", *parts) == content_id("x", *others)) == (parts == others)
    assert content_id("x", *parts) != content_id("y", *parts)


def test_ids_are_the_same_on_every_machine() -> None:
    spans = {"actor_span": (0, 6), "action_span": (7, 13), "target_span": (14, 21)}
    assert mention_id("a1", **spans, actor="RUS", target="UKR", action_code="195") == "d888d0fde317dd3b"
    assert event_id("RUS", "UKR", "195", "asserted", FRIDAY, FRIDAY) == "81841cf4b08144e6"


def test_a_record_keeps_the_id_that_it_came_with(build: Any, make_mention: Any) -> None:
    given_id = "0123456789abcdef"
    tables = build(dataclasses.replace(make_mention(), mention_id=given_id))
    assert tables.mentions.get_column("mention_id").to_list() == [given_id]

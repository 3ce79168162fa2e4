"""Dates of acts: what date phrases mean on a given day of publication, and which of them an act gets.

Published on Saturday, 14 June 2025 unless said otherwise.
"""

from __future__ import annotations

import datetime as dt

import pytest
from parses import day, parse, sentence, token

from builder.events.time import event_time, find_date_phrases, lead_date

NOW = day("2025-06-14")


def phrases(words: str, now: dt.date = NOW) -> list[tuple[str, str, str, str]]:
    """(text, start, end, precision) of the date phrases in plain words."""
    doc = parse(" ".join(f"{word}/NN/dep/{0 if i == 0 else 1}" for i, word in enumerate(words.split())))
    return [(p.text, str(p.start), str(p.end), p.precision) for p in find_date_phrases(sentence(doc), now)]


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("Russia struck on Friday", "2025-06-13", "2025-06-13", "day"),
        ("Russia struck on Saturday", "2025-06-14", "2025-06-14", "day"),
        ("Russia struck on Sunday", "2025-06-08", "2025-06-08", "day"),
        ("Russia struck last Saturday", "2025-06-07", "2025-06-07", "day"),
        ("They meet next Saturday", "2025-06-21", "2025-06-21", "day"),
        ("They meet next Monday", "2025-06-16", "2025-06-16", "day"),
        ("Russia struck on Friday evening", "2025-06-13", "2025-06-13", "day"),
        ("Russia struck yesterday", "2025-06-13", "2025-06-13", "day"),
        ("Russia struck the day before yesterday", "2025-06-12", "2025-06-12", "day"),
        ("They meet tomorrow", "2025-06-15", "2025-06-15", "day"),
        ("Russia struck overnight", "2025-06-13", "2025-06-14", "day"),
        ("Russia struck last night", "2025-06-13", "2025-06-13", "day"),
        ("They met last week", "2025-06-02", "2025-06-08", "week"),
        ("They meet next week", "2025-06-16", "2025-06-22", "week"),
        ("They met this week", "2025-06-09", "2025-06-15", "week"),
        ("They met earlier this week", "2025-06-09", "2025-06-14", "week"),
        ("They met last month", "2025-05-01", "2025-05-31", "month"),
        ("They met earlier this month", "2025-06-01", "2025-06-14", "month"),
        ("They met last year", "2024-01-01", "2024-12-31", "year"),
        ("They met three days ago", "2025-06-11", "2025-06-11", "day"),
        ("They met 10 days ago", "2025-06-04", "2025-06-04", "day"),
        ("They met two weeks ago", "2025-05-28", "2025-06-03", "week"),
        ("They met two months ago", "2025-04-01", "2025-04-30", "month"),
        ("They met a decade ago", "2015-01-01", "2015-12-31", "year"),
        ("They met on June 12", "2025-06-12", "2025-06-12", "day"),
        ("They met on 12 June", "2025-06-12", "2025-06-12", "day"),
        ("They met on December 30", "2024-12-30", "2024-12-30", "day"),
        ("They meet on June 16", "2025-06-16", "2025-06-16", "day"),
        ("They met on June 12, 2023", "2023-06-12", "2023-06-12", "day"),
        ("They met on 3rd March 2022", "2022-03-03", "2022-03-03", "day"),
        ("They met on 2022-03-03", "2022-03-03", "2022-03-03", "day"),
        ("They met in March 2022", "2022-03-01", "2022-03-31", "month"),
        ("They met in April", "2025-04-01", "2025-04-30", "month"),
        ("They met in October", "2024-10-01", "2024-10-31", "month"),
        ("They met in 2015", "2015-01-01", "2015-12-31", "year"),
    ],
)
def test_a_phrase_is_counted_from_publication(words: str, start: str, end: str, precision: str) -> None:
    found = phrases(words)
    assert [p[1:] for p in found] == [(start, end, precision)], found


def test_last_month_in_january_is_december_of_the_year_before() -> None:
    assert [p[1:3] for p in phrases("They met last month", day("2025-01-15"))] == [("2024-12-01", "2024-12-31")]


def test_a_leap_day_is_read_where_there_is_one() -> None:
    assert [p[1] for p in phrases("They met on February 29, 2024")] == ["2024-02-29"]
    assert phrases("They met on February 30, 2024") == []


@pytest.mark.parametrize(
    "words",
    [
        "Iran may attack Israel",
        "May will march on",
        "Protesters march on parliament",
        "March on parliament",
        "Some 2015 soldiers left",
        "They met two days earlier",
        "They met the next day",
    ],
)
def test_words_that_are_no_dates_of_their_own(words: str) -> None:
    assert phrases(words) == []


@pytest.mark.parametrize(("words", "month"), [("They met in May", "2025-05-01"), ("They met last March", "2025-03-01")])
def test_may_and_march_are_months_after_a_preposition(words: str, month: str) -> None:
    assert [p[1] for p in phrases(words)] == [month]


def test_the_longer_phrase_wins() -> None:
    assert [p[0] for p in phrases("They met on June 12, 2023 and last Friday evening")] == [
        "June 12, 2023",
        "last Friday evening",
    ]


ON_SUNDAY = (
    "Israel/NNP/nsubj/2 struck|strike/VBD/root/0 Iran/NNP/obj/2 on/IN/case/5 Sunday/NNP/obl:unmarked/2 ././punct/2"
)
SINCE = "Israel/NNP/nsubj/3 has|have/VBZ/aux/3 struck|strike/VBN/root/0 Iran/NNP/obj/3 since/IN/case/6 {}/CD/obl/3"
PLAIN = "Israel/NNP/nsubj/2 struck|strike/VBD/root/0 Iran/NNP/obj/2 ././punct/2"


def dated(text: str, word: str, *, ahead: bool = False, lead: dt.date | None = None) -> tuple[str, str, str, str]:
    """(start, end, precision, basis) of the act of a word."""
    doc = parse(text)
    time = event_time(token(doc, word), find_date_phrases(sentence(doc), NOW), NOW, lead, ahead=ahead)
    return str(time.start), str(time.end), time.precision, time.basis


def test_an_act_gets_the_date_of_its_own_clause() -> None:
    assert dated(ON_SUNDAY, "struck") == ("2025-06-08", "2025-06-08", "day", "phrase")


def test_an_act_to_come_gets_the_day_ahead() -> None:
    assert dated(ON_SUNDAY, "struck", ahead=True) == ("2025-06-15", "2025-06-15", "day", "phrase")


@pytest.mark.parametrize("bound", ["2011", "Friday", "March"])
def test_since_dates_nothing(bound: str) -> None:
    assert dated(SINCE.format(bound), "struck")[3] == "publication"


def test_without_a_phrase_the_lead_then_publication() -> None:
    assert dated(PLAIN, "struck", lead=day("2025-06-13")) == ("2025-06-13", "2025-06-13", "day", "lead")
    assert dated(PLAIN, "struck") == ("2025-06-14", "2025-06-14", "day", "publication")


def test_a_phrase_wins_over_the_lead() -> None:
    assert dated(ON_SUNDAY, "struck", lead=day("2025-06-13"))[3] == "phrase"


def test_a_told_act_takes_the_date_of_the_telling_clause_above_it() -> None:
    text = (
        "Israel/NNP/nsubj/2 said|say/VBD/root/0 on/IN/case/4 Friday/NNP/obl:unmarked/2 it/PRP/nsubj/6 "
        "struck|strike/VBD/ccomp/2 Iran/NNP/obj/6"
    )
    assert dated(text, "struck") == ("2025-06-13", "2025-06-13", "day", "phrase")


def test_two_coordinated_clauses_keep_their_own_dates() -> None:
    text = (
        "Israel/NNP/nsubj/2 struck|strike/VBD/root/0 Iran/NNP/obj/2 on/IN/case/5 Thursday/NNP/obl:unmarked/2 and/CC/cc/8 "
        "Iran/NNP/nsubj/8 retaliated|retaliate/VBD/conj/2 on/IN/case/10 Friday/NNP/obl:unmarked/8"
    )
    assert dated(text, "struck")[0] == "2025-06-12"
    assert dated(text, "retaliated")[0] == "2025-06-13"


def test_repeated_acts_have_no_date_of_their_own() -> None:
    text = "Israel/NNP/nsubj/4 has|have/VBZ/aux/4 repeatedly/RB/advmod/4 struck|strike/VBN/root/0 Iran/NNP/obj/4"
    assert dated(text, "struck", lead=day("2025-06-13")) == ("2025-06-14", "2025-06-14", "unknown", "publication")


def _lead(*texts: str) -> dt.date | None:
    return lead_date([sentence(parse(text)) for text in texts], NOW)


def test_the_lead_date_is_the_first_day_named() -> None:
    friday = ON_SUNDAY.replace("Sunday", "Friday")
    assert _lead(PLAIN, friday, ON_SUNDAY) == day("2025-06-13")


def test_the_lead_date_lies_within_the_last_week_and_the_first_four_sentences() -> None:
    assert _lead(ON_SUNDAY) == day("2025-06-08")
    assert _lead(ON_SUNDAY.replace("Sunday", "2022-03-03")) is None
    assert _lead(ON_SUNDAY.replace("Sunday", "tomorrow")) is None
    assert _lead(PLAIN, PLAIN, PLAIN, PLAIN, ON_SUNDAY) is None
    assert _lead(SINCE.format("Friday")) is None

"""The time that a sentence itself tells of: "In 2013 Obama backed down", in an article of 2018, is of a president.

A person out of office on the article's date is an elite ("name:former", or "name" where the dictionary has a
line for the time after: "former head of state or government"). Where the sentence says in so many
words when the thing was, and the person was in office then, the code is that of the office ("name:told").
A time is a year from 1945 to the article's, with or without a day and month, a decade, or a span ("between 1991
and 1993", of which the middle counts); not "since", "until", "before" or "after" one, nor "the 2013 deal". Of
several the nearest to the name counts. A year stands for its 1 July, a month for its 15th; both must lie before
the article. Left as they are:

- "former", "ex-" or "late" before the name and its titles, or right behind it ("Obama, the former president");
- sentences that tell of the article's own days ("on Friday", "yesterday", "now");
- years in an insertion behind the name ("Blair, who invaded Iraq in 2003, told the inquiry");
- years in what the person says ("Obama said that in 2013 ...", but "Obama said in 2013 that ...").

Somebody not yet in office on the article's date was in none before, so only former holders are asked about.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import LOWER, SENT_START
from spacy.tokens import Doc

from builder.actors.dating import Sense, office, senses

if TYPE_CHECKING:
    from builder.actors.knowledge import Knowledge, Word

_FIRST_YEAR = 1945
_FAR = 40  # tokens between a name and a time that can still be about it
_BACK = 8  # tokens before a year that can belong to its date, or before a name to its titles
_MONTH_NAMES = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sept oct nov dec".split(),
)
_MONTHS = {name: i for names in _MONTH_NAMES for i, name in enumerate(names, 1)} | {"sep": 9}
_PARTS = frozenset("spring summer autumn fall winter end beginning start middle early late mid month".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NOW = frozenset("today yesterday tonight now currently".split())
_IN = frozenset("in during by throughout around".split())
_NOT_IN = frozenset("since until till before after from to the a an this his her their its our my 's ’s".split())
_TO = frozenset("and to until till through - – —".split())
_OUT = frozenset("former ex late ex-".split())
_SAYS = frozenset(
    (
        "say says said tell tells told add adds added recall recalls recalled write writes wrote admit admits admitted "
        "deny denies denied insist insists insisted claim claims claimed argue argues argued explain explained believes "
        "believe believed thinks thought acknowledged maintained noted suggested remembered alleged"
    ).split()
)
_TITLE_WORDS = frozenset("of for first prime minister president leader - – —".split())
_YEAR, _DECADE, _DAY = re.compile(r"\d{4}"), re.compile(r"(\d{3}0)['’]?s"), re.compile(r"([12]?\d|3[01])(st|nd|rd|th)?")


class Told(NamedTuple):
    """A time in a text: its tokens, end exclusive, and the days (ISO) to try for it, best first."""

    start: int
    end: int
    days: tuple[str, ...]


class ToldDates:
    """Asks the sentences of one article for the time that they tell of.

    Args:
        doc: the article, with sentence boundaries; without them nothing is told.
        words: its words.
        knowledge: for what names mean on another day.
        day: the article's date, ISO.
    """

    def __init__(self, doc: Doc, words: Sequence[Word], knowledge: Knowledge, day: str) -> None:
        self._doc = doc
        self._words = words
        self._knowledge = knowledge
        self._day = day
        self._lower: list[str] = []
        self._starts: list[int] = []
        self._times: dict[int, list[Told]] = {}

    def senses(
        self, choices: tuple[Sense, ...], items: list[tuple[int, int]], start: int, end: int
    ) -> tuple[Sense, ...]:
        """Return what a name means at the time that its sentence tells of, or `choices` where it tells of none.

        Args:
            choices: what it means on the article's date.
            items: forms and numbers of entries that it can mean.
            start, end: its tokens.
        """
        if not choices or not _former(choices[0]):
            return choices
        time = self._time(start, end)
        if time is None:
            return choices
        for day in time.days:
            then = senses(items, day, self._knowledge, shared=False)
            if then and then[0].rule == "name" and then[0].entry.person and not _former(then[0]):
                return tuple(sense._replace(rule="name:told") for sense in then)
        return choices

    def _time(self, start: int, end: int) -> Told | None:
        first, last = self._sentence(start)
        if first not in self._times:
            self._times[first] = _times(self._doc, self._lower, first, last, self._day)
        near = min(self._times[first], key=lambda t: max(t.start - end, start - t.end), default=None)
        if near is None or max(near.start - end, start - near.end) > _FAR:
            return None
        if self._out_of_office(start, end, first, last) or self._aside(near, end, last) or self._said(near, start, end):
            return None
        return near

    def _sentence(self, i: int) -> tuple[int, int]:
        if not self._starts:
            strings = self._doc.vocab.strings
            keys = self._doc.to_array([LOWER]).ravel().tolist()
            lower = {key: strings[key] for key in set(keys)}
            self._lower = [lower[key] for key in keys]
            marked = self._doc.has_annotation("SENT_START")
            begins = self._doc.to_array([SENT_START]).ravel()
            self._starts = [0] + [i for i in np.flatnonzero(begins == 1).tolist() if i and marked]
            if not marked:
                self._times[0] = []
        at = bisect_right(self._starts, i)
        return self._starts[at - 1], self._starts[at] if at < len(self._starts) else len(self._doc)

    def _out_of_office(self, start: int, end: int, first: int, last: int) -> bool:
        """ "Former US president Obama", "the former president, Obama", "Obama, the former president"."""
        lower, words = self._lower, self._words
        if end < last and lower[end] in (",", "("):
            for i in range(end + 1, min(end + 5, last)):
                if lower[i] in _OUT or lower[i].startswith("ex-"):
                    return True
                if lower[i] == ",":
                    break
        for i in range(start - 1, max(first, start - _BACK) - 1, -1):
            if lower[i] in _OUT or lower[i].startswith("ex-"):
                return True
            joins = lower[i] in _TITLE_WORDS
            comma = lower[i] == "," and i == start - 1
            if not (joins or comma or words[i].capital or words[i].role is not None):
                return False
        return False

    def _aside(self, time: Told, end: int, last: int) -> bool:
        """The time stands in an insertion behind the name that does not begin with it."""
        lower = self._lower
        if time.start < end or end >= last:
            return False
        at = end + 1 if lower[end] in (",", "(", "-", "–", "—") else end
        if at == end and lower[at] not in ("who", "whose", "whom"):
            return False
        return at < time.start and not any(lower[i] in (",", ")", "–", "—") for i in range(at, time.start))

    def _said(self, time: Told, start: int, end: int) -> bool:
        """The person says it now of then: "Obama said that in 2013 ...", "In 2013 the war began, Obama said"."""
        lower = self._lower
        if time.start >= end:
            said = next((i for i in range(end, time.start) if lower[i] in _SAYS), None)
            if said is None or said + 1 == time.start:
                return False
            return not lower[said].startswith(("tell", "told", "wr")) or "that" in lower[said : time.start]
        speaks = end < len(lower) and lower[end] in _SAYS and start > 0 and lower[start - 1] == ","
        return speaks and time.end < start - 1


def _former(sense: Sense) -> bool:
    """Somebody out of office, whether no term holds or one as "former head of state" does."""
    entry = sense.entry
    return bool(entry.person) and (sense.rule == "name:former" or entry.office.startswith("former "))


def present(code: str, rule: str, person: str, text: str, knowledge: Knowledge, day: str) -> tuple[str, str]:
    """Return the code and rule of a person on the article's date, for a name that is coded by a told time.

    Args:
        code, rule: of the name; given back where the rule is not "name:told".
        person: who is meant.
        text: the name.
        knowledge: for the person's offices.
        day: the article's date, ISO.
    """
    if rule != "name:told":
        return code, rule
    terms = [entry for _, entry in knowledge.lookup(text) if entry.person == person]
    if not terms:
        return code, rule
    now = office(terms, day)
    return now.code, now.rule


def _times(doc: Doc, lower: Sequence[str], first: int, last: int, day: str) -> list[Told]:
    """Return the times that a sentence tells of; none where it also tells of the article's own days."""
    found: list[Told] = []
    dated: set[int] = set()  # tokens of dates with a year
    free = first
    for i in range(first, last):
        if i < free:
            continue
        decade = _DECADE.fullmatch(lower[i])
        if not decade and not _YEAR.fullmatch(lower[i]):
            continue
        year = int(decade.group(1)) if decade else int(lower[i])
        if not _FIRST_YEAR - 5 * bool(decade) <= year <= int(day[:4]):
            continue
        lead, month, number, part = _before(doc, lower, first, i, decade=bool(decade))
        dated.update(range(lead + 1, i + 1))
        word = lower[lead] if lead >= first else ""
        end = i + 1
        days: list[str] = []
        if decade:
            if word in _IN:
                ends = {"early": (2,), "late": (8,), "mid": (5,)}.get(part, (5, 2, 8))
                days = [f"{year + n}-07-01" for n in ends]
        elif word in ("between", "from"):
            until = next((j for j in range(i + 2, min(i + 5, last)) if _YEAR.fullmatch(lower[j])), None)
            if until is not None and lower[i + 1] in _TO and year <= int(lower[until]) <= int(day[:4]):
                total = year + int(lower[until])
                days = [f"{total // 2}-07-01" if total % 2 == 0 else f"{total // 2 + 1}-01-01"]
                end = until + 1
        elif (word in _IN and not _amount(lower, i + 1)) or (month and word not in _NOT_IN):
            days = [_iso(year, month, number)]
        days = [d for d in days if d and d < day]
        if days:
            dated.update(range(i, end))
            found.append(Told(max(lead, first), end, tuple(days)))
        free = end
    if found and any(lower[i] in _NOW or (lower[i] in _WEEKDAYS and i not in dated) for i in range(first, last)):
        return []
    return found


def _before(doc: Doc, lower: Sequence[str], first: int, i: int, *, decade: bool) -> tuple[int, int, int, str]:
    """The token before a year and what belongs to it; and its month, day (0 for none) and part ("early")."""
    month = number = 0
    part = ""
    at = i - 1
    while at >= max(first, i - _BACK):
        word = lower[at].rstrip(".")
        ahead = lower[at - 1].rstrip(".") if at > first else ""
        day = _DAY.fullmatch(word)
        if word in _MONTHS and doc[at].text[:1].isupper() and not month:
            month = _MONTHS[word]
        elif day and not number and (month or ahead in _MONTHS):
            number = int(day.group(1))
        elif word in _PARTS:
            part = part or word
        elif not (
            (word == "the" and (decade or part))
            or (word == "of" and (ahead in _MONTHS or ahead in _PARTS))
            or (word == "," and (number or ahead in _WEEKDAYS or _DAY.fullmatch(ahead)))
            or (word in _WEEKDAYS and month)
            or word == "-"
        ):
            break
        at -= 1
    else:
        at = max(at, first - 1)
    return at, month, number, part


def _iso(year: int, month: int, number: int) -> str:
    try:
        return dt.date(year, month or 7, number or (15 if month else 1)).isoformat()
    except ValueError:
        return ""


def _amount(lower: Sequence[str], i: int) -> bool:
    return i < len(lower) and lower[i] in ("dollars", "prices", "cases", "people", "villages", "%")

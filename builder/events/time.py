"""When an event happened: the date phrase that governs it, else the day the story is about.

Order of grounds (`basis`):
1. `phrase`: a date phrase of the act's own clause, or of the nearest clause above it;
2. `lead`: the day that the article's first sentences name, if it lies in the week before publication
   (news of the 14th that opens with "on Friday" tells of Friday throughout);
3. `publication`: the publication date.
Acts told in the perfect with "repeatedly", "in recent years" and the like have no date of their own:
precision `unknown`, the interval ends on the publication date.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from spacy.tokens import Doc, Span, Token

from builder.records import EventTime

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name.lower(): i for i in range(1, 13) for name in (calendar.month_name[i], calendar.month_abbr[i], calendar.month_abbr[i] + ".")
} | {"sept": 9, "sept.": 9}  # fmt: skip
_NUMBERS = {
    w: i for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
} | {"a": 1, "an": 1, "several": 3, "few": 3}  # fmt: skip
_DAY = "|".join(_DAYS)
_MONTH = "|".join(sorted((re.escape(m) for m in _MONTHS), key=len, reverse=True))
_NUMBER = r"\d{1,3}|" + "|".join(_NUMBERS)
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        ("mdy", rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:1[89]|20)\d\d)\b"),
        ("dmy", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\s*,?\s+(?P<year>(?:1[89]|20)\d\d)\b"),
        ("md", rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:,?\s*\d{{4}}|[-–]\d))"),
        ("dm", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b(?!\s*,?\s*\d{{4}})"),
        ("my", rf"\b(?:(?P<part>early|mid|late)[- ])?(?P<month>{_MONTH}),?\s+(?P<year>(?:1[89]|20)\d\d)\b"),
        ("weekday", rf"\b(?:(?P<which>last|next|this|the following|the previous|early|late)\s+)?(?P<weekday>{_DAY}){_PART}\b"),
        ("near", r"\b(?P<near>today|tonight|yesterday|tomorrow|overnight|the day before yesterday|the previous day|the day before|the day after|the next day|the following day)\b"),
        ("unit", r"\b(?:(?P<part>early|earlier|late|later|mid)[- ])?(?P<which>last|this|next|the past|the previous|past|previous)\s+(?P<unit>week|weekend|month|year|night|morning|evening)\b"),
        ("ago", rf"\b(?P<number>{_NUMBER})\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<side>ago|earlier|before|previously|later|after)\b"),
        ("month", rf"\b(?:(?P<which>last|next|this)\s+|(?P<part>early|mid|late)[- ])?(?P<month>{_MONTH})\b(?!\s+\d)"),
        ("season", r"\b(?P<which>last|this|next)\s+(?P<season>spring|summer|autumn|fall|winter)\b"),
        ("year", r"\b(?:in|during|early in|late in|of)\s+(?:(?P<part>early|mid|late)[- ])?(?P<year>(?:1[6-9]|20)\d\d)\b(?!\s*[-–]\d)"),
    )
)  # fmt: skip
_MONTH_WORDS = frozenset({"may", "march", "mar", "mar.", "dec", "jan", "sun"})
# A phrase under these says when the act was not.
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "after", "from", "than"})
_TIMELESS = frozenset(
    (
        "repeatedly often frequently long always consistently previously traditionally historically regularly "
        "routinely usually generally increasingly periodically"
    ).split()
)
_TIMELESS_PHRASE = re.compile(
    r"\b(?:in|over|for|during) (?:recent|the past|past|the last|many|several|previous) (?:\w+ )?(?:years|decades|months)\b"
    r"|\bin the past\b|\bfor (?:years|decades|months)\b|\bover the years\b",
    re.IGNORECASE,
)
_CLAUSE_LINKS = frozenset({"ccomp", "xcomp", "advcl", "conj", "acl", "parataxis", "csubj", "obj", "obl", "nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase of a sentence: its tokens, its text, and the day interval it means."""

    start_token: int
    end_token: int
    text: str
    start: dt.date
    end: dt.date
    precision: str
    forward: tuple[dt.date, dt.date] | None = None  # the reading for acts still to come


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _part(start: dt.date, end: dt.date, part: str | None) -> tuple[dt.date, dt.date]:
    third = (end - start) // 3
    if part in ("early",):
        return start, start + third
    if part == "mid":
        return start + third, end - third
    if part == "late":
        return end - third, end
    return start, end


def _read(name: str, m: re.Match[str], now: dt.date) -> tuple[dt.date, dt.date, str, tuple[dt.date, dt.date] | None] | None:
    """Turn one match into (start, end, precision, forward reading); None when it is no date."""
    group = m.groupdict()
    day = dt.timedelta(days=1)
    if name in ("iso", "mdy", "dmy"):
        month = int(group["month"]) if name == "iso" else _MONTHS[group["month"].lower()]
        date = dt.date(int(group["year"]), month, int(group["day"]))
        return date, date, "day", None
    if name in ("md", "dm"):
        month, number = _MONTHS[group["month"].lower()], int(group["day"])
        past = _nearest(now, month, number, ahead=False)
        future = _nearest(now, month, number, ahead=True)
        # "on June 16" in an article of the 14th is ahead: a day just before us wins only within reach.
        closest = future if (future - now).days <= 14 < (now - past).days else past
        return closest, closest, "day", (future, future)
    if name == "my":
        start, end = _part(*_month(int(group["year"]), _MONTHS[group["month"].lower()]), group["part"])
        return start, end, "month", None
    if name == "weekday":
        wanted = _DAYS.index(group["weekday"].lower())
        which = (group["which"] or "").lower()
        back = now - day * ((now.weekday() - wanted) % 7)
        ahead = now + day * ((wanted - now.weekday()) % 7)
        if which == "last" and back == now:
            back -= 7 * day
        if which in ("next", "the following"):
            ahead = ahead if ahead > now else ahead + 7 * day
            return ahead, ahead, "day", (ahead, ahead)
        return back, back, "day", (ahead, ahead)
    if name == "near":
        word = group["near"].lower()
        shift = {"yesterday": -1, "overnight": -1, "tomorrow": 1, "the day before yesterday": -2}.get(word, 0)
        if word in ("the previous day", "the day before"):
            shift = -1
        if word in ("the next day", "the following day", "the day after"):
            return None  # counted from another event, not from publication
        date = now + shift * day
        return (date, now, "day", None) if word == "overnight" else (date, date, "day", None)
    if name == "unit":
        return _unit(group, now)
    if name == "ago":
        word = group["number"].lower()
        number = int(word) if word.isdigit() else _NUMBERS[word]
        if group["side"].lower() not in ("ago",):
            return None  # "two days earlier": counted from another event
        unit = group["unit"].lower()
        if unit == "day":
            date = now - number * day
            return date, date, "day", None
        if unit == "week":
            date = now - 7 * number * day
            return date - 3 * day, date + 3 * day, "week", None
        if unit == "month":
            date = now - relativedelta(months=number)
            return *_month(date.year, date.month), "month", None
        year = now.year - number * (10 if unit == "decade" else 1)
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year", None
    if name == "month":
        return _bare_month(group, m, now)
    if name == "season":
        first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[group["season"].lower()]
        year = now.year - (1 if first > now.month or (group["which"].lower() == "last" and first + 2 >= now.month) else 0)
        start = dt.date(year, first, 1)
        return start, start + relativedelta(months=3) - day, "month", None
    year = int(group["year"])
    start, end = _part(dt.date(year, 1, 1), dt.date(year, 12, 31), group["part"])
    return start, end, "year", None


def _nearest(now: dt.date, month: int, day: int, *, ahead: bool) -> dt.date:
    for shift in (0, 1) if ahead else (0, -1):
        try:
            date = dt.date(now.year + shift, month, day)
        except ValueError:
            continue
        if (date >= now) if ahead else (date <= now):
            return date
    return dt.date(now.year, month, min(day, 28))


def _unit(group: dict[str, str | None], now: dt.date) -> tuple[dt.date, dt.date, str, tuple[dt.date, dt.date] | None] | None:
    which, unit, part = (group["which"] or "").lower(), (group["unit"] or "").lower(), (group["part"] or "").lower()
    day = dt.timedelta(days=1)
    if which in ("the past", "past"):
        which = "last"
    step = {"last": -1, "previous": -1, "the previous": -1, "this": 0, "next": 1}[which]
    if unit in ("night", "morning", "evening"):
        date = now + (step if which != "this" else 0) * day
        return date, date, "day", None
    if unit in ("week", "weekend"):
        monday = now - now.weekday() * day + 7 * step * day
        if unit == "weekend":
            saturday = monday + 5 * day
            if which == "last" and now.weekday() >= 5:
                saturday = now - now.weekday() * day - 2 * day
            return saturday, saturday + day, "week", None
        end = monday + 6 * day
        return (monday, min(end, now) if part in ("earlier",) else end, "week", None)
    if unit == "month":
        date = now + relativedelta(months=step)
        start, end = _month(date.year, date.month)
        if part == "earlier" and step == 0:
            return start, now, "month", None
        return *_part(start, end, part or None), "month", None
    year = now.year + step
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if part == "earlier" and step == 0:
        return start, now, "year", None
    return *_part(start, end, part or None), "year", None


def _bare_month(group: dict[str, str | None], m: re.Match[str], now: dt.date) -> tuple[dt.date, dt.date, str, tuple[dt.date, dt.date] | None] | None:
    word = group["month"] or ""
    if not word[0].isupper():
        return None
    before = m.string[: m.start("month")].rstrip().lower()
    governed = before.endswith((" in", " last", " next", " this", " since", " during", " of", " early", " late", "mid-", " from", " until", " by"))
    if word.lower() in _MONTH_WORDS and not governed and m.start() != 0:
        return None
    if m.start() == 0 and word.lower() in _MONTH_WORDS:
        return None
    month, which = _MONTHS[word.lower()], (group["which"] or "").lower()
    past_year = now.year if month <= now.month else now.year - 1
    next_year = now.year if month >= now.month else now.year + 1
    if which == "last" and month == now.month:
        past_year -= 1
    past = _part(*_month(past_year, month), group["part"])
    ahead = _part(*_month(next_year, month), group["part"])
    chosen = ahead if which == "next" else past
    return *chosen, "month", ahead


def find_date_phrases(sent: Span, now: dt.date) -> list[DatePhrase]:
    """Find and read the date phrases of a sentence.

    Args:
        sent: the sentence.
        now: the publication date, from which "Friday" and "last month" are counted.

    Returns:
        Phrases in text order, not overlapping; longer patterns win.

    Example:
        >>> find_date_phrases(sent, dt.date(2025, 6, 14))[0].start  # "... on Friday"  # doctest: +SKIP
        datetime.date(2025, 6, 13)
    """
    text, offset, doc = sent.text, sent.start_char, sent.doc
    taken: list[tuple[int, int]] = []
    found = []
    for name, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if any(m.start() < b and a < m.end() for a, b in taken):
                continue
            try:
                reading = _read(name, m, now)
            except (ValueError, OverflowError):
                continue
            if reading is None:
                continue
            span = doc.char_span(offset + m.start(), offset + m.end(), alignment_mode="expand")
            if span is None:
                continue
            taken.append((m.start(), m.end()))
            start, end, precision, forward = reading
            found.append(DatePhrase(span.start, span.end, m.group(), start, end, precision, forward))
    return sorted(found, key=lambda p: p.start_token)


def _anchor(phrase: DatePhrase, doc: Doc) -> Token | None:
    """Return the word that a phrase modifies, or None when it is a bound ("since 2011")."""
    tokens = doc[phrase.start_token : phrase.end_token]
    inside = range(phrase.start_token, phrase.end_token)
    for token in tokens:
        if token.head.i not in inside or token.head.i == token.i:
            marks = [c.lower_ for c in token.children if c.dep_ in ("case", "mark")]
            before = doc[phrase.start_token - 1].lower_ if phrase.start_token else ""
            if any(m in _BOUNDS for m in marks) or before in _BOUNDS:
                return None
            return token.head
    return None


def lead_date(sentences: Sequence[Span], now: dt.date) -> dt.date | None:
    """Return the day that an article's first sentences are about.

    Args:
        sentences: the article's sentences, in order.
        now: the publication date.

    Returns:
        The first day named in the first four sentences, if it lies within six days before
        publication; else None.
    """
    for sent in sentences[:4]:
        for phrase in find_date_phrases(sent, now):
            if phrase.precision == "day" and 0 <= (now - phrase.start).days <= 6:
                before = sent.doc[phrase.start_token - 1].lower_ if phrase.start_token > sent.start else ""
                if before not in _BOUNDS:
                    return phrase.start
    return None


def event_time(
    predicate: Token, phrases: Sequence[DatePhrase], now: dt.date, lead: dt.date | None, *, ahead: bool = False
) -> EventTime:
    """Date one act.

    Args:
        predicate: the act's token.
        phrases: the date phrases of its sentence.
        now: the publication date.
        lead: from `lead_date`.
        ahead: the act is still to come (future or hypothetical): "on Sunday" is the next one.

    Returns:
        EventTime; its `basis` says on which of the grounds above.
    """
    doc = predicate.doc
    anchored: dict[int, list[DatePhrase]] = {}
    for phrase in phrases:
        anchor = _anchor(phrase, doc)
        if anchor is not None:
            anchored.setdefault(anchor.i, []).append(phrase)
    chosen = _governing(predicate, anchored)
    if chosen is not None:
        start, end = (chosen.forward or (chosen.start, chosen.end)) if ahead else (chosen.start, chosen.end)
        return EventTime(start, end, chosen.precision, "phrase", chosen.text)
    if _timeless(predicate):
        return EventTime(now, now, "unknown", "publication")
    if lead is not None:
        return EventTime(lead, lead, "day", "lead")
    return EventTime(now, now, "day", "publication")


def _governing(predicate: Token, anchored: dict[int, list[DatePhrase]]) -> DatePhrase | None:
    node = predicate
    for _ in range(7):
        if node.i in anchored:
            return min(anchored[node.i], key=lambda p: abs(p.start_token - node.i))
        for child in node.children:
            if child.dep_ in ("obj", "obl", "nmod", "nsubj:pass", "compound", "nsubj") and child.i in anchored:
                return anchored[child.i][0]
            for grandchild in child.children if child.dep_ in ("obj", "obl") else ():
                if grandchild.dep_ in ("nmod", "nmod:unmarked") and grandchild.i in anchored:
                    return anchored[grandchild.i][0]
        if node.dep_ not in _CLAUSE_LINKS or node.head is node:
            return None
        if node.dep_ == "conj" and node.pos_ == "VERB" and any(c.dep_.startswith("nsubj") for c in node.children):
            return None  # a coordinated clause with its own subject is another story
        node = node.head
    return None


def _timeless(predicate: Token) -> bool:
    node = predicate
    for _ in range(3):
        if any(c.lower_ in _TIMELESS for c in node.children):
            return True
        if node.pos_ == "VERB":
            auxiliaries = {c.lower_ for c in node.children if c.dep_ == "aux"}
            if _TIMELESS_PHRASE.search(node.sent.text) and auxiliaries & {"has", "have", "had"}:
                return True
            if auxiliaries & {"has", "have"} and node.dep_ in ("acl:relcl", "conj"):
                return True  # background: "Moscow, which has supplied Iran with weapons"
            break
        if node.head is node:
            break
        node = node.head
    return False

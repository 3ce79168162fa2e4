"""The places that a sentence names, and how each stands in it: "in the Syrian city of Aleppo", "the Istanbul talks".

A name counts only with a capital, tagged as a proper noun, not as part of a longer name, and in a
locative phrase, before a noun of what happens, or as dateline.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from builder.events.arguments import children, preposition
from builder.events.gazetteer import (
    capital_of,
    cities_named,
    country_named,
    country_of_adjective,
    country_place,
    names_a_city,
    us_states,
)

_MOST_WORDS = 6
_LOCATIVE = frozenset("in at near outside outside_of inside inside_of within around across throughout".split())
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)
# Parts of a place: being there is being at the place. These take "on" as well.
_PARTS = _DIRECTIONS | frozenset(
    "outskirt outskirts edge street coast shore suburb centre center downtown heart middle part side vicinity front island".split()
)
_PLACE_NOUNS = _PARTS | frozenset(
    (
        "city town village capital province region district governorate area county municipality neighbourhood "
        "neighborhood camp port airport airfield base border crossing prison hotel square university hospital "
        "territory enclave stronghold resort state oblast valley mosque church station stadium market embassy consulate"
    ).split()
)
# Nouns for what happens: a place before or after them is theirs.
MEETINGS = frozenset("talk talks negotiation summit meeting conference session forum visit".split())
# "near the Iraqi border", "at the US embassy": the country is not where that lies.
_OWNED = frozenset("embassy consulate base border crossing territory".split())
EVENT_NOUNS = MEETINGS | frozenset(
    (
        "attack strike airstrike bombing "
        "shelling raid explosion blast shooting killing massacre assault offensive operation protest demonstration "
        "rally march riot unrest clash fighting battle war conflict crisis election vote referendum coup "
        "assassination kidnapping crackdown siege ceasefire truce invasion incursion violence abuse violation "
        "development situation presence activity action intervention campaign policy process genocide atrocity"
    ).split()
)
_NEVER_NAMES = frozenset({*calendar.month_name[1:], *calendar.month_abbr[1:], *calendar.day_name})
_CITY_AND_STATE = frozenset({"Washington", "New York"})
_BETWEEN = re.compile(r"[,\s]*(?:in|of)?\s*(?:the\s+)?(?:\w+ern|central|rural|mainland)?\s*", re.IGNORECASE)
_NOT_BESIDE = ("nsubj", "csubj", "obj", "iobj", "root")
_DASH = r"(?:--?|\u2013|\u2014)"
_DATELINE = re.compile(
    r"\s*(?P<name>[A-Z]{2}[A-Z .'-]{1,30}?)(?:,\s*(?P<country>[A-Z][A-Za-z .]{2,30}?))?"
    rf"(?:,?\s+(?:{'|'.join(calendar.month_abbr[1:])})[a-z]*\.?\s+\d{{1,2}})?(?:\s*\([^)]{{2,30}}\))?\s*{_DASH}\s"
)


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place that a sentence names, and the word that the phrase hangs on.

    Args:
        start_token, end_token: the words of the name, end exclusive.
        root: the head token of the name.
        governor: the token that the whole phrase modifies; -1 for a dateline.
        how: the preposition, "modifier" or "dateline".
        name: the city's name as written, or "" where only a country, or its capital, is meant.
        country: code of the country named with it, or "".
        division: code of the US state named with it, or "".
    """

    start_token: int
    end_token: int
    root: int
    governor: int
    how: str
    name: str
    country: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """Words that name a place: a city ("city"), a country or a US state."""

    span: Span
    kind: str
    name: str
    code: str = ""


def find_places(sent: Span) -> list[PlacePhrase]:
    """Find the places that a parsed sentence names in a locative phrase, before a noun or as dateline.

    Args:
        sent: a parsed sentence.

    Returns:
        Phrases in text order. Names without such a place in the sentence ("Moscow said") are left out.

    Example:
        >>> [p.name for p in find_places(sent)]  # "... a hospital in the Syrian city of Aleppo"  # doctest: +SKIP
        ['Aleppo']
    """
    found = list(_dateline(sent))
    if not any(
        t.lower_ in _LOCATIVE or t.lower_ == "on" or t.lower_ in _DIRECTIONS or t.lemma_ in EVENT_NOUNS for t in sent
    ):
        return found
    names = list(_names(sent))
    beside = {i for i, name in enumerate(names) if i and name.kind != "city" and _follows(names[i - 1], name)}
    tops: set[int] = set()
    for i, name in enumerate(names):
        if i in beside:
            continue
        top, way = _climb(name.span)
        tops |= {t.i for t in way}
        how = _how(name.span, top)
        if not how or (name.kind == "state" and name.name not in _CITY_AND_STATE):
            continue
        next_to = names[i + 1] if i + 1 in beside else None
        country, division = _named_with(name, way, next_to)
        if name.kind == "country":
            found.append(_phrase(name, top, how, "", name.code, ""))
        else:
            found.append(_phrase(name, top, how, name.name, country, division))
    found += _described(sent, tops)
    return sorted(found, key=lambda p: (p.start_token, p.end_token))


def named_cities(sent: Span) -> list[Span]:
    """Return the names of cities in a parsed sentence, wherever they stand, in text order."""
    return [name.span for name in _names(sent) if name.kind == "city"]


def _names(sent: Span) -> Iterator[_Name]:
    doc, i = sent.doc, sent.start
    while i < sent.end:
        name = _name_at(doc[i], sent) if doc[i].pos_ == "PROPN" and doc[i].text[0].isupper() else None
        if name is None:
            i += 1
            continue
        i = name.span.end
        if not _in_longer_name(name.span):
            yield name


def _name_at(token: Token, sent: Span) -> _Name | None:
    doc, start = token.doc, token.i
    for end in range(min(start + _MOST_WORDS, sent.end), start, -1):
        last = doc[end - 1]
        if not (last.text[0].isupper() and last.pos_ == "PROPN"):
            continue
        span = doc[start:end]
        text = span.text.replace("\u2019", "'")
        if text in _NEVER_NAMES:
            continue
        code = country_named(text)
        if code and _is_own_name(text, code):
            return _Name(span, "country", text, code)
        if text in us_states():
            return _Name(span, "state", text, us_states()[text])
        if names_a_city(text):
            return _Name(span, "city", text)
        if start > sent.start and doc[start - 1].lower_ == "the" and names_a_city("The " + text):
            return _Name(span, "city", "The " + text)
    return None


def _is_own_name(text: str, code: str) -> bool:
    """Say whether a country is what the name stands for first ("Singapore"), not a city ("Gaza")."""
    return not any(city.name == text and city.country == code for city in cities_named(text)) or (
        (place := country_place(code)) is not None and place.name == text
    )


def _in_longer_name(span: Span) -> bool:
    """Say whether the words are part of another name: "Paris Hilton", "Washington Post", "Geneva-based"."""
    doc = span.doc
    for i in (span.start - 1, span.end):
        if not 0 <= i < len(doc) or doc[i].sent.start != span.sent.start:
            continue
        token = doc[i]
        if token.text in ("-", "\u2010", "\u2011") and not (doc[i].whitespace_ or doc[i - 1].whitespace_):
            return True
        linked = token.head.i in range(span.start, span.end) or span.root.head.i == i
        named = token.text[0].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")
        relation = token.dep_ if token.head.i in range(span.start, span.end) else span.root.dep_
        plain = token.lemma_.lower() in _PLACE_NOUNS | EVENT_NOUNS or country_of_adjective(token.text)
        if (
            linked
            and named
            and not plain
            and relation.split(":")[0] in ("flat", "compound", "nmod", "amod")
            and relation != "nmod:poss"
        ):
            return True
    return False


def _follows(first: _Name, second: _Name) -> bool:
    """Say whether a country or state is named with the city before it: "Aleppo, Syria"."""
    if first.kind == "country" or second.span.root.dep_.startswith(_NOT_BESIDE):
        return False
    doc = first.span.doc
    return bool(_BETWEEN.fullmatch(doc.text[first.span.end_char : second.span.start_char]))


def _named_with(name: _Name, way: Sequence[Token], beside: _Name | None) -> tuple[str, str]:
    """The country and the US state that go with a city's name."""
    if beside is not None and beside.kind == "state" and any(
        c.country == "USA" and c.division == beside.code for c in cities_named(name.name)
    ):  # fmt: skip
        return "USA", beside.code
    if beside is not None and beside.kind == "country":
        return beside.code, ""
    if name.name == "Washington" and name.kind == "state":
        return "USA", "DC"
    for token in (*way, name.span.root):
        code = _country_before(token)
        if code:
            return code, ""
    return "", ""


def _country_before(token: Token) -> str:
    """The country of "the *Syrian* city", "*Syria's* capital", "*Ukraine* border town"."""
    for child in children(token, "amod", "compound", "nmod:poss", "nmod:desc", "nmod"):
        if child.i < token.i:
            words = child.doc[child.left_edge.i : child.i + 1]
            bare = words[1:].text if words[0].lower_ == "the" else words.text
            code = country_of_adjective(child.text) or country_named(bare) or country_named(child.text)
            if code:
                return code
    return ""


def _case(span: Span, top: Token) -> str:
    """The preposition of a phrase; in "Port-au-Prince" it may hang on any of the words."""
    found: str = next((p for t in (top, *(span if top == span.root else ())) if (p := preposition(t))), "")
    return found


def _climb(span: Span) -> tuple[Token, list[Token]]:
    """Go up from a name to the head of its phrase: "outskirts" in "on the outskirts of the city of Homs"."""
    top, way = span.root, list[Token]()
    for _ in range(4):
        head = top.head
        noun = head.lemma_.lower() in _PLACE_NOUNS or head.lower_ in _PLACE_NOUNS
        if head == top or not noun or _case(span, top) in _LOCATIVE:
            break
        direct = top.dep_ in ("appos", "compound", "flat", "nmod:poss", "nmod:desc", "nmod:unmarked", "amod")
        if not (direct or _case(span, top) == "of" or (top.dep_ == "nmod" and not _case(span, top))):
            break
        top = head
        way.append(top)
    return top, way


def _how(span: Span, top: Token) -> str:
    """The preposition that puts a phrase in its place, "modifier", or "" where it is no place of an act."""
    root = span.root
    name = _case(span, top)
    if top.dep_.startswith(("obl", "nmod", "advmod", "root", "conj")) and top.dep_ not in ("nmod:poss", "obl:agent"):
        if name in _LOCATIVE or (name == "on" and top.lower_ in _PARTS | {"streets", "border"}):
            return name
        if top.lower_ in _DIRECTIONS and top != root and not name:
            return str(top.lower_)
    if top.dep_ == "conj" and not name and top.head.pos_ in ("PROPN", "NOUN"):
        shared = preposition(top.head)
        return shared if shared in _LOCATIVE else ""
    if root.dep_ in ("compound", "nmod:desc", "nmod", "amod") and not preposition(root):
        return "modifier" if root.head.lemma_.lower() in EVENT_NOUNS and root.i < root.head.i else ""
    return ""


def _phrase(name: _Name, top: Token, how: str, city: str, country: str, division: str) -> PlacePhrase:
    governor = name.span.root.head if how == "modifier" else top.head
    if how != "modifier" and top.dep_ == "conj":
        governor = top.head.head
    return PlacePhrase(name.span.start, name.span.end, name.span.root.i, governor.i, how, city, country, division)


def _described(sent: Span, named: Collection[int]) -> Iterator[PlacePhrase]:
    """Places told by a noun and a country alone: "in the Syrian capital", "near a Ukrainian village"."""
    for token in sent:
        if token.pos_ != "NOUN" or token.i in named or token.lemma_.lower() not in _PLACE_NOUNS - _PARTS:
            continue
        how, country = _how(sent.doc[token.i : token.i + 1], token), _country_before(token)
        if not how or how == "modifier" or not country or token.lemma_.lower() in _OWNED:
            continue
        capital = capital_of(country) if token.lemma_.lower() == "capital" else None
        yield PlacePhrase(token.i, token.i + 1, token.i, token.head.i, how, capital.name if capital else "", country)


def _dateline(sent: Span) -> Iterator[PlacePhrase]:
    match = _DATELINE.match(sent.text)
    if match is None:
        return
    name = match["name"].strip().title().replace("-Au-", "-au-").replace(" De ", " de ")
    span = sent.doc.char_span(
        sent.start_char + match.start("name"), sent.start_char + match.end("name"), alignment_mode="expand"
    )
    country = country_named((match["country"] or "").strip())
    if span is not None and cities_named(name) and name not in us_states():
        yield PlacePhrase(span.start, span.end, span.root.i, -1, "dateline", name, country)

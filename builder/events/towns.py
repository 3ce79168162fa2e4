"""Towns as targets: "bombed Idlib", "arrived in Cairo", "fired rockets at Tel Aviv" are done to the town's country.

A town that is only the place of an act ("talks in Geneva", "killed two men in Homs") is nobody's target.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Span, Token

from builder.events.arguments import children, preposition
from builder.events.gazetteer import country_place, is_country_code
from builder.events.place import resolve_place
from builder.events.placenames import PlacePhrase, named_cities
from builder.records import ActorMention

RULE = "town"
_FORCE = frozenset({"18", "19", "20"})
_TRAVEL = frozenset("arrive fly travel visit tour journey drive sail return land head reach enter trip tour flight arrival".split())
# "in" puts a town where something happens, unless one has just got there.
_ARRIVE = frozenset({"arrive", "land", "arrival"})
# "The town of Palma" suffers where Palma does.
_KINDS = frozenset("town city village port capital suburb district border".split())
_AT_FORCE = frozenset({"on", "upon", "at", "against", "into", "of"})
_TO_TOWN = frozenset({"to", "for", "into"})


def town_mentions(
    sent: Span, actors: Sequence[ActorMention], act_words: Mapping[str, Collection[str]]
) -> list[ActorMention]:
    """Find the towns of a sentence that something is done to, as mentions of their countries.

    Args:
        sent: a parsed sentence.
        actors: the article's actor mentions; a town that is one of them already is left alone.
        act_words: which words name acts of which roots.

    Returns:
        Mentions with the country's code and the rule "town", in text order.

    Example:
        >>> [m.code for m in town_mentions(sent, [], lexicon.act_words)]  # "Jets bombed Idlib."  # doctest: +SKIP
        ['SYR']
    """
    near = [m for m in actors if sent.start <= m.token_start < sent.end]
    taken = {i for m in near for i in range(m.token_start, m.token_end)}
    countries = {m.country for m in near if is_country_code(m.country)}
    found = []
    for span in named_cities(sent):
        if taken & set(range(span.start, span.end)) or not _suffers(span.root, act_words):
            continue
        phrase = PlacePhrase(span.start, span.end, span.root.i, span.root.head.i, "", span.text)
        place = resolve_place(phrase, countries)
        if place is not None and country_place(place.country) is not None:
            found.append(
                ActorMention(span.start, span.end, span.root.i, place.country, place.country, name=span.text, rule=RULE)
            )
    return found


def _suffers(town: Token, act_words: Mapping[str, Collection[str]]) -> bool:
    if town.head.lemma_.lower() in _KINDS and (preposition(town) == "of" or town.dep_ in ("appos", "compound", "nmod:desc")):
        town = town.head
    governor, case = town.head, preposition(town)
    if governor == town:
        return False
    lemma = governor.lemma_.lower()
    relation = town.dep_
    if lemma in _TRAVEL:
        if case:
            return bool(case in _TO_TOWN or (case in ("in", "at") and lemma in _ARRIVE))
        return bool(relation == "obj")
    support = [t for t in (governor, *children(governor, "obj")) if _FORCE & set(act_words.get(t.lemma_.lower(), ()))]
    if not support or relation == "nmod:poss":
        return False
    if case:
        return bool(case in _AT_FORCE and (case != "of" or governor.pos_ != "VERB"))
    return bool(relation in ("obj", "nsubj:pass"))

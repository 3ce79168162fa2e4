"""Where an event happened: a place that the sentence ties to the act, not just any place it names.

What ties a place to an act, strongest first:
1. a locative phrase on the predicate itself ("met *in Geneva*", "the attack *in Istanbul*"), or the
   name before a noun that says what happened ("the *Istanbul* talks");
2. the same on the verb that lends a noun its grammar ("talks were held *in Cairo*"), on a verb of
   beginning or going on, or on a coordinated verb that shares it;
3. a locative phrase on what the act is done to ("bombed a hospital *in Aleppo*"): for deeds only. What
   one condemns, discusses or demands lies elsewhere than the act of saying so;
4. the dateline ("BEIRUT, June 3 - ..."), for the main clause, and only where its country takes part.

Which of several places of one name is meant:
1. the country or US state named with it ("Aleppo, Syria", "the Syrian city of Aleppo"): the largest there;
2. else, if the largest of all lies in the actor's or the target's country, that one; else the largest in
   either country, if it has a tenth of the people of the largest of all (half, if that is a capital);
3. else the largest of all, if it is a capital or has 100,000 people.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from builder.events.arguments import SUPPORT_VERBS, children, preposition
from builder.events.gazetteer import City, capital_of, cities_named, country_place, is_country_code
from builder.events.placenames import EVENT_NOUNS, MEETINGS, PlacePhrase
from builder.records import ActorMention, Place

_LARGE = 100_000
_GOVERNMENTS = frozenset(
    "government authority regime official leader leadership ruler administration junta court ministry ambassador envoy".split()
)
_HAPPEN = frozenset("happen occur take break erupt unfold open end collapse conclude fail begin start resume".split())
_ASPECT = frozenset("begin start continue resume keep stop".split())
_OTHER_STORIES = frozenset(
    "after before following since despite amid because_of due_to like for over about as from by against".split()
)
# Groups of CAMEO whose acts are words: what they are about lies elsewhere than the speaking.
_WORDS = frozenset({"01", "02", "03", "05", "09", "10", "11", "12", "13"})
_MEETING = "04"
_SUBCLAUSES = frozenset({"advcl", "advcl:relcl", "acl", "acl:relcl", "ccomp"})


def event_place(
    predicate: Token,
    places: Sequence[PlacePhrase],
    *,
    mentions: Sequence[ActorMention] = (),
    codes: Sequence[str] = (),
    action_code: str = "",
) -> Place | None:
    """Return where an act happened, or None where the sentence does not say.

    Args:
        predicate: the act's token.
        places: from `find_places`, of its sentence.
        mentions: the actor and the target: a name that is one of them is not the place.
        codes: their actor codes; their countries help to choose between places of one name.
        action_code: the CAMEO code of the act.

    Returns:
        A city; or a country, with the coordinates of its capital.

    Example:
        >>> event_place(bombed, find_places(sent), codes=("RUS", "SYR"), action_code="195").name  # doctest: +SKIP
        'Aleppo'
    """
    countries = {code[:3] for code in codes if is_country_code(code[:3])}
    tied: list[tuple[int, int, PlacePhrase, Place]] = []
    for phrase in places:
        rank = _rank(predicate, phrase, action_code[:2])
        if rank is None or _is_actor(phrase, mentions):
            continue
        if phrase.how == "dateline" and tied:
            continue
        place = resolve_place(phrase, countries)
        if place is not None and (phrase.how != "dateline" or place.country in countries):
            tied.append((rank, abs(phrase.root - predicate.i), phrase, place))
    if not tied:
        return None
    tied.sort(key=lambda item: item[:2])
    _, _, phrase, place = tied[0]
    if not phrase.name:  # "in Syria ... at a camp near Idlib": the city says more
        within = [p for _, _, other, p in tied if other.name and other.how != "dateline" and p.country == place.country]
        place = within[0] if within else place
    return place


def _rank(predicate: Token, phrase: PlacePhrase, group: str) -> int | None:
    """How closely a phrase is tied to an act (0 is closest), or None."""
    if phrase.how == "dateline":
        subordinate = any(t.dep_ in _SUBCLAUSES for t in (predicate, *predicate.ancestors))
        return None if subordinate else 9
    governor = predicate.doc[phrase.governor]
    if governor.i == predicate.i:
        return None if group in _WORDS and _on_what_is_said(predicate, phrase) else 0
    if governor in _lenders(predicate, phrase):
        return 1
    noun = governor.lemma_.lower()
    if noun in EVENT_NOUNS and governor.head == predicate and predicate.pos_ == "VERB":
        if governor.dep_ == "obj":  # "held talks in Paris", but not "condemned the attack in Paris"
            return 1 if predicate.lemma_.lower() in SUPPORT_VERBS or (group == _MEETING and noun in MEETINGS) else None
        if preposition(governor) in ("at", "in", "during"):  # "promised aid at a summit in Paris"
            return 1
    if group in _WORDS or noun in _GOVERNMENTS:
        return None
    bases = [predicate, *(_lenders(predicate, phrase) if predicate.pos_ == "NOUN" else ())]
    steps = [n for n in (_steps_down(base, governor, group) for base in bases) if n is not None]
    return 1 + min(steps) if steps else None


def _on_what_is_said(predicate: Token, phrase: PlacePhrase) -> bool:
    """ "condemned the attack in Paris": whatever the parser says, the place is the attack's."""
    before = [c for c in children(predicate, "obj", "nsubj:pass", "obl") if c.pos_ == "NOUN" and c.i < phrase.root]
    top = predicate.doc[phrase.root]
    while top.head != predicate and top.head != top:
        top = top.head
    return any(c != top and top.left_edge.i == c.right_edge.i + 1 for c in before) and predicate.pos_ == "VERB"


def _lenders(predicate: Token, phrase: PlacePhrase) -> list[Token]:
    """The verbs whose place is also the predicate's."""
    found = []
    if predicate.pos_ in ("NOUN", "PROPN"):
        node = predicate
        while node.dep_ in ("conj", "nmod") and node.head.pos_ == "NOUN" and preposition(node) in ("", "of"):
            node = node.head
        verb = node.head
        lends = verb.lemma_.lower() in SUPPORT_VERBS | _HAPPEN
        if verb.pos_ == "VERB" and lends and node.dep_ in ("obj", "nsubj", "nsubj:pass", "obl"):
            found.append(verb)
        found += [c for c in children(predicate, "acl", "acl:relcl") if c.lemma_.lower() in SUPPORT_VERBS | _HAPPEN]
        return found
    node = predicate
    while node.dep_ == "xcomp" and node.head.lemma_.lower() in _ASPECT:
        node = node.head
        found.append(node)
    if predicate.dep_ == "conj" and not children(predicate, "nsubj", "nsubj:pass"):
        first = predicate.head
        if phrase.root < first.i:  # "In Homs, troops arrested two men and killed a third"
            found.append(first)
    if not children(predicate, "obj", "obl", "ccomp", "xcomp"):  # "bombed and shelled villages near Homs"
        found += [c for c in children(predicate, "conj") if not children(c, "nsubj", "nsubj:pass")]
    return found


def _steps_down(predicate: Token, governor: Token, group: str) -> int | None:
    """How many nouns lie between an act and a noun in what it is done to; None where it is no part of that."""
    node = governor
    for steps in (1, 2, 3):
        head, case = node.head, preposition(node)
        relation = "obj" if node.dep_ == "nsubj:pass" else node.dep_.split(":")[0]
        if relation not in ("obj", "obl", "iobj", "nmod", "conj") or node.dep_ in ("obl:agent", "nmod:poss"):
            return None
        if case in _OTHER_STORIES or (group == _MEETING and relation != "obj" and case != "with"):
            return None
        if node.lemma_.lower() in EVENT_NOUNS and case not in ("in", "during"):
            return None
        if head == predicate:
            return steps
        if head.pos_ not in ("NOUN", "PROPN", "NUM"):
            shared = relation == "obj" and head in children(predicate, "conj") and not children(predicate, "obj")
            return steps if shared else None
        node = head
    return None


def _is_actor(phrase: PlacePhrase, mentions: Sequence[ActorMention]) -> bool:
    """Say whether the name is itself the actor or the target, not a place where one is ("protesters in Lima")."""
    for mention in mentions:
        overlap = phrase.start_token < mention.token_end and mention.token_start < phrase.end_token
        own = mention.token_start <= phrase.governor < mention.token_end and phrase.root != mention.head
        if overlap and not (own and phrase.how != "modifier"):
            return True
    return False


def resolve_place(phrase: PlacePhrase, countries: Collection[str]) -> Place | None:
    """Choose what a phrase means among the places of its name.

    Args:
        phrase: from `find_places`.
        countries: those of the sentence's actors, which go before larger places elsewhere.

    Returns:
        A city, a country, or None where no place of the name is large enough to be meant without more.
    """
    if not phrase.name:
        # The state, not the country, where Americans act and nobody from the Caucasus does.
        if phrase.country == "GEO" and "USA" in countries and "GEO" not in countries:
            return None
        return country_place(phrase.country)
    city = _choose(cities_named(phrase.name), phrase, countries)
    if city is not None:
        return city.place()
    return country_place(phrase.country) if phrase.country and not phrase.division else None


def _choose(cities: Sequence[City], phrase: PlacePhrase, countries: Collection[str]) -> City | None:
    if phrase.country:
        there = [c for c in cities if c.country == phrase.country and phrase.division in ("", c.division)]
        return there[0] if there else None
    if not cities:
        return None
    largest = cities[0]
    capital = capital_of(largest.country) == largest
    if largest.country in countries:
        return largest
    there = [c for c in cities if c.country in countries]
    if there and there[0].population * (2 if capital else 10) >= largest.population:
        return there[0]
    return largest if capital or largest.population >= _LARGE else None

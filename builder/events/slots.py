"""The slots of a predicate: who fills its subject, object and prepositional places.

Verbs, eventive nouns (with the verb that lends them its grammar: "carried out an attack on") and
adjectives. A slot holds head tokens of noun phrases; turning those into actors is `fillers`' work.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from builder.events.arguments import (
    SUBJECTS,
    SUPPORT_VERBS,
    children,
    conjuncts,
    coordinate_of,
    is_passive,
    objects,
    preposition,
    resolve_relative,
    subjects,
    surface_subjects,
)

Slots = dict[str, list[Token]]


def _obliques(token: Token, slots: Slots) -> None:
    for child in token.children:
        if child.dep_.startswith(("obl", "nmod")) and child.dep_ not in ("nmod:poss", "obl:unmarked", "nmod:unmarked"):
            name = preposition(child)
            if name:
                slots.setdefault(name, []).append(_relative_of(child, token))
                simple = name.split("_")[-1]
                if simple != name:
                    slots.setdefault(simple, []).append(child)


def _relative_of(child: Token, verb: Token) -> Token:
    """ "the country with which it signed": the antecedent stands for the relative pronoun."""
    return resolve_relative(child, verb) if verb.pos_ == "VERB" else child


def verb_slots(verb: Token) -> Slots:
    """Return all slots of a verb: subj, obj, iobj, comp.subj and one per preposition.

    Args:
        verb: the predicate.

    Returns:
        Head tokens by slot name, in text order.
    """
    slots: Slots = {"subj": subjects(verb), "obj": objects(verb)}
    iobj = children(verb, "iobj")
    if iobj:
        slots["iobj"] = iobj
    _obliques(verb, slots)
    if is_passive(verb):
        slots.pop("by", None)
        if children(verb, "obj"):  # "was handed a sentence by": the subject is the receiver
            slots["iobj"] = slots["obj"]
            slots["obj"] = children(verb, "obj")
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _shares_obliques(verb):
        for name, tokens in list(verb_slots_without_conj(verb.head).items()):
            if name not in ("subj", "obj", "iobj") and name not in slots and all(t.i > verb.i for t in tokens):
                slots[name] = tokens
    if verb.dep_ == "conj" and "to" not in slots:  # "told X that ... and expressed condolences": to X
        hearer = children(coordinate_of(verb), "iobj")
        if hearer:
            slots["to"] = hearer
    complement = [c for c in children(verb, "ccomp") if not (verb.lemma_ == "insist" and told_as_past(c))]
    if complement:
        # "Claimed that he had been killed" says nothing against him.
        done = [c for c in complement if not (children(c, "nsubj:pass") and told_as_past(c))]
        slots["comp.subj"] = [s for c in done for s in (surface_subjects(c) if _own_subject(c) else [])]
    return slots


def told_as_past(clause: Token) -> bool:
    """Say whether a clause is a fact in the past: "insisted that Iran had left" states, and demands nothing."""
    helpers = children(clause, "aux", "aux:pass", "cop")
    return clause.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had", "has", "have", "did") for c in helpers)


def _own_subject(verb: Token) -> bool:
    return bool(children(verb, *SUBJECTS, "nsubj:pass"))


def _shares_obliques(verb: Token) -> bool:
    return not children(verb, "obl", "obj", "ccomp")


def verb_slots_without_conj(verb: Token) -> Slots:
    """Return only the prepositional slots of a verb."""
    slots: Slots = {}
    _obliques(verb, slots)
    return slots


def noun_slots(noun: Token) -> Slots:
    """Return all slots of an eventive noun: poss, subj (of its support verb) and its prepositions.

    Args:
        noun: the predicate, for example "strikes" in "Israel's strikes on Iran".

    Returns:
        Head tokens by slot name. `poss` holds possessors and modifiers in front; `of` stays apart,
        so a frame says whether the of-phrase does the act or suffers it.
    """
    slots: Slots = {"poss": children(noun, "nmod:poss")}
    slots["poss"] += [c for c in children(noun, "amod", "compound", "nmod", "nmod:desc") if not preposition(c)]
    slots["poss"] += [c for led in children(noun, "amod") if led.lower_ == "led" for c in led.children if c.dep_ != "punct"]
    _obliques(noun, slots)
    if noun.lemma_.lower() in _JOURNEYS and children(noun, "nmod:poss"):  # "the premier's China visit": to China
        slots.setdefault("to", []).extend(c for c in slots["poss"] if c.dep_ == "compound")
        slots["poss"] = [c for c in slots["poss"] if c.dep_ != "compound"]
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":  # "strikes and raids on Iran"
        first = noun.head
        if not slots["poss"]:
            slots["poss"] = children(first, "nmod:poss")
    for other in children(noun, "conj"):
        if other.pos_ == "NOUN":
            extra: Slots = {}
            _obliques(other, extra)
            for name, tokens in extra.items():
                slots.setdefault(name, tokens)
    relative = children(noun, "acl")
    for clause in relative:  # "an attack carried out by Israel", "talks held with Iran"
        if clause.tag_ == "VBN" and clause.lemma_ in SUPPORT_VERBS:
            _obliques(clause, slots)
    _borrow_from_verb(noun, slots)
    return slots


_JOURNEYS = frozenset({"visit", "trip", "tour", "journey"})


def _borrow_from_verb(noun: Token, slots: Slots) -> None:
    """Let a support verb lend its subject and its prepositional phrases."""
    node = noun
    while node.dep_ == "conj" and node.head.pos_ == "NOUN":
        node = node.head
    # "a series of strikes", "a round of talks": the light noun stands between.
    if node.dep_ == "nmod" and preposition(node) == "of" and node.head.lemma_ in _MEASURES:
        measure = node.head
        slots["poss"] += children(measure, "nmod:poss")
        slots["poss"] += [c for c in children(measure, "amod", "compound") if c.text[:1].isupper()]
        _obliques_except(measure, slots, node)
        node = measure
    verb = node.head
    if verb.pos_ not in ("VERB", "AUX") or node.head is node:
        return
    talking = noun.lemma_.lower() in _EXCHANGES and preposition(node) in ("in", "during", "at", "over", "by")
    engaged = preposition(node) in _ENGAGED and verb.lemma_ in _ENGAGING
    if node.dep_ in ("obj", "nsubj:pass") or (node.dep_.startswith("obl") and (talking or engaged)):
        if verb.lemma_ in SUPPORT_VERBS or node.dep_.startswith("obl"):
            slots["subj"] = subjects(verb)
            extra: Slots = {}
            _obliques(verb, extra)
            for name, tokens in extra.items():
                rest = [t for t in tokens if t is not node]
                if rest and name not in slots and name != "by":
                    slots[name] = rest
            if children(verb, "iobj"):
                slots.setdefault("to", children(verb, "iobj"))


_ENGAGED = frozenset({"in", "to", "at", "for", "on"})
_ENGAGING = frozenset(
    (
        "engage participate take enter be come agree return join get go sit embark resort meet gather involve "
        "cooperate lock"
    ).split()
)
# What one says "in a call with X", one says to X: the subject of any verb takes part.
_EXCHANGES = frozenset(
    "call conversation meeting talk phone telephone discussion summit interview consultation dialogue".split()
)
_MEASURES = frozenset(
    (
        "series round wave number barrage spate string campaign set pair session month week day act lot start "
        "beginning resumption outbreak exchange volley flurry bout spell year rounds"
    ).split()
)


def _obliques_except(token: Token, slots: Slots, left_out: Token) -> None:
    extra: Slots = {}
    _obliques(token, extra)
    for name, tokens in extra.items():
        rest = [t for t in tokens if t is not left_out]
        if rest:
            slots.setdefault(name, rest)


def adjective_slots(adjective: Token) -> Slots:
    """Return the slots of a predicative adjective ("Russia is ready to ...", "hostile to ...")."""
    slots: Slots = {"subj": surface_subjects(adjective)}
    _obliques(adjective, slots)
    if adjective.dep_ == "xcomp" and adjective.head.pos_ == "VERB":  # "was held liable by the court"
        for name, tokens in verb_slots_without_conj(adjective.head).items():
            slots.setdefault(name, tokens)
    return slots


def predicate_slots(token: Token) -> Slots:
    """Return the slots of a predicate by its part of speech."""
    if token.pos_ == "VERB":
        return verb_slots(token)
    if token.pos_ == "ADJ":
        return adjective_slots(token)
    return noun_slots(token)


_COUNTS = frozenset(
    "hundred thousand million dozen score number group pair couple lot kind type piece ton load".split()
)


def head_lemmas(tokens: Iterable[Token]) -> set[str]:
    """Return the lower-cased lemmas of tokens, of what is coordinated with them and of what they count.

    Example:
        >>> head_lemmas([hundreds])  # "hundreds of missiles"  # doctest: +SKIP
        {'hundred', 'missile'}
    """
    found = set()
    for token in tokens:
        for item in conjuncts(token):
            found.add(item.lemma_.lower())
            if item.lemma_.lower() in _COUNTS | _MEASURES:
                found |= {c.lemma_.lower() for c in children(item, "nmod") if preposition(c) == "of"}
    return found

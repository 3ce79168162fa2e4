"""Matching lexicon frames at a predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from builder.events.arguments import SUPPORT_VERBS, agents, children, objects, preposition
from builder.events.fillers import ActorIndex, Filler
from builder.events.lexicon import Frame, Lexicon, Requirement
from builder.events.slots import Slots, head_lemmas, predicate_slots

_POS = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "PROPN": "NOUN", "AUX": "VERB"}
# Slots that stand in for one another: English lets the same role be an object or a receiver, and
# a phrase attaches to the verb or to its object by the parser's whim.
_STAND_INS = {"obj": ("obj", "iobj"), "iobj": ("iobj", "to", "obj"), "upon": ("upon", "on"), "on": ("on", "upon")}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found at a predicate, with its actors and targets."""

    frame: Frame
    predicate: Token
    actors: tuple[Filler, ...]
    targets: tuple[Filler, ...]


def has_particle(token: Token, particle: str) -> bool:
    """Say whether a verb stands with a particle ("called ... off")."""
    if not particle:
        return True
    words = particle.split()
    near = [c for c in token.children if c.lower_ == words[0] and c.dep_ in ("compound:prt", "advmod", "obl", "case")]
    if not near and token.i + 1 < len(token.doc) and token.nbor().lower_ == words[0]:
        near = [token.nbor()]
    if not near:
        return False
    return all(
        near[0].i + k < len(token.doc) and token.doc[near[0].i + k].lower_ == word for k, word in enumerate(words)
    )


def _objects_of(predicate: Token, slots: Slots) -> list[Token]:
    return slots.get("obj", []) if predicate.pos_ in ("VERB", "AUX") else [predicate]


def _phrases_of(nouns: list[Token], name: str) -> list[Token]:
    if name == "poss":
        own = [c for n in nouns for c in children(n, "nmod:poss", "amod", "compound")]
        return own + [c for n in nouns for c in children(n, "nmod") if preposition(c) == "of"]
    found = [c for n in nouns for c in children(n, "nmod", "obl") if preposition(c).split("_")[-1] == name]
    if name == "by" and not found:  # "defied a curfew imposed by the army"
        found = [c for n in nouns for clause in children(n, "acl") if clause.lemma_.lower() in _MADE for c in agents(clause)]
    return found


def complements(predicate: Token, slots: Slots) -> list[Token]:
    """Return the verbs of a predicate's clausal complements: "urged Iran to *release* ..."."""
    found = children(predicate, "xcomp", "ccomp", "advcl", "acl")
    for noun in _objects_of(predicate, slots):
        found += children(noun, "acl")
    return found


def _required_nouns(frame: Frame, predicate: Token, slots: Slots) -> list[Token]:
    """The nouns that a frame's requirements name: their own phrases belong to the frame too."""
    found = list(_objects_of(predicate, slots))
    for requirement in frame.requires:
        if requirement.slot not in ("obj", "mod", "inf", "subj"):
            tokens = find_slot(requirement.slot, predicate, slots)
            found += [t for t in tokens if t.lemma_.lower() in requirement.lemmas or t.lower_ in requirement.lemmas]
        if requirement.slot == "inf":
            for verb in complements(predicate, slots):
                found += objects(verb) if verb.pos_ == "VERB" else []
    return found


def holds(requirement: Requirement, frame: Frame, predicate: Token, slots: Slots) -> bool:
    """Say whether one requirement of a frame is met at a predicate."""
    name = requirement.slot
    if name == "mod":
        nouns = _required_nouns(frame, predicate, slots)
        words = {c.lemma_.lower() for n in nouns for c in children(n, "amod", "compound", "nmod", "nmod:desc", "nummod")}
        words |= {c.lower_ for n in nouns for c in children(n, "amod", "compound")}
        return bool(words & requirement.lemmas)
    if name == "inf":
        return bool(head_lemmas(complements(predicate, slots)) & requirement.lemmas)
    tokens = find_slot(name, predicate, slots)
    words = head_lemmas(tokens) | {t.lower_ for t in tokens}
    if words & requirement.lemmas:
        return True
    if any(r.slot == "inf" for r in frame.requires):  # "threatened to halt *gas*": the object of what is threatened
        inner = [t for v in complements(predicate, slots) if v.pos_ == "VERB" for t in find_slot(name, v, predicate_slots(v))]
        return bool(head_lemmas(inner) & requirement.lemmas)
    deep = _phrases_of(_required_nouns(frame, predicate, slots), name) if name not in ("obj", "subj", "iobj") else []
    return bool(head_lemmas(deep) & requirement.lemmas)


def find_slot(name: str, predicate: Token, slots: Slots) -> list[Token]:
    """Return the head tokens in a slot, looking where the parser may have put them.

    Args:
        name: a slot name as frames use it.
        predicate: the verb, noun or adjective.
        slots: its slots.
    """
    if name.startswith("obj."):
        part = name[4:]
        nouns = slots.get("obj", [])
        return _phrases_of(nouns, part) or ([] if part == "poss" else slots.get(part, []))
    if name == "poss" and predicate.pos_ in ("NOUN", "PROPN"):
        return slots.get("poss", []) + slots.get("subj", []) + slots.get("by", [])
    for stand_in in _STAND_INS.get(name, (name,)):
        if slots.get(stand_in):
            return slots[stand_in]
    if predicate.pos_ in ("VERB", "AUX") and name not in _CORE:
        return _phrases_of(objects(predicate), name)
    return []


# Participles whose by-phrase names whose the thing is; "the regime, backed by Russia" stays the regime.
_MADE = SUPPORT_VERBS | frozenset(
    "impose seek make propose demand broker draft sponsor table submit raise put bring".split()
)
# "launched missiles in retaliation for attacks on Iran", "after the attack on": another act's phrases.
RETURN_NOUNS = frozenset(
    {"retaliation", "response", "revenge", "reprisal", "reply", "reaction", "return", "answer", "retribution"}
)
_OTHER_STORIES = frozenset({"after", "before", "following", "since", "despite", "amid", "because_of", "due_to", "like"})
_CORE = frozenset({"subj", "obj", "iobj", "comp.subj", "poss"})


def _candidates_for(name: str, frame: Frame, predicate: Token, slots: Slots) -> Iterator[list[Token]]:
    """Where a slot may be filled, nearest first."""
    if name == "poss" and predicate.pos_ in ("NOUN", "PROPN"):
        yield slots.get("poss", [])  # "launched Israeli strikes": a possessor of its own outranks the verb's subject
    yield find_slot(name, predicate, slots)
    part = name.removeprefix("obj.")
    if part not in _CORE or name == "obj.poss":
        yield _phrases_of(_required_nouns(frame, predicate, slots), part)
    if name != "subj" and any(r.slot == "inf" for r in frame.requires):
        for verb in complements(predicate, slots):
            if verb.pos_ == "VERB":
                yield find_slot(name, verb, predicate_slots(verb))
    if part not in _CORE and part != "of" and (frame.requires or frame.pos == "NOUN"):
        yield _below(predicate, part)


def _below(predicate: Token, name: str) -> list[Token]:
    """Prepositional phrases anywhere in the predicate's own clause: attachment is often a guess."""
    found, queue = [], [predicate]
    while queue:
        node = queue.pop(0)
        for child in node.children:
            if child.dep_.startswith(("obl", "nmod")) and preposition(child).split("_")[-1] == name:
                found.append(child)
            elsewhere = child.lemma_.lower() in RETURN_NOUNS or preposition(child) in _OTHER_STORIES
            if child.dep_.startswith(("obl", "nmod", "obj")) and not elsewhere:
                queue.append(child)
    return found


def _fill(
    names: tuple[str, ...], frame: Frame, predicate: Token, slots: Slots, index: ActorIndex, other: tuple[Filler, ...] = ()
) -> tuple[Filler, ...]:
    """Return the actors of the first slot that has any besides the ones already used."""
    taken = {(f.mention.token_start, f.code) for f in other}
    for name in names:
        for tokens in _candidates_for(name, frame, predicate, slots):
            found = [f for f in index.fillers(tokens) if (f.mention.token_start, f.code) not in taken]
            if found:
                return tuple(found)
    return ()


def match_predicate(predicate: Token, lexicon: Lexicon, index: ActorIndex) -> Match | None:
    """Return the most specific frame that fits a predicate and finds an actor and a target.

    Args:
        predicate: a verb, noun or adjective token of a parsed sentence.
        lexicon: the frames.
        index: the article's actors.

    Returns:
        Match, or None.

    Example:
        >>> match_predicate(condemned, lexicon, index).frame.code  # doctest: +SKIP
        '111'
    """
    best = None
    for match in matches(predicate, lexicon, index):
        if match.targets and match.actors:
            return match
        best = best or match
    return best


def _each_other(names: tuple[str, ...], predicate: Token, slots: Slots) -> bool:
    """Say whether a slot holds "each other" or "one another": what is done holds among all who do it."""
    tokens = [t for name in names for t in find_slot(name, predicate, slots)]
    pairs = [(t.doc[t.i - 1].lower_, t.lower_) for t in tokens if t.i > 0] + [(t.lower_, t.nbor().lower_) for t in tokens if t.i + 1 < len(t.doc)]
    return ("each", "other") in pairs or ("one", "another") in pairs


def candidate_frames(predicate: Token, lexicon: Lexicon, *, learned: bool = False) -> tuple[Frame, ...]:
    """Return the frames whose predicate is this token, most specific first; those learned, or those written."""
    pos = _POS.get(predicate.pos_)
    if pos is None:
        return ()
    return (lexicon.learned if learned else lexicon.frames).get((predicate.lemma_.lower(), pos), ())


def matches(predicate: Token, lexicon: Lexicon, index: ActorIndex, *, learned: bool = False) -> Iterator[Match]:
    """Yield every frame whose conditions hold, with whoever fills its slots (maybe nobody)."""
    frames = candidate_frames(predicate, lexicon, learned=learned)
    if not frames:
        return
    slots = predicate_slots(predicate)
    for frame in frames:
        if not has_particle(predicate, frame.particle):
            continue
        if not all(holds(r, frame, predicate, slots) for r in frame.requires):
            continue
        used = dict(slots)
        if frame.pos == "NOUN" and "poss" in frame.actor and "of" not in frame.target:
            used["poss"] = slots.get("poss", []) + slots.get("of", [])
        actors = _fill(frame.actor, frame, predicate, used, index)
        targets = _fill(frame.target, frame, predicate, slots, index, actors)
        several = not targets and len({a.code for a in actors}) > 1
        if several and (frame.reciprocal or _each_other(frame.target, predicate, slots)):
            targets = actors
        if frame.reciprocal and not (actors and targets):
            both = index.fillers(slots.get("between", []) or slots.get("among", []))
            if len({f.code for f in both}) > 1:
                actors = targets = tuple(both)
        yield Match(frame, predicate, actors, targets)

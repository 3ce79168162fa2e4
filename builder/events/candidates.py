"""Candidate events of one sentence: frames at every predicate, composed acts, acts in return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from builder.events.arguments import children, preposition, subjects, surface_subjects
from builder.events.fillers import ActorIndex, Filler
from builder.events.frames import RETURN_NOUNS, Match, find_slot, matches
from builder.events.lexicon import Complement, Lexicon
from builder.events.slots import predicate_slots, told_as_past

# Ends the rule of an act in answer to another: "fired missiles in retaliation for".
ANSWER = "+return"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act that one predicate tells: actor, target, code and why.

    `skip` holds the tokens of outer verbs that are part of the act ("agreed" in "agreed to send"),
    so that they do not make it hypothetical. `inner` marks an act that is only the content of
    another one, `learned` what a learned frame reads.
    """

    predicate: Token
    actor: Filler
    target: Filler
    code: str
    rule: str
    skip: frozenset[int] = frozenset()
    inner: bool = False
    weight: int = 0
    learned: bool = False


def sentence_candidates(sent: Span, lexicon: Lexicon, index: ActorIndex, *, learned: bool = False) -> list[Candidate]:
    """Return the lexicon's candidates in one parsed sentence, in text order.

    Args:
        sent: a parsed sentence.
        lexicon: frames and tables.
        index: the article's actors.
        learned: where no written frame fits, ask the learned ones, which need the model beside them.

    Returns:
        Candidates; each (predicate, actor, target) once, from the most specific frame.
    """
    partial: dict[int, list[Match]] = {}
    complete: list[Candidate] = []
    for token in sent:
        if token.dep_ == "" or token.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX"):
            continue
        for match in matches(token, lexicon, index):
            partial.setdefault(token.i, []).append(match)
        full = [m for m in partial.get(token.i, ()) if m.actors and m.targets]
        if full:
            complete += list(_pairs(full[0], lexicon))
        elif learned:
            reading = next((m for m in matches(token, lexicon, index, learned=True) if m.actors and m.targets), None)
            complete += [replace(c, learned=True, weight=0) for c in _pairs(reading, lexicon)] if reading else []
    complete += _in_return(partial, complete, index)
    composed = _composed(sent, partial, lexicon, index)
    better = {(c.predicate.i, c.actor.code, c.target.code) for c in composed}
    complete = [
        c for c in complete if c.weight > 0 or (c.predicate.i, c.actor.code, c.target.code) not in better
    ] + composed  # fmt: skip
    unique: dict[tuple[int, int, str, int, str, str], Candidate] = {}
    for c in complete:
        key = (c.predicate.i, c.actor.mention.token_start, c.actor.code, c.target.mention.token_start, c.target.code, c.code)
        unique.setdefault(key, c)
    return sorted(unique.values(), key=lambda c: (c.predicate.i, c.actor.mention.token_start, c.target.mention.token_start, c.code))


def _pairs(match: Match, lexicon: Lexicon) -> Iterator[Candidate]:
    frame = match.frame
    weight = sum(frame.weight[:2])
    for actor in match.actors:
        for target in match.targets:
            if actor.code == target.code or _same_words(actor, target):
                continue
            if frame.code == "010" and target.steps:
                continue  # one states something to somebody, not to what he owns
            code = lexicon.by_role.get((frame.code, frame.lemma, target.code[3:6]), frame.code)
            yield Candidate(match.predicate, actor, target, code, frame.id, weight=weight)
            if frame.reciprocal:
                yield Candidate(match.predicate, target, actor, frame.code, frame.id, weight=weight)


def _same_words(a: Filler, b: Filler) -> bool:
    """One mention that stands for several actors is both sides only of a reciprocal act."""
    return a.mention is b.mention and not a.mention.members


def _in_return(partial: dict[int, list[Match]], complete: list[Candidate], index: ActorIndex) -> list[Candidate]:
    """ "missiles were launched in retaliation for Israel's attacks on Iran": the roles of the first
    act, turned round, fill whatever the second leaves open."""
    found = []
    by_predicate: dict[int, list[Candidate]] = {}
    for candidate in complete:
        by_predicate.setdefault(candidate.predicate.i, []).append(candidate)
    for group in partial.values():
        token = group[0].predicate
        if token.i in by_predicate:
            continue
        for phrase in children(token, "obl", "nmod"):
            if phrase.lemma_.lower() not in RETURN_NOUNS:
                continue
            causes = [c for c in phrase.children if c.dep_.startswith("nmod") and preposition(c) in ("for", "to")]
            causes += [c for c in children(token, "obl") if c is not phrase and preposition(c) in ("for", "to")]
            for cause in causes:
                for first in by_predicate.get(cause.i, ()):
                    for match in group:
                        actors = match.actors or (first.target,)
                        targets = match.targets or (first.actor,)
                        found += [
                            Candidate(token, a, t, match.frame.code, match.frame.id + ANSWER)
                            for a in actors for t in targets if a.code != t.code
                        ]  # fmt: skip
                        if found:
                            break
    return found


def _composed(
    sent: Span, partial: dict[int, list[Match]], lexicon: Lexicon, index: ActorIndex
) -> list[Candidate]:
    """Acts on acts: "agreed to send aid to", "urged Iran to release", "threatened to attack"."""
    found: list[Candidate] = []
    for token in sent:
        if token.dep_ == "":
            continue
        pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
        outer = lexicon.complements.get((token.lemma_.lower(), pos))
        if outer is None or outer.kind in ("none", "drop"):
            continue
        if any(m.actors and m.targets and any(r.slot == "inf" for r in m.frame.requires) for m in partial.get(token.i, ())):
            continue  # a frame for just this act on an act knows better
        composed = (_compose_one(token, outer, verb, partial, lexicon, index) for verb in _acts_under(token))
        found += next((made for made in composed if made), []) or _unspecific(token, outer, lexicon, index)
    return found


def _unspecific(token: Token, outer: Complement, lexicon: Lexicon, index: ActorIndex) -> list[Candidate]:
    """ "Asked the schools to pay taxes": what is asked is no act that a frame knows, but asking is one."""
    code = lexicon.compose(outer.kind, "")
    wanted = [v for v in children(token, "xcomp", "acl") if v.tag_ == "VB" and any(c.lower_ == "to" for c in v.children)]
    if not code or not wanted:
        return []
    slots = predicate_slots(token)
    named = (index.fillers(find_slot(name, token, slots)) for name in outer.addressee if name != "comp.subj")
    addressees: list[Filler] = next((fillers for fillers in named if fillers), [])
    return [
        Candidate(token, s, t, code, f"{outer.lemma}+{outer.kind}", skip=frozenset({token.i}), weight=1)
        for s in index.fillers(_outer_actors(token)) for t in addressees if s.code != t.code and not _same_words(s, t)
    ]  # fmt: skip


def _acts_under(token: Token) -> list[Token]:
    """The verbs (and eventive objects) that an outer predicate is about, coordination included."""
    found = children(token, "xcomp", "ccomp", "acl", "advcl")
    if token.pos_ == "VERB":
        found = [v for v in found if v.dep_ in ("xcomp", "ccomp") or (v.dep_ == "advcl" and any(c.lower_ == "to" for c in v.children))]
        for noun in children(token, "obj"):
            found += [c for c in children(noun, "acl") if c.tag_ == "VB"]
            found.append(noun)
    else:
        found = [v for v in found if v.tag_ in ("VB", "VBG")]
    result = []
    for verb in found:
        result.append(verb)
        result += [c for c in children(verb, "conj") if c.pos_ == "VERB"]
        if verb.pos_ == "VERB":  # "agreed to hold talks", "offered to help reach a deal"
            result += children(verb, "obj")
            for nested in children(verb, "xcomp"):
                result += [nested, *children(nested, "obj")]
    return result


def _compose_one(
    token: Token, outer: Complement, verb: Token, partial: dict[int, list[Match]],
    lexicon: Lexicon, index: ActorIndex,
) -> list[Candidate]:  # fmt: skip
    inner = partial.get(verb.i, [])
    if not inner or (outer.lemma in _INFINITIVES_ONLY and not (verb.dep_ == "xcomp" and verb.head == token)):
        return []
    match = next((m for m in inner if m.targets), inner[0])
    code = lexicon.compose(outer.kind, match.frame.code)
    if not code or (outer.kind == "demand" and verb.dep_ == "ccomp" and told_as_past(verb)):
        return []
    slots: dict[str, list[Token]] = {}
    speakers = index.fillers(_outer_actors(token))
    addressees: tuple[Filler, ...] = ()
    if outer.addressee:
        slots = predicate_slots(token)
        for name in outer.addressee:
            filled = index.fillers(find_slot(name, token, slots)) if name != "comp.subj" else index.fillers(surface_subjects(verb))
            if filled:
                addressees = tuple(filled)
                break
    if outer.kind in ("appeal", "demand"):
        # One asks whoever is to act; without an addressee, the subject of the wanted act.
        targets = addressees or tuple(f for f in index.fillers(subjects(verb)) if f.code not in {s.code for s in speakers})
    elif outer.kind == "accuse":
        targets = next((m.actors for m in inner if m.actors), ()) if verb.dep_ == "ccomp" else ()
    elif outer.kind in ("intend", "refuse", "threaten"):
        targets = match.targets or addressees
        if match.frame.reciprocal:
            targets = tuple(t for t in targets if t.code not in {s.code for s in speakers}) or addressees
    else:
        targets = ()
    # What is promised or demanded is not done; what somebody is accused of is told as he tells it.
    skip = frozenset[int]() if outer.kind == "accuse" else frozenset({token.i})
    rule = f"{match.frame.id}+{outer.kind}"
    return [
        Candidate(token, s, t, code, rule, skip=skip, weight=2)
        for s in speakers for t in targets if s.code != t.code and not _same_words(s, t)
    ]  # fmt: skip


# "Told them to leave" orders; "told them that it would leave" only says.
_INFINITIVES_ONLY = frozenset({"tell"})


def _outer_actors(token: Token) -> list[Token]:
    if token.pos_ in ("VERB", "AUX"):
        return subjects(token)
    if token.pos_ == "ADJ":
        return surface_subjects(token)
    owners = children(token, "nmod:poss") + [c for c in children(token, "nmod") if preposition(c) == "of"]
    owners += [c for c in children(token, "amod", "compound") if c.text[:1].isupper()]
    if not owners and token.dep_ == "obj" and token.head.pos_ == "VERB":
        owners = subjects(token.head)
    return owners




def mark_inner(candidates: list[Candidate]) -> list[Candidate]:
    """Mark the candidates whose predicate is only the content of a composed act."""
    outer_tokens = {i for c in candidates for i in c.skip}
    marked = []
    for c in candidates:
        inner = not c.skip and any(a.i in outer_tokens for a in c.predicate.ancestors if a.i != c.predicate.i)
        marked.append(replace(c, inner=inner))
    return marked

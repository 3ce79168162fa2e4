"""People without a country of their own whose country the deed tells: whom police arrest, whom armies send.

The rules, as they stand after "role+country:" in a mention's `rule`: `subject`, who is arrested, tried or
freed by a court, police or government is of its country, and troops and envoys that somebody sends or
withdraws are the sender's; `from`, refugees are of the country they flee; `sentence` and `article`, who
is killed or hurt is of the place, last of the country that the article names most.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.attrs import LEMMA
from spacy.tokens import Doc, Token

from builder.actors.cues import cues
from builder.actors.drafts import COUNTRY, OVERWHELMINGLY, PERSON, Draft, Memory
from builder.actors.knowledge import Knowledge
from builder.actors.matching import NameMatch
from builder.actors.owners import last_word
from builder.actors.scene import Scene
from builder.actors.syntax import children, counted, function, governing_preposition, preposition

_JUDGES = frozenset({"COP", "JUD", "GOV", "SPY", "LEG"})
_OWN_KIND = frozenset({"COP", "REB", "UAF", "SEP", "INS", "OPP", "CRM", "RAD"})
_HOMES = frozenset({"home", "house", "village", "town", "violence", "fighting", "war", "conflict"})
_TAKEN = frozenset({"hostage", "captive"})


def deed_done_to(scene: Scene, draft: Draft) -> tuple[str, Token] | None:
    """Return the kind of deed a noun suffers ("send", "repress", "harm") and its verb, or None.

    Args:
        scene: the sentence.
        draft: the phrase.

    Example:
        >>> deed_done_to(scene, journalists)  # "Police arrested two journalists"  # doctest: +SKIP
        ('repress', arrested)
    """
    relation, verb = function(counted(scene.doc[draft.head]))
    if relation not in ("obj", "nsubj:pass"):
        return None
    lemma = verb.lemma_.lower()
    for kind in ("send", "repress", "harm"):
        if lemma in cues(kind) and (kind != "send" or _sendable(draft)):
            return kind, verb
    return None


def _sendable(draft: Draft) -> bool:
    assert draft.role is not None
    return draft.role.role == "MIL" or last_word(draft.role.name) in cues("posting")


def of_the_subject(scene: Scene, draft: Draft, drafts: list[Draft], kind: str, verb: Token) -> str:
    """Return the owner that the doer of a deed gives to whom it is done, or "".

    Args:
        scene: the sentence.
        draft: whom it is done to.
        drafts: all drafts of the sentence.
        kind: "send" or "repress", from `deed_done_to`.
        verb: its verb.
    """
    doer = doer_of(verb, drafts)
    if doer is None or doer is draft or not doer.code:
        return ""
    assert draft.role is not None
    area, role = scene.knowledge.split_code(doer.code)
    if kind == "send":
        return area or doer.code
    if draft.role.role == "REF" or last_word(draft.role.name) in cues("foreigner") | cues("posting") | _TAKEN:
        return ""
    if role in ("COP", "JUD"):
        return area
    if (role in _JUDGES or (not role and doer.sort == COUNTRY)) and not _others(scene, drafts, area):
        return area
    return ""


def _others(scene: Scene, drafts: list[Draft], area: str) -> bool:
    """Another country is spoken of, whose people they may be."""
    return any(scene.knowledge.split_code(d.code)[0] not in ("", area) for d in drafts)


def doer_of(verb: Token, drafts: list[Draft]) -> Draft | None:
    """Return the coded draft that is a verb's subject, its agent if passive, shared by coordinated verbs.

    Args:
        verb: a verb.
        drafts: all drafts of the sentence.
    """
    by_token = {i: d for d in reversed(drafts) for i in range(d.token_start, d.token_end)}
    by_token.update({d.head: d for d in drafts})
    passive = bool(children(verb, "nsubj:pass", "aux:pass"))
    for _ in range(4):
        if passive:
            agents = [c for c in children(verb, "obl:agent", "obl") if c.dep_ == "obl:agent" or preposition(c) == "by"]
            return next((by_token[a.i] for a in agents if a.i in by_token), None)
        for subject in children(verb, "nsubj"):
            return by_token.get(subject.i)
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def countries_fled(doc: Doc, names: Sequence[NameMatch], memory: Memory, knowledge: Knowledge) -> set[str]:
    """Return the countries that an article says people flee; "the country" and "their homes" mean its own.

    Args:
        doc: the article.
        names: its names.
        memory: with the countries that it names.
        knowledge: for the parts of codes.
    """
    at = {i: m for m in names if m.entry is not None and not m.entry.person for i in range(m.token_start, m.token_end)}
    found = set()
    lemmas = doc.to_array([LEMMA]).ravel()
    for i in (lemmas == doc.vocab.strings["flee"]).nonzero()[0].tolist():
        for child in doc[i].children:
            if child.dep_ != "obj" and not (child.dep_ == "obl" and preposition(child) == "from"):
                continue
            if child.i in at:
                found.add(knowledge.split_code(at[child.i].code)[0])
            elif child.lemma_.lower() in cues("homeland") | _HOMES:
                found.add(memory.dominant_place())
    return found - {""}


def fled_from(scene: Scene, draft: Draft) -> str:
    """Return the country that people flee: "refugees fleeing Syria", "migrants escaped from Libya", or "".

    Args:
        scene: the sentence.
        draft: the refugees.
    """
    noun = scene.doc[draft.head]
    relation, verb = function(counted(noun))
    verbs = [verb] if relation == "nsubj" else []
    verbs += children(noun, "acl", "acl:relcl")
    for verb in verbs:
        if verb.lemma_.lower() not in cues("flee"):
            continue
        for child in children(verb, "obj", "obl"):
            match = scene.at.get(child.i)
            if match is None or match.entry is None or match.entry.person:
                continue
            if child.dep_ == "obj" or governing_preposition(child) == "from":
                return scene.knowledge.split_code(match.code)[0]
    return ""


def of_the_article(scene: Scene, drafts: list[Draft], verb: Token) -> str:
    """Return the article's own country for people who are killed or hurt, unless that country's forces do it.

    Args:
        scene: the sentence.
        drafts: all its drafts.
        verb: what is done to them.
    """
    place = scene.memory.dominant_place(OVERWHELMINGLY)
    doer = doer_of(verb, drafts)
    if doer is not None and doer.code:
        area, role = scene.knowledge.split_code(doer.code)
        named = doer.entry is not None and role != "COP"
        if area == place and (named or role not in _OWN_KIND):
            return ""
    return place


def of_the_country(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Return the mention that "the country's" speaks of: the subject before it, here or lately.

    Args:
        scene: the sentence.
        draft: the role phrase.
        drafts: all drafts of the sentence.
    """
    marks = children(scene.doc[draft.head], "nmod:poss")
    if not any(m.lemma_.lower() in cues("homeland") and children(m, "det") for m in marks):
        return None
    here = [d for d in drafts if d.token_end <= draft.token_start]
    lately = [d for d in scene.memory.mentions if scene.number - d.sentence <= 2]
    for group in (here, lately):
        fitting = [d for d in group if scene.knowledge.split_code(d.code)[0] and d.sort in (COUNTRY, PERSON, "body")]
        for other in [*reversed([d for d in fitting if d.subject]), *reversed(fitting)]:
            return other
    return None

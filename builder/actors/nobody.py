"""Names that name no actor where they stand: languages, parts of an unknown name, brands, "the Syrian war"."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.cues import cues
from builder.actors.drafts import COUNTRY, PEOPLE, PERSON, Draft
from builder.actors.entries import ADJECTIVE, DEMONYM
from builder.actors.matching import NameMatch
from builder.actors.normalise import HYPHENS
from builder.actors.scene import Scene
from builder.actors.syntax import governing_preposition

_LANGUAGE_PREPOSITIONS = frozenset({"in", "into", "from", "to"})
_INHABITED = frozenset({"dominated", "majority", "populated", "speaking", "inhabited"})
_LANGUAGE_VERBS = frozenset({"speak", "learn", "teach", "understand", "write", "study"})


def names_nobody(scene: Scene, match: NameMatch, draft: Draft) -> bool:
    """Say whether a dictionary name stands for no actor in its place.

    Args:
        scene: the sentence.
        match: the name.
        draft: what it would become.

    Example:
        >>> names_nobody(scene, english, draft)  # "versions in Arabic and English"  # doctest: +SKIP
        True
    """
    head = scene.doc[draft.head]
    if draft.sort in (COUNTRY, PEOPLE) and draft.rule in ("adjective", "modifier", "demonym"):
        if scene.hyphenated(match) in _INHABITED:
            return True  # "Kurdish-dominated"
        after = scene.doc[match.token_end : min(scene.end, match.token_end + 2)]
        if len(after) and after[0].lemma_.lower() in cues("no-act") and after[-1].text not in HYPHENS:
            return True
    kind = draft.entry.kind if draft.entry is not None else ""
    if draft.rule in ("adjective", "modifier"):
        noun = head.head
        if noun.i < match.token_end:
            return False
        if draft.sort in (COUNTRY, PEOPLE):
            return noun.lemma_.lower() in cues("no-act") or _in_unknown_name(scene, match, noun)
        return kind == "company" and noun.lemma_.lower() in cues("medium")
    if kind == "company" and head.lower_ in cues("platform") and governing_preposition(head) in ("on", "via"):
        return True  # "in a statement on Facebook"
    spoken = match.form in (ADJECTIVE, DEMONYM) or draft.sort == PEOPLE
    return spoken and draft.sort in (COUNTRY, PEOPLE, PERSON) and _language(head)


def _in_unknown_name(scene: Scene, match: NameMatch, noun: Token) -> bool:
    """ "The Kurdish Question": the words up to the noun are capitalised, and the dictionary knows none of them."""
    if noun.pos_ != "PROPN" or match.token_end == match.token_start:
        return False
    rest = scene.doc[match.token_end : noun.i + 1]
    return _no_role(scene, noun.i) and all(t.text[:1].isupper() and t.i not in scene.at for t in rest)


def _no_role(scene: Scene, i: int) -> bool:
    """No role noun, or one that says nothing of what it is: "Network"."""
    match = scene.role_at.get(i)
    return match is None or match.role is None or (match.role.kind == "body" and not match.role.role)


def _language(head: Token) -> bool:
    if head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "det" for c in head.children):
        return False
    if head.dep_ in ("obj", "iobj"):
        return head.head.lemma_.lower() in _LANGUAGE_VERBS
    return head.dep_.startswith(("obl", "nmod", "conj")) and governing_preposition(head) in _LANGUAGE_PREPOSITIONS

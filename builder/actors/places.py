"""The country that a sentence happens in, for people and bodies that the text gives none."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.drafts import Draft
from builder.actors.entries import CAPITAL, NAME
from builder.actors.scene import Scene
from builder.actors.syntax import governing_preposition, is_subject, span_head

_PLACES = frozenset(["in", "at", "near", "outside", "across", "around", "inside", "throughout", "over", "within"])
_STATE_ROLES = frozenset({"GOV", "MIL", "COP", "JUD"})
# Bodies of one state: who speaks of them in a sentence speaks of his own, unless their own verb has a place.
_DOMESTIC = frozenset({"COP", "JUD", "LEG"})
_ARMED_OR_COURTS = frozenset({"COP", "JUD", "MIL", "UAF", "REB", "LEG"})
_PEOPLE = frozenset({"man", "woman", "person", "someone", "anyone", "one", "those"})
_DEPTH = 30


def place_of_sentence(scene: Scene, draft: Draft, drafts: list[Draft]) -> str:
    """Return the one country in which the sentence says that a role noun's story happens, or "".

    A place counts if it hangs on the noun, its verb or a verb above, not in a relative clause about
    somebody else. The state whose organs the sentence names before goes before a place named elsewhere
    for police, courts and parliaments. Armed forces are abroad as often as at home: where a second
    country acts, the place says nothing of whose they are.

    Args:
        scene: the sentence.
        draft: the role phrase.
        drafts: all drafts of the sentence.
    """
    assert draft.role is not None
    above = _above(scene, scene.doc[draft.head])
    clause = _clause(scene.doc[draft.head])
    found, near = set(), False
    for match in scene.names:
        if match.form not in (NAME, CAPITAL) or match.entry is None or match.entry.person:
            continue
        if match.entry.kind not in ("country", "territory", "historical", "city"):
            continue
        head = span_head(scene.doc, match.token_start, match.token_end)
        if not head.dep_.startswith(("obl", "nmod", "conj")) or governing_preposition(head) not in _PLACES:
            continue
        if _in_an_aside(scene, head, above, draft.head):
            continue
        if draft.role.role in _ARMED_OR_COURTS and _clause(head).i not in above | {clause.i}:
            continue  # "detectives have gathered data sent by fighters in Syria"
        found.add(match.code[:3])
        near = near or _clause(head).i == clause.i
    if len(found) != 1:
        return ""
    place = found.pop()
    if draft.role.role in _DOMESTIC and not near:
        return _state_before(scene, draft, drafts) or place
    if draft.role.role == "MIL" and any(c != place for c in _acting(scene, draft, drafts)):
        return ""
    return place


def _above(scene: Scene, token: Token) -> set[int]:
    """The token and all that it hangs on."""
    found = {token.i}
    while token.head.i not in found and scene.start <= token.head.i < scene.end:
        token = token.head
        found.add(token.i)
    return found


def _in_an_aside(scene: Scene, token: Token, above: set[int], own: int) -> bool:
    """What is told of somebody else: "a man who had lived in Britain"."""
    for _ in range(_DEPTH):
        if token.i in above or token.head.i == token.i:
            return False
        noun = token.head
        if token.dep_ in ("acl", "acl:relcl") and noun.i != own:
            if noun.i in scene.role_at or noun.lemma_.lower() in _PEOPLE:
                return True
        token = noun
    return False


def _clause(token: Token) -> Token:
    """The verb or predicate whose clause a token stands in."""
    for _ in range(_DEPTH):
        head = token.head
        if head.i == token.i or token.dep_.startswith(("acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis")):
            break
        token = head
        if token.pos_ == "VERB":
            break
    return token


def _state_before(scene: Scene, draft: Draft, drafts: list[Draft]) -> str:
    found = set()
    for other in drafts:
        country, role = scene.knowledge.split_code(other.code)
        if other.token_end <= draft.token_start and country and role in _STATE_ROLES:
            found.add(country)
    return found.pop() if len(found) == 1 else ""


def _acting(scene: Scene, draft: Draft, drafts: list[Draft]) -> set[str]:
    """Countries that do something in the sentence."""
    found = set()
    for other in drafts:
        country = scene.knowledge.split_code(other.code)[0]
        if other is not draft and country and (other.subject or is_subject(scene.doc[other.head])):
            found.add(country)
    return found

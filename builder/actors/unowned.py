"""Role nouns that nobody owns: bodies without a country, armed groups with a backer, and what may be guessed."""

from __future__ import annotations

from collections.abc import Sequence

from builder.actors.bare import CALENDAR
from builder.actors.cues import cues
from builder.actors.drafts import Draft
from builder.actors.lookback import before, is_predicate
from builder.actors.normalise import HYPHENS
from builder.actors.owners import last_word
from builder.actors.scene import Scene
from builder.actors.syntax import children, is_plural, preposition

OF_CONFLICT = frozenset({"REB", "UAF", "OPP"})
_STATELESS = frozenset({"DEV", "NGO", "IGO", "HRI"})
_ORGANISED = frozenset({"agency", "organization", "organisation", "body"})
_RULING = frozenset({"regime", "government", "cabinet"})
# The rule of mentions that a role is all that is known of.
ROLE_ALONE = "role:alone"
# Of these a role says nothing that an analyst could use: "leaders", "the coalition", "members".
_NOBODY_ALONE = frozenset({"GOV", "LEG", "ELI", "PTY", "SPY"})
# Of these it says something where they are people spoken of for the first time: "seven soldiers", "opposition activists".
_PEOPLE_ALONE = frozenset({"MIL", "OPP"})
_BACKED = frozenset({"backed", "supported", "sponsored", "trained", "armed", "funded", "allied", "equipped"})


def code_without_country(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """Aid agencies and international bodies are actors by their role alone; "agencies" are those spoken of."""
    role = draft.role
    assert role is not None
    if role.role in _STATELESS and role.kind == "body" and (role.role != "IGO" or last_word(role.name) in _ORGANISED):
        united = scene.doc[draft.head].lower_ != role.name and role.name.split()[0] == "un"
        draft.code, draft.rule = role.role + ("UNO" if united else role.secondary), "role"
    elif is_plural(scene.doc[draft.head]) and not draft.definite and role.name == "agency":
        for other in before(scene, draft, drafts):
            if other.role is not None and other.rule in ("role", "definite:same-role") and other.code[:3] in _STATELESS:
                draft.refer(other, "definite:same-role")
                return


_NO_STATE = frozenset({"rebel", "insurgent", "separatist", "guerrilla", "militia", "opposition"})


def several_states(scene: Scene, draft: Draft) -> bool:
    assert draft.role is not None
    one_each = draft.role.kind == "holder" or draft.role.name in _RULING
    return is_plural(scene.doc[draft.head]) and not draft.definite and one_each and draft.role.role == "GOV"


def some_army(scene: Scene, draft: Draft) -> bool:
    """ "An army", "a military junta" of whomever; "rebel civilian and military officials" are no state's."""
    first = scene.doc[draft.token_start].lower_
    role = draft.role
    if any(scene.doc[i].lower_ in _NO_STATE for i in range(draft.token_start, draft.token_end)):
        return True
    return role is not None and (role.role == "MIL" or (role.role == "GOV" and role.kind == "body")) and first in ("a", "an")


def guessable(scene: Scene, draft: Draft) -> bool:
    """People in the plural, and the opposition and armed groups: "rebels", "the opposition", "rebel groups"."""
    assert draft.role is not None
    if last_word(draft.role.name) in cues("unowned"):
        return False
    if draft.role.kind == "people":
        return several(scene, draft)
    if draft.role.kind != "body" or draft.role.role not in OF_CONFLICT:
        return False
    return is_plural(scene.doc[draft.head]) or (draft.definite and draft.role.name == "opposition")


def several(scene: Scene, draft: Draft) -> bool:
    noun = scene.doc[draft.head]
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("crowd", "population", "mob", "electorate", "infantry")


def sponsored(scene: Scene, draft: Draft) -> bool:
    """ "US-backed forces" are not American, and no state's army: an armed group of where the sentence is."""
    role = draft.role
    assert role is not None
    if role.role not in ("MIL", "REB", "UAF", "OPP") or role.kind not in ("people", "body"):
        return False
    if not sponsors(scene, draft):
        return False
    if role.role == "MIL":
        draft.role = role._replace(role="UAF")
    return True


def sponsors(scene: Scene, draft: Draft) -> set[str]:
    """The countries that only back what the phrase names."""
    matches = [m for m in (scene.at.get(i) for i in range(draft.token_start, draft.head)) if m is not None]
    return {scene.knowledge.split_code(m.code)[0] for m in matches if scene.hyphenated(m) in _BACKED}


def bare_modifier(scene: Scene, draft: Draft) -> bool:
    """ "Coalition airstrikes", "the regime forces": of the one spoken of."""
    head = scene.doc[draft.head]
    return draft.role is not None and draft.role.kind == "body" and head.dep_ == "compound" and not is_plural(head)


def names_owner(scene: Scene, draft: Draft) -> bool:
    """The phrase names an owner whom nobody knows: "Scientology officials", "members of the club"."""
    for i in range(draft.token_start, draft.token_end):
        token = scene.doc[i]
        if i + 1 < draft.head and scene.doc[i + 1].text in HYPHENS:
            continue  # "Ankara-backed rebels"
        if (
            token.pos_ == "PROPN"
            and i not in scene.role_at
            and token.lower_ not in CALENDAR
            and token.dep_ in ("compound", "nmod:poss", "nmod", "flat", "amod")
        ):
            if not draft.name:
                return True
    assert draft.role is not None
    cases = ("of", "for", "from") if draft.role.kind == "member" else ("of",)
    return any(preposition(c) in cases and c.pos_ in ("NOUN", "PROPN") for c in children(scene.doc[draft.head], "nmod"))


def roles_alone(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the people and bodies of whom the article tells no more than their role: "two journalists", "gunmen".

    Args:
        scene: the sentence.
        drafts: all of it, resolved as far as can be.
    """
    found = []
    for draft in drafts:
        role = draft.role
        if role is None or not role.role or draft.code or draft.members or role.kind == "title":
            continue
        noun = scene.doc[draft.head]
        if role.role in _NOBODY_ALONE or (role.role in _PEOPLE_ALONE and (draft.definite or role.kind == "body")):
            continue
        if last_word(role.name) in cues("vague"):
            continue
        if draft.head not in scene.role_at or noun.dep_ in ("compound", "amod", "flat") or is_predicate(scene, draft):
            continue
        if noun.tag_ == "NN" and draft.token_start == draft.head:
            continue  # "the use of force", "lawyer and activist"
        if (draft.former and role.kind != "people") or names_owner(scene, draft):
            continue
        found.append(draft)
    return found

"""Stations, bases and convoys of police and armed forces: "a police headquarters in eastern Afghanistan"."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.cues import cues
from builder.actors.matching import NameMatch
from builder.actors.scene import Scene

_REACH = 3


def facility_of(scene: Scene, match: NameMatch) -> Token | None:
    """Return the noun of the facility that police or armed forces own by standing before it.

    Args:
        scene: the sentence.
        match: the role noun, or the adjective "military".

    Returns:
        The noun, or None where there is none or it is a role noun of its own ("military convoy").
    """
    role = match.role
    if role is None or role.role not in ("COP", "MIL") or role.kind not in ("body", "people"):
        return None
    last = scene.doc[match.token_end - 1]
    noun = last.head
    if last.dep_ not in ("compound", "amod", "nmod", "nmod:desc") or not 0 < noun.i - last.i <= _REACH:
        return None
    if any(i in scene.at or i in scene.role_at for i in range(last.i + 1, noun.i + 1)):
        return None
    return noun if is_facility(noun) else None


def is_facility(noun: Token) -> bool:
    """Say whether a noun is a facility by its lemma."""
    return noun.pos_ in ("NOUN", "PROPN") and bool({noun.lemma_.lower(), noun.lower_} & cues("facility"))

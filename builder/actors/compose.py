"""Codes of role nouns: what the owner's code and the role make together."""

from __future__ import annotations

from builder.actors.cues import cues
from builder.actors.entries import Role
from builder.actors.knowledge import Knowledge

_STATE_HANDS = frozenset({"MIL", "COP", "JUD", "LEG", "SPY", "MED", "BUS", "EDU", "HLH"})
_OF_RULERS = _STATE_HANDS | {"GOV"}
_OPPOSED = frozenset({"", "GOV", "MIL", "LEG", "ELI"})
_ARMED = frozenset({"REB", "SEP", "INS", "UAF", "IMG"})


def compose(owner: str, role: Role, knowledge: Knowledge, *, former: bool = False) -> str:
    """Return the code of a role noun that belongs to an owner.

    A country takes the role's code ("Israeli" + "military" -> ISRMIL). Speakers, officials and
    members of a body take its code whole ("Hamas spokesman"). Arms of a government take the
    country ("government troops"). People out of office are elites (ELI), old soldiers civilians; the army of one who since
    left is the country's. Whoever is against a government is its country's, against another body nobody's.

    Args:
        owner: actor code of the owner; a country, a country's body, an organisation or a people.
        role: the role noun.
        knowledge: for the parts of codes.
        former: "former", "late", "would-be": no longer or not yet in office.

    Returns:
        An actor code, or "" if the two make none.

    Example:
        >>> compose("ISR", Role("military", "military", "MIL", "", "body"), load_knowledge())
        'ISRMIL'
    """
    if not owner:
        return ""
    area, owned = knowledge.split_code(owner)
    if former:
        if owned in _ARMED or role.role in _ARMED:
            return owner if owned else owner + role.role
        return area + ("CVL" if role.role == "MIL" and role.kind == "people" else "ELI") if area else ""
    if role.name.split()[-1] in cues("against"):
        return area + role.role + role.secondary if area and owned in _OPPOSED else ""
    if role.role == "EDU" and (owner.startswith("IMG") or owned in _ARMED):
        return ""  # an "Islamic State expert" is none of its men
    if not area:
        return _without_country(owner, owned, role)
    if not owned:
        if role.kind == "body" and not role.role and len(owner) == len(area):
            return ""  # "the Syrian group" is not Syria
        ethnic = owner[3:]
        code = area + role.role + role.secondary
        return code + ethnic if code != area or role.kind != "holder" else area
    if role.kind in ("member", "title") or not role.role:
        return owner
    if owned == "GOV" or (owned == "ELI" and role.kind in ("body", "people") and role.role in _OF_RULERS):
        if role.role in _STATE_HANDS:
            return area + role.role + role.secondary
        if role.role == "GOV" and owned == "GOV":
            return owner
        return area + role.role + role.secondary
    if owned in ("PTY", "OPP", "LEG") and role.role in ("GOV", "LEG") and role.kind != "people":
        return area + role.role + role.secondary if owned != "OPP" else owner
    if role.role == "GOV" and owned in ("MIL", "COP", "SPY", "JUD") and role.kind == "holder":
        return owner
    return owner


def _without_country(owner: str, owned: str, role: Role) -> str:
    if owned:  # an organisation: its officials and forces act for it
        return owner
    if role.role == "MIL":  # a people has no state whose army it could be
        return owner + "UAF" + role.secondary
    return owner + role.role + role.secondary


def merge_roles(outer: Role, inner: Role) -> Role:
    """Return the role that a compound of two role nouns has ("opposition leader", "government troops").

    Args:
        outer: the head noun's.
        inner: the modifier's.
    """
    if outer.kind == "title" and inner.role and inner.kind in ("holder", "member"):
        return inner  # "Prime Minister Dr ..."
    if outer.kind in ("member", "title") or not outer.role:
        return Role(outer.id, outer.name, inner.role, inner.secondary, outer.kind)
    if outer.role == inner.role:
        return Role(outer.id, outer.name, outer.role, outer.secondary or inner.secondary, outer.kind)
    if inner.role in _ARMED and outer.role in ("MIL", "GOV", "COP"):
        return Role(outer.id, outer.name, inner.role, inner.secondary, outer.kind)
    if inner.role in ("OPP", "PTY") and outer.role == "LEG":
        return Role(outer.id, outer.name, "LEG", "OPP" if inner.role == "OPP" else "", outer.kind)
    if inner.role == "OPP" and outer.role in ("PTY", "CVL", "LAB", "GOV"):
        return Role(outer.id, outer.name, "OPP", "", outer.kind)
    return outer

"""Whose a role phrase is: the names before its noun and the names after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from builder.actors.compose import compose
from builder.actors.cues import cues
from builder.actors.entries import ADJECTIVE, CAPITAL, NAME, NOT_ACTOR, Role
from builder.actors.matching import NameMatch
from builder.actors.scene import Scene
from builder.actors.syntax import children, counted, function, left_edge, preposition

if TYPE_CHECKING:
    from builder.actors.drafts import Draft
    from builder.actors.groups import Group

_OWNING = ("of", "for", "from", "in", "at", "with", "to", "across", "inside", "within")
_PLACES = frozenset({"in", "at", "across", "inside", "within", "to", "with"})
_ARMED = frozenset({"REB", "SEP", "UAF", "INS"})
_PEOPLES = frozenset({"ethnic", "people", "religious", "religion"})
_JOINING = frozenset({"and", ",", "or", "both", "the", "'s", "’s"})


def last_word(name: str) -> str:
    """Return the last word of a role's name, which says what it is."""
    return name.split()[-1]


def possessed(scene: Scene, start: int, end: int) -> bool:
    """Say whether a possessive pronoun stands in a span: "its forces"."""
    return any(scene.doc[i].tag_ == "PRP$" for i in range(start, end))


def zone_owners(scene: Scene, group: Group) -> list[tuple[str, str]]:
    """Return the codes of the names before a role noun with how they stand there; several if coordinated.

    Args:
        scene: the sentence.
        group: the role phrase.

    Returns:
        Pairs of a code and "poss" or "pre", in text order.
    """
    doc = scene.doc
    last = min([group.match.token_start, *(m.token_start for m in group.inner)])
    stop = group.match.token_start
    found = [m for m in scene.owner_names(group.start, stop) if m.code]
    if group.role.role in _ARMED:  # "the US-led militia"
        found = [m for m in found if not scene.leads(m)]
    found += [m for m in scene.owner_names(last, stop) if m.code and m not in found]
    if len(found) > 1 and found[1].code.startswith("IGO") and found[0].form == NAME and found[1].token_end == found[0].token_start:
        found = found[1:]  # "the UN Syria envoy" is the UN's
    if not found:
        return []
    chosen = [found[0]]
    for other in found[1:]:
        between = [doc[i].lower_ for i in range(other.token_end, chosen[-1].token_start)]
        if not {"and", ","} & set(between) or not set(between) <= _JOINING:
            break
        chosen.append(other)
    owners = []
    for match in reversed(chosen):
        after = match.token_end
        marked = after < stop and doc[after].lower_ in ("'s", "’s", "'", "’")
        code = match.code[:3] if match.form == CAPITAL else match.code
        owners.append((_with_country(scene, code, found), "poss" if marked else "pre"))
    return _fitting(scene, group, owners)


def _fitting(scene: Scene, group: Group, owners: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neither a faith beside "his" nor a country beside "branch" says whose the thing is."""
    split = scene.knowledge.split_code
    if possessed(scene, group.start, group.match.token_start):
        return [(code, kind) for code, kind in owners if any(split(code))]
    if not group.role.role and last_word(group.role.name) in cues("part"):
        return [(code, kind) for code, kind in owners if split(code)[1]]
    return owners


def _with_country(scene: Scene, code: str, found: list[NameMatch]) -> str:
    """A people or a faith takes the country named beside it: "Iraqi Kurdish forces"."""
    area, role = scene.knowledge.split_code(code)
    if area or role:
        return code
    for match in found:
        country = scene.knowledge.split_code(match.code)[0]
        if country and match.code != code:
            return country + code
    return code


def owner_after(scene: Scene, group: Group, draft: Draft) -> None:
    """Give a phrase the owner behind its noun: "the president of Ghana", "a court in Guyana".

    Args:
        scene: the sentence.
        group: the role phrase.
        draft: its draft; code, rule and end are filled in.
    """
    seen: list[tuple[int, str, int, str]] = []
    barred = _barred(scene, group)
    for token in {group.head.i: group.head, group.match.token_end - 1: scene.doc[group.match.token_end - 1]}.values():
        for child in children(token, "nmod", "obl"):
            if child.i < token.i:
                continue
            case = preposition(child)
            if case == "for" and child.pos_ == "PROPN" and child.i not in scene.at and token.text[:1].isupper():
                continue  # "the Institute for Middle East Policy"
            if case in _OWNING and case not in barred:
                owner = owner_of(scene, child, group.role)
                if owner is not None:
                    seen.append((_OWNING.index(case), owner[0], owner[1], case))
    if not seen:
        return
    _, code, end, case = min(seen)
    area, _ = scene.knowledge.split_code(code)
    if case == "in" and not area and group.role.kind == "body":
        return  # "the second largest army in Nato"
    if case in _PLACES and area:
        code = area
    if case in ("to", "with") and group.role.kind != "holder":
        return
    draft.code = compose(code, group.role, scene.knowledge, former=group.former)
    draft.rule = f"role+country:{case}"
    if draft.code and end - draft.token_end < 12:
        draft.token_end = max(draft.token_end, end)


def _barred(scene: Scene, group: Group) -> frozenset[str]:
    """Prepositions that say where somebody is or goes, not whose they are."""
    role = group.role
    barred: set[str] = set()
    word = last_word(role.name)
    if possessed(scene, group.start, group.match.token_start):  # "its forces in Europe"
        barred |= _PLACES | {"from"}
    if word in cues("posting"):  # "the country's ambassador in Rome"
        barred |= _PLACES
    if role.role == "REF" and "displaced" not in role.name:  # refugees are of the country they come from
        barred |= _PLACES | {"for"}
    if not role.role and word in cues("part"):
        barred |= set(_OWNING) - {"of"}
    if word in cues("adherent") or _possessed_by_noun(scene, group):  # "the centre's staff in Syria"
        barred |= _PLACES
    relation, verb = function(counted(group.head))
    if relation in ("obj", "nsubj:pass"):
        lemma = verb.lemma_.lower()
        if lemma in cues("send") and role.role == "MIL":  # "sent troops in Syria"
            barred |= _PLACES
        if lemma in cues("leave"):  # "withdrew peacekeepers from Sinai"
            barred.add("from")
    return frozenset(barred)


def _possessed_by_noun(scene: Scene, group: Group) -> bool:
    return any(
        c.pos_ == "NOUN" and c.i not in scene.at and group.start <= c.i < group.match.token_start
        for c in children(group.head, "nmod:poss")
    )


def owner_of(scene: Scene, token: Token, role: Role | None = None) -> tuple[str, int] | None:
    """Return the code of the noun phrase that a token heads, and where the phrase ends.

    Looks at a name there, a role phrase with a country of its own ("the Israeli army"), or a name
    inside an unknown one ("the Lagos State Polytechnic").

    Args:
        scene: the sentence.
        token: head of the phrase.
        role: whose owner it would be.
    """
    match = scene.at.get(token.i)
    if match is not None:
        if match.form == NOT_ACTOR or not match.code or scene.sponsors(match):
            return None
        return _owning_code(match), match.token_end
    inner = scene.role_at.get(token.i)
    if inner is not None and inner.role is not None:
        start = left_edge(token, range(inner.token_start, inner.token_end))
        names = [m for m in scene.owner_names(start, inner.token_start) if m.code]
        names = names or _names_below(scene, token)
        if not names:
            return None
        end = max(inner.token_end, names[0].token_end)
        return compose(_owning_code(names[0]), inner.role, scene.knowledge), end
    if role is not None and role.kind != "body" and _unknown_body(scene, token):
        return None  # "a member of the Kurdish Solidarity Campaign"
    for child in children(token, "nmod:poss", "amod", "compound", "flat"):  # "of Iran's coast", "from Hamas areas"
        below = scene.at.get(child.i)
        if below is not None and below.code and below.form != NOT_ACTOR and not scene.sponsors(below):
            if child.dep_ == "flat" and (below.entry is None or below.entry.person):
                continue
            return scene.knowledge.split_code(below.code)[0] or below.code, max(token.i + 1, below.token_end)
    if token.pos_ == "PROPN":  # "the Lagos State Polytechnic"
        for below in scene.owner_names(left_edge(token, range(token.i, token.i + 1)), token.i):
            if below.code and below.entry is not None and not below.entry.person:
                return scene.knowledge.split_code(below.code)[0] or below.code, token.i + 1
    for below in _names_below(scene, token, happens=preposition(token) == "for"):
        return scene.knowledge.split_code(below.code)[0] or below.code, below.token_end
    return None


def _unknown_body(scene: Scene, token: Token) -> bool:
    """An organisation that the dictionary lacks, with a country or people in its name."""
    before = scene.doc[token.i - 1]
    if token.pos_ != "PROPN" or before.pos_ != "PROPN" or before.i in scene.at or before.i in scene.role_at:
        return False
    names = [scene.at[c.i] for c in children(token, "amod") if c.i in scene.at]
    return any(m.form == ADJECTIVE or (m.entry is not None and m.entry.kind in _PEOPLES) for m in names)


def _owning_code(match: NameMatch) -> str:
    return match.code[:3] if match.form == CAPITAL else match.code


def _names_below(scene: Scene, token: Token, *, happens: bool = False) -> list[NameMatch]:
    """The name after "of" or "in", or in the phrase after that: "in Lamu county in Kenya".

    What happens somewhere is not of that place: "a team for talks in Geneva".
    """
    for child in children(token, "nmod"):
        if preposition(child) not in (("of",) if happens else ("of", "in")) or child.i < token.i:
            continue
        below = scene.at.get(child.i)
        if below is not None and below.code and below.form != NOT_ACTOR and not scene.sponsors(below):
            return [below]
    return []

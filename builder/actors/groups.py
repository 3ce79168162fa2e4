"""Noun phrases with a role noun: what belongs to them, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from builder.actors.compose import compose, merge_roles
from builder.actors.drafts import BODY, PEOPLE, PERSON, Draft, Known
from builder.actors.entries import CAPITAL, NAME, NOT_ACTOR, TITLE, Role
from builder.actors.matching import NameMatch
from builder.actors.scene import Scene
from builder.actors.syntax import children, is_plural, is_subject, left_edge, preposition, runs, span_head

FORMER = frozenset(
    (
        "former late ex ousted deposed exiled retired onetime erstwhile disgraced ex- would-be outgoing-turned "
        "one-time aspiring designate dead deceased slain"
    ).split()
)
_PROSPECTIVE = frozenset({"elect", "designate", "hopeful", "candidate", "nominee"})
_OWNING = ("of", "for", "from", "in", "at", "with", "to", "across", "inside", "within")
_SORTS = {"holder": PERSON, "member": PERSON, "title": PERSON, "body": BODY, "people": PEOPLE}


@dataclass(slots=True)
class Group:
    """A role noun with its neighbours.

    Args:
        match: the role noun's match.
        start, end: tokens of the phrase; grows while it is read.
        head: its head token.
        role: the role, merged with that of a role noun before it ("opposition leader").
        name: the name that follows it directly ("Kremlin spokesman Dmitry Peskov").
    """

    match: NameMatch
    start: int
    end: int
    head: Token
    role: Role
    name: NameMatch | None = None
    unknown: tuple[int, int] | None = None
    inner: list[NameMatch] = field(default_factory=list)
    former: bool = False


def find_groups(scene: Scene) -> list[Group]:
    """Return the role phrases of a sentence in text order; a role noun that modifies another joins it."""
    taken: set[int] = set()
    groups = []
    for match in reversed(scene.roles):
        if match.token_start in taken:
            continue
        group = _group(scene, match, taken)
        if group is not None:
            taken.update(range(group.match.token_start, group.match.token_end))
            for inner in group.inner:
                taken.update(range(inner.token_start, inner.token_end))
            groups.append(group)
    return groups[::-1]


def _group(scene: Scene, match: NameMatch, taken: set[int]) -> Group | None:
    role = match.role
    assert role is not None
    doc = scene.doc
    head = span_head(doc, match.token_start, match.token_end)
    if head.pos_ in ("VERB", "AUX", "ADV", "ADP") or (head.pos_ == "ADJ" and head.dep_ in ("amod", "advmod", "xcomp")):
        return None
    group = Group(match, match.token_start, match.token_end, head, role)
    _take_name(scene, group)
    if match.form == TITLE and group.name is None and group.unknown is None:
        return None
    group.start = left_edge(head, range(group.start, group.end))
    _take_owner_before(scene, group)
    before = match.token_start
    while True:  # role nouns right before, as modifiers: "government troops", "Foreign Ministry spokesman"
        inner = scene.role_at.get(before - 1)
        if inner is None or inner.role is None or inner.token_start < group.start or inner.token_start in taken:
            break
        group.inner.append(inner)
        group.role = merge_roles(group.role, inner.role)
        before = inner.token_start
        group.start = min(group.start, left_edge(doc[before], range(before, inner.token_end)))
    while group.start < before and doc[group.start].dep_ in ("punct", "cc", "case", "advmod"):
        group.start += 1
    while group.start > scene.start and doc[group.start - 1].lower_ in FORMER:
        group.start -= 1
    zone = [doc[i].lower_ for i in range(group.start, match.token_start)]
    group.former = any(word in FORMER for word in zone) or _prospective(scene, match)
    if "shadow" in zone and group.role.role == "GOV":
        group.role = group.role._replace(role="OPP")
    return group


def _take_owner_before(scene: Scene, group: Group) -> None:
    """A name right before the role noun that heads it or shares its head ("the State Department spokesman")."""
    match = scene.at.get(group.start - 1)
    if match is None or match.token_end != group.start or match.form == NOT_ACTOR or group.start - 1 < scene.start:
        return
    noun = scene.doc[group.match.token_end - 1]
    if noun.dep_ in ("flat", "compound", "appos", "nmod:desc") and match.token_start <= noun.head.i < match.token_end:
        group.start = left_edge(noun, range(match.token_start, group.end))
        group.head = span_head(scene.doc, group.start, group.end)


def _prospective(scene: Scene, match: NameMatch) -> bool:
    """ "President-elect", "prime minister-designate", "presidential hopeful"."""
    i = match.token_end
    if i < scene.end and scene.doc[i].text in ("-", "–"):
        i += 1
    return i < scene.end and i > match.token_end and scene.doc[i].lower_ in _PROSPECTIVE


def _take_name(scene: Scene, group: Group) -> None:
    """The name right after a role noun belongs to the phrase if syntax links the two."""
    i = group.end
    if i >= scene.end or group.role.kind == "people":
        return
    match = scene.at.get(i)
    if match is not None:
        if match.token_start != i or match.form not in (NAME,) or match.entry is None:
            return
        personal = bool(match.entry.person) or match.entry.kind not in ("country", "territory", "historical", "region")
        if personal and _linked(scene, group, i, match.token_end):
            group.name = match
            group.end = match.token_end
            group.head = span_head(scene.doc, group.match.token_start, group.end)
        return
    if group.role.kind == "body":
        return
    free = {j for j in range(i, scene.end) if j not in scene.at and (j not in scene.role_at or j > i)}
    for start, end in runs(scene.doc, i, scene.end, free):
        if start == i and _linked(scene, group, start, end):
            group.unknown = (start, end)
            group.end = end
            group.head = span_head(scene.doc, group.match.token_start, end)
        break


def _linked(scene: Scene, group: Group, start: int, end: int) -> bool:
    name_head = span_head(scene.doc, start, end)
    inside = range(group.match.token_start, group.match.token_end)
    if name_head.head.i in inside and name_head.dep_ in (
        "flat",
        "appos",
        "compound",
        "nmod:desc",
        "nmod",
        "nmod:unmarked",
    ):
        return True
    links = ("compound", "nmod:desc", "flat", "amod", "appos", "nmod", "nmod:unmarked")
    return any(start <= scene.doc[i].head.i < end and scene.doc[i].dep_ in links for i in inside)


def draft_of(scene: Scene, group: Group) -> Draft:
    """Resolve a role phrase as far as its own words go.

    Args:
        scene: the sentence.
        group: from `find_groups`.

    Returns:
        A draft; its code is "" where neither name nor owner is found in the phrase.
    """
    doc, role = scene.doc, group.role
    draft = Draft(
        group.start, group.end, group.head.i, sort=_SORTS[role.kind], role=role, sentence=scene.number,
        definite=_definite(scene, group), plural=_plural(scene, group), subject=is_subject(group.head), former=group.former,
    )  # fmt: skip
    if group.name is not None:
        entry = group.name.entry
        draft.entry = entry
        if entry is not None:
            draft.name, draft.actor_id = entry.name, entry.id
        if group.name.code and not _title_knows_better(group):
            draft.code, draft.rule = group.name.code, group.name.rule
            return draft
    if group.unknown is not None:
        draft.name = doc[group.unknown[0] : group.unknown[1]].text
        known = scene.memory.recall(draft.name)
        if known is not None and known.code:
            draft.code, draft.rule, draft.antecedent = known.code, known.rule, known.span
            draft.actor_id, draft.name = known.actor_id, known.title
            return draft
    owners = _zone_owners(scene, group)
    if owners:
        codes = tuple(
            dict.fromkeys(c for c in (compose(o, role, scene.knowledge, former=group.former) for o, _ in owners) if c)
        )
        draft.rule = f"role+country:{owners[0][1]}"
        if len(codes) > 1 and draft.plural:
            draft.members = codes
        draft.code = "" if draft.members else (codes[0] if codes else "")
    if not draft.code and not draft.members:
        _postmodifiers(scene, group, draft)
    if not draft.code and not draft.members and group.name is not None:
        draft.code, draft.rule = group.name.code, group.name.rule
        area = scene.knowledge.split_code(draft.code)[0]
        if area and group.name.rule == "name:before" and not group.former:
            draft.code, draft.rule = compose(area, role, scene.knowledge), "role+name"
    if draft.name and draft.code:
        scene.memory.learn(Known(draft.code, draft.name, draft.actor_id, draft.span, "learned:title", draft.entry))
    return draft


def _title_knows_better(group: Group) -> bool:
    """The article gives an office to a person whom the dictionary has in none, or in an earlier one.

    A title that repeats the last office ("President Carter" in 1994) is mere courtesy.
    """
    assert group.name is not None
    if group.name.rule == "name:before":
        return group.role.kind != "people"
    if (
        group.name.rule == "name:former"
        and not group.former
        and group.name.entry is not None
        and group.role.kind == "holder"
    ):
        office = group.name.entry.office
        return group.role.name not in office and office not in group.role.name
    return False


def _definite(scene: Scene, group: Group) -> bool:
    first = scene.doc[group.start]
    return first.lower_ in ("the", "this", "that", "these", "those", "both") or first.tag_ == "PRP$"


def _plural(scene: Scene, group: Group) -> bool:
    noun = scene.doc[group.match.token_end - 1]
    return is_plural(noun) or group.role.kind == "people"


def _zone_owners(scene: Scene, group: Group) -> list[tuple[str, str]]:
    """Codes of the names before the role noun with how they stand there; several if coordinated."""
    doc = scene.doc
    last = min([group.match.token_start, *(m.token_start for m in group.inner)])
    stop = group.match.token_start
    found = [m for m in scene.owner_names(group.start, stop) if m.code]
    found += [m for m in scene.owner_names(last, stop) if m.code and m not in found]
    if not found:
        return []
    first = found[0]
    chosen = [first]
    for other in found[1:]:
        between = [doc[i] for i in range(other.token_end, chosen[-1].token_start)]
        if (
            between
            and all(t.lower_ in ("and", ",", "or", "both", "the", "'s", "’s") for t in between)
            and any(t.lower_ in ("and", ",") for t in between)
        ):
            chosen.append(other)
        else:
            break
    owners = []
    for match in reversed(chosen):
        kind = (
            "poss"
            if any(
                doc[i].lower_ in ("'s", "’s", "'", "’") for i in range(match.token_end, min(match.token_end + 1, stop))
            )
            else "pre"
        )
        code = match.code[:3] if match.form == CAPITAL else match.code
        owners.append((_with_country(scene, code, found), kind))
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


def _postmodifiers(scene: Scene, group: Group, draft: Draft) -> None:
    """ "the president of Ghana", "a court in Guyana", "spokesman for the Israeli army"."""
    seen: list[tuple[int, str, int, str]] = []
    for token in {group.head.i: group.head, group.match.token_end - 1: scene.doc[group.match.token_end - 1]}.values():
        for child in children(token, "nmod", "obl"):
            if child.i < token.i:
                continue
            case = preposition(child)
            if case in _OWNING:
                owner = owner_of(scene, child)
                if owner is not None:
                    seen.append((_OWNING.index(case), owner[0], owner[1], case))
    if not seen:
        return
    _, code, end, case = min(seen)
    area, _ = scene.knowledge.split_code(code)
    if case in ("in", "at", "across", "inside", "within", "to", "with", "from") and area:
        code = code if case in ("from",) else area
    if case in ("to", "with") and group.role.kind != "holder":
        return
    draft.code = compose(code, group.role, scene.knowledge, former=group.former)
    draft.rule = f"role+country:{case}"
    if draft.code and end - draft.token_end < 12:
        draft.token_end = max(draft.token_end, end)


def owner_of(scene: Scene, token: Token) -> tuple[str, int] | None:
    """Return the code of the noun phrase that a token heads, and where the phrase ends.

    Looks at a name there, or a role phrase with a country of its own ("the Israeli army").
    """
    match = scene.at.get(token.i)
    if match is not None:
        if match.form == NOT_ACTOR or not match.code:
            return None
        code = match.code[:3] if match.form == CAPITAL else match.code
        return code, match.token_end
    inner = scene.role_at.get(token.i)
    if inner is not None and inner.role is not None:
        start = left_edge(token, range(inner.token_start, inner.token_end))
        names = [m for m in scene.owner_names(start, inner.token_start) if m.code]
        for child in children(token, "nmod"):
            if not names and preposition(child) in ("of", "in"):
                below = scene.at.get(child.i)
                if below is not None and below.code and below.form != NOT_ACTOR:
                    names = [below]
        if names:
            code = names[0].code[:3] if names[0].form == CAPITAL else names[0].code
            end = max(inner.token_end, names[0].token_end)
            return compose(code, inner.role, scene.knowledge), end
        return None
    for child in children(token, "nmod:poss", "amod", "compound"):  # "of Iran's parliament", "from Hamas leaders"
        below = scene.at.get(child.i)
        if below is not None and below.code and below.form != NOT_ACTOR and not scene.sponsors(below):
            return scene.knowledge.split_code(below.code)[0] or below.code, token.i + 1
    for child in children(token, "nmod"):
        if preposition(child) in ("of", "in") and child.i > token.i:
            below = scene.at.get(child.i)
            if below is not None and below.code and below.form != NOT_ACTOR:
                return scene.knowledge.split_code(below.code)[0] or below.code, below.token_end
    return None

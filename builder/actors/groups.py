"""Noun phrases with a role noun: what belongs to them, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from builder.actors.compose import compose, merge_roles
from builder.actors.cues import cues
from builder.actors.drafts import BODY, PEOPLE, PERSON, Draft, Known
from builder.actors.entries import ADJECTIVE, NAME, NOT_ACTOR, TITLE, Role
from builder.actors.facilities import facility_of
from builder.actors.matching import NameMatch
from builder.actors.owners import last_word, owner_after, zone_owners
from builder.actors.scene import Scene
from builder.actors.syntax import POSSESSIVES, counted, is_plural, is_subject, left_edge, runs, span_head

_PROSPECTIVE = frozenset({"elect", "designate", "hopeful", "candidate", "nominee"})
_COUNTRIES = ("country", "territory", "historical", "region")
_MODIFIERS = ("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "appos")
_HYPHENS = ("-", "–", "‑")
_REACH = 12
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
    groups: list[Group] = []
    for match in reversed(scene.roles):
        if match.token_start in taken:
            continue
        following = groups[-1] if groups and groups[-1].match.form == TITLE else None
        group = _group(scene, match, taken, following)
        if group is not None:
            if following is not None and group.end == following.end:
                groups.pop()
            taken.update(range(group.match.token_start, group.match.token_end))
            for inner in group.inner:
                taken.update(range(inner.token_start, inner.token_end))
            groups.append(group)
    return groups[::-1]


def _group(scene: Scene, match: NameMatch, taken: set[int], following: Group | None) -> Group | None:
    role = match.role
    assert role is not None
    doc = scene.doc
    head = span_head(doc, match.token_start, match.token_end)
    facility = facility_of(scene, match)
    if facility is None and _no_noun(head):
        return None
    if _not_meant(scene, match, head):
        return None
    group = Group(match, match.token_start, match.token_end, head, role)
    if facility is not None:
        group.head, group.end, group.role = facility, facility.i + 1, role._replace(kind="body")
    else:
        _take_name(scene, group, following)
    if match.form == TITLE and group.name is None and group.unknown is None:
        return None
    group.start = left_edge(group.head if facility is not None else head, range(group.start, group.end))
    group.start = max(group.start, _left_bound(scene, group))
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
    _take_country_before(scene, group)
    zone = _mark_former(scene, group)
    if _for_human_rights(scene, group):
        group.role = group.role._replace(role="HRI", secondary="")
    if "shadow" in zone and group.role.role == "GOV":
        group.role = group.role._replace(role="OPP")
    return group


def _no_noun(head: Token) -> bool:
    return head.pos_ in ("VERB", "AUX", "ADV", "ADP") or (
        head.pos_ == "ADJ" and head.dep_ in ("amod", "advmod", "xcomp")
    )


def _not_meant(scene: Scene, match: NameMatch, head: Token) -> bool:
    """Words that only look like a role: "in exile", "a peace regime", "Carlton House", "the Africa Union"."""
    doc, i = scene.doc, match.token_start
    if match.token_end - i != 1:
        return False
    word, before = doc[i].lower_, i - 1
    if word in cues("seldom-body") and doc[i].text.islower() and not _acts_as_body(scene, head, before):
        return True
    if word in cues("uncounted") and not any(c.dep_ in ("det", "nmod:poss", "amod", "compound") for c in head.lefts):
        return True
    if before < scene.start:
        return False
    if word == "regime":
        return doc[before].lower_ in cues("not-ruling")
    if doc[i].text == "House":
        return doc[before].pos_ == "PROPN" and before not in scene.at and before not in scene.role_at
    if doc[i].text == "Union":
        name = scene.at.get(before)
        return name is not None and name.entry is not None and name.entry.kind in _COUNTRIES
    return False


def _acts_as_body(scene: Scene, head: Token, before: int) -> bool:
    """ "The house voted", "US congress"; not "in the house", "a national dialogue congress"."""
    owner = scene.at.get(before)
    if owner is not None and before >= scene.start and owner.entry is not None and owner.entry.kind in _COUNTRIES:
        return not is_plural(head)
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in cues("deliberate")


def _for_human_rights(scene: Scene, group: Group) -> bool:
    """ "The Syrian Network for Human Rights"; the phrase takes in the rest of the name."""
    words = [t.text for t in scene.doc[group.match.token_end : min(scene.end, group.match.token_end + 3)]]
    body = group.role.kind == "body" and scene.doc[group.match.token_start].text[:1].isupper()
    if not body or words[1:] != ["Human", "Rights"] or words[0] not in ("for", "of", "on"):
        return False
    group.end = max(group.end, group.match.token_end + 3)
    return True


def _left_bound(scene: Scene, group: Group) -> int:
    """A phrase does not reach over a closed bracket or a verb, and not far."""
    first = max(scene.start, group.match.token_start - _REACH)
    for i in range(group.match.token_start - 1, first - 1, -1):
        token = scene.doc[i]
        closed = token.text == ")" and scene.doc[i + 1].text == ","
        if closed or token.text == ";" or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return i + 1
    return first


def _take_country_before(scene: Scene, group: Group) -> None:
    """A country right before the phrase owns it, whatever the parse of a long sentence says."""
    match = scene.at.get(group.start - 1)
    if match is None or match.token_end != group.start or match.token_start < scene.start or match.entry is None:
        return
    if match.entry.kind not in _COUNTRIES or match.form not in (NAME, ADJECTIVE) or scene.sponsors(match):
        return
    token = scene.doc[match.token_end - 1]
    if token.dep_ in _MODIFIERS and token.head.i >= group.start and not any(c.dep_ == "case" for c in token.children):
        group.start = match.token_start


def _mark_former(scene: Scene, group: Group) -> list[str]:
    """See whether a word before the noun says that the office is past; return the words there.

    What stands before an owner's "'s" is said of the owner: "the former president's army".
    """
    doc = scene.doc
    while group.start > scene.start:
        back = 2 if doc[group.start - 1].text in _HYPHENS and group.start - 2 >= scene.start else 1
        if doc[group.start - back].lower_ not in cues("former"):
            break
        group.start -= back
    zone = [doc[i].lower_ for i in range(group.start, group.match.token_start)]
    last = max((k + 1 for k, word in enumerate(zone) if word in POSSESSIVES), default=0)
    if last_word(group.role.name) in cues("victim"):
        return zone  # "three dead people" held no office
    group.former = any(word in cues("former") for word in zone[last:]) or _prospective(scene, group.match)
    return zone


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


def _take_name(scene: Scene, group: Group, following: Group | None) -> None:
    """The name right after a role noun belongs to the phrase if syntax links the two or parts them alike."""
    if group.end >= scene.end or group.role.kind == "people":
        return
    i = _over_honorifics(scene, group.end)
    if following is not None and following.match.token_start == i and group.match.form != TITLE:
        if group.role.kind in ("holder", "member") and scene.doc[i].dep_ != "appos":
            group.name, group.unknown, group.end = following.name, following.unknown, following.end
            group.head = span_head(scene.doc, group.match.token_start, group.end)
        return
    match = scene.at.get(i)
    if match is not None:
        if match.token_start != i or match.form != NAME or match.entry is None:
            return
        personal = bool(match.entry.person) or match.entry.kind not in _COUNTRIES
        linked = _linked(scene, group, i, match.token_end)
        if personal and (linked or (match.entry.person and _parted(scene, group, i, match.token_end))):
            group.name = match
            group.end = match.token_end
            group.head = span_head(scene.doc, group.match.token_start, group.end)
        return
    if group.role.kind == "body":
        return
    free = {j for j in range(i, scene.end) if j not in scene.at and (j not in scene.role_at or j > i)}
    for start, end in runs(scene.doc, i, scene.end, free):
        if start == i and (_linked(scene, group, start, end) or _parted(scene, group, start, end)):
            group.unknown = (start, end)
            group.end = end
            group.head = span_head(scene.doc, group.match.token_start, end)
        break


def _over_honorifics(scene: Scene, i: int) -> int:
    """Where the name goes on after "H. E." and the like; titles are read as titles."""
    j = i
    while j < scene.end and j not in scene.role_at and j not in scene.at and scene.doc[j].lower_ in cues("honorific"):
        j += 1
    return j if j < scene.end and scene.doc[j].text[:1].isupper() else i


def _parted(scene: Scene, group: Group, start: int, end: int) -> bool:
    """A parse that makes two subjects or objects of one verb out of "envoy Dennis Ross"."""
    noun = scene.doc[group.match.token_end - 1]
    if group.role.kind not in ("holder", "member", "title") or is_plural(noun):
        return False
    name = span_head(scene.doc, start, end)
    return name.head.i == noun.head.i and name.dep_ == noun.dep_ and name.dep_ not in ("conj", "root", "ROOT", "dep")


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
    head = counted(group.head)
    sort = PERSON if _one_person(role, doc[group.match.token_end - 1]) else _SORTS[role.kind]
    draft = Draft(
        group.start, group.end, group.head.i, sort=sort, role=role, sentence=scene.number,
        definite=_definite(scene, group), plural=_plural(scene, group), subject=is_subject(head), former=group.former,
    )  # fmt: skip
    if head.i < group.start:  # "a handful of journalists"
        draft.token_start = left_edge(head, range(head.i, group.start))
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
    owners = zone_owners(scene, group)
    if owners and _unknown_body(scene, group):
        draft.name = draft.name or doc[_name_start(scene, group) : group.match.token_end].text
        owners = []
    if owners:
        codes = tuple(
            dict.fromkeys(c for c in (compose(o, role, scene.knowledge, former=group.former) for o, _ in owners) if c)
        )
        draft.rule = f"role+country:{owners[0][1]}"
        if len(codes) > 1 and draft.plural:
            draft.members = codes
        draft.code = "" if draft.members else (codes[0] if codes else "")
    if not draft.code and not draft.members:
        owner_after(scene, group, draft)
    if not draft.code and not draft.members and group.name is not None:
        draft.code, draft.rule = group.name.code, group.name.rule
        area = scene.knowledge.split_code(draft.code)[0]
        if area and group.name.rule == "name:before" and not group.former:
            draft.code, draft.rule = compose(area, role, scene.knowledge), "role+name"
    if draft.name and draft.code:
        scene.memory.learn(Known(draft.code, draft.name, draft.actor_id, draft.span, "learned:title", draft.entry))
    return draft


def _unknown_body(scene: Scene, group: Group) -> bool:
    """ "The Syrian Negotiations Commission": a name that the dictionary lacks, of anybody's."""
    noun = scene.doc[group.match.token_end - 1]
    if group.role.kind != "body" or noun.i == scene.start or not noun.text[:1].isupper():
        return False
    if last_word(group.role.name) not in cues("neutral"):
        return False
    return _name_start(scene, group) < group.match.token_start


def _name_start(scene: Scene, group: Group) -> int:
    """Where the unknown capitalised words before a role noun begin."""
    i = group.match.token_start
    while i > group.start and scene.doc[i - 1].pos_ == "PROPN" and i - 1 not in scene.at and i - 1 not in scene.role_at:
        i -= 1
    return i


def _title_knows_better(group: Group) -> bool:
    """The article gives an office to a person whom the dictionary has in none, or in an earlier one.

    A title that repeats the last office ("President Carter" in 1994) is mere courtesy.
    """
    assert group.name is not None
    if group.name.rule == "name:before":
        return group.role.kind != "people"
    entry = group.name.entry
    if group.name.rule != "name:former" or group.former or entry is None:
        return False
    if last_word(group.role.name) in cues("emissary"):
        return True  # nobody is called "envoy" out of courtesy
    return group.role.kind == "holder" and group.role.name not in entry.office and entry.office not in group.role.name


def _definite(scene: Scene, group: Group) -> bool:
    first = scene.doc[group.start]
    return first.lower_ in ("the", "this", "that", "these", "those", "both") or first.tag_ == "PRP$"


def _plural(scene: Scene, group: Group) -> bool:
    noun = scene.doc[group.match.token_end - 1]
    return is_plural(noun) or (group.role.kind == "people" and not _one_person(group.role, noun))


def _one_person(role: Role, noun: Token) -> bool:
    """ "A British soldier" is somebody, though soldiers are listed as people; "the crowd" is not."""
    if role.kind != "people" or is_plural(noun):
        return False
    return role.role == "ELI" or (noun.tag_ == "NN" and noun.lower_ not in cues("collective"))

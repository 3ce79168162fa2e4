"""Words that point back: definite descriptions, unnamed groups, statements. The order of the rules is here.

Every rule prefers silence to a guess. What it rests on is said in the mention's `rule`:

    definite:same-role   "the ministry" after "the Foreign Ministry": last mention with that role noun
    definite:group       "the group": last armed, political or other organisation named; "the militants": last armed
    definite:context     "the Foreign Ministry" without a country: that of the actor before it in the
                         sentence, else of the last government that spoke
    role+country:sentence  "protesters" in a sentence with one place "in X"
    role+country:subject   whom a court, police or government arrests or frees; troops that somebody sends
    role+country:country   "the country's ambassador"
    role+country:from      refugees who flee a country
    role+country:article   last resort: the country that the article names most
    counterpart          "his Turkish counterpart": the other's role, this country
    statement            "the statement": whoever issued the last one
"""

from __future__ import annotations

from builder.actors.bare import learn_appositions
from builder.actors.besides import learn_besides
from builder.actors.compose import compose
from builder.actors.cues import cues
from builder.actors.deeds import deed_done_to, fled_from, of_the_article, of_the_country, of_the_subject
from builder.actors.drafts import BODY, COUNTRY, OVERWHELMINGLY, PEOPLE, PERSON, Draft
from builder.actors.entries import Role
from builder.actors.facilities import is_facility
from builder.actors.introduced import learn_introduced, of_learnt_person
from builder.actors.lookback import (
    GROUP_ROLES,
    armed_group,
    before,
    called,
    is_predicate,
    last_group,
    plural_of_kind,
    refer_to_jihadists,
    same_role,
    told_apart,
)
from builder.actors.owners import last_word, possessed
from builder.actors.pairs import resolve_pairs
from builder.actors.places import place_of_sentence
from builder.actors.pronouns import possessor, resolve_pronouns
from builder.actors.scene import Scene
from builder.actors.several import resolve_several
from builder.actors.statements import draft_statements
from builder.actors.syntax import children, is_plural
from builder.actors.unowned import (
    OF_CONFLICT,
    bare_modifier,
    code_without_country,
    guessable,
    names_owner,
    several,
    several_states,
    some_army,
    sponsored,
    sponsors,
)

SAY = frozenset(
    (
        "say tell announce report state declare claim allege confirm add note insist accuse acknowledge admit "
        "assert argue maintain warn deny reveal disclose explain write tweet post condemn urge call demand "
        "reiterate stress quote describe denounce read"
    ).split()
)
_GROUP_WORDS = frozenset(
    (
        "group movement organization organisation faction militia outfit network party alliance coalition front "
        "bloc army"
    ).split()
)
_STATE_ROLES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_GUESSED = frozenset({"REB", "SEP", "UAF", "INS", "OPP", "MIL", "COP"})
_FOUND_IN_PLACES = _GUESSED | {"JUD", "CVL"}
_UNNAMED_CIVILIANS = frozenset(
    ("civilian", "resident", "local resident", "villager", "people", "local people", "inhabitant", "bystander", "crowd")
)
# Clauses about something else than what the sentence says.
_ASIDES = ("advcl", "acl", "acl:relcl")
# Words that say that the country is another than the one spoken of.
_FOREIGN = frozenset(("foreign", "western", "regional", "international", "other", "another", "global", "overseas"))


def resolve_references(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Resolve what the phrases' own words do not say, and add pronouns, pairs and statements.

    Args:
        scene: the sentence.
        drafts: its drafts in text order.

    Returns:
        All drafts in text order, those that stay unresolved included.
    """
    drafts = sorted([*drafts, *draft_statements(scene, drafts)], key=lambda d: (d.token_start, d.token_end))
    for draft in drafts:
        if draft.role is not None and draft.role.name == "counterpart":
            _counterpart(scene, draft, drafts)
    for draft in drafts:
        if draft.role is None and draft.entry is not None and plural_of_kind(scene, draft, "jihadi"):
            refer_to_jihadists(scene, draft, drafts)
    waiting = [d for d in drafts if d.role is not None and not d.code and not d.members]
    for draft in waiting:
        if not _needs_pronoun_or_pair(scene, draft):
            _describe(scene, draft, drafts)
    learn_appositions(scene, drafts)
    drafts = learn_besides(scene, drafts)
    learn_introduced(scene, drafts)
    resolve_pronouns(scene, drafts)
    drafts.sort(key=lambda d: (d.token_start, d.token_end))
    resolve_pairs(scene, drafts)
    resolve_several(scene, drafts)
    for draft in waiting:
        if not draft.code and not draft.members and _needs_pronoun_or_pair(scene, draft):
            _describe(scene, draft, drafts)
    drafts.sort(key=lambda d: (d.token_start, d.token_end))
    return drafts


def _needs_pronoun_or_pair(scene: Scene, draft: Draft) -> bool:
    """ "Its army" waits for the pronoun, "both leaders" for the pair."""
    words = (scene.doc[i] for i in range(draft.token_start, draft.token_end))
    return any(t.tag_ == "PRP$" or t.lower_ in ("both", "two") for t in words)


def _describe(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """A role noun without a country of its own."""
    role = draft.role
    assert role is not None
    if possessed(scene, draft.token_start, draft.head + 1):
        owner = possessor(scene, draft, drafts)
        if owner is not None:
            _belong(scene, draft, owner)
        return
    if of_learnt_person(scene, draft):
        return
    beside = _beside(scene, draft, drafts)
    if beside is not None:
        draft.refer(beside, "apposition")
        return
    if draft.name and draft.entry is None and role.kind in ("title", "member"):
        return  # an unknown person with a title that says nothing about a country
    name = called(scene, draft, drafts)
    if name is not None:
        draft.refer(name, "apposition")
        return
    if _proper(scene, draft):
        draft.definite = True
    apart = told_apart(scene, draft)
    draft.definite = draft.definite and not apart
    country = of_the_country(scene, draft, drafts)
    if country is not None:
        _set_country(scene, draft, scene.knowledge.split_code(country.code)[0], "role+country:country")
        draft.antecedent = country.span
        return
    if names_owner(scene, draft):
        return
    if _suffers(scene, draft, drafts):
        return
    if _names_itself(scene, draft):
        return
    if draft.definite or bare_modifier(scene, draft):
        same = same_role(scene, draft, drafts)
        if same is not None:
            draft.refer(same, "definite:same-role")
            return
    if draft.definite:
        if last_word(role.name) in cues("armed") and draft.plural:
            group = armed_group(scene, draft, drafts)
            if group is not None:
                draft.refer(group, "definite:group")
                return
        if _unnamed_group(scene, draft):
            group = last_group(scene, draft, drafts)
            if group is not None:
                draft.refer(group, "definite:group")
            return
    if draft.former and not draft.name:
        return
    code_without_country(scene, draft, drafts)
    if draft.code:
        return
    if any(scene.doc[i].lower_ in _FOREIGN for i in range(draft.token_start, draft.head) if i not in scene.role_at):
        return
    if sponsored(scene, draft):
        place = place_of_sentence(scene, draft, drafts)
        if place not in sponsors(scene, draft):
            _set_country(scene, draft, place, "role+country:article")
        return
    if role.kind == "people" and scene.doc[draft.head].dep_ == "compound" and not draft.plural:
        return  # "sniper attacks"
    if any(scene.doc[i].lower_ == "billion" for i in range(draft.token_start, draft.head)):
        return  # mankind
    place = place_of_sentence(scene, draft, drafts) if role.role in _FOUND_IN_PLACES else ""
    if place and (role.role != "CVL" or role.name in _UNNAMED_CIVILIANS):
        _set_country(scene, draft, place, "role+country:sentence")
    elif draft.head not in scene.role_at and is_facility(scene.doc[draft.head]):
        return  # "a military base": of whichever army
    elif last_word(role.name) in cues("jihadi") and is_plural(scene.doc[draft.head]) and not is_predicate(scene, draft):
        refer_to_jihadists(scene, draft, drafts)
    elif role.role in _STATE_ROLES and not _too_general(role) and role.kind != "people":
        if role.name == "regime" and not draft.plural and scene.memory.dominant_place():
            _set_country(scene, draft, scene.memory.dominant_place(), "role+country:article")
        elif not several_states(scene, draft) and not some_army(
            scene, draft
        ):  # "foreign ministers": of several countries
            _context(scene, draft, drafts)
    elif role.role in _GUESSED and not _too_general(role) and guessable(scene, draft):
        same = same_role(scene, draft, drafts) if role.role in OF_CONFLICT and not apart else None
        if same is not None:
            draft.refer(same, "definite:same-role")
        else:
            _set_country(scene, draft, scene.memory.dominant_place(OVERWHELMINGLY), "role+country:article")


def _names_itself(scene: Scene, draft: Draft) -> bool:
    """ "The group Friends of ...": an unknown name follows, so it is none spoken of before."""
    if draft.role is None or draft.role.role or draft.role.kind != "body" or draft.head + 1 >= scene.end:
        return False
    after = scene.doc[draft.head + 1]
    return draft.head + 1 == draft.token_end and after.text[:1].isupper() and after.pos_ in ("PROPN", "NOUN")


def _suffers(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Whom something is done to; True if nothing else may decide."""
    role = draft.role
    assert role is not None
    if role.role == "REF":
        return _fled(scene, draft, drafts)
    deed = deed_done_to(scene, draft)
    if deed is None or any(
        scene.doc[i].lower_ in _FOREIGN for i in range(draft.token_start, draft.head) if i not in scene.role_at
    ):
        return False
    kind, verb = deed
    if kind in ("send", "repress"):
        owner = of_the_subject(scene, draft, drafts, kind, verb)
        if owner:
            _set_country(scene, draft, owner, "role+country:subject")
        if draft.code or kind == "send":
            return True
    if role.kind != "people" or last_word(role.name) not in cues("victim"):
        return False
    _set_country(scene, draft, place_of_sentence(scene, draft, drafts), "role+country:sentence")
    if not draft.code and draft.plural and kind == "harm":
        _set_country(scene, draft, of_the_article(scene, drafts, verb), "role+country:article")
    return bool(draft.code)


def _fled(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Refugees are of the country they flee, here or as the article has said; never of the one they are in."""
    _set_country(scene, draft, fled_from(scene, draft), "role+country:from")
    if not draft.code and draft.definite:
        same = same_role(scene, draft, drafts)
        if same is not None:
            draft.refer(same, "definite:same-role")
    if not draft.code and len(scene.memory.fled) == 1 and several(scene, draft):
        _set_country(scene, draft, next(iter(scene.memory.fled)), "role+country:article")
    return True


def _too_general(role: Role) -> bool:
    return (
        role.name in cues("general")
        or last_word(role.name) == "team"
        or (role.kind == "member" and last_word(role.name) in cues("general"))
    )


def _belong(scene: Scene, draft: Draft, owner: Draft) -> None:
    """ "his foreign minister", "its army": the role in the owner's country."""
    assert draft.role is not None
    if not owner.code:
        return
    country = scene.knowledge.split_code(owner.code)[0]
    whole = owner.code if owner.sort in (BODY, PEOPLE, COUNTRY) or _heads_it(scene, draft, owner) else country
    draft.code = compose(whole, draft.role, scene.knowledge, former=draft.former)
    if draft.code:
        draft.rule, draft.antecedent = "role+country:pronoun", owner.span


def _heads_it(scene: Scene, draft: Draft, owner: Draft) -> bool:
    """ "His movement", said of the head of Hezbollah, is Hezbollah."""
    assert draft.role is not None
    if last_word(draft.role.name) not in _GROUP_WORDS and draft.role.kind != "member":
        return False
    return scene.knowledge.split_code(owner.code)[1] in GROUP_ROLES


def _set_country(scene: Scene, draft: Draft, country: str, rule: str) -> None:
    assert draft.role is not None
    draft.code = compose(country, draft.role, scene.knowledge, former=draft.former)
    if draft.code:
        draft.rule = rule


def _beside(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The coded name that this phrase stands in apposition with: "the home secretary, Sajid Javid"."""
    head = scene.doc[draft.head]
    near = {t.i for t in children(head, "appos", "flat")}
    if head.dep_ in ("appos", "flat", "compound", "nmod:desc"):
        near.add(head.head.i)
    for other in drafts:
        if other is not draft and other.head in near and other.code and other.name and other.sort == PERSON:
            return other
    return None


def _proper(scene: Scene, draft: Draft) -> bool:
    """Capitals inside a sentence mark a particular body: "Foreign Ministry" without an article."""
    first = scene.doc[draft.token_start]
    capitals = first.text[:1].isupper() and scene.doc[draft.head].text[:1].isupper()  # not "Shia militias"
    return draft.role is not None and draft.role.kind == "body" and capitals and not first.is_sent_start


def _unnamed_group(scene: Scene, draft: Draft) -> bool:
    """ "The group", but not "the Independent Group"."""
    role = draft.role
    assert role is not None
    if last_word(role.name) not in _GROUP_WORDS or (role.role and role.role not in GROUP_ROLES):
        return False
    inside = range(draft.token_start, draft.head)
    if any(scene.doc[i].pos_ == "PROPN" and i not in scene.at for i in inside):
        return False
    return not scene.doc[draft.head].text[:1].isupper() or draft.head == scene.start


def _context(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """A state body or office without a country."""
    assert draft.role is not None
    here = [
        other for other in drafts
        if other.token_start < draft.token_start and scene.knowledge.split_code(other.code)[0]
        and (other.subject or scene.doc[other.head].dep_ == "nmod:poss")
    ]  # fmt: skip
    main = [other for other in here if not _aside(scene, other, draft)] or here
    if main:
        _set_country(scene, draft, scene.knowledge.split_code(main[-1].code)[0], "definite:context")
        draft.antecedent = main[-1].span
        return
    if last_word(draft.role.name) in cues("posting"):
        return  # "the ambassador" of whom?
    for other in reversed(scene.memory.mentions):
        if scene.number - other.sentence > 4:
            break
        country, role = scene.knowledge.split_code(other.code)
        if other.subject and country and role == "GOV" and not other.former:
            _set_country(scene, draft, country, "definite:context")
            draft.antecedent = other.span
            return
    place = scene.memory.dominant_place()
    if draft.name and draft.entry is None and not _at_home(scene, place):
        return  # "Foreign Minister Smith said that fighters in Yemen ..."
    _set_country(scene, draft, place, "role+country:article")


def _aside(scene: Scene, other: Draft, draft: Draft) -> bool:
    """Whether a mention stands in a subordinate clause that the phrase itself is outside of."""
    token, above = scene.doc[other.head], scene.doc[draft.head]
    holding = {above.i}
    while above.head.i not in holding and scene.start <= above.head.i < scene.end:
        above = above.head
        holding.add(above.i)
    while token.i not in holding and token.head.i != token.i:
        if token.dep_ in _ASIDES:
            return True
        token = token.head
    return False


def _at_home(scene: Scene, place: str) -> bool:
    """Whether the sentences before are about that country's own people."""
    return any(
        scene.knowledge.split_code(d.code)[0] == place and (d.subject or scene.knowledge.split_code(d.code)[1])
        for d in scene.memory.mentions
    )


def _counterpart(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """The role of the person before, the country of this phrase."""
    country = scene.knowledge.split_code(draft.code)[0]
    for other in before(scene, draft, drafts):
        role = scene.knowledge.split_code(other.code)[1]
        if other.sort == PERSON and role:
            if country:
                draft.code = country + role
                draft.rule, draft.antecedent = "counterpart", other.span
            return

"""Words that point back: definite descriptions, unnamed groups, statements. The order of the rules is here.

Every rule prefers silence to a guess. What it rests on is said in the mention's `rule`:

    definite:same-role   "the ministry" after "the Foreign Ministry": last mention with that role noun
    definite:group       "the group": last armed, political or other organisation named
    definite:context     "the Foreign Ministry" without a country: that of the actor before it in the
                         sentence, else of the last government that spoke
    role+country:sentence  "protesters" in a sentence with one place "in X"
    role+country:article   last resort: the country that the article names most
    counterpart          "his Turkish counterpart": the other's role, this country
    statement            "the statement": whoever issued the last one
"""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.compose import compose
from builder.actors.drafts import BODY, COUNTRY, PEOPLE, PERSON, Draft
from builder.actors.entries import CAPITAL, NAME, Role
from builder.actors.pairs import resolve_pairs
from builder.actors.pronouns import possessor, resolve_pronouns
from builder.actors.scene import Scene
from builder.actors.syntax import children, governing_preposition, is_subject, left_edge, preposition, span_head

SAY = frozenset(
    (
        "say tell announce report state declare claim allege confirm add note insist accuse acknowledge admit "
        "assert argue maintain warn deny reveal disclose explain write tweet post condemn urge call demand "
        "reiterate stress quote describe denounce read"
    ).split()
)
_STATEMENTS = frozenset({"statement", "communique", "communiqué"})
_GROUP_WORDS = frozenset(
    (
        "group movement organization organisation faction militia outfit network party alliance coalition front "
        "bloc army"
    ).split()
)
_GROUP_ROLES = frozenset({"REB", "SEP", "UAF", "INS", "OPP", "PTY", "IGO", "NGO", "IMG", "HRI", "DEV", "CRM", "ENV"})
_STATE_ROLES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_GUESSED = frozenset({"REB", "SEP", "UAF", "INS", "OPP", "REF", "MIL", "COP"})
_FOUND_IN_PLACES = _GUESSED | {"JUD", "CVL"}
_UNNAMED_CIVILIANS = frozenset(
    ("civilian", "resident", "local resident", "villager", "people", "local people", "inhabitant", "bystander", "crowd")
)
# Words that say that the country is another than the one spoken of.
_FOREIGN = frozenset(("foreign", "western", "regional", "international", "other", "another", "global", "overseas"))
_PLACES = frozenset(["in", "at", "near", "outside", "across", "around", "inside", "throughout", "over", "within"])
# Role nouns too general to belong to the article's country without further ground.
_GENERAL = frozenset(
    (
        "head chief boss director secretary deputy chairman chairwoman chairperson chair source counterpart "
        "member figure leader delegate delegates representative envoy mediator negotiator supporter ally "
        "successor incumbent commissioner force forces officer council committee commission assembly house "
        "chamber authority agency department bureau executive patrol convoy jet tank pilot coalition division "
        "justice nationals national public society family relative brother sister son daughter wife husband "
        "mother father lawyer attorney person individual candidate agent suspect regulator watchdog inspector "
        "monitor observer fan passenger victim fighter native king queen prince princess general major captain "
        "marine sheriff marshal cleric priest intelligence rival critic opponent challenger exile leadership "
        "delegation adviser advisor aide strategist insider loyalist backer follower judge crown throne "
        "establishment"
    ).split()
)
_LAST_SENTENCES = 15


def resolve_references(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Resolve what the phrases' own words do not say, and add pronouns, pairs and statements.

    Args:
        scene: the sentence.
        drafts: its drafts in text order.

    Returns:
        All drafts in text order, those that stay unresolved included.
    """
    drafts = sorted([*drafts, *_statements(scene, drafts)], key=lambda d: (d.token_start, d.token_end))
    for draft in drafts:
        if draft.role is not None and draft.role.name == "counterpart":
            _counterpart(scene, draft, drafts)
    waiting = [d for d in drafts if d.role is not None and not d.code and not d.members]
    for draft in waiting:
        if not _needs_pronoun_or_pair(scene, draft):
            _describe(scene, draft, drafts)
    resolve_pronouns(scene, drafts)
    drafts.sort(key=lambda d: (d.token_start, d.token_end))
    resolve_pairs(scene, drafts)
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
    if any(scene.doc[i].tag_ == "PRP$" for i in range(draft.token_start, draft.head + 1)):
        owner = possessor(scene, draft, drafts)
        if owner is not None:
            _belong(scene, draft, owner)
        return
    beside = _beside(scene, draft, drafts)
    if beside is not None:
        draft.refer(beside, "apposition")
        return
    if draft.name and draft.entry is None and role.kind in ("title", "member"):
        return  # an unknown person with a title that says nothing about a country
    if _proper(scene, draft):
        draft.definite = True
    if _belongs_elsewhere(scene, draft):
        return
    if draft.definite:
        same = _same_role(scene, draft, drafts)
        if same is not None:
            draft.refer(same, "definite:same-role")
            return
        if role.name.split()[-1] in _GROUP_WORDS and (not role.role or role.role in _GROUP_ROLES):
            group = _last_group(scene, draft, drafts)
            if group is not None:
                draft.refer(group, "definite:group")
            return
    if draft.former and not draft.name:
        return
    if any(scene.doc[i].lower_ in _FOREIGN for i in range(draft.token_start, draft.head) if i not in scene.role_at):
        return
    place = _place_of_sentence(scene, draft) if role.role in _FOUND_IN_PLACES else ""
    if place and (role.role != "CVL" or role.name in _UNNAMED_CIVILIANS):
        _set_country(scene, draft, place, "role+country:sentence")
    elif role.role in _STATE_ROLES and not _too_general(role) and role.kind != "people":
        _context(scene, draft, drafts)
    elif role.role in _GUESSED and not _too_general(role) and role.kind == "people" and _several(scene, draft):
        _set_country(scene, draft, scene.memory.dominant_place(), "role+country:article")


def _too_general(role: Role) -> bool:
    return role.name in _GENERAL or (role.kind == "member" and role.name.split()[-1] in _GENERAL)


def _belong(scene: Scene, draft: Draft, owner: Draft) -> None:
    """ "his foreign minister", "its army": the role in the owner's country."""
    assert draft.role is not None
    if not owner.code:
        return
    country = scene.knowledge.split_code(owner.code)[0]
    whole = owner.code if owner.sort in (BODY, PEOPLE, COUNTRY) else country
    draft.code = compose(whole, draft.role, scene.knowledge, former=draft.former)
    if draft.code:
        draft.rule, draft.antecedent = "role+country:pronoun", owner.span


def _set_country(scene: Scene, draft: Draft, country: str, rule: str) -> None:
    assert draft.role is not None
    draft.code = compose(country, draft.role, scene.knowledge, former=draft.former)
    if draft.code:
        draft.rule = rule


def _belongs_elsewhere(scene: Scene, draft: Draft) -> bool:
    """The phrase names an owner whom nobody knows: "Scientology officials", "members of the club"."""
    for i in range(draft.token_start, draft.token_end):
        token = scene.doc[i]
        if (
            token.pos_ == "PROPN"
            and i not in scene.role_at
            and token.dep_ in ("compound", "nmod:poss", "nmod", "flat", "amod")
        ):
            if not draft.name:
                return True
    assert draft.role is not None
    cases = ("of", "for", "from") if draft.role.kind == "member" else ("of",)
    return any(preposition(c) in cases and c.pos_ in ("NOUN", "PROPN") for c in children(scene.doc[draft.head], "nmod"))


def _several(scene: Scene, draft: Draft) -> bool:
    noun = scene.doc[draft.head]
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("crowd", "population", "mob", "electorate", "infantry")


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
    return draft.role is not None and draft.role.kind == "body" and first.text[:1].isupper() and not first.is_sent_start


def _before(scene: Scene, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """Drafts before this one, nearest first, not farther back than the window."""
    here = [d for d in drafts if d.token_start < draft.token_start]
    earlier = [m for m in scene.memory.mentions if scene.number - m.sentence <= _LAST_SENTENCES]
    return [*reversed(here), *reversed(earlier)]


def _same_role(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    assert draft.role is not None
    last = draft.role.name.split()[-1]
    whole = draft.role.name
    for other in _before(scene, draft, drafts):
        if not (other.code or other.members) or (other.role is None and other.entry is None):
            continue
        if other.plural != draft.plural and draft.role.kind == "holder":
            continue
        if other.former != draft.former:
            continue
        names = [other.role.name] if other.role is not None else []
        if other.entry is not None:
            names += [other.entry.office] if other.entry.person else [other.entry.name.lower()]
        for name in names:
            if name == whole or (" " not in whole and name.split()[-1:] == [last] and draft.role.kind != "member"):
                return other
    return None


def _last_group(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    for other in _before(scene, draft, drafts):
        if other.sort in (BODY, PEOPLE) and other.code and not other.plural and other.entry is not None:
            if scene.knowledge.split_code(other.code)[1] in _GROUP_ROLES:
                return other
    return None


def _place_of_sentence(scene: Scene, draft: Draft) -> str:
    """The one country that the sentence says things happen in."""
    found = set()
    for match in scene.names:
        if match.form not in (NAME, CAPITAL) or match.entry is None or match.entry.person:
            continue
        if match.entry.kind not in ("country", "territory", "historical", "city"):
            continue
        head = span_head(scene.doc, match.token_start, match.token_end)
        if head.dep_.startswith(("obl", "nmod", "conj")) and governing_preposition(head) in _PLACES:
            found.add(match.code[:3])
    return found.pop() if len(found) == 1 else ""


def _context(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """A state body or office without a country."""
    for other in drafts:
        if other.token_start >= draft.token_start:
            break
        country = scene.knowledge.split_code(other.code)[0]
        if country and (other.subject or scene.doc[other.head].dep_ == "nmod:poss"):
            _set_country(scene, draft, country, "definite:context")
            draft.antecedent = other.span
    if draft.code:
        return
    for other in reversed(scene.memory.mentions):
        if scene.number - other.sentence > 4:
            break
        country, role = scene.knowledge.split_code(other.code)
        if other.subject and country and role == "GOV" and not other.former:
            _set_country(scene, draft, country, "definite:context")
            draft.antecedent = other.span
            return
    _set_country(scene, draft, scene.memory.dominant_place(), "role+country:article")


def _counterpart(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """The role of the person before, the country of this phrase."""
    country = scene.knowledge.split_code(draft.code)[0]
    for other in _before(scene, draft, drafts):
        role = scene.knowledge.split_code(other.code)[1]
        if other.sort == PERSON and role:
            if country:
                draft.code = country + role
                draft.rule, draft.antecedent = "counterpart", other.span
            return


def _statements(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "The statement said": an act of whoever issued the last one."""
    found = []
    for token in scene.doc[scene.start : scene.end]:
        if token.lemma_.lower() not in _STATEMENTS or token.pos_ not in ("NOUN", "PROPN"):
            continue
        issuer = _issuer(scene, token, drafts)
        if issuer is not None:
            scene.memory.statement = issuer
            continue
        source = scene.memory.statement
        if source is not None and any(c.lower_ in ("the", "this", "that") for c in token.children if c.dep_ == "det"):
            start = left_edge(token, range(token.i, token.i + 1))
            draft = Draft(start, token.i + 1, token.i, sort=BODY, subject=is_subject(token), sentence=scene.number)
            draft.refer(source, "statement")
            found.append(draft)
    return found


def _issuer(scene: Scene, token: Token, drafts: list[Draft]) -> Draft | None:
    by_token = {i: d for d in drafts for i in range(d.token_start, d.token_end)}
    owners = [*children(token, "nmod:poss", "compound", "amod")]
    owners += [c for c in children(token, "nmod", "acl") if preposition(c) in ("of", "from", "by")]
    for owner in owners:
        draft = by_token.get(owner.i)
        if draft is not None and draft.code:
            return draft
    if any(c.lower_ in ("the", "this", "that") for c in token.children if c.dep_ == "det"):
        return None
    if token.dep_.startswith("obl") and preposition(token) in ("in", "by"):  # "the ministry said in a statement"
        for subject in children(token.head, "nsubj"):
            draft = by_token.get(subject.i)
            if draft is not None:
                return draft
    return None

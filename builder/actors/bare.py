"""Names on their own: countries, capitals as metonyms, organisations, people, and names the article taught."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.drafts import BODY, COUNTRY, PEOPLE, PERSON, THING, Draft, Known
from builder.actors.entries import ADJECTIVE, CAPITAL, DEMONYM, NAME, NOT_ACTOR, Entry
from builder.actors.matching import NameMatch
from builder.actors.scene import Scene
from builder.actors.syntax import (
    OBLIQUES,
    POSSESSIVES,
    children,
    function,
    governing_preposition,
    is_plural,
    is_subject,
    left_edge,
    runs,
    span_head,
)

_STATE_KINDS = frozenset({"country", "territory", "historical", "region", "state"})
# A capital is only a place after these, whatever stands before.
_LOCATIVE = frozenset(
    (
        "in at over near outside around through across into above inside beneath off throughout within toward "
        "towards via past along beyond outside_of close_to near_to next_to onto north south east west out_of"
    ).split()
)
# Verbs whose subject is the town, not the government.
_TOWN_VERBS = frozenset(
    (
        "be come suffer lie see wake remain experience celebrate host have fall burn stand sit grow become "
        "sleep shake boast house contain resemble awaken endure"
    ).split()
)
_HURT = frozenset(
    (
        "attack hit strike bomb shell raid shake target pound rock besiege capture seize storm surround damage "
        "destroy liberate occupy retake encircle blast devastate evacuate flood overrun take"
    ).split()
)
_ATTACKS = frozenset(
    (
        "attack strike bombing shelling raid assault missile rocket drone airstrike offensive bombardment "
        "advance march siege barrage fire onslaught air-raid invasion"
    ).split()
)
_TRAVEL = frozenset(
    (
        "travel go fly return arrive come drive move head march walk flee trip visit journey flight way rush "
        "back route road run ship transfer relocate withdraw retreat evacuate bring take carry airlift fall "
        "close next near advance"
    ).split()
)
# Nouns and verbs after which "of", "from" and "on" introduce a government rather than a town.
_POLITICAL = frozenset(
    (
        "action policy criticism condemnation support backing approval part behalf demand hand influence "
        "ambassador ally enemy foe friend opponent critic intention ambition position stance response "
        "accusation denunciation rejection leader government ministry regime accuse pressure message statement "
        "reaction call order aid help reply warning protest pledge assurance permission money funding "
        "instruction denial comment word signal threat promise anger complaint letter sanction embargo penalty "
        "restriction tariff dependence reliance depend rely impose press urge prevail count independence "
        "concession invitation proposal offer request"
    ).split()
)


CALENDAR = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december"
    ).split()
)


def draft_name(scene: Scene, match: NameMatch) -> Draft | None:
    """Resolve a dictionary name that no role phrase has taken in.

    Args:
        scene: the sentence.
        match: the name.

    Returns:
        A draft, or None where the words are a place or no actor.
    """
    if match.form == NOT_ACTOR or scene.sponsors(match):
        return None
    head = span_head(scene.doc, match.token_start, match.token_end)
    entry = match.entry
    assert entry is not None
    draft = Draft(
        match.token_start, match.token_end, head.i, match.code, entry.name, entry.id, match.rule, sort=sort_of(entry),
        entry=entry, subject=is_subject(head), plural=is_plural(head), sentence=scene.number,
    )  # fmt: skip
    if draft.sort == BODY and match.token_start > scene.start:
        _take_own_country(scene, match, draft, head)
    if match.form == CAPITAL or (entry.kind == "city" and match.form == NAME):
        return _capital(draft, head, entry, scene)
    if match.rule == "name":
        draft.rule = _name_rule(match, head, entry)
    if match.form in (DEMONYM, ADJECTIVE):
        if draft.rule == "demonym" and not draft.plural and head.tag_ != "JJ":
            draft.sort = PERSON
        elif draft.rule == "demonym":
            draft.sort = PEOPLE
    return draft


def _take_own_country(scene: Scene, match: NameMatch, draft: Draft, head: Token) -> None:
    """A body's name takes in its article and its country: "the IAEA", "Iran's news agency IRNA"."""
    start = left_edge(head, range(match.token_start, match.token_end))
    country = scene.knowledge.split_code(match.code)[0]
    for i in range(start, match.token_start):
        other = scene.at.get(i)
        token = scene.doc[i]
        if token.dep_ in ("det", "case") or token.lower_ in ("'s", "’s"):
            continue
        if other is None or not country or scene.knowledge.split_code(other.code)[0] != country or other.entry is None:
            return
        if other.entry.kind not in _STATE_KINDS or scene.sponsors(other):
            return
    draft.token_start = start


def sort_of(entry: Entry) -> str:
    """Return what kind of thing an entry is, for pronouns: PERSON, COUNTRY, PEOPLE or BODY."""
    if entry.person:
        return PERSON
    if entry.kind in _STATE_KINDS:
        return COUNTRY
    return PEOPLE if entry.kind in ("ethnic", "people", "religious", "religion") else BODY


def _name_rule(match: NameMatch, head: Token, entry: Entry) -> str:
    relation = head.dep_
    if match.form in (ADJECTIVE, DEMONYM):
        modifies = relation in ("amod", "compound", "nmod:desc", "nmod:unmarked", "flat", "advmod")
        return "adjective" if modifies else "demonym"
    if relation == "nmod:poss":
        return "possessor"
    if relation in ("compound", "amod", "nmod:desc", "nmod:unmarked"):
        return "modifier"
    return "name"


def _capital(draft: Draft, head: Token, entry: Entry, scene: Scene) -> Draft | None:
    """A capital stands for its government, for its country (owner, target of an attack), or is only a place.

    Government: subject of an act, object of a verb of speech or pressure, or under a preposition that
    marks a party ("with", "against", "pressure on"). None: "in", "over", "near" and the like.
    """
    role = _capital_use(head, scene)
    if not role:
        return None
    country = draft.code[:3]
    if entry.kind == "city" and role == "government":
        return None
    draft.code = country + "GOV" if role == "government" else country
    draft.rule = f"capital:{role}"
    draft.sort = COUNTRY
    draft.name = entry.name
    return draft


def _capital_use(head: Token, scene: Scene) -> str:
    relation, governor = function(head)
    case = governing_preposition(head)
    if relation == "nmod:poss":
        return "possessor" if any(c.lower_ in POSSESSIVES for c in head.children) else ""
    if relation in ("compound", "amod", "nmod:desc", "flat", "nmod:unmarked", "appos", "list"):
        return ""
    if case in _LOCATIVE or any(c.lower_ in ("north", "south", "east", "west") for c in head.lefts):
        return ""
    lemma = governor.lemma_.lower()
    if relation.startswith("nsubj"):
        if relation == "nsubj:pass":
            return "target" if lemma in _HURT else "government"
        if governor.pos_ in ("NOUN", "PROPN", "ADV") and not (governor.pos_ == "NOUN" and children(governor, "case")):
            return ""  # "Baghdad is a city"; but "Baghdad is in talks"
        return "" if lemma in _TOWN_VERBS else "government"
    if relation in ("obj", "iobj"):
        return "object" if lemma in _HURT or lemma in _TRAVEL or lemma in ("leave", "reach", "enter") else "government"
    if relation.startswith(OBLIQUES) or relation == "dep":
        return _after_preposition(case, lemma, governor)
    return "government" if relation in ("xcomp", "ccomp", "vocative") else ""


def _after_preposition(case: str, lemma: str, governor: Token) -> str:
    if case in ("on", "against", "upon") and (lemma in _ATTACKS or lemma in _HURT or lemma == "advance"):
        return "target"
    if case == "to":
        return "" if lemma in _TRAVEL or governor.tag_ in ("JJ", "RB") else "government"
    if case in ("from", "of", "on"):
        return "government" if lemma in _POLITICAL else ""
    if case in ("with", "by", "between", "against", "for", "among", "without", "according_to", "despite", "like", "than",
                "toward", "towards", "about", "because_of", "under"):  # fmt: skip
        return "government" if lemma not in _TRAVEL or case in ("with", "by") else ""
    return ""


def draft_unknown(scene: Scene) -> list[Draft]:
    """Return drafts for proper names that the dictionary lacks: recalled, learnt by apposition, or uncoded."""
    free = {i for i in range(scene.start, scene.end) if i not in scene.used and i not in scene.at}
    drafts = []
    for start, end in runs(scene.doc, scene.start, scene.end, free):
        text = scene.doc[start:end].text
        if text.lower() in CALENDAR:  # "Netanyahu Monday accused ..."
            continue
        head = span_head(scene.doc, start, end)
        known = scene.memory.recall(text)
        draft = Draft(
            start,
            end,
            head.i,
            name=text,
            rule="unresolved",
            sort=THING,
            subject=is_subject(head),
            sentence=scene.number,
        )
        if known is not None and known.code:
            draft.code, draft.rule, draft.antecedent = known.code, known.rule, known.span
            draft.name, draft.actor_id, draft.entry = known.title, known.actor_id, known.entry
            draft.sort = sort_of(known.entry) if known.entry is not None else PERSON
        elif not _names_somebody(head):
            continue
        drafts.append(draft)
    return drafts


def _names_somebody(head: Token) -> bool:
    relation, _ = function(head)
    return relation.startswith(("nsubj", "obj", "iobj", "appos")) or relation == "obl:agent"


def learn_appositions(scene: Scene, drafts: list[Draft]) -> None:
    """Give a name the code of the phrase beside it, either way round, and remember it.

    "Abbas Araghchi, Iran's foreign minister, ..." and "Iran's foreign minister, Abbas Araghchi, ...".

    Args:
        scene: the sentence.
        drafts: its drafts; those of names without a code are filled in.
    """
    doc = scene.doc
    by_head = {d.head: d for d in drafts}
    for draft in drafts:
        if draft.code or not draft.name:
            continue
        head = doc[draft.head]
        beside = children(head, "appos", "acl:relcl", "parataxis")
        beside += [c for t in children(head, "appos") for c in children(t, "conj")]  # "X, a teacher and member of Y"
        near = [by_head.get(t.i) for t in beside]
        if head.dep_ in ("appos", "flat"):
            near.append(by_head.get(head.head.i))
        for child in children(head, "acl:relcl"):  # "Smith, who is France's envoy"
            if any(c.lemma_ == "be" for c in child.children):
                near.append(by_head.get(child.i))
        if any(c.dep_ == "cop" for c in head.head.children) and head.dep_ == "nsubj":
            near.append(by_head.get(head.head.i))  # "Smith is France's envoy"
        for other in near:
            if other is not None and other is not draft and other.role is not None and other.code and not other.plural:
                draft.code, draft.rule, draft.antecedent = other.code, "apposition", other.span
                draft.sort = other.sort
                scene.memory.learn(Known(draft.code, draft.name, "", draft.span, "learned:apposition"))
                break

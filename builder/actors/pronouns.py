"""Pronouns: whom he, she, it, they, we and I stand for.

    he, she    who says so, in "..., saying he would"; else the person who is the subject before it in the
               sentence, else the person nearest before it, else the subject (else the last person) of
               one of the two sentences before; as an object never the subject of its own verb
    it, its    the same for countries and bodies; "it" only as the subject of an active verb
    they       a plural mention or coordinated mentions, in the sentence or the one before
    we, I      in a quotation: whoever says it

A person without a code is an antecedent too: then the pronoun stays without one. Outside a
quotation nothing inside one counts.
"""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.cues import cues
from builder.actors.drafts import BODY, COUNTRY, PEOPLE, PERSON, THING, Draft
from builder.actors.scene import Scene
from builder.actors.syntax import children, is_passive, is_subject

_PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
# Objects where they refer; elsewhere they only stress somebody else ("the group that itself attacked").
_EMPHATIC = frozenset({"himself", "herself", "itself", "themselves"})
_THINGS = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKERS = frozenset({"we", "us", "our", "i", "me", "my", "ours", "mine"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
_EMPTY_VERBS = frozenset(
    "seem appear take matter happen rain snow mean remain turn become be follow look feel sound cost".split()
)
SAYING = frozenset(
    (
        "say tell announce report state declare claim allege confirm add note insist acknowledge admit assert "
        "argue maintain warn deny reveal disclose explain write tweet post reiterate stress quote reply respond "
        "comment continue conclude ask call urge remark recall vow pledge promise"
    ).split()
)
_CLAUSES = 6
_BACK = 2
_BACK_OVER_QUOTES = 4


def resolve_pronouns(scene: Scene, drafts: list[Draft]) -> None:
    """Add drafts for the pronouns of a sentence that can be resolved.

    Args:
        scene: the sentence.
        drafts: its other drafts; the pronouns' are added.
    """
    covered = {i for d in drafts if d.code or d.members for i in range(d.token_start, d.token_end)}
    pronouns = [t for t in scene.doc[scene.start : scene.end] if t.pos_ in ("PRON", "DET") and t.i not in covered]
    # "We" last: whoever says it may be a pronoun himself, after the quotation.
    for token in sorted(pronouns, key=lambda t: t.lower_ in _SPEAKERS):
        word = token.lower_
        if _titled(scene, token) or (word in _EMPHATIC and not token.dep_.startswith(("obj", "iobj", "obl", "nmod"))):
            continue
        source = _source(scene, token, word, drafts)
        if source is None or not (source.code or source.members) or _private(scene, source):
            continue
        sort = PERSON if word in _PERSONS else source.sort
        draft = Draft(
            token.i, token.i + 1, token.i, sort=sort, subject=is_subject(token), sentence=scene.number,
            plural=word in _MANY, entry=source.entry, former=source.former,
        )  # fmt: skip
        draft.refer(source, "quote" if word in _SPEAKERS else "pronoun")
        drafts.append(draft)


def _titled(scene: Scene, token: Token) -> bool:
    """A pronoun within a title: "the She Decides initiative"."""
    if not token.text[:1].isupper() or token.text == "I" or token.i == scene.start or token.is_sent_start:
        return False
    return bool(token.nbor(-1).is_alpha)


def _private(scene: Scene, source: Draft) -> bool:
    """Somebody of whom the article tells no more than a nationality."""
    learned = source.rule in ("apposition", "learned:apposition") and source.sort == PERSON
    return learned and not source.members and not scene.knowledge.split_code(source.code)[1] and len(source.code) == 3


def _source(scene: Scene, token: Token, word: str, drafts: list[Draft]) -> Draft | None:
    if word in _SPEAKERS:
        return _quoted_speaker(scene, token, drafts)
    if word in _PERSONS:
        return _antecedent(scene, token, drafts, frozenset({PERSON}))
    if word in _THINGS and (word in ("its", "itself") or _acts(token)):
        announcer = _announcer(scene, token, drafts)
        if announcer is not None:
            return announcer
        source = _antecedent(scene, token, drafts, frozenset({COUNTRY, BODY}))
        return source if source is not None and _undisputed(scene, token, source) else None
    if word in _MANY:
        return _many(scene, token, drafts)
    return None


def _acts(token: Token) -> bool:
    """ "It" that does something: no "it is", "it was reported that", "it seems"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ != "VERB" or is_passive(verb):
        return False
    return verb.lemma_.lower() not in _EMPTY_VERBS and not any(c.dep_ in ("csubj", "cop") for c in verb.children)


def _undisputed(scene: Scene, token: Token, source: Draft) -> bool:
    """No other noun has become the subject since: "Moscow signed the pact. The pact ... it ..."."""
    if token.head.lemma_.lower() in SAYING and token.dep_ == "nsubj":
        return True
    doc = scene.doc
    between = doc[source.head + 1 : token.i]
    if any(t.dep_ in ("nsubj", "nsubj:pass") and t.pos_ in ("NOUN", "PROPN") for t in between):
        return False
    if source.sentence == scene.number:
        return True
    verb = doc[source.head].head
    return verb.dep_ in ("root", "ROOT", "conj") or verb.head.i == verb.i


def _fits(scene: Scene, draft: Draft, token: Token, sorts: frozenset[str]) -> bool:
    if draft.sort not in sorts | {THING} or draft.plural or (draft.members and len(draft.members) > 1):
        return False
    if draft.rule in ("adjective", "modifier") or children(scene.doc[draft.head], "cop"):
        return False  # "wanted to be a leader" introduces nobody
    return (draft.head in scene.quoted) == (token.i in scene.quoted) or draft.head not in scene.quoted


def _antecedent(scene: Scene, token: Token, drafts: list[Draft], sorts: frozenset[str]) -> Draft | None:
    owner = _joined_owner(token)
    if owner is not None:
        joined = _drafted(scene, owner, drafts)
        if joined is None or ((joined.sort in sorts or PERSON not in sorts) and not joined.plural):
            return joined
    before = [d for d in drafts if d.token_end <= token.i and _fits(scene, d, token, sorts)]
    if token.i not in scene.quoted:
        before = [d for d in before if d.head not in scene.quoted]
    speaker = _reporting_subject(token, before)
    if speaker is not None:
        return speaker
    barred = _own_subject(token)
    before = [d for d in before if d.head not in barred]
    subjects = [d for d in before if d.subject and d.head != token.head.i]
    if subjects:
        return subjects[-1]
    if before and (PERSON in sorts or token.dep_ == "nmod:poss" or _subordinate(token)):
        return before[-1]
    return _subject_ahead(scene, token, drafts, sorts) or _earlier(scene, sorts)


def _subject_ahead(scene: Scene, token: Token, drafts: list[Draft], sorts: frozenset[str]) -> Draft | None:
    """ "In his talks with May, Erdoğan said": a phrase in front of the subject points ahead to it."""
    if token.dep_ != "nmod:poss" or not token.head.dep_.startswith("obl"):
        return None
    subject = next((c for c in token.head.head.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i < token.i:
        return None
    ahead = _drafted(scene, subject, drafts)
    return ahead if ahead is not None and ahead.code and _fits(scene, ahead, token, sorts) else None


def _announcer(scene: Scene, token: Token, drafts: list[Draft]) -> Draft | None:
    """In "a US announcement that it would go" the one who announces, though a mere adjective."""
    verb = token.head
    if token.lower_ != "it" or verb.dep_ not in ("acl", "ccomp") or verb.head.pos_ != "NOUN":
        return None
    beside = {c.i for c in verb.head.children if c.dep_ in ("amod", "compound", "nmod:poss") and c.i < verb.head.i}
    found = [d for d in drafts if d.head in beside and d.sort in (COUNTRY, BODY) and d.code]
    return found[0] if len(found) == 1 else None


def _drafted(scene: Scene, token: Token, drafts: list[Draft]) -> Draft | None:
    """The draft that a token heads; a possessor's own, not that of what he possesses."""
    return next((d for d in drafts if d.head == token.i and (d.role is not None or d.code or d.name)), None)


def _joined_owner(token: Token) -> Token | None:
    """In "the YPG and its arm", "the YPG's growth and its arm" and "a man and their son", the first of the two."""
    noun = token.head
    if token.dep_ != "nmod:poss" or noun.dep_ != "conj" or noun.head.i > token.i:
        return None
    first = noun.head
    owners = [c for c in first.children if c.dep_ == "nmod:poss"]
    if owners:
        return owners[0] if owners[0].pos_ in ("NOUN", "PROPN") else None
    return first if (first.pos_ in ("NOUN", "PROPN") and token.lower_ != "its") or first.pos_ == "PROPN" else None


def _subordinate(token: Token) -> bool:
    """ "It" in a clause that goes with what stands before: "leave the US searching if it returns"."""
    return token.dep_ == "nsubj" and token.head.dep_ in ("advcl", "acl", "acl:relcl", "ccomp")


def _reporting_subject(token: Token, before: list[Draft]) -> Draft | None:
    """In "the leader rejected the result, saying he would sue", whoever rejected it."""
    if token.dep_ not in ("nsubj", "nsubj:pass", "nmod:poss"):
        return None
    verb = token.head
    for _ in range(_CLAUSES):
        if verb.dep_ == "advcl" and verb.lemma_.lower() in SAYING and not _has_subject(verb):
            subject = _subject_above(verb.head)
            return next((d for d in before if subject is not None and d.head == subject.i), None)
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _own_subject(token: Token) -> set[int]:
    """Who does what is done to an object pronoun: "Putin thanked him" is not Putin."""
    if token.dep_ not in ("obj", "iobj", "obl") or token.lower_.endswith(("self", "selves")):
        return set()
    subject = _subject_above(token.head)
    return {subject.i} if subject is not None else set()


def _has_subject(verb: Token) -> bool:
    return any(c.dep_.startswith(("nsubj", "csubj")) for c in verb.children)


def _subject_above(verb: Token) -> Token | None:
    """A verb's subject, or that of the verb that it shares one with."""
    for _ in range(_CLAUSES):
        for child in verb.children:
            if child.dep_ == "nsubj":
                return child
        if verb.dep_ not in ("conj", "xcomp", "advcl") or _has_subject(verb) or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _earlier(scene: Scene, sorts: frozenset[str]) -> Draft | None:
    """The subject of the nearest sentence before that has a fitting mention outside quotations."""
    reach = _BACK if PERSON in sorts else _BACK_OVER_QUOTES
    by_sentence: dict[int, list[Draft]] = {}
    for draft in reversed(scene.memory.mentions):
        if scene.number - draft.sentence > reach:
            break
        fits = (
            draft.sort in sorts | {THING}
            and not draft.plural
            and draft.rule not in ("adjective", "modifier", "possessor")
        )
        if fits and not draft.quoted:
            by_sentence.setdefault(draft.sentence, []).insert(0, draft)
    for number in sorted(by_sentence, reverse=True):
        found = by_sentence[number]
        subjects = [d for d in found if d.subject]
        if subjects:
            return subjects[0]
        if PERSON in sorts:
            return found[-1]
    return None


def _many(scene: Scene, token: Token, drafts: list[Draft]) -> Draft | None:
    owner = _joined_owner(token)
    if owner is not None and (owner.dep_ == "nmod:poss" or _drafted(scene, owner, drafts)):
        return _drafted(scene, owner, drafts)
    before = [d for d in drafts if d.token_end <= token.i]
    last = [d for d in scene.memory.mentions if d.sentence == scene.number - 1]
    if not last:
        last = [d for d in scene.memory.mentions if d.sentence == scene.number - _BACK]
    for group in (before, last):
        plural = [d for d in group if d.members or (d.code and (d.plural or _armed(scene, d, token)))]
        subjects = [d for d in plural if d.subject]
        best = subjects or plural
        nearest = best[-1] if best else None
        pair = coordinated(scene, group[::-1])
        # "Putin and Pezeshkian deepened ties between their countries when they signed": the nearest
        # coordinated subject, unless a plural noun stands after it.
        if pair and (nearest is None or nearest.rule == "pronoun" or nearest.head < pair[0].head):
            return _union(sorted(pair, key=lambda d: d.token_start))
        if nearest is not None:
            return None if _others_since(scene, nearest, token, drafts) else nearest
    return None


def _others_since(scene: Scene, source: Draft, token: Token, drafts: list[Draft]) -> bool:
    """People without a code who have become the subject since: "our neighbours ran for their lives"."""
    coded = {d.head for d in drafts if d.code or d.members}
    for noun in scene.doc[max(source.token_end, 0) : token.i]:
        if not noun.dep_.startswith("nsubj") or noun.i in coded or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        many = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
        if many and (noun.i in scene.role_at or noun.lemma_.lower() in cues("human")):
            return True
    return False


def _armed(scene: Scene, draft: Draft, token: Token) -> bool:
    """An armed group under its name, as a subject, is "they" too: "Isis were near. They attacked"."""
    if (
        token.dep_ != "nsubj"
        or not scene.doc[draft.head].dep_.startswith("nsubj")
        or draft.sort != BODY
        or draft.entry is None
    ):
        return False
    return draft.code.startswith("IMG") or scene.knowledge.split_code(draft.code)[1] in ("REB", "UAF", "SEP", "INS")


def coordinated(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the first coordinated subjects among drafts ("Putin and Pezeshkian"), else nothing."""
    by_head = {d.head: d for d in drafts if d.code}
    for draft in drafts:
        if not draft.code or not draft.subject:
            continue
        joined = [by_head[c.i] for c in scene.doc[draft.head].children if c.dep_ == "conj" and c.i in by_head]
        codes = {d.code for d in [draft, *joined]}
        if joined and len(codes) > 1:
            return [draft, *joined]
    return []


def _union(drafts: list[Draft]) -> Draft:
    first, last = drafts[0], drafts[-1]
    codes = tuple(dict.fromkeys(d.code for d in drafts))
    return Draft(
        first.token_start, last.token_end, first.head, members=codes, sort=PEOPLE, plural=True, sentence=first.sentence
    )


def somebody_speaks(scene: Scene) -> bool:
    """Say whether a verb of saying outside quotations has a subject, known or not."""
    for token in scene.doc[scene.start : scene.end]:
        if token.dep_ == "nsubj" and token.i not in scene.quoted and token.head.lemma_.lower() in SAYING:
            return True
    return False


def speaker_of(scene: Scene, drafts: list[Draft]) -> Draft | None:
    """Return the draft that is the subject of a verb of saying outside quotations, if there is one."""
    for draft in drafts:
        if (draft.code or draft.name) and draft.subject and draft.head not in scene.quoted:
            verb = scene.doc[draft.head].head
            if verb.lemma_.lower() in SAYING:
                return draft
    return None


def _quoted_speaker(scene: Scene, token: Token, drafts: list[Draft]) -> Draft | None:
    if token.i not in scene.quoted:
        return None
    if somebody_speaks(scene):
        return speaker_of(scene, drafts)
    return scene.memory.speaker


def possessor(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Return what the possessive pronoun in front of a role noun stands for ("its army").

    Args:
        scene: the sentence.
        draft: the role phrase.
        drafts: drafts of the sentence, pronouns among them.
    """
    for i in range(draft.token_start, draft.head + 1):
        if scene.doc[i].lower_ in _POSSESSIVE:
            for other in drafts:
                if other.token_start == i and other.token_end == i + 1:
                    return other
    return None

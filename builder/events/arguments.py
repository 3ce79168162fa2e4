"""The subjects and objects of a verb, whatever grammar does to them.

Normalises passives, relative clauses, participles, control and coordinated verbs. `slots` puts them
together with the prepositional phrases.
"""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSES = ("xcomp", "advcl", "acl", "ccomp", "advcl:relcl")
# Verbs that lend a noun its subject: "Israel launched strikes on ...", "held talks with ...".
SUPPORT_VERBS = frozenset(
    (
        "launch conduct carry hold stage mount make begin start continue resume sign reach conclude have give "
        "take undertake open perform pay do step intensify renew unleash wage commit direct order announce "
        "issue deliver offer provide lead execute expand escalate extend host attend join engage impose "
        "exchange share strike send voice express file lodge level place deploy fire score initiate hand show"
    ).split()
)


def children(token: Token, *relations: str) -> list[Token]:
    """Return a token's children that stand in one of the relations.

    Example:
        >>> children(verb, "nsubj", "nsubj:pass")  # doctest: +SKIP
    """
    return [child for child in token.children if child.dep_ in relations]


def preposition(token: Token) -> str:
    """Return the preposition of an oblique or nominal modifier, or "".

    Fixed expressions are joined ("because_of"), the last simple one counts twice: "in front of" is
    found under "in_front_of".

    Example:
        >>> preposition(head_of("with Iran"))  # doctest: +SKIP
        'with'
    """
    for case in children(token, "case", "mark"):
        if case.pos_ == "PART" or case.lower_ in ("'s", "’s", "'", "’"):
            continue
        fixed = children(case, "fixed")
        return "_".join([case.lower_, *(f.lower_ for f in fixed)])
    return ""


def is_passive(verb: Token) -> bool:
    """Say whether a verb form is passive: "was hit", "sanctions imposed by", "accused of".

    Example:
        >>> is_passive(token_of("hit", "Tehran was hit by missiles"))  # doctest: +SKIP
        True
    """
    if children(verb, "aux:pass"):
        return True
    if children(verb, "nsubj:pass", "csubj:pass"):
        # "Trump berated Canada": without "was", and with an object, the label is a slip of the parser.
        return not (children(verb, "obj") and (verb.tag_ == "VBD" or children(verb, "aux")))
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, *SUBJECTS):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl", "xcomp") and not children(verb, "aux", "obj")


def conjuncts(token: Token) -> list[Token]:
    """Return a token and what is coordinated with it ("Russia and Iran"), in text order.

    Example:
        >>> [t.text for t in conjuncts(russia)]  # doctest: +SKIP
        ['Russia', 'Iran']
    """
    found = [token]
    for item in found:
        found.extend(c for c in children(item, "conj") if c not in found)
    return sorted(found, key=lambda t: t.i)


def _relative_antecedent(verb: Token) -> Token | None:
    node = verb
    while node.dep_ == "conj":
        node = node.head
    return node.head if node.dep_ == "acl:relcl" else None


def resolve_relative(token: Token, verb: Token) -> Token:
    """Return what a relative pronoun of the verb stands for, or the token itself."""
    antecedent = _relative_antecedent(verb)
    if antecedent is not None and token.lower_ in _RELATIVE:
        return antecedent
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the logical subjects of a verb in active or passive form.

    Follows coordination, control ("agreed to send"), participles ("Russia, accusing Israel of ...")
    and relative clauses. For a passive this is the by-phrase.

    Args:
        verb: the predicate.
        depth: how many clauses have been climbed already; stops at 4.

    Example:
        >>> subjects(send)  # "France agreed to send troops"  # doctest: +SKIP
        [France]
    """
    if is_passive(verb):
        return agents(verb)
    return surface_subjects(verb, depth)


def agents(verb: Token) -> list[Token]:
    """Return the by-phrase of a passive verb."""
    return [c for c in verb.children if c.dep_.startswith("obl") and preposition(c) == "by"]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return whatever stands, or is understood, as the grammatical subject of a verb."""
    own = children(verb, *SUBJECTS, "nsubj:pass", "csubj:pass")
    if own:
        return [resolve_relative(t, verb) for t in own]
    if depth > 4:
        return []
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return surface_subjects(coordinate_of(verb), depth + 1)
    if verb.dep_ == "acl:relcl" and not _has_gap_filler(verb):
        return [head]
    if verb.dep_ in ("acl",):
        if verb.tag_ == "VBG":
            return [head]
        if verb.tag_ == "VBN":
            return [head]
        return _owners_or_subjects(head, depth)
    if verb.dep_ in ("xcomp", "ccomp"):
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            controlled = objects(head) or children(head, "iobj") if verb.dep_ == "xcomp" else []
            return controlled or surface_subjects(head, depth + 1)
        return _owners_or_subjects(head, depth)
    if verb.dep_ == "advcl" and (verb.tag_ in ("VBG", "VBN", "VB")):
        if verb.tag_ == "VBG" and any(c.lower_ in _OBJECT_CONTROL for c in children(verb, "mark", "case")) and objects(head):
            return objects(head)  # "accused M23 of shelling", "barred him from leaving"
        if head.pos_ == "NOUN" and not children(head, "cop"):
            return _owners_or_subjects(head, depth)
        logical = subjects(head, depth + 1) if is_passive(head) else []
        return logical or surface_subjects(head, depth + 1)
    if verb.dep_ == "parataxis":
        return []
    return []


_PRESENT, _PAST = frozenset({"VBZ", "VBP"}), frozenset({"VBD"})


def coordinate_of(verb: Token) -> Token:
    """Return the verb that a coordinated verb goes with.

    Usually its head. But in "told X that Russia condemns ... and expressed condolences" the parser
    joins "expressed" to the nearer verb though the tense says that it goes with "told"; and
    "statements said the strikes were unprovoked and accused Israel" cannot join an active verb to
    the passive or adjectival clause before it.
    """
    head = verb.head
    outer = head.head
    if head.dep_ != "ccomp" or outer.tag_ not in _PAST or verb.tag_ not in _PAST | {"VBN"}:
        return head
    auxiliaries = {c.lower_ for c in children(head, "aux", "aux:pass", "cop")}
    if head.tag_ in _PRESENT or ((head.pos_ == "ADJ" or children(head, "nsubj:pass")) and children(verb, "obj") and not auxiliaries & {"be"}):
        return outer
    return head


_OBJECT_CONTROL = frozenset({"of", "from", "for", "into", "against"})


def _has_gap_filler(verb: Token) -> bool:
    """Say whether a relative clause has its own subject, so that the antecedent is not it."""
    return bool(children(verb, *SUBJECTS, "nsubj:pass"))


def _owners_or_subjects(noun: Token, depth: int) -> list[Token]:
    """Subject of an infinitive under a noun: "Iran's plan to attack", "made an offer to help"."""
    owners = children(noun, "nmod:poss") + [c for c in children(noun, "nmod") if preposition(c) == "of"]
    owners += [c for c in children(noun, "amod", "compound") if c.text[:1].isupper()]
    if owners:
        return owners
    if noun.dep_ in ("obj", "obl", "xcomp") and noun.head.pos_ in ("VERB", "AUX"):
        return surface_subjects(noun.head, depth + 1)
    return []


def objects(verb: Token) -> list[Token]:
    """Return the logical direct objects: the object, a passive's subject, a relative's antecedent.

    Example:
        >>> objects(hit)  # "the camp that Israel hit"  # doctest: +SKIP
        [camp]
    """
    if is_passive(verb):
        return surface_subjects(verb)
    own = [resolve_relative(t, verb) for t in children(verb, "obj")]
    if own:
        return own
    if children(verb, "compound:prt") or verb.lemma_.lower() == "call":  # "called off talks", "called Israel's leader twice"
        named = [c for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN")]
        if named:
            return named[:1]
    antecedent = verb.head if verb.dep_ == "acl:relcl" else None
    if antecedent is not None:
        subject = children(verb, *SUBJECTS)
        if subject and subject[0].lower_ not in _RELATIVE and not children(verb, "iobj"):
            return [antecedent]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "iobj", "obl", "ccomp", "xcomp"):
        shared = children(verb.head, "obj")  # "bombed and shelled the town": the object follows both
        if shared and all(s.i > verb.i for s in shared):
            return shared
    if verb.dep_ != "conj":
        for other in children(verb, "conj"):
            if other.pos_ == "VERB" and not children(verb, "ccomp", "xcomp") and not children(other, *SUBJECTS):
                shared = children(other, "obj")
                if shared and not children(verb, "obl") and children(other, "cc"):
                    return shared
    return []

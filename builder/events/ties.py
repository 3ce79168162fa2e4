"""What syntax says of a pair that only the relation model sees: barred, tied, or neither."""

from __future__ import annotations

from spacy.tokens import Token

# A name behind one of these is where something happens, not to whom it is done.
_WHERE = frozenset({"in", "at", "near", "across", "inside", "outside", "around", "within", "throughout", "along", "via"})


def slot(token: Token) -> Token:
    """Return the noun that fills the slot: the first of coordinated ones, the one that an apposition explains."""
    for _ in range(4):
        if token.dep_ not in ("conj", "appos", "flat"):
            break
        token = token.head
    return token


def side_by_side(actor: Token, target: Token) -> bool:
    """Say whether two stand in one slot ("Iran and Iraq said"): those act on one another only where a frame says so."""
    return bool(slot(actor) == slot(target))


def is_place(token: Token) -> bool:
    """Say whether a name stands in a locative phrase ("a mission in Syria")."""
    return any(c.dep_ == "case" and c.lower_ in _WHERE for c in token.children)


_TO = frozenset({"against", "to", "with", "on", "upon", "at", "toward", "towards", "into", "of"})
_BY = frozenset({"by", "from", "of"})
# Clauses that share the subject of the one above.
_SHARING = frozenset({"xcomp", "conj", "advcl", "acl", "ccomp"})


def tied(act: Token, actor: Token, target: Token) -> bool:
    """Say whether the actor is the act's subject, agent or owner, and the target its object or addressee.

    Args:
        act: the word that names the act.
        actor: head token of the actor.
        target: head token of the target.

    Example:
        >>> tied(condemned, putin, iran)  # "Putin condemned Israel's strikes on Iran"  # doctest: +SKIP
        False
    """
    return _does(act, slot(actor)) and _suffers(act, slot(target))


def _preposition(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case" and c.lower_ not in ("'s", "’s", "'")), "")


def _support(act: Token) -> Token | None:
    """The verb that lends an eventive noun its grammar: "launched" in "launched an attack on"."""
    if act.pos_ != "VERB" and act.dep_ in ("obj", "nsubj:pass", "obl") and act.head.pos_ == "VERB":
        return act.head
    return None


def _does(act: Token, actor: Token) -> bool:
    if actor.head == act:
        if act.pos_ != "VERB" and actor.dep_ in ("nmod:poss", "amod", "compound"):
            return True
        if actor.dep_ == "nmod" and act.pos_ != "VERB":
            return _preposition(actor) in _BY
        if actor.dep_ == "obl:agent" or actor.dep_.startswith("nsubj"):
            return not actor.dep_.endswith("pass")
    if act.dep_.startswith("acl") and act.head == actor and act.tag_ != "VBN":
        return True  # "Iran, which fired", "Iran, accusing"
    support = _support(act)
    if support is not None:
        return _does(support, actor)
    own = any(c.dep_.startswith(("nsubj", "csubj")) for c in act.children)
    return act.pos_ == "VERB" and act.dep_ in _SHARING and not own and _does(act.head, actor)


def _suffers(act: Token, target: Token) -> bool:
    governor = target.head
    fits = target.dep_ in ("obj", "iobj", "nsubj:pass") or (
        target.dep_.startswith(("obl", "nmod")) and target.dep_ != "obl:agent" and _preposition(target) in _TO
    )
    if governor == act and (fits or (act.pos_ != "VERB" and target.dep_ == "nmod:poss")):
        return True
    if act.dep_.startswith("acl") and act.tag_ == "VBN" and act.head == target:
        return True  # "fighters killed by Iran"
    if governor == _support(act):
        return fits
    # "imposed sanctions on Iran", seen at the verb; not "condemned Israel's strikes on Iran"
    owned = any(c.dep_ == "nmod:poss" for c in governor.children)
    if act.pos_ == "VERB" and governor.head == act and governor.dep_ in ("obj", "xcomp") and not owned:
        return fits and target.dep_ != "nsubj:pass" and _preposition(target) != "of"
    return False

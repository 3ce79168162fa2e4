"""What speaks against a pair before anybody reads the sentence: syntax that bars it, codes that are one actor."""

from __future__ import annotations

from spacy.tokens import Token

# A name behind one of these is where something happens, not to whom it is done.
_WHERE = frozenset({"in", "near", "across", "inside", "outside", "around", "within", "throughout", "along", "via"})
# Nor is he behind one of these the one it is done to.
_BESIDE = frozenset({"alongside", "beside", "besides", "unlike", "than"})
# What ties a noun to whom its bearer is posted, speaks or stands for.
_FOR = frozenset({"to", "for", "on", "about"})
_SIDING = frozenset({"ally", "allied", "align", "aligned", "loyal", "affiliate", "affiliated", "link", "linked"})


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
    """Say whether a name stands in a locative phrase ("a mission in Syria", "in Baghuz, eastern Syria")."""
    return any(c.dep_ == "case" and c.lower_ in _WHERE for t in (token, slot(token)) for c in t.children)


def is_beside(token: Token) -> bool:
    """Say whether somebody is only named as a companion or comparison: "fought alongside X", "on the side of X"."""
    for node in (token, slot(token)):
        before = [c.lower_ for c in node.children if c.dep_ == "case"]
        if not _BESIDE.isdisjoint(before) or ("of" in before and node.head.lemma_.lower() in ("side", "behalf")):
            return True
    return False


def is_between(token: Token) -> bool:
    """Say whether somebody is one end of what lies between two: "condemned the tension between Israel and Iran"."""
    return any(c.dep_ == "case" and c.lower_ == "between" for c in slot(token).children)


def is_owner(token: Token) -> bool:
    """Say whether a name only says whose or of which country something is: "Matar's brother", "Iranian oil"."""
    return bool(token.dep_ in ("nmod:poss", "amod"))


def in_title(one: Token, other: Token) -> bool:
    """Say whether the second only says what the first is for: "the UN envoy to Syria", "a lawyer for Smith"."""
    token = slot(other)
    if token.dep_ == "obl" and token.head.dep_ in ("acl", "amod") and token.head.lemma_.lower() in _SIDING:
        return bool(token.head.head == one)  # "forces allied to Assad"
    return bool(token.dep_ == "nmod" and token.head == one and not _FOR.isdisjoint(c.lower_ for c in token.children))


def steps_between(one: Token, other: Token) -> int:
    """Return how many arcs of the tree lie between two tokens of a sentence."""
    above = {token.i: steps for steps, token in enumerate((one, *one.ancestors))}
    for steps, token in enumerate((other, *other.ancestors)):
        if token.i in above:
            return steps + above[token.i]
    return len(above) + steps


def implausible(actor: str, target: str) -> str:
    """Return why a pair of codes cannot be a dyad, or "".

    Rules: nobody acts on himself; a country as a whole and its own government are one actor
    (USA, USAGOV), so nothing passes between them. Domestic dyads with two different roles stand
    (TURGOV on TUROPP).

    Example:
        >>> implausible("RUS", "RUSGOV"), implausible("RUSGOV", "RUSOPP")
        ('self_dyad', '')
    """
    if actor == target:
        return "self_dyad"
    bare = {actor, target}
    if actor[:3] == target[:3] and len(actor) >= 3:
        rest = {code[3:6] for code in bare}
        if rest <= {"", "GOV", "MIL"}:
            return "self_dyad"
        if "" in rest and rest & {"LEG", "JUD", "SPY", "COP", "BUS", "ELI", "MED"}:
            return "self_dyad"
    return ""

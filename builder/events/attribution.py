"""Who says it: the speaker of the clause that an act is told in."""

from __future__ import annotations

from spacy.tokens import Token

from builder.events.arguments import children, subjects
from builder.events.fillers import ActorIndex

# Verbs of saying: their subject answers for what their clause tells.
SAYING = frozenset(
    (
        "say tell announce report state declare claim allege confirm add note insist accuse acknowledge admit "
        "assert argue maintain warn deny believe think quote reveal disclose explain write tweet post estimate "
        "suggest recall"
    ).split()
)


def attribution(predicate: Token, index: ActorIndex) -> str:
    """Return the code of whoever says that the act happened, or "" for the article itself.

    Args:
        predicate: the act's token.
        index: the article's actors.

    Example:
        >>> attribution(launched, index)  # "IRNA said missiles had been launched"  # doctest: +SKIP
        'IRNMED'
    """
    node = predicate
    for _ in range(8):
        head = node.head
        for child in node.children:
            if child.dep_ == "parataxis" and child.lemma_.lower() in SAYING:
                return _speaker(child, index)
            if child.dep_.startswith("obl") and any(c.lower_ == "according" for c in child.children):
                found = index.fillers([child])
                return found[0].code if found else ""
        if head is node:
            return ""
        charge = node.dep_ in ("advcl", "xcomp") and any(c.lower_ == "of" for c in children(node, "mark", "case"))
        if (charge or node.dep_ in ("ccomp", "parataxis")) and head.lemma_.lower() in SAYING:
            return _speaker(head, index)
        if node.dep_ == "root":
            return ""
        node = head
    return ""


def _speaker(verb: Token, index: ActorIndex) -> str:
    found = index.fillers(subjects(verb) or children(verb, "nsubj"))
    return found[0].code if found else ""

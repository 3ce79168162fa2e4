"""Who says it: the speaker of the clause that an act is told in."""

from __future__ import annotations

from spacy.tokens import Token

from builder.events.arguments import children, subjects
from builder.events.fillers import ActorIndex
from builder.events.lexicon import Lexicon

_SAY = frozenset(
    (
        "say tell announce report state declare claim allege confirm add note insist accuse acknowledge admit "
        "assert argue maintain warn deny believe think quote reveal disclose explain write tweet post estimate "
        "suggest recall"
    ).split()
)


def attribution(predicate: Token, index: ActorIndex, lexicon: Lexicon) -> str:
    """Return the code of whoever says that the act happened, or "" for the article itself.

    Args:
        predicate: the act's token.
        index: the article's actors.
        lexicon: its class `say` adds verbs of saying.

    Example:
        >>> attribution(launched, index, lexicon)  # "IRNA said missiles had been launched"  # doctest: +SKIP
        'IRNMED'
    """
    node = predicate
    for _ in range(8):
        head = node.head
        for child in node.children:
            if child.dep_ == "parataxis" and _says(child, lexicon):
                return _speaker(child, index)
            if child.dep_.startswith("obl") and any(c.lower_ == "according" for c in child.children):
                found = index.fillers([child])
                return found[0].code if found else ""
        if head is node:
            return ""
        charge = node.dep_ in ("advcl", "xcomp") and any(c.lower_ == "of" for c in children(node, "mark", "case"))
        if (charge or node.dep_ in ("ccomp", "parataxis")) and _says(head, lexicon):
            return _speaker(head, index)
        if node.dep_ == "root":
            return ""
        node = head
    return ""


def _says(verb: Token, lexicon: Lexicon) -> bool:
    return verb.lemma_.lower() in _SAY or verb.lemma_.lower() in lexicon.says


def _speaker(verb: Token, index: ActorIndex) -> str:
    found = index.fillers(subjects(verb) or children(verb, "nsubj"))
    return found[0].code if found else ""

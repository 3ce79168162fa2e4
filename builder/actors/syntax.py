"""Small questions about a parsed sentence: heads of spans, modifiers, prepositions, grammatical function."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from builder.actors.cues import cues

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
PREMODIFIERS = frozenset({"det", "det:predet", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "flat"})
OBLIQUES = ("obl", "nmod")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET", "SYM"})


def is_parsed(doc: Doc, i: int) -> bool:
    """Say whether the sentence that holds token `i` was parsed."""
    return bool(doc[i].dep_)


def span_head(doc: Doc, start: int, end: int) -> Token:
    """Return the token that heads a span: the one whose own head lies outside; in doubt the last.

    Args:
        doc: the article.
        start, end: tokens, end exclusive.

    Example:
        >>> span_head(doc, 3, 6)  # "the foreign minister"  # doctest: +SKIP
        minister
    """
    if end - start == 1 or not is_parsed(doc, start):
        return doc[end - 1]
    tops = [t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    nominal = [t for t in tops if t.pos_ in _NOMINAL]
    return (nominal or tops or [doc[end - 1]])[-1]


def children(token: Token, *relations: str) -> list[Token]:
    """Return the children that stand in one of the relations."""
    return [c for c in token.children if c.dep_ in relations]


def preposition(token: Token) -> str:
    """Return the preposition before an oblique or nominal modifier, in small letters, or ""."""
    for case in token.children:
        if case.dep_ in ("case", "mark") and case.lower_ not in POSSESSIVES:
            fixed = [f.lower_ for f in case.children if f.dep_ == "fixed"]
            return "_".join([case.lower_, *fixed])
    return ""


def function(token: Token) -> tuple[str, Token]:
    """Return a noun's relation and governor, those of the first conjunct for a coordinated noun.

    Example:
        >>> function(tehran)  # "Moscow and Tehran signed"  # doctest: +SKIP
        ('nsubj', signed)
    """
    seen = 0
    while token.dep_ == "conj" and token.head.i != token.i and seen < 20:
        token = token.head
        seen += 1
    return token.dep_, token.head


def counted(token: Token) -> Token:
    """Return the noun that counts another, if one does: "a handful of journalists" behaves as "handful" does.

    Example:
        >>> counted(journalists)  # "a handful of journalists"  # doctest: +SKIP
        handful
    """
    for _ in range(3):
        above = token.head
        if token.dep_ != "nmod" or above.i >= token.i or above.nbor(1).lower_ not in ("of", "among"):
            break
        if not any(c.i == above.i + 1 for c in token.children if c.dep_ == "case"):
            break
        if above.lemma_.lower() not in cues("quantity") and above.pos_ != "NUM":
            break
        token = above
    return token


def governing_preposition(token: Token) -> str:
    """Return the preposition that a noun stands under, shared by conjuncts."""
    own = preposition(token)
    seen = 0
    while not own and token.dep_ == "conj" and token.head.i != token.i and seen < 20:
        token = token.head
        own = preposition(token)
        seen += 1
    return own


def is_passive(verb: Token) -> bool:
    """Say whether a verb has a passive subject or auxiliary."""
    return any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children)


def is_subject(token: Token) -> bool:
    """Say whether a noun is the subject of an active verb or the agent of a passive one."""
    relation, governor = function(token)
    if relation in ("nsubj", "nsubj:outer"):
        return True
    return relation == "obl:agent" or (
        relation == "obl" and governing_preposition(token) == "by" and is_passive(governor)
    )


def is_plural(token: Token) -> bool:
    """Say whether a noun is in the plural, by its tag."""
    return token.tag_ in ("NNS", "NNPS")


def left_edge(token: Token, tokens: range) -> int:
    """Return where the premodifiers of the tokens of a phrase begin.

    Args:
        token: any token of the Doc.
        tokens: the tokens of the phrase's core.
    """
    doc = token.doc
    start = tokens.start
    sent_start = start
    while sent_start > 0 and not doc[sent_start].is_sent_start:
        sent_start -= 1
    for i in tokens:
        for child in doc[i].lefts:
            if child.i < start and child.dep_ in PREMODIFIERS:
                start = max(sent_start, child.left_edge.i)
    return start


def runs(doc: Doc, start: int, end: int, free: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised proper nouns among the free tokens: names that the dictionary lacks.

    Initials and hyphens inside a name belong to it.
    """
    i = start
    while i < end:
        if not _name_token(doc[i]) or i not in free:
            i += 1
            continue
        j = i + 1
        while j < end and j in free:
            if _name_token(doc[j]):
                j += 1
            elif doc[j].lower_ in ("al", "el") and j + 2 < end and doc[j + 1].text == "-" and _name_token(doc[j + 2]):
                j += 3  # "Ismail al-Abdullah"
            elif (
                doc[j].text in ("-", "'", "’", "al", "bin", "de", "van", "von", "el", "der", "ibn", "da", "del", "la")
                and j + 1 < end
                and j + 1 in free
                and _name_token(doc[j + 1])
                and not (doc[j].text in ("'", "’") and doc[j].whitespace_)
            ):
                j += 2
            else:
                break
        yield i, j
        i = j


def _name_token(token: Token) -> bool:
    text = token.text
    return token.pos_ == "PROPN" and text[:1].isupper() and any(c.isalpha() for c in text) and token.dep_ != "case"

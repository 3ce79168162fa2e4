"""Sentence boundaries that survive "U.S.", "Gen.", datelines, quotations and debris."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from builder.errors import SeedError
from builder.records import Span

_ENDERS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", ".."})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»", "’’"})
_OPENERS = frozenset({'"', "“", "‘", "``", "(", "[", "«", "'"})
# After an abbreviation that may end a sentence ("in the U.S. The ministry ..."), only words that
# seldom continue a name count as the start of the next one.
_STARTERS = frozenset(
    (
        "the a an in on at but and he she it they we i this that these those his her its their there when while "
        "after before if as since although however meanwhile earlier later both some many most what who why how "
        "for with by from not no so yet also all one two three state-run officials analysts police last"
    ).split()
)
KINDS = ("before_name", "before_number", "open")


def load_abbreviations(path: Path) -> dict[str, str]:
    """Read the abbreviations file.

    Args:
        path: CSV with the columns abbreviation, kind (one of KINDS) and note.

    Returns:
        Kind by lower-cased abbreviation.

    Raises:
        SeedError: an unknown kind, naming the line.

    Example:
        >>> load_abbreviations(Path("seeds/lexicon/abbreviations.csv"))["gen."]  # doctest: +SKIP
        'before_name'
    """
    kinds: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            if row.get("kind") not in KINDS:
                raise SeedError(path, number, f"kind {row.get('kind')!r} is none of {', '.join(KINDS)}")
            kinds[row["abbreviation"].lower()] = row["kind"]
    return kinds


def _starts_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ not in _STARTERS


def _ends(token: Token, following: Token, abbreviations: dict[str, str]) -> bool:
    """Say whether a sentence can end with `token`, given the next word (quotes skipped)."""
    text = token.text
    if text in _ENDERS:
        if following.text[:1].islower():
            return False
        previous = token.nbor(-1) if token.i else None
        if text == "." and previous is not None and not previous.whitespace_:
            # "Brig . Smith": an abbreviation that the tokenizer split from its point.
            kind = abbreviations.get(previous.lower_ + ".")
            if kind == "before_name":
                return False
            if kind == "before_number" and (following.like_num or following.text[:1].isdigit()):
                return False
            if kind == "open":
                return following.lower_ in _STARTERS
        # "J . Smith": a lone initial that the tokenizer split from its point.
        lone = previous is not None and len(previous.text) == 1 and previous.text.isupper() and not previous.whitespace_
        return not (lone and text == "." and previous is not None and previous.text != "I" and _starts_name(following))
    if not text.endswith(".") or len(text) < 2:
        return False
    kind = abbreviations.get(token.lower_)
    if kind == "before_name":
        return False
    if kind == "before_number":
        return not (following.like_num or following.text[:1].isdigit()) and following.lower_ in _STARTERS
    if kind == "open" or "." in text[:-1]:
        return following.lower_ in _STARTERS and following.text[:1].isupper()
    if len(text) == 2 and text[0].isupper():  # an initial
        return following.lower_ in _STARTERS and following.text[:1].isupper()
    return following.text[:1].isupper() and following.lower_ in _STARTERS


def mark_sentences(doc: Doc, abbreviations: dict[str, str], paragraphs: Sequence[Span] = ()) -> Doc:
    """Set `is_sent_start` on every token of a Doc.

    Args:
        doc: a tokenized Doc.
        abbreviations: from `load_abbreviations`.
        paragraphs: character spans of the text's blocks; a sentence never crosses an edge of one.
            Without them, line breaks are the edges.

    Returns:
        The same Doc. A text outside all paragraphs (captions, by-lines) forms sentences of its own,
        which `in_paragraphs` tells apart.

    Example:
        >>> doc = mark_sentences(nlp.make_doc("Gen. Smith left. He flew."), {})  # doctest: +SKIP
    """
    edges = {edge for span in paragraphs for edge in span}
    n = len(doc)
    starts = [False] * n
    if n:
        starts[0] = True
    for i, token in enumerate(doc):
        if i == 0:
            continue
        previous = doc[i - 1]
        if token.idx in edges or any(e in edges for e in range(previous.idx + len(previous.text), token.idx + 1)) or (not edges and "\n" in (previous.text + previous.whitespace_)):
            starts[i] = True
    i = 0
    while i < n - 1:
        token = doc[i]
        if token.text in _ENDERS or (token.text.endswith(".") and len(token.text) > 1):
            end = i + 1
            while end < n and doc[end].text in _CLOSERS and not doc[end - 1].whitespace_ and not starts[end]:
                end += 1
            while end < n and doc[end].is_space:
                end += 1
            word = end
            while word < n - 1 and (doc[word].text in _OPENERS or doc[word].is_space):
                word += 1
            gap = end < n and (bool(doc[end - 1].whitespace_) or doc[end - 1].is_space or doc[end].text[:1].isupper())
            if gap and not any(starts[i + 1 : end + 1]) and _ends(token, doc[word], abbreviations):
                starts[end] = True
            i = max(end, i + 1)
            continue
        i += 1
    # 1 and -1 are spaCy's codes for yes and no; one call, since setting token by token checks the whole Doc each time.
    values = np.where(starts, 1, -1).astype(np.int64).astype(np.uint64)
    doc.from_array([SENT_START], values.reshape(-1, 1))
    return doc


def in_paragraphs(start: int, end: int, paragraphs: Sequence[Span]) -> bool:
    """Say whether a sentence (character span) lies in the text proper, not in debris.

    Example:
        >>> in_paragraphs(5, 9, [(0, 20)]), in_paragraphs(25, 30, [(0, 20)]), in_paragraphs(0, 3, [])
        (True, False, True)
    """
    return not paragraphs or any(a <= start and end <= b for a, b in paragraphs)

"""Attachment scores of the shipped parser on a CoNLL-U file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from builder.errors import InputError


class Parser(Protocol):
    """What is scored: tags, heads (from 1, 0 is the root) and relations of a list of words."""

    def parse(self, words: list[str]) -> object: ...


@dataclass(frozen=True, slots=True)
class ParseScore:
    """Counts over a file; the shares are properties.

    Relation subtypes ("nsubj:pass" counts as "nsubj") and punctuation are set aside for heads and
    relations; tags and lemmas count on every word. Words are the treebank's own.
    """

    sentences: int
    words: int
    scored: int
    tags_right: int
    lemmas_right: int
    heads_right: int
    both_right: int
    skipped: int = 0

    @property
    def upos(self) -> float:
        """Share of words with the right universal tag."""
        return self.tags_right / max(1, self.words)

    @property
    def lemma(self) -> float:
        """Share of words with the right lemma, capitals aside."""
        return self.lemmas_right / max(1, self.words)

    @property
    def uas(self) -> float:
        """Unlabelled attachment: share of words with the right head."""
        return self.heads_right / max(1, self.scored)

    @property
    def las(self) -> float:
        """Labelled attachment: share of words with the right head and relation."""
        return self.both_right / max(1, self.scored)


def read_conllu(path: Path) -> Iterator[list[list[str]]]:
    """Yield the sentences of a CoNLL-U file as rows of ten fields, multiword lines left out.

    Raises:
        InputError: a line has not ten fields; names file and line.
    """
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield rows
                rows = []
            elif not line.startswith("#"):
                fields = line.split("\t")
                if len(fields) != 10:
                    raise InputError(f"{path}:{number}: {len(fields)} fields where CoNLL-U has 10")
                if fields[0].isdigit():
                    rows.append(fields)
    if rows:
        yield rows


def score_parser(path: Path, parser: Parser) -> ParseScore:
    """Score a parser on a treebank file with the file's own words.

    Args:
        path: a CoNLL-U file.
        parser: for example `LanguageReader(...).syntax`.

    Returns:
        ParseScore.

    Raises:
        InputError: see `read_conllu`.

    Example:
        >>> score_parser(Path("en_ewt-ud-test.conllu"), reader.syntax).las  # doctest: +SKIP
        0.89
    """
    sentences = words = scored = tags = lemmas = heads = both = skipped = 0
    for rows in read_conllu(path):
        try:
            parse = parser.parse([row[1] for row in rows])
        except ValueError:
            skipped += 1
            continue
        sentences += 1
        for i, row in enumerate(rows):
            words += 1
            tags += parse.upos[i] == row[3]  # type: ignore[attr-defined]
            lemmas += parse.lemmas[i].lower() == row[2].lower()  # type: ignore[attr-defined]
            if row[3] == "PUNCT":
                continue
            scored += 1
            head_right = int(parse.heads[i]) == int(row[6])  # type: ignore[attr-defined]
            heads += head_right
            both += head_right and parse.deprels[i].split(":")[0] == row[7].split(":")[0]  # type: ignore[attr-defined]
    return ParseScore(sentences, words, scored, tags, lemmas, heads, both, skipped)

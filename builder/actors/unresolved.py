"""Names in articles that no actor mention covers: the work list of whoever keeps the knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from builder.actors.entries import NOT_ACTOR, TITLE
from builder.actors.knowledge import Knowledge
from builder.actors.matching import match_names
from builder.actors.normalise import fold
from builder.records import ActorMention, Article

_INSIDE = frozenset({"flat", "compound", "nmod", "amod", "goeswith", "fixed"})
_SMALL = frozenset("al el bin ibn de del da dos van von der".split())
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan mon tue wed thu fri sat sun jan feb mar apr jun "
    "jul aug sep sept oct nov dec gmt bst est am pm".split()
)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name without a code: how often, in how many articles, and the first sentence that has it."""

    name: str
    mentions: int
    articles: int
    article_id: str
    sentence: str


class UnresolvedNames:
    """Counts names over articles.

    Args:
        knowledge: tells what is known to be no actor.

    Example:
        >>> names = UnresolvedNames(pipeline.knowledge)  # doctest: +SKIP
        >>> names.add(article, reading.doc, reading.parsed, reading.actors)  # doctest: +SKIP
        >>> names.ranked()[0].name  # doctest: +SKIP
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._mentions: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._first: dict[str, tuple[str, str, str]] = {}

    def add(
        self, article: Article, doc: Doc, parsed: Iterable[tuple[int, Span]], actors: Sequence[ActorMention]
    ) -> None:
        """Count the names of one article.

        Args:
            article: with its date.
            doc: parsed.
            parsed: its parsed sentences, as `Reading.parsed`.
            actors: its actor mentions.
        """
        covered = {i for m in actors if m.code or m.members for i in range(m.token_start, m.token_end)}
        titles: set[int] = set()
        if article.published is not None:
            for match in match_names(doc, self.knowledge, article.published):
                words = range(match.token_start, match.token_end)
                if match.form == TITLE or match.role is not None:
                    titles.update(words)
                elif match.form == NOT_ACTOR or match.code:
                    covered.update(words)
        here = set()
        for _, sent in parsed:
            for start, end in name_spans(doc, sent):
                if any(i in covered for i in range(start, end)):
                    continue
                while start in titles and start + 1 < end:
                    start += 1
                name = " ".join(doc[start:end].text.split())
                key = fold(name).lower()
                here.add(key)
                self._mentions[key] += 1
                self._first.setdefault(key, (name, article.article_id, " ".join(sent.text.split())))
        self._articles.update(here)

    def ranked(self, limit: int | None = None) -> list[Unresolved]:
        """Return the names, the most frequent first, then by the alphabet.

        Args:
            limit: at most so many.
        """
        order = sorted(self._mentions, key=lambda key: (-self._mentions[key], key))[:limit]
        found = []
        for key in order:
            name, article_id, sentence = self._first[key]
            found.append(Unresolved(name, self._mentions[key], self._articles[key], article_id, sentence))
        return found


def name_spans(doc: Doc, sent: Span) -> Iterator[tuple[int, int]]:
    """Find names in a parsed sentence: runs of capitalised proper nouns around a head that is one.

    Args:
        doc: the article.
        sent: one of its sentences.

    Yields:
        (token_start, token_end), end exclusive, in order. Days, months and single letters are left out.
    """
    for head in sent:
        if not _proper(head) or (
            head.dep_ in _INSIDE and head.head.i != head.i and _proper(head.head) and _joined(doc, head)
        ):
            continue
        start = end = head.i
        while start > sent.start and (_belongs(doc[start - 1], head) or _hyphened(doc, start - 1, sent)):
            start -= 1
        while end + 1 < sent.end and (_belongs(doc[end + 1], head) or _hyphened(doc, end + 1, sent)):
            end += 1
        name = doc[start : end + 1].text
        if len(name) > 1 and not all(fold(token.text).lower() in _TIME for token in doc[start : end + 1]):
            yield start, end + 1


def _proper(token: Token) -> bool:
    return bool(token.pos_ == "PROPN" and token.text[:1].isupper())


def _belongs(token: Token, head: Token) -> bool:
    """Capitalised words, and small ones between them, that hang on the head."""
    if token.dep_ == "appos" or not (_proper(token) or token.text in _SMALL):
        return False
    return bool(head.is_ancestor(token))


def _hyphened(doc: Doc, i: int, sent: Span) -> bool:
    """Whether a token is a hyphen within a word, or a piece of a word before or behind one ("al-Hawl")."""
    for at in (i - 1, i, i + 1):
        if (
            sent.start < at < sent.end - 1
            and doc[at].text == "-"
            and not (doc[at].whitespace_ or doc[at - 1].whitespace_)
        ):
            around = doc[at - 1], doc[at + 1]
            return any(map(_proper, around)) and all(word.is_alpha for word in around)
    return False


def _joined(doc: Doc, token: Token) -> bool:
    """Whether nothing but the name stands between a word and the head that it hangs on."""
    low, high = sorted((token.i, token.head.i))
    return all(_belongs(doc[i], token.head) for i in range(low + 1, high))

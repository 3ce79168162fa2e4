"""Sentences parsed by hand, with their actors, and the events that the lexicon finds in them.

Notation: tokens parted by blanks, each `word/TAG/relation/head` or `word|lemma/TAG/relation/head`: Penn tag,
UD relation, the head's number counted from 1 (0 for the root). `~` glues a token to the one before.
Actors are named by word: `read("...", Israel="ISR")` makes every token "Israel" a mention of ISR.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from spacy.lang.en import English
from spacy.tokens import Doc, Span, Token

from builder.events.candidates import Candidate, sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.lexicon import Lexicon, load_lexicon
from builder.ontology import Ontology
from builder.records import ActorMention
from builder.resources import resource

_VOCAB = English().vocab
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "IN": "ADP", "DT": "DET", "CC": "CCONJ",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "CD": "NUM", "RB": "ADV", "TO": "PART", "POS": "PART",
    "RP": "ADP", "MD": "AUX", ",": "PUNCT", ".": "PUNCT",
}  # fmt: skip


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once."""
    return load_lexicon(resource("seeds/lexicon"), Ontology.load().actions)


def parse(text: str) -> Doc:
    """Make a one-sentence Doc from the notation above."""
    words, spaces, heads, deps, tags, pos, lemmas = [], [], [], [], [], [], []
    for number, item in enumerate(text.split()):
        word, tag, dep, head = item.rsplit("/", 3)
        word, _, lemma = word.partition("|")
        if word.startswith("~"):
            word = word[1:]
            spaces[-1] = False
        words.append(word)
        spaces.append(True)
        tags.append(tag)
        deps.append(dep)
        pos.append("AUX" if dep.startswith(("aux", "cop")) else _POS.get(tag, "VERB"))
        lemmas.append(lemma or (word if tag.startswith("NNP") else word.lower()))
        heads.append(int(head) - 1 if int(head) else number)
    return Doc(_VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas)


def sentence(doc: Doc) -> Span:
    """The Doc's only sentence."""
    return doc[:]


def token(doc: Doc, word: str) -> Token:
    """The first token of that text."""
    return next(t for t in doc if t.text == word)


def mentions(doc: Doc, **actors: str) -> list[ActorMention]:
    """A one-token mention for each token that is one of the words."""
    return [ActorMention(t.i, t.i + 1, t.i, actors[t.text], name=t.text) for t in doc if t.text in actors]


def candidates(doc: Doc, **actors: str) -> list[Candidate]:
    """The candidates that the shipped lexicon finds."""
    return sentence_candidates(sentence(doc), lexicon(), ActorIndex(doc, mentions(doc, **actors)))


def read(text: str, **actors: str) -> set[tuple[str, str, str]]:
    """(actor, code, target) of everything found in a sentence."""
    return {(c.actor.code, c.code, c.target.code) for c in candidates(parse(text), **actors)}


def day(text: str) -> dt.date:
    """A date from "2025-06-14"."""
    return dt.date.fromisoformat(text)

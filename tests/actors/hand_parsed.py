"""Parsed Docs by hand, in a compact notation.

A sentence is a string of tokens parted by blanks, each `word/TAG/relation/head`: Penn tag, UD
relation, and the head's number within the sentence counted from 1 (0 for the root). A token that
follows the one before without a blank begins with `~` (`~'s/POS/case/1`). A sentence that is not
parsed is plain words after `?`.
"""

from __future__ import annotations

import datetime as dt

from spacy.lang.en import English
from spacy.tokens import Doc

from builder.actors import Knowledge, find_actors, match_names
from builder.records import ActorMention

_VOCAB = English().vocab
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJS": "ADJ", "JJR": "ADJ", "IN": "ADP",
    "DT": "DET", "PDT": "DET", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "CD": "NUM", "RB": "ADV",
    "TO": "PART", "POS": "PART", "MD": "AUX", "HYPH": "PUNCT", ",": "PUNCT", ".": "PUNCT", "``": "PUNCT", "''": "PUNCT",
}  # fmt: skip
_LEMMAS = {
    "said": "say", "told": "tell", "was": "be", "is": "be", "were": "be", "met": "meet", "has": "have", "had": "have",
    "spoke": "speak", "held": "hold", "hit": "hit", "accused": "accuse", "struck": "strike", "shook": "shake", "came": "come", "named": "name",
}  # fmt: skip


def _lemma(word: str, tag: str) -> str:
    lower = word.lower()
    if tag.startswith("NNP"):
        return word
    if lower in _LEMMAS:
        return _LEMMAS[lower]
    if tag == "NNS":
        return lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
    if tag in ("VBD", "VBN") and lower.endswith("ed"):
        return lower[:-2] if not lower.endswith(("ced", "sed", "ged", "ved")) else lower[:-1]
    if tag == "VBZ":
        return lower.removesuffix("s")
    return lower


def parsed(*sentences: str) -> Doc:
    """Make a Doc of sentences in the notation above."""
    words, spaces, heads, deps, tags, pos, lemmas, starts = [], [], [], [], [], [], [], []
    for sentence in sentences:
        first = len(words)
        plain = sentence.startswith("?")
        for number, item in enumerate(sentence.removeprefix("?").split()):
            word, tag, dep, head = (item, "", "", "0") if plain else item.rsplit("/", 3)
            if word.startswith("~"):
                word = word[1:]
                spaces[-1] = False
            words.append(word)
            spaces.append(True)
            tags.append(tag)
            deps.append(dep)
            pos.append(
                "AUX"
                if word.lower() in ("was", "were", "is", "be", "been", "are")
                else _POS.get(tag, "VERB" if tag else "")
            )
            lemmas.append(_lemma(word, tag))
            heads.append(first + (int(head) - 1 if int(head) else number))
            starts.append(number == 0)
    doc = Doc(_VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas)
    return doc


def actors(knowledge: Knowledge, *sentences: str, on: str = "2025-06-14") -> dict[str, ActorMention]:
    """Find the actors of hand-built sentences; mentions by their text (numbered if it comes again)."""
    doc = parsed(*sentences)
    day = dt.date.fromisoformat(on)
    found: dict[str, ActorMention] = {}
    for mention in find_actors(doc, match_names(doc, knowledge, day), knowledge, on=day):
        text = doc[mention.token_start : mention.token_end].text
        key, n = text, 2
        while key in found:
            key, n = f"{text}#{n}", n + 1
        found[key] = mention
    return found


def codes(knowledge: Knowledge, *sentences: str, on: str = "2025-06-14") -> dict[str, str]:
    """Codes of the mentions of hand-built sentences, by their text; without those of whom only a role is known."""
    found = actors(knowledge, *sentences, on=on)
    return {text: m.code or "+".join(m.members) for text, m in found.items() if m.rule != "role:alone"}

"""From the noun phrases in a predicate's slots to the actors that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from builder.events.arguments import children, preposition
from builder.records import ActorMention

# Prepositions whose noun owns or does what the head noun says: "actions of Israel", "troops from Chad".
_OWNING = frozenset({"of", "by", "from"})
_DEPTH = 3
# Who belongs to somebody and is still not he: "Britain's allies hold them".
_OTHERS = frozenset(
    (
        "ally enemy rival opponent critic neighbour neighbor foe friend adversary victim successor predecessor expert "
        "specialist analyst correspondent lover fan wife widow husband son daughter brother sister mother father parent "
        "relative cousin nephew niece uncle sibling family backer patron sponsor supporter protector"
    ).split()
)
# What is only about the name in front of it: "praised the Iran deal".
_TOPICS = frozenset(
    "deal accord agreement policy crisis war conflict issue question file talk process summit conference strategy debate vote".split()
)


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor found in a slot: one code of a mention, and how directly the slot names it.

    `steps` is 0 where the slot's own head is the actor, more where the actor owns it.
    """

    mention: ActorMention
    code: str
    steps: int


class ActorIndex:
    """Actor mentions by token, for one Doc.

    Args:
        doc: the parsed article.
        mentions: its actor mentions.
        undergone: acts whose of-phrase names the victim, not the author: "condemned the killing of".
    """

    def __init__(self, doc: Doc, mentions: Sequence[ActorMention], undergone: frozenset[str] = frozenset()) -> None:
        self._undergone = undergone
        self._heads = {m.head: m for m in mentions}
        self._covering: dict[int, ActorMention] = {}
        for mention in sorted(mentions, key=lambda m: m.token_start - m.token_end):
            for i in range(mention.token_start, mention.token_end):
                self._covering[i] = mention  # shorter mentions come later and win
        self._coded = sorted((m for m in mentions if m.code or m.members), key=lambda m: (m.token_start, m.token_end))
        self._doc = doc

    def within(self, start: int, end: int) -> list[ActorMention]:
        """Return the coded mentions between two tokens, in text order."""
        return [m for m in self._coded if start <= m.token_start and m.token_end <= end]

    def mention_at(self, token: Token) -> ActorMention | None:
        """Return the mention that a token heads or lies in."""
        return self._heads.get(token.i) or self._covering.get(token.i)

    def fillers(self, tokens: Sequence[Token]) -> list[Filler]:
        """Return the actors that the noun phrases headed by `tokens` name.

        Args:
            tokens: heads found in a slot.

        Returns:
            Fillers in text order, each code of a mention once; coordinated nouns count all.

        Example:
            >>> index.fillers([strikes])  # "Israel's strikes": Israel, one step  # doctest: +SKIP
        """
        found: dict[tuple[int, str], Filler] = {}
        for token in tokens:
            for filler in self._resolve(token, 0, set()):
                found.setdefault((filler.mention.token_start, filler.code), filler)
        return sorted(found.values(), key=lambda f: (f.mention.token_start, f.code))

    def _resolve(self, token: Token, steps: int, seen: set[int]) -> list[Filler]:
        if token.i in seen or steps > _DEPTH:
            return []
        seen.add(token.i)
        found: list[Filler] = []
        mention = self.mention_at(token)
        if mention is not None and (mention.code or mention.members):
            codes = mention.members or (mention.code,)
            found += [Filler(mention, code, steps) for code in codes]
            found += self._joined_modifiers(token, mention, steps)
        elif mention is None or mention.head != token.i or not mention.name:
            found += self._owners(token, steps, seen)
        for other in children(token, "conj"):
            if mention is None or not mention.token_start <= other.i < mention.token_end:
                found += self._resolve(other, steps, seen)
        if not found:
            for other in children(token, "appos"):
                found += self._resolve(other, steps, seen)
        return found

    def _joined_modifiers(self, token: Token, mention: ActorMention, steps: int) -> list[Filler]:
        """ "Afghan and Western leaders": leaders of the first, whom the phrase leaves out, are meant as well."""
        first = [c for c in children(token, "amod", "compound") if c.i < mention.token_start and children(c, "conj")]
        others = [m for c in first if (m := self.mention_at(c)) is not None and m.code]
        return [Filler(m, m.code, steps + 1) for m in others]

    def _owners(self, token: Token, steps: int, seen: set[int]) -> list[Filler]:
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ", "VERB"):
            return []
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" or lemma in _OTHERS:
            return []
        owning = _OWNING - {"of"} if lemma in self._undergone else _OWNING
        for group in (
            children(token, "nmod:poss"),
            children(token, "amod", "nmod:desc", "flat", *(() if lemma in _TOPICS else ("compound",))),
            [c for c in children(token, "nmod") if preposition(c) in owning],
        ):
            found = [f for c in group for f in self._resolve(c, steps + 1, seen)]
            if found:
                return found
        return []

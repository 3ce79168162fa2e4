"""Names that are something else in this article: Georgia the state, Jordan the player, Male the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.actors.knowledge import Knowledge, Word

Found = tuple[int, int, list[tuple[int, int]]]

IN_A_NAME = "@name"
"""Word of a guard's `near` that stands for any other capitalised word right beside the name."""


class Guards:
    """Asks the guards of the knowledge about names of one article.

    Args:
        doc: the article.
        words: its words.
        knowledge: for the guards.
        found: where dictionary names are, and what they can mean.
    """

    def __init__(self, doc: Doc, words: Sequence[Word], knowledge: Knowledge, found: Sequence[Found]) -> None:
        self._doc = doc
        self._words = words
        self._guards = knowledge.guards
        self._knowledge = knowledge
        self._found = found
        self._starts: set[int] = set()
        self._ends: set[int] = set()
        self._persons: set[str] = set()
        self._text = ""

    def __call__(self, start: int, end: int) -> bool:
        """Say whether the name in these tokens is no actor here."""
        words = self._words
        if words[start].lower not in self._knowledge.guarded:
            return False
        key = " ".join(word.lower for word in words[start:end])
        guard = self._guards.get(key)
        if guard is None:
            return False
        excused = self._holds(guard.unless)
        if not excused and self._holds(tuple(near for near in guard.near if near != IN_A_NAME)):
            return True
        if IN_A_NAME not in guard.near:
            return False
        if self._in_a_name(start, end):
            self._persons.add(key)
            return True
        return key in self._persons and not excused

    def _holds(self, phrases: tuple[str, ...]) -> bool:
        if not self._text:
            self._text = " " + " ".join(word.lower for word in self._words if word.lower) + " "
        return any(f" {phrase.lower()} " in self._text for phrase in phrases)

    def _in_a_name(self, start: int, end: int) -> bool:
        """A capitalised word that is neither name nor role itself stands right before or after."""
        doc = self._doc
        if not self._starts:
            others = [(a, b) for a, b, items in self._found if not self._personal(items)]
            self._starts, self._ends = {a for a, _ in others}, {b for _, b in others}
        if end < len(doc) and end not in self._starts and not doc[end].is_sent_start and self._name_like(end):
            return True
        if start == 0 or start in self._ends or doc[start].is_sent_start or doc[start - 1].is_sent_start:
            return False
        return self._name_like(start - 1)

    def _personal(self, items: list[tuple[int, int]]) -> bool:
        return items[0][1] >= 0 and bool(self._knowledge.entry(items[0][1]).person)

    def _name_like(self, i: int) -> bool:
        text = self._doc[i].text
        return text[:1].isupper() and text[1:].islower() and text.isalpha() and self._words[i].role is None

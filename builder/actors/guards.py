"""Corrections where their guard holds: Georgia the state, Jordan the player, May the prime minister."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from builder.actors.context import Found, headline, part_of_name
from builder.actors.entries import Correction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.actors.knowledge import Knowledge, Word

IN_A_NAME = "@name"
"""Phrase of a guard's `before` and `after` that stands for any capitalised word that makes a longer name."""


class Guards:
    """Asks the guards of the corrections about names of one article.

    Args:
        doc: the article.
        words: its words.
        knowledge: for the corrections.
        found: where dictionary names are, and what they can mean.
        day: the article's date, ISO.
    """

    def __init__(
        self, doc: Doc, words: Sequence[Word], knowledge: Knowledge, found: Sequence[Found], day: str
    ) -> None:
        self._doc = doc
        self._words = words
        self._knowledge = knowledge
        self._found = found
        self._day = day
        self._starts: set[int] = set()
        self._ends: set[int] = set()
        self._persons: set[str] = set()
        self._text = ""

    def for_words(self, start: int, end: int) -> Correction | None:
        """Return the first correction of the words in these tokens that holds here."""
        words = self._words
        if words[start].lower not in self._knowledge.corrected:
            return None
        key = " ".join(word.lower for word in words[start:end])
        lines = self._knowledge.corrections.get(key, ())
        return next((line for line in lines if self._holds(line, start, end)), None)

    def for_actor(self, ids: tuple[str, str], start: int, end: int) -> Correction | None:
        """Return the first correction of an actor, by the id of its line or of the person, that holds here."""
        lines = self._knowledge.actor_corrections
        return next((c for i in ids if i in lines for c in lines[i] if self._holds(c, start, end)), None)

    def _holds(self, line: Correction, start: int, end: int) -> bool:
        if (line.start and line.start > self._day) or (line.end and self._day > line.end + "~"):
            return False
        if line.before or line.after:
            if self._in_a_name(line, start, end):
                self._persons.add(line.id)
                return True
            # Who was "Chad Johnson" once is "Chad" later in the same article.
            if line.id not in self._persons and not self._beside(line, start, end):
                return False
        return (not line.near or self._mentions(line.near)) and not self._mentions(line.unless)

    def _mentions(self, phrases: tuple[str, ...]) -> bool:
        if phrases and not self._text:
            self._text = f" {' '.join(word.lower for word in self._words if word.lower)} "
        return any(f" {phrase} " in self._text for phrase in phrases)

    def _beside(self, line: Correction, start: int, end: int) -> bool:
        words = self._words
        if line.before:
            left = f" {' '.join(w.lower for w in words[max(0, start - 6) : start] if not w.hyphen)} "
            if any(left.endswith(f" {phrase} ") for phrase in line.before):
                return True
        right = f" {' '.join(w.lower for w in words[end : end + 6] if not w.hyphen)} " if line.after else ""
        return any(right.startswith(f" {phrase} ") for phrase in line.after)

    def _in_a_name(self, line: Correction, start: int, end: int) -> bool:
        """A capitalised word that is neither name nor role itself stands right before or after."""
        doc = self._doc
        if IN_A_NAME not in line.before and IN_A_NAME not in line.after:
            return False
        if not self._starts:
            others = [(a, b) for a, b, items in self._found if not self._personal(items)]
            self._starts, self._ends = {a for a, _ in others}, {b for _, b in others}
        follows = IN_A_NAME in line.after and end < len(doc) and end not in self._starts
        if follows and not doc[end].is_sent_start and self._name_like(end):
            return not headline(doc, end)
        if IN_A_NAME not in line.before or start == 0 or start in self._ends or doc[start].is_sent_start:
            return False
        if doc[start - 1].is_sent_start:  # any word is capitalised there
            return self._words[start - 1].lower in self._knowledge.given and self._name_like(start - 1)
        return self._name_like(start - 1) and not headline(doc, start)

    def _personal(self, items: list[tuple[int, int]]) -> bool:
        return items[0][1] >= 0 and bool(self._knowledge.entry(items[0][1]).person)

    def _name_like(self, i: int) -> bool:
        return part_of_name(self._doc[i].text, self._words[i])

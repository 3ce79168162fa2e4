"""Bare names of known people that belong to somebody else here: "Omar Haddad", "Gen. Assad Khan", "Trump Tower".

A name of one word ("Haddad") counts for the person in the dictionary unless the words beside it make
it part of a name that the dictionary lacks, or the article has introduced another bearer of the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from builder.actors.context import Found, headline, part_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.actors.entries import Entry
    from builder.actors.knowledge import Knowledge, Word

Items = list[tuple[int, int]]

# Within surnames: "Maher al-Assad".
_PARTICLES = frozenset("al el ul ur bin ibn ben bint abu de da do dos del della di van von der den la le".split())


class Strangers:
    """Follows who has been introduced under which surname, in text order.

    Args:
        doc: the article.
        words: its words.
        knowledge: for given names and the other names of people.
        found: where dictionary names are.
    """

    def __init__(self, doc: Doc, words: Sequence[Word], knowledge: Knowledge, found: Sequence[Found]) -> None:
        self._doc = doc
        self._words = words
        self._knowledge = knowledge
        self._found = found
        self._taken: set[int] = set()
        self._introduced: dict[str, frozenset[str]] = {}

    def meant(self, start: int, end: int, items: Items) -> Items:
        """Return what a name can mean, less the people who are somebody else here; [] for a stranger.

        Args:
            start, end: tokens of the name. Call it for all names, in the order of the text.
            items: forms and numbers of entries; given back as they are where nothing is left out.
        """
        entry_of = self._knowledge.entry
        if items[0][1] < 0 or not entry_of(items[0][1]).person:  # most names: no need to look further
            return items
        people = frozenset(entry_of(index).person for _, index in items if index >= 0)
        if "" in people:
            return items
        if end - start > 1:
            for i in (start, end - 1):
                lower = self._words[i].lower
                self._introduced[lower] = self._introduced.get(lower, frozenset()) | people
            return items
        lower = self._words[start].lower
        own = {word for person in people for word in self._knowledge.person_words.get(person, ())}
        if self._named_before(start, own):
            self._introduced.setdefault(lower, frozenset())
            return []
        if self._named_after(end, own):
            if self._words[end].lower in self._knowledge.given or self._hyphenated(end):
                self._introduced.setdefault(lower, frozenset())
            return []
        known = self._introduced.get(lower)
        if known is None or people <= known:
            return items
        return [item for item in items if entry_of(item[1]).person in known]

    def doubtful(self, start: int, end: int, rule: str) -> bool:
        """Say whether a bare surname is too little to go by: of somebody not yet known, or of one of many out of office.

        Args:
            start, end: tokens of the name.
            rule: of the office that its bearer has on the day.
        """
        if rule == "name" or end - start > 1:
            return False
        lower = self._words[start].lower
        return not self._introduced.get(lower) and (rule == "name:before" or lower in self._knowledge.common)

    def _named_before(self, start: int, own: set[str]) -> bool:
        words, doc = self._words, self._doc
        i = start - 1
        while i > 0 and start - i < 5 and (words[i].hyphen or words[i].lower in _PARTICLES or self._initial(i)):
            if doc[i].is_sent_start or (words[i].hyphen and words[i - 1].lower not in _PARTICLES):
                return False
            i -= 1
        if i < 0 or any(doc[k].is_sent_start for k in range(i + 1, start + 1)):
            return False
        if not self._part_of_name(i, own):
            return False
        if doc[i].is_sent_start or (i and not doc[i - 1].text.isalnum() and doc[i - 1].text not in ",;:()"):
            # Any word is capitalised there: only what sounds like a given name counts.
            return words[i].lower in self._knowledge.given or words[i].lower.endswith(("a", "i", "o"))
        return not headline(self._doc, start)

    def _named_after(self, end: int, own: set[str]) -> bool:
        if end >= len(self._doc) or self._doc[end].is_sent_start or not self._part_of_name(end, own):
            return False
        return not headline(self._doc, end)

    def _part_of_name(self, i: int, own: set[str]) -> bool:
        word = self._words[i]
        return word.lower not in own and part_of_name(self._doc[i].text, word) and i not in self._names()

    def _names(self) -> set[int]:
        """Tokens within other names of the dictionary."""
        if not self._taken:
            self._taken = {i for start, end, items in self._found if not self._surname(start, end, items)
                           for i in range(start, end)}  # fmt: skip
        return self._taken

    def _surname(self, start: int, end: int, items: Items) -> bool:
        """A bare name of people; beside another it is a stranger's, "Erdogan Yilmaz"."""
        known = [self._knowledge.entry(index) for _, index in items if index >= 0]
        return end - start == 1 and bool(known) and all(entry.person for entry in known)

    def _initial(self, i: int) -> bool:
        text = self._doc[i].text
        return text[:1].isupper() and len(text.rstrip(".")) == 1

    def _hyphenated(self, i: int) -> bool:
        return i + 1 < len(self._words) and self._words[i + 1].hyphen


def local_acronyms(
    doc: Doc, words: Sequence[Word], knowledge: Knowledge, found: Sequence[Found]
) -> frozenset[str]:
    """Return acronyms that the article defines for itself: "the Estonian Defence Forces (EDF)".

    Args:
        doc: the article.
        words: its words.
        knowledge: for what the acronyms mean otherwise.
        found: where dictionary names are.

    Returns:
        Those whose letters begin the words before the bracket, unless the dictionary has just that
        name for them; in small letters.
    """
    local = set()
    for at, (start, end, items) in enumerate(found):
        if end - start != 1 or not start or end >= len(doc) or words[end].lower or words[start - 1].lower:
            continue
        text = doc[start].text
        if not 2 < len(text) < 8 or not text.isupper():
            continue
        if doc[start - 1].text != "(" or doc[end].text != ")":
            continue
        ids = {knowledge.entry(index).id for _, index in items if index >= 0}
        before = found[at - 1] if at and found[at - 1][1] == start - 1 else None
        if before and ids & {knowledge.entry(index).id for _, index in before[2] if index >= 0}:
            continue
        spelt = [words[i].lower for i in range(max(0, start - 3 - len(text)), start - 1) if words[i].capital]
        if [word[0] for word in spelt if word][-len(text) :] == list(text.lower()) and not _named(spelt, ids, knowledge, items):
            local.add(words[start].lower)
    return frozenset(local)


def _named(spelt: list[str], ids: set[str], knowledge: Knowledge, items: Items) -> bool:
    """Whether one of the entries has the words spelt out before the bracket as its name."""
    entries: list[Entry] = [knowledge.entry(index) for _, index in items if index >= 0]
    spelt_out = " ".join(spelt)
    return any(entry.id in ids and entry.name.lower() in spelt_out for entry in entries)

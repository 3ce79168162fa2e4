"""From the rows of the files to tries over words: what matching needs, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from builder.actors.entries import (
    ADJECTIVE,
    CAPITAL,
    CORRECTION,
    DEMONYM,
    NAME,
    NOT_ACTOR,
    ROLE,
    TITLE,
    Correction,
    Entry,
    Role,
)
from builder.actors.files import KnowledgeFile, split
from builder.actors.normalise import plural, stored, words

VERSION = "7"
"""Of the compiled form; a new one makes every cached form stale."""

Trie = dict[str, Any]
_NOT_GIVEN = frozenset("al an art as bill can dawn do drew faith frank grace grant hope in joy mark may no on pat so sue to will".split())
"""First words of names that begin a sentence more often than a name."""

_SEVERAL = 4
"""So many people with a name make it one that says little by itself."""

END = ""
"""Key of a trie's node that holds what ends there: a list of (form, index)."""


def compile_files(files: Iterable[KnowledgeFile]) -> dict[str, Any]:
    """Return the compiled form of some files.

    Args:
        files: read files; where two give the same name, those marked `own` come first.

    Returns:
        A dict of plain values: `names` and `roles` (tries), `entries`, `role_list`, `corrections`, the
        `words` of the names of each person who has a name of one word, `common` names and `given` names.
    """
    builder = _Builder()
    # Corrections point to entries; phrases that are no actor come last in their node, whoever says so.
    last = {"corrections": 1, "not_actors": 2}
    for file in sorted(files, key=lambda f: (last.get(f.schema, 0), not f.own)):
        add = getattr(builder, f"add_{file.schema}")
        for _, row in file.rows:
            add(row, file.own)
    return {
        "names": builder.names,
        "roles": builder.roles,
        "entries": builder.entries,
        "role_list": builder.role_list,
        "corrections": builder.corrections,
        "words": {person: tuple(builder.words[person]) for person in builder.short},
        "common": builder.common(),
        "given": tuple(sorted(builder.given - _NOT_GIVEN - builder.roles.keys())),
    }


class _Builder:
    def __init__(self) -> None:
        self.names: Trie = {}
        self.roles: Trie = {}
        self.entries: list[tuple[Any, ...]] = []
        self.role_list: list[tuple[str, ...]] = []
        self.corrections: list[tuple[Any, ...]] = []
        self.words: dict[str, dict[str, None]] = {}
        self.short: dict[str, None] = {}
        self.given: set[str] = set()

    def _put(self, trie: Trie, symbols: list[str], value: tuple[int, int]) -> None:
        if not symbols:
            return
        node = trie
        for symbol in symbols:
            node = node.setdefault(symbol, {})
        held = node.setdefault(END, [])
        if value not in held:
            held.append(value)

    def _entry(self, entry: Entry, names: Iterable[str]) -> int:
        index = len(self.entries)
        self.entries.append(tuple(entry))
        for name in names:
            self._put(self.names, stored(name), (NAME, index))
        return index

    def add_names(self, row: tuple[str, ...], own: bool) -> int:
        ident, name, aliases, code, kind, start, end, *_ = row
        return self._entry(Entry(ident, name, code, kind, start, end, own=own), [name, *split(aliases)])

    def add_states(self, row: tuple[str, ...], own: bool) -> None:
        index = self.add_names(row, own)
        adjectives, demonyms, capitals = (split(cell) for cell in row[8:11])
        for form, cell in ((ADJECTIVE, adjectives), (DEMONYM, demonyms), (CAPITAL, capitals)):
            for word in cell:
                self._put(self.names, stored(word), (form, index))
        for word in demonyms:
            self._put(self.names, stored(plural(word)), (DEMONYM, index))

    def add_offices(self, row: tuple[str, ...], own: bool) -> None:
        ident, person, name, aliases, office, code, start, end, _ = row
        names = [name, *split(aliases)]
        self._entry(Entry(ident, name, code, "person", start, end, person, office, own), names)
        for form in names:
            parts = words(form)
            self.words.setdefault(person, {}).update(dict.fromkeys(parts))
            if len(parts) == 1:
                self.short[person] = None
            elif parts:
                self.given.add(parts[0])

    def common(self) -> tuple[str, ...]:
        """Words that the names of several people hold, "Khan" or "Lee"."""
        bearers = Counter(word for held in self.words.values() for word in held)
        return tuple(sorted(word for word, number in bearers.items() if number >= _SEVERAL))

    def add_roles(self, row: tuple[str, ...], own: bool) -> None:
        ident, name, plurals, role, secondary, kind, _ = row
        index = len(self.role_list)
        self.role_list.append(tuple(Role(ident, name, role, secondary, kind)))
        for form in [*split(name), *(split(plurals) or [plural(n) for n in split(name)])]:
            if form != "-":
                self._put(self.roles, words(form), (ROLE, index))

    def add_titles(self, row: tuple[str, ...], own: bool) -> None:
        ident, name, aliases, role, _ = row
        index = len(self.role_list)
        self.role_list.append(tuple(Role(ident, name, role, "", "title")))
        for form in [name, *split(aliases)]:
            self._put(self.roles, words(form), (TITLE, index))

    def add_corrections(self, row: tuple[str, ...], own: bool) -> None:
        ident, text, actor, before, after, near, unless, start, end, change, code, _ = row
        index = next((i for i, entry in enumerate(self.entries) if entry[0] == actor), -1) if actor else -1
        guard = [tuple(map(_folded, split(cell))) for cell in (before, after, near, unless)]
        code = code if change == "code" else ""
        key = " ".join(words(text))
        self.corrections.append(tuple(Correction(ident, key, text, actor, index, guard[0], guard[1], guard[2], guard[3], start, end, code)))
        if code:
            self._put(self.names, stored(text), (CORRECTION, -1))

    def add_not_actors(self, row: tuple[str, ...], own: bool) -> None:
        _, name, aliases, _ = row
        for form in [name, *split(aliases)]:
            self._put(self.names, stored(form), (NOT_ACTOR, -1))


def _folded(phrase: str) -> str:
    return phrase if phrase.startswith("@") else " ".join(words(phrase))

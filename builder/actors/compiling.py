"""From the rows of the files to tries over words: what matching needs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from builder.actors.entries import ADJECTIVE, CAPITAL, DEMONYM, NAME, NOT_ACTOR, ROLE, TITLE, Entry, Guard, Role
from builder.actors.files import KnowledgeFile, split
from builder.actors.normalise import plural, stored, words

VERSION = "5"
"""Of the compiled form; a new one makes every cached form stale."""

Trie = dict[str, Any]
END = ""
"""Key of a trie's node that holds what ends there: a list of (form, index)."""


def compile_files(files: Iterable[KnowledgeFile]) -> dict[str, Any]:
    """Return the compiled form of some files.

    Args:
        files: read files; where two give the same name, those marked `own` come first.

    Returns:
        A dict of plain values: `names` and `roles` (tries), `entries`, `role_list`, `guards`.
    """
    builder = _Builder()
    # Phrases that are no actor come last in their node, whoever says so.
    for file in sorted(files, key=lambda f: (f.schema == "not_actors", not f.own)):
        add = getattr(builder, f"add_{file.schema}")
        for _, row in file.rows:
            add(row, file.own)
    return {
        "names": builder.names,
        "roles": builder.roles,
        "entries": builder.entries,
        "role_list": builder.role_list,
        "guards": builder.guards,
    }


class _Builder:
    def __init__(self) -> None:
        self.names: Trie = {}
        self.roles: Trie = {}
        self.entries: list[tuple[Any, ...]] = []
        self.role_list: list[tuple[str, ...]] = []
        self.guards: list[tuple[Any, ...]] = []

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
        self._entry(Entry(ident, name, code, "person", start, end, person, office, own), [name, *split(aliases)])

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

    def add_not_actors(self, row: tuple[str, ...], own: bool) -> None:
        _, name, aliases, near, unless, _ = row
        if near:
            self.guards.append(tuple(Guard(name, tuple(split(near)), tuple(split(unless)))))
            return
        for form in [name, *split(aliases)]:
            symbols = stored(form)
            self._put(self.names, symbols, (NOT_ACTOR, -1))

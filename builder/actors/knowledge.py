"""The actor knowledge as the resolver uses it, and how it is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.actors.cache import cached, content_key
from builder.actors.compiling import END, VERSION, Trie, compile_files
from builder.actors.entries import Correction, Entry, Role
from builder.actors.files import knowledge_paths, read_file
from builder.actors.normalise import HYPHENS, candidates, pieces
from builder.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Word:
    """What the tries say about one spelling.

    `name` holds the symbols under which a name can begin with it, `role` where a role noun goes on
    from it, `starts` whether there is either; `symbols` are all that it can stand for within a name;
    `lower` is its folded form in small letters, "" for punctuation.
    """

    name: tuple[str, ...]
    role: Trie | None
    starts: bool
    symbols: tuple[str, ...]
    lower: str
    capital: bool
    hyphen: bool


class _Words(dict[int, Word]):
    """Spellings seen so far, by hash: a memo, so that each spelling is folded once in a process."""

    def __init__(self, names: Trie, roles: Trie) -> None:
        super().__init__()
        self._names = names
        self._roles = roles

    def learn(self, key: int, text: str) -> Word:
        """Look a spelling up and keep the answer."""
        symbols = candidates(text)
        lower = symbols[-1] if symbols else ""
        names = tuple(s for s in symbols if s in self._names)
        role = self._roles.get(lower) if lower else None
        starts = bool(names) or role is not None
        word = Word(names, role, starts, symbols, lower, text[:1].isupper(), text in HYPHENS)
        self[key] = word
        return word


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names, roles and corrections, ready for matching.

    Args:
        names: trie of the names.
        roles: trie of role nouns and titles.
        entries: the lines that names point to.
        role_list: the lines that roles point to.
        corrections: lines of corrections, by the words they are about in small letters.
        corrected: first words of those.
        actor_corrections: lines that are about an actor whatever it is called, by id.
        person_words: the words of all names of the people who have a name of one word.
        common: names that several people bear.
        given: given names, as far as the people in the files have them.
        areas: codes of countries and regions.
        role_codes: codes of kinds of actor.
        memo, senses, splits: answers given before, kept so that each is worked out once; they never
            change what is answered.
    """

    names: Trie
    roles: Trie
    entries: list[Any]
    role_list: list[Any]
    corrections: dict[str, tuple[Correction, ...]]
    corrected: frozenset[str]
    actor_corrections: dict[str, tuple[Correction, ...]]
    person_words: dict[str, tuple[str, ...]]
    common: frozenset[str]
    given: frozenset[str]
    areas: frozenset[str]
    role_codes: frozenset[str]
    memo: _Words = field(repr=False, compare=False)
    senses: dict[tuple[str, int], Any] = field(default_factory=dict, repr=False, compare=False)
    splits: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    def entry(self, index: int) -> Entry:
        """Return the entry of that number."""
        found: Entry = self.entries[index]
        if type(found) is not Entry:
            found = self.entries[index] = Entry(*found)
        return found

    def role(self, index: int) -> Role:
        """Return the role of that number."""
        found: Role = self.role_list[index]
        if type(found) is not Role:
            found = self.role_list[index] = Role(*found)
        return found

    def lookup(self, phrase: str) -> list[tuple[int, Entry]]:
        """Return every entry that a phrase names, whatever the date, with the form it is written in.

        Example:
            >>> [entry.code for _, entry in load_knowledge().lookup("Russia")]
            ['RUS']
        """
        nodes = [self.names]
        for part in pieces(phrase.removeprefix("the ")):
            nodes = [node[s] for node in nodes for s in candidates(part) if s in node]
        found = [item for node in nodes for item in node.get(END, ())]
        return [(form, self.entry(index)) for form, index in found if index >= 0]

    def split_code(self, code: str) -> tuple[str, str]:
        """Return the country (or region) and the primary role of an actor code, "" where it has none.

        Example:
            >>> load_knowledge().split_code("IGOUNO")
            ('', 'IGO')
        """
        known = self.splits.get(code)
        if known is not None:
            return known
        groups = [code[i : i + 3] for i in range(0, len(code), 3)]
        area = groups[0] if groups and groups[0] in self.areas else ""
        answer = self.splits[code] = (area, next((g for g in groups if g in self.role_codes), ""))
        return answer


def load_knowledge(extra: Sequence[Path] = (), *, directory: Path | None = None) -> Knowledge:
    """Load all actor knowledge; a compiled form is cached under the hash of the files.

    Args:
        extra: the user's own CSV files or folders; where they and ours give a name, theirs win.
        directory: another folder than the shipped `seeds/actors`.

    Returns:
        The knowledge.

    Raises:
        SeedError: a file has an unknown header or a line with a wrong number of values. Everything
            else that can be wrong is found by `lint`, which takes longer.

    Example:
        >>> load_knowledge().split_code("RUSGOV")
        ('RUS', 'GOV')
    """
    ours = knowledge_paths((), directory)
    theirs = knowledge_paths(extra, directory)[len(ours) :]
    own = set(theirs)
    key = content_key([*ours, *theirs], f"{VERSION} {len(ours)}")

    def make() -> dict[str, Any]:
        return compile_files([read_file(path, own=path in own) for path in [*ours, *theirs]])

    data = cached(key, make)
    ontology = Ontology.load()
    corrections = [Correction(*row) for row in data["corrections"]]
    by_words = _grouped((c.key, c) for c in corrections if c.key)
    return Knowledge(
        names=data["names"],
        roles=data["roles"],
        entries=data["entries"],
        role_list=data["role_list"],
        corrections=by_words,
        corrected=frozenset(key.split()[0] for key in by_words),
        actor_corrections=_grouped((c.actor, c) for c in corrections if not c.key),
        person_words=data["words"],
        common=frozenset(data["common"]),
        given=frozenset(data["given"]),
        areas=frozenset(ontology.areas),
        role_codes=frozenset(ontology.roles),
        memo=_Words(data["names"], data["roles"]),
    )


def _grouped(pairs: Iterable[tuple[str, Correction]]) -> dict[str, tuple[Correction, ...]]:
    found: dict[str, tuple[Correction, ...]] = {}
    for key, correction in pairs:
        found[key] = (*found.get(key, ()), correction)
    return found

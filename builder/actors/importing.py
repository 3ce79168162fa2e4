"""From dictionaries of PETRARCH-2 and TABARI to lines of our own files.

Those files are in capitals throughout and match in any case; ours keep capitals as far as they tell
names from words, so names are written anew. Whoever holds an office for a time goes to a file of
office holders, so that a bare surname and a former minister are understood; role nouns go to a file
of roles, everything else to one of names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.actors.compiling import END, Trie
from builder.actors.entries import ROLE
from builder.actors.files import NAMES, OFFICES, ROLES
from builder.actors.knowledge import Knowledge
from builder.actors.normalise import fold, stored, words
from builder.actors.petrarch import Actor, Agent, DatedCode, Dictionary, Unread, pieces_of_time
from builder.ontology import Ontology
from builder.writing import write_files

_OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "ELI"})
_PEOPLES = frozenset({"ethnic", "religion", "people", "region"})  # as lint has it
# Words that names write small, in English and in the languages that names of bodies are taken from.
_SMALL = frozenset(
    "a al an and at by da das de del della der des di do dos du e el et for from in la las le les los of on or "
    "the to und van von with y".split()
)
_BODIES = frozenset(
    "administration agency alliance army assembly association authority bank bloc board brigade bureau cabinet "
    "coalition command commission committee company conference congress corporation council court department "
    "division federation force forces foundation front government group guard institute junta league legislature "
    "ministry mission movement office organisation organization parliament party police regime republic security "
    "senate service society soviet state states troops tribunal union university".split()
)
_FILES = {"names": NAMES, "people": OFFICES, "roles": ROLES}


@dataclass(slots=True)
class Imported:
    """What an import made: rows by sort of file ("names", "people", "roles"), counts, and what was left out."""

    rows: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: {name: [] for name in _FILES})
    lines: int = 0
    spellings: int = 0
    unread: list[Unread] = field(default_factory=list)


def convert(dictionaries: Iterable[Dictionary], knowledge: Knowledge) -> Imported:
    """Return the lines of our files that say what some dictionaries say.

    Args:
        dictionaries: from `petrarch.read_dictionary`.
        knowledge: tells role nouns from names and which codes of peoples there are.

    Returns:
        Imported; its `unread` holds the dictionaries' own and every code that our ontology lacks.
    """
    maker = _Maker(knowledge)
    for dictionary in dictionaries:
        made = maker.made
        made.lines += dictionary.lines
        made.unread += dictionary.unread
        source = f"imported from {dictionary.path.name}"
        for actor in dictionary.actors:
            maker.add_actor(actor, dictionary.path, source)
        for agent in dictionary.agents:
            maker.add_agent(agent, dictionary.path, source)
    order = {path: at for at, path in enumerate(dict.fromkeys(u.path for u in maker.made.unread))}
    maker.made.unread.sort(key=lambda u: (order[u.path], u.line))
    return maker.made


def write_imported(made: Imported, out: Path) -> list[tuple[Path, int]]:
    """Write the files of an import, each aside first, so that nothing half done is left.

    Args:
        made: from `convert`.
        out: the file of names. Holders of offices and role nouns need other columns: they go beside
            it, with `-people` and `-roles` before the ending. A sort that is alone goes to `out`.

    Returns:
        The files and their numbers of lines, without the header.

    Raises:
        InputError: a file cannot be written.
    """
    filled = [name for name in _FILES if made.rows[name]]
    texts = {}
    counts = []
    for name in filled:
        alone = name == "names" or len(filled) == 1
        path = out if alone else out.with_name(f"{out.stem}-{name}{out.suffix}")
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_FILES[name])
        writer.writerows(made.rows[name])
        texts[path] = text.getvalue()
        counts.append((path, len(made.rows[name])))
    write_files(texts)
    return counts


class _Maker:
    def __init__(self, knowledge: Knowledge) -> None:
        self.made = Imported()
        self.knowledge = knowledge
        self.ontology = Ontology.load()
        peoples = {
            entry.code[:3] for entry in map(knowledge.entry, range(len(knowledge.entries))) if entry.kind in _PEOPLES
        }
        self.known = self.ontology.areas.keys() | self.ontology.roles.keys() | peoples
        self.ids: dict[str, int] = {}
        self.seen: set[tuple[str, ...]] = set()

    def add_actor(self, actor: Actor, path: Path, source: str) -> None:
        """Add the lines of one actor; codes that nobody knows are named and left out."""
        codes = []
        for code in actor.codes:
            if code.code[:3] in self.known:
                codes.append(code)
            else:
                self._unknown(path, actor.line, code.code, actor.names[0])
        names = list(dict.fromkeys(spelling for name in actor.names for spelling in self._spellings(name)))
        pieces = pieces_of_time(codes)
        if not pieces or not names:
            return
        self.made.spellings += len(actor.names)
        name, aliases = names[0], "|".join(names[1:])
        if self._is_person(actor, pieces):
            person = self._id(name, actor.line)
            for at, piece in enumerate(pieces, 1):
                office = self.ontology.roles.get(self.knowledge.split_code(piece.code)[1], "office").lower()
                row = (f"{person}-{at}", person, name, aliases, office, piece.code, *_days(piece), source)
                self.made.rows["people"].append(row)
            return
        for piece in pieces:
            kind = "body" if self.knowledge.split_code(piece.code)[1] else "region"
            content = (name, aliases, piece.code, kind, *_days(piece))
            if content not in self.seen:
                self.seen.add(content)
                self.made.rows["names"].append((self._id(name, actor.line), *content, source))

    def add_agent(self, agent: Agent, path: Path, source: str) -> None:
        """Add the line of one role noun."""
        groups = [agent.code[i : i + 3] for i in range(0, len(agent.code), 3)]
        role = next((group for group in groups if group in self.ontology.roles), "")
        if not role and groups[0] not in self.known:
            self._unknown(path, agent.line, agent.code, agent.names[0])
            return
        if role:
            groups.remove(role)
        names = [name.lower() for name in agent.names if "|" not in name]
        plurals = "" if agent.plurals is None else "|".join(p.lower() for p in agent.plurals) or "-"
        self.made.spellings += len(names)
        content = ("|".join(names), plurals, role, "".join(groups), self._kind(names[0]))
        if names and content not in self.seen:
            self.seen.add(content)
            self.made.rows["roles"].append((self._id("role " + names[0], agent.line), *content, source))

    def _unknown(self, path: Path, line: int, code: str, name: str) -> None:
        detail = f"code {code!r} of {name!r} begins with {code[:3]!r}, which is no country, region, people or role that we know"
        self.made.unread.append(Unread(path, line, "unknown code", detail))

    def _id(self, name: str, line: int) -> str:
        slug = "imported-" + ("-".join(re.findall("[a-z0-9]+", fold(name).lower())) or f"line-{line}")
        number = self.ids[slug] = self.ids.get(slug, 0) + 1
        return slug if number == 1 else self._id(f"{name} x{number}", line)

    def _is_person(self, actor: Actor, pieces: Sequence[DatedCode]) -> bool:
        """Dated offices of somebody whose name holds no word for a body: the dictionaries do not say who is a person."""
        if not any(piece.dated for piece in pieces) or not 1 < len(actor.names[0].split()) <= 5:
            return False
        for piece in pieces:
            area, role = self.knowledge.split_code(piece.code)
            if piece.dated and not (area and role in _OFFICES) and role != "IGO":
                return False
        return not any(fold(word).lower() in _BODIES for word in actor.names[0].split())

    def _spellings(self, name: str) -> list[str]:
        """A name as news writes it; once more with small letters where some write them ("general", "Ki-moon").

        Small letters in the knowledge match capitals, too.
        """
        if "|" in name or not stored(name):
            return []
        parts = name.split()
        if parts[0].lower() == "the" and len(parts) > 1:
            parts = parts[1:]
        if len(parts) == 1:
            word = parts[0] if _acronym(parts[0]) else _capital(parts[0])
            return list(dict.fromkeys([word, _small_tail(word)]))
        proper = [
            _recase(part, lambda word: word.lower() if word.lower() in _SMALL else _capital(word)) for part in parts
        ]
        if all(word.islower() for word in proper):
            proper = [_capital(part) for part in parts]
        small = [word.lower() if self._is_role(word) else _small_tail(word) for word in proper]
        found = [" ".join(proper)]
        if small != proper and any(not word.islower() for word in small):
            found.append(" ".join(small))
        return found

    def _is_role(self, word: str) -> bool:
        node: Trie | None = self.knowledge.roles.get(fold(word).lower())
        return node is not None and any(form == ROLE for form, _ in node.get(END, ()))

    def _kind(self, noun: str) -> str:
        """How a role noun behaves: as the one of ours with the same last word, else as people."""
        parts = words(noun)
        for start in range(len(parts)):
            node: Trie | None = self.knowledge.roles
            for part in parts[start:]:
                node = node.get(part) if node is not None else None
            for form, index in node.get(END, ()) if node else ():
                if form == ROLE:
                    return self.knowledge.role(index).kind
        return "people"


def _days(piece: DatedCode) -> tuple[str, str]:
    return piece.start.isoformat() if piece.start else "", piece.end.isoformat() if piece.end else ""


def _acronym(word: str) -> bool:
    return len(fold(word)) <= 3 or "." in word.rstrip(".")


def _recase(word: str, case: Callable[[str], str]) -> str:
    return "-".join(case(part) for part in word.split("-"))


def _small_tail(word: str) -> str:
    first, hyphen, rest = word.partition("-")
    return first + hyphen + rest.lower()


def _capital(word: str) -> str:
    """Capital first, small rest; after a hyphen or an apostrophe behind one or two letters, too ("O'Neill", "Ki-Moon")."""
    if "." in word.rstrip("."):
        return word
    word = "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return re.sub(r"^((?:[A-Z]|Mc|Al|El)['’])(\w)", lambda m: m[1] + m[2].upper(), word)

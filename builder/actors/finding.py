"""Who a name is on a day: everything that the knowledge holds under it, and what would be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.lang.en import English

from builder.actors.compiling import END, Trie
from builder.actors.compose import compose, merge_roles
from builder.actors.cues import cues
from builder.actors.dating import senses
from builder.actors.entries import FORMS, NAME, NOT_ACTOR, ROLE, TITLE, Entry, Role
from builder.actors.files import knowledge_paths, read_file
from builder.actors.knowledge import Knowledge
from builder.actors.matching import NameMatch, match_names
from builder.actors.normalise import words

_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM", "HUN"})
_ORDER = (
    "phrase",
    "name",
    "adjective",
    "demonym",
    "capital",
    "role",
    "title",
    "not_actor",
    "holder",
    "surname",
    "part",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the knowledge that a text can mean, or a code put together from several.

    Args:
        how: "name", "adjective", "demonym", "capital", "role", "title", "not_actor" (the text is all of
            it), "phrase" (role and owner put together), "holder" (whoever is in the office that the
            phrase names), "surname", "part" (the text is part of it).
        code: actor code on the day; "" where the line gives none then.
        name: the usual name.
        kind: kind of actor, or the office.
        start, end: as the line has them, "" when open.
        why: what makes the code, in words.
        id: of the line; of several, joined by " + ".
        chosen: whether a text that holds just these words would be coded so on that day.
        own: whether it is a line of the user's.
    """

    how: str
    code: str
    name: str
    kind: str
    start: str
    end: str
    why: str
    id: str
    chosen: bool = False
    own: bool = False


def find_name(text: str, knowledge: Knowledge, on: dt.date) -> tuple[Finding, ...]:
    """Find whom a name or phrase can mean on a day.

    Case and diacritics do not count here. A bare surname finds everybody of that name, words from
    the middle of a name find it too; "Russian defence minister" is put together from its words.

    Args:
        text: a name, surname, role noun or phrase.
        knowledge: from `load_knowledge`.
        on: the day.

    Returns:
        Findings: what would be chosen first, then by how well they fit, what holds on the day first.

    Example:
        >>> from builder.actors import load_knowledge
        >>> find_name("Israeli military", load_knowledge(), dt.date(2024, 1, 1))[0].code
        'ISRMIL'
    """
    text = " ".join(text.split()).removeprefix("the ").removeprefix("The ")
    query = words(text)
    if not query:
        return ()
    day = on.isoformat()
    doc = English().make_doc(text)
    matches = match_names(doc, knowledge, on)
    whole = next((m for m in matches if m.token_end - m.token_start == len(doc)), None)
    found = _in_names(text, whole, day, knowledge)
    found += _in_roles(query, knowledge)
    if not any(item.how in FORMS for item in found) and len(query) > 1:
        found = _phrase(matches, text, day, knowledge) + found
        if not any(item.chosen for item in found):
            for match in matches:
                if match.entry is not None:
                    named = doc[match.token_start : match.token_end].text
                    found += _in_names(named, match, day, knowledge)
    unique = {(item.id, item.how == "phrase"): item for item in sorted(found, key=_rank, reverse=True)}
    return tuple(sorted(unique.values(), key=_rank))


def places(
    ids: Sequence[str], extra: Sequence[Path] = (), directory: Path | None = None
) -> dict[str, tuple[Path, int]]:
    """Return the file and line of some lines of the knowledge.

    Args:
        ids: of the lines.
        extra: the user's own files or folders.
        directory: another folder than the shipped `seeds/actors`.

    Returns:
        By id; without those that no file has.
    """
    wanted = set(ids)
    found: dict[str, tuple[Path, int]] = {}
    for path in knowledge_paths(extra, directory):
        for line, row in read_file(path).rows:
            if row[0] in wanted:
                found[row[0]] = (path, line)
    return found


def _rank(item: Finding) -> tuple[bool, int, bool, int, str, str, str]:
    state = next(
        (n for n, word in enumerate(("in force", "always", "ended", "out of")) if item.why.startswith(word)), 4
    )
    return not item.chosen, _ORDER.index(item.how), not item.own, state, item.name, item.start, item.id


def _leaves(node: Trie, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[tuple[int, int]]]]:
    """Every name of a trie, in small letters, with what it stands for."""
    for symbol, below in node.items():
        if symbol == END:
            yield above, below
        else:
            yield from _leaves(below, (*above, symbol.lstrip("!^")))


def _fit(query: tuple[str, ...], name: tuple[str, ...], entry: Entry) -> str:
    n = len(query)
    if n >= len(name):
        return ""
    if entry.person and name[-n:] == query:
        return "surname"
    if entry.person and name[:n] == query and entry.code[:3] in _FAMILY_FIRST:
        return "surname"
    return "part" if any(name[i : i + n] == query for i in range(len(name) - n + 1)) else ""


def _in_names(text: str, whole: NameMatch | None, day: str, knowledge: Knowledge) -> list[Finding]:
    wanted = tuple(words(text))
    hows: dict[int, str] = {}
    found = []
    for name, items in _leaves(knowledge.names):
        if wanted[0] not in name:
            continue
        for form, index in items:
            if index < 0:  # stands for no line of its own
                if form == NOT_ACTOR and name == wanted:
                    found.append(Finding("not_actor", "", text, "", "", "", "never an actor", "", True))
                continue
            how = FORMS[form] if name == wanted else _fit(wanted, name, knowledge.entry(index))
            if how and _ORDER.index(how) < _ORDER.index(hows.get(index, "part")) + (index not in hows):
                hows[index] = how
    people: dict[str, list[int]] = {}
    for index in hows:
        entry = knowledge.entry(index)
        people.setdefault(entry.person or f" {index}", []).append(index)
    terms = _terms(knowledge, {person for person in people if not person.startswith(" ")})
    for person, indices in people.items():
        how = min((hows[i] for i in indices), key=_ORDER.index)
        found += _dated(terms.get(person, indices), how, whole, day, knowledge)
    return found


def _terms(knowledge: Knowledge, persons: set[str]) -> dict[str, list[int]]:
    """All terms of some people, whatever they were called in them."""
    found: dict[str, list[int]] = {}
    for index in range(len(knowledge.entries)) if persons else ():
        person = knowledge.entry(index).person
        if person in persons:
            found.setdefault(person, []).append(index)
    return found


def _dated(indices: Sequence[int], how: str, whole: NameMatch | None, day: str, knowledge: Knowledge) -> list[Finding]:
    """Findings for one line, or for all terms of one person: one of them makes the code of the day."""
    sense = senses([(NAME, index) for index in indices], day, knowledge, shared=False)[0]
    found = []
    for entry in map(knowledge.entry, indices):
        code = ""
        if entry is sense.entry:
            code, why = sense.code, _why(sense.rule, entry, day)
        elif entry.holds(day):
            code, why = entry.code, f"in force on {day}, as another office"
        elif entry.end and entry.end + "~" < day:
            why = f"an earlier term, over since {entry.end}"
        else:
            why = f"a later term, from {entry.start} on"
        chosen = whole is not None and whole.entry == entry
        if chosen and whole is not None and whole.rule == "name:ambiguous":
            chosen, why = False, f"{why}; others fit as well, so the article decides"
        if entry.own:
            why += "; your own line, which wins"
        found.append(
            Finding(
                how,
                code,
                entry.name,
                entry.office or entry.kind,
                entry.start,
                entry.end,
                why,
                entry.id,
                chosen,
                entry.own,
            )
        )
    return found


def _why(rule: str, entry: Entry, day: str) -> str:
    if rule == "name:former":
        return f"out of office since {entry.end}"
    if rule == "name:before":
        return f"not yet in office on {day}, so the bare country"
    if rule == "name:past":
        when = f"ended {entry.end}" if entry.end and entry.end + "~" < day else f"begins {entry.start}"
        return f"{when}; keeps its code"
    if not (entry.start or entry.end):
        return "always in force"
    if not entry.holds(day):
        return f"always in force: its dates do not limit a {entry.kind}"
    return f"in force on {day}"


def _in_roles(query: Sequence[str], knowledge: Knowledge) -> list[Finding]:
    node: Trie | None = knowledge.roles
    for word in query:
        node = node.get(word) if node is not None else None
    found = []
    for form, index in sorted(node.get(END, ())) if node is not None else ():
        role = knowledge.role(index)
        adds = (
            f"adds {role.role + role.secondary} to its country"
            if role.role
            else "takes the code of whatever it belongs to"
        )
        kind = "title" if form == TITLE else f"role noun ({role.kind})"
        found.append(Finding(FORMS[form], "", role.name, kind, "", "", adds, role.id))
    return found


def _phrase(matches: Sequence[NameMatch], text: str, day: str, knowledge: Knowledge) -> list[Finding]:
    """Role and owner put together word by word, as the resolver does with syntax; and whoever holds the office."""
    roles = [m.role for m in matches if m.role is not None and m.form == ROLE]
    owners = [m for m in matches if m.entry is not None and not m.entry.person and m.code]
    if not roles or not owners or any(m.entry is not None and m.entry.person for m in matches):
        return []
    owner, role = owners[0], roles[-1]
    assert owner.entry is not None
    for inner in reversed(roles[:-1]):
        role = merge_roles(role, inner)
    former = bool(cues("former") & set(words(text)))
    code = compose(owner.code, role, knowledge, former=former)
    if not code:
        return []
    why = f"{role.name} of {owner.entry.name}" + (", out of office" if former else "")
    found = [Finding("phrase", code, text, "", "", "", why, f"{owner.entry.id} + {role.id}", True)]
    return found if former else found + _holders(owner.code, roles[-1], day, knowledge)


def _holders(owner: str, role: Role, day: str, knowledge: Knowledge) -> list[Finding]:
    area = knowledge.split_code(owner)[0]
    found = []
    for index in range(len(knowledge.entries)) if area else ():
        entry = knowledge.entry(index)
        if entry.person and entry.holds(day) and entry.code[:3] == area and _same_office(entry.office, role, knowledge):
            why = f"in force on {day}"
            found.append(Finding("holder", entry.code, entry.name, entry.office, entry.start, entry.end, why, entry.id))
    return found


def _same_office(office: str, role: Role, knowledge: Knowledge) -> bool:
    return any(item.id == role.id for item in _in_roles(words(office), knowledge))

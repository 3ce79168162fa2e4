"""The records that actor knowledge is made of once its files are read."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One line of a name file or an office file.

    `start` and `end` are ISO dates, as precise as the file has them, "" when open. `person` and
    `office` are "" but for office holders. `own` marks lines from the user's files, which win.
    """

    id: str
    name: str
    code: str
    kind: str
    start: str = ""
    end: str = ""
    person: str = ""
    office: str = ""
    own: bool = False

    def holds(self, day: str) -> bool:
        """Say whether the line holds on a day (ISO date)."""
        return (not self.start or self.start <= day) and (not self.end or day <= self.end + "~")


class Role(NamedTuple):
    """One role noun or title.

    `kind` says how it behaves:
        holder: one person in an office ("president");
        member: speaks or acts for whatever it belongs to ("spokesman", "official");
        body: an institution ("ministry", "army");
        people: a set of people ("troops", "protesters");
        title: stands before a name only ("Gen.", "Mr").
    """

    id: str
    name: str
    role: str
    secondary: str
    kind: str


class Correction(NamedTuple):
    """What some words, or an actor, are instead where a guard holds.

    `key` holds the words in small letters, "" where the line goes by `actor` alone: the id of a line or
    of a person. `index` is the number of the entry with that id, -1 for none. Phrases of the guard are
    folded and in small letters; an empty part of it always holds. `code` is "" where the name is dropped.
    """

    id: str
    key: str
    text: str
    actor: str
    index: int  # type: ignore[assignment]
    before: tuple[str, ...]
    after: tuple[str, ...]
    near: tuple[str, ...]
    unless: tuple[str, ...]
    start: str
    end: str
    code: str


# How a name was written; kept in a match as `form`. CORRECTION marks words that only a correction knows.
NAME, ADJECTIVE, DEMONYM, CAPITAL, ROLE, TITLE, NOT_ACTOR, CORRECTION = range(8)
FORMS = ("name", "adjective", "demonym", "capital", "role", "title", "not_actor", "correction")

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


class Guard(NamedTuple):
    """A name that is not the actor it looks like when the article holds one of `near` and none of `unless`."""

    name: str
    near: tuple[str, ...]
    unless: tuple[str, ...]


# How a name was written; kept in a match as `form`.
NAME, ADJECTIVE, DEMONYM, CAPITAL, ROLE, TITLE, NOT_ACTOR = range(7)
FORMS = ("name", "adjective", "demonym", "capital", "role", "title", "not_actor")

"""What action codes and actor codes mean: the files of seeds/ontology/, loaded and checked once."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from builder.errors import BuilderError, SeedError
from builder.resources import resource

QUAD_CLASSES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
"""CAMEO groups 01 to 05, 06 to 08, 09 to 13 and 14 to 20 (the limits that GDELT uses)."""

_T = TypeVar("_T")

ACTOR_CODE = re.compile(r"([A-Z]{3}){1,8}")


@dataclass(frozen=True, slots=True)
class Action:
    """One CAMEO action code; `plover_event` and `plover_mode` are "" where PLOVER has none."""

    code: str
    name: str
    description: str
    parent: str
    quad_class: int
    goldstein: float
    plover_event: str = ""
    plover_mode: str = ""


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """One PLOVER event type with PLOVER's own quad class."""

    event: str
    quad_class: int
    description: str


@dataclass(frozen=True)
class Ontology:
    """Lookups by code; an unknown code raises BuilderError with every unknown code in its message.

    Args:
        actions: the 298 CAMEO codes of three and four digits.
        roots: the 20 two-digit groups.
        plover: the PLOVER event types.
        areas: codes of countries and regions that an actor code can begin with, and their names.
        roles: codes of the kinds of actor, and their names.

    Example:
        >>> Ontology.load().action("195").name
        'Employ aerial weapons, not specified below'
    """

    actions: dict[str, Action]
    roots: dict[str, Action]
    plover: dict[str, PloverEvent]
    areas: dict[str, str]
    roles: dict[str, str]

    @classmethod
    def load(cls, directory: Path | None = None) -> Ontology:
        """Read and check the ontology files.

        Args:
            directory: where they lie; the ones that came with this installation by default.

        Returns:
            The ontology.

        Raises:
            SeedError: a line is wrong; the message names the file and the line.
        """
        directory = directory or resource("seeds/ontology")
        plover = _read(directory / "plover.csv", "event", _plover)
        roots = _read(directory / "roots.csv", "code", lambda row: _action(row, r"\d\d", {}, plover))
        actions: dict[str, Action] = {}
        _read(
            directory / "cameo.csv",
            "code",
            lambda row: _action(row, r"\d{3,4}", roots | actions, plover),
            into=actions,
        )
        areas = _read(directory / "areas.csv", "code", _named)
        roles = _read(directory / "roles.csv", "code", _named)
        both = sorted(areas.keys() & roles.keys())
        if both:
            raise SeedError(directory / "roles.csv", 0, f"also in areas.csv: {', '.join(both)}; keep one of the two")
        return cls(actions, roots, plover, areas, roles)

    def check(self, codes: Iterable[str]) -> None:
        """Raise if any of these action codes is not in CAMEO.

        Args:
            codes: action codes of three or four digits.

        Raises:
            BuilderError: lists the unknown ones.
        """
        unknown = sorted({code for code in codes if code not in self.actions})
        if unknown:
            raise BuilderError(
                f"unknown action code{'s' if len(unknown) > 1 else ''}: {', '.join(map(repr, unknown))}; "
                "the known ones are in seeds/ontology/cameo.csv"
            )

    def action(self, code: str) -> Action:
        """Everything about one action code (raises BuilderError if there is no such code)."""
        self.check([code])
        return self.actions[code]

    def name(self, code: str) -> str:
        """The name of an action code."""
        return self.action(code).name

    def root(self, code: str) -> str:
        """The two-digit group that an action code belongs to."""
        return self.action(code).code[:2]

    def quad_class(self, code: str) -> int:
        """The quad class of an action code, 1 to 4 (see `QUAD_CLASSES`)."""
        return self.action(code).quad_class

    def goldstein(self, code: str) -> float:
        """The Goldstein value of an action code, -10 (conflict) to 10 (cooperation)."""
        return self.action(code).goldstein

    def plover_event(self, code: str) -> str:
        """The PLOVER event type of an action code, "" for groups 01 and 02, which PLOVER leaves out."""
        return self.action(code).plover_event

    def parent(self, code: str) -> str:
        """The code one level up: three digits for four, two for three."""
        return self.action(code).parent

    def split_actor(self, code: str) -> tuple[str, str]:
        """The area and the role that an actor code holds.

        The area is the first group of three letters if it stands for a country or region; the role is
        the first group that stands for a role. Whatever else the code holds names the actor.

        Args:
            code: one to eight groups of three capital letters.

        Returns:
            (area, role), each "" where the code holds none.

        Raises:
            BuilderError: not an actor code.

        Example:
            >>> Ontology.load().split_actor("RUSGOV")
            ('RUS', 'GOV')
        """
        if not ACTOR_CODE.fullmatch(code):
            raise BuilderError(f"not an actor code: {code!r}; expected one to eight groups of three capital letters")
        groups = [code[i : i + 3] for i in range(0, len(code), 3)]
        area = groups[0] if groups[0] in self.areas else ""
        return area, next((group for group in groups if group in self.roles), "")


def _read(
    path: Path, key: str, make: Callable[[dict[str, str]], _T], into: dict[str, _T] | None = None
) -> dict[str, _T]:
    """Lines of a CSV file by the value of one column, each made by `make`, which raises ValueError if it is wrong.

    `into` is filled line by line, so that `make` can look at the lines before.
    """
    found: dict[str, _T] = {} if into is None else into
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                raise SeedError(path, line, f"expected {len(reader.fieldnames or ())} values; quote values with commas")
            if row.get(key) in found:
                raise SeedError(path, line, f"{row[key]} is already there; remove one of the two")
            try:
                found[row[key]] = make(row)
            except KeyError as error:
                raise SeedError(path, 1, f"column {error.args[0]} is missing from the header") from error
            except ValueError as error:
                raise SeedError(path, line, str(error)) from error
    return found


def _action(row: dict[str, str], pattern: str, parents: dict[str, Action], plover: dict[str, PloverEvent]) -> Action:
    code, parent = row["code"], row.get("parent", "")
    if not re.fullmatch(pattern, code):
        raise ValueError(f"code {code!r} is not of the form {pattern}")
    if len(code) > 2 and (parent != code[:-1] or parent not in parents):
        raise ValueError(f"parent of {code} must be {code[:-1]}, on an earlier line")
    if row["quad_class"] not in {"1", "2", "3", "4"}:
        raise ValueError(f"quad_class of {code} is {row['quad_class']!r}; expected 1, 2, 3 or 4")
    if parent and parents[parent].quad_class != int(row["quad_class"]):
        raise ValueError(f"quad_class of {code} differs from that of its parent {parent}")
    try:
        goldstein = float(row["goldstein"])
    except ValueError:
        raise ValueError(f"goldstein of {code} is {row['goldstein']!r}; expected a number") from None
    if not -10 <= goldstein <= 10:
        raise ValueError(f"goldstein of {code} is {goldstein}; expected -10 to 10")
    event = row.get("plover_event", "")
    if event and event not in plover:
        raise ValueError(f"plover_event of {code} is {event!r}; the known ones are in plover.csv")
    _named(row)
    return Action(
        code,
        row["name"],
        row["description"],
        parent,
        int(row["quad_class"]),
        goldstein,
        event,
        row.get("plover_mode", ""),
    )


def _plover(row: dict[str, str]) -> PloverEvent:
    if row["quad_class"] not in {"1", "2", "3", "4"} or not row["description"]:
        raise ValueError(f"{row['event']} needs a quad_class from 1 to 4 and a description")
    return PloverEvent(row["event"], int(row["quad_class"]), row["description"])


def _named(row: dict[str, str]) -> str:
    if not row["name"] or row.get("description") == "":
        raise ValueError(f"{row['code']} has no name or no description")
    return row["name"]

"""Actor and agent files of PETRARCH-2 and TABARI, read line by line; nothing wrong stops the reading.

Such files write `NAME_ [CODE]`, synonyms with `+`, and codes that hold for a time on lines of their
own: `[CODE <date]` before a day, `[CODE >date]` from a day on, `[CODE date-date]` between two. Agent
files write `NOUN {PLURAL} [~ROLE]` and stand in sets of words as `!SET!`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import InputError

ONE_DAY = dt.timedelta(days=1)
_PIVOT = 30  # TABARI and PETRARCH-2 read the years 00 to 30 as 2000 to 2030, the others as 1931 to 1999
_BRACKET = re.compile(r"\[([^\]\[]*)\]")
_CODE = re.compile(r"([A-Z]{3}){1,8}")
_MACRO = re.compile(r"!([A-Z_]+)!")
_NOBODY = "---"


@dataclass(frozen=True, slots=True)
class Unread:
    """A line, or a part of it, that was not taken over: where, which sort of reason, and the reason in words."""

    path: Path
    line: int
    reason: str
    detail: str

    def __str__(self) -> str:
        """As compilers word it."""
        return f"{self.path}:{self.line}: {self.detail}"


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code and the days, both included, between which it holds; None is open. `dated` says that it has a restriction."""

    code: str
    start: dt.date | None = None
    end: dt.date | None = None
    dated: bool = False


@dataclass(slots=True)
class Actor:
    """A name with its synonyms, as written without underscores, and its codes in the order of the file."""

    line: int
    names: list[str]
    codes: list[DatedCode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Agent:
    """A role noun: its forms, its plurals (None: the regular ones) and the code that it adds to a country."""

    line: int
    names: tuple[str, ...]
    plurals: tuple[str, ...] | None
    code: str


@dataclass(slots=True)
class Dictionary:
    """What one file held. `lines` counts those that are neither empty nor mere comment."""

    path: Path
    lines: int = 0
    actors: list[Actor] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_dictionary(path: Path) -> Dictionary:
    """Read an actor or agent file of PETRARCH-2 or TABARI.

    Args:
        path: the file, in UTF-8; lines that are not are taken as Windows-1252.

    Returns:
        Dictionary, with every line that could not be read.

    Raises:
        InputError: the file cannot be opened.

    Example:
        >>> read_dictionary(Path("Phoenix.Countries.actors.txt")).actors[0].names  # doctest: +SKIP
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return parse_dictionary(data.split(b"\n"), path)


def parse_dictionary(lines: Iterable[bytes], path: Path) -> Dictionary:
    """Read the lines of such a file; see `read_dictionary`.

    Args:
        lines: as bytes, without line ends.
        path: for messages.
    """
    reader = _Reader(Dictionary(path))
    for number, data in enumerate(lines, 1):
        reader.take(number, data)
    reader.close()
    reader.found.unread.sort(key=lambda unread: unread.line)
    return reader.found


def parse_day(text: str) -> dt.date:
    """Return the day of YYMMDD or YYYYMMDD; two-digit years up to 30 are 20YY, as TABARI and PETRARCH-2 have it.

    Raises:
        ValueError: not of that form, or no day of the calendar; says so.

    Example:
        >>> parse_day("010131"), parse_day("310131")
        (datetime.date(2001, 1, 31), datetime.date(1931, 1, 31))
    """
    if not re.fullmatch(r"\d{6}|\d{8}", text, re.ASCII):
        raise ValueError(f"date {text!r} has neither six nor eight digits")
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= _PIVOT else "19") + text
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise ValueError(f"date {text!r} is no day of the calendar") from None


def pieces_of_time(codes: Sequence[DatedCode]) -> list[DatedCode]:
    """Return codes that never hold on the same day and mean what the given ones mean.

    Of restrictions that overlap the first in the file wins; a code without one holds on the days
    that are left. Neighbours with one code become one.

    Args:
        codes: as `Actor.codes`.

    Returns:
        Codes in order of time.

    Example:
        >>> day = dt.date(2000, 1, 1)
        >>> [(p.code, p.start, p.end) for p in pieces_of_time([DatedCode("A", day, None, True), DatedCode("B")])]
        [('B', None, datetime.date(1999, 12, 31)), ('A', datetime.date(2000, 1, 1), None)]
    """
    ordered = [c for c in codes if c.dated] + [c for c in codes if not c.dated][:1]
    cuts = {c.start for c in ordered if c.start} | {c.end + ONE_DAY for c in ordered if c.end and c.end < dt.date.max}
    starts: list[dt.date | None] = [None, *sorted(cuts)]
    found: list[DatedCode] = []
    for at, start in enumerate(starts):
        following = starts[at + 1] if at + 1 < len(starts) else None
        end = following - ONE_DAY if following else None
        day = start or dt.date.min
        # Nothing begins or ends within a piece, so its first day speaks for all; before the first cut only
        # what is open to the past can hold.
        code = next(
            (
                c.code
                for c in ordered
                if (c.start is None or (start is not None and c.start <= day)) and (c.end is None or day <= c.end)
            ),
            "",
        )
        if not code:
            continue
        if found and found[-1].code == code and found[-1].end is not None and found[-1].end + ONE_DAY == start:
            found[-1] = DatedCode(code, found[-1].start, end, True)
        else:
            found.append(DatedCode(code, start, end, start is not None or end is not None))
    return found


class _Reader:
    """Goes down a file; an actor is finished when the next one begins."""

    def __init__(self, found: Dictionary) -> None:
        self.found = found
        self.actor: Actor | None = None
        self.sets: dict[str, list[str]] = {}
        self.spoilt = False  # a restriction of the actor was not read, so that lacking a code needs no second complaint

    def problem(self, line: int, reason: str, detail: str) -> None:
        self.found.unread.append(Unread(self.found.path, line, reason, detail))

    def close(self) -> None:
        """Finish the actor that is being read."""
        actor, self.actor = self.actor, None
        if actor is None:
            return
        if actor.codes:
            self.found.actors.append(actor)
        elif not self.spoilt:
            self.problem(actor.line, "no code", f"{actor.names[0]!r} has no code")

    def take(self, number: int, data: bytes) -> None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = data.decode("cp1252")
            except UnicodeDecodeError:
                self.problem(number, "no text", "neither UTF-8 nor Windows-1252")
                return
        text = re.split("[#;]", text.lstrip("\ufeff"), maxsplit=1)[0].rstrip()
        if not text.strip():
            return
        self.found.lines += 1
        if "\ufffd" in text or any(not c.isprintable() and c != "\t" for c in text):
            self.problem(number, "no text", "holds characters that are no text")
            return
        bare = text.strip()
        if bare.startswith("!") and "=" in bare:
            self._define(number, bare)
        elif re.search(r"\[~|~[\]}]", bare):
            self.close()
            self._agent(number, bare)
        elif bare.startswith("["):
            self._codes(number, bare)
        elif bare.startswith("+"):
            self._synonym(number, bare[1:])
        else:
            self._name(number, bare)

    def _name(self, number: int, text: str) -> None:
        self.close()
        self.spoilt = False
        words, bracket, rest = text.partition("[")
        names = _spellings(words)
        if not names:
            self.problem(number, "no name", f"no name before {bracket + rest!r}")
            self.spoilt = True
            return
        self.actor = Actor(number, names)
        if bracket:
            self._codes(number, bracket + rest)

    def _synonym(self, number: int, text: str) -> None:
        words, bracket, rest = text.partition("[")
        names = _spellings(words)
        if self.actor is None:
            self.problem(number, "no actor", f"synonym {text.strip()!r} stands under no actor")
        elif not names:
            self.problem(number, "no name", "a + and no name behind it")
        else:
            self.actor.names += [name for name in names if name not in self.actor.names]
        if bracket and self.actor is not None:
            self._codes(number, bracket + rest)

    def _codes(self, number: int, text: str) -> None:
        if self.actor is None:
            if not self.spoilt:
                self.problem(number, "no actor", f"code {text.strip()!r} stands under no actor")
            return
        if text.count("[") != text.count("]") or _BRACKET.sub("", text).strip():
            self.problem(number, "brackets", f"{text.strip()!r} is not a row of [CODE] or [CODE dates]")
            self.spoilt = True
            return
        for part in _BRACKET.findall(text):
            try:
                self.actor.codes.append(_dated_code(part))
            except _Bad as bad:
                self.problem(number, bad.reason, bad.detail)
                self.spoilt = True

    def _define(self, number: int, text: str) -> None:
        found = re.fullmatch(r"!([A-Z_]+)!\s*=\s*(.+)", text)
        words = [_spaced(word) for word in found[2].split(",")] if found else []
        if found is None or not all(words):
            self.problem(number, "set of words", f"{text!r} is not of the form !NAME! = WORD, WORD")
        else:
            self.sets[found[1]] = words

    def _agent(self, number: int, text: str) -> None:
        found = re.fullmatch(r"([^{}\[\]]+?)\s*(?:\{([^{}\[\]]*)\})?\s*\[([^\[\]{}]*)\]", text)
        if found is None:
            self.problem(number, "brackets", f"{text!r} is not of the form NOUN {{PLURAL}} [~ROLE]")
            return
        noun, plural, code = found[1], found[2], found[3].strip()
        if code.endswith("~"):
            self.problem(
                number, "role before country", f"code {code!r} comes before the country's; such roles cannot be kept"
            )
            return
        if not _CODE.fullmatch(code.removeprefix("~")):
            self.problem(number, "not a code", f"code {code!r} is not ~ and groups of three capital letters")
            return
        sets = _MACRO.findall(noun)
        unknown = [name for name in sets if name not in self.sets]
        if unknown or noun.count("!") != 2 * len(sets):
            what = f"!{unknown[0]}! is not defined above" if unknown else f"{noun!r} holds half a !SET!"
            self.problem(number, "set of words", what)
            return
        names = tuple(_spaced(form) for form in self._expand(noun))
        if not all(names):
            self.problem(number, "no name", "an agent without a name")
            return
        plurals: tuple[str, ...] | None = None
        if plural is not None:
            plurals = tuple(word for word in map(_spaced, plural.split(",")) if word)
        elif sets:  # sets list the plurals themselves
            plurals = ()
        self.found.agents.append(Agent(number, names, plurals, code.removeprefix("~")))

    def _expand(self, noun: str) -> Iterator[str]:
        found = _MACRO.search(noun)
        if found is None:
            yield noun
            return
        for word in self.sets[found[1]]:
            yield from self._expand(noun[: found.start()] + word + noun[found.end() :])


class _Bad(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def _dated_code(text: str) -> DatedCode:
    code, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if code == _NOBODY:
        raise _Bad("no actor meant", "code '---' says that the name is no actor; add it to a not_actors file")
    if not _CODE.fullmatch(code):
        raise _Bad("not a code", f"code {code!r} is not one to eight groups of three capital letters")
    if not rest:
        return DatedCode(code)
    try:
        if rest[0] == "<":
            day = parse_day(rest[1:].strip())
            return DatedCode(code, None, day - ONE_DAY, True)
        if rest[0] == ">":
            return DatedCode(code, parse_day(rest[1:].strip()), None, True)
        first, dash, last = rest.partition("-")
        if not dash:
            raise ValueError(f"restriction {rest!r} has neither <, > nor a second date")
        start, end = parse_day(first.strip()), parse_day(last.strip())
    except (ValueError, OverflowError) as error:
        raise _Bad("date", str(error)) from None
    if end < start:
        raise _Bad("dates reversed", f"restriction {rest!r} ends before it begins")
    return DatedCode(code, start, end, True)


def _spaced(words: str) -> str:
    return " ".join(words.replace("_", " ").split())


def _spellings(words: str) -> list[str]:
    """The name; with "(ABC)" inside, the name without it and what stands in the brackets."""
    name = _spaced(words)
    inner = re.findall(r"\(([^()]+)\)", name)
    outer = _spaced(re.sub(r"\([^()]*\)", " ", name)) if inner else name
    found = [outer, *(_spaced(word) for word in inner if word.isupper() and " " not in word.strip())]
    return [word for word in dict.fromkeys(found) if any(map(str.isalnum, word))]

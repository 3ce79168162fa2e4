"""Everything that can be wrong with actor knowledge; slower than loading, so a command of its own."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from builder.actors.entries import ADJECTIVE, CAPITAL, DEMONYM, NAME
from builder.actors.files import KnowledgeFile, knowledge_paths, read_file, split
from builder.actors.normalise import stored
from builder.errors import SeedError
from builder.ontology import Ontology
from builder.resources import resource
from builder.schemas import Field, load_table

# Offices that one person at a time holds in a country.
_SINGLE = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "supreme leader", "secretary-general"}
)
_HANDOVER_DAYS = 31
_PEOPLES = frozenset({"ethnic", "religion", "people", "region"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. An error is a fact that cannot be; a warning may be right and wants a look.

    A note tells where a file of the user's gives a name of ours another code: theirs wins.
    """

    path: Path
    line: int
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        """As `SeedError` words it."""
        return f"{self.severity}: {SeedError(self.path, self.line, self.message)}"


@dataclass(frozen=True, slots=True)
class _Line:
    file: KnowledgeFile
    number: int
    row: dict[str, str]

    def problem(self, message: str, severity: str = "error") -> Problem:
        return Problem(self.file.path, self.number, message, severity)


def lint(extra: Sequence[Path] = (), *, directory: Path | None = None) -> list[Problem]:
    """Check every file of actor knowledge.

    Args:
        extra: the user's own files or folders.
        directory: another folder than the shipped `seeds/actors`.

    Returns:
        Problems by file and line: lines that break their schema, ids used twice, unknown codes,
        impossible or reversed dates, terms of one office that overlap, names that mean different
        actors at one time, and, as notes, names that the user's files take from ours.

    Raises:
        SeedError: a path of the user's does not exist.

    Example:
        >>> [p for p in lint() if p.severity == "error"]
        []
    """
    problems: list[Problem] = []
    lines: list[_Line] = []
    for path, own in _paths(extra, directory):
        try:
            lines += _lines(read_file(path, own=own))
        except SeedError as error:
            line, _, message = str(error).removeprefix(f"{path}:").partition(":")
            known = line.strip().isdecimal()
            problems.append(Problem(path, int(line), message.strip()) if known else Problem(path, 0, f"{line}:{message}".strip(": ")))
    for check in (_schema, _ids, _codes, _dates, _terms, _names, _corrections):
        problems += check(lines)
    return sorted(problems, key=lambda p: (str(p.path), p.line, p.message))


def conflicts(extra: Sequence[Path], *, directory: Path | None = None) -> list[Problem]:
    """Tell where the user's files give names of ours another code; theirs win. Much faster than `lint`.

    Args:
        extra: the user's own files or folders; those that cannot be read are passed over.
        directory: another folder than the shipped `seeds/actors`.

    Returns:
        Notes by file and line, at the user's lines.

    Raises:
        SeedError: a path of the user's does not exist.
    """
    lines: list[_Line] = []
    taken: set[tuple[str, ...]] = set()
    for path, own in reversed(_paths(extra, directory)):  # the user's first: only lines with their names matter
        try:
            file = read_file(path, own=own)
        except SeedError:
            continue
        for line in _lines(file):
            keys = {tuple(stored(name)) for _, name in _forms(line)}
            if own:
                taken |= keys
            if own or keys & taken:
                lines.append(line)
    lines.sort(key=lambda line: line.file.own)
    notes = [problem for problem in _names(lines) if problem.severity == "note"]
    return sorted(notes, key=lambda p: (str(p.path), p.line, p.message))


def _paths(extra: Sequence[Path], directory: Path | None) -> list[tuple[Path, bool]]:
    ours = len(knowledge_paths((), directory))
    return [(path, at >= ours) for at, path in enumerate(knowledge_paths(extra, directory))]


def _lines(file: KnowledgeFile) -> list[_Line]:
    columns = [field.name for field in _fields(file.schema)]
    return [_Line(file, number, dict(zip(columns, values))) for number, values in file.rows]


@functools.cache
def _fields(schema: str) -> tuple[Field, ...]:
    return load_table(resource(f"schemas/seeds/{schema}.json")).fields


def _schema(lines: Iterable[_Line]) -> list[Problem]:
    fields: dict[str, tuple[Field, ...]] = {}
    found = []
    for line in lines:
        for field in fields.setdefault(line.file.schema, _fields(line.file.schema)):
            value = line.row[field.name]
            if value != value.strip():
                found.append(line.problem(f"{field.name} {value!r} begins or ends with a blank; remove it"))
            elif not value:
                if field.required:
                    found.append(line.problem(f"{field.name} is empty; fill it in"))
            elif field.enum and value not in field.enum:
                found.append(line.problem(f"{field.name} {value!r} is none of {', '.join(map(str, field.enum))}"))
            elif field.pattern and not re.search(field.pattern, value):
                found.append(line.problem(f"{field.name} {value!r} is not of the form {field.pattern}"))
    return found


def _ids(lines: Iterable[_Line]) -> list[Problem]:
    seen: dict[str, _Line] = {}
    found = []
    for line in lines:
        first = seen.setdefault(line.row["id"], line)
        if first is not line:
            where = f"{first.file.path}:{first.number}"
            found.append(line.problem(f"id {line.row['id']!r} is already at {where}; give it another"))
    return found


def _codes(lines: Sequence[_Line]) -> list[Problem]:
    ontology = Ontology.load()
    peoples = {line.row["code"][:3] for line in lines if "code" in line.row and line.row.get("kind") in _PEOPLES}
    known = ontology.areas.keys() | ontology.roles.keys() | peoples
    found = []
    for line in lines:
        code = line.row.get("code", "")
        if code and code[:3] not in known:
            message = (
                f"code {code!r} begins with {code[:3]!r}, which is no country, region, people or role in seeds/ontology"
            )
            found.append(line.problem(message))
        role = line.row.get("role", "")
        if role and role not in ontology.roles:
            found.append(line.problem(f"role {role!r} is not in seeds/ontology/roles.csv"))
    return found


def _corrections(lines: Sequence[_Line]) -> list[Problem]:
    """Corrections that correct nothing: without words or actor, with an actor that is gone, or without a guard."""
    known = {line.row[column] for line in lines for column in ("id", "person") if line.row.get(column)}
    found = []
    for line in lines:
        if line.file.schema != "corrections":
            continue
        row = line.row
        if not row["text"] and not row["actor"]:
            found.append(line.problem("neither text nor actor; say what is corrected"))
        if row["actor"] and row["actor"] not in known:
            message = f"actor {row['actor']!r} is the id of no line and no person; correct it or remove the line"
            found.append(line.problem(message))
        if (row["change"] == "code") != bool(row["code"]):
            found.append(line.problem("a code belongs to the change 'code' and to no other; correct one of the two"))
        if not any(row[column] for column in ("before", "after", "near", "unless", "start", "end")):
            message = "no guard; what is never an actor belongs in not_actors.csv, another code on the actor's line"
            found.append(line.problem(message))
    return found


def iso_day(value: str, *, last: bool) -> dt.date | None:
    """The first or last day that a date of any precision can mean."""
    parts = [int(part) for part in value.split("-")]
    try:
        if len(parts) == 3:
            return dt.date(*parts)
        if len(parts) == 2:
            first = dt.date(parts[0], parts[1], 1)
            return (
                (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1) if last else first
            )
        return dt.date(parts[0], 12, 31) if last else dt.date(parts[0], 1, 1)
    except ValueError:
        return None


def _span(line: _Line) -> tuple[dt.date, dt.date]:
    start, end = line.row.get("start", ""), line.row.get("end", "")
    return (
        (iso_day(start, last=False) if re.match(r"\d{4}", start) else None) or dt.date.min,
        (iso_day(end, last=True) if re.match(r"\d{4}", end) else None) or dt.date.max,
    )


def _dates(lines: Iterable[_Line]) -> list[Problem]:
    found = []
    for line in lines:
        for column in ("start", "end"):
            value = line.row.get(column, "")
            if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) and iso_day(value, last=False) is None:
                found.append(line.problem(f"{column} {value!r} is no date of the calendar"))
        start, end = _span(line)
        if start > end:
            found.append(line.problem(f"ends ({line.row['end']}) before it begins ({line.row['start']}); swap the two"))
    return found


def _terms(lines: Iterable[_Line]) -> list[Problem]:
    """Terms of one person in one office, and of different people in an office for one, that overlap."""
    by_person: dict[tuple[str, str, str], list[_Line]] = defaultdict(list)
    by_office: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    for line in lines:
        if line.file.schema == "offices":
            row = line.row
            by_person[row["person"], row["office"], row["code"]].append(line)
            if row["office"] in _SINGLE:
                by_office[row["office"], row["code"]].append(line)
    found = []
    for (_, office, _), terms in by_person.items():
        found += [
            later.problem(
                f"overlaps the same person's other term as {office}, line {earlier.number}; correct the dates",
                "error" if office in _SINGLE else "warning",
            )
            for earlier, later in _overlaps(terms, 0)
        ]
    for (office, code), terms in by_office.items():
        found += [
            later.problem(
                f"{later.row['name']} and {earlier.row['name']} (line {earlier.number}) are both {office} of {code}",
                "warning",
            )
            for earlier, later in _overlaps(terms, _HANDOVER_DAYS)
            if earlier.row["person"] != later.row["person"]
        ]
    return found


def _overlaps(terms: Sequence[_Line], days: int) -> list[tuple[_Line, _Line]]:
    ordered = sorted(terms, key=lambda line: (_span(line), line.number))
    found = []
    for earlier, later in pairwise(ordered):
        end, start = _span(earlier)[1], _span(later)[0]
        if start < end and (end == dt.date.max or (end - start).days > days):
            found.append((earlier, later))
    return found


def _names(lines: Iterable[_Line]) -> list[Problem]:
    """Names that mean two actors with different codes on one day."""
    by_name: dict[tuple[str, ...], list[tuple[int, str, _Line]]] = defaultdict(list)
    for line in lines:
        for form, name in _forms(line):
            by_name[tuple(stored(name))].append((form, name, line))
    found = []
    for uses in by_name.values():
        reported: set[tuple[str, str]] = set()
        for at, (form, name, line) in enumerate(uses):
            for other_form, _, other in uses[:at]:
                taken = line.file.own and not other.file.own
                pair = (other.row["id"], line.row["id"])
                same = other.row.get("person", other) == line.row.get("person", line)
                different = form != other_form and not taken
                if different or same or other.row["code"] == line.row["code"] or pair in reported:
                    continue
                (a, b), (c, d) = _span(line), _span(other)
                if max(a, c) <= min(b, d):
                    reported.add(pair)
                    where = f"{other.file.path.name}:{other.number}"
                    here, there = line.row["code"], other.row["code"]
                    if taken:
                        found.append(line.problem(f"{name!r} means {here}, not {there} as in our {where}; yours wins", "note"))
                    else:
                        message = f"{name!r} means {here} here and {there} at {where} at the same time"
                        found.append(line.problem(message, "warning"))
    return found


def _forms(line: _Line) -> list[tuple[int, str]]:
    """Every way in which a line is named, with its form; none for roles, titles and what is no actor."""
    if not {"name", "code"} <= line.row.keys():
        return []
    forms = [(NAME, line.row["name"]), *((NAME, alias) for alias in split(line.row["aliases"]))]
    for form, column in ((ADJECTIVE, "adjectives"), (DEMONYM, "demonyms"), (CAPITAL, "capital")):
        forms += [(form, word) for word in split(line.row.get(column, ""))]
    return forms

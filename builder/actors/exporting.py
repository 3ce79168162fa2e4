"""The whole knowledge as one file: a flat table, or an actor file that PETRARCH-2 reads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from builder.actors.dating import out_of_office
from builder.actors.files import HEADERS, knowledge_paths, read_file, split
from builder.actors.lint import iso_day
from builder.actors.normalise import plural
from builder.resources import resource

COLUMNS = ("id", "name", "aliases", "code", "start", "end", "file", "note")
_HEAD = """# Actors, written by dyads. Where a name stands for several actors, the first one counts.
# Role nouns, titles and phrases that are no actor have no place in an actor file.
"""


class Row(NamedTuple):
    """One line of the flat table.

    `code` is an actor code, `~GOV` for role nouns and titles, `---` for what is no actor; `file` the
    path within the knowledge, the user's files by name; `note` the kind, the office or the sort of role.
    """

    id: str
    name: str
    aliases: str
    code: str
    start: str
    end: str
    file: str
    note: str


def flat_rows(extra: Sequence[Path] = (), *, directory: Path | None = None) -> list[Row]:
    """Return every line of the knowledge in one shape.

    Args:
        extra: the user's own files or folders; they come first, as they win.
        directory: another folder than the shipped `seeds/actors`.

    Returns:
        Rows in the order of files and lines.

    Raises:
        SeedError: a file cannot be read.

    Example:
        >>> next(row.code for row in flat_rows() if row.id == "afghanistan")
        'AFG'
    """
    return [row for row, _ in _rows(extra, directory)]


def to_csv(rows: Sequence[Row]) -> str:
    """Return the flat table as CSV with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue()


def to_petrarch(extra: Sequence[Path] = (), *, directory: Path | None = None) -> str:
    """Return the actors as a PETRARCH-2 actor file.

    A person's terms stand under one name. Whoever has left a country's office is its elite, as
    here; dates are written in eight digits, and a year or month as its first or last day.

    Args:
        extra, directory: see `flat_rows`.
    """
    blocks: dict[str, tuple[dict[str, None], list[str]]] = {}
    for row, person in _rows(extra, directory):
        if row.code.startswith(("~", "-")) or row.note.startswith("correction: "):
            continue
        names, codes = blocks.setdefault(person or row.id, ({}, []))
        for name in [row.name, *split(row.aliases)]:
            names |= dict.fromkeys(_petrarch_names(name))
        codes.append(_petrarch_code(row))
        if person and row.end:
            codes.append(out_of_office(row.code))
    lines = [_HEAD]
    for names, codes in blocks.values():
        first, *others = names or {"": None}
        if not first:
            continue
        dated = [code for code in codes if " " in code]
        # One code without dates at the end: it holds whenever none of the others does.
        usual = [code for code in codes if " " not in code][-1:]
        lines.append(f"{first}\n")
        lines += [f"+{name}\n" for name in others]
        lines += [f"\t[{code}]\n" for code in [*dict.fromkeys(dated), *usual]]
    return "".join(lines)


def _rows(extra: Sequence[Path], directory: Path | None) -> Iterator[tuple[Row, str]]:
    """Every line with its person, "" for lines that are of no person."""
    base = directory or resource("seeds/actors")
    ours = knowledge_paths((), directory)
    theirs = knowledge_paths(extra, directory)[len(ours) :]
    headers = {schema: header for header, schema in HEADERS.items()}
    for path in [*theirs, *ours]:
        where = path.name if path in theirs else path.relative_to(base).as_posix()
        file = read_file(path)
        for _, values in file.rows:
            cells = dict(zip(headers[file.schema], values))
            yield _row(file.schema, cells, where), cells.get("person", "")


def _row(schema: str, cells: dict[str, str], where: str) -> Row:
    get = cells.get
    ident, name, aliases = cells["id"], get("name", ""), get("aliases", "")
    code, note = get("code", ""), get("kind", "") or get("office", "")
    if schema == "roles":
        name, *others = split(name)
        forms = [*others, *(split(cells["plural"]) or [plural(n) for n in split(cells["name"])])]
        aliases = "|".join(form for form in forms if form != "-")
        code, note = f"~{cells['role']}{cells['secondary']}", f"role noun: {note}"
    elif schema == "titles":
        code, note = f"~{cells['role']}", "title"
    elif schema == "not_actors":
        code, note = "---", "no actor"
    elif schema == "states":
        demonyms = split(cells["demonyms"])
        forms = [
            *split(aliases),
            *split(cells["adjectives"]),
            *demonyms,
            *map(plural, demonyms),
            *split(cells["capital"]),
        ]
        aliases = "|".join(dict.fromkeys(form for form in forms if form != name))
    elif schema == "corrections":
        name, code = get("text", "") or get("actor", ""), code or "---"
        note = f"correction: {get('reason', '')}"
    return Row(ident, name, aliases, code, get("start", ""), get("end", ""), where, note)


def _petrarch_code(row: Row) -> str:
    start = iso_day(row.start, last=False) if row.start else None
    end = iso_day(row.end, last=True) if row.end else None
    if start and end:
        return f"{row.code} {start:%Y%m%d}-{end:%Y%m%d}"
    if start:
        return f"{row.code} >{start:%Y%m%d}"
    if end and end < dt.date.max:
        return f"{row.code} <{end + dt.timedelta(days=1):%Y%m%d}"
    return row.code


def _petrarch_names(name: str) -> list[str]:
    """A name in capitals with underscores, without and with its diacritics."""
    name = re.sub(r"[\[\]{}#;|!~+<>=]", " ", name).removeprefix("the ")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    found = ["_".join(form.upper().split()) + "_" for form in (plain, name)]
    return [form for form in dict.fromkeys(found) if any(map(str.isalnum, form))]

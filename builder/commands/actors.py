"""`dyads actors`: look into the knowledge of who is who, check it, take over dictionaries, see what it lacks."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from builder.commands.shared import (
    ACTORS_OPTION,
    DATE,
    INPUT_OPTIONS,
    SHARED_OPTIONS,
    make_settings,
    one_line_errors,
    options,
    read_columns,
    to_day,
)
from builder.errors import InputError

_FILES = click.Path(path_type=Path, exists=True)


@click.group()
def actors() -> None:
    """Who is who: find, check, import and export actors, and list the names that have no code."""


def _csv(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


@actors.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--on", "on", type=DATE, required=True, help="The day (YYYY-MM-DD) to ask about.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many lines.")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True, help="How the lines are shown.")
@options([ACTORS_OPTION])
@one_line_errors
def find(name: tuple[str, ...], on: dt.datetime, limit: int, form: str, actors: tuple[Path, ...]) -> None:
    """Who a name or phrase is on a day: code, why, and what else it can mean.

    A star marks what a text that holds just these words would be coded as. Exit status 1 if nothing is found.

    \b
    Examples:
      dyads actors find Lavrov --on 2003-05-01
      dyads actors find "Russian defence minister" --on 2014-05-01
    """
    from builder.actors import load_knowledge
    from builder.actors.finding import find_name, places
    from builder.terminal import console
    from builder.terminal import table as new_table

    found = find_name(" ".join(name), load_knowledge(actors), on.date())
    if not found:
        raise InputError(f"{' '.join(name)!r}: no name, role noun or phrase that we know")
    shown = found[:limit]
    lines = places([ident for item in shown for ident in item.id.split(" + ")], actors)
    rows = []
    for item in shown:
        where = " + ".join(_where(*lines[ident]) for ident in item.id.split(" + ") if ident in lines)
        rows.append(("*" if item.chosen else "", item.code or "-", item.name, item.kind, item.start, item.end, item.how, item.why, where))
    header = ("", "code", "name", "as", "from", "to", "fits", "why", "line")
    if form == "csv":
        click.echo(_csv(("chosen", *header[1:]), rows), nl=False)
    else:
        out, table = console(), new_table(*header)
        for row in rows:
            table.add_row(*row[:-1], " + ".join(Path(place).name for place in row[-1].split(" + ")))
        out.print(table, highlight=False, markup=False)
    if len(found) > limit:
        click.echo(f"{len(found) - limit} more; raise --limit to see them", err=True)


def _where(path: Path, line: int) -> str:
    """File and line, ours without what stands before seeds/actors."""
    from builder.resources import resource

    base = resource("seeds/actors")
    name = path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
    return f"{name}:{line}"


@actors.command()
@click.argument("files", nargs=-1, type=_FILES)
@one_line_errors
def lint(files: tuple[Path, ...]) -> None:
    """Check actor files: yours if named, else ours; exit status 1 if there is an error.

    One problem a line, as FILE:LINE: SEVERITY: MESSAGE. A note tells where a name of yours takes one of ours over.

    \b
    Examples:
      dyads actors lint
      dyads actors lint my-actors.csv
    """
    from builder.actors.files import knowledge_paths
    from builder.actors.lint import lint as check

    problems = check(files)
    if files:
        mine = set(knowledge_paths(files)[len(knowledge_paths()) :])
        problems = [problem for problem in problems if problem.path in mine]
    for problem in problems:
        where = _where(problem.path, problem.line) if problem.line else str(problem.path)
        click.echo(f"{where}: {problem.severity}: {problem.message}")
    counts = Counter(problem.severity for problem in problems)
    click.echo(", ".join(f"{counts[s]} {s}s" for s in ("error", "warning", "note")), err=True)
    if counts["error"]:
        raise SystemExit(1)


@actors.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many names.")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True, help="How the names are shown.")
@options(INPUT_OPTIONS, SHARED_OPTIONS[:2])
@one_line_errors
def unresolved(
    files: tuple[Path, ...], limit: int, form: str, source: str | None, date: dt.datetime | None, input_format: str | None,
    columns: tuple[str, ...], model: Path | None, actors: tuple[Path, ...],
) -> None:  # fmt: skip
    """Names in articles that stayed without a code, the most frequent first, each with a sentence.

    FILES are articles, as for `dyads code`. Datasets hold no text, so give the files that one was built from.

    \b
    Examples:
      dyads actors unresolved articles.jsonl --limit 20
      dyads actors unresolved news/ --format csv > to-do.csv
    """
    from builder.actors.unresolved import UnresolvedNames
    from builder.articles import read_articles
    from builder.pipeline import Pipeline
    from builder.records import Rejection
    from builder.terminal import console
    from builder.terminal import table as new_table

    for path in files:
        folder = path if path.is_dir() else path.parent
        if (folder / "manifest.json").is_file() and (path.is_dir() or path.suffix == ".parquet"):
            raise InputError(f"{path}: a dataset holds no text; give the articles that it was built from")
    read = read_articles(
        [str(path) for path in files], columns=read_columns(columns), source=source, published=to_day(date), format=input_format,
        stdin=sys.stdin.buffer if Path("-") in files else None,
    )  # fmt: skip
    pipeline = None
    for item in read:
        if isinstance(item, Rejection):
            click.echo(f"left out: {item.detail or item.id} ({item.reason})", err=True)
            continue
        if pipeline is None:
            pipeline = Pipeline(make_settings(model, actors, (), "lexicon"))  # events are not asked for
            names = UnresolvedNames(pipeline.knowledge)
        reading = pipeline.read(item)
        names.add(item, reading.doc, reading.parsed, reading.actors)
    if pipeline is None:
        raise SystemExit(1)
    found = names.ranked(limit)
    if form == "csv":
        rows = [(n.name, n.mentions, n.articles, n.article_id, n.sentence) for n in found]
        click.echo(_csv(("name", "mentions", "articles", "first_article", "first_sentence"), rows), nl=False)
        return
    out, table = console(), new_table("name", "mentions", "articles", "first sentence", right=("mentions", "articles"))
    for n in found:
        table.add_row(n.name, str(n.mentions), str(n.articles), n.sentence[:100] + ("…" if len(n.sentence) > 100 else ""))
    out.print(table if found else "every name has a code", highlight=False, markup=False)


@actors.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The CSV file of names; people in office and role nouns go beside it.")
@one_line_errors
def import_(files: tuple[Path, ...], out: Path) -> None:
    """Turn actor and agent files of PETRARCH-2 and TABARI into files for --actors.

    Every line that cannot be taken over is told on standard error as FILE:LINE: REASON. Exit status 1
    only if nothing could be read.

    \b
    Examples:
      dyads actors import Phoenix.Countries.actors.txt Phoenix.agents.txt --out petrarch.csv
    """
    from builder.actors import load_knowledge
    from builder.actors.importing import convert, write_imported
    from builder.actors.petrarch import read_dictionary

    read = [read_dictionary(path) for path in files]
    made = convert(read, load_knowledge())
    for unread in made.unread:
        click.echo(str(unread), err=True)
    if not any(made.rows.values()):
        raise InputError("nothing could be read; give actor or agent files of PETRARCH-2 or TABARI")
    written = write_imported(made, out)
    click.echo(f"{made.lines} lines read, {made.spellings} names and role nouns taken over")
    for reason, n in sorted(Counter(u.reason for u in made.unread).items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"not taken over: {n} ({reason})")
    for path, n in written:
        click.echo(f"{path}  {n} lines")


@actors.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--format", "form", type=click.Choice(["csv", "petrarch"]), default="csv", show_default=True, help="A flat table of everything, or an actor file for PETRARCH-2.")
@options([ACTORS_OPTION])
@one_line_errors
def export(out: Path, form: str, actors: tuple[Path, ...]) -> None:
    """Write the whole knowledge, ours and yours, as one file.

    \b
    Examples:
      dyads actors export --out actors.csv
      dyads actors export --out actors.txt --format petrarch
    """
    from builder.actors.exporting import flat_rows, to_csv, to_petrarch
    from builder.writing import write_files

    if form == "petrarch":
        text = to_petrarch(actors)
        n, what = sum(line[:1] not in ("+", "#", "\t") for line in text.splitlines()), "actors"
    else:
        rows = flat_rows(actors)
        text, n, what = to_csv(rows), len(rows), "lines"
    write_files({out: text})
    click.echo(f"{out}  {n} {what}")

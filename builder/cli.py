"""The command line: options in, one function call, a summary out; the only place that prints or exits."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from builder import config
from builder.commands.actors import actors as actors_group
from builder.commands.evaluate import evaluate
from builder.commands.explain import explain
from builder.commands.lexicon import lexicon
from builder.commands.shared import (
    INPUT_OPTIONS,
    SHARED_OPTIONS,
    make_settings,
    one_line_errors,
    options,
    read_columns,
    tell_conflicts,
    to_day,
)
from builder.errors import BuilderError, InputError


def _names(command: click.Command) -> dict[str, str]:
    """The names that a command's options have on the command line, and the parameters they set."""
    names: dict[str, str] = {}
    for parameter in command.params:
        if parameter.name:
            long = [o.removeprefix("--") for o in parameter.opts if o.startswith("--")] or [parameter.name]
            names |= {name.replace("-", "_"): parameter.name for name in long}
    return names


def _nested(defaults: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Defaults by command, those of "group command" within their group's, as Click looks for them."""
    nested: dict[str, Any] = {}
    for name, values in defaults.items():
        group, inner, command = name.partition(" ")
        if inner:
            nested.setdefault(group, {})[command] = values
        else:
            nested[name] = values
    return nested


class Dyads(click.Group):
    """The group, with dyads.toml as defaults for every command."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        context = super().make_context(info_name, args, parent, **extra)
        given = context.params.get("config_file")
        path = Path(given) if given else config.find_config(Path.cwd())
        if path is not None:
            known: dict[str, dict[str, str]] = {}
            for name, command in self.commands.items():
                inner = command.commands.items() if isinstance(command, click.Group) else ()
                known |= {f"{name} {below}": _names(one) for below, one in inner} or {name: _names(command)}
            try:
                context.default_map = _nested(config.load_config(path, known))
            except BuilderError as error:
                click.echo(f"Error: {error}", err=True)
                raise SystemExit(1) from None
        return context


@click.group(cls=Dyads, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dyads", prog_name="dyads")
@click.option("--config", "config_file", type=click.Path(exists=True, dir_okay=False), help="Configuration file; else dyads.toml in this folder.")
def main(config_file: str | None) -> None:
    """News articles in, a dataset of geopolitical events out.

    \b
    Examples:
      dyads build seeds/articles --out output/demo
      dyads code article.txt --date 2025-06-14
      dyads query --dataset output/demo "SELECT * FROM events"
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True, help="Directory of the dataset; replaced as a whole.")
@options(INPUT_OPTIONS, SHARED_OPTIONS)
@click.option("--strict", is_flag=True, help="Stop at the first article that cannot be used.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes; the result does not depend on it.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
@one_line_errors
def build(
    paths: tuple[Path, ...], out: Path, source: str | None, date: dt.datetime | None, input_format: str | None,
    columns: tuple[str, ...], model: Path | None, actors: tuple[Path, ...], frames: tuple[Path, ...], coder: str,
    strict: bool, workers: int, quiet: bool,
) -> None:  # fmt: skip
    """Build a dataset from articles (default: the seed articles).

    PATHS are files and folders: .txt, .html, .jsonl, .csv, .parquet, each also .gz or .zst; "-" is standard input.

    \b
    Examples:
      dyads build
      dyads build news/ --out output/june --source Reuters --workers 2
      dyads build archive.csv.gz --column text=body --column published=day
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from builder.building import build as build_dataset
    from builder.terminal import console, print_report

    bar = Progress(
        TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console(error=True), transient=True, disable=quiet or not sys.stderr.isatty(),
    )  # fmt: skip
    tell_conflicts(actors)
    with bar:
        task = bar.add_task("coding", total=None)
        report = build_dataset(
            [str(p) for p in paths] or None, out, settings=make_settings(model, actors, frames, coder), columns=read_columns(columns),
            source=source, published=to_day(date), format=input_format, strict=strict, workers=workers,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
    if not quiet:
        print_report(report, console())


@main.command()
@click.argument("file", default="-", type=click.Path())
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True, help="How the events are shown.")
@options(INPUT_OPTIONS, SHARED_OPTIONS)
@one_line_errors
def code(
    file: str, form: str, source: str | None, date: dt.datetime | None, input_format: str | None, columns: tuple[str, ...],
    model: Path | None, actors: tuple[Path, ...], frames: tuple[Path, ...], coder: str,
) -> None:  # fmt: skip
    """Code a text or a file of articles to the terminal; no dataset is written.

    Articles that carry no date take --date; what cannot be coded is named on standard error.

    \b
    Examples:
      echo "Iran fired missiles at Israel on Friday." | dyads code --date 2025-06-14
      dyads code articles.jsonl --format jsonl > mentions.jsonl
    """
    from builder.articles import read_articles
    from builder.contract import COLUMNS, mention_row
    from builder.pipeline import Pipeline, code_articles
    from builder.records import EventMention, Rejection
    from builder.terminal import console, mention_table

    read = read_articles(
        [file], columns=read_columns(columns), source=source, published=to_day(date), format=input_format,
        stdin=sys.stdin.buffer if file == "-" else None,
    )  # fmt: skip
    articles, left_out = [], 0
    for item in read:
        if isinstance(item, Rejection):
            left_out += 1
            hint = "; give --date YYYY-MM-DD" if item.reason == "no_date" else ""
            click.echo(f"left out: {item.detail or item.id} ({item.reason}){hint}", err=True)
        else:
            articles.append(item)
    if left_out and not articles:
        raise SystemExit(1)
    tell_conflicts(actors)
    pipeline = Pipeline(make_settings(model, actors, frames, coder))
    shown: list[EventMention] = []
    texts, failed = {}, 0
    if form == "csv":
        click.echo(_csv_line(COLUMNS), nl=False)
    for coded in code_articles(articles, pipeline.settings, pipeline=pipeline):
        article = coded.article
        for rejection in coded.rejections:
            if rejection.reason == "failed":
                failed += 1
                click.echo(f"left out: {article.article_id}: {rejection.detail}", err=True)
        if form == "table":
            shown += coded.mentions
            texts[article.article_id] = article.text
            continue
        for mention in coded.mentions:
            row = mention_row(mention, article, pipeline.ontology)
            if form == "jsonl":
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                click.echo(_csv_line(["" if v is None else v for v in row.values()]), nl=False)
    if form == "table":
        out = console()
        if shown:
            out.print(mention_table(shown, pipeline.ontology, texts))
        else:
            out.print("no events found")
    if failed and failed == len(articles):
        raise SystemExit(1)


def _csv_line(values: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@one_line_errors
def validate(paths: tuple[Path, ...]) -> None:
    """Check datasets or single tables against their schemas; exit status 1 if anything is wrong.

    \b
    Examples:
      dyads validate output/demo
      dyads validate events.parquet mentions.parquet
    """
    from builder.dataset import validate as check

    found = check(paths)
    for violation in found:
        click.echo(str(violation))
    if found:
        click.echo(f"{len(found)} problems", err=True)
        raise SystemExit(1)
    click.echo("valid: " + ", ".join(str(p) for p in paths))


@main.command()
@click.argument("sql", required=False)
@click.option("--dataset", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Directory of the dataset.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl", "parquet"]), help="Default: table, or what --out ends in.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead of the terminal.")
@one_line_errors
def query(sql: str | None, dataset: Path, form: str | None, out: Path | None) -> None:
    """Ask a dataset in SQL (DuckDB); without SQL, list the ready-made queries.

    The views are articles, mentions, events, rejections, and one for each ready-made query.

    \b
    Examples:
      dyads query "SELECT actor, target, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC" --dataset output/demo
      dyads query dyad_month --format csv
      dyads query "SELECT * FROM events WHERE quad_class = 4" --out conflict.parquet
    """
    from builder.analysis import named_queries, run_query, to_text, write_answer
    from builder.terminal import console

    if sql is None:
        for item in named_queries().values():
            click.echo(f"{item.name}: {item.description}")
        return
    answer = run_query(dataset, sql)
    if out is not None:
        write_answer(answer, out, form)
        click.echo(f"{out}: {answer.num_rows} rows", err=True)
    elif form == "parquet":
        raise InputError("parquet is not for the terminal; name a file with --out")
    else:
        click.echo(to_text(answer, form or "table", width=console().width), nl=False)


@main.command()
@click.argument("table", required=False)
@click.option("--markdown", is_flag=True, help="The whole data dictionary as Markdown.")
@one_line_errors
def schema(table: str | None, markdown: bool) -> None:
    """Show the columns of a table (articles, mentions, events, rejections), or of all.

    \b
    Examples:
      dyads schema events
      dyads schema --markdown > docs/data-dictionary.md
    """
    from builder.data_dictionary import data_dictionary
    from builder.schemas import load_tables
    from builder.terminal import console
    from builder.terminal import table as new_table

    if markdown:
        click.echo(data_dictionary(), nl=False)
        return
    tables = load_tables()
    if table is not None and table not in tables:
        raise InputError(f"no table {table!r}; there are {', '.join(tables)}")
    out = console()
    for name in [table] if table else list(tables):
        shown = new_table(name, "type", "meaning")
        for field in tables[name].fields:
            shown.add_row(field.name, field.type, field.description)
        out.print(shown)
        out.print()




main.add_command(evaluate)
main.add_command(explain)
main.add_command(lexicon)
main.add_command(actors_group)

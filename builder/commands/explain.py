"""`dyads explain`: the words, lines and figures behind each event, in the terminal or as a page."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from builder.commands.shared import (
    INPUT_OPTIONS,
    SHARED_OPTIONS,
    make_settings,
    one_line_errors,
    options,
    read_columns,
    to_day,
)
from builder.errors import InputError


@click.command()
@click.argument("file", default="-", type=click.Path())
@click.option("--event", "events", multiple=True, metavar="ID", help="Only this event or mention (the beginning of its id will do); an event id needs --dataset.")
@click.option("--dataset", type=click.Path(path_type=Path, exists=True), help="The dataset that event ids are of.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page instead.")
@click.option("--rejected/--no-rejected", default=True, show_default=True, help="Show candidates that were dropped, and why.")
@options(INPUT_OPTIONS, SHARED_OPTIONS)
@one_line_errors
def explain(
    file: str, events: tuple[str, ...], dataset: Path | None, html: Path | None, rejected: bool, source: str | None,
    date: dt.datetime | None, input_format: str | None, columns: tuple[str, ...], **shared: Any,
) -> None:  # fmt: skip
    """Show why events were coded: words, dictionary lines, frames, probabilities, dates.

    FILE holds one article or many; "-" is standard input. Datasets keep no text, so explaining an
    event of a dataset takes the articles it was built from as well.

    \b
    Examples:
      echo "Iran fired missiles at Israel on Friday." | dyads explain --date 2025-06-14
      dyads explain seeds/articles --html why.html
      dyads explain news.jsonl --dataset output --event evt-1f3a
    """
    from builder.articles import read_articles
    from builder.explaining import explain as explain_article
    from builder.explaining import only
    from builder.pipeline import Pipeline
    from builder.records import Article
    from builder.terminal import console

    wanted = frozenset(_mentions_of(dataset, events))
    read = read_articles(
        [file], columns=read_columns(columns), source=source, published=to_day(date), format=input_format,
        stdin=sys.stdin.buffer if file == "-" else None,
    )  # fmt: skip
    articles = []
    for item in read:
        if isinstance(item, Article):
            articles.append(item)
        else:
            hint = "; give --date YYYY-MM-DD" if item.reason == "no_date" else ""
            click.echo(f"left out: {item.detail or item.id} ({item.reason}){hint}", err=True)
    if not articles:
        raise SystemExit(1)
    pipeline = Pipeline(make_settings(**shared))
    explained = []
    for article in articles:
        sentences = explain_article(article, pipeline)
        if wanted:
            sentences = only(sentences, wanted)
        if sentences or not wanted:
            explained.append((article, sentences))
    if wanted and not explained:
        raise InputError(f"none of the articles in {file} tells of {', '.join(events)}; are they those the dataset was built from?")
    from builder.rendering import as_html, as_text

    if html is not None:
        from builder.writing import write_files

        write_files({html: as_html(explained, rejected=rejected)})
        click.echo(f"{html}: {sum(len(s.candidates) for _, group in explained for s in group)} candidates")
        return
    out = console()
    for part in as_text(explained, rejected=rejected):
        out.print(part)


def _mentions_of(dataset: Path | None, events: tuple[str, ...]) -> list[str]:
    """The mention ids behind event ids; what is no event of the dataset is taken for a mention's id."""
    if dataset is None:
        return list(events)
    from builder.analysis import run_query

    found = []
    for event in events:
        quoted = event.replace("'", "''")
        answer = run_query(dataset, f"SELECT mention_id FROM mentions WHERE starts_with(event_id, '{quoted}') ORDER BY 1")
        ids = [str(v) for v in answer.column(0).to_pylist()]
        found += ids or [event]
    return found

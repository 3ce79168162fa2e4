"""Options and small turns that several commands share."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from builder.errors import BuilderError, InputError
from builder.records import CODERS

CONFLICTS_SHOWN = 10

DATE = click.DateTime(formats=["%Y-%m-%d"])
ACTORS_OPTION: Callable[..., Any] = click.option(
    "--actors", type=click.Path(path_type=Path, exists=True), multiple=True, help="Your own actor file; wins over ours."
)
SHARED_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Another model directory."),
    ACTORS_OPTION,
    click.option("--frames", type=click.Path(path_type=Path, exists=True), multiple=True, help="Your own lexicon frames, or a PETRARCH-2 verb dictionary; win over ours."),
    click.option("--coder", type=click.Choice(CODERS), default="both", show_default=True, help="Lexicon and relation model; wide: more events and more false ones; or the lexicon alone."),
)
INPUT_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option("--source", help="Publisher of articles that name none."),
    click.option("--date", "date", type=DATE, help="Publication date (YYYY-MM-DD) of articles that carry none."),
    click.option("--input-format", type=click.Choice(["text", "html", "jsonl", "csv", "parquet"]), help="Format of the input, if its name does not tell."),
    click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="Name of the input's column for id, text, published, source, url, title or language."),
)  # fmt: skip


def options(*groups: Sequence[Callable[..., Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Put shared options on a command."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for group in reversed(groups):
            for option in reversed(group):
                function = option(function)
        return function

    return decorate


def one_line_errors(function: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a BuilderError into one line on standard error and exit status 1."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except BuilderError as error:
            click.echo(f"Error: {error}", err=True)
            raise SystemExit(1) from None
        except BrokenPipeError:  # `dyads query ... | head`
            sys.stderr.close()
            raise SystemExit(0) from None

    return run


def make_settings(model: Path | None, actors: Sequence[Path], frames: Sequence[Path], coder: str = "both") -> Any:
    """Return the pipeline's settings from the shared options."""
    from builder.pipeline import Settings

    return Settings(model=model, actor_files=tuple(actors), frame_files=tuple(frames), coder=coder)


def read_columns(pairs: Sequence[str]) -> dict[str, str]:
    """Return field to column name from `FIELD=NAME`; raises InputError for anything else."""
    columns = {}
    for pair in pairs:
        field, found, name = pair.partition("=")
        if not found or not field or not name:
            raise InputError(f"--column {pair}: write FIELD=NAME, such as text=body")
        columns[field] = name
    return columns


def to_day(date: dt.datetime | None) -> dt.date | None:
    """Return the day of an option of type DATE."""
    return date.date() if date else None


def tell_conflicts(actors: Sequence[Path]) -> None:
    """Say on standard error where the user's own actor files take a name of ours for another code.

    Ten at most, then how many more there are. Files that cannot be read are left to whoever loads them.
    """
    if not actors:
        return
    from builder.actors.lint import conflicts

    found = conflicts(actors)
    for problem in found[:CONFLICTS_SHOWN]:
        click.echo(str(problem), err=True)
    if len(found) > CONFLICTS_SHOWN:
        click.echo(f"note: {len(found) - CONFLICTS_SHOWN} more such conflicts; `dyads actors lint FILE` lists them", err=True)

"""`dyads lexicon`: other coders' verb dictionaries as frames of ours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from builder.commands.shared import one_line_errors

PROBLEMS_SHOWN = 20


@click.group()
def lexicon() -> None:
    """Bring verb dictionaries into the lexicon's own format."""


@lexicon.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The CSV file of frames to write.")
@click.option("--all-problems", is_flag=True, help="Name every line that could not be read, not just the first 20.")
@one_line_errors
def import_file(file: Path, out: Path, all_problems: bool) -> None:
    """Turn a PETRARCH-2 verb dictionary into a CSV file of frames, for --frames.

    Patterns that frames cannot express are named with their line and the reason. The frames then
    serve `dyads build` and `dyads code` as --frames petrarch.csv.

    \b
    Examples:
      dyads lexicon import CAMEO.2.0.txt --out petrarch.csv
    """
    from builder.events.petrarch_verbs import import_verbs, rows_as_csv
    from builder.ontology import Ontology
    from builder.writing import write_files

    rows, problems = import_verbs(file, Ontology.load().actions)
    write_files({out: rows_as_csv(rows)})
    for problem in problems if all_problems else problems[:PROBLEMS_SHOWN]:
        click.echo(f"{file}:{problem.line}: {problem.reason}: {problem.detail}", err=True)
    if len(problems) > PROBLEMS_SHOWN and not all_problems:
        reasons = Counter(p.reason for p in problems)
        click.echo(f"... {len(problems)} in all: " + ", ".join(f"{r} {n}" for r, n in reasons.most_common()), err=True)
    click.echo(f"{out}: {len(rows)} frames")

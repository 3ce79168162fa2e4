"""Two prediction files of one gold file, side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.table import Table

from builder.errors import InputError
from builder.evaluation.relations import RelationRow, read_relations
from builder.evaluation.scores import as_integers, bootstrap, macro_f1
from builder.evaluation.tables import figures

SHOWN = 25


def read_predictions(path: Path) -> dict[str, dict[str, str]]:
    """Read a prediction file: JSON Lines with `id` and `plover` or `code`.

    Raises:
        InputError: a line is no prediction; names file and line.
    """
    found = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                found[str(row["id"])] = {k: str(row.get(k) or "") for k in ("plover", "code")}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"{path}:{number}: not a prediction with an id ({error})") from error
    return found


def compare_predictions(gold: Path, first: Path, second: Path) -> list[Table]:
    """Compare two prediction files.

    Args:
        gold: a relations file.
        first, second: prediction files; rows that only one of them has are left out, and counted.

    Returns:
        Tables: both figures with the interval of their difference, and rows where one is right.

    Raises:
        InputError: a file is not what it should be, or they share no row.
    """
    one, two = read_predictions(first), read_predictions(second)
    labelled = [r for r in read_relations(gold) if r.plover or r.code]
    rows = [r for r in labelled if r.id in one and r.id in two]
    if not rows:
        raise InputError(f"{first} and {second} share no labelled row of {gold}; are they predictions of it?")
    by_plover = any(r.plover for r in rows)

    def label(row: RelationRow, made: dict[str, dict[str, str]]) -> str:
        return made[row.id]["plover"] if by_plover else made[row.id]["code"][:2]

    golds = [r.plover if by_plover else r.code[:2] for r in rows]
    a, b = [label(r, one) for r in rows], [label(r, two) for r in rows]
    (g, x, y), classes = as_integers(golds, a, b)

    def macro(predicted: np.ndarray) -> Callable[[np.ndarray], float]:
        return lambda chosen: macro_f1(g[chosen], predicted[chosen], classes)

    every = np.arange(len(rows))
    low, high = bootstrap(lambda chosen: macro(y)(chosen) - macro(x)(chosen), len(rows))
    change = macro(y)(every) - macro(x)(every)
    summary = figures(
        ("rows compared", f"{len(rows)} of {len(labelled)}"),
        ("by", "PLOVER event" if by_plover else "CAMEO root"),
        (f"{first.name} macro F1", f"{macro(x)(every):.4f}"),
        (f"{second.name} macro F1", f"{macro(y)(every):.4f}"),
        ("difference", f"{change:+.4f} ({low:+.3f} to {high:+.3f})"),
        ("only the first right", str(int(((x == g) & (y != g)).sum()))),
        ("only the second right", str(int(((x != g) & (y == g)).sum()))),
    )
    changed = Table(box=None, pad_edge=False, header_style="bold", title="changed rows", title_justify="left")
    for name in ("id", "gold", first.name, second.name):
        changed.add_column(name)
    differing = [i for i in range(len(rows)) if a[i] != b[i]]
    for i in differing[:SHOWN]:
        changed.add_row(rows[i].id, golds[i], a[i], b[i])
    if len(differing) > SHOWN:
        changed.add_row(f"... {len(differing) - SHOWN} more", "", "", "")
    return [summary, changed] if differing else [summary]

"""Scores as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rich.table import Table

from builder.evaluation.relations import Prediction, RelationRow
from builder.evaluation.scores import (
    LabelScore,
    as_integers,
    bootstrap,
    calibration_error,
    macro_f1,
    score_labels,
)
from builder.events.weighing import PRECISE

NONE = "none"


def figures(*rows: tuple[str, str]) -> Table:
    """Return a two-column table of figures."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for row in rows:
        table.add_row(*row)
    return table


def class_table(score: LabelScore, title: str) -> Table:
    """Return precision, recall and F1 by class, with what each was mostly taken for."""
    table = Table(box=None, pad_edge=False, title=title, title_justify="left", header_style="bold")
    for name in ("class", "gold", "precision", "recall", "F1"):
        table.add_column(name, justify="left" if name == "class" else "right")
    table.add_column("mistaken for")
    for c in score.classes:
        wrong = [(n, b) for (a, b), n in score.confusion.items() if a == c.label and b != a]
        most = ", ".join(f"{b} {n}" for n, b in sorted(wrong, key=lambda x: (-x[0], x[1]))[:4])
        table.add_row(c.label, str(c.gold), f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", most)
    return table


def interval(gold: Sequence[str], predicted: Sequence[str]) -> str:
    """Return a macro F1 with its 95 % bootstrap interval (1,000 resamples of the rows)."""
    (g, p), classes = as_integers(gold, predicted)
    low, high = bootstrap(lambda rows: macro_f1(g[rows], p[rows], classes), len(g))
    return f"{score_labels(gold, predicted).macro_f1:.4f} ({low:.3f} to {high:.3f})"


def _stem(code: str) -> str:
    """What a code says: a root's general code, such as 190, says no more than its root."""
    return code[:2] if len(code) == 3 and code.endswith("0") else code


def relation_tables(rows: Sequence[RelationRow], predictions: Sequence[Prediction]) -> list[Table]:
    """Score predictions by whatever labels the rows carry.

    Args:
        rows: of `read_relations`.
        predictions: one for each.

    Returns:
        Tables: the figures, and one by class for PLOVER events or CAMEO roots.
    """
    both = list(zip(rows, predictions, strict=True))
    summary = [("rows", str(len(both)))]
    tables = []
    plover = [(r.plover, p.plover) for r, p in both if r.plover]
    if plover:
        gold, guess = [g for g, _ in plover], [p for _, p in plover]
        score = score_labels(gold, guess)
        summary += [("PLOVER macro F1", interval(gold, guess)), ("PLOVER micro F1", f"{score.micro_f1:.4f}")]
        hits = [g == p for g, p in plover]
        error = calibration_error([p.probability for r, p in both if r.plover], hits)
        summary.append(("PLOVER calibration error", f"{error:.4f}"))
        tables.append(class_table(score, "PLOVER events"))
    quads = [(str(r.quad), str(p.quad)) for r, p in both if r.quad]
    if quads:
        gold, guess = [g for g, _ in quads], [p for _, p in quads]
        summary += [("quad class macro F1", interval(gold, guess))]
    coded = [(r, p) for r, p in both if r.code and r.code != NONE]
    if coded:
        for length, name in ((4, "four digits"), (3, "three digits"), (2, "root")):
            right = np.mean([r.code[:length] == p.leaf[:length] for r, p in coded])
            summary.append((f"{name} right", f"{right:.4f}"))
        told = [r.code.startswith(_stem(p.code)) for r, p in coded]
        deep = np.mean([len(p.code) == 4 for _, p in coded])
        summary.append((f"right as far as told ({deep:.0%} told to four digits)", f"{np.mean(told):.4f}"))
        gold, guess = [r.code[:2] for r, _ in coded], [p.code[:2] for _, p in coded]
        summary.append(("root macro F1", interval(gold, guess)))
        modes = [r.modality == p.modality for r, p in coded if r.modality]
        if modes:
            summary.append(("modality right", f"{np.mean(modes):.4f}"))
        tables.append(class_table(score_labels(gold, guess), "CAMEO roots"))
    refused = [p.none > 0.5 for r, p in both if r.code == NONE]
    if refused:
        kept = [p.none <= 0.5 for _, p in coded]
        summary.append((f'"no event" refused, of {len(refused)}', f"{np.mean(refused):.4f}"))
        summary.append((f"events kept, of {len(kept)}", f"{np.mean(kept):.4f}" if kept else "-"))
        bar = 1.0 - PRECISE.accept  # what the model alone must pass in the coder
        strict = np.mean([p.none > bar for r, p in both if r.code == NONE])
        summary.append((f'"no event" refused at the coder\'s bar of {PRECISE.accept}', f"{strict:.4f}"))
        if coded:
            summary.append(("events kept there", f"{np.mean([p.none <= bar for _, p in coded]):.4f}"))
        stated = [max(p.none, 1 - p.none) for r, p in both if r.code]
        met = [(p.none > 0.5) == (r.code == NONE) for r, p in both if r.code]
        summary.append(("event or none: calibration error", f"{calibration_error(stated, met):.4f}"))
    return [figures(*summary), *tables]

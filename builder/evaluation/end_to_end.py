"""Marked pairs end to end: the coder gets the bare text and must find the event itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table

from builder.articles import article_from_text
from builder.errors import BuilderError
from builder.evaluation.relations import PLOVER_OF_OLD, Prediction, RelationRow, Spans
from builder.evaluation.scores import score_labels
from builder.evaluation.tables import class_table, figures
from builder.ontology import Ontology
from builder.records import Article, EventMention

# Rows carry no date; the middle of the years that the sets of this field mostly stem from.
ASSUMED_DATE = dt.date(2016, 6, 1)
MISSED = "(no event)"


@dataclass(frozen=True, slots=True)
class Found:
    """What the coder made of one row: an event between the marked spans or none."""

    row: RelationRow
    prediction: Prediction | None
    labels: tuple[str, ...] = ()


def _overlap(span: tuple[int, int], marked: Spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in marked)


def code_rows(
    rows: Sequence[RelationRow], code: Callable[[Article], Sequence[EventMention]], ontology: Ontology
) -> list[Found]:
    """Code each row's text as an article and look for an event whose spans overlap the marked ones.

    Args:
        rows: of `read_relations`.
        code: codes an article, for example `lambda a: pipeline.code(a).mentions`.
        ontology: maps codes to PLOVER events and quad classes.

    Returns:
        One Found a row. Where several events overlap, the row counts as right if one of them is;
        the prediction is the most confident one.
    """
    found = []
    for row in rows:
        try:
            mentions = code(article_from_text(row.text, published=ASSUMED_DATE))
        except BuilderError:  # too short to be an article; nothing is found in it
            mentions = ()
        fitting = [m for m in mentions if _overlap(m.actor_span, row.actor) and _overlap(m.target_span, row.target)]
        fitting.sort(key=lambda m: (-m.confidence, m.action_span, m.action_code))
        if not fitting:
            found.append(Found(row, None))
            continue
        names = [PLOVER_OF_OLD.get(e := ontology.plover_event(m.action_code), e) for m in fitting]
        labels = tuple(names) if row.plover else tuple(m.action_code[:2] for m in fitting)
        best = fitting[0]
        quad = ontology.quad_class(best.action_code)
        made = Prediction(row.id, best.action_code, best.action_code, names[0], quad, best.confidence, 0.0, best.modality)
        found.append(Found(row, made, labels))
    return found


def end_to_end_tables(rows: Sequence[RelationRow], coded: Sequence[Found]) -> list[Table]:
    """Score `code_rows`: pairs found, class right, and both by class."""
    gold, guess = [], []
    hit = 0
    for found in coded:
        label = found.row.plover or found.row.code[:2]
        if not label or found.row.code == "none":
            continue
        hit += found.prediction is not None
        gold.append(label)
        guess.append(label if label in found.labels else (found.labels[0] if found.labels else MISSED))
    n = max(1, len(gold))
    score = score_labels(gold, guess)
    silent = [f.prediction is None for f in coded if f.row.code == "none"]
    summary = [
        ("rows", str(len(rows))),
        ("an event found between the spans", f"{hit / n:.4f}"),
        ("its class right, of all rows", f"{score.micro_f1:.4f}"),
    ]
    if silent:
        summary.append((f'"no event" rows left uncoded, of {len(silent)}', f"{sum(silent) / len(silent):.4f}"))
    return [figures(*summary), class_table(score, "by class")]

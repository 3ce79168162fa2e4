"""`dyads evaluate`: the parser, the relation model, events of an article, and two models side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from builder.commands.shared import SHARED_OPTIONS, make_settings, one_line_errors, options

_GOLD = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def evaluate() -> None:
    """Score the coder and its parser against gold files."""


@evaluate.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@options(SHARED_OPTIONS[:1])
@one_line_errors
def parse(files: tuple[Path, ...], model: Path | None) -> None:
    """Score tags, lemmas and dependencies on CoNLL-U files (their own words; punctuation and subtypes aside).

    \b
    Examples:
      dyads evaluate parse en_ewt-ud-test.conllu en_gum-ccby-test.conllu
    """
    from builder.evaluation import score_parser
    from builder.language.syntax import SyntaxModel
    from builder.resources import resource
    from builder.terminal import console
    from builder.terminal import table as new_table

    syntax = SyntaxModel(model or resource("builder/model"))
    shown = new_table("file", "sentences", "words", "UPOS", "lemma", "UAS", "LAS", right=("sentences", "words", "UPOS", "lemma", "UAS", "LAS"))
    for path in files:
        score = score_parser(path, syntax)
        shares = (score.upos, score.lemma, score.uas, score.las)
        shown.add_row(path.name, str(score.sentences), str(score.words), *(f"{v:.4f}" for v in shares))
    console().print(shown)


@evaluate.command()
@click.argument("gold", type=_GOLD)
@click.argument("article", type=click.Path(path_type=Path, exists=True))
@options(SHARED_OPTIONS)
@one_line_errors
def events(gold: Path, article: Path, **shared: Any) -> None:
    """Score the events of one article against a list of required, desired and forbidden ones.

    \b
    Examples:
      dyads evaluate events gold.json article.txt
    """
    from builder.articles import read_articles
    from builder.evaluation import score_events
    from builder.pipeline import Pipeline
    from builder.records import Article

    pipeline = Pipeline(make_settings(**shared))
    mentions = [m for a in read_articles([article]) if isinstance(a, Article) for m in pipeline.code(a).mentions]
    score = score_events(gold, mentions)
    for line in score.lines():
        click.echo(line)
    if score.required_missed or score.forbidden_produced:
        raise SystemExit(1)


@evaluate.command()
@click.argument("file", type=_GOLD)
@click.option("--predictions", type=click.Path(path_type=Path, dir_okay=False), help="Write a prediction for every row to this JSONL file.")
@click.option("--end-to-end", is_flag=True, help="Code the bare text and look for an event between the spans, instead of giving the spans.")
@options(SHARED_OPTIONS)
@one_line_errors
def relations(file: Path, predictions: Path | None, end_to_end: bool, **shared: Any) -> None:
    """Score codes of marked pairs: actor and target given, what passes between them predicted.

    FILE has one JSON object a line: "text", "actor_spans" and "target_spans" ([[start, end], ...] in
    characters), and labels "plover", "quad" or "code"; or "text" with <s>actor</s> and <t>target</t>
    marked, "code" (or "none") and "modality". Rows without a label are predicted as well.

    \b
    Examples:
      dyads evaluate relations training/relations/w9.jsonl
      dyads evaluate relations rows.jsonl --predictions predicted.jsonl
    """
    from builder.evaluation.relations import read_relations
    from builder.evaluation.tables import relation_tables
    from builder.pipeline import Pipeline
    from builder.terminal import console
    from builder.writing import write_files

    rows = read_relations(file)
    out = console()
    if end_to_end:
        from builder.evaluation.end_to_end import code_rows, end_to_end_tables

        pipeline = Pipeline(make_settings(**shared))
        coded = code_rows(rows, lambda article: pipeline.code(article).mentions, pipeline.ontology)
        found: Sequence[Any] = [c.prediction for c in coded if c.prediction]
        tables = end_to_end_tables(rows, coded)
    else:
        from builder.evaluation.relations import RelationPredictor
        from builder.events.lexicon import load_lexicon
        from builder.events.relations import RelationModel
        from builder.language.syntax import SyntaxModel
        from builder.ontology import Ontology
        from builder.resources import resource

        model, ontology = shared["model"] or resource("builder/model"), Ontology.load()
        lexicon = load_lexicon(resource("seeds/lexicon"), ontology.actions)
        predictor = RelationPredictor(SyntaxModel(model), RelationModel(model), ontology, lexicon)
        found = list(predictor.predict(rows))
        tables = relation_tables(rows, found)
    for shown in tables:
        out.print(shown)
        out.print()
    if predictions is not None:
        write_files({predictions: "".join(p.as_json() + "\n" for p in found)})
        click.echo(f"{predictions}: {len(found)} predictions", err=True)


@evaluate.command()
@click.argument("gold", type=_GOLD)
@click.argument("first", type=_GOLD)
@click.argument("second", type=_GOLD)
@one_line_errors
def compare(gold: Path, first: Path, second: Path) -> None:
    """Compare two prediction files of one gold file: the difference, its interval, and the rows that changed.

    \b
    Examples:
      dyads evaluate compare gold.jsonl before.jsonl after.jsonl
    """
    from builder.evaluation.compare import compare_predictions
    from builder.terminal import console

    out = console()
    for shown in compare_predictions(gold, first, second):
        out.print(shown)
        out.print()

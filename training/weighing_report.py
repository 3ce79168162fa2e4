"""How right and how complete the whole coder is on sentences in which everything is labelled.

    python -m training.weighing_report training/sentences/s8.jsonl [--model DIR] [--coder lexicon] [--misses]

The figures by which `builder/events/weighing.py` is set. An asserted event mention is right if actor and target
overlap the marked parties of an asserted event with the same root, its pair is right if they overlap those of
any event; mentions of parties that the writer did not mark are left aside. An asserted event is found if some mention, whatever its modality, overlaps its parties.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from builder.articles import article_from_text
from builder.errors import BuilderError
from builder.pipeline import Pipeline, Settings
from builder.records import CODERS, EventMention
from training.corpus import Labelled, Told, read_sentences

# The sentences bear no date; the middle of the years that they tell of.
ASSUMED_DATE = dt.date(2016, 6, 1)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _fits(mention: EventMention, event: Told, sentence: Labelled) -> bool:
    parties = sentence.parties
    return _overlap(mention.actor_span, parties[event.by]) and _overlap(mention.target_span, parties[event.to])


def _shown(mention: EventMention, text: str) -> str:
    marks = {mention.actor_span[0]: "[A ", mention.target_span[0]: "[T ", mention.action_span[0]: "[E "}
    ends = {mention.actor_span[1], mention.target_span[1], mention.action_span[1]}
    return "".join(("]" if i in ends else "") + marks.get(i, "") + c for i, c in enumerate(text))


@click.command()
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option("--model", type=click.Path(path_type=Path, exists=True), help="another model directory")
@click.option("--coder", type=click.Choice(CODERS), default="both", show_default=True)
@click.option("--treebank", "treebanks", type=click.Path(path_type=Path, exists=True), multiple=True, help="CoNLL-U with the sentences of training/real")
@click.option("--misses", is_flag=True, help="show the mentions that are wrong")
def main(files: tuple[Path, ...], model: Path | None, coder: str, treebanks: tuple[Path, ...], misses: bool) -> None:
    """Print how much is found and how much of it is right."""
    pipeline = Pipeline(Settings(model=model, coder=coder))
    rows = [sentence for f in files for sentence in read_sentences(f, treebanks)]
    events, made, pairs, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for sentence in rows:
        try:
            mentions = pipeline.code(article_from_text(sentence.text, published=ASSUMED_DATE)).mentions
        except BuilderError:  # too short to be an article
            mentions = ()
        for event in (e for e in sentence.events if e.modality == "asserted"):
            fitting = [m for m in mentions if _fits(m, event, sentence)]
            events["told"] += 1
            events["found"] += bool(fitting)
            events["right"] += any(m.action_code[:2] == event.code[:2] for m in fitting)
        spans = sentence.parties.values()
        for m in (m for m in mentions if m.modality == "asserted"):
            if not all(any(_overlap(own, span) for span in spans) for own in (m.actor_span, m.target_span)):
                continue
            there = [e for e in sentence.events if _fits(m, e, sentence)]
            good = any(e.code[:2] == m.action_code[:2] and e.modality == "asserted" for e in there)
            for name in (m.coder, "all"):
                made[name] += 1
                pairs[name] += bool(there)
                right[name] += good
            if misses and not good:
                labels = ", ".join(f"{e.code} {e.modality}" for e in there) or "nothing"
                click.echo(f"{m.coder} {m.actor} {m.action_code} {m.target} {m.confidence} ({labels}): {_shown(m, sentence.text)}")
    told = events["told"]
    click.echo(f"{told} asserted events: {events['found'] / told:.3f} found, {events['right'] / told:.3f} with the root right")
    for name in sorted(made):
        click.echo(f"{name:8} {made[name]:5} rows: pair right {pairs[name] / made[name]:.3f}, root and all right {right[name] / made[name]:.3f}")


if __name__ == "__main__":
    main()

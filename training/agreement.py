"""How well two coders of the relation corpus agree.

    python -m training.agreement pairs
    python -m training.agreement sentences

The second coder saw 300 sentences of one act with actor and target marked, drawn with a fixed seed, and
neither the first coder's code nor the words marked as the act; and 100 sentences of several acts with all
parties marked and no event.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import click

from training.corpus import NONE, Labelled, read_sentences

_ACT = re.compile(r"</?e>")


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two coders (Cohen 1960).

    Example:
        >>> kappa(["a", "b"], ["a", "b"])
        1.0
    """
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    one, two = Counter(first), Counter(second)
    chance = sum(one[label] * two[label] for label in one) / n**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


@click.group()
def main() -> None:
    """Report agreement of two coders."""


@main.command()
@click.option("--second", type=click.Path(path_type=Path, exists=True), default=Path("training/double/second_coder.jsonl"))
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), default=Path("training/relations"))
@click.option("--show", is_flag=True, help="print the rows on which the two differ")
def pairs(second: Path, corpus: Path, show: bool) -> None:
    """Sentences with one actor and one target marked."""
    first = {}
    for path in sorted(corpus.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            first[_ACT.sub("", row["text"])] = row
    rows = [json.loads(line) for line in second.read_text(encoding="utf-8").splitlines()]
    both = [(first[r["text"]], r) for r in rows if r["text"] in first]
    acts = [(a, b) for a, b in both if NONE not in (a["code"], b["code"])]
    click.echo(f"rows coded twice: {len(both)}; both see an act: {len(acts)}")
    click.echo(f"event or none: {sum((a['code'] == NONE) == (b['code'] == NONE) for a, b in both) / len(both):.3f}")
    for length, name in ((4, "four digits"), (3, "three digits"), (2, "root")):
        click.echo(f"{name}: {sum(a['code'][:length] == b['code'][:length] for a, b in acts) / len(acts):.3f}")
    modal = sum((a.get("modality") or "asserted") == b["modality"] for a, b in acts) / len(acts)
    click.echo(f"modality: {modal:.3f}")
    click.echo(f"kappa of code: {kappa([a['code'] for a, _ in both], [b['code'] for _, b in both]):.3f}")
    click.echo(f"kappa of root: {kappa([a['code'][:2] for a, _ in both], [b['code'][:2] for _, b in both]):.3f}")
    for a, b in both if show else ():
        if a["code"] != b["code"]:
            click.echo(f"{a['code']} {b['code']} {b['text']}")


def _main_codes(sentence: Labelled) -> dict[tuple[int, int], tuple[str, str]]:
    """Code and modality of each ordered pair of parties, "none" where nothing passes; of two acts the first."""
    told: dict[tuple[int, int], tuple[str, str]] = {}
    for event in sentence.events:
        told.setdefault((event.by, event.to), (event.code, event.modality))
    return {pair: told.get(pair, (NONE, "")) for pair in permutations(sentence.parties, 2)}


@main.command()
@click.option("--second", type=click.Path(path_type=Path, exists=True), default=Path("training/double/sentences.jsonl"))
@click.option("--first", type=click.Path(path_type=Path, exists=True), default=Path("training/sentences/s9.jsonl"))
@click.option("--treebank", "treebanks", type=click.Path(path_type=Path, exists=True), multiple=True, help="CoNLL-U with the sentences of training/real")
def sentences(second: Path, first: Path, treebanks: tuple[Path, ...]) -> None:
    """Sentences in which every pair of parties is judged."""
    coded = [{s.text: _main_codes(s) for s in read_sentences(path, treebanks)} for path in (first, second)]
    texts = [text for text in coded[1] if text in coded[0]]
    made = [(coded[0][text][pair], coded[1][text][pair]) for text in texts for pair in coded[0][text]]
    events = [(a, b) for a, b in made if NONE not in (a[0], b[0])]
    told = [sum(side[i][0] != NONE for side in made) for i in (0, 1)]
    click.echo(f"sentences coded twice: {len(texts)}; ordered pairs: {len(made)}; events: {told[0]} and {told[1]}, both: {len(events)}")
    click.echo(f"event or none, kappa: {kappa([str(a[0] == NONE) for a, _ in made], [str(b[0] == NONE) for _, b in made]):.3f}")
    click.echo(f"share of the first coder's events that the second has: {len(events) / told[0]:.3f}, the other way {len(events) / told[1]:.3f}")
    for length, name in ((4, "four digits"), (2, "root")):
        click.echo(f"{name}, where both see an event: {sum(a[0][:length] == b[0][:length] for a, b in events) / len(events):.3f}")
    click.echo(f"modality: {sum(a[1] == b[1] for a, b in events) / len(events):.3f}")
    click.echo(f"kappa of root: {kappa([a[0][:2] for a, _ in made], [b[0][:2] for _, b in made]):.3f}")


if __name__ == "__main__":
    main()

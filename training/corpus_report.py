"""Counts, coverage, variety and near copies of the relation corpus.

    python -m training.corpus_report [FILE...] [--near 0.6]
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from training.corpus import NONE, Example, read_examples

_WORD = re.compile(r"[\w'-]+")
FEWEST = 10


def masked_words(example: Example) -> list[str]:
    """The words of a sentence with actor and target replaced, so that new names make no new sentence."""
    text = example.text
    for start, end in sorted((example.actor, example.target), reverse=True):
        text = f"{text[:start]} ACTOR {text[end:]}"
    return _WORD.findall(text.lower())


def near_copies(examples: Sequence[Example], least: float) -> list[tuple[int, int, float]]:
    """Find pairs of different sentences that share most of their three-word runs.

    Args:
        examples: the corpus; rows with the same text are one sentence and never a pair.
        least: Jaccard index from which on a pair counts.

    Returns:
        (row, earlier row, Jaccard index), by row.

    Example:
        >>> near_copies([], 0.6)
        []
    """
    runs = []
    for e in examples:
        words = masked_words(e)
        runs.append(frozenset(tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))))
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found = []
    for row, own in enumerate(runs):
        shared: Counter[int] = Counter(other for run in sorted(own) for other in where[run])
        for other, n in sorted(shared.items()):
            index = n / (len(own) + len(runs[other]) - n)
            if index >= least and examples[row].text != examples[other].text:
                found.append((row, other, index))
        for run in own:
            where[run].append(row)
    return found


def distinct_share(examples: Iterable[Example]) -> float:
    """Share of three-word runs (names masked) that occur once only in different sentences."""
    counts: Counter[tuple[str, ...]] = Counter()
    for words in {e.text: masked_words(e) for e in examples}.values():
        counts.update({tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))})
    return sum(n == 1 for n in counts.values()) / max(1, len(counts))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--codes", type=click.Path(path_type=Path, exists=True), default=Path("seeds/ontology/cameo.csv"))
@click.option("--near", default=0.6, show_default=True, help="Jaccard index from which two sentences are near copies")
def main(files: tuple[Path, ...], codes: Path, near: float) -> None:
    """Report on the corpus (default: training/relations)."""
    paths = list(files) or sorted(Path("training/relations").glob("*.jsonl"))
    examples: list[Example] = []
    for path in paths:
        own = list(read_examples([path]))
        nones = sum(e.code == NONE for e in own)
        modal = Counter(e.modality for e in own if e.code != NONE)
        click.echo(f"{path.name}: {len(own)} rows, {nones} none, " + ", ".join(f"{n} {m}" for m, n in sorted(modal.items())))
        examples += own
    count = Counter(e.code for e in examples)
    with codes.open(encoding="utf-8") as lines:
        inventory = [row["code"] for row in csv.DictReader(lines)]
    thin = [c for c in inventory if count[c] < FEWEST]
    other = sum(e.code == NONE or e.modality != "asserted" for e in examples)
    click.echo(f"all: {len(examples)} rows, {len({e.text for e in examples})} sentences; {count[NONE]} none, "
               f"{other} none or not asserted ({other / len(examples):.0%})")  # fmt: skip
    roots = Counter(e.code[:2] for e in examples if e.code != NONE)
    click.echo("roots: " + ", ".join(f"{r} {n}" for r, n in sorted(roots.items())))
    click.echo(f"codes with fewer than {FEWEST} rows: {len(thin)} " + " ".join(f"{c}:{count[c]}" for c in thin))
    lengths = sorted(len(_WORD.findall(e.text)) for e in examples)
    click.echo(f"words a sentence: median {lengths[len(lengths) // 2]}, nine in ten up to {lengths[len(lengths) * 9 // 10]}")
    acts = Counter(e.text[e.action[0] : e.action[1]].lower() for e in examples if e.action)
    click.echo(f"different acts marked: {len(acts)}; most frequent: " + ", ".join(f"{a} {n}" for a, n in acts.most_common(8)))
    click.echo(f"three-word runs that occur in one sentence only: {distinct_share(examples):.1%}")
    copies = near_copies(examples, near)
    click.echo(f"near copies (Jaccard {near} or more): {len(copies)}")
    for row, earlier, index in copies:
        click.echo(f"  {index:.2f} {examples[row].code} {examples[row].text}\n       {examples[earlier].code} {examples[earlier].text}")


if __name__ == "__main__":
    main()

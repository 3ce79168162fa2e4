"""Which words name which acts: the licence that a word needs before the relation model alone is believed.

    python -m training.act_words

Reads the words marked as acts in training/relations and training/sentences (not the test files w9 and s9) and
writes seeds/lexicon/act_words.csv: a lemma and the CAMEO roots that it was seen to name. Of a word seen
often, a root counts from one case in twenty-five on: "call" has named most of them once.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import click

from builder.language.reader import LanguageReader
from builder.resources import resource
from training.corpus import NONE, read_examples

_CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")
# Verbs that lend a noun their grammar name no act by themselves.
_LIGHT = frozenset("be have do make take give get go come keep let put set hold carry stage launch mount issue say tell".split())

_SHARE = 0.04


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), default=Path("training"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("seeds/lexicon/act_words.csv"))
@click.option("--test", default=("w9.jsonl", "s9.jsonl"), multiple=True, show_default=True, help="left out")
def main(corpus: Path, out: Path, test: tuple[str, ...]) -> None:
    """Write the table."""
    reader = LanguageReader(resource("builder/model"), resource("seeds/lexicon/abbreviations.csv"))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    paths = [p for p in sorted(corpus.glob("[rs]e*s/*.jsonl")) if p.name not in test]
    for example in read_examples(paths):
        if example.code == NONE or example.action is None:
            continue
        start, end = example.action
        marked = [t for t in reader(example.text) if start <= t.idx < end and t.pos_ in _CONTENT]
        heavy = [t for t in marked if t.lemma_.lower() not in _LIGHT] or marked
        for token in heavy:
            seen[token.lemma_.lower()][example.code[:2]] += 1
    roots = {lemma: [root for root, n in counts.items() if n >= _SHARE * counts.total()] for lemma, counts in seen.items()}
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["lemma", "roots"])
        writer.writerows([lemma, "|".join(sorted(found))] for lemma, found in sorted(roots.items()) if lemma.isalpha())
    click.echo(f"{out}: {len(roots)} words")


if __name__ == "__main__":
    main()

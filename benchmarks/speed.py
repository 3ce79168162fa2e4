"""How fast, on one core: loading, the language stage, the whole pipeline; and peak memory.

    python benchmarks/speed.py ARTICLES [--words 21] [--limit 200]

ARTICLES is any input of `dyads build`. Sentences are taken from it: for the language stage those of
about `--words` words, tokenizing, splitting, parsing and vectors included; for the pipeline whole
articles. Times are CPU seconds of this process, so that a busy machine distorts them less.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"

import resource as usage
import time
from itertools import islice
from pathlib import Path

import click

from builder.articles import read_articles
from builder.pipeline import Pipeline
from builder.records import Article


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.option("--words", default=21, show_default=True, help="mean sentence length for the language stage")
@click.option("--limit", default=40, show_default=True, help="articles to run through the pipeline")
def main(articles: Path, words: int, limit: int) -> None:
    """Measure."""
    wall = time.perf_counter()
    pipeline = Pipeline()
    click.echo(f"load everything          {time.perf_counter() - wall:6.2f} s")
    read = [a for a in islice(read_articles([articles]), limit) if isinstance(a, Article)]
    lengths = range(words - 3, words + 4)
    texts = []
    for article in read:
        _, sentences = pipeline.language.tokenize(article.text, article.paragraphs)
        texts += [s.text for s in sentences if len(s) in lengths]
    pipeline.language(texts[0])
    started, tokens = time.process_time(), 0
    for text in texts:
        tokens += len(pipeline.language(text))
    spent = time.process_time() - started
    click.echo(f"language stage           {len(texts) / spent:6.0f} sentences of {tokens / len(texts):.1f} words a second")
    started, sentences_read, parsed, mentions = time.process_time(), 0, 0, 0
    for article in read:
        coded = pipeline.code(article)
        sentences_read, parsed, mentions = (
            sentences_read + coded.sentences, parsed + coded.parsed, mentions + len(coded.mentions),
        )  # fmt: skip
    spent = time.process_time() - started
    click.echo(f"whole pipeline           {parsed / spent:6.0f} parsed sentences a second ({parsed} of {sentences_read}, {mentions} mentions)")
    click.echo(f"peak memory              {usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


if __name__ == "__main__":
    main()

"""Two hundred coded events, judged one by one against the text.

    python benchmarks/event_sample.py draw ARTICLES --sheet SHEET.csv > reading.txt
    python benchmarks/event_sample.py score benchmarks/judged/events.csv

`draw` codes every so manieth article from `--first` on, draws up to two hundred asserted mentions with a fixed seed
(one an event, none of a sheet that is left out) and writes a sheet to fill in (no text: the articles are not ours to publish) and,
to standard output, the sentences to judge them by. A judge writes y or n in the columns actor,
target, root and direction, and why in note. `score` counts.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path

import click

from builder.articles import read_articles
from builder.pipeline import Pipeline, Settings
from builder.records import Article, EventMention

SEED = 20_261_123
JUDGED = ("actor_ok", "target_ok", "root_ok", "direction_ok")
COLUMNS = ("n", "article", "mention_id", "actor", "code", "target", "coder", "confidence", *JUDGED, "note")


@click.group()
def main() -> None:
    """Draw events to judge, and count the verdicts."""


@main.command()
@click.argument("articles", type=click.Path(path_type=Path, exists=True))
@click.option("--sheet", type=click.Path(path_type=Path), required=True, help="CSV to fill in")
@click.option("--size", default=200, show_default=True)
@click.option("--step", default=5, show_default=True, help="every so manieth article")
@click.option("--count", default=25, show_default=True, help="articles")
@click.option("--first", default=3, show_default=True, help="the first of them, counted from 0")
@click.option("--seed", default=SEED, show_default=True)
@click.option("--leave-out", type=click.Path(path_type=Path, exists=True), multiple=True, help="sheets whose rows are not drawn again")
def draw(articles: Path, sheet: Path, size: int, step: int, count: int, first: int, seed: int, leave_out: tuple[Path, ...]) -> None:
    """Code articles and draw a sample."""
    seen_before = {row["mention_id"] for path in leave_out for row in _rows(path)}
    read = [a for a in read_articles([articles]) if isinstance(a, Article)][first::step][:count]
    pipeline = Pipeline(Settings())
    found: list[tuple[Article, EventMention]] = []
    for article in read:
        seen = set()
        for m in pipeline.code(article).mentions:
            key = (m.actor, m.target, m.action_code, m.time.start)
            if m.modality == "asserted" and key not in seen and m.mention_id not in seen_before:
                seen.add(key)
                found.append((article, m))
    drawn = random.Random(seed).sample(found, min(size, len(found)))
    drawn.sort(key=lambda pair: (pair[0].article_id, pair[1].sentence_index, pair[1].mention_id))
    click.echo(f"{len(read)} articles, {len(found)} asserted events, {len(drawn)} drawn", err=True)
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for n, (a, m) in enumerate(drawn):
            writer.writerow([n, a.article_id, m.mention_id, m.actor, m.action_code, m.target, m.coder, m.confidence, "", "", "", "", ""])
            text = a.text[m.sentence[0] : m.sentence[1]]
            marked = sorted([(m.actor_span, "A"), (m.action_span, "E"), (m.target_span, "T")], reverse=True)
            for (start, end), name in marked:
                start, end = start - m.sentence[0], end - m.sentence[0]
                text = f"{text[:start]}[{name} {text[start:end]}]{text[end:]}"
            before = a.text[max(0, m.sentence[0] - 300) : m.sentence[0]].split("\n")[-1]
            shown = {"n": n, "event": f"{m.actor} {m.action_code} {pipeline.ontology.name(m.action_code)} {m.target}",
                     "rule": m.rule, "before": before, "sentence": text, "published": str(a.published)}  # fmt: skip
            sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")


def _rows(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@main.command()
@click.argument("sheet", type=click.Path(path_type=Path, exists=True))
def score(sheet: Path) -> None:
    """Count the verdicts of a filled sheet."""
    rows = _rows(sheet)
    unjudged = [r["n"] for r in rows if any(r[c] not in ("y", "n") for c in JUDGED)]
    if unjudged:
        raise click.ClickException(f"{sheet}: rows without a verdict (y or n): {', '.join(unjudged[:10])}")
    for kind in ("all", *sorted({r["coder"] for r in rows})):
        own = [r for r in rows if kind in ("all", r["coder"])]
        shares = [f"{c.removesuffix('_ok')} {sum(r[c] == 'y' for r in own) / len(own):.1%}" for c in JUDGED]
        right = sum(all(r[c] == "y" for c in JUDGED) for r in own)
        click.echo(f"{kind}: {len(own)} rows, all four right {right / len(own):.1%}; " + ", ".join(shares))


if __name__ == "__main__":
    main()

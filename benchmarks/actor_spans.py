"""How often the resolver reads a marked actor as a careful reader does: country, and role in it.

    python benchmarks/actor_spans.py sample GOLD
    python benchmarks/actor_spans.py score GOLD [--show-text]

GOLD is a JSONL file of sentences with character spans: `id`, `text`, `actor_spans`, `target_spans`, and
`date` if the sentence has one. `sample` prints 200 spans to read; `score` compares what was coded with the
sheet of a reader who saw only the sentences: `judged/actor_spans.csv`, with offsets instead of words.

In the sheet `country` is an area code or the code of a body (UNO), `role` the first role in it (GOV). "|"
stands between readings that are equally right, nothing for no country or no role, and `none` for what is
no actor at all. A sheet that allows `none` beside a country is counted apart. `date`, if there is such a
column, is the day that the reader took the sentence to be of; it counts where the row has none.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from builder.actors.unowned import ROLE_ALONE
from builder.ontology import Ontology
from builder.pipeline import Pipeline, Reading, Settings
from builder.records import ActorMention, Article

SEED, SIZE = 20261123, 200
SIDES = ("actor", "target")
SHEET = Path(__file__).parent / "judged" / "actor_spans.csv"
UNDATED = dt.date(2016, 6, 1)  # these sentences carry no dates; most were written in the years around it
NO_ACTOR = "none"


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the sheet; `country` and `role` hold the codes that are right, "" where there is none."""

    row: str
    side: str
    start: int
    end: int
    country: frozenset[str]
    role: frozenset[str]
    date: str = ""


def read_rows(gold: Path) -> list[dict[str, Any]]:
    """Return the sentences of the file."""
    return [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]


def draw(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield row id, side, sentence, start and end of the spans drawn, in the order of the file."""
    keys = sorted(
        (i, side, k) for i, row in enumerate(rows) for side in SIDES for k in range(len(row[f"{side}_spans"]))
    )
    for i, side, k in sorted(random.Random(SEED).sample(keys, SIZE)):
        start, end = rows[i][f"{side}_spans"][k]
        yield rows[i]["id"], side, rows[i]["text"], start, end


def read_sheet(path: Path) -> list[Judged]:
    """Return the judgements."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Judged(
                line["row"], line["side"], int(line["start"]), int(line["end"]),
                frozenset(line["country"].split("|")), frozenset(line["role"].split("|")), line.get("date") or "",
            )
            for line in csv.DictReader(lines)
        ]  # fmt: skip


def mention_at(reading: Reading, start: int, end: int) -> ActorMention | None:
    """Return the mention that shares most words with the span and holds its head word, or None."""
    words = reading.doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        return None
    head = words.root
    if head.pos_ in ("VERB", "AUX", "PUNCT"):  # a span marked a word too far
        head = next((t for t in words if t.head == head and t.dep_.startswith("nsubj")), head)
    # A parse that cuts "opposition leader | X Y" in two gives both parts the same place in the sentence.
    heads = {head.i, *(t.i for t in words if (t.head, t.dep_) == (head.head, head.dep_))}
    holding = [m for m in reading.actors if any(m.token_start <= i < m.token_end for i in heads)]

    def closeness(mention: ActorMention) -> tuple[int, bool, int]:
        shared = min(mention.token_end, words.end) - max(mention.token_start, words.start)
        return shared, mention.head in heads, mention.token_start - mention.token_end

    return max(holding, key=closeness, default=None)


def fits(code: str, line: Judged, ontology: Ontology) -> tuple[bool, bool]:
    """Return whether a code, "" for none, has a right country and a right role."""
    if not code:
        return NO_ACTOR in line.country, NO_ACTOR in line.country
    area, role = ontology.split_actor(code)
    groups = {code[i : i + 3] for i in range(0, len(code), 3)}
    bodies = (groups & line.country) - ontology.areas.keys() - {""}
    state = role == "GOV" and "" in line.role  # a country's name and its government are one actor
    return area in line.country or bool(bodies), role in line.role or state


def judge(pipeline: Pipeline, row: dict[str, Any], line: Judged) -> tuple[bool, bool, str, str]:
    """Return whether country and role are right, the code found and the rule that made it."""
    date = row.get("date") or line.date
    day = dt.date.fromisoformat(str(date)[:10]) if date else UNDATED
    reading = pipeline.read(Article(line.row, "", row["text"], day))
    mention = mention_at(reading, line.start, line.end)
    known = mention is not None and mention.rule != ROLE_ALONE
    codes = [c for c in (mention.code, *mention.members) if c] if mention is not None and known else []
    results = [(*fits(code, line, pipeline.ontology), code) for code in codes or [""]]
    country, role, code = max(results, key=lambda r: r[:2])
    return country, role, code, mention.rule if mention else "-"


@click.group()
def main() -> None:
    """Measure how actors are resolved."""


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def sample(gold: Path) -> None:
    """Print the spans to read."""
    for row, side, text, start, end in draw(read_rows(gold)):
        click.echo(f"{row} {side} {start} {end}  {text[:start]}[[{text[start:end]}]]{text[end:]}")


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", type=click.Path(exists=True, path_type=Path), default=SHEET, help="the judgements")
@click.option("--show-text", is_flag=True, help="print the sentence of each miss")
def score(gold: Path, sheet: Path, show_text: bool) -> None:
    """Compare what is coded with the judgements."""
    rows, pipeline = {row["id"]: row for row in read_rows(gold)}, Pipeline(Settings(coder="lexicon"))
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for line in read_sheet(sheet):
        country, role, code, rule = judge(pipeline, rows[line.row], line)
        kind = "nobody" if line.country == {NO_ACTOR} else "either" if NO_ACTOR in line.country else "actor"
        marks = {"country": country, "role": role, "both": country and role}
        counts.update([kind, *(f"{kind} {part}" for part, right in marks.items() if right)])
        if not (country and role):
            wanted = f"{'|'.join(sorted(line.country)) or '-'} {'|'.join(sorted(line.role)) or '-'}"
            misses.append(f"{line.row} {line.side:6}  {wanted:24} {code or '-':16} {rule}")
            if show_text:
                text = rows[line.row]["text"]
                misses.append(f"    {text[: line.start]}[[{text[line.start : line.end]}]]{text[line.end :]}")
    for label, kind, part in (
        ("actors: country right", "actor", "country"), ("actors: role right", "actor", "role"),
        ("actors: both right", "actor", "both"), ("no actors: left uncoded", "nobody", "country"),
        ("either way: uncoded, or both right", "either", "both"),
    ):  # fmt: skip
        right, of = counts[f"{kind} {part}"], counts[kind]
        click.echo(f"{label:36} {right:4} of {of:4}  {right / max(1, of):6.1%}")
    click.echo(f"\n{'row':12} {'side':6}  {'expected':24} {'got':16} rule")
    click.echo("\n".join(misses))


if __name__ == "__main__":
    main()

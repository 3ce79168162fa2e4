"""How much of what a careful reader finds in news is found and coded, and how much of the coding is right.

    python benchmarks/actor_mentions.py score ARTICLES [--sheet FILE] [--show] [--text]

A sheet (`judged/actor_mentions_*.csv`) covers the beginnings of some articles, up to the character `until`:
one line for each mention of a political actor, as offsets into the article's text, with its code on the
article's date; "|" stands between codes that are equally right. Only area (or body) and first role count.

A note that begins with "optional" marks words that may be left uncoded, such as a possessive pronoun or a
country that is merely a place: they are never missed, but a wrong code on them is wrong. Mentions coded by
their role alone count as uncoded.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from builder.actors.unowned import ROLE_ALONE
from builder.articles import read_articles
from builder.ontology import Ontology
from builder.pipeline import Pipeline, Settings
from builder.records import Article

SHEETS = Path(__file__).parent / "judged"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FIGURES = (
    ("precision", "coded", "coded right"),
    ("precision, country only", "coded", "coded country"),
    ("precision, optional ones left out", "coded firm", "coded firm right"),
    ("recall", "line", "line right"),
    ("recall, country only", "line", "line country"),
    ("recall of the optional ones", "optional", "optional right"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of a sheet."""

    start: int
    end: int
    codes: tuple[str, ...]
    optional: bool
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """The lines for one article, read up to `until`."""

    until: int
    lines: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One coded mention; several codes if it stands for several actors."""

    start: int
    end: int
    codes: tuple[str, ...]
    rule: str


def read_sheet(path: Path) -> dict[str, Part]:
    """Return the parts that a sheet covers, by what it calls the article: its id, or its line in the file."""
    lines: dict[str, list[Judged]] = {}
    until: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            article, note = row["article"], row["note"] or ""
            until[article] = int(row["until"])
            line = Judged(
                int(row["start"]), int(row["end"]), tuple(row["code"].split("|")), note.startswith("optional"), note
            )
            lines.setdefault(article, []).append(line)
    return {article: Part(until[article], tuple(found)) for article, found in lines.items()}


def articles_by_name(path: Path) -> dict[str, Article]:
    """Return the articles of a file under their ids and under their places in it, counted from 0."""
    read = [(str(i), a) for i, a in enumerate(read_articles([path])) if isinstance(a, Article)]
    return dict(read) | {a.article_id: a for _, a in read}


def find(pipeline: Pipeline, article: Article, until: int) -> tuple[Found, ...]:
    """Return the coded mentions that end before the place where the reader stopped."""
    reading = pipeline.read(article)
    found = []
    for mention in reading.actors:
        words = reading.doc[mention.token_start : mention.token_end]
        if mention.rule == ROLE_ALONE:  # says nothing of who it is: as good as uncoded
            continue
        codes = mention.members or ((mention.code,) if mention.code else ())
        if codes and words.end_char <= until:
            found.append(Found(words.start_char, words.end_char, codes, mention.rule))
    return tuple(found)


def fits(code: str, wanted: str, ontology: Ontology) -> tuple[bool, bool]:
    """Return whether a code has the area (or body) wanted, and whether it has the role too."""
    (area, role), (wanted_area, wanted_role) = ontology.split_actor(code), ontology.split_actor(wanted)
    country = area == wanted_area
    if not area:
        bodies, wanted_bodies = (
            {c[i : i + 3] for i in range(0, len(c), 3)} - ontology.roles.keys() for c in (code, wanted)
        )
        country = country and wanted_bodies <= bodies
    state = role == "GOV" and not wanted_role  # a country's name and its government are one actor
    return country, country and (role == wanted_role or state)


def best(code: str, lines: Sequence[Judged], ontology: Ontology) -> tuple[bool, bool]:
    """Return whether a code has the country, and country and role, of any of the lines."""
    return max((fits(code, wanted, ontology) for line in lines for wanted in line.codes), default=(False, False))


def overlapping(span: Found | Judged, lines: Sequence[Judged]) -> list[Judged]:
    """Return the lines that share characters with the span."""
    return [line for line in lines if line.start < span.end and span.start < line.end]


def compare(
    found: Sequence[Found], part: Part, ontology: Ontology, counts: Counter[str]
) -> Iterator[tuple[int, int, str]]:
    """Count into `counts` and yield start, end and description of each wrong code and each missed line."""
    for mention in found:
        lines = overlapping(mention, part.lines)
        marks = [best(code, lines, ontology) for code in mention.codes]
        country, right = all(c for c, _ in marks), all(r for _, r in marks)
        fitting = [line for line in lines if all(best(code, [line], ontology)[1] for code in mention.codes)]
        firm = not right or not fitting or not all(line.optional for line in fitting)
        counts["coded"] += 1
        counts.update(
            ["coded country"] * country + ["coded right"] * right
            + ["coded firm"] * firm + ["coded firm right"] * (firm and right)
        )  # fmt: skip
        if not right:
            wanted = " / ".join("|".join(line.codes) for line in lines) or "no actor"
            yield mention.start, mention.end, f"wrong   {'+'.join(mention.codes)} [{mention.rule}], not {wanted}"
    for line in part.lines:
        mentions = [m for m in found if m.start < line.end and line.start < m.end]
        country, right = max((best(c, [line], ontology) for m in mentions for c in m.codes), default=(False, False))
        kind = "optional" if line.optional else "line"
        counts.update([kind] + [f"{kind} country"] * country + [f"{kind} right"] * right)
        if not right and not line.optional:
            got = " / ".join("+".join(m.codes) for m in mentions) or "nothing"
            note = f" ({line.note})" if line.note else ""
            yield line.start, line.end, f"missed  {'|'.join(line.codes)}{note}, got {got}"


def print_figures(title: str, counts: Counter[str]) -> None:
    """Print the figures of one sheet or of all."""
    click.echo(title)
    for label, of, right in FIGURES:
        click.echo(f"  {label:36} {counts[right]:5} of {counts[of]:5}  {counts[right] / max(1, counts[of]):6.1%}")


@click.group()
def main() -> None:
    """Measure how actors are found and coded in running text."""


@main.command()
@click.argument("articles", type=FILE)
@click.option("--sheet", "sheets", type=FILE, multiple=True, help="judgements; all of ours unless given")
@click.option("--show", is_flag=True, help="print what is wrong and what is missed")
@click.option("--text", is_flag=True, help="with --show, print the words too")
def score(articles: Path, sheets: tuple[Path, ...], show: bool, text: bool) -> None:
    """Compare what is coded in ARTICLES with the sheets."""
    known = articles_by_name(articles)
    pipeline = Pipeline(Settings(coder="lexicon"))  # actors are found before any model of events is asked
    total: Counter[str] = Counter()
    sheets = sheets or tuple(sorted(SHEETS.glob("actor_mentions_*.csv")))
    for sheet in sheets:
        counts: Counter[str] = Counter()
        for name, part in read_sheet(sheet).items():
            if name not in known:
                raise click.ClickException(f"{sheet.name}: {articles.name} holds no article {name}")
            found = find(pipeline, known[name], part.until)
            for start, end, miss in sorted(compare(found, part, pipeline.ontology, counts)):
                words = f"  {known[name].text[start:end]!r}" if text else ""
                if show:
                    click.echo(f"{name} {start}-{end} {miss}{words}")
        print_figures(sheet.name, counts)
        total += counts
    if len(sheets) > 1:
        print_figures("all sheets", total)


if __name__ == "__main__":
    main()

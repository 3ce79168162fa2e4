"""Building a dataset: the whole recipe from input files to a written, hashed dataset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from builder.articles import cluster_articles, list_inputs, read_articles
from builder.dataset import Provenance, Tables, assemble, check_target, hash_file, hash_files, write_dataset
from builder.errors import InputError
from builder.events.relations import MODEL_FILES as RELATION_FILES
from builder.language.syntax import MODEL_FILES as SYNTAX_FILES
from builder.ontology import Ontology
from builder.pipeline import Coded, Settings, code_articles
from builder.records import Article, EventMention, Rejection
from builder.resources import resource


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the tables it wrote, and counts for the summary."""

    out: Path
    tables: Tables
    sentences: int
    parsed: int


def code_version() -> str:
    """Return the version of dyads that is running."""
    try:
        return version("dyads")
    except PackageNotFoundError:  # run from a checkout without installing
        return "0+checkout"


def read_all(
    paths: Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    published: dt.date | None = None,
    format: str | None = None,
    strict: bool = False,
) -> tuple[list[Article], list[Rejection]]:
    """Read every article and find duplicates.

    Args:
        paths: files, folders, "-" for standard input.
        columns, source, published, format: see `articles.read_articles`.
        strict: stop at the first article that cannot be used.

    Returns:
        Articles with their cluster ids, in input order, and the rejections.

    Raises:
        InputError: a path that does not exist; with `strict`, the first rejection.
    """
    articles: list[Article] = []
    rejections: list[Rejection] = []
    for item in read_articles(paths, columns=columns, source=source, published=published, format=format):
        if isinstance(item, Rejection):
            if strict:
                raise InputError(f"{item.detail or item.id} ({item.reason})")
            rejections.append(item)
        else:
            articles.append(item)
    clusters = cluster_articles(articles)
    return [replace(a, cluster_id=clusters[a.article_id]) for a in articles], rejections


def build(
    paths: Sequence[str | Path] | None = None,
    out: str | Path = "output",
    *,
    settings: Settings | None = None,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    published: dt.date | None = None,
    format: str | None = None,
    strict: bool = False,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Build a dataset.

    Args:
        paths: input files and folders; None takes the seed articles.
        out: the dataset's directory; replaced as a whole, or not at all.
        settings: model, the user's own dictionaries.
        columns: field to column name of the input.
        source: publisher of articles that name none.
        published: date of articles that carry none.
        format: format of the inputs, if their names do not tell.
        strict: stop at the first article that cannot be used or coded.
        workers: processes; what is written does not depend on it.
        progress: called with (articles done, articles in all).

    Returns:
        Report.

    Raises:
        BuilderError: unusable input, seeds, model or target; nothing is written then.

    Example:
        >>> build(["seeds/articles"], out="output/demo").tables.events.height  # doctest: +SKIP
        31
    """
    settings = settings or Settings()
    target = Path(out)
    inputs = list(paths) if paths else [resource("seeds/articles")]
    check_target(target.resolve())
    articles, rejections = read_all(
        inputs, columns=columns, source=source, published=published, format=format, strict=strict
    )
    mentions: list[EventMention] = []
    sentences = parsed = done = 0
    for coded in code_articles(articles, settings, workers=workers):
        _stop_if_failed(coded, strict)
        mentions += coded.mentions
        rejections += coded.rejections
        sentences, parsed, done = sentences + coded.sentences, parsed + coded.parsed, done + 1
        if progress:
            progress(done, len(articles))
    tables = assemble(articles, mentions, rejections, Ontology.load())
    write_dataset(tables, target, _provenance(inputs, settings, source, published, columns, format))
    return Report(target, tables, sentences, parsed)


def _stop_if_failed(coded: Coded, strict: bool) -> None:
    failed = next((r for r in coded.rejections if r.reason == "failed"), None)
    if strict and failed is not None:
        raise InputError(f"{coded.article.path}: article {coded.article.article_id}: {failed.detail}")


def _provenance(
    inputs: Sequence[str | Path], settings: Settings, source: str | None, published: dt.date | None,
    columns: Mapping[str, str] | None, format: str | None,
) -> Provenance:  # fmt: skip
    files = [Path(p) for p in list_inputs(inputs, format=format) if str(p) != "-"]
    model = settings.model or resource("builder/model")
    used = SYNTAX_FILES if settings.coder == "lexicon" else (*SYNTAX_FILES, *RELATION_FILES)
    options = {
        "source": source,
        "date": published.isoformat() if published else None,
        "format": format,
        "columns": dict(sorted(columns.items())) if columns else {},
        "coder": settings.coder,
        "own_files": [
            {"name": p.name, "sha256": hash_file(p, p.name).sha256}
            for p in (*settings.actor_files, *settings.frame_files)
        ],
    }
    return Provenance(
        version=code_version(),
        inputs=sorted({hash_file(p, p.name) for p in files}, key=lambda f: (f.name, f.sha256)),
        seeds=hash_files(resource("seeds")),
        model=[hash_file(model / name, name) for name in used],
        options=options,
    )

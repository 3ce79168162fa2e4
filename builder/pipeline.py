"""The recipe: the only module that knows the order of the stages.

    read -> parse -> find_actors -> find_events -> assemble -> write
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from spacy.tokens import Doc, Span

from builder.actors import Knowledge, find_actors, has_actor_words, load_knowledge, match_names
from builder.actors.cache import cached, content_key
from builder.actors.files import knowledge_paths
from builder.actors.lint import lint
from builder.errors import InputError, SeedError
from builder.events import Coder, find_events, load_coder
from builder.language import LanguageReader
from builder.ontology import Ontology
from builder.records import CODERS, ActorMention, Article, EventMention, Rejection
from builder.resources import resource


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides how articles are coded; part of the manifest.

    Args:
        model: model directory; None takes the shipped one.
        actor_files: the user's own actor files; theirs win over ours.
        frame_files: the user's own lexicon frames.
        coder: "both"; "wide" tells more events and more false ones; "lexicon" switches the relation model off.
    """

    model: Path | None = None
    actor_files: tuple[Path, ...] = ()
    frame_files: tuple[Path, ...] = ()
    coder: str = "both"


@dataclass(frozen=True, slots=True)
class Coded:
    """What came of one article."""

    article: Article
    mentions: tuple[EventMention, ...]
    rejections: tuple[Rejection, ...]
    sentences: int = 0
    parsed: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The states of one article on its way, for whoever wants to look inside (`explain`)."""

    doc: Doc
    sentences: tuple[Span, ...]
    parsed: tuple[tuple[int, Span], ...]
    actors: tuple[ActorMention, ...]
    rejections: tuple[Rejection, ...] = field(default=())


def _check_own_actors(files: tuple[Path, ...]) -> None:
    """Our own files are linted by a test; a user's are checked when they are new, and the verdict is kept."""
    if not files:
        return
    own = {str(path.resolve()) for path in files}
    verdict = cached(
        content_key(knowledge_paths(files), "lint"),
        lambda: [(str(p.path.resolve()), p.line, p.message) for p in lint(files) if p.severity == "error"],
    )
    for path, line, message in verdict:
        if path in own:
            raise SeedError(Path(path), line, message)


class Pipeline:
    """Everything loaded once; codes one article at a time.

    Args:
        settings: what to load.

    Raises:
        SeedError: a line of the knowledge is wrong.
        ModelError: the model is missing.

    Example:
        >>> pipeline = Pipeline(Settings())  # doctest: +SKIP
        >>> pipeline.code(article).mentions  # doctest: +SKIP
    """

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        if settings.coder not in CODERS:
            raise InputError(f"coder {settings.coder!r}: write one of {', '.join(CODERS)}")
        self.settings = settings
        self.ontology = Ontology.load()
        self.knowledge: Knowledge = load_knowledge(settings.actor_files)
        _check_own_actors(settings.actor_files)
        self.model = settings.model or resource("builder/model")
        self.language = LanguageReader(self.model, resource("seeds/lexicon/abbreviations.csv"))
        self.coder: Coder = load_coder(
            resource("seeds/lexicon"), self.ontology.actions, frame_files=settings.frame_files,
            model=None if settings.coder == "lexicon" else self.model,
            wide=settings.coder == "wide",
        )

    def read(self, article: Article) -> Reading:
        """Tokenize, match, parse and resolve one article.

        Args:
            article: with text and publication date.

        Returns:
            Reading, with a Rejection for each sentence that was too long to parse.

        Raises:
            InputError: the article has no publication date.
        """
        if article.published is None:
            raise InputError(f"{article.path or article.article_id}: no publication date; give --date YYYY-MM-DD")
        doc, sentences = self.language.tokenize(article.text, article.paragraphs)
        names = match_names(doc, self.knowledge, article.published)
        wanted = [(i, s) for i, s in enumerate(sentences) if has_actor_words(s, names, self.knowledge)]
        too_long = {s.start for s in self.language.parse(doc, [s for _, s in wanted])}
        rejections = tuple(
            Rejection("sentence", f"{article.article_id}:{i}", "language", "sentence_too_long", f"{len(s)} words")
            for i, s in wanted if s.start in too_long
        )  # fmt: skip
        parsed = tuple((i, s) for i, s in wanted if s.start not in too_long)
        actors = tuple(find_actors(doc, names, self.knowledge, on=article.published))
        return Reading(doc, tuple(sentences), parsed, actors, rejections)

    def code(self, article: Article) -> Coded:
        """Code one article.

        Args:
            article: with text and publication date.

        Returns:
            Coded: event mentions in text order and everything left out.
        """
        reading = self.read(article)
        mentions, dropped = find_events(reading.doc, reading.actors, self.coder, article, reading.parsed)
        return Coded(
            article, tuple(mentions), (*reading.rejections, *dropped), len(reading.sentences), len(reading.parsed)
        )


_worker: Pipeline | None = None


def _start(settings: Settings) -> None:
    global _worker
    _worker = Pipeline(settings)


def _run(article: Article) -> Coded:
    assert _worker is not None
    return _code_safely(_worker, article)


def _code_safely(pipeline: Pipeline, article: Article) -> Coded:
    """One bad article never stops a build: it becomes a rejection with a reason."""
    try:
        return pipeline.code(article)
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        return Coded(article, (), (Rejection("article", article.article_id, "events", "failed", detail),))


def code_articles(
    articles: Iterable[Article],
    settings: Settings,
    *,
    workers: int = 1,
    pipeline: Pipeline | None = None,
    done: Callable[[Coded], None] | None = None,
) -> Iterator[Coded]:
    """Code articles, in order, in one process or several.

    Args:
        articles: what to code.
        settings: how.
        workers: processes; the result does not depend on it.
        pipeline: an already loaded one, for `workers=1`.
        done: called after each article, for progress.

    Yields:
        Coded, in the order of the input.
    """
    results: Iterator[Coded]
    if workers <= 1:
        loaded = pipeline or Pipeline(settings)
        results = (_code_safely(loaded, article) for article in articles)
        for coded in results:
            if done:
                done(coded)
            yield coded
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)) as pool:
        for coded in pool.map(_run, articles, chunksize=4):
            if done:
                done(coded)
            yield coded

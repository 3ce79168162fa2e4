"""Draft in, Article or Rejection out: the one place that judges whether an article can be coded."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from urllib.parse import urlsplit

from builder.articles.blocks import Layout, lay_out
from builder.articles.dates import DateError, parse_published
from builder.articles.drafts import STAGE, UNKNOWN_SOURCE, Draft, Problem
from builder.articles.english import ENGLISH, other_language
from builder.articles.normalise import looks_broken, normalise, one_line
from builder.ids import content_id
from builder.records import Article, Rejection

# An id that ends in ":4" would read like the fourth sentence of another article.
_SANE_ID = re.compile(r"(?!.*:\d+\Z)[A-Za-z0-9][\w.:/@#+=~-]{0,127}", re.ASCII)


class IdBook:
    """Hands out each article id once.

    The input's own id is kept if it is sane and new; else one is made from the content. The n-th
    article of the very same content gets an id of its own, so the ids of a set of articles do not
    depend on the order in which they are read.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def assign(self, given: str | None, *parts: str) -> str:
        """The id for an article.

        Args:
            given: the input's own id, or None.
            parts: what the article is made of, in a fixed order.

        Returns:
            The given id, or 16 hexadecimal digits.
        """
        if given is not None and _SANE_ID.fullmatch(given) and given not in self._taken:
            chosen = given
        else:
            copy = 0
            content = (*parts, given or "")
            chosen = content_id("article", *content)
            while chosen in self._taken:
                copy += 1
                chosen = content_id("article", *content, copy)
        self._taken.add(chosen)
        return chosen


def finish(
    found: Draft | Problem, *, ids: IdBook, source: str | None = None, published: dt.date | None = None
) -> Article | Rejection:
    """Judge what a reader found.

    Args:
        found: a draft, or a problem that the reader met.
        ids: the ids handed out so far in this run.
        source: publisher of articles that name none.
        published: publication date of articles that carry none.

    Returns:
        The article, or a Rejection with reason empty_text, bad_encoding, no_date, bad_date,
        not_english, or the problem's own.
    """
    if isinstance(found, Problem):
        return _reject_problem(found)
    text = normalise(found.text)
    layout = lay_out(text)
    values = layout.values
    publisher = _publisher(found, values, source)
    written = found.published or values.get("published") or published
    day, date_error = _day(written)
    article_id = ids.assign(
        one_line(found.given_id), text, publisher, day.isoformat() if day else str(written), one_line(found.url) or ""
    )
    reason, detail = _judge(text, layout)
    if not reason and day is None:
        reason, detail = ("bad_date", date_error) if written else ("no_date", "no publication date; give one")
    if not reason:
        reason, detail = _judge_language(text, layout)
    if reason:
        return Rejection("article", article_id, STAGE, reason, f"{_where(found)}: {detail}")
    return Article(
        article_id=article_id,
        source=publisher,
        text=text,
        published=day,
        url=one_line(found.url) or one_line(values.get("url")),
        title=one_line(found.title) or one_line(values.get("title")),
        language=ENGLISH,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        path=found.path,
        position=found.position,
        paragraphs=layout.paragraphs,
    )


def _day(written: dt.date | str | None) -> tuple[dt.date | None, str]:
    """The publication day, or None and what is wrong with it."""
    if not written:
        return None, ""
    try:
        return parse_published(written), ""
    except DateError as error:
        return None, str(error)


def _judge(text: str, layout: Layout) -> tuple[str, str]:
    """Why the text cannot be read, and one line about it; empty when it can."""
    if looks_broken(text):
        return "bad_encoding", "the text is full of replacement characters"
    foreign = sum(end - start for kind, (start, end) in layout.debris if kind == "foreign_script")
    if foreign > sum(end - start for start, end in layout.paragraphs):
        return "not_english", "most of it is in another script than the Latin one"
    if not layout.paragraphs:
        return "empty_text", "no text is left to read"
    return "", ""


def _judge_language(text: str, layout: Layout) -> tuple[str, str]:
    language = other_language("\n".join(text[start:end] for start, end in layout.paragraphs[:40]))
    return ("not_english", f"reads as {language!r}") if language else ("", "")


def _publisher(found: Draft, values: dict[str, str], source: str | None) -> str:
    """The publisher that the input names, else the option, else the host of the address, else unknown."""
    for name in (found.source, values.get("source"), source, _host(found.url)):
        name = one_line(name)
        if name and name.lower() != UNKNOWN_SOURCE:
            return name
    return UNKNOWN_SOURCE


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _where(found: Draft | Problem) -> str:
    return f"{found.path}:{found.position}" if found.position else found.path


def _reject_problem(problem: Problem) -> Rejection:
    where = _where(problem)
    return Rejection("article", where, STAGE, problem.reason, f"{where}: {' '.join(problem.detail.split())}")

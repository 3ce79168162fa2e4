"""Files, folders and standard input to articles: the stage's way in."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, cast

from builder.articles.dates import DateError, parse_published
from builder.articles.documents import read_html, read_text
from builder.articles.drafts import Draft, Problem
from builder.articles.fields import check_mapping
from builder.articles.finish import IdBook, finish
from builder.articles.inputs import STANDARD_INPUT, Input, describe, guess_format, list_inputs, open_input
from builder.articles.metadata import SidecarError, read_sidecar
from builder.articles.tables import read_csv, read_jsonl, read_parquet
from builder.errors import InputError
from builder.records import Article, Rejection

_DOCUMENTS = {"text": read_text, "html": read_html}
_TABLES = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}


def read_articles(
    paths: Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    published: dt.date | None = None,
    format: str | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Rejection]:
    """Read articles one after the other, never more than a batch of a table at once.

    Args:
        paths: files, folders (searched through) and `-` for standard input. Known are .txt, .html,
            .jsonl, .csv, .tsv and .parquet, each also .gz or .zst.
        columns: field (id, text, published, source, url, title, language) to the input's own name
            for it, where that is none of the usual ones.
        source: publisher of articles that name none.
        published: publication date of articles that carry none.
        format: format of all inputs, whatever their names end in: text, html, jsonl, csv, parquet.
        stdin: what `-` reads instead of the process's standard input.

    Returns:
        An Article for each one that can be coded and a Rejection for each other, in input order.

    Raises:
        InputError: a missing file or an unknown format at once; an unknown column while reading.

    Example:
        >>> import io
        >>> data = io.BytesIO(b'{"id": "a1", "date": "2025-06-14", "text": "Iran fired missiles at Israel."}')
        >>> [article.article_id for article in read_articles(["-"], stdin=data)]
        ['a1']
    """
    mapping = check_mapping(columns)
    files = list_inputs(paths, format=format)
    return _read_all(files, mapping, source, published, format, stdin)


def article_from_text(
    text: str,
    *,
    published: dt.date | str | None,
    source: str | None = None,
    title: str | None = None,
    url: str | None = None,
    article_id: str | None = None,
    path: str = "",
) -> Article:
    """Make one article from words in memory.

    Args:
        text: the article's words.
        published: publication date, which relative dates in the text count from; None to look for
            a labelled line ("Published On:") in the text.
        source: publisher; "unknown" if not given and not named in the text.
        title: headline.
        url: address.
        article_id: id to use; made from the content if not given.
        path: name to show in messages.

    Returns:
        The article.

    Raises:
        InputError: the text is empty or not English, or the date is missing or none.

    Example:
        >>> article_from_text("Iran fired missiles at Israel.", published="14 June 2025").published
        datetime.date(2025, 6, 14)
    """
    draft = Draft(
        text=text, path=path or "text", given_id=article_id, source=source, url=url, title=title, published=published
    )
    result = finish(draft, ids=IdBook())
    if isinstance(result, Rejection):
        raise InputError(f"{result.detail} ({result.reason})")
    return result


def _read_all(
    files: Sequence[Path],
    mapping: Mapping[str, str],
    source: str | None,
    published: dt.date | None,
    format: str | None,
    stdin: IO[bytes] | None,
) -> Iterator[Article | Rejection]:
    if published is not None:
        try:
            parse_published(published)
        except DateError as error:
            raise InputError(f"published: {error}") from None
    ids = IdBook()
    for file in files:
        if file == STANDARD_INPUT:
            found = _read_stdin(stdin if stdin is not None else sys.stdin.buffer, mapping, format)
        else:
            found = _read_file(describe(file, format=format), mapping)
        for draft in found:
            yield finish(draft, ids=ids, source=source, published=published)


def _read_file(file: Input, mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    try:
        with open_input(file) as stream:
            if file.format in _TABLES:
                yield from _TABLES[file.format](stream, name=file.name, mapping=mapping)
            else:
                data = stream.read()
                sidecar = read_sidecar(file.sidecar, data)
                yield _DOCUMENTS[file.format](data, name=file.name, sidecar=sidecar, mapping=mapping)
    except SidecarError as error:
        yield Problem("bad_record", str(error), file.name)
    except OSError as error:
        # A damaged compressed file shows itself only here, perhaps after thousands of good rows.
        yield Problem("unreadable_file", error.strerror or str(error), file.name)


def _read_stdin(stdin: IO[bytes], mapping: Mapping[str, str], format: str | None) -> Iterator[Draft | Problem]:
    name = STANDARD_INPUT.as_posix()
    stream = io.BufferedReader(cast(io.RawIOBase, stdin), buffer_size=1 << 16)
    try:
        kind = format or guess_format(stream.peek(1 << 10))
        if kind in _TABLES:
            yield from _TABLES[kind](stream, name=name, mapping=mapping)
        else:
            yield _DOCUMENTS[kind](stream.read(), name=name, sidecar={}, mapping=mapping)
    except OSError as error:
        yield Problem("unreadable_file", error.strerror or str(error), name)
    finally:
        stream.detach()  # or the wrapper would close a stream that is not ours

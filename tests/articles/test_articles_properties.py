"""Whatever bytes, lines or values come in, readers answer with articles and rejections, and spans hold."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from collections.abc import Iterable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.articles import article_from_text, read_articles
from builder.articles.blocks import lay_out
from builder.articles.dates import DateError, parse_published
from builder.articles.fields import ALIASES
from builder.articles.normalise import normalise
from builder.errors import InputError
from builder.records import Article, Rejection

DAY = dt.date(2024, 3, 14)
REASONS = {"no_date", "bad_date", "bad_encoding", "empty_text", "not_english", "bad_record", "unreadable_file"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from([alias for aliases in ALIASES.values() for alias in aliases])
LINES = st.sampled_from(
    ["Rebels shelled a base near Goma.", "(File photo)", "By Jane Doe", "Published On:", "Jun 14, 2025", "", " ",
     "MOSCOW OFFERS HELP", "and went on", "व्लादिमीर", "Source: Wire", "***", "Title:", "Date: soon", "\u00a0", "\u3000"]
)  # fmt: skip


def check(items: Iterable[Article | Rejection]) -> None:
    ids = []
    for item in items:
        if isinstance(item, Rejection):
            assert item.reason in REASONS and item.id and "\n" not in item.detail
            continue
        ids.append(item.article_id)
        assert item.published is not None and item.source and item.language == "en"
        check_spans(item.text, item.paragraphs)
        item.text.encode("utf-8")
    assert len(ids) == len(set(ids))


def check_spans(text: str, spans: Iterable[tuple[int, int]]) -> None:
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end] != ""
        last = end


def read(data: bytes, format: str | None = None) -> list[Article | Rejection]:
    return list(read_articles(["-"], stdin=io.BytesIO(data), format=format, published=DAY))


@given(st.binary(max_size=400))
@example(b"---\n\xff\xfe\n---\n")
@example(b"---\na: &a [*a]\n---\ntext")
@settings(deadline=None)
def test_any_bytes_as_text(data: bytes) -> None:
    check(read(data, "text"))


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=50)
def test_any_bytes_as_parquet_and_json_lines(data: bytes) -> None:
    check(read(b"PAR1" + data + b"PAR1", "parquet"))
    check(read(data, "jsonl"))


@given(st.text(max_size=300))
@example("<?xml version='1.0' encoding='utf-8'?><html><p>Rebels shelled a base near Goma.</p></html>")
@example("<p>\x00</p>")
@settings(deadline=None, max_examples=50)
def test_any_text_as_page(page: str) -> None:
    check(read(page.encode("utf-8", "replace"), "html"))
    check(read(f"<html><body><article><p>{page}</p></article></body></html>".encode("utf-8", "replace"), "html"))


@given(st.binary(max_size=300))
@example(b'"a\nb,c')
@settings(deadline=None)
def test_any_bytes_as_csv_rows(data: bytes) -> None:
    check(read(b"id,date,text\n" + data, "csv"))


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_as_csv_file_give_at_worst_one_clear_line(data: bytes) -> None:
    try:
        check(read(data, "csv"))
    except InputError as error:
        assert "-:1: no column" in str(error)


@given(st.lists(JSON | st.dictionaries(NAMES, JSON, max_size=5), max_size=6))
@settings(deadline=None)
def test_any_json_values(values: list[object]) -> None:
    check(read("\n".join(json.dumps(value) for value in values).encode(), "jsonl"))


@given(st.dictionaries(NAMES | st.text(max_size=8), JSON, max_size=5))
@settings(deadline=None)
def test_any_values_in_front_matter(values: dict[str, object]) -> None:
    front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in values.items())
    check(read(f"---\n{front}\n---\nRebels shelled a base near Goma.".encode(), "text"))


@given(st.binary(max_size=200), st.integers(0, 60))
@settings(deadline=None, max_examples=50)
def test_damaged_gzip(tmp_path_factory: object, data: bytes, cut: int) -> None:
    file = tmp_path_factory.mktemp("gz") / "a.txt.gz"  # type: ignore[attr-defined]
    file.write_bytes(gzip.compress(data, mtime=0)[:-cut] if cut else data)
    check(read_articles([file], published=DAY))


@given(st.text(max_size=400) | st.lists(LINES, max_size=30).map("\n".join))
@example("A\u0344\u0301 e\u0301")
def test_layout_spans_lie_inside_the_text_and_are_never_blank(raw: str) -> None:
    text = normalise(raw)
    assert normalise(text) == text
    layout = lay_out(text)
    check_spans(text, layout.paragraphs)
    check_spans(text, sorted([*layout.paragraphs, *(span for _, span in layout.debris)]))


@given(st.lists(LINES, max_size=30).map("\n".join))
@settings(deadline=None)
def test_same_content_same_id(text: str) -> None:
    def make() -> str:
        try:
            return article_from_text(text, published=DAY).article_id
        except InputError as error:
            return str(error)

    assert make() == make()


@given(st.text(max_size=60) | st.dates().map(str) | st.datetimes().map(lambda when: when.strftime("%d %B %Y %H:%M")))
def test_any_words_are_a_day_or_refused(words: str) -> None:
    try:
        day = parse_published(words)
    except DateError:
        return
    assert 1800 <= day.year <= 2100 and str(day.year) in words


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_survives_being_written_out(day: dt.date) -> None:
    month, number = day.strftime("%B"), day.day
    for words in (day.isoformat(), f"{month} {number}, {day.year}", f"{number} {month[:3]} {day.year}"):
        assert parse_published(words) == day

"""What becomes of an article: its text, id, publisher and date, or the reason why it was left out."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from builder.articles import article_from_text, read_articles
from builder.articles.blocks import lay_out
from builder.articles.dates import DateError, parse_published
from builder.articles.debris import debris_kind
from builder.articles.english import other_language
from builder.errors import InputError
from builder.records import Article, Rejection

SEED = Path(__file__).parents[2] / "seeds" / "articles" / "000_1953b0f45c5f4e37.txt"
DAY = dt.date(2024, 3, 14)
SENTENCE = "Rebels shelled an army base near Goma on Friday, the governor said."
FRENCH = "Le président français a rencontré mardi à Paris son homologue allemand afin de discuter de la guerre."


def read_bytes(folder: Path, name: str, data: bytes, **options: object) -> list[Article | Rejection]:
    file = folder / name
    file.write_bytes(data)
    return list(read_articles([file], **options))  # type: ignore[arg-type]


def test_seed_article() -> None:
    (article,) = read_articles([SEED])
    assert isinstance(article, Article)
    assert (article.source, article.published, article.language) == ("unknown", dt.date(2025, 6, 14), "en")
    assert article.text == SEED.read_text(encoding="utf-8")
    assert article.text_sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()
    shown = [article.text[start:end] for start, end in article.paragraphs]
    assert len(shown) == 20
    assert "MOSCOW OFFERS TO HELP CLINCH DEAL" in shown
    assert not any("File photo" in text or "Published" in text or "Rivanshi" in text for text in shown)
    assert shown[0].startswith("Russian President") and shown[-1].endswith('programme in Oman."')


def test_seed_article_has_a_sidecar_that_names_no_publisher() -> None:
    sidecar = json.loads(SEED.with_suffix("").with_suffix(".meta.json").read_text(encoding="utf-8"))
    assert sidecar["sha256"] == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert sidecar["source"] == "unknown" and sidecar["producer"] is None
    (named,) = read_articles([SEED], source="Desk")
    assert isinstance(named, Article) and named.source == "Desk"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", SENTENCE.encode(), "no_date"),
        ("a.txt", f"{SENTENCE}\nPublished On:\nyesterday".encode(), "bad_date"),
        ("a.txt", f"{SENTENCE}\nPublished On: 04/10/2019".encode(), "bad_date"),
        ("a.txt", f"---\ndate: 1024-03-14\n---\n{SENTENCE}".encode(), "bad_date"),
        ("a.txt", f"---\ndate: 2024-02-30\n---\n{SENTENCE}".encode(), "bad_date"),
        ("a.txt", b"", "empty_text"),
        ("a.txt", b"---\ndate: 2024-03-14\n---\n\n * * *\n(File photo)\n", "empty_text"),
        ("a.txt", f"---\ndate: 2024-03-14\n---\n{FRENCH}".encode(), "not_english"),
        ("a.txt", "---\ndate: 2024-03-14\n---\nПрезидент провёл переговоры.".encode(), "not_english"),
        ("a.txt", bytes(range(256)) * 4, "bad_encoding"),
        ("a.txt", b"\x7fELF\x00\x00\x01" * 50, "bad_encoding"),
        ("a.html", b"<html><body></body></html>", "empty_text"),
        ("a.jsonl", b'{"text": "x"', "bad_record"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "bad_encoding"),
        ("a.jsonl", b"[" * 100_000, "bad_record"),
        ("a.csv", b"", "empty_text"),
        ("a.csv", b'text,date\n"never closed,2024-03-14\n', "bad_record"),
        ("a.csv", b"\x00\x9d\x81" * 100, "bad_encoding"),
        ("a.parquet", b"PAR1 but nothing else", "unreadable_file"),
        ("a.txt.gz", b"no gzip at all", "unreadable_file"),
        ("a.jsonl.zst", b"no zstd at all", "unreadable_file"),
        ("a.parquet.gz", b"no gzip at all", "unreadable_file"),
    ],
)
def test_what_cannot_be_used_is_rejected_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (rejection,) = read_bytes(tmp_path, name, data)
    assert isinstance(rejection, Rejection), rejection
    assert (rejection.level, rejection.stage, rejection.reason) == ("article", "articles", reason)
    assert name in rejection.detail and "\n" not in rejection.detail


def test_truncated_gzip_keeps_the_rows_before_the_break(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "date": "2024-03-14", "text": f"{SENTENCE} {hashlib.sha256(b'%d' % n).hexdigest()}"}
            for n in range(5000)]  # fmt: skip
    packed = gzip.compress("\n".join(map(json.dumps, rows)).encode(), mtime=0)
    *articles, last = read_bytes(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2])
    assert isinstance(last, Rejection) and last.reason == "unreadable_file"
    assert len(articles) > 1000


def test_sidecar_of_another_version_of_the_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.meta.json").write_text(json.dumps({"sha256": "0" * 64, "published": "2024-03-14"}), encoding="utf-8")
    (rejection,) = read_bytes(tmp_path, "a.txt", SENTENCE.encode())
    assert isinstance(rejection, Rejection) and rejection.reason == "bad_record" and "sha256" in rejection.detail


def test_malformed_sidecar_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.meta.json").write_text("{", encoding="utf-8")
    (rejection,) = read_bytes(tmp_path, "a.txt", SENTENCE.encode())
    assert isinstance(rejection, Rejection) and "a.meta.json is no readable JSON" in rejection.detail


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_of_english_text(tmp_path: Path, encoding: str) -> None:
    text = f"“We agree,” Zoë’s aide said – for now. {SENTENCE}\n" * 3
    (article,) = read_bytes(tmp_path, "a.txt", text.encode(encoding), published=DAY)
    assert isinstance(article, Article) and article.text == text.strip()


def test_text_is_normalised_but_its_words_stay() -> None:
    article = article_from_text("\ufeffThe cafe\u0301 in Go\u00adma\r\nwas shel\x00led.\r\n\r\n", published=DAY)
    assert article.text == "The café in Goma\nwas shelled."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Jun 14, 2025", "2025-06-14"),
        ("14th June 2025", "2025-06-14"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("2025-06-14T23:30:00-05:00", "2025-06-14"),
        ("Sat, 14 Jun 2025 10:00:00 GMT", "2025-06-14"),
        ("Saturday 14 June 2025 10.30 BST", "2025-06-14"),
        ("June 14th, 2025 at 5:30 p.m. ET", "2025-06-14"),
        ("Jun 14, 2025 23:30 (IST)", "2025-06-14"),
        ("Wed Apr 10 23:30:00 +0000 2019", "2019-04-10"),
        ("20250614", "2025-06-14"),
        ("14/06/2025", "2025-06-14"),
        ("06/14/2025", "2025-06-14"),
        ("04/04/2025", "2025-04-04"),
    ],
)
def test_dates_as_publishers_write_them(words: str, day: str) -> None:
    assert parse_published(words).isoformat() == day


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "2 days ago", "today", "now", "Friday", "June 14", "June 2025", "2025", "10:30", "14-Jun-25",
     "04/10/2019", "2025-13-45", "June 31, 2025", "1789-07-14", "9999-01-01", "1718323200", "Friday 2019", "x" * 9999],
)  # fmt: skip
def test_what_is_no_single_day_is_refused(words: str) -> None:
    with pytest.raises(DateError):
        parse_published(words)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("व्लादिमीर पुतिन (File photo)", "foreign_script"),
        ("Ministers shake hands. (Representative image)", "credit"),
        ("Protest in Lima [Jane Doe/AFP]", "credit"),
        ("Photograph: Jane Doe/Getty Images", "credit"),
        ("By Jane Doe in Moscow and John Roe", "byline"),
        ("Also Read: Putin warns the West", "furniture"),
        ("Sign up for our newsletter.", "furniture"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "furniture"),
        ("* * *", "no_words"),
        ("By Sunday, Iran had fired 100 missiles.", None),
        ("Register of voters was destroyed by rebels.", None),
        ("Iran and Russia signed a pact (Reuters/AP).", None),
        ("Israel struck Iran (video shows smoke).", None),
        ("Photographs of the massacre shocked the country.", None),
        ("Read the full statement issued by Iran", None),
        ("MOSCOW OFFERS TO HELP CLINCH DEAL", None),
        ("Erdoğan met Łukaszenko in Škofja Loka.", None),
    ],
)
def test_debris_is_told_from_reporting(line: str, kind: str | None) -> None:
    assert debris_kind(line) == kind


def test_labels_in_the_middle_of_a_long_text_are_not_metadata() -> None:
    lines = [f"Sentence number {number} of the report stands here." for number in range(40)]
    lines[20] = "Date: 1 May 2001"
    assert lay_out("\n".join(lines)).values == {}


def test_update_is_not_taken_for_publication() -> None:
    with pytest.raises(InputError, match="no_date"):
        article_from_text(f"{SENTENCE}\nLast updated: Jun 14, 2025", published=None)


@pytest.mark.parametrize(
    "text", ["Putin condemned Israel.", "Macron met Merkel in Paris.", "Iran, Iraq and Syria met Tuesday.", "OK"]
)
def test_short_english_full_of_names_passes(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        ("Der deutsche Bundeskanzler traf am Dienstag in Paris den Präsidenten.", "de"),
        ("El presidente de Colombia se reunió el martes con su homólogo.", "es"),
        ("Rais wa Kenya alikutana na rais wa Tanzania mjini Nairobi.", "sw"),
        ("Президент провёл переговоры с премьер-министром Индии.", "ru"),
    ],
)
def test_other_languages_are_told(text: str, language: str) -> None:
    assert other_language(text) == language


def test_ids_come_from_content_unless_the_input_has_sane_ones(tmp_path: Path) -> None:
    records = [
        {"text": SENTENCE, "date": "2024-03-14"},
        {"text": SENTENCE, "date": "March 14, 2024"},
        {"text": SENTENCE, "date": "2024-03-15"},
        {"text": SENTENCE, "date": "2024-03-14", "id": "given"},
        {"text": SENTENCE, "date": "2024-03-14", "id": "given"},
        {"text": SENTENCE, "date": "2024-03-14", "id": "no good\tid"},
        {"text": SENTENCE, "date": "2024-03-14", "id": "given:4"},
    ]
    articles = read_bytes(tmp_path, "a.jsonl", "\n".join(map(json.dumps, records)).encode())
    ids = [article.article_id for article in articles if isinstance(article, Article)]
    assert len(set(ids)) == len(records)
    assert ids[3] == "given"
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in ids[:3] + ids[4:])
    assert ids[0] == article_from_text(SENTENCE, published=DAY).article_id


def test_ids_of_a_set_of_articles_do_not_depend_on_their_order(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{SENTENCE} {number % 3}", "date": "2024-03-14"}) for number in range(6)]
    there = read_bytes(tmp_path, "a.jsonl", "\n".join(lines).encode())
    back = read_bytes(tmp_path, "b.jsonl", "\n".join(reversed(lines)).encode())
    ids = [{item.article_id for item in items if isinstance(item, Article)} for items in (there, back)]
    assert ids[0] == ids[1] and len(ids[0]) == 6


def test_publisher_is_named_given_or_taken_from_the_address_but_never_invented(tmp_path: Path) -> None:
    record = {"text": SENTENCE, "date": "2024-03-14", "url": "https://www.wire.example/world/1"}
    data = json.dumps(record).encode()
    (by_address,) = read_bytes(tmp_path, "a.jsonl", data)
    (by_option,) = read_bytes(tmp_path, "a.jsonl", data, source="Desk")
    (by_record,) = read_bytes(tmp_path, "a.jsonl", json.dumps(record | {"source": "Wire"}).encode(), source="Desk")
    (unknown,) = read_bytes(tmp_path, "a.jsonl", json.dumps(record | {"url": None}).encode())
    sources = [item.source for item in (by_address, by_option, by_record, unknown) if isinstance(item, Article)]
    assert sources == ["wire.example", "Desk", "Wire", "unknown"]


def test_article_from_text() -> None:
    article = article_from_text(SENTENCE, published="14 March 2024", source="Desk", title=" A\ntitle ", article_id="x")
    assert (article.article_id, article.source, article.title, article.published) == ("x", "Desk", "A title", DAY)
    assert article.paragraphs == ((0, len(SENTENCE)),)


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("", DAY, "empty_text"),
        (FRENCH, DAY, "not_english"),
        (SENTENCE, None, "no_date"),
        (SENTENCE, "soon", "bad_date"),
    ],
)
def test_article_from_unusable_text_is_an_error(text: str, published: dt.date | str | None, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        article_from_text(text, published=published)


def test_impossible_date_option_is_an_error() -> None:
    with pytest.raises(InputError, match="published: 0001-01-01 lies outside 1800 to 2100"):
        list(read_articles([SEED], published=dt.date(1, 1, 1)))

"""Every format gives the same kind of Article, plain or compressed, from a file, a folder or standard input."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builder.articles import list_inputs, read_articles
from builder.errors import InputError
from builder.records import Article, Rejection

INPUTS = Path(__file__).parent / "inputs"
DAY = dt.date(2024, 3, 14)
SENTENCE = "Kenya's foreign minister met his Tanzanian counterpart in Nairobi on Thursday."


def read(*paths: str | Path, **options: object) -> list[Article | Rejection]:
    return list(read_articles(list(paths), **options))  # type: ignore[arg-type]


def only(*paths: str | Path, **options: object) -> Article:
    (article,) = read(*paths, **options)
    assert isinstance(article, Article), article
    return article


def shown(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.paragraphs]


def compress(path: Path, ending: str, folder: Path) -> Path:
    target = folder / (path.name + ending)
    if ending == ".gz":
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    else:
        with pa.output_stream(str(target), compression="zstd") as stream:
            stream.write(path.read_bytes())
    return target


def test_front_matter_gives_metadata_and_is_no_text() -> None:
    article = only(INPUTS / "front_matter.txt")
    assert article.article_id == "wire-0007"
    assert article.title == "Kenya and Tanzania reopen border post"
    assert (article.source, article.published, article.language) == ("Example Wire", DAY, "en")
    assert article.url == "https://wire.example/0007"
    assert article.text.startswith("NAIROBI - Kenya's")
    assert len(article.paragraphs) == 2


def test_toml_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f'---\ntitle = "Talks"\ndate = 2024-03-14\n---\n{SENTENCE}\n', encoding="utf-8")
    article = only(file)
    assert (article.title, article.published, article.text) == ("Talks", DAY, SENTENCE)


def test_rule_at_the_top_that_is_no_front_matter_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"---\n{SENTENCE}\n---\nThey signed a memorandum.\n", encoding="utf-8")
    article = only(file, published=DAY)
    assert SENTENCE in shown(article)


def test_labelled_lines_give_metadata_and_make_no_paragraph() -> None:
    article = only(INPUTS / "labels.txt")
    assert (article.source, article.published) == ("Example Wire", DAY)
    assert shown(article) == [
        "Kenya's foreign minister met his Tanzanian counterpart in Nairobi and agreed to reopen a border post.",
        "The two ministers signed a memorandum on trade, a government spokesman said.",
        "BORDER SHUT SINCE JANUARY",
        "Tanzania closed the post in January after police clashed with smugglers.",
    ]
    assert "(File photo)" in article.text and "Jane Doe" in article.text


def test_hand_wrapped_lines_are_joined_into_paragraphs() -> None:
    article = only(INPUTS / "wrapped.txt")
    assert (article.title, article.source, article.published) == ("Border post reopens", "Example Wire", DAY)
    assert [text.split()[0] for text in shown(article)] == ["Kenya's", "SHUT", "Tanzania"]
    assert shown(article)[0].endswith("shut since\nJanuary.")


def test_sidecar_gives_metadata() -> None:
    article = only(INPUTS / "sidecar.txt")
    assert (article.source, article.published, article.title) == ("Example Wire", DAY, "Border post reopens")


def test_html_page() -> None:
    article = only(INPUTS / "page.html")
    assert (article.source, article.published) == ("Example Wire", DAY)
    assert article.url == "https://wire.example/0007"
    assert article.title == "Border post reopens"
    text = "\n".join(shown(article))
    assert "police clashed with smugglers" in text and "memorandum" in text
    assert "Copyright" not in text and "File photo" not in text and "Home" not in text


def test_html_in_a_declared_encoding(tmp_path: Path) -> None:
    page = (INPUTS / "page.html").read_text(encoding="utf-8").replace("utf-8", "windows-1252")
    file = tmp_path / "page.html"
    file.write_bytes(page.replace("a memorandum", "“a memorandum”").encode("cp1252"))
    assert "“a memorandum”" in only(file).text


def test_copyright_year_of_a_page_is_no_publication_date(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    lines = (INPUTS / "page.html").read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(line for line in lines if "published_time" not in line), encoding="utf-8")
    (rejection,) = read(file)
    assert isinstance(rejection, Rejection) and rejection.reason == "no_date"


def test_json_lines_recognise_usual_names_and_reject_line_by_line() -> None:
    first, undated, broken, no_object, fourth, textless = read(INPUTS / "feed.jsonl")
    assert isinstance(first, Article) and isinstance(fourth, Article)
    assert (first.article_id, first.source, first.published) == ("a-1", "Example Wire", DAY)
    assert (first.title, first.url, first.position) == ("Border post reopens", "https://wire.example/0007", 1)
    assert (fourth.article_id, fourth.source, fourth.position) == ("a-4", "Example Wire", 6)
    rejections = [undated, broken, no_object, textless]
    assert [item.reason for item in rejections if isinstance(item, Rejection)] == [
        "no_date", "bad_record", "bad_record", "bad_record",
    ]
    assert isinstance(undated, Rejection) and undated.id == "a-2"
    assert isinstance(broken, Rejection) and broken.id.endswith("feed.jsonl:3")
    assert {(item.level, item.stage) for item in rejections if isinstance(item, Rejection)} == {("article", "articles")}


def test_csv_with_line_breaks_in_fields_and_a_short_row() -> None:
    first, short, third = read(INPUTS / "table.csv")
    assert isinstance(first, Article) and isinstance(third, Article) and isinstance(short, Rejection)
    assert (first.article_id, first.source, first.published, first.position) == ("c-1", "wire.example", DAY, 2)
    assert first.text.endswith('They signed a "memorandum" on trade.') and len(first.paragraphs) == 2
    assert short.reason == "bad_record" and short.id.endswith("table.csv:4") and "3 columns" in short.detail
    assert third.position == 5


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_with_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / ("table.tsv" if delimiter == "\t" else "table.csv")
    rows = [["id", "date", "text"], ["x1", "2024-03-14", SENTENCE]]
    file.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    assert only(file).article_id == "x1"


def test_csv_row_that_does_not_decode_is_rejected_alone(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    padding = b"".join(b"p%d,2024-03-14,%s\n" % (number, SENTENCE.encode()) for number in range(4000))
    file.write_bytes(b"id,date,text\n" + padding + b"bad,2024-03-14,caf\xe9 talks\nlast,2024-03-14,They met again.\n")
    *_, bad, last = read(file)
    assert isinstance(bad, Rejection) and bad.reason == "bad_encoding"
    assert isinstance(last, Article) and last.article_id == "last"


def test_windows_csv_is_decoded(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(f"id,date,text\nw,2024-03-14,{SENTENCE} “We agree” Zoë’s aide said.\n".encode("cp1252"))
    assert "“We agree” Zoë’s aide" in only(file).text


def test_csv_field_longer_than_the_csv_modules_usual_limit(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("id,date,text\nlong,2024-03-14," + SENTENCE * 3000, encoding="utf-8")
    assert len(only(file).text) == len(SENTENCE) * 3000


def test_parquet_with_typed_columns(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    table = {
        "article_id": [17, 18, 19],
        "pub_date": [dt.datetime(2024, 3, 14, 23, 59), dt.datetime(2024, 3, 15), None],
        "publisher": ["Example Wire", None, "Example Wire"],
        "content": [SENTENCE, "They signed a memorandum on trade, a spokesman said.", SENTENCE],
    }
    pq.write_table(pa.table(table), file)
    first, second, third = read(file)
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Rejection)
    assert (first.article_id, first.published, first.source, first.position) == ("17", DAY, "Example Wire", 1)
    assert second.source == "unknown"
    assert third.reason == "no_date"


def test_parquet_batches_keep_row_numbers(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    texts = [f"{SENTENCE} It was meeting number {number}." for number in range(600)]
    pq.write_table(pa.table({"date": ["2024-03-14"] * 600, "text": texts}), file)
    assert [item.position for item in read(file) if isinstance(item, Article)] == list(range(1, 601))


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("name", ["labels.txt", "page.html", "feed.jsonl", "table.csv", "table.parquet"])
def test_compressed_inputs_read_like_plain_ones(tmp_path: Path, name: str, ending: str) -> None:
    plain = tmp_path / name
    if name.endswith("parquet"):
        pq.write_table(pa.table({"date": ["2024-03-14"], "text": [SENTENCE]}), plain)
    else:
        shutil.copy(INPUTS / name, plain)
    packed = compress(plain, ending, tmp_path)

    def facts(path: Path) -> list[object]:
        return [(r.article_id, r.text) if isinstance(r, Article) else r.reason for r in read(path)]

    assert facts(packed) == facts(plain)


def test_sidecar_of_a_compressed_file_speaks_of_its_content(tmp_path: Path) -> None:
    packed = compress(INPUTS / "sidecar.txt", ".gz", tmp_path)
    shutil.copy(INPUTS / "sidecar.meta.json", tmp_path)
    assert only(packed).source == "Example Wire"


def test_folder_is_searched_sorted_and_without_sidecars() -> None:
    files = list_inputs([INPUTS / "folder"])
    assert [file.name for file in files] == ["a.txt", "b.txt", "z.txt"]
    assert [item.source for item in read(INPUTS / "folder") if isinstance(item, Article)] == ["Example Wire"] * 3


def test_file_named_twice_is_read_once() -> None:
    assert len(list_inputs([INPUTS / "folder" / "b.txt", INPUTS / "folder", INPUTS / "folder" / "b.txt"])) == 3


def test_standard_input_is_json_lines_or_text_by_its_first_character() -> None:
    record = json.dumps({"id": "s1", "date": "2024-03-14", "text": SENTENCE}).encode()
    assert only("-", stdin=io.BytesIO(b"\n " + record)).article_id == "s1"
    article = only("-", stdin=io.BytesIO(SENTENCE.encode()), published=DAY, source="Desk")
    assert (article.text, article.source, article.path) == (SENTENCE, "Desk", "-")


def test_standard_input_in_a_named_format_stays_open() -> None:
    stdin = io.BytesIO(b"id,date,text\ns1,2024-03-14,They met in Nairobi on Thursday to talk.\n")
    assert only("-", stdin=stdin, format="csv").article_id == "s1"
    assert not stdin.closed


def test_options_fill_in_what_the_input_leaves_open() -> None:
    records = read(INPUTS / "feed.jsonl", source="Desk", published=dt.date(2020, 1, 1))
    articles = {item.article_id: item for item in records if isinstance(item, Article)}
    assert (articles["a-1"].source, articles["a-1"].published) == ("Example Wire", DAY)
    assert (articles["a-2"].source, articles["a-2"].published) == ("Desk", dt.date(2020, 1, 1))


def test_column_mapping(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"nr,when,summary,story_en\n5,2024-03-14,short,{SENTENCE}\n", encoding="utf-8")
    article = only(file, columns={"id": "nr", "published": "when", "text": "story_en"})
    assert (article.article_id, article.published, article.text) == ("5", DAY, SENTENCE)


def test_mapped_column_goes_before_a_recognised_name(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps({"text": "wrong", "english": SENTENCE, "date": "2024-03-14"}), encoding="utf-8")
    assert only(file, columns={"text": "english"}).text == SENTENCE


@pytest.mark.parametrize(
    ("name", "columns", "message"),
    [
        ("table.csv", {"text": "story"}, r"table\.csv:1: no column 'story' \(for text\); columns are: Article-ID"),
        ("feed.jsonl", {"published": "day"}, r"feed\.jsonl:1: no column 'day' \(for published\)"),
        ("table.csv", {"author": "by"}, r"no such field: author; fields are id, text"),
    ],
)
def test_unknown_columns_are_errors(name: str, columns: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(INPUTS / name, columns=columns)
    assert "\n" not in str(caught.value)


def test_table_without_text_names_the_columns_it_has(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("id,when\n1,2024-03-14\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"table\.csv:1: no column holds the text.*columns are: id, when"):
        read(file)


def test_missing_and_unknown_inputs_are_errors_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file or folder"):
        read_articles([tmp_path / "nowhere.txt"])
    with pytest.raises(InputError, match="no articles in this folder"):
        read_articles([tmp_path])
    with pytest.raises(InputError, match=r"notes\.md: unknown kind of file"):
        read_articles([INPUTS / "folder" / "notes.md"])
    with pytest.raises(InputError, match="format 'docx' is unknown"):
        read_articles([INPUTS / "labels.txt"], format="docx")


def test_named_format_opens_files_of_any_name() -> None:
    article = only(INPUTS / "folder" / "notes.md", format="text", published=DAY)
    assert article.text == "not an article"

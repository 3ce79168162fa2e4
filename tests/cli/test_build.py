"""`dyads build`: the same bytes every time, a summary one can read, and no bad input that stops it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result

from builder.articles import read_articles
from builder.records import Article
from builder.schemas import TABLES

MODEL = Path(__file__).parents[2] / "builder" / "model"
SEED = Path(__file__).parents[2] / "seeds" / "articles" / "000_1953b0f45c5f4e37.txt"
FIRST_COLUMNS = ["event_id", "actor", "target", "action_code", "date", "source"]


def _bytes(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dataset.iterdir())}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, corpus: Path, dyads: Callable[..., Result]) -> Path:
    """The corpus built in one process; not to be changed."""
    out = tmp_path_factory.mktemp("corpus") / "dataset"
    result = dyads("build", corpus, "--out", out, "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    return out


def test_the_seed_dataset_has_every_table_and_its_first_columns(seed_dataset: Path) -> None:
    assert {f"{name}.parquet" for name in TABLES} | {"manifest.json"} <= set(_bytes(seed_dataset))
    events = pl.read_parquet(seed_dataset / "events.parquet")
    assert events.columns[:6] == FIRST_COLUMNS
    assert events.height > 10
    assert events.get_column("source").unique().to_list() == ["unknown"]  # the article names no publisher


def test_spans_of_the_mentions_point_into_the_text_that_the_articles_table_describes(seed_dataset: Path) -> None:
    [article] = read_articles([SEED])
    assert isinstance(article, Article)
    row = pl.read_parquet(seed_dataset / "articles.parquet").row(0, named=True)
    assert (row["text_sha256"], row["n_characters"]) == (article.text_sha256, len(article.text))
    mentions = pl.read_parquet(seed_dataset / "mentions.parquet")
    said = {article.text[a:b] for a, b in mentions.select("action_start", "action_end").iter_rows()}
    assert {"condemned", "signed"} <= said


def test_a_second_build_is_the_same_to_the_byte(
    dataset: Path, corpus: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    assert dyads("build", corpus, "--out", own_folder / "again").exit_code == 0
    assert _bytes(own_folder / "again") == _bytes(dataset)


def test_building_over_a_dataset_replaces_it(
    dataset: Path, corpus: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    out = own_folder / "out"
    (own_folder / "one.txt").write_text("France condemned Iran on Saturday.", encoding="utf-8")
    assert dyads("build", "one.txt", "--date", "2025-06-15", "--out", out).exit_code == 0
    assert _bytes(out) != _bytes(dataset)
    assert dyads("build", corpus, "--out", out).exit_code == 0
    assert _bytes(out) == _bytes(dataset)


def test_two_workers_write_what_one_writes(
    dataset: Path, corpus: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    result = dyads("build", corpus, "--out", own_folder / "two", "--workers", "2")
    assert result.exit_code == 0, result.output
    assert _bytes(own_folder / "two") == _bytes(dataset)


def test_the_summary_tells_what_was_read_left_out_and_found(
    corpus: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    (own_folder / "bad.jsonl").write_text('{"id": "b1", "text": "Iran bombed Iraq."}\n{broken\n', encoding="utf-8")
    result = dyads("build", corpus, "bad.jsonl", "--out", "out")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    events = pl.read_parquet(own_folder / "out" / "events.parquet")
    head = re.fullmatch(
        r"(\d+) articles read, (\d+) coded; (\d+) sentences, (\d+) parsed; (\d+) mentions, (\d+) events, (\S+) to (\S+)",
        lines[0],
    )
    assert head, lines[0]
    assert (int(head[1]), int(head[2])) == (8, 6)
    assert int(head[6]) == events.height
    assert (head[7], head[8]) == (str(events["date"].min()), str(events["date"].max()))
    table = [line.split() for line in lines]
    assert ["article", "bad_record", "1"] in table
    assert ["article", "no_date", "1"] in table
    roots = events.group_by("root_code").len().sort("root_code").rows()
    start = next(n for n, line in enumerate(lines) if line.startswith("root"))
    shown = [re.match(r"(\d\d) .*?(\d+)  █", line) for line in lines[start + 1 : start + 1 + len(roots)]]
    assert [(m[1], int(m[2])) for m in shown if m] == roots
    assert ["IRN", "ISR", "1"] in table
    for name in TABLES:
        height = pl.read_parquet(own_folder / "out" / f"{name}.parquet").height
        assert f"{Path('out') / name}.parquet  {height} rows" in lines
    assert lines[-1] == str(Path("out") / "manifest.json")


def test_what_is_left_out_is_kept_with_its_reason(corpus: Path, own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "bad.jsonl").write_text('{"id": "b1", "text": "Iran bombed Iraq."}\n{broken\n', encoding="utf-8")
    (own_folder / "empty.txt").write_text("", encoding="utf-8")
    result = dyads("build", corpus, "bad.jsonl", "empty.txt", "--out", "out", "--quiet")
    assert result.exit_code == 0
    left = pl.read_parquet(own_folder / "out" / "rejections.parquet").filter(pl.col("level") == "article")
    assert sorted(left.get_column("reason").to_list()) == ["bad_record", "empty_text", "no_date"]
    assert pl.read_parquet(own_folder / "out" / "articles.parquet").filter(pl.col("article_id") == "a1").height == 1


def test_strict_stops_with_one_line_and_leaves_the_old_dataset(
    corpus: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    (own_folder / "old.txt").write_text("France condemned Iran on Saturday.", encoding="utf-8")
    assert dyads("build", "old.txt", "--date", "2025-06-15", "--out", "out").exit_code == 0
    before = _bytes(own_folder / "out")
    (own_folder / "bad.jsonl").write_text('{"id": "b1", "text": "Iran bombed Iraq."}\n', encoding="utf-8")
    result = dyads("build", corpus, "bad.jsonl", "--strict", "--out", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("Error: ") and "bad.jsonl" in result.stderr and "no_date" in result.stderr
    assert _bytes(own_folder / "out") == before
    assert sorted(path.name for path in own_folder.iterdir()) == ["bad.jsonl", "old.txt", "out"]


def test_a_folder_with_other_files_is_never_overwritten(
    corpus: Path, own_folder: Path, dyads: Callable[..., Result]
) -> None:
    (own_folder / "mine").mkdir()
    (own_folder / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    result = dyads("build", corpus, "--out", "mine")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert _bytes(own_folder / "mine") == {"thesis.txt": b"years of work"}


def test_a_path_that_is_not_there_is_one_line(dyads: Callable[..., Result], own_folder: Path) -> None:
    result = dyads("build", "nowhere", "--out", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and "nowhere" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (own_folder / "out").exists()


def test_the_manifest_names_inputs_options_and_counts(dataset: Path, corpus: Path) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in manifest["inputs"]] == [corpus.name]
    assert manifest["tables"]["articles"] == 6
    assert [entry["name"] for entry in manifest["model"]] == sorted(path.name for path in MODEL.iterdir() if path.suffix != ".md")
    assert manifest["options"]["coder"] == "both"
    assert str(dataset.parent) not in json.dumps(manifest)  # no path of this machine

"""`dyads code`: the contract of its rows, and what it takes and says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from builder.articles import read_articles
from builder.contract import COLUMNS
from builder.records import Article

PROMISED = {
    "id", "sentence_index", "actor", "target", "action_code", "plover_event", "date",
    "actor_text", "actor_start", "actor_end", "target_text", "target_start", "target_end",
    "action_text", "action_start", "action_end", "modality", "confidence",
}  # fmt: skip
TEXT = "Iran fired missiles at Israel on Friday."


def _rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def rows(corpus: Path, dyads: Callable[..., Result]) -> list[dict[str, Any]]:
    """The mentions of the corpus."""
    return _rows(dyads("code", corpus, "--format", "jsonl"))


def test_every_line_has_the_promised_fields_in_one_order(rows: list[dict[str, Any]]) -> None:
    assert rows
    for row in rows:
        assert tuple(row) == COLUMNS
    assert set(COLUMNS) >= PROMISED


def test_fields_have_the_types_that_others_rely_on(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for name in (
            "id",
            "actor",
            "target",
            "action_code",
            "date",
            "modality",
            "actor_text",
            "target_text",
            "action_text",
        ):
            assert isinstance(row[name], str) and row[name], (name, row)
        for name in (
            "sentence_index",
            "actor_start",
            "actor_end",
            "target_start",
            "target_end",
            "action_start",
            "action_end",
        ):
            assert type(row[name]) is int, (name, row)
        assert 0.0 <= row["confidence"] <= 1.0
        assert row["action_code"].isdigit() and row["root_code"] == row["action_code"][:2]
        assert row["plover_event"] is None or row["plover_event"].isupper()
        assert row["actor"] != row["target"]


def test_spans_are_exactly_the_words_named(rows: list[dict[str, Any]], corpus: Path) -> None:
    texts = {a.article_id: a.text for a in read_articles([corpus]) if isinstance(a, Article)}
    for row in rows:
        for part in ("actor", "target", "action"):
            assert texts[row["id"]][row[f"{part}_start"] : row[f"{part}_end"]] == row[f"{part}_text"]


def test_ids_and_dates_are_those_of_the_input(rows: list[dict[str, Any]]) -> None:
    strike = next(r for r in rows if r["id"] == "a1" and r["action_code"].startswith("19"))
    assert (strike["actor"], strike["target"]) == ("IRN", "ISR")
    assert (strike["date"], strike["published"]) == ("2025-06-13", "2025-06-14")  # the Friday before that Saturday
    assert (strike["actor_text"], strike["target_text"], strike["plover_event"]) == ("Iran", "Israel", "ASSAULT")
    blame = next(r for r in rows if r["id"] == "a2")
    assert (blame["actor"], blame["action_code"], blame["target"]) == ("FRA", "111", "IRN")
    order = [r["id"] for r in rows]
    assert order == sorted(order)  # the input's order
    assert "a3" not in order


def test_text_on_standard_input_takes_the_date_option(dyads: Callable[..., Result]) -> None:
    first = _rows(dyads("code", "--format", "jsonl", "--date", "2025-06-14", stdin=TEXT))
    assert [(r["actor"], r["action_code"][:2], r["target"], r["date"]) for r in first] == [
        ("IRN", "19", "ISR", "2025-06-13")
    ]
    assert first[0]["source"] == "unknown"
    again = _rows(dyads("code", "-", "--format", "jsonl", "--date", "2025-06-14", "--source", "wire", stdin=TEXT))
    assert again[0]["source"] == "wire"


def test_jsonl_on_standard_input_is_recognised_and_its_date_wins(dyads: Callable[..., Result]) -> None:
    line = json.dumps({"id": "n1", "text": TEXT, "published": "2025-06-14"})
    rows = _rows(dyads("code", "--format", "jsonl", "--date", "2001-01-01", stdin=line + "\n"))
    assert [(r["id"], r["published"]) for r in rows] == [("n1", "2025-06-14")]


def test_own_column_names(dyads: Callable[..., Result]) -> None:
    line = json.dumps({"key": "n1", "story": TEXT, "day": "2025-06-14"}) + "\n"
    columns = [f"--column={pair}" for pair in ("id=key", "text=story", "published=day")]
    assert [r["id"] for r in _rows(dyads("code", "--format", "jsonl", *columns, stdin=line))] == ["n1"]
    wrong = dyads("code", "--column", "story", stdin=line)
    assert (wrong.exit_code, wrong.stderr) == (1, "Error: --column story: write FIELD=NAME, such as text=body\n")


def test_csv_holds_the_same_rows(corpus: Path, rows: list[dict[str, Any]], dyads: Callable[..., Result]) -> None:
    result = dyads("code", corpus, "--format", "csv")
    assert result.exit_code == 0
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert found == [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def test_a_table_for_people_has_one_line_a_mention(
    corpus: Path, rows: list[dict[str, Any]], dyads: Callable[..., Result]
) -> None:
    result = dyads("code", corpus)
    assert result.exit_code == 0
    head, *lines = result.stdout.splitlines()
    assert head.split() == ["date", "actor", "code", "target", "what", "words", "modality", "conf."]
    codes = [(r["actor"], r["action_code"], r["target"]) for r in rows]
    assert [tuple(line.split()[1:4]) for line in lines] == codes
    assert "\x1b" not in result.stdout


def test_no_events_is_no_error(dyads: Callable[..., Result]) -> None:
    quiet = "The cat slept on the warm stones of the garden all day."
    assert dyads("code", "--date", "2025-06-14", stdin=quiet).stdout == "no events found\n"
    assert _rows(dyads("code", "--date", "2025-06-14", "--format", "jsonl", stdin=quiet)) == []
    table = dyads("code", "--date", "2025-06-14", "--format", "csv", stdin=quiet)
    assert (table.exit_code, table.stdout) == (0, ",".join(COLUMNS) + "\n")


def test_a_missing_date_is_named_with_a_hint(dyads: Callable[..., Result]) -> None:
    result = dyads("code", "--format", "jsonl", stdin=TEXT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no publication date" in result.stderr and "--date YYYY-MM-DD" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_one_bad_line_does_not_hide_the_good_ones(dyads: Callable[..., Result]) -> None:
    good = json.dumps({"id": "n1", "text": TEXT, "published": "2025-06-14"})
    undated = json.dumps({"id": "n2", "text": TEXT})
    result = dyads("code", "--format", "jsonl", stdin=f"{good}\n{{broken\n{undated}\n")
    assert [r["id"] for r in _rows(result)] == ["n1"]
    assert ["bad_record" in result.stderr, "no_date" in result.stderr] == [True, True]
    assert len(result.stderr.splitlines()) == 2


def test_a_file_that_is_not_there_is_one_line(dyads: Callable[..., Result]) -> None:
    result = dyads("code", "nowhere.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ") and "nowhere.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_date_that_is_none_is_a_usage_error(dyads: Callable[..., Result]) -> None:
    result = dyads("code", "--date", "14/06/2025", stdin=TEXT)
    assert result.exit_code == 2
    assert "--date" in result.stderr

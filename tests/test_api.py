"""The Python interface as documented: `builder.code` and `builder.build`."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import builder
from builder.errors import BuilderError, InputError
from builder.records import EventMention

TEXT = "Iran fired missiles at Israel on Friday. France condemned Iran."


def test_code_gives_records_whose_spans_are_in_the_text() -> None:
    mentions = builder.code(TEXT, published="2025-06-14")
    assert all(isinstance(m, EventMention) for m in mentions)
    assert [(m.actor, m.action_code[:2], m.target) for m in mentions] == [("IRN", "19", "ISR"), ("FRA", "11", "IRN")]
    strike, blame = mentions
    assert (strike.time.start, strike.time.end, strike.time.precision) == (
        dt.date(2025, 6, 13),
        dt.date(2025, 6, 13),
        "day",
    )
    assert [TEXT[slice(*span)] for span in (strike.actor_span, strike.target_span)] == ["Iran", "Israel"]
    assert [TEXT[slice(*span)] for span in (blame.actor_span, blame.action_span, blame.target_span)] == [
        "France",
        "condemned",
        "Iran",
    ]
    assert (strike.sentence_index, blame.sentence_index) == (0, 1)


def test_code_takes_a_date_or_its_text_and_gives_the_same_twice() -> None:
    first = builder.code(TEXT, published="2025-06-14")
    assert builder.code(TEXT, published=dt.date(2025, 6, 14)) == first
    assert builder.code(TEXT, published="2025-06-14", source="wire") != []


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("", "2025-06-14", "empty_text"),
        (TEXT, "someday", "bad_date"),
        (
            "Der Außenminister hat gestern in Berlin den Angriff auf das Schärfste verurteilt.",
            "2025-06-14",
            "not_english",
        ),
    ],
)
def test_code_says_why_a_text_cannot_be_coded(text: str, published: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        builder.code(text, published=published)
    assert "\n" not in str(error.value)


def test_build_writes_a_dataset_and_reports_it(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(json.dumps({"id": "n1", "published": "2025-06-14", "text": TEXT}) + "\nbroken\n", encoding="utf-8")
    steps: list[tuple[int, int]] = []
    report = builder.build([news], out=tmp_path / "out", source="wire", progress=lambda *step: steps.append(step))
    written = pl.read_parquet(tmp_path / "out" / "events.parquet")
    assert report.tables.events.equals(written)
    assert sorted(zip(written["actor"], written["target"])) == [("FRA", "IRN"), ("IRN", "ISR")]
    assert written.get_column("source").unique().to_list() == ["wire"]
    assert report.tables.rejections.filter(pl.col("reason") == "bad_record").height == 1
    assert (report.out, report.sentences, steps) == (tmp_path / "out", 2, [(1, 1)])


def test_build_raises_and_writes_nothing_when_strict(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(BuilderError, match="no_date"):
        builder.build([tmp_path / "undated.txt"], out=tmp_path / "out", strict=True)
    assert not (tmp_path / "out").exists()


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, builder; print(sorted({'spacy', 'onnxruntime', 'polars', 'duckdb'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    assert done.stdout == "[]\n"


def test_build_stays_a_function_whatever_was_imported() -> None:
    code = "import builder, builder.api, builder.cli, builder.terminal; assert callable(builder.build) and callable(builder.code)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="cook"):
        builder.cook  # noqa: B018

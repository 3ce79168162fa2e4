"""Queries, outputs and the summary of a small dataset."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builder.analysis.output import to_text, write_answer
from builder.analysis.query import named_queries, open_dataset, run_query
from builder.analysis.summary import summarise
from builder.dataset.assemble import Tables, assemble
from builder.dataset.manifest import Provenance
from builder.dataset.write import write_dataset
from builder.errors import InputError
from builder.ontology import Ontology
from builder.records import EventTime, Rejection


@pytest.fixture(scope="module")
def tables(make_article: Any, make_mention: Any, ontology: Ontology) -> Tables:
    """Russia bombs Ukraine twice in June and gives it something in July; one telling is negated, one undated."""
    year = EventTime(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "year", "phrase", "this year")
    mentions = [
        make_mention("a1"),
        make_mention("a2"),
        make_mention("a2", at=1, day=dt.date(2025, 6, 2)),
        make_mention("a2", at=2, day=dt.date(2025, 7, 1), action_code="073"),
        make_mention("a2", at=3, modality="negated"),
        make_mention("a2", at=4, actor="CHN", action_code="111", time=year),
    ]
    rejections = [Rejection("article", f"{n}.txt", "articles", "no_date") for n in range(2)]
    rejections.append(Rejection("candidate", "a1:1", "events", "self_dyad"))
    articles = [make_article("a1"), make_article("a2", source="b.org")]
    return assemble(articles, mentions, rejections, ontology, modalities=("asserted", "negated"))


@pytest.fixture(scope="module")
def dataset(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On disk, in a directory whose name SQL would stumble over."""
    target = tmp_path_factory.mktemp("data") / "it's year=2025"
    return write_dataset(tables, target, Provenance("0.1.0", [], [])).parent


def test_every_table_answers(dataset: Path, tables: Tables) -> None:
    for name, frame in tables.by_name().items():
        answer = run_query(dataset, f"SELECT count(*) AS n FROM {name}")
        assert answer.to_pylist() == [{"n": frame.height}]
    assert run_query(dataset, "FROM events").column_names == tables.events.columns


def test_dyads_by_month_count_asserted_events_with_a_month(dataset: Path) -> None:
    rows = run_query(dataset, "dyad_month").to_pylist()
    assert [(row["month"], row["actor"], row["n_events"]) for row in rows] == [
        (dt.date(2025, 6, 1), "RUS", 2),
        (dt.date(2025, 7, 1), "RUS", 1),
    ]
    assert (rows[0]["material_conflict"], rows[1]["material_cooperation"]) == (2, 1)


def test_net_goldstein_is_the_sum_over_the_events_of_a_month(dataset: Path) -> None:
    rows = run_query(dataset, "SELECT month, net_goldstein, mean_goldstein FROM net_goldstein").to_pylist()
    assert [(row["net_goldstein"], row["mean_goldstein"]) for row in rows] == [(-20.0, -10.0), (7.4, 7.4)]


def test_quad_classes_and_dyads_are_counted(dataset: Path) -> None:
    quads = run_query(dataset, "quad_counts").to_pylist()
    assert [(row["quad_class"], row["meaning"], row["n_events"], row["n_mentions"]) for row in quads] == [
        (2, "material cooperation", 1, 1),
        (3, "verbal conflict", 1, 1),
        (4, "material conflict", 2, 3),
    ]
    dyads = run_query(dataset, "top_dyads").to_pylist()
    assert [(row["actor"], row["target"], row["n_events"]) for row in dyads] == [("RUS", "UKR", 3), ("CHN", "UKR", 1)]
    assert (dyads[0]["first_date"], dyads[0]["last_date"]) == (dt.date(2025, 6, 2), dt.date(2025, 7, 1))


def test_every_named_query_is_described() -> None:
    assert list(named_queries()) == ["dyad_month", "net_goldstein", "quad_counts", "top_dyads"]
    assert all(query.description.endswith(".") for query in named_queries().values())


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT nothing FROM events", '"nothing" not found'),
        ("SELECT * FROM event", "event does not exist"),
        ("SELECT 1; SELECT 2", "expected one query, found 2"),
        ("  ", "expected one query, found 0"),
        ("COPY events TO 'x.csv'", "only be read: COPY"),
        ("DROP VIEW events", "only be read: DROP"),
        ("CREATE TABLE t AS FROM events", "only be read: CREATE"),
        ("ATTACH 'x.duckdb'", "only be read: ATTACH"),
        ("SELECT * FROM 'https://example.invalid/x.parquet'", "httpfs"),
    ],
)
def test_bad_sql_is_one_clear_line(dataset: Path, sql: str, complaint: str) -> None:
    with pytest.raises(InputError, match=r"^SQL: ") as raised:
        run_query(dataset, sql)
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_directory_that_is_no_dataset_is_named(tmp_path: Path, dataset: Path) -> None:
    with pytest.raises(InputError, match=r"not a dataset: articles\.parquet, "):
        run_query(tmp_path, "SELECT 1")
    for path in dataset.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(b"broken")
    with pytest.raises(InputError, match="cannot be read"):
        open_dataset(tmp_path)


ANSWER = pa.table(
    {
        "who": ["Ça [bold]va[/bold]", None],
        "n": [1, 2],
        "day": pa.array([dt.date(2025, 6, 13), None]),
        "x": [0.5, float("nan")],
    }
)


def test_a_table_shows_every_value_as_it_is() -> None:
    text = to_text(ANSWER, "table", width=80)
    assert "Ça [bold]va[/bold]" in text
    assert "2025-06-13" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_csv_and_json_lines_read_back() -> None:
    assert to_text(ANSWER, "csv") == "who,n,day,x\nÇa [bold]va[/bold],1,2025-06-13,0.5\n,2,,nan\n"
    rows = [json.loads(line) for line in to_text(ANSWER, "jsonl").splitlines()]
    assert rows[0] == {"who": "Ça [bold]va[/bold]", "n": 1, "day": "2025-06-13", "x": 0.5}
    assert rows[1] == {"who": None, "n": 2, "day": None, "x": None}


def test_sums_of_whole_numbers_are_numbers_in_json(dataset: Path) -> None:
    answer = run_query(dataset, "SELECT sum(n_mentions) AS n, avg(n_mentions)::DECIMAL(9, 2) AS m FROM events")
    assert json.loads(to_text(answer, "jsonl")) == {"n": 6, "m": 1.2}


def test_answers_are_written_by_the_ending_of_the_file(tmp_path: Path) -> None:
    for name in ("a.csv", "a.jsonl", "a.txt", "a.parquet"):
        write_answer(ANSWER, tmp_path / name)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == to_text(ANSWER, "csv")
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == to_text(ANSWER, "jsonl")
    assert pq.read_table(tmp_path / "a.parquet").column("who").to_pylist() == ANSWER.column("who").to_pylist()
    with pytest.raises(InputError, match="format 'xlsx': expected one of table, csv, jsonl, parquet"):
        write_answer(ANSWER, tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="cannot be written"):
        write_answer(ANSWER, tmp_path / "none" / "a.csv")
    with pytest.raises(InputError, match="parquet needs a file"):
        to_text(ANSWER, "parquet")


def test_the_summary_counts_what_the_tables_hold(tables: Tables) -> None:
    summary = summarise(tables)
    assert (summary.articles, summary.coded, summary.mentions, summary.events) == (2, 2, 6, 5)
    assert (summary.sources, summary.dyads) == (2, 2)
    assert (summary.first_date, summary.last_date) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert summary.quad_classes == {1: 0, 2: 1, 3: 1, 4: 3}
    assert summary.modalities == {"asserted": 5, "negated": 1}
    assert summary.rejections == (("article", "no_date", 2), ("candidate", "self_dyad", 1))
    assert summary.top_dyads == (("RUS", "UKR", 4), ("CHN", "UKR", 1))


def test_an_empty_build_has_a_summary(ontology: Ontology) -> None:
    summary = summarise(assemble([], [], [], ontology))
    assert (summary.events, summary.first_date, summary.quad_classes) == (0, None, {1: 0, 2: 0, 3: 0, 4: 0})

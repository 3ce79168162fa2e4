"""Relations files and prediction files: what is read, and what is said of lines that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import InputError
from builder.evaluation.compare import compare_predictions
from builder.evaluation.relations import read_relations


def _write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_spans_given_as_offsets(tmp_path: Path) -> None:
    row = {"id": "x1", "text": "Iran met Iraq.", "actor_spans": [[0, 4]], "target_spans": [[9, 13]], "plover": "CONSULT", "quad": 1}
    (read,) = read_relations(_write(tmp_path / "gold.jsonl", row))
    assert (read.id, read.actor, read.target, read.plover, read.quad) == ("x1", ((0, 4),), ((9, 13),), "CONSULT", 1)


def test_spans_marked_in_the_text(tmp_path: Path) -> None:
    row = {"text": "<s>Iran</s> <e>met</e> <t>Iraq</t>.", "code": "040"}
    (read,) = read_relations(_write(tmp_path / "gold.jsonl", row))
    assert (read.id, read.text, read.actor, read.target, read.code) == ("row-1", "Iran met Iraq.", ((0, 4),), ((9, 13),), "040")


@given(st.lists(st.text(st.characters(exclude_characters="<>", exclude_categories=["Cs"]), min_size=1), min_size=5, max_size=5))
def test_marks_leave_the_text_as_it_is(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    a, actor, b, target, c = parts
    path = tmp_path_factory.mktemp("marks") / "gold.jsonl"
    (read,) = read_relations(_write(path, {"text": f"{a}<s>{actor}</s>{b}<t>{target}</t>{c}"}))
    assert read.text == a + actor + b + target + c
    assert [read.text[s:e] for s, e in (*read.actor, *read.target)] == [actor, target]


@pytest.mark.parametrize(
    "row", [{"text": "Iran met Iraq."}, {"text": "<s>Iran met <t>Iraq</t>."}, {"actor_spans": [[0, 1]], "target_spans": [[1]]}, []]
)
def test_a_bad_line_is_named(tmp_path: Path, row: object) -> None:
    path = _write(tmp_path / "gold.jsonl", {"text": "<s>Iran</s> met <t>Iraq</t>."}, row)
    with pytest.raises(InputError, match=r"gold\.jsonl:2: not a relations row"):
        read_relations(path)


def test_two_prediction_files_compared(tmp_path: Path) -> None:
    gold = _write(tmp_path / "gold.jsonl", *({"id": str(i), "text": "<s>Iran</s> <t>Iraq</t>", "plover": "AID"} for i in range(4)))
    one = _write(tmp_path / "one.jsonl", *({"id": str(i), "plover": "AID" if i else "FIGHT"} for i in range(4)))
    two = _write(tmp_path / "two.jsonl", *({"id": str(i), "plover": "AID"} for i in range(3)))
    summary, changed = compare_predictions(gold, one, two)
    cells = dict(zip(*(list(column.cells) for column in summary.columns), strict=True))
    assert cells["rows compared"] == "3 of 4"
    assert cells["only the second right"] == "1"
    assert list(changed.columns[0].cells) == ["0"]


def test_predictions_of_another_file_are_refused(tmp_path: Path) -> None:
    gold = _write(tmp_path / "gold.jsonl", {"id": "a", "text": "<s>Iran</s> <t>Iraq</t>", "plover": "AID"})
    other = _write(tmp_path / "other.jsonl", {"id": "b", "plover": "AID"})
    with pytest.raises(InputError, match="share no labelled row"):
        compare_predictions(gold, other, other)

"""The labelled sentences are well formed, and a silent pair is what nobody listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.ontology import Ontology
from training.corpus import MODALITIES, NONE, all_pairs, read_example, read_examples, read_labelled

CORPUS = Path(__file__).parents[2] / "training"
ROW = {
    "text": "<1>Turkey</1> said that <2>Russia</2> had bombed <3>the rebels</3>.",
    "events": [{"by": 2, "to": 3, "act": "bombed", "code": "195"}, {"by": 1, "to": 2, "act": "said", "code": "112"}],
}


@pytest.mark.parametrize("folder", ["relations", "sentences"])
def test_every_row_of_the_corpus_can_be_read_and_bears_a_known_code(folder: str) -> None:
    known = {*Ontology.load().actions, NONE}
    rows = list(read_examples(sorted((CORPUS / folder).glob("*.jsonl"))))
    assert len(rows) > 9_000
    assert {row.code for row in rows} <= known
    assert {row.modality for row in rows} == set(MODALITIES)


def test_pairs_that_are_not_listed_are_silent() -> None:
    made = {(e.text[slice(*e.actor)], e.text[slice(*e.target)]): e.code for e in all_pairs(read_labelled(ROW))}
    assert made == {
        ("Russia", "the rebels"): "195", ("Turkey", "Russia"): "112", ("Turkey", "the rebels"): NONE,
        ("Russia", "Turkey"): NONE, ("the rebels", "Turkey"): NONE, ("the rebels", "Russia"): NONE,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "<1>Turkey</1> spoke."}, "two at least"),
        ({"text": "<1>Turkey</1> told <2>Russia."}, "closed"),
        ({"events": [{"by": 1, "to": 2, "act": "shelled", "code": "194"}]}, "does not fit"),
        ({"events": [{"by": 1, "to": 4, "act": "said", "code": "112"}]}, "does not fit"),
    ],
)
def test_rows_that_do_not_fit_are_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_labelled({**ROW, **change})


def test_a_pair_row() -> None:
    example = read_example({"text": "<t>Iraq</t> was <e>hit</e> by <s>Iran</s>.", "code": "190"})
    assert [example.text[slice(*span)] for span in (example.actor, example.target)] == ["Iran", "Iraq"]
    assert example.modality == "asserted"

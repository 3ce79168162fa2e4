"""The labelled sentences are well formed, and a silent pair is what nobody listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.ontology import Ontology
from training.corpus import MODALITIES, NONE, all_pairs, read_example, read_examples, read_labelled, treebank_texts

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


def test_labels_of_real_sentences_fit_their_parties_and_bear_known_codes() -> None:
    """Their texts are a treebank's and not here; the labels name sentence and characters."""
    known = {*Ontology.load().actions}
    rows = [json.loads(line) for path in sorted((CORPUS / "real").glob("*.jsonl")) for line in path.read_text().splitlines()]
    assert len(rows) > 1_500 and len({row["sent"] for row in rows}) == len(rows)
    for row in rows:
        flat = [at for span in row["parties"] for at in span]
        assert flat == sorted(flat) and len(row["parties"]) > 1
        assert all({e["by"], e["to"]} <= set(range(1, len(row["parties"]) + 1)) and e["by"] != e["to"] for e in row["events"])
        assert {e["code"] for e in row["events"]} <= known


def test_a_real_sentence_takes_its_text_from_the_treebank(tmp_path: Path) -> None:
    treebank = tmp_path / "bank.conllu"
    treebank.write_text("# sent_id = a-1\n# text = Iran met Iraq.\n1\tIran\n\n", encoding="utf-8")
    row = {"sent": "a-1", "parties": [[0, 4], [9, 13]], "events": [{"by": 1, "to": 2, "act": "met", "code": "040"}]}
    told = read_labelled(row, treebank_texts([treebank]))
    assert [told.text[slice(*span)] for span in (*told.parties.values(), told.events[0].act)] == ["Iran", "Iraq", "met"]
    with pytest.raises(ValueError, match="--treebank"):
        read_labelled(row)


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

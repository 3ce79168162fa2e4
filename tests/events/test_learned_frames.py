"""Frames learned from the labelled sentences: they stand only beside the model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parses import lexicon, mentions, parse, sentence

from builder.events.candidates import Candidate, sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.lexicon import Frame

WORD = "Iran/NNP/nsubj/2 zapped|zap/VBD/root/0 Iraq/NNP/obj/2 ./././2"
LEARNED = Frame("L19-00000000", "190", "zap", "", "VERB", (), ("subj",), ("obj",), False, "", "learned.csv:2")


def _read(text: str, *, learned: bool) -> list[Candidate]:
    words = replace(lexicon(), learned={("zap", "VERB"): (LEARNED,), ("condemn", "VERB"): (replace(LEARNED, lemma="condemn"),)})
    doc = parse(text)
    return sentence_candidates(sentence(doc), words, ActorIndex(doc, mentions(doc, Iran="IRN", Iraq="IRQ")), learned=learned)


def test_a_learned_frame_is_asked_only_where_the_model_can_be() -> None:
    assert _read(WORD, learned=False) == []
    (only,) = _read(WORD, learned=True)
    assert (only.code, only.rule, only.learned) == ("190", "L19-00000000", True)


def test_a_written_frame_goes_before_a_learned_one() -> None:
    (only,) = _read(WORD.replace("zapped|zap", "condemned|condemn"), learned=True)
    assert (only.code, only.learned) == ("111", False)


def test_every_learned_frame_of_the_table_can_be_named_and_shown() -> None:
    frames = [f for group in lexicon().learned.values() for f in group]
    assert len(frames) > 1000
    assert len({f.id for f in frames}) == len(frames)
    for frame in frames:
        assert frame.id.startswith(f"L{frame.code[:2]}-"), frame.source
        assert frame.example.count("<a>") == frame.example.count("<t>") == 1, frame.source


@pytest.mark.parametrize("attribute", ["frames", "learned"])
def test_the_most_specific_frame_comes_first(attribute: str) -> None:
    for group in getattr(lexicon(), attribute).values():
        weights = [f.weight for f in group]
        assert weights == sorted(weights, reverse=True)

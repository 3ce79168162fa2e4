"""Lexicon and relation model weighed: which of them speaks, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from parses import lexicon, mentions, parse, sentence

from builder.events.candidates import sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.lexicon import Frame
from builder.events.pairs import SentencePairs
from builder.events.relations import Judgement
from builder.events.weighing import PRECISE, WIDE, Bars, Weighed, weigh

Learned = dict[tuple[str, str], tuple[Frame, ...]]
CODES = ["010", "040", "190", "195"]


class FixedModel:
    """Stands in for the relation model: the same judgement for every pair, or none of an act read backwards."""

    inventory = CODES

    def __init__(self, code: str, *, none: float = 0.1, backwards: float = 0.99) -> None:
        self.code, self.none, self.backwards = code, none, backwards

    def prepare(self, vectors: np.ndarray, sentence: np.ndarray, heads: list[int], relations: list[str]) -> np.ndarray:
        return vectors

    def judge(self, vectors: np.ndarray, actor: np.ndarray, target: np.ndarray) -> Judgement:
        codes = np.full(len(CODES), 0.01)
        codes[CODES.index(self.code)] = 0.97
        attention = np.zeros(len(vectors))
        attention[1] = 1.0
        none = self.none if actor.argmax() < target.argmax() else self.backwards
        return Judgement(none, self.code, 0.97, self.code, "010", 0.01, "asserted", 0.99, codes, attention)

    def share(self, judgement: Judgement, prefix: str) -> float:
        return float(sum(p for c, p in zip(CODES, judgement.codes, strict=True) if c.startswith(prefix)))


def _weigh(
    text: str, model: FixedModel, *, known: bool = True, bars: Bars = PRECISE, learned: Learned | None = None, **actors: str
) -> list[Weighed]:
    words = replace(lexicon(), act_words={"blorb": frozenset({"19"})} if known else {}, learned=learned or {})
    doc = parse(text)
    doc.tensor = np.zeros((len(doc), 4), dtype=np.float32)
    doc.user_data["sentence_vectors"] = {0: np.zeros(4, dtype=np.float32)}
    index = ActorIndex(doc, mentions(doc, **actors))
    found = sentence_candidates(sentence(doc), words, index, learned=True)
    return weigh(found, SentencePairs(sentence(doc), index, model), model, words, bars)  # type: ignore[arg-type]


ATTACK = "Iran/NNP/nsubj/2 attacked|attack/VBD/root/0 Iraq/NNP/obj/2 ./././2"
OWNER = "Iran/NNP/nsubj/2 blorbed|blorb/VBD/root/0 Iraq/NNP/nmod:poss/5 ~'s/POS/case/3 envoy/NN/obj/2"
OWNED = "Iran/NNP/nmod:poss/3 ~'s/POS/case/1 troops|troop/NNS/nsubj/4 attacked|attack/VBD/root/0 Iraq/NNP/nmod:poss/7 ~'s/POS/case/5 army/NN/obj/4"
UNKNOWN = "Iran/NNP/nsubj/2 blorbed|blorb/VBD/root/0 Iraq/NNP/obj/2 ./././2"


def test_agreement_is_told_as_both() -> None:
    (only,) = _weigh(ATTACK, FixedModel("190"), Iran="IRN", Iraq="IRQ")
    assert (only.coder, only.candidate.code, only.why) == ("both", "190", "")
    assert only.confidence == pytest.approx((0.62 + 0.9 * 0.98) / 2)


def test_the_model_makes_a_general_code_specific() -> None:
    (only,) = _weigh(ATTACK, FixedModel("195"), Iran="IRN", Iraq="IRQ")
    assert (only.coder, only.candidate.code) == ("both", "195")


def test_the_model_refuses_a_frame_that_it_is_sure_against() -> None:
    (only,) = _weigh(ATTACK, FixedModel("190", none=0.97), Iran="IRN", Iraq="IRQ")
    assert only.why == "model_refuses"


def test_the_model_overrules_a_root_that_it_gives_nothing() -> None:
    (only,) = _weigh(ATTACK, FixedModel("040"), Iran="IRN", Iraq="IRQ")
    assert (only.coder, only.candidate.code, only.candidate.rule, only.second) == ("model", "040", "model", "190")


def test_the_model_alone_codes_what_no_frame_knows() -> None:
    (only,) = _weigh(UNKNOWN, FixedModel("190"), Iran="IRN", Iraq="IRQ")
    assert (only.coder, only.candidate.actor.code, only.candidate.code, only.candidate.target.code) == ("model", "IRN", "190", "IRQ")
    assert only.candidate.predicate.text == "blorbed"


def test_an_unsure_model_leaves_a_rejection_and_a_silent_one_nothing() -> None:
    assert [w.why for w in _weigh(UNKNOWN, FixedModel("190", none=0.6), Iran="IRN", Iraq="IRQ")] == ["model_unsure"]
    assert _weigh(UNKNOWN, FixedModel("190", none=0.9), Iran="IRN", Iraq="IRQ") == []


def test_one_actor_makes_no_pair() -> None:
    assert _weigh(UNKNOWN, FixedModel("190"), Iran="IRN") == []


def test_what_is_half_sure_stands_only_where_more_is_wanted() -> None:
    (precise,) = _weigh(UNKNOWN, FixedModel("190", none=0.45), Iran="IRN", Iraq="IRQ")
    (wide,) = _weigh(UNKNOWN, FixedModel("190", none=0.45), bars=WIDE, Iran="IRN", Iraq="IRQ")
    assert (precise.why, wide.why) == ("model_unsure", "")


def test_a_statement_is_not_told_on_the_models_word_alone() -> None:
    (only,) = _weigh(UNKNOWN, FixedModel("010", none=0.01), Iran="IRN", Iraq="IRQ")
    assert only.why == "model_unsure"


def test_a_frame_that_the_model_reads_otherwise_must_be_sure_itself() -> None:
    """A frame with conditions stands against a model that is unsure, a bare one and an owner's do not."""
    told = "Iran/NNP/nsubj/2 launched|launch/VBD/root/0 strikes|strike/NNS/obj/2 on/IN/case/5 Iraq/NNP/nmod/3 ./././2"
    assert "" in {w.why for w in _weigh(told, FixedModel("040", none=0.7), Iran="IRN", Iraq="IRQ") if w.coder == "lexicon"}
    (bare,) = _weigh(ATTACK, FixedModel("040", none=0.7), Iran="IRN", Iraq="IRQ")
    (owner,) = _weigh(OWNED, FixedModel("040", none=0.7), Iran="IRN", Iraq="IRQ")
    assert (bare.why, owner.why) == ("model_differs", "model_differs")
    assert owner.confidence < bare.confidence < PRECISE.least_bare


def test_the_owner_of_what_is_spoken_of_is_no_target_on_the_models_word_alone() -> None:
    assert _weigh(OWNER, FixedModel("190", none=0.01), Iran="IRN", Iraq="IRQ") == []


def test_a_word_never_seen_to_name_such_an_act_is_not_believed() -> None:
    assert [w.why for w in _weigh(UNKNOWN, FixedModel("190", none=0.2), known=False, Iran="IRN", Iraq="IRQ")] == ["no_licence"]


def test_the_model_must_be_surer_to_overrule_a_frame_with_conditions() -> None:
    text = "Iran/NNP/nsubj/2 launched|launch/VBD/root/0 strikes|strike/NNS/obj/2 on/IN/case/5 Iraq/NNP/nmod/3 ./././2"
    assert {w.candidate.rule for w in _weigh(text, FixedModel("040", none=0.25), Iran="IRN", Iraq="IRQ")} != {"model"}
    assert "model" in {w.candidate.rule for w in _weigh(text, FixedModel("040", none=0.05), Iran="IRN", Iraq="IRQ")}


def test_a_statement_falls_where_the_model_reads_something_else() -> None:
    """ "Told Iraq" is a mere statement only if nothing more is told."""
    text = "Iran/NNP/nsubj/2 told|tell/VBD/root/0 Iraq/NNP/obj/2 ./././2"
    (precise,) = _weigh(text, FixedModel("040", none=0.6), Iran="IRN", Iraq="IRQ")
    (wide,) = _weigh(text, FixedModel("040", none=0.6), bars=WIDE, Iran="IRN", Iraq="IRQ")
    assert (precise.candidate.code[:2], precise.why, wide.why) == ("01", "model_differs", "")


def test_a_learned_frame_stands_only_where_the_model_reads_its_root() -> None:
    frame = Frame("L19-1", "190", "blorb", "", "VERB", (), ("subj",), ("obj",), False, "", "learned.csv:2")
    learned = {("blorb", "VERB"): (frame,)}
    (agreed,) = _weigh(UNKNOWN, FixedModel("190"), learned=learned, Iran="IRN", Iraq="IRQ")
    (differs,) = _weigh(UNKNOWN, FixedModel("040"), learned=learned, Iran="IRN", Iraq="IRQ")
    assert (agreed.coder, agreed.candidate.rule, agreed.why) == ("both", "L19-1", "")
    assert (differs.coder, differs.candidate.rule) == ("model", "model")

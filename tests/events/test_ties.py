"""Pairs that only the model sees: which of them syntax bars, and what becomes of acts not done."""

from __future__ import annotations

import pytest
from parses import lexicon, parse, token

from builder.events.intentions import as_intent, without_modality
from builder.events.ties import is_place, side_by_side, tied


def _tied(text: str, predicate: str, actor: str, target: str) -> bool:
    doc = parse(text)
    return tied(token(doc, predicate), token(doc, actor), token(doc, target))


PLAIN = "Iran/NNP/nsubj/2 blorbed|blorb/VBD/root/0 Iraq/NNP/obj/2"
PASSIVE = "Iraq/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 blorbed|blorb/VBN/root/0 by/IN/case/5 Iran/NNP/obl:agent/3"
LIGHT = "Iran/NNP/nsubj/2 launched|launch/VBD/root/0 raids|raid/NNS/obj/2 on/IN/case/5 Iraq/NNP/nmod/3"
CONTROL = "Iran/NNP/nsubj/2 agreed|agree/VBD/root/0 to/TO/mark/4 blorb/VB/xcomp/2 Iraq/NNP/obj/4"
RELATIVE = "Iran/NNP/root/0 ,/,/punct/1 which/WDT/nsubj/4 blorbed|blorb/VBD/acl:relcl/1 Iraq/NNP/obj/4"
OWNED = "Putin/NNP/nsubj/2 condemned|condemn/VBD/root/0 Israel/NNP/nmod:poss/5 ~'s/POS/case/3 strikes|strike/NNS/obj/2 on/IN/case/7 Iran/NNP/nmod/5"
AFTER = "Iran/NNP/nsubj/2 rested|rest/VBD/root/0 after/IN/mark/5 Turkey/NNP/nsubj/5 attacked|attack/VBD/advcl/2 Iraq/NNP/obj/5"


@pytest.mark.parametrize(
    ("text", "predicate"), [(PLAIN, "blorbed"), (PASSIVE, "blorbed"), (LIGHT, "raids"), (CONTROL, "blorb"), (RELATIVE, "blorbed")]
)
def test_subject_and_object_of_one_act_are_tied(text: str, predicate: str) -> None:
    assert _tied(text, predicate, "Iran", "Iraq")
    assert not _tied(text, predicate, "Iraq", "Iran")


def test_the_target_of_somebody_elses_act_is_not() -> None:
    assert not _tied(OWNED, "condemned", "Putin", "Iran")
    assert _tied(OWNED, "strikes", "Israel", "Iran")


def test_nor_is_one_in_another_clause_with_its_own_subject() -> None:
    assert not _tied(AFTER, "rested", "Iran", "Iraq")


def test_a_country_after_in_is_a_place() -> None:
    doc = parse("missions|mission/NNS/root/0 in/IN/case/3 Syria/NNP/nmod/1 against/IN/case/5 Iran/NNP/nmod/1")
    assert is_place(token(doc, "Syria"))
    assert not is_place(token(doc, "Iran"))


def test_two_in_one_slot_stand_side_by_side() -> None:
    doc = parse("Iran/NNP/nsubj/4 and/CC/cc/3 Iraq/NNP/conj/1 thanked|thank/VBD/root/0 Oman/NNP/obj/4")
    assert side_by_side(token(doc, "Iran"), token(doc, "Iraq"))
    assert not side_by_side(token(doc, "Iraq"), token(doc, "Oman"))


@pytest.mark.parametrize(
    ("code", "modality", "told"),
    [
        ("042", "future", ("036", "asserted")),
        ("0733", "future", ("0333", "asserted")),
        ("057", "future", ("030", "asserted")),
        ("190", "future", ("190", "future")),
        ("042", "negated", ("042", "negated")),
        ("111", "future", ("111", "future")),
    ],
)
def test_planned_cooperation_is_an_intent(code: str, modality: str, told: tuple[str, str]) -> None:
    """CAMEO manual, note on 030: cooperation reported in the future tense implies an intent."""
    assert as_intent(code, modality, lexicon()) == told


@pytest.mark.parametrize(
    ("code", "modality", "one"),
    [("141", "future", "133"), ("042", "future", "036"), ("057", "negated", "127"), ("190", "negated", "190"), ("040", "asserted", "040")],
)
def test_one_code_where_there_is_no_modality(code: str, modality: str, one: str) -> None:
    assert without_modality(code, modality, lexicon()) == one

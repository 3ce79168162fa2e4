"""Pairs that only the model sees: which of them syntax bars, and what becomes of acts not done."""

from __future__ import annotations

import pytest
from parses import lexicon, parse, token

from builder.events.intentions import as_intent, without_modality
from builder.events.ties import in_title, is_beside, is_between, is_owner, is_place, side_by_side, steps_between


def test_one_end_of_what_lies_between_two_is_no_target() -> None:
    """ "Condemned the tension between Israel and Iran" condemns neither."""
    doc = parse(
        "Russia/NNP/nsubj/2 condemned|condemn/VBD/root/0 tension/NN/obj/2 between/IN/case/5 Israel/NNP/nmod/3 and/CC/cc/7 Iran/NNP/conj/5"
    )
    assert is_between(token(doc, "Israel"))
    assert is_between(token(doc, "Iran"))
    assert not is_between(token(doc, "tension"))


def test_a_country_after_in_is_a_place() -> None:
    doc = parse("missions|mission/NNS/root/0 in/IN/case/3 Syria/NNP/nmod/1 against/IN/case/5 Iran/NNP/nmod/1")
    assert is_place(token(doc, "Syria"))
    assert not is_place(token(doc, "Iran"))


def test_two_in_one_slot_stand_side_by_side() -> None:
    doc = parse("Iran/NNP/nsubj/4 and/CC/cc/3 Iraq/NNP/conj/1 thanked|thank/VBD/root/0 Oman/NNP/obj/4")
    assert side_by_side(token(doc, "Iran"), token(doc, "Iraq"))
    assert not side_by_side(token(doc, "Iraq"), token(doc, "Oman"))


def test_a_companion_is_no_target() -> None:
    """ "Fought alongside Chad", "on the side of Chad"; "fought Chad" is another thing."""
    doc = parse("Libya/NNP/nsubj/2 fought|fight/VBD/root/0 Mali/NNP/obj/2 alongside/IN/case/5 Chad/NNP/obl/2")
    assert is_beside(token(doc, "Chad"))
    assert not is_beside(token(doc, "Mali"))
    doc = parse("Libya/NNP/nsubj/2 fought|fight/VBD/root/0 on/IN/case/5 the/DT/det/5 side/NN/obl/2 of/IN/case/7 Chad/NNP/nmod/5")
    assert is_beside(token(doc, "Chad"))


def test_what_a_title_is_for_is_no_target() -> None:
    """ "The envoy to Syria warned Oman": nothing passes to Syria."""
    doc = parse("envoy/NN/nsubj/4 to/TO/case/3 Syria/NNP/nmod/1 warned|warn/VBD/root/0 Oman/NNP/obj/4")
    assert in_title(token(doc, "envoy"), token(doc, "Syria"))
    assert not in_title(token(doc, "envoy"), token(doc, "Oman"))


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


def test_owners_and_adjectives_are_seen_and_the_way_through_the_tree_is_counted() -> None:
    doc = parse("Iran/NNP/nsubj/2 seized|seize/VBD/root/0 Oman/NNP/nmod:poss/5 ~'s/POS/case/3 oil/NN/obj/2")
    assert is_owner(token(doc, "Oman")) and not is_owner(token(doc, "Iran"))
    assert steps_between(token(doc, "Iran"), token(doc, "Oman")) == 3
    assert steps_between(token(doc, "Oman"), token(doc, "Oman")) == 0

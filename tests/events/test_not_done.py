"""Constructions that say that an act is not done, and acts that are none upon those who hear of them."""

from __future__ import annotations

import datetime as dt

import pytest
from parses import lexicon, parse, token

from builder.articles import article_from_text
from builder.events.modality import modality
from builder.pipeline import Pipeline, Settings


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("Envoys/NNS/nsubj/4 are|be/VBP/aux/4 to/TO/mark/4 meet/VB/root/0 Iran/NNP/obj/4", "meet", "future"),
        (
            "Envoys/NNS/nsubj/5 were|be/VBD/aux/5 to/TO/mark/5 have/VB/aux/5 met|meet/VBN/root/0 Iran/NNP/obj/5",
            "met", "hypothetical",
        ),
        (
            "neither/CC/cc:preconj/2 Iran/NNP/nsubj/5 nor/CC/cc/4 Iraq/NNP/conj/2 attacked|attack/VBD/root/0 Oman/NNP/obj/5",
            "attacked", "negated",
        ),
        (
            "Envoys/NNS/nsubj/2 spoke|speak/VBD/root/0 ahead/RB/case/5 of/IN/case/5 talks|talk/NNS/obl/2 with/IN/case/7 Iran/NNP/nmod/5",
            "talks", "future",
        ),
        ("Oman/NNP/nsubj/4 no/DT/advmod/3 longer/RBR/advmod/4 backs|back/VBZ/root/0 Iran/NNP/obj/4", "backs", "negated"),
        ("Oman/NNP/nsubj/5 is/VBZ/cop/5 yet/RB/advmod/5 to/TO/mark/5 back/VB/root/0 Iran/NNP/obj/5", "back", "negated"),
        (
            "Aides|aide/NNS/nsubj/2 deterred|deter/VBD/root/0 Oman/NNP/obj/2 from/IN/mark/5 bombing|bomb/VBG/advcl/2 Iran/NNP/obj/5",
            "bombing", "negated",
        ),
        (
            "Oman/NNP/nsubj:pass/3 is/VBZ/aux:pass/3 suspected|suspect/VBN/root/0 of/IN/mark/5 arming|arm/VBG/advcl/3 Iran/NNP/obj/5",
            "arming", "hypothetical",
        ),
        ("Envoys/NNS/nsubj/2 met|meet/VBD/root/0 Iran/NNP/obj/2", "met", "asserted"),
    ],
)  # fmt: skip
def test_constructions_without_a_word_of_their_own(text: str, predicate: str, expected: str) -> None:
    assert modality(token(parse(text), predicate), lexicon())[0] == expected


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Settings(coder="lexicon"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The Turkish foreign minister told the BBC that the talks had failed.", "report"),
        ("Gunmen shot dead two journalists.", "nobody_known"),
        ("Dozens of French people travelled to Kenya.", "private_trip"),
    ],
)
def test_what_makes_no_dyad_is_left_out_with_its_reason(pipeline: Pipeline, text: str, reason: str) -> None:
    coded = pipeline.code(article_from_text(text, published=dt.date(2016, 6, 1)))
    assert coded.mentions == ()
    assert reason in {rejection.reason for rejection in coded.rejections}

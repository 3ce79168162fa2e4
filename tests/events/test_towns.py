"""Towns that something is done to stand for their country; towns where something happens do not."""

from __future__ import annotations

import pytest
from parses import parse, sentence

from builder.events.towns import town_mentions

ACTS = {"bomb": {"19"}, "bombed": {"19"}, "fire": {"19"}, "missile": {"19"}, "attack": {"19"}, "capture": {"19"}, "hold": {"04"}}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jets/NNS/nsubj/2 bombed|bomb/VBD/root/0 Idlib/NNP/obj/2", ["SYR"]),
        ("Rebels/NNS/nsubj/2 fired|fire/VBD/root/0 missiles|missile/NNS/obj/2 at/IN/case/5 Riyadh/NNP/obl/2", ["SAU"]),
        ("an/DT/det/2 attack/NN/root/0 on/IN/case/4 Kharkiv/NNP/nmod/2", ["UKR"]),
        ("Kunduz/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 captured|capture/VBN/root/0", ["AFG"]),
        ("Blinken/NNP/nsubj/2 arrived|arrive/VBD/root/0 in/IN/case/4 Cairo/NNP/obl/2", ["EGY"]),
        ("Macron/NNP/nsubj/2 flew|fly/VBD/root/0 to/IN/case/4 Moscow/NNP/obl/2", ["RUS"]),
        (
            "Rebels/NNS/nsubj/2 captured|capture/VBD/root/0 the/DT/det/4 town/NN/obj/2 of/IN/case/6 Kunduz/NNP/nmod/4",
            ["AFG"],
        ),
        ("They/PRP/nsubj/2 held|hold/VBD/root/0 talks|talk/NNS/obj/2 in/IN/case/5 Geneva/NNP/obl/2", []),
        ("Jets/NNS/nsubj/2 bombed|bomb/VBD/root/0 rebels/NNS/obj/2 in/IN/case/5 Idlib/NNP/obl/2", []),
        ("They/PRP/nsubj/2 travelled|travel/VBD/root/0 in/IN/case/4 Paris/NNP/obl/2", []),
    ],
)
def test_towns_as_targets(text: str, codes: list[str]) -> None:
    found = town_mentions(sentence(parse(text)), [], ACTS)
    assert [m.code for m in found] == codes
    assert all(m.rule == "town" for m in found)

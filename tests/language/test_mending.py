"""Trees that English does not allow are mended; sound ones stay as they are."""

from __future__ import annotations

import numpy as np
import pytest

from builder.language.mending import mend, nouns_in_ing


def _mended(text: str) -> list[str]:
    """Mend a tree written as word|lemma/tag/relation/head, and return word:relation:head-word."""
    cells = [cell.split("/") for cell in text.split()]
    words = [c[0].split("|")[0] for c in cells]
    lemmas = [c[0].split("|")[-1].lower() for c in cells]
    heads, deprels = mend(words, [c[1] for c in cells], lemmas, np.array([int(c[3]) for c in cells]), [c[2] for c in cells])
    return [f"{w}:{d}:{words[h - 1] if h else '-'}" for w, d, h in zip(words, deprels, heads.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (
            "Iran/NNP/nsubj/2 relies|rely/VBZ/root/0 on/IN/case/4 oil/NN/obj/2",
            "oil:obl:relies",
        ),
        (
            "Iran/NNP/nsubj/2 sought|seek/VBD/root/0 independence/NN/xcomp/2",
            "independence:obj:sought",
        ),
        (  # coordinated with "weapons": what is bought is an act of whoever supplied
            "who/WP/nsubj/2 supplied|supply/VBD/root/0 Iran/NNP/obj/2 with/IN/case/5 weapons/NNS/obl/2 "
            "and/CC/cc/7 bought|buy/VBD/conj/5 oil/NN/obj/7",
            "bought:conj:supplied",
        ),
        (
            "Officials/NNS/nsubj:outer/6 called|call/VBD/acl/1 on/IN/case/4 Iran/NNP/obl/2 to/TO/mark/6 wait/VB/root/0",
            "called:root:-",
        ),
        (
            "Officials/NNS/nsubj:outer/6 called|call/VBD/acl/1 on/IN/case/4 Iran/NNP/obl/2 to/TO/mark/6 wait/VB/root/0",
            "Officials:nsubj:called",
        ),
        (  # no second comma closes what would be an apposition of the junta
            "Toppled|topple/VBN/advcl/7 by/IN/case/4 a/DT/det/4 junta/NN/obl:agent/1 ,/,/punct/6 Chirac/NNP/appos/4 protested|protest/VBD/root/0",
            "Chirac:nsubj:protested",
        ),
    ],
)
def test_what_cannot_be_is_mended(tree: str, expected: str) -> None:
    assert expected in _mended(tree)


@pytest.mark.parametrize(
    "tree",
    [
        "Troops/NNS/nsubj/2 left|leave/VBD/root/0 Iran/NNP/obj/2 and/CC/cc/5 Iraq/NNP/conj/3",
        "To/TO/mark/2 wait/VB/root/0 is|be/VBZ/acl/2 wise/JJ/xcomp/3",
        "Toppled|topple/VBN/advcl/9 by/IN/case/4 the/DT/det/4 premier/NN/obl:agent/1 ,/,/punct/6 Chirac/NNP/appos/4 ,/,/punct/6 "
        "Jospin/NNP/nsubj/9 left|leave/VBD/root/0",
        # a clause of its own: its subject shows that the noun is not what it is joined to by mistake
        "They/PRP/nsubj/2 lost|lose/VBD/root/0 tanks/NNS/obj/2 and/CC/cc/6 rebels/NNS/nsubj/6 took|take/VBD/conj/3 guns/NNS/obj/6",
    ],
)
def test_what_can_be_stays(tree: str) -> None:
    cells = [cell.split("/") for cell in tree.split()]
    assert [m.split(":", 1)[1].rsplit(":", 1)[0] for m in _mended(tree)] == [c[2] for c in cells]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("the/DT/det/2 killing/VBG/obj/0 of/IN/case/4 monks/NNS/nmod/2", [1]),
        ("their/PRP$/nmod:poss/2 shelling/VBG/obj/0 by/IN/case/4 rebels/NNS/nmod/2", [1]),
        ("killing/VBG/root/0 of/IN/case/3 monks/NNS/nmod/1", []),
        ("the/DT/det/2 killing/VBG/root/0 monks/NNS/obj/2 of/IN/case/5 Mali/NNP/nmod/2", []),
    ],
)
def test_nouns_in_ing_are_told_from_verbs(tree: str, expected: list[int]) -> None:
    cells = [cell.split("/") for cell in tree.split()]
    heads = np.array([int(c[3]) for c in cells])
    assert nouns_in_ing([c[0] for c in cells], [c[1] for c in cells], heads, [c[2] for c in cells]) == expected

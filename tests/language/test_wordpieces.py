"""Word pieces: every word keeps a place in what the encoder is fed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.language.wordpieces import MAX_PIECES, SHAPES, WordPieces, word_shape
from builder.resources import resource

_PIECES = WordPieces(resource("builder/model/tokenizer.json"))


@given(st.lists(st.text(max_size=12), min_size=1, max_size=20))
def test_every_word_has_pieces_in_order(words: list[str]) -> None:
    pieces = _PIECES.split(words)
    assert len(pieces.first) == len(pieces.last) == len(pieces.shapes) == len(words)
    assert pieces.first[0] == 1
    assert (pieces.first <= pieces.last).all()
    assert (pieces.first[1:] == pieces.last[:-1] + 1).all()
    assert pieces.last[-1] == len(pieces.ids) - 2


@pytest.mark.parametrize("odd", ["\x00", "\x07", "\u200b", "\u00ad", " ", ""])
def test_a_word_that_the_tokenizer_drops_does_not_shift_the_others(odd: str) -> None:
    with_odd, plain = _PIECES.split(["Iran", odd, "talks"]), _PIECES.split(["Iran", "talks"])
    assert with_odd.ids[with_odd.first[[0, 2]]].tolist() == plain.ids[plain.first].tolist()
    assert with_odd.first[1] == with_odd.last[1]


def test_long_words_have_several_pieces() -> None:
    pieces = _PIECES.split(["Zaporizhzhia", "fell"])
    assert pieces.last[0] > pieces.first[0]


def test_the_longest_sentence_and_one_word_more() -> None:
    assert len(_PIECES.split(["a"] * MAX_PIECES).ids) == MAX_PIECES + 2
    with pytest.raises(ValueError, match="word pieces"):
        _PIECES.split(["a"] * (MAX_PIECES + 1))


def test_case_reaches_the_parser_by_shape_only() -> None:
    upper, lower = _PIECES.split(["US", "Iran"]), _PIECES.split(["us", "iran"])
    assert np.array_equal(upper.ids, lower.ids)
    assert not np.array_equal(upper.shapes, lower.shapes)


def test_shapes() -> None:
    words = ("talks", "Iran", "UN", "iPhone", "20", ";", "A", "F-16")
    assert [SHAPES[word_shape(w)] for w in words] == [
        "lower", "title", "upper", "mixed", "digit", "other", "title", "digit",
    ]  # fmt: skip

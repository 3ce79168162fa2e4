"""best_tree: always one tree with one root, and the best one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from builder.language.trees import best_tree


def is_tree(heads: tuple[int, ...] | np.ndarray) -> bool:
    """One root, and every word reaches it."""
    if list(heads).count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word and steps <= len(heads):
            word, steps = int(heads[word - 1]), steps + 1
        if word:
            return False
    return True


def total(scores: np.ndarray, heads: tuple[int, ...] | np.ndarray) -> float:
    return float(scores[np.arange(len(heads)), list(heads)].sum())


def matrices(most: int) -> st.SearchStrategy[np.ndarray]:
    values = st.integers(-8, 8).map(float) | st.floats(-100, 100)
    return st.integers(1, most).flatmap(lambda n: hnp.arrays(np.float64, (n, n + 1), elements=values))


@given(matrices(12))
def test_any_scores_give_one_tree_with_one_root_and_the_same_again(scores: np.ndarray) -> None:
    before = scores.copy()
    heads = best_tree(scores)
    assert is_tree(heads)
    assert heads.tolist() == best_tree(scores).tolist()
    assert np.array_equal(scores, before)


@given(matrices(12))
def test_best_heads_that_form_a_tree_are_kept(scores: np.ndarray) -> None:
    n = len(scores)
    open_scores = scores.copy()
    open_scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    greedy = open_scores.argmax(1)
    if is_tree(greedy):
        assert best_tree(scores).tolist() == greedy.tolist()


@given(st.permutations(range(6)), st.data())
def test_a_clearly_best_tree_is_found(order: list[int], data: st.DataObject) -> None:
    heads = [0] * len(order)
    for place, word in enumerate(order[1:], start=1):
        heads[word] = order[data.draw(st.integers(0, place - 1))] + 1
    scores = np.zeros((len(order), len(order) + 1))
    scores[np.arange(len(order)), heads] = 1.0
    assert best_tree(scores).tolist() == heads


# Up to four words every root is tried, so the result must be the optimum.
@settings(max_examples=60, deadline=None)
@given(matrices(4))
def test_no_tree_scores_higher(scores: np.ndarray) -> None:
    n = len(scores)
    best = max(total(scores, heads) for heads in product(range(n + 1), repeat=n) if is_tree(heads))
    assert total(scores, best_tree(scores)) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(6))
def test_no_tree_of_five_words_scores_higher(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6))
    best = max(total(scores, heads) for heads in product(range(6), repeat=5) if is_tree(heads))
    assert total(scores, best_tree(scores)) == pytest.approx(best)


def test_two_words_that_want_each_other() -> None:
    assert best_tree(np.array([[0.0, 0.0, 9.0], [5.0, 4.0, 0.0]])).tolist() == [2, 0]


def test_two_words_that_both_want_to_be_root() -> None:
    assert best_tree(np.array([[9.0, 0.0, 1.0], [8.0, 2.0, 0.0]])).tolist() == [0, 1]


def test_ties_go_to_the_first_word() -> None:
    assert best_tree(np.zeros((3, 4))).tolist() == [0, 1, 1]

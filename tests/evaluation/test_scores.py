"""Scores of labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.evaluation.scores import as_integers, bootstrap, calibration_error, macro_f1, score_labels

_LABELS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=60)


def test_figures_by_class() -> None:
    score = score_labels(["aid", "aid", "fight", "fight"], ["aid", "fight", "fight", "fight"])
    aid, fight = score.classes
    assert (aid.precision, aid.recall, fight.precision, fight.recall) == (1.0, 0.5, 2 / 3, 1.0)
    assert score.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2)
    assert score.micro_f1 == 0.75
    assert score.confusion["aid", "fight"] == 1


def test_a_class_never_predicted_counts_as_nought() -> None:
    assert score_labels(["aid", "fight"], ["aid", "aid"]).macro_f1 == pytest.approx(1 / 3)


def test_a_class_that_gold_has_not_is_no_class() -> None:
    assert [c.label for c in score_labels(["aid"], ["fight"]).classes] == ["aid"]


@given(_LABELS)
def test_both_ways_of_reckoning_agree(pairs: list[tuple[str, str]]) -> None:
    gold, predicted = [g for g, _ in pairs], [p for _, p in pairs]
    (g, p), classes = as_integers(gold, predicted)
    assert macro_f1(g, p, classes) == pytest.approx(score_labels(gold, predicted).macro_f1)


@given(_LABELS)
def test_perfect_predictions_score_one(pairs: list[tuple[str, str]]) -> None:
    gold = [g for g, _ in pairs]
    assert score_labels(gold, gold).macro_f1 == 1.0


def test_interval_holds_the_figure_and_repeats() -> None:
    right = np.array([1, 1, 1, 0] * 25)
    low, high = bootstrap(lambda rows: float(right[rows].mean()), 100)
    assert low < 0.75 < high
    assert (low, high) == bootstrap(lambda rows: float(right[rows].mean()), 100)


def test_calibration_error_is_the_distance_between_said_and_met() -> None:
    assert calibration_error([0.9] * 10, [True] * 9 + [False]) == pytest.approx(0.0)
    assert calibration_error([0.9] * 10, [False] * 10) == pytest.approx(0.9)
    assert calibration_error([], []) == 0.0

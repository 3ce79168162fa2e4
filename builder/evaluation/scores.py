"""Scores of labels: F1 per class, macro and micro, confusion, bootstrap intervals, calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class: how often gold, and precision, recall and F1 of the predictions."""

    label: str
    gold: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class LabelScore:
    """A list of predictions against gold labels.

    `macro_f1` is the mean F1 of the classes that gold has; `micro_f1` is the share right, which is
    the same thing when every row has one label and one prediction. `confusion` counts (gold,
    predicted) pairs.
    """

    n: int
    macro_f1: float
    micro_f1: float
    classes: tuple[ClassScore, ...]
    confusion: Counter[tuple[str, str]]


def score_labels(gold: Sequence[str], predicted: Sequence[str]) -> LabelScore:
    """Score one prediction a row.

    Args:
        gold: labels.
        predicted: as many labels.

    Returns:
        LabelScore.

    Example:
        >>> score_labels(["a", "a", "b"], ["a", "b", "b"]).macro_f1
        0.6666666666666666
    """
    confusion = Counter(zip(gold, predicted, strict=True))
    golds, guesses = Counter(gold), Counter(predicted)
    classes = []
    for label in sorted(golds):
        right = confusion[label, label]
        precision = right / guesses[label] if guesses[label] else 0.0
        recall = right / golds[label]
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        classes.append(ClassScore(label, golds[label], precision, recall, f1))
    n = len(gold)
    right = sum(count for (a, b), count in confusion.items() if a == b)
    macro = sum(c.f1 for c in classes) / len(classes) if classes else 0.0
    return LabelScore(n, macro, right / n if n else 0.0, tuple(classes), confusion)


def bootstrap(
    measure: Callable[[np.ndarray], float], n: int, *, rounds: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a measure over resampled rows.

    Args:
        measure: takes row indices (with repeats) and returns a figure.
        n: number of rows.
        rounds: resamples.
        seed: of the draws, so that the interval is the same every time.

    Returns:
        (low, high). Percentile bootstrap: Efron and Tibshirani 1993, chapter 13.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    figures = [measure(generator.integers(0, n, n)) for _ in range(rounds)] if n else [0.0]
    low, high = np.percentile(figures, [2.5, 97.5])
    return float(low), float(high)


def macro_f1(gold: np.ndarray, predicted: np.ndarray, classes: int) -> float:
    """Macro F1 of integer labels, over the classes that gold has; fast enough to be resampled."""
    right = np.bincount(gold[gold == predicted], minlength=classes)
    total = np.bincount(gold, minlength=classes) + np.bincount(predicted, minlength=classes)
    present = np.bincount(gold, minlength=classes) > 0
    return float((2 * right[present] / np.maximum(total[present], 1)).mean()) if present.any() else 0.0


def as_integers(*columns: Sequence[Hashable]) -> tuple[list[np.ndarray], int]:
    """Number the labels of some columns alike; returns the columns and how many labels there are."""
    labels = {label: i for i, label in enumerate(sorted({x for column in columns for x in column}, key=str))}
    return [np.array([labels[x] for x in column], dtype=np.int64) for column in columns], len(labels)


def calibration_error(probability: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: mean distance of stated and met shares over equal-width bins.

    Args:
        probability: stated, 0 to 1.
        right: whether each prediction was.
        bins: of equal width, weighted by how many predictions they hold (Guo et al. 2017).
    """
    p, hit = np.asarray(probability, dtype=float), np.asarray(right, dtype=float)
    if not len(p):
        return 0.0
    which = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [abs(p[which == b].mean() - hit[which == b].mean()) * (which == b).sum() for b in range(bins) if (which == b).any()]
    return float(sum(gaps) / len(p))

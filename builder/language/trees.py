"""From arc scores to a dependency tree: best heads, mended where they do not form a tree."""

from __future__ import annotations

import numpy as np


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Return the highest-scoring tree with exactly one root word.

    Args:
        scores: [words, words + 1]; `scores[d, h]` of head h for dependent d, column 0 is the root.

    Returns:
        int [words]; heads counted from 1, 0 for the root word. Ties go to the smaller index, so the
        result is the same everywhere the scores are.

    Example:
        >>> best_tree(np.array([[0.0, 0.0, 9.0], [5.0, 4.0, 0.0]]))
        array([2, 0])
    """
    n = len(scores)
    scores = np.array(scores, dtype=np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads: np.ndarray = scores.argmax(1)
    if (heads == 0).sum() == 1 and _is_tree(heads):
        return heads
    # One root: try the few words that score best as root and keep the best whole tree.
    best_total, best = -np.inf, heads
    gain = scores[:, 0] - np.where(n > 1, scores[:, 1:].max(1), 0.0)
    for root in np.argsort(-gain, kind="stable")[:4]:
        trial = scores.copy()
        kept = trial[root, 0]
        trial[:, 0] = -np.inf
        trial[root] = -np.inf
        trial[root, 0] = kept
        tree = _spanning_tree(trial)
        total = float(scores[np.arange(n), tree].sum())
        if total > best_total:
            best_total, best = total, tree
    return best


def _is_tree(heads: np.ndarray) -> bool:
    n = len(heads)
    state = np.zeros(n + 1, dtype=np.int8)
    state[0] = 2
    for word in range(1, n + 1):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word - 1])
        if state[word] == 1:
            return False
        for w in path:
            state[w] = 2
    return True


def _find_cycle(heads: np.ndarray) -> list[int]:
    n = len(heads)
    state = [0] * (n + 1)
    state[0] = 2
    for start in range(1, n + 1):
        word, path = start, []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word - 1])
        if state[word] == 1:
            return path[path.index(word) :]
        for w in path:
            state[w] = 2
    return []


def _spanning_tree(scores: np.ndarray) -> np.ndarray:
    """Maximum spanning arborescence rooted at column 0 (Chu and Liu 1965, Edmonds 1967)."""
    n = len(scores)
    heads: np.ndarray = scores.argmax(1)
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n + 1, dtype=bool)
    inside[cycle] = True
    outside = [i for i in range(1, n + 1) if not inside[i]]
    number = {old: new for new, old in enumerate([0, *outside])}
    merged = len(outside) + 1
    cycle_words = np.array(cycle) - 1
    cycle_scores = scores[cycle_words, heads[cycle_words]]
    small = np.full((merged, merged + 1), -np.inf)
    keep = [0, *outside]
    for old in outside:
        small[number[old] - 1, [number[k] for k in keep]] = scores[old - 1, keep]
        small[number[old] - 1, merged] = scores[old - 1, cycle].max()
    entering = scores[np.ix_(cycle_words, np.array(keep))] - cycle_scores[:, None]
    small[merged - 1, [number[k] for k in keep]] = entering.max(0)
    tree = _spanning_tree(small)
    result: np.ndarray = heads.copy()
    for old in outside:
        head = int(tree[number[old] - 1])
        result[old - 1] = keep[head] if head != merged else cycle[int(scores[old - 1, cycle].argmax())]
    entry = keep[int(tree[merged - 1])]
    broken = int(entering[:, keep.index(entry)].argmax())
    result[cycle_words[broken]] = entry
    return result

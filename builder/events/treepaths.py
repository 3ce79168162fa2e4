"""How two parties hang together in the parse: a mark on every word that ties them, for the relation model to read.

The words on the way from one party to the other through the tree say whose act it is: "an Iranian base was hit by
gangs" has Iran two arcs from the act, as an adjective of what was hit. So have the other arguments of the words on the
way, the rivals of the two. A mark is a number; `MARKS` of them exist, 0 for a word that has no part in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RELATIONS = (
    "acl", "acl:relcl", "advcl", "amod", "appos", "ccomp", "compound", "conj", "iobj", "nmod", "nmod:poss", "nsubj",
    "nsubj:pass", "obj", "obl", "obl:agent", "parataxis", "xcomp", "root", "other",
)  # fmt: skip
_RIVALS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent")
_NUMBER = {name: i for i, name in enumerate(RELATIONS)}
_RIVAL = {name: i for i, name in enumerate(_RIVALS)}
# 0 nothing; 1 the word where both ways meet; then the actor's way, the target's way, rivals.
_ACTOR = 2
_TARGET = _ACTOR + len(RELATIONS)
_OTHERS = _TARGET + len(RELATIONS)
MARKS = _OTHERS + len(_RIVALS)


def _number(relation: str) -> int:
    known = _NUMBER.get(relation)
    return known if known is not None else _NUMBER.get(relation.split(":")[0], _NUMBER["other"])


def _top(words: np.ndarray, heads: Sequence[int]) -> int:
    """The word of a party that hangs on none of its others."""
    own = set(words.tolist())
    return next((w for w in words.tolist() if heads[w] not in own or heads[w] == w), int(words[-1]))


def _way_up(word: int, heads: Sequence[int]) -> list[int]:
    way = [word]
    while heads[way[-1]] != way[-1] and len(way) <= len(heads):
        way.append(heads[way[-1]])
    return way


def path_marks(heads: Sequence[int], relations: Sequence[str], actor: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Mark the words that tie two parties.

    Args:
        heads: each word's head, counted from 0; a root is its own.
        relations: each word's dependency relation.
        actor: 1 on the words of the actor, at least one.
        target: the same for the target.

    Returns:
        int64 [words]: relation by relation the way from each party up to where they meet, that word, and the subjects,
        objects and agents on the way that are neither's.

    Example:
        >>> path_marks([1, 1, 1], ["nsubj", "root", "obj"], np.array([1, 0, 0]), np.array([0, 0, 1])).tolist()
        [13, 1, 35]
    """
    marks = np.zeros(len(heads), dtype=np.int64)
    a, t = _top(np.flatnonzero(actor), heads), _top(np.flatnonzero(target), heads)
    up_a, up_t = _way_up(a, heads), _way_up(t, heads)
    meeting = next((w for w in up_a if w in set(up_t)), -1)
    way = {meeting} if meeting >= 0 else set()
    for start, path in ((_ACTOR, up_a), (_TARGET, up_t)):
        for i, word in enumerate(path):
            if word == meeting and i > 0:
                break
            marks[word] = start + _number(relations[word])
            way.add(word)
    if meeting >= 0 and marks[meeting] == 0:
        marks[meeting] = 1
    inside = (actor + target) > 0
    for word, head in enumerate(heads):
        if head in way and marks[word] == 0 and not inside[word] and relations[word] in _RIVAL:
            marks[word] = _OTHERS + _RIVAL[relations[word]]
    return marks

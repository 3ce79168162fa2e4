"""The marks that tell the relation model how two parties hang together in the parse."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builder.events.treepaths import MARKS, RELATIONS, path_marks

_ACTOR, _TARGET = 2, 2 + len(RELATIONS)


def _mask(length: int, *words: int) -> np.ndarray:
    mask = np.zeros(length, dtype=np.float32)
    mask[list(words)] = 1.0
    return mask


def _actor(relation: str) -> int:
    return _ACTOR + RELATIONS.index(relation)


def _target(relation: str) -> int:
    return _TARGET + RELATIONS.index(relation)


def test_the_way_up_on_both_sides_and_where_it_meets() -> None:
    # Iran 's troops attacked Iraq 's army
    heads = [2, 0, 3, 3, 6, 4, 3]
    relations = ["nmod:poss", "case", "nsubj", "root", "nmod:poss", "case", "obj"]
    marks = path_marks(heads, relations, _mask(7, 0), _mask(7, 4)).tolist()
    assert marks == [_actor("nmod:poss"), 0, _actor("nsubj"), 1, _target("nmod:poss"), 0, _target("obj")]


def test_another_subject_on_the_way_is_a_rival() -> None:
    # Iran said gangs hit Iraq
    heads = [1, 1, 3, 1, 3]
    relations = ["nsubj", "root", "nsubj", "ccomp", "obj"]
    marks = path_marks(heads, relations, _mask(5, 0), _mask(5, 4)).tolist()
    assert marks[2] >= _TARGET + len(RELATIONS)
    assert marks[3] == _target("ccomp")


def test_a_relation_that_is_not_listed_counts_as_its_base_or_as_other() -> None:
    heads, actor, target = [1, 1, 1], _mask(3, 0), _mask(3, 2)
    assert path_marks(heads, ["nsubj:outer", "root", "dislocated"], actor, target).tolist() == [_actor("nsubj"), 1, _target("other")]


def test_parties_of_two_trees_do_not_meet() -> None:
    marks = path_marks([0, 0, 2, 2], ["root", "obj", "root", "obj"], _mask(4, 1), _mask(4, 3)).tolist()
    assert 1 not in marks


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.lists(st.integers(0, n - 1), min_size=n, max_size=n), st.permutations(range(n)))))
def test_any_heads_end_and_stay_in_range(drawn: tuple[list[int], list[int]]) -> None:
    heads, order = drawn
    marks = path_marks(heads, ["obl"] * len(heads), _mask(len(heads), order[0]), _mask(len(heads), order[1]))
    assert marks.min() >= 0 and marks.max() < MARKS and len(marks) == len(heads)

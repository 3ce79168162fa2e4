"""What the words beside a name tell: whether they make it a part of a longer name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from builder.actors.knowledge import Word

Found = tuple[int, int, list[tuple[int, int]]]
"""A name found in a text: its tokens, end exclusive, and the forms and numbers of what it can mean."""

# Capitalised in the middle of a sentence without being a part of the name beside them.
NO_NAMES = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december former late then acting pro anti ex said says told mr mrs ms "
        "republican republicans democrat democrats democratic tory tories labour labor conservative liberal "
        "socialist communist islamist marxist christian muslim jewish sunni shia shiite hindu buddhist catholic "
        "brexit covid era the a an and but or for if when while after before though although because since "
        "meanwhile however yet still only even also both did does is was were will would could should has have "
        "had can may might must what who why how where that this these those his her their its our your my he "
        "she they we i you it there here not as at by from in into of on to with without under over between "
        "against until like than so nor two zero who also unlike despite during amid except pressed asked"
    ).split()
)


def part_of_name(text: str, word: Word) -> bool:
    """Say whether a word looks like a part of a name that the dictionary lacks: "Khan", not "KHAN" or "President".

    Args:
        text: the word as it is written.
        word: what the dictionary says about it.
    """
    if not word.capital or word.role is not None or word.lower in NO_NAMES:
        return False
    return text[1:].islower() and text.isalpha()


def headline(doc: Doc, i: int) -> bool:
    """Say whether the sentence of a token is set like a headline: no longer word in small letters, so capitals tell nothing."""
    start, end = i, i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return not any(len(t.text) > 3 and t.text.islower() for t in doc[start:end])

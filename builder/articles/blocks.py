"""A text's blocks: the paragraphs whose sentences count, and the debris between them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.articles.debris import debris_kind
from builder.articles.labels import find_labels, first_values
from builder.records import Span

_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"”'’)\]]*$")
# Wire copy and plain-text mail are wrapped at 65 to 80 columns, rarely at up to 100.
_WIDEST_WRAP = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out.

    Args:
        paragraphs: spans of the blocks to read, sorted, disjoint, never blank.
        debris: (kind, span) of the blocks left out.
        values: metadata from labelled lines, by kind (see `labels`).
    """

    paragraphs: tuple[Span, ...]
    debris: tuple[tuple[str, Span], ...]
    values: dict[str, str]


def lay_out(text: str) -> Layout:
    """Divide a normalised text into paragraphs and debris.

    A line is a paragraph, unless the text is wrapped by hand at a fixed width: then lines between
    blank ones belong together. A line in capitals is a paragraph of its own either way.

    Args:
        text: text from `normalise`.

    Returns:
        The layout; every span is stripped of blank space.

    Example:
        >>> lay_out("Putin called Tehran.\\n(File photo)\\nPublished On:\\nJun 14, 2025").paragraphs
        ((0, 20),)
    """
    lines = _lines(text)
    words = [text[start:end] for start, end in lines]
    labels = find_labels(words)
    labelled = {index: label.kind for label in labels for index in label.lines}
    debris = [(f"label_{kind}", lines[index]) for index, kind in sorted(labelled.items())]
    paragraphs: list[Span] = []
    for group in _groups(text, lines, labelled):
        start, end = lines[group[0]][0], lines[group[-1]][1]
        kind = debris_kind(" ".join(words[index] for index in group))
        if kind is None:
            paragraphs.append((start, end))
        else:
            debris.append((kind, (start, end)))
    return Layout(tuple(paragraphs), tuple(sorted(debris, key=lambda item: item[1])), first_values(labels))


def _lines(text: str) -> list[Span]:
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, match.start() + len(line.rstrip())))
    return spans


def _groups(text: str, lines: Sequence[Span], labelled: Mapping[int, str]) -> list[list[int]]:
    """Indices of the lines that make up each block, labelled lines left out."""
    wrapped = _is_wrapped(text, lines, labelled)
    groups: list[list[int]] = []
    open_group = False
    for index, (start, end) in enumerate(lines):
        if index in labelled:
            open_group = False
            continue
        capitals = text[start:end].isupper()
        follows = index > 0 and not _blank_between(text, lines[index - 1], (start, end))
        if wrapped and open_group and follows and not capitals:
            groups[-1].append(index)
        else:
            groups.append([index])
        open_group = not capitals
    return groups


def _is_wrapped(text: str, lines: Sequence[Span], labelled: Mapping[int, str]) -> bool:
    """Whether lines go on in the middle of a sentence, as paragraphs of their own never do.

    One in three is enough: a line that goes on may well begin with a name.
    """
    if not lines or max(end - start for start, end in lines) > _WIDEST_WRAP:
        return False
    direct = running = 0
    for index, (first, second) in enumerate(itertools.pairwise(lines)):
        line = text[first[0] : first[1]]
        if index in labelled or index + 1 in labelled or line.isupper() or _blank_between(text, first, second):
            continue
        direct += 1
        running += text[second[0]].islower() and not _ENDS_SENTENCE.search(line)
    return running > 0 and 3 * running >= direct


def _blank_between(text: str, first: Span, second: Span) -> bool:
    return text.count("\n", first[1], second[0]) > 1

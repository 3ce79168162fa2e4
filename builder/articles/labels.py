"""Metadata that a text carries as labelled lines: "Published On:" and, on the next line, "Jun 14, 2025"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.articles.dates import DateError, parse_published

_NAMES: dict[str, str] = {
    "published": r"(?:first )?(?:published|posted)(?: on| at| date)?|(?:publication|publish|pub) date"
    r"|date(?: published)?",
    "updated": r"(?:last )?(?:updated|modified|edited)(?: on| at| date)?",
    "by": r"(?:(?:published|written|posted|reported|edited|curated|translated|compiled) )?by|authors?|by-?line"
    r"|reporters?|editors?|correspondents?",
    "source": r"source|publisher|outlet|newspaper",
    "title": r"title|headline",
    "url": r"(?:source |original |article )?(?:url|link)",
}
_LABELLED = {
    kind: re.compile(rf"^(?:{names})\s*:\s*(?P<value>.*)$", re.IGNORECASE) for kind, names in _NAMES.items()
}
# "Published June 14, 2025 10:30 IST" without a colon is a label only if a date follows.
_DATED = re.compile(r"^(?:first )?(?P<verb>published|posted|updated|last updated)(?: on| at)?\s+(?P<value>.+)$", re.I)
_LONGEST_VALUE = {"title": 300, "url": 2000}
_LONGEST_OTHER = 80
_EDGE = 12
"""Labels count as metadata only among the first and last twelve lines; further in they quote something."""


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled value.

    Args:
        kind: published, updated, by, source, title or url.
        value: the words that the label names; may be empty.
        lines: indices of the lines that label and value take up.
    """

    kind: str
    value: str
    lines: tuple[int, ...]


def find_labels(lines: Sequence[str]) -> list[Label]:
    """Find labelled lines at the head and at the foot of a text.

    Args:
        lines: the text's non-blank lines, stripped, in order.

    Returns:
        The labels in order of their lines; a value on the line after its label is taken in.

    Example:
        >>> find_labels(["Talks began.", "Published On:", "Jun 14, 2025"])
        [Label(kind='published', value='Jun 14, 2025', lines=(1, 2))]
    """
    found: list[Label] = []
    index = 0
    while index < len(lines):
        if _EDGE <= index < len(lines) - _EDGE:
            index = len(lines) - _EDGE
        kind, value = _read(lines[index])
        taken: tuple[int, ...] = (index,)
        if kind and not value and index + 1 < len(lines) and _is_value(kind, lines[index + 1]):
            value = lines[index + 1]
            taken = (index, index + 1)
        if kind:
            found.append(Label(kind, value, taken))
        index = taken[-1] + 1
    return found


def first_values(labels: Sequence[Label]) -> dict[str, str]:
    """The first value of each kind of label that has one."""
    values: dict[str, str] = {}
    for label in labels:
        if label.value:
            values.setdefault(label.kind, label.value)
    return values


def _read(line: str) -> tuple[str, str]:
    for kind, pattern in _LABELLED.items():
        match = pattern.match(line)
        if match:
            value = match["value"].strip()
            return (kind, value) if len(value) <= _LONGEST_VALUE.get(kind, _LONGEST_OTHER) else ("", "")
    match = _DATED.match(line)
    if match and _is_date(match["value"]):
        return ("published" if match["verb"].lower() in ("published", "posted") else "updated"), match["value"]
    return "", ""


def _is_value(kind: str, line: str) -> bool:
    if kind in ("published", "updated") and _is_date(line):
        return True
    if len(line) > _LONGEST_VALUE.get(kind, _LONGEST_OTHER) or _read(line)[0]:
        return False
    return kind in _LONGEST_VALUE or line[-1] not in ".!?\"”'’"


def _is_date(words: str) -> bool:
    try:
        parse_published(words)
    except DateError:
        return False
    return True

"""Words that steer the actor rules, from `seeds/cues/actors.csv`.

The rules are code; the words that they ask for are data, so that a user can read and change them. A word
is a lemma in small letters, but for `sponsor`, `lead`, `former`, `honorific` and `not-ruling`, which
are compared with the word as written, in small letters.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from builder.errors import SeedError
from builder.resources import resource

HEADER = ["word", "kind", "note"]
KINDS = frozenset(
    (
        "facility sponsor lead repress send leave flee harm posting emissary part against victim quantity "
        "foreigner uncounted not-ruling honorific homeland former no-act medium seldom-body collective adherent human platform deliberate neutral unowned jihadi armed vague general"
    ).split()
)


def read_cues(path: Path) -> dict[str, frozenset[str]]:
    """Read a file of cue words.

    Args:
        path: a CSV file with the columns word, kind and note.

    Returns:
        The words of each kind; every kind of KINDS has some.

    Raises:
        SeedError: another header, a line with too few or too many values, an unknown kind, a word given
            twice for one kind, or a kind without any word.

    Example:
        >>> "barracks" in read_cues(resource("seeds/cues/actors.csv"))["facility"]
        True
    """
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if next(reader, None) != HEADER:
            raise SeedError(path, 1, f"expected the header {','.join(HEADER)}")
        for row in reader:
            line = reader.line_num
            if len(row) != len(HEADER):
                raise SeedError(path, line, f"{len(row)} values, expected {len(HEADER)}; quote values with commas")
            word, kind = row[0], row[1]
            if kind not in KINDS:
                raise SeedError(path, line, f"unknown kind {kind!r}; expected one of: {', '.join(sorted(KINDS))}")
            if not word or word != word.lower() or word in words[kind]:
                raise SeedError(path, line, f"{word!r}: write each word once for a kind, in small letters")
            words[kind].add(word)
    empty = sorted(kind for kind, held in words.items() if not held)
    if empty:
        raise SeedError(path, 0, f"no word of the kind {empty[0]}; add one")
    return {kind: frozenset(held) for kind, held in words.items()}


@lru_cache(maxsize=1)
def _shipped() -> dict[str, frozenset[str]]:
    return read_cues(resource("seeds/cues/actors.csv"))


@cache
def cues(kind: str) -> frozenset[str]:
    """Return the words of one kind.

    Args:
        kind: one of KINDS.

    Example:
        >>> "backed" in cues("sponsor")
        True
    """
    return _shipped()[kind]

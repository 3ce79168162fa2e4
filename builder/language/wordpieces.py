"""Words to word pieces: what the encoder is fed, in training and in use alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from builder.errors import ModelError

# The encoder is uncased; capitals reach the tagger and parser through one shape id per word.
SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")
MAX_PIECES = 510  # the encoder's 512 positions less [CLS] and [SEP]


def word_shape(word: str) -> int:
    """Return the index in SHAPES of a word's capitalisation pattern.

    Example:
        >>> [SHAPES[word_shape(w)] for w in ("talks", "Iran", "UN", "iPhone", "20", ";")]
        ['lower', 'title', 'upper', 'mixed', 'digit', 'other']
    """
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as the encoder sees it: piece ids, and each word's first and last piece."""

    ids: np.ndarray  # int64 [pieces], [CLS] and [SEP] included
    first: np.ndarray  # int64 [words]
    last: np.ndarray  # int64 [words]
    shapes: np.ndarray  # int64 [words]


class WordPieces:
    """The tokenizer of the encoder.

    Args:
        path: `tokenizer.json` of the model directory.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._unknown, self._cls, self._sep = (self._id(name) for name in ("[UNK]", "[CLS]", "[SEP]"))

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise ModelError(f"tokenizer.json has no piece {piece}; it is not the one of this model")
        return int(found)

    def split(self, words: Sequence[str]) -> Pieces:
        """Split words into pieces.

        Args:
            words: the sentence's words.

        Returns:
            Pieces; a word that the tokenizer drops (a control character, say) counts as [UNK],
            so every word has a vector.

        Raises:
            ValueError: more than MAX_PIECES pieces.
        """
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        ids: list[int] = [self._cls]
        first = np.zeros(len(words), dtype=np.int64)
        last = np.zeros(len(words), dtype=np.int64)
        piece_ids, piece_words = encoding.ids, encoding.word_ids
        position = 0
        for word in range(len(words)):
            first[word] = len(ids)
            while position < len(piece_ids) and piece_words[position] == word:
                ids.append(piece_ids[position])
                position += 1
            if len(ids) == first[word]:
                ids.append(self._unknown)
            last[word] = len(ids) - 1
        ids.append(self._sep)
        if len(ids) > MAX_PIECES + 2:
            raise ValueError(f"sentence of {len(words)} words makes {len(ids)} word pieces (at most {MAX_PIECES})")
        shapes = np.fromiter((word_shape(w) for w in words), dtype=np.int64, count=len(words))
        return Pieces(np.asarray(ids, dtype=np.int64), first, last, shapes)

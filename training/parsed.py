"""The labelled sentences as the shipped parser reads them: the relation head sees the same trees when it codes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from builder.language.reader import LanguageReader
from builder.resources import resource


class Tree(NamedTuple):
    """Heads (counted from 0, a root its own) and relations of a text's tokens, white space included."""

    heads: list[int]
    relations: list[str]


def parsed_texts(texts: Iterable[str], cache: Path | None = None) -> dict[str, Tree]:
    """Parse texts with the model in builder/model.

    Args:
        texts: plain sentences.
        cache: JSON lines to keep parses in between runs; a new model needs a new file.
    """
    found: dict[str, Tree] = {}
    if cache is not None and cache.is_file():
        for line in cache.read_text(encoding="utf-8").splitlines():
            text, heads, relations = json.loads(line)
            found[text] = Tree(heads, relations)
    missing = [t for t in dict.fromkeys(texts) if t not in found]
    if missing:
        reader = LanguageReader(resource("builder/model"), resource("seeds/lexicon/abbreviations.csv"))
        for text in missing:
            doc = reader(text)
            found[text] = Tree([t.head.i for t in doc], [t.dep_ or "other" for t in doc])
    if cache is not None and missing:
        with cache.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps([t, *found[t]], ensure_ascii=False) + "\n" for t in missing)
    return found

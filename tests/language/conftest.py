"""What the language tests share: the blank tokenizer, the shipped abbreviations and the shipped model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.language.reader import LanguageReader, blank_english
from builder.language.sentences import load_abbreviations, mark_sentences
from builder.resources import resource

ABBREVIATIONS = "seeds/lexicon/abbreviations.csv"


@pytest.fixture(scope="session")
def split() -> Callable[..., list[str]]:
    """Split a text into sentences with the shipped abbreviations, without the model."""
    nlp, kinds = blank_english(), load_abbreviations(resource(ABBREVIATIONS))

    def sentences(text: str, paragraphs: tuple[tuple[int, int], ...] = ()) -> list[str]:
        doc = mark_sentences(nlp.make_doc(text), kinds, paragraphs)
        return [
            sent.text.strip() for sent in doc.sents
            if sent.text.strip()
        ]  # fmt: skip

    return sentences


@pytest.fixture(scope="module")
def reader() -> LanguageReader:
    """The language stage with the shipped model."""
    return LanguageReader(resource("builder/model"), resource(ABBREVIATIONS))

"""A few sentences through the real parser: what hand-built parses cannot promise."""

from __future__ import annotations

import datetime as dt

import pytest

from builder.pipeline import Pipeline, Settings
from builder.records import Article


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Everything but the relation model."""
    return Pipeline(Settings(coder="lexicon"))


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Turkish authorities jailed dozens of journalists.", "dozens of journalists", "TURMED"),
        (
            "Militants attacked a police headquarters in eastern Afghanistan.",
            "a police headquarters",
            "AFGCOP",
        ),
        ("Obama offered to send troops to Uganda.", "troops", "USAMIL"),
        ("Egypt recalled the country's ambassador in Rome.", "the country's ambassador", "EGYGOV"),
        ("Russian leader Vladimir Putin met Iran's foreign minister.", "Russian leader Vladimir Putin", "RUSGOV"),
        ("Gunmen killed twelve worshippers in Pakistan.", "twelve worshippers", "PAKCVL"),
        ("Ranil Quillfeather, the former Prime Minister of Sri Lanka, met the envoy.", "Ranil Quillfeather", "LKAELI"),
    ],
)
def test_real_parse(pipeline: Pipeline, text: str, phrase: str, code: str) -> None:
    """One mention with that code."""
    reading = pipeline.read(Article("a", "", text, dt.date(2016, 6, 1)))
    found = {reading.doc[m.token_start : m.token_end].text: m.code for m in reading.actors}
    assert found.get(phrase) == code

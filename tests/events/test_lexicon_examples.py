"""Every frame's example, read with the shipped model, yields the frame's code from its actor to its target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from builder.events.candidates import sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.lexicon import Frame, Lexicon, load_lexicon
from builder.language.reader import LanguageReader
from builder.ontology import Ontology
from builder.records import ActorMention
from builder.resources import resource

_TAG = re.compile(r"</?([at])>")
_CODES = {"a": "AAA", "t": "TTT"}


@dataclass(frozen=True)
class Outcome:
    """What came out of one example: (actor, target, code, rule) each."""

    frame: Frame
    found: tuple[tuple[str, str, str, str], ...]

    @property
    def ok(self) -> bool:
        """Whether the frame's code goes from the tagged actor to the tagged target."""
        return any(found[:3] == ("AAA", "TTT", self.frame.code) for found in self.found)

    def __str__(self) -> str:
        came = ", ".join(" ".join(found) for found in self.found) or "nothing"
        return f"{self.frame.id} {self.frame.source} {self.frame.code}: {self.frame.example}\n    came out: {came}"


def untag(example: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return an example without its tags, and the character spans that they enclosed."""
    plain, last = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for tag in _TAG.finditer(example):
        plain += example[last : tag.start()]
        last = tag.end()
        if tag[0].startswith("</"):
            spans[tag[1]] = (opened[tag[1]], len(plain))
        else:
            opened[tag[1]] = len(plain)
    return plain + example[last:], spans


def _outcomes(lexicon: Lexicon) -> Iterator[Outcome]:
    reader = LanguageReader(resource("builder/model"), resource("seeds/lexicon/abbreviations.csv"))
    for frame in lexicon.all_frames():
        text, spans = untag(frame.example)
        doc = reader(text)
        mentions = []
        for tag, code in _CODES.items():
            span = doc.char_span(*spans[tag], alignment_mode="expand")
            mentions.append(ActorMention(span.start, span.end, span.root.i, code, name=code))
        index = ActorIndex(doc, mentions)
        yield Outcome(
            frame,
            tuple(
                (c.actor.code, c.target.code, c.code, c.rule)
                for sent in doc.sents
                for c in sentence_candidates(sent, lexicon, index)
            ),
        )


@pytest.fixture(scope="module")
def lexicon(ontology: Ontology) -> Lexicon:
    """The shipped lexicon."""
    return load_lexicon(resource("seeds/lexicon"), ontology.actions)


@pytest.fixture(scope="module")
def outcomes(lexicon: Lexicon) -> list[Outcome]:
    """All examples, read once."""
    return list(_outcomes(lexicon))


def test_every_example_tags_one_actor_and_one_target(lexicon: Lexicon) -> None:
    wrong = [
        f"{frame.id} {frame.source}: {frame.example}"
        for frame in lexicon.all_frames()
        if sorted(m[0] for m in _TAG.finditer(frame.example)) != ["</a>", "</t>", "<a>", "<t>"]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_examples_yield_their_codes(outcomes: list[Outcome]) -> None:
    """Nearly all: one sentence in thirty or so is parsed wrongly, and which ones changes with the model."""
    failing = [outcome for outcome in outcomes if not outcome.ok]
    assert len(failing) <= 0.04 * len(outcomes), f"{len(failing)} of {len(outcomes)} fail:\n" + "\n".join(map(str, failing))

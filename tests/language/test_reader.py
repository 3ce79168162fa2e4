"""The language stage with the shipped model: what every later stage relies on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Span

from builder.errors import ModelError
from builder.language import LanguageReader, load_language
from builder.resources import resource

ABBREVIATIONS = resource("seeds/lexicon/abbreviations.csv")
MODEL = resource("builder/model")
ATTACK = "Russia attacked Ukraine on Friday."
LONG = f"Iran met the ministers of France in Geneva for hours of talks. {ATTACK} “Stop,” said the U.N. chief."


def labels(sent: Span) -> list[tuple[str, str, str, str, str, int]]:
    return [(t.text, t.pos_, t.tag_, t.lemma_, t.dep_, t.head.i - sent.start) for t in sent]


@pytest.mark.parametrize(
    "text",
    [LONG, "", " \n ", "  Iran \n met  Russia.\t It\x00went\u200bwell. ", "Café\r\nno point", "😀 b", "...", "Go"],
)
def test_text_is_kept_and_every_sentence_has_one_root(reader: LanguageReader, text: str) -> None:
    doc = reader(text)
    assert doc.text == text
    assert doc.tensor.shape[0] == len(doc)
    for sent in doc.sents:
        if sent.text.strip():
            assert [t.dep_ for t in sent].count("root") == 1
            assert [t for t in sent if t.head == t] == [sent.root]
            assert all(t.head.sent == sent for t in sent)


def test_tensor_has_a_vector_for_every_word(reader: LanguageReader) -> None:
    doc = reader(LONG)
    assert doc.tensor.dtype == np.float32
    assert doc.tensor.shape[0] == len(doc)
    assert (np.abs(doc.tensor).sum(1) > 0).all()
    sentence_vectors = doc.user_data["sentence_vectors"]
    assert sorted(sentence_vectors) == [s.start for s in doc.sents]
    assert {v.shape for v in sentence_vectors.values()} == {(doc.tensor.shape[1],)}


def test_a_plain_sentence_is_parsed_right(reader: LanguageReader) -> None:
    doc = reader(ATTACK)
    assert [t.dep_ for t in doc] == ["nsubj", "root", "obj", "case", "obl", "punct"]
    assert [t.head.text for t in doc[:3]] == ["attacked", "attacked", "attacked"]
    assert doc[1].lemma_ == "attack" and doc[1].pos_ == "VERB" and doc[0].pos_ == "PROPN"


def test_sentences_not_asked_for_stay_unparsed(reader: LanguageReader) -> None:
    doc, sentences = reader.tokenize(LONG)
    before = [(s.start, s.end) for s in sentences]
    assert reader.parse(doc, sentences[1:2]) == []
    assert [(s.start, s.end) for s in doc.sents] == before
    assert {t.dep_ for t in sentences[0]} == {t.dep_ for t in sentences[2]} == {""}
    assert all(t.dep_ for t in sentences[1])
    assert not doc.tensor[: sentences[0].end].any() and doc.tensor[sentences[1].start : sentences[1].end].any()


def test_a_sentence_is_parsed_alike_alone_and_among_others(reader: LanguageReader) -> None:
    alone, among = reader(ATTACK), reader(LONG)
    sent = list(among.sents)[1]
    assert sent.text == ATTACK
    assert labels(alone[:]) == labels(sent)
    assert np.array_equal(alone.tensor, among.tensor[sent.start : sent.end])
    vectors = alone.user_data["sentence_vectors"][0], among.user_data["sentence_vectors"][sent.start]
    assert np.array_equal(*vectors)


def test_two_loads_say_the_same(reader: LanguageReader) -> None:
    first, second = reader(LONG), LanguageReader(MODEL, ABBREVIATIONS)(LONG)
    assert labels(first[:]) == labels(second[:])
    assert np.array_equal(first.tensor, second.tensor)


def test_debris_is_no_sentence(reader: LanguageReader) -> None:
    text = f"Photo by a friend\n{ATTACK} It burned.\nRead more"
    start, end = text.index("Russia"), text.index("\nRead")
    doc, sentences = reader.tokenize(text, [(start, end)])
    assert doc.text == text
    assert [s.text.strip() for s in sentences] == [ATTACK, "It burned."]


def test_a_sentence_too_long_is_handed_back_and_the_next_is_parsed(reader: LanguageReader) -> None:
    doc, sentences = reader.tokenize("very " * 600 + f"long. {ATTACK}")
    assert reader.parse(doc, sentences) == sentences[:1]
    assert {t.dep_ for t in sentences[0]} == {""}
    assert sentences[1].root.text == "attacked"


def test_led_is_a_word_of_its_own(reader: LanguageReader) -> None:
    assert [t.text for t in reader("The U.S.-led coalition bombed Mosul.")][:4] == ["The", "U.S.", "-", "led"]


def test_it_is_a_spacy_pipeline(reader: LanguageReader) -> None:
    nlp = load_language(MODEL, ABBREVIATIONS)
    doc = nlp(LONG)
    assert labels(doc[:]) == labels(reader(LONG)[:])
    words = Matcher(nlp.vocab)
    words.add("attack", [[{"DEP": "nsubj"}, {"LEMMA": "attack", "POS": "VERB"}, {"DEP": "obj"}]])
    assert [span.text for span in words(doc, as_spans=True)] == ["Russia attacked Ukraine"]
    tree = DependencyMatcher(nlp.vocab)
    tree.add(
        "attack",
        [[
            {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "attack"}},
            {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "object", "RIGHT_ATTRS": {"DEP": "obj"}},
        ]],
    )  # fmt: skip
    assert [[doc[i].text for i in found] for _, found in tree(doc)] == [["attacked", "Ukraine"]]


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx: missing"):
        LanguageReader(tmp_path, ABBREVIATIONS)

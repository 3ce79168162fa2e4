"""Lemmas: scripts that undo themselves, and a dictionary for the words that name events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.language.lemmas import apply_script, dictionary_lemma, lemma_of, lemma_script

WORD = st.text(alphabet="abcdefgxyz", min_size=1, max_size=9)


@given(WORD, WORD)
def test_a_script_leads_from_the_form_to_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form.title(), lemma_script(form.title(), lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "script"), [("Tries", "try", "3|y"), ("was", "be", "=be"), ("talks", "talk", "1|")]
)
def test_scripts(form: str, lemma: str, script: str) -> None:
    assert lemma_script(form, lemma) == script


def test_a_script_learnt_on_one_word_serves_another() -> None:
    assert apply_script("parties", lemma_script("tries", "try")) == "party"


def test_a_script_that_cuts_too_much_leaves_the_word() -> None:
    assert apply_script("as", "3|y") == "as"
    assert apply_script("As", "2|") == "as"


def test_names_keep_their_capitals() -> None:
    assert lemma_of("Ukraine", "0|", "PROPN", "NNP") == "Ukraine"
    assert apply_script("Was", "=be", keep_case=True) == "Was"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("sided", "side"), ("bombed", "bomb"), ("Met", "meet"), ("agreed", "agree"), ("shelling", "shell")],
)
def test_verbs_come_from_the_dictionary_whatever_the_tagger_guessed(form: str, lemma: str) -> None:
    assert lemma_of(form, "3|zzz", "VERB", "VBD") == lemma
    assert dictionary_lemma(form, "VERB") == lemma


def test_nouns() -> None:
    assert lemma_of("Bombings", "5|zzz", "NOUN", "NNS") == "bombing"
    assert lemma_of("Meeting", "3|", "NOUN", "NN") == "meeting"


def test_other_words_follow_the_tagger() -> None:
    assert lemma_of("Was", "=be", "AUX", "VBD") == "be"
    assert lemma_of("their", "0|", "PRON", "PRP$") == "their"

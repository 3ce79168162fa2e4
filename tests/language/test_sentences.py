"""Sentence boundaries: where news text has points that end nothing, and ends without points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import SeedError
from builder.language.reader import blank_english
from builder.language.sentences import in_paragraphs, load_abbreviations, mark_sentences

Split = Callable[..., list[str]]
_NLP = blank_english()  # slow to build; every generated example takes the same one

# "|" stands where a sentence ends.
CASES = [
    "The U.S. Senate voted.| It passed.",
    "He lives in the U.S.| The ministry agreed.",
    "The U.S.-led force left.| Iran stayed.",
    "Gen. Ali spoke.| He left.",
    "Brig. Smith met Lt. Col. Jones.| Sgt. Ali left.",
    "Mr. Smith left.| Mrs. Jones stayed.",
    "John F. Kennedy met J. Smith.| They talked.",
    "WASHINGTON, Jan. 5 (Reuters) - Russia attacked Ukraine.| It was night.",
    "KYIV (AP) — Russia struck.| Kyiv replied!",
    "“We will fight.”| He left the room.",
    '"We will fight."| The minister left.',
    'He said, "Stop."| Then he left.',
    "“Will it end?” he asked.| Nobody knew.",
    "They met at 5 p.m.| The talks failed.",
    "They met at 5 p.m. on Friday.| It rained.",
    "In Dec. 2020 Iran left.| On Jan. 3 it came.",
    "He lives at No. 10.| It was late.",
    "The answer was no.| Iran left.",
    "It cost 3.5 million.| Iran paid.",
    "It (the army) left.| (It returned.)| Iran spoke.",
    "The talks... failed.| Iran left.",
    "Iran met Russia.|Israel objected.",
    "Wait!| Iran said no?| Yes.",
]


@pytest.mark.parametrize("marked", CASES)
def test_points_that_end_and_points_that_do_not(split: Split, marked: str) -> None:
    assert split(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_line_breaks_are_edges_without_paragraphs(split: Split) -> None:
    assert split("Russia attacks Kyiv\nIran objects") == ["Russia attacks Kyiv", "Iran objects"]


def test_a_paragraph_edge_ends_a_sentence_and_a_line_break_within_one_does_not(split: Split) -> None:
    text = "Russia attacks\nKyiv again\n\nIran objects"
    first = text.index("\n\n")
    assert split(text, ((0, first), (first + 2, len(text)))) == ["Russia attacks\nKyiv again", "Iran objects"]


def test_debris_forms_sentences_of_its_own(split: Split) -> None:
    text = "Photo by a friend\nRussia attacked Kyiv. It burned.\nRead more"
    start, end = text.index("Russia"), text.index("\nRead")
    assert split(text, ((start, end),)) == [
        "Photo by a friend", "Russia attacked Kyiv.", "It burned.", "Read more",
    ]  # fmt: skip


def test_in_paragraphs_tells_debris_from_text() -> None:
    assert in_paragraphs(5, 9, [(0, 20)])
    assert not in_paragraphs(25, 30, [(0, 20)])
    assert not in_paragraphs(15, 25, [(0, 20), (20, 40)])
    assert in_paragraphs(0, 3, [])


@given(st.text(alphabet="aA.!?\"”( \n1IU’", max_size=40))
def test_sentences_cover_every_text_once(text: str) -> None:
    doc = mark_sentences(_NLP.make_doc(text), {"u.": "open"})
    assert "".join(sent.text_with_ws for sent in doc.sents) == text


@pytest.mark.parametrize("row", ["Gen.,sometimes,", "Gen.,,", "Gen."])
def test_an_unknown_kind_names_file_and_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "abbreviations.csv"
    path.write_text(f"abbreviation,kind,note\nMr.,before_name,title\n{row}\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"abbreviations\.csv:3: kind"):
        load_abbreviations(path)

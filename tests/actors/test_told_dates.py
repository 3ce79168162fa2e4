"""People out of office, in sentences that tell of a time when they were in it."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.lang.en import English

from builder.actors import Knowledge, match_names
from builder.actors.told_dates import present

ON = dt.date(2018, 6, 1)


def _found(knowledge: Knowledge, text: str, *, sentences: bool = True) -> list[tuple[str, str]]:
    doc = English().make_doc(text)
    for token in doc if sentences else ():
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    return [(m.code, m.rule) for m in match_names(doc, knowledge, ON) if m.entry is not None and m.entry.person]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In 2013 Obama backed down over Syria.", "USAGOV"),
        ("In 2013, Obama backed down over Syria.", "USAGOV"),
        ("Obama, in 2013, backed down over Syria.", "USAGOV"),
        ("On 31 August 2013 President Obama backed down.", "USAGOV"),
        ("On Saturday, August 31, 2013, Obama backed down.", "USAGOV"),
        ("Barack Obama met the envoys in November 2015.", "USAGOV"),
        ("Obama said in 2013 that Iran was to blame.", "USAGOV"),
        ("In late 2013 Obama backed down.", "USAGOV"),
        ("In January 2017 Obama backed down.", "USAGOV"),
        ("Margaret Thatcher visited Moscow in the 1980s.", "GBRGOV"),
        ("Between 1991 and 1993 Boris Yeltsin fought the Duma.", "RUSGOV"),
        ("In 2013 Obama met people who had fled in 2003.", "USAGOV"),
        ("In 2007 Obama praised the deal.", "USALEG"),
    ],
)
def test_in_office_at_the_time_told(knowledge: Knowledge, text: str, code: str) -> None:
    """The office at that time."""
    assert _found(knowledge, text) == [(code, "name:told")]


@pytest.mark.parametrize(
    "text",
    [
        "Obama said on Friday that talks had failed.",
        "In 2013 the former president Obama met the envoys.",
        "Former US president Barack Obama met the envoys in 2013.",
        "The former president, Barack Obama, met the envoys in 2013.",
        "Obama, the former president, met the envoys in 2013.",
        "Ex-president Obama met the envoys in 2013.",
        "Since 2013 Obama has praised the deal.",
        "Obama praised the 2013 deal.",
        "In 2017 Obama praised the deal.",
        "In 1999 Obama praised the deal.",
        "Obama, who backed down in 2013, praised the deal.",
        "Obama said that in 2013 the war had begun.",
        "In 2013 the war had begun, Obama said.",
        "Obama on Friday praised what was agreed in 2013.",
        "It began in 2013. Obama praised it.",
    ],
)
def test_out_of_office(knowledge: Knowledge, text: str) -> None:
    """An elite, as before."""
    assert _found(knowledge, text) == [("USAELI", "name")]


def test_needs_sentences(knowledge: Knowledge) -> None:
    """Without boundaries nobody knows what a year belongs to."""
    assert _found(knowledge, "In 2013 Obama backed down.", sentences=False) == [("USAELI", "name")]


def test_which_of_two(knowledge: Knowledge) -> None:
    """The year also tells which of two former presidents a name means."""
    doc = English().make_doc("In 1990 George Bush backed down.")
    for token in doc:
        token.is_sent_start = token.i == 0
    found = [m for m in match_names(doc, knowledge, ON) if m.entry is not None]
    assert [(m.code, m.rule) for m in found] == [("USAGOV", "name:told")]
    assert found[0].entry is not None and found[0].entry.start < "1990"


def test_other_sentences_keep_the_present(knowledge: Knowledge) -> None:
    """What one sentence tells of is not taught to the next ones."""
    assert present("USAGOV", "name:told", "barack-obama", "Barack Obama", knowledge, "2018-06-01")[0] == "USAELI"
    text = "In 2013 Obama backed down. Obama met the envoys."
    assert [code for code, _ in _found(knowledge, text)] == ["USAGOV", "USAELI"]

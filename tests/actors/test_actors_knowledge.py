"""Files, their checks, the cache, and what the shipped knowledge holds."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from builder.actors import Knowledge, has_actor_words, load_knowledge, match_names
from builder.actors.lint import lint
from builder.actors.normalise import plural
from builder.errors import SeedError
from builder.resources import resource

NAMES = "id,name,aliases,code,kind,start,end,source\n"
OFFICES = "id,person,name,aliases,office,code,start,end,source\n"
ON = dt.date(2025, 6, 14)


def _doc(text: str) -> Doc:
    doc = English().make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    return doc


def _codes(knowledge: Knowledge, text: str, on: dt.date = ON) -> list[tuple[str, str]]:
    doc = _doc(text)
    found = match_names(doc, knowledge, on)
    return [(doc[m.token_start : m.token_end].text, m.code) for m in found if m.entry is not None]


def test_shipped_knowledge_has_no_errors() -> None:
    """Warnings are for people to judge; errors are not shipped."""
    assert [str(p) for p in lint() if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("header", "line", "message"),
    [
        (NAMES, "a,Aland Front,,QQQREB,rebels,,,x", "begins with 'QQQ'"),
        (NAMES, "a,Aland Front,,finreb,rebels,,,x", "is not of the form"),
        (NAMES, "a,Aland Front,,FINREB,rebels,2020,2010,x", "before it begins"),
        (NAMES, "a,Aland Front,,FINREB,rebels,2020-02-31,,x", "no date of the calendar"),
        (NAMES, "a,Aland Front,,FINREB,rebels,,,x\na,Other Front,,FINREB,rebels,,,x", "already at"),
        (NAMES, "a,Aland Front,,FINREB,rebels,,,x\nb,Aland Front,,SWEREB,rebels,,,x", "at the same time"),
        (NAMES, "a,Aland Front,,FINREB,rebels,,", "7 values, expected 8"),
        ("id,name\n", "a,b", "unknown header"),
        (
            OFFICES,
            "a,p,Per Persson,,president,FINGOV,2000,2010,x\nb,p,Per Persson,,president,FINGOV,2005,2012,x",
            "overlaps the same person's other term",
        ),
        (
            OFFICES,
            "a,p,Per Persson,,president,FINGOV,2000,2010,x\nb,q,Olle Olsson,,president,FINGOV,2005,2012,x",
            "are both president",
        ),
        ("id,name,plural,role,secondary,kind,source\n", "a,captain,,MIX,,holder,x", "role 'MIX' is not"),
        ("id,name,plural,role,secondary,kind,source\n", "a,captain,,MIL,,chief,x", "is none of holder"),
    ],
)
def test_lint_names_the_line_of_what_is_wrong(tmp_path: Path, header: str, line: str, message: str) -> None:
    """Each kind of mistake."""
    path = tmp_path / "own.csv"
    path.write_text(header + line + "\n", encoding="utf-8")
    found = [str(p) for p in lint([path]) if p.path == path]
    assert any(message in text and str(path) in text for text in found), found


def test_a_broken_file_stops_loading(tmp_path: Path) -> None:
    """With the file and the line."""
    path = tmp_path / "own.csv"
    path.write_text(NAMES + "a,b,c\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"own\.csv:2: 3 values"):
        load_knowledge([path])
    with pytest.raises(SeedError, match="no such file"):
        load_knowledge([tmp_path / "missing.csv"])


def test_own_files_win(tmp_path: Path) -> None:
    """Theirs before ours, for the same name."""
    path = tmp_path / "own.csv"
    path.write_text(NAMES + "own-hamas,Hamas,,PSEGOV,group,,,our reading\n", encoding="utf-8")
    assert _codes(load_knowledge([path]), "Hamas spoke") == [("Hamas", "PSEGOV")]
    assert _codes(load_knowledge(), "Hamas spoke") != [("Hamas", "PSEGOV")]


def test_loading_needs_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be written, and one that holds rubbish, change nothing."""
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "names.csv").write_text(NAMES + "x,Testland,,FRA,country,,,x\n", encoding="utf-8")
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert [e.code for _, e in load_knowledge(directory=folder).lookup("Testland")] == ["FRA"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_knowledge(directory=folder)
    (cached,) = (tmp_path / "cache" / "dyads").glob("*.bin")
    cached.write_bytes(b"rubbish")
    assert [e.code for _, e in load_knowledge(directory=folder).lookup("Testland")] == ["FRA"]


def test_cache_follows_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed line is seen at once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "actors"
    folder.mkdir()
    for code in ("FRA", "ITA"):
        (folder / "names.csv").write_text(NAMES + f"x,Testland,,{code},country,,,x\n", encoding="utf-8")
        assert [e.code for _, e in load_knowledge(directory=folder).lookup("Testland")] == [code]


def test_every_country_and_its_words_are_known(knowledge: Knowledge) -> None:
    """Each code of the ontology that is a country has a line, and each line's words lead to it."""
    with resource("seeds/actors/states.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with resource("seeds/ontology/areas.csv").open(encoding="utf-8", newline="") as file:
        countries = {row["code"] for row in csv.DictReader(file) if row["kind"] == "country"}
    assert countries - {row["code"] for row in rows} == {"XKX"}  # Kosovo has CAMEO's code, KSV
    for row in rows:
        for word in [
            row["name"],
            *filter(None, row["adjectives"].split("|")),
            *filter(None, row["capital"].split("|")),
        ]:
            assert row["code"] in {entry.code for _, entry in knowledge.lookup(word)}, word


def test_roles_cover_what_news_calls_people(knowledge: Knowledge) -> None:
    """At least 700, each with a code of the ontology."""
    assert len(knowledge.role_list) >= 700
    for index in range(len(knowledge.role_list)):
        role = knowledge.role(index)
        assert role.role in {*knowledge.role_codes, ""}, role


def test_longest_name_wins(knowledge: Knowledge) -> None:
    """ "South Sudan" is not Sudan; "Guinea-Bissau" is written with a hyphen or without."""
    assert _codes(knowledge, "South Sudan left") == [("South Sudan", "SSD")]
    assert _codes(knowledge, "Guinea-Bissau left") == [("Guinea-Bissau", "GNB")]
    assert _codes(knowledge, "Guinea Bissau left") == [("Guinea Bissau", "GNB")]


def test_acronyms_need_their_capitals(knowledge: Knowledge) -> None:
    """ "us" is a pronoun."""
    assert _codes(knowledge, "The US helped us") == [("US", "USA")]
    assert _codes(knowledge, "The U.S. helped us") == [("U.S.", "USA")]


def test_ambiguous_names_follow_the_article(tmp_path: Path) -> None:
    """The country that the article names decides; without one the name stays without a code."""
    path = tmp_path / "own"
    path.mkdir()
    (path / "names.csv").write_text(
        NAMES
        + "a,Quux Front,,MLIREB,group,,,x\nb,Quux Front,,NERREB,group,,,x\nm,Mali,,MLI,country,,,x\nn,Niger,,NER,country,,,x\n",
        encoding="utf-8",
    )
    knowledge = load_knowledge(directory=path)
    assert _codes(knowledge, "The Quux Front left Niger")[0] == ("Quux Front", "NERREB")
    assert _codes(knowledge, "The Quux Front left")[0] == ("Quux Front", "")


def test_gate_lets_only_sentences_with_actors_through(knowledge: Knowledge) -> None:
    """A name, a role noun, or a pronoun after one."""
    doc = _doc("It rained all day. Protesters marched. They shouted. The sun shone.")
    names = match_names(doc, knowledge, ON)
    assert [has_actor_words(sent, names, knowledge) for sent in doc.sents] == [False, True, True, False]


def test_a_text_without_words_has_no_names(knowledge: Knowledge) -> None:
    """Empty and blank texts."""
    assert match_names(English().make_doc(""), knowledge, ON) == []
    assert match_names(English().make_doc(" - . "), knowledge, ON) == []


@pytest.mark.parametrize(
    ("one", "many"), [("gunman", "gunmen"), ("ministry", "ministries"), ("boss", "bosses"), ("boy", "boys")]
)
def test_plurals(one: str, many: str) -> None:
    """Regular plurals are made; the others stand in the file."""
    assert plural(one) == many

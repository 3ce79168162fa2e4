"""Who a name is on a day, and what else it can mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.actors import Knowledge, load_knowledge
from builder.actors.finding import Finding, find_name, places

NAMES = "id,name,aliases,code,kind,start,end,source\n"
OFFICES = "id,person,name,aliases,office,code,start,end,source\n"


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _small(folder: Path) -> Knowledge:
    """Two people with one surname, one organisation that ended, in a country that we all know."""
    (folder / "people.csv").write_text(
        OFFICES + "ada-1,ada,Ada Lundqvist,,prime minister,SWEGOV,1990,1999-06-30,x\n"
        "ada-2,ada,Ada Lundqvist,,foreign minister,SWEGOV,2005-01-01,,x\n"
        "bo-1,bo,Bo Lundqvist,,mayor,SWEGOV,2000,2010,x\n",
        encoding="utf-8",
    )
    (folder / "names.csv").write_text(
        NAMES + "league,Åland League,Lundqvist League,FINREB,armed-group,1990,1995,x\n", encoding="utf-8"
    )
    return load_knowledge(directory=folder)


def test_a_bare_surname_finds_the_person_with_every_term(knowledge: Knowledge) -> None:
    found = find_name("Lavrov", knowledge, _day("2014-05-01"))
    assert found[0].name == "Sergei Lavrov"
    assert (found[0].code, found[0].kind, found[0].chosen) == ("RUSGOV", "foreign minister", True)
    assert any(item.why == "an earlier term, over since 2004-03-09" for item in found)


def test_a_surname_that_no_line_has_alone_finds_whoever_bears_it(tmp_path: Path) -> None:
    found = find_name("lundqvist", _small(tmp_path), _day("2007-01-01"))
    assert [(item.how, item.id, item.code) for item in found] == [
        ("surname", "ada-2", "SWEGOV"),
        ("surname", "bo-1", "SWEGOV"),
        ("surname", "ada-1", ""),
        ("part", "league", "FINREB"),
    ]
    assert not any(item.chosen for item in found)


@pytest.mark.parametrize(
    ("day", "code", "ident", "why"),
    [
        ("1980-01-01", "SWE", "ada-1", "not yet in office on 1980-01-01, so the bare country"),
        ("1995-01-01", "SWEGOV", "ada-1", "in force on 1995-01-01"),
        ("2002-01-01", "SWEELI", "ada-1", "out of office since 1999-06-30"),
        ("2020-01-01", "SWEGOV", "ada-2", "in force on 2020-01-01"),
    ],
)
def test_the_code_follows_the_day(tmp_path: Path, day: str, code: str, ident: str, why: str) -> None:
    found = find_name("Ada Lundqvist", _small(tmp_path), _day(day))
    assert (found[0].code, found[0].id, found[0].why, found[0].chosen) == (code, ident, why, True)
    assert [item.code for item in found[1:]] == [""]


def test_what_has_ended_keeps_its_code_and_says_so(tmp_path: Path) -> None:
    [item] = find_name("aland league", _small(tmp_path), _day("2001-01-01"))
    assert (item.code, item.why) == ("FINREB", "ended 1995; keeps its code")
    assert not item.chosen  # in small letters a text would not mean the league


def test_diacritics_do_not_count(knowledge: Knowledge) -> None:
    on = _day("2020-01-01")
    assert find_name("Erdoğan", knowledge, on) == find_name("Erdogan", knowledge, on)


def test_a_role_and_its_country_are_put_together_and_the_holder_is_named(knowledge: Knowledge) -> None:
    found = find_name("Russian defence minister", knowledge, _day("2014-05-01"))
    assert (found[0].how, found[0].code, found[0].id) == ("phrase", "RUSGOV", "russia + role-defence-minister")
    assert [item.name for item in found if item.how == "holder"] == ["Sergei Shoigu"]


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Israeli military", "ISRMIL"),
        ("the president of Ghana", "GHAGOV"),
        ("the former president of Ghana", "GHAELI"),
        ("French police", "FRACOP"),
    ],
)
def test_phrases_have_the_code_that_a_text_would_get(knowledge: Knowledge, phrase: str, code: str) -> None:
    first = find_name(phrase, knowledge, _day("2015-05-01"))[0]
    assert (first.code, first.chosen) == (code, True)


def test_a_title_before_a_name_leads_to_the_person(knowledge: Knowledge) -> None:
    assert find_name("President Putin", knowledge, _day("2015-01-01"))[0].name == "Vladimir Putin"


def test_role_nouns_and_phrases_that_are_no_actor_say_what_they_are(knowledge: Knowledge) -> None:
    on = _day("2015-01-01")
    assert find_name("troops", knowledge, on)[0].why == "adds MIL to its country"
    assert find_name("New Jersey", knowledge, on)[0] == Finding(
        "not_actor", "", "New Jersey", "", "", "", "never an actor", "", True
    )


@pytest.mark.parametrize("text", ["", "  ", "...", "Qwertyuiop Zxcvb"])
def test_what_nobody_is_called_finds_nothing(knowledge: Knowledge, text: str) -> None:
    assert find_name(text, knowledge, _day("2015-01-01")) == ()


def test_a_line_of_the_users_is_chosen_and_says_that_it_wins(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(NAMES + "own-nato,NATO,,WSTMIL,igo,,,x\n", encoding="utf-8")
    found = find_name("NATO", load_knowledge([own]), _day("2015-01-01"))
    assert (found[0].id, found[0].code, found[0].chosen) == ("own-nato", "WSTMIL", True)
    assert found[0].why.endswith("your own line, which wins")
    assert {item.code for item in found if item.how == "name"} >= {"WSTMIL", "IGOWSTNAT"}
    assert places(["own-nato"], [own]) == {"own-nato": (own, 2)}

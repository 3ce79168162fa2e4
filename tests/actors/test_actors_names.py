"""Whose name it is: strangers, holders of an office, and corrections with their guards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from spacy.lang.en import English

from builder.actors import Knowledge, load_knowledge, match_names
from builder.actors.files import CORRECTIONS, split
from builder.actors.lint import lint

HEADER = ",".join(CORRECTIONS) + "\n"


def _small(folder: Path) -> Path:
    """Write a few lines of knowledge into a folder; return the path of its corrections."""
    names = "id,name,aliases,code,kind,start,end,source\nhamas,Hamas,,PSEREBHMS,armed-group,,,x\ngaza,Gaza,,PSE,region,,,x\n"
    offices = "id,person,name,aliases,office,code,start,end,source\n"
    obama = "obama-2009,barack-obama,Barack Obama,Obama,president,USAGOV,2009-01-20,2017-01-20,x\n"
    (folder / "names.csv").write_text(names + "russia,Russia,,RUS,country,,,x\n", encoding="utf-8")
    (folder / "offices.csv").write_text(offices + obama, encoding="utf-8")
    return folder / "corrections.csv"


def _codes(knowledge: Knowledge, text: str, on: str = "2016-06-01") -> dict[str, str]:
    doc = English().make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    found = match_names(doc, knowledge, dt.date.fromisoformat(on))
    return {doc[m.token_start : m.token_end].text: m.code for m in found if m.entry is not None and m.code}


@pytest.mark.parametrize(
    "text",
    [
        "Omar Haddad met the envoys",
        "Gen. Assad Khan spoke to the villagers",
        "Police arrested Erdogan Yilmaz on Monday",
        "Judge Trump Jackson rejected the appeal",
        "President Castro Alvarez met the ambassador",
        "The officials saw Melania Trump there",
        "Melania Trump visited the border",
        "Obama Primary School pupils protested",
        "Sharon Osbourne attacked the judge",
    ],
)
def test_a_surname_in_a_strangers_name_is_nobody(knowledge: Knowledge, text: str) -> None:
    """Whoever else bears it."""
    assert _codes(knowledge, text, "2018-05-01") == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("President Erdogan arrived", "TURGOV"),
        ("On Sunday Erdogan arrived", "TURGOV"),
        ("But Erdogan arrived", "TURGOV"),
        ("Critics said Erdogan Monday arrived", "TURGOV"),
        ("They accused President al-Assad of lying", "SYRGOV"),
        ("Erdogan Hails Great Victory", "TURGOV"),
        ("Recep Erdogan arrived", "TURGOV"),
    ],
)
def test_titles_days_and_headlines_leave_the_holder_in_office(knowledge: Knowledge, text: str, code: str) -> None:
    """Capitals beside a name do not always belong to it."""
    assert list(_codes(knowledge, text).values()) == [code]


def test_a_surname_is_whoever_was_named_in_full_before(knowledge: Knowledge) -> None:
    """A stranger who has been introduced keeps the name; so does another person of the dictionary."""
    assert _codes(knowledge, "The banker Omar Haddad resigned . Haddad will leave", "2024-05-01") == {}
    assert _codes(knowledge, "Haddad will leave", "2024-05-01") == {"Haddad": "BRAGOV"}
    assert _codes(knowledge, "Kim Yo-jong spoke . Kim left", "2020-05-01").get("Kim") != "KORGOV"


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Clinton", "1994-02-01", "USAGOV"),
        ("Clinton", "2010-02-01", "USAGOV"),
        ("Bush", "1990-02-01", "USAGOV"),
        ("Bush", "2002-02-01", "USAGOV"),
        ("Bush", "2010-02-01", "USAELI"),
        ("Johnson", "2020-05-01", "GBRGOV"),
        ("Johnson", "1999-05-01", ""),
        ("Obama", "2012-05-01", "USAGOV"),
        ("Trump", "2018-05-01", "USAGOV"),
        ("Trump", "2022-05-01", "USAELI"),
    ],
)
def test_a_bare_surname_is_the_holder_in_office(knowledge: Knowledge, name: str, on: str, code: str) -> None:
    """Nobody before the first office."""
    assert _codes(knowledge, f"{name} spoke", on).get(name, "") == code


def test_the_most_prominent_office_decides_among_equals(tmp_path: Path) -> None:
    """The country of the article first, then a president before a mayor; two presidents stay ambiguous."""
    header = "id,person,name,aliases,office,code,start,end,source\n"
    path = tmp_path / "names.csv"
    mayor, president = "a,a,Aba Qwert,Qwert,mayor,FRAGOV,2000,,x\n", "b,b,Beb Qwert,Qwert,president,DEUGOV,2000,,x\n"
    states = "id,name,aliases,code,kind,start,end,source\nf,France,,FRA,country,,,x\n"
    (tmp_path / "states.csv").write_text(states, encoding="utf-8")
    path.write_text(header + mayor + president, encoding="utf-8")
    assert _codes(load_knowledge(directory=tmp_path), "Qwert spoke") == {"Qwert": "DEUGOV"}
    assert _codes(load_knowledge(directory=tmp_path), "Qwert left France")["Qwert"] == "FRAGOV"
    path.write_text(header + mayor.replace("mayor", "prime minister") + president, encoding="utf-8")
    assert _codes(load_knowledge(directory=tmp_path), "Qwert spoke") == {}


def test_an_acronym_that_the_article_defines_is_not_looked_up(knowledge: Knowledge) -> None:
    """The French utility is EDF, unless the forces of Estonia are."""
    text = "The Estonian Defence Forces (EDF) sent men . EDF denied it"
    assert "EDF" not in _codes(knowledge, text)
    assert _codes(knowledge, "The utility EDF denied it")["EDF"] == "FRAGOVBUS"
    assert _codes(knowledge, "The International Monetary Fund (IMF) agreed")["IMF"].startswith("IGO")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Congress passed a bill after Donald Trump and Barack Obama spoke in the United States", "USALEG"),
        ("India voted . Congress lost seats to Narendra Modi in India", "IND"),
        ("Brazil mourned . Congress met in Brazil", "BRALEG"),
        ("Nigeria voted . The Senate met in Nigeria", "NGALEG"),
        ("The Senate met in Australia", "AUSLEG"),
        ("Israel voted . Labour lost in Israel", "ISR"),
    ],
)
def test_parliaments_and_parties_are_of_the_country_of_the_article(knowledge: Knowledge, text: str, code: str) -> None:
    """The same word in each."""
    found = _codes(knowledge, text)
    assert next(found[name] for name in ("Congress", "Senate", "The Senate", "Labour") if name in found).startswith(code)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Jordan Bardella spoke", "Jordan Bardella", "FRAOPP"),
        ("Santiago Abascal spoke", "Santiago Abascal", "ESPOPP"),
        ("Victoria Nuland spoke", "Victoria Nuland", "USAGOV"),
        ("The Paris Club agreed", "Paris Club", "IGOBUS"),
        ("The Church of England agreed", "Church of England", "GBRCHRPRO"),
        ("The Bank of America agreed", "Bank of America", "MNCUSA"),
        ("Sofia agreed", "Sofia", "BGR"),
        ("A Central American leader agreed", "Central American", "LAM"),
        ("The Kurdistan Workers’ party agreed", "Kurdistan Workers’ party", "TURREB"),
    ],
)
def test_names_that_hold_the_name_of_a_place(knowledge: Knowledge, text: str, name: str, code: str) -> None:
    """Are themselves."""
    assert _codes(knowledge, text, "2023-05-01").get(name, "").startswith(code)


def test_no_phrase_is_an_actor_and_none(knowledge: Knowledge) -> None:
    """What not_actors.csv says would hide the line that other files have."""
    path = Path(__file__).parents[2] / "seeds" / "actors" / "not_actors.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    phrases = [phrase for row in rows for phrase in [row[1], *split(row[2])]]
    assert [phrase for phrase in phrases if knowledge.lookup(phrase)] == []


@pytest.mark.parametrize(
    "text",
    [
        "He left New Jersey",
        "They saw a guinea pig",
        "Voters in Georgia left Atlanta",
        "Michael Jordan played",
        "Chad Johnson played . Chad won",
        "They ate Turkey with cranberry sauce",
        "In May the talks began",
    ],
)
def test_names_that_only_look_like_actors(knowledge: Knowledge, text: str) -> None:
    """The shipped corrections at work."""
    assert _codes(knowledge, text, "2018-05-01") == {}


def test_guards_let_the_actor_through(knowledge: Knowledge) -> None:
    """Where they do not hold."""
    assert _codes(knowledge, "Voters in Georgia left Tbilisi")["Georgia"] == "GEO"
    assert _codes(knowledge, "Chad accused Sudan")["Chad"] == "TCD"
    assert _codes(knowledge, "May said she would leave", "2018-05-01") == {"May": "GBRGOV"}
    assert _codes(knowledge, "May said she would leave", "2021-05-01") == {}


@pytest.mark.parametrize(
    ("line", "text", "on", "found"),
    [
        ("c,Hamas,,,,Quxtown,,,,drop,,x", "Hamas spoke in Quxtown", "2016-06-01", {}),
        ("c,Hamas,,,,Quxtown,,,,drop,,x", "Hamas spoke", "2016-06-01", {"Hamas"}),
        ("c,Hamas,,the so called,,,,,,drop,,x", "the so-called Hamas spoke", "2016-06-01", {}),
        ("c,Hamas,,,spoke,,Gaza,,,drop,,x", "Hamas spoke in Gaza", "2016-06-01", {"Hamas", "Gaza"}),
        ("c,Hamas,,,,,,2015,2016-05,drop,,x", "Hamas spoke", "2016-05-31", {}),
        ("c,Hamas,,,,,,2015,2016-05,drop,,x", "Hamas spoke", "2016-06-01", {"Hamas"}),
        ("c,,hamas,,,,,2015,,drop,,x", "Hamas spoke", "2016-06-01", {}),
        ("c,Quxland,russia,,,,,2015,,code,RUSREB,x", "Quxland spoke", "2016-06-01", {"Quxland"}),
        ("c,Quxland,,,spoke,,,,,code,RUSREB,x", "Quxland slept", "2016-06-01", {}),
    ],
)
def test_a_correction_applies_where_its_guard_holds(
    tmp_path: Path, line: str, text: str, on: str, found: set[str]
) -> None:
    """Each part of the guard."""
    path = _small(tmp_path)
    path.write_text(HEADER + line + "\n", encoding="utf-8")
    assert set(_codes(load_knowledge(directory=tmp_path), text, on)) == set(found)


def test_a_correction_gives_a_code(tmp_path: Path) -> None:
    """To words, and to an actor whatever it is called."""
    path = _small(tmp_path)
    path.write_text(HEADER + "a,Hamas,,,,Quxtown,,,,code,PSEGOV,x\nb,,barack-obama,,,,,2012,,code,USAELI,x\n", encoding="utf-8")
    own = load_knowledge(directory=tmp_path)
    assert _codes(own, "Hamas spoke in Quxtown")["Hamas"] == "PSEGOV"
    assert _codes(own, "Barack Obama spoke")["Barack Obama"] == "USAELI"
    assert _codes(own, "Barack Obama spoke", "2011-06-01")["Barack Obama"] == "USAGOV"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("c,,,,,near,,,,drop,,x", "neither text nor actor"),
        ("c,,nobody-at-all,,,near,,,,drop,,x", "the id of no line"),
        ("c,Hamas,,,,near,,,,code,,x", "belongs to the change"),
        ("c,Hamas,,,,near,,,,drop,PSEGOV,x", "belongs to the change"),
        ("c,Hamas,,,,,,,,drop,,x", "no guard"),
        ("c,Hamas,,,,near,,,,drop,,", "reason is empty"),
        ("c,Hamas,,,,near,,,,code,QQQGOV,x", "begins with 'QQQ'"),
        ("c,Hamas,,,,,,2020,2010,drop,,x", "before it begins"),
    ],
)
def test_lint_reads_corrections(tmp_path: Path, line: str, message: str) -> None:
    """Each kind of mistake, with its line."""
    path = _small(tmp_path)
    path.write_text(HEADER + line + "\n", encoding="utf-8")
    found = [str(p) for p in lint(directory=tmp_path) if p.path == path and p.severity == "error"]
    assert any(message in text and ":2" in text for text in found), found

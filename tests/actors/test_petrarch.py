"""Dictionaries of PETRARCH-2 and TABARI in, our own files out, and back again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.actors import Knowledge, load_knowledge
from builder.actors.exporting import flat_rows, to_petrarch
from builder.actors.finding import find_name
from builder.actors.importing import convert, write_imported
from builder.actors.lint import lint
from builder.actors.petrarch import DatedCode, Dictionary, parse_day, parse_dictionary, pieces_of_time

ACTORS = """\
# A comment
SWEDEN_ [SWE]  # the country
+SVERIGE_
+U.K._OF_SWEDEN
ADA_LUNDQVIST_
+LUNDQVIST_
\t[SWEGOV 900101-19990630]
\t[SWEGOV >20050101]
\t[SWEELI]
BO_KI-MOON_\t[SWEMIL <901231][SWEOPP]
ALAND_FRONT_(AF)_ [FINREB <19950101]
"""
AGENTS = """\
!PERSON! = MAN, MEN, WOMAN
FARMER [~AGR]
TRIGGERMAN {} [~UAF]
CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]
HERDS!PERSON! [~AGR]
BUDDHIST_STUDENT [~BUDEDU]
"""


def _read(text: str) -> Dictionary:
    return parse_dictionary([line.encode() for line in text.split("\n")], Path("d.txt"))


def _import(text: str, knowledge: Knowledge, out: Path) -> Knowledge:
    """Load what an import of `text` writes, and nothing else."""
    out.parent.mkdir(exist_ok=True)
    write_imported(convert([_read(text)], knowledge), out)
    return load_knowledge(directory=out.parent)


def test_names_synonyms_and_codes_with_dates_are_read() -> None:
    read = _read(ACTORS)
    assert read.unread == []
    assert read.lines == 10
    assert [actor.names for actor in read.actors] == [
        ["SWEDEN", "SVERIGE", "U.K. OF SWEDEN"],
        ["ADA LUNDQVIST", "LUNDQVIST"],
        ["BO KI-MOON"],
        ["ALAND FRONT", "AF"],
    ]
    assert read.actors[1].codes == [
        DatedCode("SWEGOV", dt.date(1990, 1, 1), dt.date(1999, 6, 30), True),
        DatedCode("SWEGOV", dt.date(2005, 1, 1), None, True),
        DatedCode("SWEELI"),
    ]
    assert read.actors[2].codes == [DatedCode("SWEMIL", None, dt.date(1990, 12, 30), True), DatedCode("SWEOPP")]


def test_role_nouns_plurals_and_sets_of_words_are_read() -> None:
    read = _read(AGENTS)
    assert read.unread == []
    assert [(agent.names, agent.plurals, agent.code) for agent in read.agents] == [
        (("FARMER",), None, "AGR"),
        (("TRIGGERMAN",), (), "UAF"),
        (("CHAMBER OF COMMERCE",), ("CHAMBERS OF COMMERCE",), "BUS"),
        (("HERDSMAN", "HERDSMEN", "HERDSWOMAN"), (), "AGR"),
        (("BUDDHIST STUDENT",), None, "BUDEDU"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason", "words"),
    [
        ("ADA_\n\t[SWEGOV 901301-910101]", 2, "date", "'19901301' is no day of the calendar"),
        ("ADA_\n\t[SWEGOV 90010-910101]", 2, "date", "neither six nor eight digits"),
        ("ADA_\n\t[SWEGOV 900101]", 2, "date", "neither <, > nor a second date"),
        ("ADA_\n\t[SWEGOV 950101-900101]", 2, "dates reversed", "ends before it begins"),
        ("ADA_ [SWEGOV214]", 1, "not a code", "'SWEGOV214'"),
        ("ADA_ [SWEGOV", 1, "brackets", "not a row of"),
        ("ADA_ [SWE] and more", 1, "brackets", "not a row of"),
        ("ADA_ [---]", 1, "no actor meant", "says that the name is no actor"),
        ("ADA_", 1, "no code", "'ADA' has no code"),
        ("+ADA_", 1, "no actor", "stands under no actor"),
        ("\t[SWE]", 1, "no actor", "stands under no actor"),
        ("[~GOV]", 1, "brackets", "NOUN {PLURAL} [~ROLE]"),
        ("OBSERVER [IGO~]", 1, "role before country", "comes before the country's"),
        ("HERDS!PERSON! [~AGR]", 1, "set of words", "!PERSON! is not defined"),
        ("!PERSON = MAN", 1, "set of words", "not of the form"),
        ("A\x1aDA_ [SWE]", 1, "no text", "no text"),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_reason(text: str, line: int, reason: str, words: str) -> None:
    [unread] = _read(text).unread
    assert (unread.line, unread.reason) == (line, reason)
    assert words in unread.detail
    assert str(unread).startswith(f"d.txt:{line}: ")


def test_a_line_that_cannot_be_read_takes_nothing_else_with_it() -> None:
    read = _read("ADA_\n\t[SWEGOV 901301-910101]\n\t[SWEELI]\nBO_ [FIN]")
    assert [(actor.names, [code.code for code in actor.codes]) for actor in read.actors] == [
        (["ADA"], ["SWEELI"]),
        (["BO"], ["FIN"]),
    ]


def test_lines_that_are_not_utf8_are_windows_1252() -> None:
    read = parse_dictionary([b"C\xd4TE_D\x92IVOIRE_ [CIV]"], Path("d.txt"))
    assert read.actors[0].names == ["CÔTE D’IVOIRE"]


@given(st.dates(dt.date(1931, 1, 1), dt.date(2030, 12, 31)))
def test_days_read_the_same_in_six_and_in_eight_digits(day: dt.date) -> None:
    assert parse_day(f"{day:%y%m%d}") == parse_day(f"{day:%Y%m%d}") == day


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_bytes_stop_the_reading(lines: list[bytes]) -> None:
    read = parse_dictionary(lines, Path("d.txt"))
    assert read.lines <= len(lines)
    assert all(1 <= unread.line <= len(lines) for unread in read.unread)


_DAYS = st.dates(dt.date(1990, 1, 1), dt.date(1990, 3, 1))


@st.composite
def _codes(draw: st.DrawFn) -> DatedCode:
    code = draw(st.sampled_from(["SWEGOV", "SWEMIL", "SWEELI"]))
    start, end = draw(st.none() | _DAYS), draw(st.none() | _DAYS)
    if start and end and end < start:
        start, end = end, start
    return DatedCode(code, start, end, start is not None or end is not None)


@given(st.lists(_codes(), min_size=1, max_size=5), st.dates(dt.date(1989, 12, 1), dt.date(1990, 4, 1)))
def test_pieces_of_time_never_overlap_and_say_what_the_codes_say(codes: list[DatedCode], day: dt.date) -> None:
    """On any day: the first restriction that holds, else the first code without one, else nothing."""

    def holds(code: DatedCode) -> bool:
        return (code.start is None or code.start <= day) and (code.end is None or day <= code.end)

    ordered = [c for c in codes if c.dated] + [c for c in codes if not c.dated]
    wanted = [code.code for code in ordered if holds(code)][:1]
    assert [piece.code for piece in pieces_of_time(codes) if holds(piece)] == wanted


def test_an_import_loads_as_a_users_file_and_codes_by_the_day(tmp_path: Path, knowledge: Knowledge) -> None:
    out = tmp_path / "made" / "dictionary.csv"
    imported = _import(ACTORS + AGENTS, knowledge, out)
    files = sorted(path.name for path in out.parent.iterdir())
    assert files == ["dictionary-people.csv", "dictionary-roles.csv", "dictionary.csv"]
    assert [str(p) for p in lint([out.parent]) if p.severity == "error"] == []

    def code(name: str, day: str) -> str:
        return find_name(name, imported, dt.date.fromisoformat(day))[0].code

    assert code("Sverige", "2020-01-01") == "SWE"
    assert [code("Lundqvist", f"{year}-01-01") for year in (1980, 1995, 2002, 2010)] == [
        "SWEELI",
        "SWEGOV",
        "SWEELI",
        "SWEGOV",
    ]
    assert code("Bo Ki-moon", "1989-01-01") == "SWEMIL"
    assert code("AF", "1990-01-01") == "FINREB"
    assert find_name("herdsmen", imported, dt.date(2000, 1, 1))[0].why == "adds AGR to its country"
    assert find_name("Buddhist students", imported, dt.date(2000, 1, 1))[0].why == "adds EDUBUD to its country"


@pytest.mark.parametrize(
    ("written", "in_text"),
    [
        ("UN_", "UN"),
        ("THE_BANK_OF_SWEDEN_", "Bank of Sweden"),
        ("SWEDISH_ARMY_SOLDIERS_", "Swedish army soldiers"),
        ("BAN_KI-MOON_", "Ban Ki-moon"),
        ("CHARLES_DE_GAULLE_", "Charles de Gaulle"),
        ("AL-SHABAAB_", "Al-Shabaab"),
        ("O'NEILL_", "O'Neill"),
        ("HAMAS_", "Hamas"),
    ],
)
def test_names_in_capitals_are_found_as_news_writes_them(
    tmp_path: Path, knowledge: Knowledge, written: str, in_text: str
) -> None:
    imported = _import(f"{written} [SWEREB]", knowledge, tmp_path / "made" / "d.csv")
    assert find_name(in_text, imported, dt.date(2000, 1, 1))[0].chosen


def test_an_acronym_is_not_an_ordinary_word(tmp_path: Path, knowledge: Knowledge) -> None:
    imported = _import("WHO_ [IGOWHO]", knowledge, tmp_path / "made" / "d.csv")
    assert not find_name("Who", imported, dt.date(2000, 1, 1))[0].chosen


def test_codes_that_nobody_knows_are_told_and_left_out(knowledge: Knowledge) -> None:
    made = convert([_read("ADA_ [QQQREB][SWEGOV]\nBO_ [QQQ]\nWIZARD [~QQQ]")], knowledge)
    assert [(u.line, u.reason) for u in made.unread] == [(1, "unknown code"), (2, "unknown code"), (3, "unknown code")]
    assert "'QQQREB' of 'ADA'" in made.unread[0].detail
    assert [row[3] for row in made.rows["names"]] == ["SWEGOV"]


def test_one_sort_alone_goes_to_the_file_that_was_named(tmp_path: Path, knowledge: Knowledge) -> None:
    out = tmp_path / "roles.csv"
    assert write_imported(convert([_read(AGENTS)], knowledge), out) == [(out, 5)]
    assert [path.name for path in tmp_path.iterdir()] == ["roles.csv"]


def test_an_exported_actor_file_reads_back_to_the_same_codes(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "a.csv").write_text(
        "id,name,aliases,code,kind,start,end,source\n"
        "sweden,Sweden,,SWE,country,,,x\n"
        "front,Åland Front,the Front|Front #1,FINREB,armed-group,1990-02,1995,x\n"
        "late,Late League,,FINOPP,movement,,1995-06-30,x\n",
        encoding="utf-8",
    )
    (tmp_path / "ours" / "b.csv").write_text(
        "id,person,name,aliases,office,code,start,end,source\n"
        "a-1,a,Ada Lund,Lund,mayor,SWEGOV,1990-01-01,1995-12-31,x\n"
        "a-2,a,Ada Lund,Lund,minister,SWEGOVMIL,2001,,x\n",
        encoding="utf-8",
    )
    text = to_petrarch(directory=tmp_path / "ours")
    assert "ALAND_FRONT_\n+ÅLAND_FRONT_\n+FRONT_\n+FRONT_1_\n\t[FINREB 19900201-19951231]\n" in text
    assert "ADA_LUND_\n+LUND_\n\t[SWEGOV 19900101-19951231]\n\t[SWEGOVMIL >20010101]\n\t[SWEELI]\n" in text
    assert "LATE_LEAGUE_\n\t[FINOPP <19950701]\n" in text
    back = convert([_read(text)], knowledge)
    assert back.unread == []
    people = [(row[5], row[6], row[7]) for row in back.rows["people"]]
    assert people == [
        ("SWEELI", "", "1989-12-31"),
        ("SWEGOV", "1990-01-01", "1995-12-31"),
        ("SWEELI", "1996-01-01", "2000-12-31"),
        ("SWEGOVMIL", "2001-01-01", ""),
    ]


def test_the_shipped_knowledge_exports_whole_and_reads_back(knowledge: Knowledge) -> None:
    rows = flat_rows()
    assert len({row.id for row in rows}) == len(rows) > 10_000
    assert {row.code for row in rows if row.file == "not_actors.csv"} == {"---"}
    assert convert([_read(to_petrarch())], knowledge).unread == []

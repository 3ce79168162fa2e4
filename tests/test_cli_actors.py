"""`dyads actors ...` as a user meets it: what is printed, where, and with which exit status."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import builder.pipeline
from builder.cli import main
from builder.pipeline import Settings

NAMES = "id,name,aliases,code,kind,start,end,source\n"
OWN = NAMES + 'own-m23,M23,March 23 Movement,CODREBMTM,armed-group,2012-05-06,,"our codebook, 2025"\n'


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run each test in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def one_model() -> Iterator[None]:
    """Load the model once, without the relation model, which these commands do not use."""
    loaded = builder.pipeline.Pipeline(Settings(coder="lexicon"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.pipeline, "Pipeline", lambda settings=None: loaded)
        yield


@pytest.fixture(scope="session")
def dyads() -> Callable[..., Result]:
    """Run `dyads ARGUMENTS...`."""

    def run(*arguments: object, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return run


def test_find_says_who_why_and_where(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(OWN, encoding="utf-8")
    result = dyads(
        "actors", "find", "march 23 Movement", "--on", "2025-01-01", "--format", "csv", "--actors", "own.csv"
    )
    header, first, *others = result.stdout.splitlines()
    assert header == "chosen,code,name,as,from,to,fits,why,line"
    assert first == (
        ',CODREBMTM,M23,armed-group,2012-05-06,,name,"in force on 2025-01-01; your own line, which wins",own.csv:2'
    )
    assert len(others) == 1 and ",groups/armed.csv:" in others[0]
    assert (result.exit_code, result.stderr) == (0, "")


def test_find_shows_a_table_and_says_what_the_limit_hid(dyads: Callable[..., Result]) -> None:
    result = dyads("actors", "find", "Lavrov", "--on", "2003-05-01", "--limit", "1")
    header, line = (row.rstrip() for row in result.stdout.splitlines())
    assert header.split() == ["code", "name", "as", "from", "to", "fits", "why", "line"]
    assert line.startswith("*  RUSGOV  Sergei Lavrov  ambassador to the united nations  1994-01  2004-03-09  name")
    assert result.stderr == "1 more; raise --limit to see them\n"


def test_find_takes_the_files_that_dyads_toml_names(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(OWN, encoding="utf-8")
    (own_folder / "dyads.toml").write_text('[dyads]\nactors = ["own.csv"]\n', encoding="utf-8")
    result = dyads("actors", "find", "M23", "--on", "2025-01-01", "--format", "csv")
    assert result.stdout.splitlines()[1].startswith("*,CODREBMTM,M23,")


def test_find_of_nobody_is_one_line_and_exit_status_1(dyads: Callable[..., Result]) -> None:
    result = dyads("actors", "find", "Qwerty", "Zxcvb", "--on", "2003-05-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: 'Qwerty Zxcvb': no name, role noun or phrase that we know\n"


def test_lint_tells_errors_with_their_line(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(
        NAMES + "a,Aland Front,,FINREB,armed-group,2020,2010,x\nb,Aland League,,QQQREB,armed-group,,,x\n",
        encoding="utf-8",
    )
    result = dyads("actors", "lint", "own.csv")
    assert result.stdout == (
        "own.csv:2: error: ends (2010) before it begins (2020); swap the two\n"
        "own.csv:3: error: code 'QQQREB' begins with 'QQQ', which is no country, region, people or role in seeds/ontology\n"
    )
    assert (result.exit_code, result.stderr) == (1, "2 errors, 0 warnings, 0 notes\n")


def test_lint_tells_a_line_that_is_no_csv(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(NAMES + "a,Aland Front\n", encoding="utf-8")
    result = dyads("actors", "lint", "own.csv")
    assert result.stdout == "own.csv:2: error: 2 values, expected 8; quote values with commas\n"
    assert result.exit_code == 1


def test_names_taken_from_ours_are_notes_and_no_errors(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(
        NAMES + "own-kremlin,Kremlin,,RUSMIL,seat,,,x\nown-new,Aland Front,,FINREB,armed-group,,,x\n", encoding="utf-8"
    )
    result = dyads("actors", "lint", "own.csv")
    assert result.stdout == (
        "own.csv:2: note: 'Kremlin' means RUSMIL, not RUSGOV as in our metonyms.csv:2; yours wins\n"
    )
    assert (result.exit_code, result.stderr) == (0, "0 errors, 0 warnings, 1 notes\n")


def test_our_own_files_have_no_errors(dyads: Callable[..., Result]) -> None:
    result = dyads("actors", "lint")
    assert result.exit_code == 0
    assert result.stderr.startswith("0 errors, ")


def test_coding_tells_ten_conflicts_and_counts_the_rest(
    own_folder: Path, one_model: None, dyads: Callable[..., Result]
) -> None:
    aliases = "Germany|France|Spain|Italy|Norway|Finland|Denmark|Poland|Austria|Hungary|Greece"
    (own_folder / "own.csv").write_text(NAMES + f"own,Sweden,{aliases},RUSGOV,body,,,x\n", encoding="utf-8")
    result = dyads("code", "--date", "2025-06-15", "--actors", "own.csv", stdin="Iran condemned Russia on Saturday.")
    lines = result.stderr.splitlines()
    assert result.exit_code == 0
    assert len(lines) == 11
    assert lines[0].startswith("note: own.csv:2: 'Austria' means RUSGOV, not AUT as in our states.csv:")
    assert lines[0].endswith("; yours wins")
    assert lines[-1] == "note: 2 more such conflicts; `dyads actors lint FILE` lists them"


def test_import_prints_counts_and_each_line_that_it_cannot_read(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "old.actors.txt").write_text(
        "# ours\nSWEDEN_ [SWE]\n+SVERIGE_\nADA_LUNDQVIST_\n\t[SWEGOV 900101-950101]\n\t[SWEGOV 991301-000101]\n"
        "NOBODY_\nBO_ [QQQ]\n",
        encoding="utf-8",
    )
    (own_folder / "old.agents.txt").write_text("FARMER [~AGR]\n", encoding="utf-8")
    result = dyads("actors", "import", "old.actors.txt", "old.agents.txt", "--out", "new.csv")
    assert result.stdout == (
        "8 lines read, 4 names and role nouns taken over\n"
        "not taken over: 1 (date)\n"
        "not taken over: 1 (no code)\n"
        "not taken over: 1 (unknown code)\n"
        "new.csv  1 lines\n"
        "new-people.csv  1 lines\n"
        "new-roles.csv  1 lines\n"
    )
    assert result.stderr == (
        "old.actors.txt:6: date '19991301' is no day of the calendar\n"
        "old.actors.txt:7: 'NOBODY' has no code\n"
        "old.actors.txt:8: code 'QQQ' of 'BO' begins with 'QQQ', which is no country, region, people or role that we know\n"
    )
    assert result.exit_code == 0
    assert (own_folder / "new.csv").read_text(encoding="utf-8") == (
        NAMES + "imported-sweden,Sweden,Sverige,SWE,region,,,imported from old.actors.txt\n"
    )
    people = (own_folder / "new-people.csv").read_text(encoding="utf-8").splitlines()[1]
    assert people == (
        "imported-ada-lundqvist-1,imported-ada-lundqvist,Ada Lundqvist,,government,SWEGOV,"
        "1990-01-01,1995-01-01,imported from old.actors.txt"
    )
    assert dyads("actors", "lint", "new.csv", "new-people.csv", "new-roles.csv").exit_code == 0


def test_import_of_nothing_readable_writes_nothing(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "prose.txt").write_text("Once upon a time\n", encoding="utf-8")
    (own_folder / "new.csv").write_text("as it was", encoding="utf-8")
    result = dyads("actors", "import", "prose.txt", "--out", "new.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "prose.txt:1: 'Once upon a time' has no code\n"
        "Error: nothing could be read; give actor or agent files of PETRARCH-2 or TABARI\n"
    )
    assert (own_folder / "new.csv").read_text(encoding="utf-8") == "as it was"


def test_export_writes_the_users_lines_first(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(OWN, encoding="utf-8")
    result = dyads("actors", "export", "--out", "all/actors.csv", "--actors", "own.csv")
    lines = (own_folder / "all" / "actors.csv").read_text(encoding="utf-8").splitlines()
    assert result.stdout == f"all/actors.csv  {len(lines) - 1} lines\n"
    assert lines[:2] == [
        "id,name,aliases,code,start,end,file,note",
        "own-m23,M23,March 23 Movement,CODREBMTM,2012-05-06,,own.csv,armed-group",
    ]
    assert [path.name for path in (own_folder / "all").iterdir()] == ["actors.csv"]


def test_export_for_petrarch_is_what_import_reads(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "own.csv").write_text(OWN, encoding="utf-8")
    result = dyads("actors", "export", "--out", "actors.txt", "--format", "petrarch", "--actors", "own.csv")
    assert result.exit_code == 0
    text = (own_folder / "actors.txt").read_text(encoding="utf-8")
    assert "\nM23_\n+MARCH_23_MOVEMENT_\n\t[CODREBMTM >20120506]\n" in text
    assert dyads("actors", "import", "actors.txt", "--out", "back.csv").stderr == ""


def test_unresolved_lists_names_without_a_code_by_frequency(
    own_folder: Path, one_model: None, dyads: Callable[..., Result]
) -> None:
    lines = (
        {"id": "a1", "published": "2025-06-14", "text": "Ada Lundqvist met Sergei Lavrov in Moscow on Friday."},
        {"id": "a2", "published": "2025-06-15", "text": "Russia thanked Ada Lundqvist. Zorblatt denounced Iran."},
    )
    (own_folder / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    result = dyads("actors", "unresolved", "news.jsonl", "--format", "csv")
    assert result.stdout == (
        "name,mentions,articles,first_article,first_sentence\n"
        "Ada Lundqvist,2,2,a1,Ada Lundqvist met Sergei Lavrov in Moscow on Friday.\n"
        "Zorblatt,1,1,a2,Zorblatt denounced Iran.\n"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    table = dyads("actors", "unresolved", "news.jsonl", "--limit", "1").stdout
    assert [line.split()[:3] for line in table.splitlines()] == [
        ["name", "mentions", "articles"],
        ["Ada", "Lundqvist", "2"],
    ]


def test_unresolved_of_a_dataset_says_that_text_is_needed(own_folder: Path, dyads: Callable[..., Result]) -> None:
    (own_folder / "made").mkdir()
    (own_folder / "made" / "manifest.json").write_text("{}", encoding="utf-8")
    result = dyads("actors", "unresolved", "made")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: made: a dataset holds no text; give the articles that it was built from\n"

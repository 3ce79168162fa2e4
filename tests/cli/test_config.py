"""`dyads.toml`: defaults for the commands, from the folder one stands in or from `--config`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

TEXT = "Iran fired missiles at Israel on Friday."


def _config(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "dyads.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_come_from_the_file_and_the_command_line_wins(own_folder: Path, dyads: Callable[..., Result]) -> None:
    _config(own_folder, '[code]\nformat = "jsonl"\ndate = "2025-06-14"\nsource = "wire"\n')
    row = json.loads(dyads("code", stdin=TEXT).stdout)
    assert (row["published"], row["source"]) == ("2025-06-14", "wire")
    row = json.loads(dyads("code", "--date", "2024-03-02", stdin=TEXT).stdout)
    assert (row["published"], row["source"]) == ("2024-03-02", "wire")


def test_shared_defaults_give_way_to_those_of_the_command(own_folder: Path, dyads: Callable[..., Result]) -> None:
    _config(own_folder, '[code]\nformat = "jsonl"\nsource = "mine"\n[dyads]\nsource = "all"\ndate = 2025-06-14\n')
    row = json.loads(dyads("code", stdin=TEXT).stdout)
    assert (row["published"], row["source"]) == ("2025-06-14", "mine")


def test_options_that_may_be_given_often_are_lists_or_one_value(own_folder: Path, dyads: Callable[..., Result]) -> None:
    line = json.dumps({"story": TEXT, "day": "2025-06-14"}) + "\n"
    _config(own_folder, '[code]\nformat = "jsonl"\ncolumn = ["text=story", "published=day"]\ninput-format = "jsonl"\n')
    assert json.loads(dyads("code", stdin=line).stdout)["published"] == "2025-06-14"
    _config(own_folder, '[code]\nformat = "jsonl"\ncolumn = "text=story"\ndate = "2025-06-15"\n')
    line = json.dumps({"story": TEXT}) + "\n"
    assert json.loads(dyads("code", stdin=line).stdout)["published"] == "2025-06-15"


def test_paths_count_from_the_file(own_folder: Path, corpus: Path, dyads: Callable[..., Result]) -> None:
    project = own_folder / "project"
    path = _config(project, '[build]\npaths = ["news.jsonl"]\nout = "made"\n[query]\ndataset = "made"\n')
    (project / "news.jsonl").write_bytes(corpus.read_bytes())
    assert dyads("--config", path, "build", "--quiet").exit_code == 0
    assert (project / "made" / "events.parquet").is_file()
    assert not (own_folder / "made").exists()
    answer = dyads("--config", path, "query", "SELECT count(*) AS n FROM articles", "--format", "csv")
    assert answer.stdout == "n\n6\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[build]\nspeed = 3\n", ["[build]", "'speed'", "workers"]),
        ("[code]\nworkers = 3\n", ["[code]", "'workers'", "format"]),
        ("[cook]\nout = 'x'\n", ["[cook]", "build"]),
        ("out = 'x'\n", ["out"]),
        ("[build\n", ["dyads.toml"]),
    ],
)
def test_what_is_unknown_is_named_in_one_line(
    own_folder: Path, dyads: Callable[..., Result], text: str, named: list[str]
) -> None:
    _config(own_folder, text)
    result = dyads("code", stdin=TEXT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("Error: ") and "dyads.toml" in result.stderr
    for word in named:
        assert word in result.stderr


def test_a_configuration_that_is_not_there_is_a_usage_error(dyads: Callable[..., Result]) -> None:
    result = dyads("--config", "none.toml", "schema")
    assert result.exit_code == 2
    assert "none.toml" in result.stderr

"""The command line as a user meets it: one loaded model, one built dataset and a small corpus for all tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import builder.pipeline
from builder import api
from builder.cli import main
from builder.pipeline import Settings

SEED = Path(__file__).parents[2] / "seeds" / "articles" / "000_1953b0f45c5f4e37.txt"

LINES = (
    {
        "id": "a1",
        "published": "2025-06-14",
        "text": "Iran fired missiles at Israel on Friday. Russia condemned Israel.",
    },
    {"id": "a2", "published": "2025-06-15", "text": "France condemned Iran on Saturday."},
    {"id": "a3", "published": "2025-06-15", "text": "The prices of apples and pears rose a little in the spring."},
    {
        "id": "a4",
        "published": "2024-03-02",
        "text": "China criticized Japan. Japan signed an agreement with India on Friday.",
    },
    {"id": "a5", "published": "2024-03-02", "text": "Germany accused Russia of lying about the attack."},
    {"id": "a6", "published": "2023-01-09", "text": "Turkey bombed Syria on Sunday."},
)


@pytest.fixture(scope="session", autouse=True)
def one_model() -> Iterator[None]:
    """Load the model once: every command takes the pipeline that `builder.code` keeps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.pipeline, "Pipeline", lambda settings=None: api._pipeline(settings or Settings()))
        yield


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run each test in an empty folder, so that no `dyads.toml` of the developer's is found."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def dyads() -> Callable[..., Result]:
    """Run `dyads ARGUMENTS...`; `stdin` is its standard input."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six short articles as JSON lines, one of them without events."""
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def seed_dataset(tmp_path_factory: pytest.TempPathFactory, one_model: None, dyads: Callable[..., Result]) -> Path:
    """The dataset of the seed articles, built by the command; not to be changed."""
    out = tmp_path_factory.mktemp("seed") / "demo"
    result = dyads("build", SEED.parent, "--out", out)
    assert result.exit_code == 0, result.output
    return out

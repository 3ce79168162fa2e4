"""Every command explains itself with examples, and its examples can be typed as they stand."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator

import click
import pytest
from click.testing import Result

from builder.cli import main


def _commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*above, name))
        else:
            yield (*above, name), command


COMMANDS = dict(_commands(main))


def _examples(help_text: str) -> list[str]:
    block = help_text.split("Examples:\n", 1)[1].split("\n\n", 1)[0]
    return [line.strip() for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("path", [(), *COMMANDS], ids=lambda path: " ".join(path) or "dyads")
def test_help_has_examples_that_can_be_typed(path: tuple[str, ...], dyads: Callable[..., Result]) -> None:
    result = dyads(*path, "--help")
    assert result.exit_code == 0
    examples = _examples(result.stdout)
    assert examples
    for example in examples:
        call = shlex.split(example)
        call = call[call.index("|") + 1 :] if "|" in call else call
        call = call[: call.index(">")] if ">" in call else call
        assert call[0] == "dyads", example
        depth = next(n for n in (1, 2) if tuple(call[1 : 1 + n]) in COMMANDS)
        named = tuple(call[1 : 1 + depth])
        assert not path or named == path, example
        command = COMMANDS[named]
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in call if word.startswith("--")} <= known, example


def test_every_option_of_input_and_output_says_what_it_does() -> None:
    silent = [
        f"{' '.join(path)} {option.opts[0]}"
        for path, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_the_short_help_option_and_the_version(dyads: Callable[..., Result]) -> None:
    assert dyads("build", "-h").stdout == dyads("build", "--help").stdout
    version = dyads("--version")
    assert version.exit_code == 0
    assert version.stdout.startswith("dyads, version ")


def test_an_unknown_command_and_an_unknown_option_are_usage_errors(dyads: Callable[..., Result]) -> None:
    for arguments in (["cook"], ["build", "--speed"]):
        result = dyads(*arguments)
        assert result.exit_code == 2
        assert arguments[-1] in result.stderr

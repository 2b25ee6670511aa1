"""The `casepwa` command explains itself."""

import pytest
from typer.testing import CliRunner

from casepwa.cli import app

COMMANDS = ("start", "serve", "build", "migrate", "doctor", "create-account")


def test_the_overview_says_in_a_line_what_each_command_is_for() -> None:
    said = CliRunner().invoke(app, ["--help"]).stdout
    for command in COMMANDS:
        line = next(line for line in said.splitlines() if line.split()[:1] == [command])
        assert len(line.split()) > 3, command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_is_explained(command: str) -> None:
    said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
    assert said.exit_code == 0
    for line in said.stdout.splitlines():
        if line.lstrip().startswith("--"):
            assert len(line.split()) > 3, line

"""`make run` and `make install` keep a .venv only while it works and was made for this Python."""

import json
import sys
from pathlib import Path

import pytest

from tools import install


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Python of an environment in which everything of the lock file is installed."""
    environment = tmp_path / ".venv"
    monkeypatch.setattr(install, "ROOT", str(tmp_path))
    monkeypatch.setattr(install, "ENVIRONMENT", str(environment))
    monkeypatch.setattr(install, "RECORD", str(environment / "casepwa-installed.json"))
    for name in (install.RUN, install.DEV, "pyproject.toml"):
        (tmp_path / name).write_text(name)
    python = environment / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    installed = {name: install.content_of(name) for name in (install.RUN, "pyproject.toml")}
    Path(install.RECORD).write_text(json.dumps({"python": install.python_version(), **installed}))
    return python


@pytest.fixture
def done(python: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What making and installing would have run."""
    called: list[str] = []
    monkeypatch.setattr(
        install.subprocess, "call", lambda command, **_: called.append(" ".join(command)) or 0
    )
    return called


def test_an_environment_that_works_is_left_as_it_is(done: list[str]) -> None:
    install.main(dev=False)
    assert done == []


def test_one_whose_python_is_gone_is_made_again(python: Path, done: list[str]) -> None:
    python.unlink()
    python.symlink_to("/usr/bin/python-of-last-year")
    install.main(dev=False)
    assert "-m venv --clear" in done[0]
    assert len(done) == 3


def test_one_that_was_made_by_another_version_is_made_again(python: Path, done: list[str]) -> None:
    record = json.loads(Path(install.RECORD).read_text())
    Path(install.RECORD).write_text(json.dumps(record | {"python": "3.10"}))
    install.main(dev=False)
    assert "-m venv --clear" in done[0]
    assert len(done) == 3


def test_one_whose_python_has_become_another_is_made_again(python: Path, done: list[str]) -> None:
    python.unlink()
    python.write_text("#!/bin/sh\necho 3.10\n")
    python.chmod(0o755)
    install.main(dev=False)
    assert "-m venv --clear" in done[0]


def test_one_whose_python_does_not_run_is_made_again(python: Path, done: list[str]) -> None:
    python.unlink()
    python.write_text("#!/bin/sh\nexit 127\n")
    python.chmod(0o755)
    install.main(dev=False)
    assert "-m venv --clear" in done[0]


def test_a_new_lock_file_is_installed_into_the_environment_that_is_there(done: list[str]) -> None:
    Path(install.ROOT, install.RUN).write_text("other")
    install.main(dev=False)
    assert not [command for command in done if "venv" in command.split()]
    assert len(done) == 2

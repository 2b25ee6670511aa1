"""The environment, as people and hosting services write it."""

from pathlib import Path

import pytest

from casepwa.runtime.mending import said_in_sentences
from casepwa.settings import Settings


def test_a_postgres_address_as_hosting_services_give_it_uses_the_driver_that_is_installed() -> None:
    for given in ("postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"):
        assert Settings(database_url=given).database_url == "postgresql+psycopg://u:p@h/d"


def test_without_a_database_it_is_sqlite_under_var(tmp_path: Path) -> None:
    assert Settings(var=tmp_path, database_url="").database_url == f"sqlite:///{tmp_path / 'casepwa.db'}"


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("CASEPWA_DEMO", "")
    chosen = Settings()
    assert (chosen.port, chosen.demo) == (8000, False)


def test_a_setting_that_cannot_be_read_is_named_as_it_was_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setenv("CASEPWA_WORKERS", "0")
    with pytest.raises(SystemExit), said_in_sentences():
        Settings()
    said = capsys.readouterr().err
    assert "PORT cannot be read" in said
    assert "CASEPWA_WORKERS cannot be read" in said


def test_relative_paths_are_those_of_where_the_command_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEPWA_VAR", "kept")
    monkeypatch.setenv("CASEPWA_SITE", "pages/site")
    chosen = Settings(database_url="")
    monkeypatch.chdir("/")
    assert (chosen.var, chosen.site) == (tmp_path / "kept", tmp_path / "pages" / "site")
    assert chosen.database_url == f"sqlite:///{tmp_path / 'kept' / 'casepwa.db'}"


def test_a_relative_database_file_is_that_of_where_the_command_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings(database_url="sqlite:///case.db").database_url == f"sqlite:///{tmp_path / 'case.db'}"
    for as_it_is in ("sqlite:////srv/case.db", "sqlite:///:memory:", "sqlite://", "sqlite:///file:case.db"):
        assert Settings(database_url=as_it_is).database_url == as_it_is

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

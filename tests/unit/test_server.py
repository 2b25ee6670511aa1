"""What is given to the server, wherever its command was typed."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from casepwa import cli, settings
from casepwa.runtime import database_rules, opening, server


def test_relative_paths_still_lead_there_when_the_server_has_gone_to_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text(name)
    seen: dict[str, str] = {}

    class Started:
        """Reads what it was given, as a worker that was not forked would: by the environment."""

        def __init__(self, *, ssl_cert: Path, ssl_key: Path, **_: object) -> None:
            fresh = settings.Settings()
            seen.update(cert=ssl_cert.read_text(), key=ssl_key.read_text())
            seen.update(var=str(fresh.var), site=str(fresh.site), database=fresh.database_url)

        def serve(self) -> None: ...

    monkeypatch.setattr(os, "environ", os.environ.copy())
    for variable, value in (("VAR", "kept"), ("SITE", "site"), ("DATABASE_URL", ""), ("DEMO", "1")):
        monkeypatch.setenv(f"CASEPWA_{variable}", value)
    monkeypatch.setattr(server, "Announcing", Started)
    monkeypatch.setattr(database_rules, "reasons_not_to_serve", lambda _: [])
    monkeypatch.setattr(opening, "refuse_unless_right", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    settings.settings.cache_clear()
    try:
        result = CliRunner().invoke(cli.app, ["serve", "--certfile", "cert.pem", "--keyfile", "key.pem"])
    finally:
        settings.settings.cache_clear()
    assert result.exit_code == 0, result.output
    assert seen == {
        "cert": "cert.pem",
        "key": "key.pem",
        "var": str(tmp_path / "kept"),
        "site": str(tmp_path / "site"),
        "database": f"sqlite:///{tmp_path / 'kept' / 'casepwa.db'}",
    }

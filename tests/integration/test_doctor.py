"""`casepwa doctor` names what is wrong and says how to mend it."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import Session

from casepwa import migrations
from casepwa.database import make_engine
from casepwa.models.codes import RuleName
from casepwa.runtime import build, doctor
from casepwa.runtime.publish import publish
from casepwa.settings import Settings
from tests import factories


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation in which everything is right."""
    monkeypatch.setattr(build, "stamp", lambda: "now")
    (tmp_path / "build" / "assets").mkdir(parents=True)
    publish(tmp_path / "build", tmp_path / "site", stamp="now")
    chosen = Settings(
        var=tmp_path / "var",
        site=tmp_path / "site",
        secret_key=SecretStr("2Yk9-vQmT7wz_pLr4XcB8dHnJ5sGfE1aUo6iVhKtR3"),
        accept_unsealed_devices=True,
        database_url=f"sqlite:///{tmp_path / 'casepwa.db'}",
        redis_url=None,
        workers=1,
        demo=False,
    )
    engine = make_engine(chosen.database_url)
    migrations.upgrade(engine)
    engine.dispose()
    return chosen


def wrong(chosen: Settings) -> dict[str, str]:
    return {finding.what: finding.line() for finding in doctor.examine(chosen) if not finding.well}


def test_a_sound_installation_has_nothing_wrong(installed: Settings) -> None:
    assert wrong(installed) == {}


def test_a_build_older_than_the_code_is_named(installed: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "stamp", lambda: "later")
    assert "casepwa build" in wrong(installed)["Front end"]


def test_a_missing_build_is_named(installed: Settings, tmp_path: Path) -> None:
    assert "no finished build" in wrong(installed.model_copy(update={"site": tmp_path / "none"}))["Front end"]


def test_a_database_that_is_not_there_is_named_and_not_made(installed: Settings, tmp_path: Path) -> None:
    found = wrong(installed.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'other.db'}"}))
    assert "casepwa migrate" in found["Database"]
    assert not (tmp_path / "other.db").exists()


def test_a_database_from_before_an_update_is_named(installed: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    found = wrong(installed.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'empty.db'}"}))
    assert "not up to date" in found["Database"]


def test_a_database_server_that_does_not_answer_is_named_without_its_password(installed: Settings) -> None:
    away = "postgresql+psycopg://casepwa:hunter2@127.0.0.1:1/casepwa"
    found = wrong(installed.model_copy(update={"database_url": away}))
    assert "does not answer" in found["Database"]
    assert "hunter2" not in found["Database"]


def test_redis_that_does_not_answer_is_named(installed: Settings) -> None:
    found = wrong(installed.model_copy(update={"redis_url": "redis://127.0.0.1:1"}))
    assert "CASEPWA_REDIS_URL" in found["Redis"]


def test_a_folder_that_cannot_be_written_is_named(installed: Settings, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    found = wrong(installed.model_copy(update={"var": tmp_path / "a-file" / "var"}))
    assert "CASEPWA_VAR" in found["Folder for data"]


def test_a_database_file_from_the_future_means_that_the_clock_is_wrong(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.time, "time", lambda: 1_000_000_000.0)
    assert "NTP" in wrong(installed)["Clock"]


def test_settings_that_stop_the_start_are_named(installed: Settings) -> None:
    assert "CASEPWA_SECRET_KEY" in wrong(installed.model_copy(update={"secret_key": None}))["Settings"]


def test_a_rule_that_nothing_understands_is_named_with_its_row_and_a_value_that_would_do(
    installed: Settings,
) -> None:
    engine = make_engine(installed.database_url)
    with Session(engine) as session:
        agency = factories.organization(session)
        made = [
            factories.rule(session, organization_id=agency.id, name=name, value=value)
            for name, value in (
                (RuleName.UNITS_ROUNDING, {"policy": "always_up"}),
                (RuleName.LATE_NOTE, {"hours": 48}),
                (RuleName.SAFETY_TIMER, {"supervisor_after_minutes": -1}),
            )
        ]
        rounding, late, timer = (str(row.id) for row in made)
        session.commit()
    engine.dispose()
    said = wrong(installed)
    assert list(said) == ["Rules"]
    assert rounding in said["Rules"]
    assert timer in said["Rules"]
    assert late not in said["Rules"]
    assert '{"policy": "eight_minute"}' in said["Rules"]
    assert "supervisor_after_minutes" in said["Rules"]

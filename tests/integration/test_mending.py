"""What a person can mend ends a command in a sentence that says how; a bug stays a traceback."""

import errno
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from casepwa import cli, database, migrations
from casepwa.demo import opening as demo
from casepwa.runtime import database_faults, database_rules, opening
from casepwa.runtime.mending import said_in_sentences
from tests.databases import POSTGRES, empty_database
from tests.integration.signed_in import forget

Command = Callable[..., str]
AWAY = "postgresql://casepwa:hunter2@127.0.0.1:1/casepwa"
NEWER = "This database was made by a newer version of CasePWA: update the program."


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    """Runs one `casepwa` command, which must end in a sentence; returns all that it said."""
    monkeypatch.setenv("CASEPWA_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("CASEPWA_DEMO", "1")
    monkeypatch.setattr(opening.start_rules, "port_in_use", lambda *_: None)

    def run(*arguments: str, status: int = 1, **environment: str) -> str:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        forget()
        monkeypatch.setattr(sys, "argv", ["casepwa", *arguments])
        try:
            with pytest.raises(SystemExit) as ended:
                cli.main()
        finally:
            database_rules.let_go_of_connections()
        said = capsys.readouterr()
        assert ended.value.code == status, said.err
        return said.out + said.err

    yield run
    forget()


@pytest.fixture
def caseload(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text("case_number\n")
    return str(path)


@pytest.mark.parametrize("name", ["migrate", "demo", "start", "create-account"])
def test_a_database_server_that_is_down_is_said_without_its_password(
    command: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(opening, "bring_front_end_up_to_date", lambda **_: None)
    said = command(name, CASEPWA_DATABASE_URL=AWAY)
    assert "The database does not answer" in said
    assert "correct CASEPWA_DATABASE_URL" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("name", ["migrate", "serve", "doctor", "start"])
@pytest.mark.parametrize(
    "url",
    [
        "the database",
        "postgresql://casepwa:hunter2@host:port/casepwa",
        "postgresql://[::1/casepwa?password=hunter2",
        "postgresql+psycopg2://casepwa:hunter2@host/casepwa",
        "mysql://casepwa:hunter2@host/casepwa",
    ],
)
def test_an_address_of_a_database_that_cannot_be_read_is_said_without_its_password(
    command: Command, name: str, url: str
) -> None:
    said = command(name, status=2, CASEPWA_DATABASE_URL=url)
    assert "CASEPWA_DATABASE_URL cannot be read: write " in said
    assert "postgresql://user:password@host/name" in said
    assert "hunter2" not in said


def _address_of(engine: Engine, user: str) -> str:
    return engine.url.set(username=user, password="hunter2").render_as_string(hide_password=False)


@pytest.fixture
def powerless(tmp_path: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL database whose user may make nothing there."""
    user = f"casepwa_{uuid4().hex}"
    with empty_database("postgresql", tmp_path) as engine:
        with engine.begin() as connection:
            connection.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
            connection.execute(text(f"CREATE ROLE {user} LOGIN PASSWORD 'hunter2'"))
        yield _address_of(engine, user)
        with engine.begin() as connection:
            connection.execute(text(f"DROP OWNED BY {user}"))
            connection.execute(text(f"DROP ROLE {user}"))


def test_a_user_who_may_make_no_tables_is_said_with_the_right_that_is_missing(
    command: Command, powerless: str
) -> None:
    said = command("migrate", CASEPWA_DATABASE_URL=powerless)
    assert "permission denied for schema public" in said
    assert "GRANT" in said
    assert "CREATE TABLE" not in said
    assert "hunter2" not in said


@pytest.mark.parametrize("name", ["migrate", "serve", "doctor"])
def test_a_user_who_may_not_read_the_tables_is_said(
    command: Command, powerless: str, tmp_path: Path, name: str
) -> None:
    owner = make_url(powerless).set(
        username=make_url(POSTGRES).username, password=make_url(POSTGRES).password
    )
    migrations.upgrade(made := database.make_engine(owner.render_as_string(hide_password=False)))
    made.dispose()
    said = command(name, CASEPWA_DATABASE_URL=powerless)
    assert "permission denied for table alembic_version" in said
    assert "GRANT" in said


@pytest.mark.parametrize("var", ["a-file", "a-file/var"])
def test_a_folder_for_data_that_cannot_be_made_is_named(command: Command, tmp_path: Path, var: str) -> None:
    (tmp_path / "a-file").touch()
    said = command("migrate", CASEPWA_VAR=str(tmp_path / var))
    assert f"Make {tmp_path / var} writable" in said


@pytest.mark.parametrize("where", ["var", "var/demo-secret", "."])
def test_a_folder_for_data_that_is_not_ours_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    monkeypatch.setenv("CASEPWA_VAR", str(tmp_path / "var"))
    forget()
    with pytest.raises(SystemExit), said_in_sentences():
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / where))
    assert f"Make {tmp_path / 'var'} writable" in capsys.readouterr().err


def test_a_database_file_that_cannot_be_opened_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "var" / "casepwa.db").mkdir(parents=True)
    said = command("migrate")
    assert "The database file cannot be used" in said
    assert "CASEPWA_VAR" in said


def test_a_file_that_is_no_database_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "casepwa.db").write_text("a letter to the editor, and no database at all\n" * 40)
    assert "another file: correct CASEPWA_VAR" in command("migrate")


def test_before_the_first_migration_a_command_that_writes_says_what_to_do_first(
    command: Command, caseload: str
) -> None:
    for arguments in (["import-caseload", caseload], ["create-account"]):
        said = command(*arguments)
        assert "casepwa migrate" in said
        assert "SELECT" not in said
        assert "Email" not in said


def test_every_command_says_of_a_newer_database_to_update_the_program(
    command: Command, caseload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("migrate", status=0)
    with database.engine().begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for arguments in (
        ["migrate"],
        ["demo"],
        ["serve"],
        ["doctor"],
        ["create-account"],
        ["import-caseload", caseload],
    ):
        said = command(*arguments)
        assert NEWER in said
        assert "casepwa migrate" not in said


def test_a_start_opens_the_demo_once(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    monkeypatch.setattr(opening, "bring_front_end_up_to_date", lambda **_: None)
    monkeypatch.setattr(opening, "serve", lambda *_: None)
    monkeypatch.setattr(demo, "open_demo", lambda **_: opened.append(1) or 0)
    said = command("start", status=0)
    assert len(opened) == 1
    assert said.count("Database:") == 1


def test_a_file_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    file = tmp_path / "casepwa.db"
    migrations.upgrade(made := database.make_engine(f"sqlite:///{file}"))
    made.dispose()
    readonly = database.make_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(OperationalError) as refused, readonly.begin() as connection:
        connection.execute(text("DELETE FROM saved_phrase"))
    readonly.dispose()
    assert "writable" in (database_faults.sentence(refused.value) or "")


def test_a_bug_stays_a_traceback(command: Command, tmp_path: Path) -> None:
    command("migrate", status=0)
    with pytest.raises(OperationalError), said_in_sentences(), database.engine().begin() as connection:
        connection.execute(text("SELECT 1 FROM nowhere"))
    with pytest.raises(FileNotFoundError), said_in_sentences():
        (tmp_path / "var" / "no-such-file").read_text()
    with pytest.raises(NotADirectoryError), said_in_sentences():
        (tmp_path / "var" / "casepwa.db" / "inside").read_text()
    with pytest.raises(PermissionError), said_in_sentences():
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "elsewhere"))

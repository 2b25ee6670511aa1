"""The `casepwa` command: each command is one small function; the work is done elsewhere.

Imports stand inside the commands, so that each starts as fast as its own needs allow.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casepwa.settings import settings

if TYPE_CHECKING:
    from casepwa.runtime.opening import Place

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="CasePWA: the offline-first companion for case managers in the field.",
)

Host = Annotated[str | None, typer.Option(help="Address to listen on. Default: HOST, or localhost.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on. Default: PORT, or 8000.")]
Workers = Annotated[int | None, typer.Option(help="Server processes. More than one needs CASEPWA_REDIS_URL.")]
Certificate = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, help="Certificate chain (PEM). Phones need https off localhost."
    ),
]
Key = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="The certificate's key (PEM).")]


@app.command()
def start(
    host: Host = None,
    port: Port = None,
    workers: Workers = None,
    certfile: Certificate = None,
    keyfile: Key = None,
) -> None:
    """Build what has changed, migrate, load the demo if CASEPWA_DEMO=1, and serve: what `make run` does."""
    from casepwa.runtime import opening

    opening.refuse_unless_right(settings(), _place(host, port, workers, certfile, keyfile))
    build()
    demo() if settings().demo else migrate()
    serve(host, port, workers, certfile, keyfile)


@app.command()
def serve(
    host: Host = None,
    port: Port = None,
    workers: Workers = None,
    certfile: Certificate = None,
    keyfile: Key = None,
) -> None:
    """Serve app, API and websocket on one port from the finished build."""
    from casepwa.runtime import opening

    opening.serve(settings(), _place(host, port, workers, certfile, keyfile))


@app.command()
def build(force: Annotated[bool, typer.Option(help="Build even if nothing has changed.")] = False) -> None:
    """Build the front end if anything that goes into it has changed."""
    from casepwa.runtime import opening

    opening.bring_front_end_up_to_date(force=force)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date. Safe to run again."""
    from casepwa import migrations
    from casepwa.database import engine

    try:
        migrations.require_current(engine())
    except migrations.Behind:
        typer.echo("Database: migrating ...")
        migrations.upgrade()
    else:
        typer.echo("Database: up to date.")


@app.command()
def demo(
    clients: Annotated[
        int, typer.Option(min=60, max=100_000, help="People served; more than 60 are invented.")
    ] = 60,
    caseload: Annotated[int, typer.Option(min=24, max=2_000, help="How many of them are Maya's.")] = 24,
) -> None:
    """Load the demo agency into this database, or bring the one that is there up to today."""
    from casepwa.demo import opening

    migrate()
    people = max(clients, 60 + caseload - 24)
    with typer.progressbar(length=people, label="Demo: invented people", file=sys.stderr) as bar:
        try:
            rows = opening.open_demo(clients=clients, caseload=caseload, step=bar.update)
        except opening.NotADemo as error:
            typer.echo(
                f"\nNot loaded. This database belongs to {error}: invented people do not belong there. Name "
                "another one with CASEPWA_DATABASE_URL.",
                err=True,
            )
            raise typer.Exit(1) from error
        bar.update(people)
    typer.echo(f"Demo: {rows:,} new records." if rows else "Demo: up to date.")


@app.command()
def doctor() -> None:
    """Say what is wrong with this installation and how to mend it."""
    from casepwa.runtime.doctor import examine

    findings = examine(settings())
    for finding in findings:
        typer.echo(finding.line())
    raise typer.Exit(any(not finding.well for finding in findings))


@app.command()
def create_account(
    email: Annotated[str, typer.Option(help="The address to sign in with.")] = "",
    name: Annotated[str, typer.Option(help="The name that colleagues know.")] = "",
    role: Annotated[
        list[str] | None,
        typer.Option(help="case_manager, care_coordinator, supervisor or administrator; may be repeated."),
    ] = None,
    team: Annotated[str | None, typer.Option(help="The team they work in, or supervise.")] = None,
    agency: Annotated[str | None, typer.Option(help="Which agency, when there are several.")] = None,
    title: Annotated[str | None, typer.Option(help="Their title. Default: their roles.")] = None,
) -> None:
    """Make an account for a member of staff; asks for what is missing, the password always."""
    from casepwa.casework.errors import CaseworkError
    from casepwa.models.codes import Role
    from casepwa.offline.catalogue import sentence
    from casepwa.runtime import new_account

    _require_current_database()
    try:
        roles = [Role(one) for one in role or []]
        if Role.FAMILY in roles:
            raise ValueError("a family account is invited by its case manager")
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--role") from error
    try:
        new_account.create(
            email=email, name=name, roles=roles, agency=agency, team=team, title=title, say=sentence
        )
    except CaseworkError as error:
        typer.echo(sentence(error), err=True)
        raise typer.Exit(1) from error


@app.command()
def import_caseload(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file: docs/import.md.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Name every bad row; change nothing.")] = False,
    date_format: Annotated[
        str | None, typer.Option(help="How the file writes days, as MM/DD/YYYY. ISO days are always read.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="What the file was saved in, as windows-1252. Default: UTF-8.")
    ] = None,
    agency: Annotated[str | None, typer.Option(help="Which agency, when there are several.")] = None,
) -> None:
    """Take in an agency's own spreadsheet: all of it or nothing. A second time changes nothing."""
    from casepwa.casework.errors import CaseworkError
    from casepwa.offline.catalogue import sentence
    from casepwa.runtime import caseload_file

    _require_current_database()
    try:
        is_good = caseload_file.take(
            file,
            dry_run=dry_run,
            date_format=date_format,
            encoding=encoding,
            agency=agency,
            say=sentence,
        )
    except CaseworkError as error:
        typer.echo(sentence(error), err=True)
        raise typer.Exit(1) from error
    raise typer.Exit(0 if is_good else 1)


def _require_current_database() -> None:
    from casepwa import migrations
    from casepwa.database import engine

    migrations.require_current(engine())


def _place(
    host: str | None, port: int | None, workers: int | None, certfile: Path | None, keyfile: Path | None
) -> "Place":
    from casepwa.runtime.opening import Place

    chosen = settings()
    return Place(
        host=host or chosen.host,
        port=port or chosen.port,
        workers=workers or chosen.workers,
        certfile=certfile and certfile.absolute(),
        keyfile=keyfile and keyfile.absolute(),
    )


def main() -> None:
    """Run one command; what a person can mend is said in a sentence, not as a traceback."""
    from casepwa.runtime.mending import said_in_sentences

    with said_in_sentences():
        app()


if __name__ == "__main__":
    main()

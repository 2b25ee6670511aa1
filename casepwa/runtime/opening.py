"""Opens the house: what is refused, what is brought up to date, and what the person is told."""

from dataclasses import dataclass
from pathlib import Path

import typer

from casepwa.runtime import build, server, start_rules
from casepwa.settings import DEMO_PASSWORD, Settings

SIGN_INS = f"""
Demo sign-ins, all with the password {DEMO_PASSWORD}:
  maya@demo.test     case manager        omar@demo.test   her supervisor
  priya@demo.test    care coordinator    rosa@demo.test   a parent
  charlie@demo.test  another team        admin@demo.test  administrator
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where to serve, by how many processes, and under which certificate."""

    host: str
    port: int
    workers: int
    certfile: Path | None
    keyfile: Path | None

    @property
    def url(self) -> str:
        """The address to type."""
        return f"{'https' if self.certfile else 'http'}://{self.host}:{self.port}"


def bring_front_end_up_to_date(*, force: bool = False) -> None:
    """Build the front end if anything that goes into it has changed."""
    if not force and build.is_fresh():
        typer.echo("Front end: up to date.")
        return
    typer.echo("Front end: building (a minute or two the first time) ...")
    build.build()


def refuse_unless_right(chosen: Settings, place: Place) -> None:
    """Stop with every reason that settings and place give.

    Raises:
        typer.Exit: there is one; all have been printed.
    """
    reasons = list(start_rules.reasons_not_to_start(chosen, workers=place.workers))
    reasons += filter(
        None,
        [
            start_rules.port_in_use(place.host, place.port),
            start_rules.half_a_certificate(place.certfile, place.keyfile),
        ],
    )
    _stop_for(reasons)


def serve(chosen: Settings, place: Place) -> None:
    """Serve until interrupted.

    Raises:
        typer.Exit: a rule of the settings or of the database is broken; every reason has been printed.
    """
    from casepwa.runtime import database_rules

    refuse_unless_right(chosen, place)
    _stop_for(list(database_rules.reasons_not_to_serve(chosen)))
    database_rules.let_go_of_connections()

    def announce() -> None:
        typer.echo(f"\nCasePWA is at {place.url}  (Ctrl-C ends it)")
        if chosen.demo:
            typer.echo(SIGN_INS)

    typer.echo("Server: starting ...")
    server.serve(
        host=place.host,
        port=place.port,
        workers=place.workers,
        certfile=place.certfile,
        keyfile=place.keyfile,
        when_ready=announce,
    )


def _stop_for(reasons: list[str]) -> None:
    for reason in reasons:
        typer.echo(f"Not started. {reason}", err=True)
    if reasons:
        raise typer.Exit(1)

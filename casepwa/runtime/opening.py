"""Opens the house: what is refused, what is brought up to date, and what the person is told."""

from pathlib import Path

import typer

from casepwa.runtime import build, server, start_rules
from casepwa.settings import Settings

SIGN_INS = """
Demo sign-ins, all with the password demo-only-change-me:
  maya@demo.test     case manager        omar@demo.test   her supervisor
  priya@demo.test    care coordinator    rosa@demo.test   a parent
  charlie@demo.test  another team        admin@demo.test  administrator
"""


def bring_front_end_up_to_date(*, force: bool = False) -> None:
    """Build the front end if anything that goes into it has changed."""
    if not force and build.is_fresh():
        typer.echo("Front end: up to date.")
        return
    typer.echo("Front end: building (a minute or two the first time) ...")
    build.build()


def serve(
    chosen: Settings, *, host: str, port: int, workers: int, certfile: Path | None, keyfile: Path | None
) -> None:
    """Serve until interrupted.

    Raises:
        typer.Exit: a rule of start_rules is broken; every reason has been printed.
    """
    refused = list(start_rules.reasons_not_to_start(chosen, workers=workers))
    refused += filter(
        None, [start_rules.port_in_use(host, port), start_rules.half_a_certificate(certfile, keyfile)]
    )
    if refused:
        for reason in refused:
            typer.echo(f"Not started. {reason}", err=True)
        raise typer.Exit(1)
    address = f"{'https' if certfile else 'http'}://{host}:{port}"

    def announce() -> None:
        typer.echo(f"\nCasePWA is at {address}  (Ctrl-C ends it)")
        if chosen.demo:
            typer.echo(SIGN_INS)

    typer.echo("Server: starting ...")
    server.serve(
        host=host,
        port=port,
        workers=workers,
        certfile=certfile,
        keyfile=keyfile,
        when_ready=announce,
    )

"""The `casepwa` command: each command is one small function; the work is done elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from casepwa.settings import settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="CasePWA: the offline-first companion for case managers."
)


@app.command()
def build(force: Annotated[bool, typer.Option(help="Build even if nothing has changed.")] = False) -> None:
    """Build the front end if anything that goes into it has changed."""
    from casepwa.runtime import build as front_end

    if not force and front_end.is_fresh():
        typer.echo("Front end: nothing has changed.")
        return
    typer.echo("Front end: building (up to a minute the first time)...")
    front_end.build()


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on.  [default: HOST or localhost]")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port.  [default: PORT or 8000]")] = None,
    workers: Annotated[int | None, typer.Option(help="Server processes; more than one needs Redis.")] = None,
    certfile: Annotated[Path | None, typer.Option(help="Certificate chain (PEM), for https.")] = None,
    keyfile: Annotated[Path | None, typer.Option(help="Its private key (PEM).")] = None,
) -> None:
    """Serve app, API and websocket on one port from the finished build."""
    from casepwa.runtime import server

    chosen = settings()
    server.serve(
        host=host or chosen.host,
        port=port or chosen.port,
        workers=workers or chosen.workers,
        certfile=certfile,
        keyfile=keyfile,
    )


if __name__ == "__main__":
    app()

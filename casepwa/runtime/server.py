"""Serves app, API and websocket on one port from the finished build.

`reflex run` would rebuild at every start. The variables below are how Reflex itself tells its workers not to
compile; one of them is an internal name, so a test starts a server through them.
"""

import os
import socket
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from casepwa.settings import ROOT

NO_COMPILING = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
}


def serve(
    *, host: str, port: int, workers: int, certfile: Path | None = None, keyfile: Path | None = None
) -> None:
    """Serve until interrupted; returns when every worker has ended."""
    os.environ.update(NO_COMPILING)
    os.chdir(ROOT)
    Server(
        target="casepwa.casepwa:app",
        factory=True,
        address=address_of(host),
        port=port,
        workers=workers,
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
        ssl_cert=certfile,
        ssl_key=keyfile,
        workers_kill_timeout=5,
    ).serve()


def address_of(host: str) -> str:
    """The IP address to listen on for a host name such as localhost, IPv4 first."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return str(min(found, key=lambda entry: entry[0] != socket.AF_INET)[4][0])

"""Serves app, API and websocket on one port from the finished build.

`reflex run` would rebuild at every start. The variables below are how Reflex itself tells its workers not to
compile; one of them is an internal name, so a test starts a server through them.
"""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from casepwa.runtime.start_rules import address_of
from casepwa.settings import ROOT, Settings, settings

A_MOMENT = 2.0  # seconds
NO_COMPILING = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
}


def serve(
    *,
    host: str,
    port: int,
    workers: int,
    certfile: Path | None = None,
    keyfile: Path | None = None,
    when_ready: Callable[[], None],
) -> None:
    """Serve until interrupted; returns when every worker has ended. `when_ready` is called once it
    answers.
    """
    os.environ.update(NO_COMPILING | _places(settings()))
    os.chdir(ROOT)  # Reflex finds rxconfig.py here, wherever the command was typed
    Announcing(
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
        respawn_failed_workers=True,
        when_ready=when_ready,
    ).serve()


class Announcing(Server):  # pyright: ignore[reportGeneralTypeIssues] (processes or threads, by Python build)
    """Granian's server, which says when a worker answers. It asks over plain TCP, certificate or not."""

    def __init__(self, *args: Any, when_ready: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._when_ready = when_ready

    def startup(self, *args: Any, **kwargs: Any) -> None:
        """Start the workers, then wait for the first of them beside the main loop (a thread after the
        forks).
        """
        super().startup(*args, **kwargs)
        threading.Thread(target=self._announce, daemon=True).start()

    def _spawn_worker(self, *args: Any, **kwargs: Any) -> Any:
        """At Ctrl-C a terminal tells workers and supervisor alike: a worker that ends first is no failure."""
        worker = super()._spawn_worker(*args, **kwargs)
        report_an_unexpected_end = worker._watcher

        def watch() -> None:
            worker.inner.join()
            if worker.inner.exitcode != 0 or not self.main_loop_interrupt.wait(A_MOMENT):
                report_an_unexpected_end()

        worker._watcher = watch
        return worker

    def _announce(self) -> None:
        while not self.main_loop_interrupt.wait(0.1):
            if self._answers():
                self._when_ready()
                return

    def _answers(self) -> bool:
        try:
            socket.create_connection((self.bind_addr, self.bind_port), timeout=1).close()
        except OSError:
            return False
        return True


def _places(chosen: Settings) -> dict[str, str]:
    """Whole paths, for a worker that reads the settings again: in another folder than the one typed in."""
    return {
        "CASEPWA_VAR": str(chosen.var),
        "CASEPWA_SITE": str(chosen.site),
        "CASEPWA_DATABASE_URL": chosen.database_url,
    }

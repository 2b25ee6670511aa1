"""Servers to measure: CasePWA with its own database, a bare page beside it, and a proxy that counts bytes."""

import asyncio
import contextlib
import functools
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
BARE = Path(__file__).with_name("bare")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def casepwa(*, caseload: int | None = None) -> Iterator[str]:
    """A production server with the demo agency; ``caseload`` gives Maya that many clients. Yields its origin."""
    port = free_port()
    with TemporaryDirectory(prefix="casepwa-bench-") as folder:
        env = os.environ | {
            "CASEPWA_DEMO": "1",
            "CASEPWA_DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "PORT": str(port),
        }
        extra = ["--caseload", str(caseload)] if caseload else []
        subprocess.run([sys.executable, "-m", "casepwa.cli", "migrate"], cwd=ROOT, env=env, check=True)
        subprocess.run([sys.executable, "-m", "casepwa.cli", "demo", *extra], cwd=ROOT, env=env, check=True)
        log = Path(folder, "server.log").open("wb")
        server = subprocess.Popen(
            [sys.executable, "-m", "casepwa.cli", "serve"],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            origin = f"http://localhost:{port}"
            _answers(f"{origin}/api/v1/health", server)
            yield origin
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)
            log.close()


def _answers(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    raise RuntimeError(f"no answer from {url} within a minute")


@contextlib.contextmanager
def bare_page() -> Iterator[str]:
    """One static page with a service worker that answers from its cache: the least an offline page can be."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(BARE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


class CountingProxy:
    """A TCP proxy in front of one server that counts what came down the wire, headers and all."""

    def __init__(self, origin: str) -> None:
        self._target_port = int(origin.rsplit(":", 1)[1])
        self.bytes_down = 0
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self.port = 0

        async def serve() -> None:
            server = await asyncio.start_server(self._link, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            started.set()

        self._loop.create_task(serve())
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        started.wait()

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        await asyncio.gather(self._copy(reader, up_writer), self._copy(up_reader, writer, down=True))

    async def _copy(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, down: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(65536):
                if down:
                    self.bytes_down += len(chunk)
                writer.write(chunk)
                await writer.drain()
            writer.close()

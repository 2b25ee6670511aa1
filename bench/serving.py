"""Servers to measure: CasePWA with the demo agency, a bare page beside it, a proxy that counts bytes."""

import asyncio
import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import desk
from casepwa.casework.actors import Actor
from tests.server import DATABASE, database_after, environment, run, serving

BARE = Path(__file__).with_name("bare")


@contextlib.contextmanager
def casepwa(*, caseload: int | None = None) -> Generator[str]:
    """A production server with the demo agency; with ``caseload``, Maya has that many clients. Its origin."""
    with TemporaryDirectory(prefix="casepwa-bench-") as folder:
        var = Path(folder)
        if caseload is not None:
            shutil.copy(database_after("migrate"), var / DATABASE)
            done = run("demo", "--caseload", str(caseload), env=environment(var))
            if done.returncode:
                raise RuntimeError(done.stderr)
        with serving(var, after="demo") as server:
            yield server.url


@contextlib.contextmanager
def serving_desk() -> Generator[tuple[str, Path, Actor]]:
    """A production server with a large agency: its origin, a copy of its database, who supervises there."""
    with TemporaryDirectory(prefix="casepwa-bench-") as folder:
        var = Path(folder)
        actor = desk.prepare(var)
        prepared = Path(shutil.copy(var / DATABASE, var / "prepared.db"))
        with serving(var) as server:
            yield server.url, prepared, actor


@contextlib.contextmanager
def bare_page(folder: Path = BARE) -> Generator[str]:
    """What lies in ``folder``, served as it is.

    By default one static page with a service worker that answers from its cache: the least an offline page
    can be.
    """

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
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
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.port = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    async def _serve(self) -> int:
        self._server = await asyncio.start_server(self._link, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

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

"""A phone driven by a test: the real JavaScript of the device in Node, its network in the test's hands."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"


class PhoneError(AssertionError):
    """An operation failed on the phone; the message is its own stack."""


class Phone:
    """One Node process: one IndexedDB, tabs by name. See tests/js/driver.js for what it can do.

    ``network`` answers each request of the phone: given ``{"method", "path", "body"}`` it returns
    ``{"status", "type", "text"}`` or ``{"lost": True}``.
    """

    def __init__(self) -> None:
        self.network: Callable[[dict[str, Any]], dict[str, Any]] = lambda _request: {"lost": True}
        self._count = 0
        self._process = subprocess.Popen(
            [NODE, "--import", "./tests/js/setup.js", "tests/js/driver.js"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def do(self, op: str, **args: Any) -> Any:
        """Run one operation to its end, answering what the phone asks meanwhile."""
        self._count += 1
        self._write({"id": self._count, "op": op} | args)
        while True:
            said = self._read()
            if "ask" in said:
                self._write({"answer": said["ask"]} | self.network(said))
            elif "error" in said:
                raise PhoneError(f"{op}: {said['error']}")
            elif said["id"] == self._count:
                return said["result"]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()

    def _write(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise PhoneError(f"the phone ended with {self._process.wait(timeout=20)}")
        return json.loads(line)

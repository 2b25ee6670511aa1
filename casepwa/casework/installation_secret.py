"""The secret of this installation, from which every key is derived."""

import os
import secrets
from pathlib import Path

from casepwa.settings import settings

MIN_BYTES = 32


def secret() -> bytes:
    """CASEPWA_SECRET_KEY, or in the demo one of its own. Raises ``RuntimeError`` without a good one."""
    given = settings().secret_key
    if given is None and not settings().demo:
        raise RuntimeError("CASEPWA_SECRET_KEY is not set")
    found = given.get_secret_value().encode() if given else _demo_secret(settings().var / "demo-secret")
    if len(found) < MIN_BYTES:
        raise RuntimeError(f"CASEPWA_SECRET_KEY has fewer than {MIN_BYTES} bytes")
    return found


def _demo_secret(path: Path) -> bytes:
    """The demo's own random secret, made once: sign-ins survive a restart, and every demo has another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    return path.read_bytes()

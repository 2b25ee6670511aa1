"""What must be right before CasePWA serves; each rule answers with the sentence that stops the start."""

import errno
import socket
from collections.abc import Iterator
from pathlib import Path

from casepwa.settings import Settings

MIN_SECRET = 32
MIN_DIFFERENT = 10
MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


def reasons_not_to_start(chosen: Settings, *, workers: int) -> Iterator[str]:
    """Every rule that these settings break. A demo may run unconfigured: its data is invented."""
    if not chosen.demo:
        yield from _secret(chosen)
        if not chosen.accept_unsealed_devices:
            yield (
                "Records on phones are not sealed yet: whoever has an unlocked phone can read them. To serve "
                "all the same, set CASEPWA_ACCEPT_UNSEALED_DEVICES=1."
            )
    if workers > 1 and not chosen.redis_url:
        yield (
            f"{workers} workers need Redis to share what people are looking at: set CASEPWA_REDIS_URL, for "
            "example redis://localhost:6379, or serve with one worker."
        )


def address_of(host: str) -> str:
    """The IP address to listen on for a host name such as localhost, IPv4 first."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return str(min(found, key=lambda entry: entry[0] != socket.AF_INET)[4][0])


def port_in_use(host: str, port: int) -> str | None:
    """The sentence that stops the start if nobody can listen there, or somebody does already.

    The server itself would not notice who does: it shares the port, and each would get some of the requests.
    """
    try:
        address = address_of(host)
    except (OSError, UnicodeError):
        return _not_here(host)
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                return _not_here(host)
            return (
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: PORT=8001 make run"
            )
    return None


def _not_here(host: str) -> str:
    return (
        f"HOST {host} is no address of this machine. Leave it out or set HOST=localhost to serve this "
        "machine alone, HOST=0.0.0.0 to serve its whole network."
    )


def half_a_certificate(certfile: Path | None, keyfile: Path | None) -> str | None:
    """The sentence that stops the start if only one of certificate and key was given."""
    if bool(certfile) == bool(keyfile):
        return None
    return "A certificate and its key go together: give both --certfile and --keyfile."


def _secret(chosen: Settings) -> Iterator[str]:
    secret = chosen.secret_key.get_secret_value() if chosen.secret_key else ""
    if not secret:
        yield f"CASEPWA_SECRET_KEY is not set. Make one and keep it: {MAKE_ONE}"
    elif len(secret.encode()) < MIN_SECRET:
        yield f"CASEPWA_SECRET_KEY is shorter than {MIN_SECRET} bytes. Make a better one: {MAKE_ONE}"
    elif len(set(secret)) < MIN_DIFFERENT:
        yield f"CASEPWA_SECRET_KEY is too easy to guess. Make a better one: {MAKE_ONE}"

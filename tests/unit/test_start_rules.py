"""What stops the start, and the sentence that says how to go on."""

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from casepwa.runtime.start_rules import half_a_certificate, port_in_use, reasons_not_to_start
from casepwa.settings import Settings

STRONG = SecretStr("2Yk9-vQmT7wz_pLr4XcB8dHnJ5sGfE1aUo6iVhKtR3")
READY = {"demo": False, "secret_key": STRONG, "accept_unsealed_devices": True, "redis_url": None}


def reasons(workers: int = 1, **changed: object) -> str:
    return "\n".join(reasons_not_to_start(Settings.model_validate(READY | changed), workers=workers))


def test_a_complete_installation_may_start() -> None:
    assert reasons() == ""


def test_a_demo_may_start_with_nothing_configured() -> None:
    assert reasons(demo=True, secret_key=None, accept_unsealed_devices=False) == ""


@pytest.mark.parametrize("secret", [None, "", "short", "x" * 64, "ababababababababababababababababab"])
def test_a_missing_or_weak_secret_stops_the_start_and_says_how_to_make_one(secret: str | None) -> None:
    given = SecretStr(secret) if secret is not None else None
    said = reasons(secret_key=given)
    assert "CASEPWA_SECRET_KEY" in said
    assert "secrets.token_urlsafe" in said


def test_the_secret_itself_is_never_said() -> None:
    assert "abab" not in reasons(secret_key=SecretStr("ab" * 20))


def test_unsealed_devices_must_be_accepted_by_name() -> None:
    assert "CASEPWA_ACCEPT_UNSEALED_DEVICES=1" in reasons(accept_unsealed_devices=False)


def test_two_workers_without_redis_are_refused_even_in_the_demo() -> None:
    assert "CASEPWA_REDIS_URL" in reasons(workers=2)
    assert "CASEPWA_REDIS_URL" in reasons(workers=2, demo=True)
    assert reasons(workers=2, redis_url="redis://localhost") == ""


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in (port_in_use("127.0.0.1", port) or "")
    assert port_in_use("127.0.0.1", port) is None


def test_a_port_in_use_is_named_where_localhost_is_ipv6_first(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        both = [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
        assert f"Port {port} on localhost" in (port_in_use("localhost", port) or "")


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_named_with_one_that_is(host: str) -> None:
    said = port_in_use(host, 8000) or ""
    assert f"HOST {host} is no address of this machine" in said
    assert "HOST=localhost" in said
    assert "HOST=0.0.0.0" in said


def test_a_certificate_needs_its_key() -> None:
    assert half_a_certificate(Path("a.pem"), None)
    assert half_a_certificate(None, None) is None
    assert half_a_certificate(Path("a.pem"), Path("b.pem")) is None

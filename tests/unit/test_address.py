"""Which address a request is counted under."""

import pytest
from starlette.requests import HTTPConnection

from casepwa import settings
from casepwa.api.address import address_of


@pytest.mark.parametrize(
    ("lines", "proxies", "address"),
    [
        (["203.0.113.9"], 0, "10.0.0.1"),
        (["203.0.113.9"], 1, "203.0.113.9"),
        (["1.1.1.1, 203.0.113.9"], 1, "203.0.113.9"),
        (["1.1.1.1", "203.0.113.9"], 1, "203.0.113.9"),
        (["1.1.1.1", "203.0.113.9, 10.0.0.2"], 2, "203.0.113.9"),
        (["203.0.113.9"], 2, "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed_in_whichever_line_it_stands(
    lines: list[str], proxies: int, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some proxies add a line of their own below the one that the sender wrote."""
    monkeypatch.setenv("CASEPWA_TRUSTED_PROXIES", str(proxies))
    settings.settings.cache_clear()
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    try:
        asked = HTTPConnection({"type": "http", "headers": headers, "client": ("10.0.0.1", 1)})
        assert address_of(asked) == address
    finally:
        settings.settings.cache_clear()

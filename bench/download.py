"""The first download of a caseload: bytes over the wire and seconds, as a phone asks for it."""

import time
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx

from bench.figures import line
from bench.serving import CountingProxy
from tests.e2e.maya import PASSWORD


def sign_in(client: httpx.Client, *, email: str = "maya@demo.test") -> dict[str, Any]:
    answer = client.post("/api/v1/session", json={"email": email, "password": PASSWORD, "surface": "phone"})
    answer.raise_for_status()
    return answer.json()


def report(origin: str) -> None:
    """Print it."""
    took = first_download(origin)
    said = f"{took['clients']:.0f} people, {took['bytes'] / 1024:.0f} KB compressed"
    line("first download", f"{said}, {took['seconds']:.2f} s, {took['requests']:.0f} requests")


def first_download(origin: str) -> dict[str, float]:
    """Pulls until the server says there is no more. Returns clients, requests, bytes (wire), seconds."""
    proxy = CountingProxy(origin)
    with httpx.Client(
        base_url=proxy.origin, headers={"origin": proxy.origin, "accept-encoding": "gzip"}, timeout=60
    ) as client:
        session = sign_in(client)
        before, began = proxy.bytes_down, time.perf_counter()
        have: dict[str, str] = {}
        have_me, requests, more = None, 0, True
        while more:
            answer = client.post(
                "/api/v1/sync",
                json={
                    "format": 1,
                    "account": session["account"]["id"],
                    "device": session.get("device_id") or str(uuid.uuid4()),
                    "sent_at": datetime.now(UTC).isoformat(),
                    "have": have,
                    "have_me": have_me,
                },
            )
            answer.raise_for_status()
            told = answer.json()
            have |= {given["client_id"]: given["tag"] for given in told["bundles"]}
            have_me, more, requests = told["me_tag"], told["more"], requests + 1
        return {
            "clients": len(have),
            "requests": requests,
            "bytes": proxy.bytes_down - before,
            "seconds": time.perf_counter() - began,
        }

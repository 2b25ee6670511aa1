"""The `casepwa` command as people type it."""

import os
import signal
import ssl
import subprocess
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.certificate import self_signed
from tests.server import environment, run, serving


def processes_of_group(group: int) -> list[str]:
    """The process ids that still belong to a process group."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(status.parent.name)
    return found


@pytest.mark.parametrize("to_whom", ["the server alone", "its whole group, as a terminal does"])
def test_ctrl_c_ends_every_process(site: None, tmp_path: Path, to_whom: str) -> None:
    with serving(tmp_path) as server:
        group = os.getpgid(server.process.pid)
        assert len(processes_of_group(group)) > 1
        if to_whom == "the server alone":
            server.process.send_signal(signal.SIGINT)
        else:
            os.killpg(group, signal.SIGINT)
        assert server.process.wait(timeout=60) == 0
        assert processes_of_group(group) == []
    with pytest.raises(URLError):
        urllib.request.urlopen(server.url, timeout=5)


def test_it_says_where_it_is_and_who_may_sign_in_once_it_answers(site: None, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        while "maya@demo.test" not in (said := (tmp_path / "server.log").read_text()):
            with pytest.raises(subprocess.TimeoutExpired):  # it still serves
                server.process.wait(timeout=0.1)
    assert server.url.rsplit(":", 1)[1] in said


def test_a_second_server_on_the_same_port_is_refused_in_a_sentence(site: None, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        port = server.url.rsplit(":", 1)[1]
        second = run("serve", env=environment(tmp_path, PORT=port))
    assert second.returncode == 1
    assert f"Port {port}" in second.stderr


def test_outside_the_demo_it_does_not_serve_without_a_secret(tmp_path: Path) -> None:
    refused = run("serve", env=environment(tmp_path, CASEPWA_DEMO="0"))
    assert refused.returncode == 1
    assert "CASEPWA_SECRET_KEY" in refused.stderr
    assert "CASEPWA_ACCEPT_UNSEALED_DEVICES=1" in refused.stderr


def test_it_serves_https_with_a_certificate(site: None, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    with serving(tmp_path, "--certfile", str(certificate), "--keyfile", str(key)) as server:
        trusting = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(f"{server.url}/ping", context=trusting, timeout=5) as answer:
            assert "max-age" in answer.headers["strict-transport-security"]


def test_two_workers_with_redis_both_serve(site: None, tmp_path: Path, redis_url: str) -> None:
    with serving(tmp_path, "--workers", "2", CASEPWA_REDIS_URL=redis_url) as server:
        for path in ("/api/v1/health", "/settings", "/ping"):
            with urllib.request.urlopen(f"{server.url}{path}", timeout=10) as answer:
                assert answer.status == 200

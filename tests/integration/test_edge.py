"""What the edge says about each answer, and who answers."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from casepwa.api.edge import Edge
from casepwa.runtime.publish import publish

ZIPPED = b"<script>today</script>"
ROUTES = ("/", "/today", "/people/[client_id]")


def build(directory: Path) -> Path:
    (directory / "assets").mkdir(parents=True)
    (directory / "assets" / "chunk-1.js").write_text("1")
    for page in ("index", "today", "404", "__spa-fallback"):
        (directory / f"{page}.html").write_text(f"<script>{page}</script>")
    (directory / "today.html.gz").write_bytes(gzip.compress(ZIPPED))
    for file in ("sw.js", "boot.js", "manifest.webmanifest"):
        (directory / file).write_text("")
    return directory


@pytest.fixture
def site(tmp_path: Path) -> Path:
    publish(build(tmp_path / "build"), tmp_path / "site", stamp="1")
    return tmp_path / "site"


@pytest.fixture
def client(site: Path) -> Iterator[TestClient]:
    app = Starlette(routes=[Route("/api/v1/hello", lambda request: JSONResponse({"secret": 1}))])
    with TestClient(Edge(app, site=site, routes=ROUTES), base_url="http://localhost:8000") as client:
        yield client


def test_hashed_files_are_kept_for_ever_and_pages_are_asked_for_each_time(client: TestClient) -> None:
    assert "immutable" in client.get("/assets/chunk-1.js").headers["cache-control"]
    for path in ("/", "/today", "/sw.js", "/boot.js", "/manifest.webmanifest"):
        assert client.get(path).headers["cache-control"] == "no-cache", path


def test_answers_of_the_api_are_never_stored(client: TestClient) -> None:
    answer = client.get("/api/v1/hello")
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_page_allows_its_own_scripts_and_no_others(client: TestClient) -> None:
    today, start = (client.get(path).headers["content-security-policy"] for path in ("/today", "/"))
    assert "'unsafe-inline'" not in today.split("style-src-attr")[0]
    assert "'unsafe-eval'" not in today
    assert today.count("'sha256-") == 1
    assert today != start
    for strict in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self' '"):
        assert strict in today


def test_every_answer_carries_the_headers_that_never_vary(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/assets/none.js", "/api/v1/hello", "/api/v1/none", "/ping"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["permissions-policy"].startswith("geolocation=(self)"), path
        assert "content-security-policy" in headers, path
        assert "cache-control" in headers, path


def test_https_is_remembered_and_http_is_not_claimed(client: TestClient) -> None:
    assert "strict-transport-security" not in client.get("/").headers
    assert "strict-transport-security" in client.get("https://localhost:8000/").headers


def test_a_page_is_found_with_and_without_a_slash_and_without_a_detour(client: TestClient) -> None:
    for path in ("/today", "/today/"):
        answer = client.get(path, follow_redirects=False, headers={"accept-encoding": "identity"})
        assert (answer.status_code, answer.text) == (200, "<script>today</script>"), path


def test_a_screen_with_a_parameter_is_the_fallback_page_and_nowhere_is_a_404(client: TestClient) -> None:
    assert client.get("/people/42").text == "<script>__spa-fallback</script>"
    assert client.get("/people/42/nowhere").status_code == 404
    assert client.get("/nowhere").status_code == 404
    assert client.get("/assets/none.js").status_code == 404


def test_what_is_behind_the_site_is_not_served(client: TestClient) -> None:
    for path in (
        "/.casepwa.json",
        "/../site/.casepwa.json",
        "/assets/../.casepwa.json",
        "/%2e%2e/build/sw.js",
    ):
        assert "made_from" not in client.get(path).text, path
    assert client.post("/today").status_code == 405


def test_the_compressed_variant_says_that_it_is_one(client: TestClient) -> None:
    with client.stream("GET", "/today", headers={"accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert gzip.decompress(b"".join(answer.iter_raw())) == ZIPPED


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/today", headers={"accept-encoding": "identity"})
    again = {"accept-encoding": "identity", "if-none-match": first.headers["etag"]}
    assert client.get("/today", headers=again).status_code == 304


def test_a_new_build_is_served_with_its_own_policy_by_a_server_that_already_runs(
    client: TestClient, site: Path, tmp_path: Path
) -> None:
    before = client.get("/today").headers["content-security-policy"]
    newer = build(tmp_path / "newer")
    (newer / "today.html").write_text("<script>newer()</script>")
    publish(newer, site, stamp="2")
    after = client.get("/today", headers={"accept-encoding": "identity"})
    assert after.text == "<script>newer()</script>"
    assert after.headers["content-security-policy"] != before

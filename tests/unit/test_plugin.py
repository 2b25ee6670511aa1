"""The built pages talk to whichever origin served them."""

from pathlib import Path

from casepwa.offline.plugin import use_page_origin


def test_the_address_of_the_build_machine_is_taken_out(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    chunk = tmp_path / "assets" / "reflex-env-1.js"
    chunk.write_text("e={PING:`http://localhost:8000/ping`,EVENT:`ws://localhost:8000/_event`}")
    assert use_page_origin(tmp_path) == 1
    assert "localhost" not in chunk.read_text()
    assert "location?.origin??``)+`/ping`" in chunk.read_text()
    assert "`ws`" in chunk.read_text()

"""A build is made again exactly when the content of something that goes into it has changed."""

import os
from pathlib import Path

import pytest

from casepwa.runtime import build


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "LOCKS", tmp_path / "reflex.lock")
    (tmp_path / "casepwa").mkdir()
    (tmp_path / "reflex.lock").mkdir()
    (tmp_path / "casepwa" / "page.py").write_text("one")
    (tmp_path / "reflex.lock" / "package.json").write_text('{"a": 1, "b": 2}')
    return tmp_path


def test_a_clone_with_other_times_has_the_same_stamp(tree: Path) -> None:
    before = build.stamp()
    os.utime(tree / "casepwa" / "page.py", (1, 1))
    assert build.stamp() == before


def test_a_changed_page_changes_the_stamp(tree: Path) -> None:
    before = build.stamp()
    (tree / "casepwa" / "page.py").write_text("two")
    assert build.stamp() != before


def test_a_file_under_another_name_changes_the_stamp(tree: Path) -> None:
    before = build.stamp()
    (tree / "casepwa" / "page.py").rename(tree / "casepwa" / "other.py")
    assert build.stamp() != before


def test_the_order_of_npms_keys_changes_nothing(tree: Path) -> None:
    before = build.stamp()
    (tree / "reflex.lock" / "package.json").write_text('{"b": 2, "a": 1}')
    assert build.stamp() == before


def test_a_build_leaves_a_lock_file_that_says_the_same_as_it_was(tree: Path) -> None:
    path = tree / "reflex.lock" / "package.json"
    before = {path: path.read_bytes()}
    path.write_text('{"b": 2, "a": 1}')
    build.keep_unless_said_otherwise(before)
    assert path.read_text() == '{"a": 1, "b": 2}'
    path.write_text('{"a": 1, "b": 3}')
    build.keep_unless_said_otherwise(before)
    assert path.read_text() == '{"a": 1, "b": 3}'


@pytest.mark.parametrize("folder", ["demo", "api", "migrations"])
def test_a_checkout_below_a_folder_of_any_name_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path / folder)
    page = tmp_path / folder / "casepwa" / "page.py"
    page.parent.mkdir(parents=True)
    page.write_text("one")
    before = build.stamp()
    page.write_text("two")
    assert build.stamp() != before


def test_what_no_page_can_import_changes_nothing(tree: Path) -> None:
    before = build.stamp()
    (tree / "casepwa" / "demo").mkdir()
    (tree / "casepwa" / "demo" / "agency.py").write_text("one")
    assert build.stamp() == before


def test_a_missing_node_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(build.BuildError, match="make install"):
        build.environment()

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

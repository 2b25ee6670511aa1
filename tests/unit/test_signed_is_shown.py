"""Whoever signs a note as its reviewer has all of it on the screen."""

from pathlib import Path

import casepwa.components.approvals as components
from casepwa.casework.notes.note_versions import SIGNED
from casepwa.state.approval_note_rows import Note

AS = {"text": "segments", "visit_id": "has_visit"}


def test_everything_that_an_author_signs_is_shown_to_the_reviewer() -> None:
    [folder] = components.__path__
    drawn = "".join(path.read_text(encoding="utf-8") for path in Path(folder).glob("*.py"))
    names = [AS.get(field, field) for field in SIGNED]
    assert [name for name in names if name not in Note.model_fields] == []
    assert [name for name in names if f"note.{name}" not in drawn] == []

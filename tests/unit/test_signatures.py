"""A signature changes with the content and with nothing else."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from casepwa.casework.notes import signatures
from casepwa.models.codes import NoteFormat

NOTE: dict[str, Any] = {
    "id": UUID("0195517e-6b2a-7000-8000-000000000001"),
    "text": "Él dijo “mañana”.\n",
    "started_at": datetime(2026, 3, 2, 15, tzinfo=UTC),
    "minutes": 10,
    "place_type": None,
    "contacted": ["client", "caregiver"],
    "format": NoteFormat.FREE,
}


def test_the_canonical_bytes_are_known_to_the_letter() -> None:
    assert signatures.canonical(NOTE).decode() == (
        '{"contacted":["client","caregiver"],"format":"free","id":"0195517e-6b2a-7000-8000-000000000001",'
        '"minutes":10,"place_type":null,"started_at":"2026-03-02T15:00:00.000000Z",'
        '"text":"Él dijo “mañana”.\\n"}'
    )


def test_the_order_of_fields_and_the_zone_of_a_moment_do_not_matter() -> None:
    elsewhere = timezone(timedelta(hours=-5))
    turned = {key: NOTE[key] for key in reversed(NOTE)} | {
        "started_at": datetime(2026, 3, 2, 10, tzinfo=elsewhere)
    }
    assert signatures.of(turned) == signatures.of(NOTE)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Él dijo “mañana”."},
        {"minutes": 11},
        {"contacted": ["caregiver", "client"]},
        {"place_type": ""},
    ],
)
def test_any_change_of_content_changes_the_signature(change: dict[str, Any]) -> None:
    assert signatures.of(NOTE | change) != signatures.of(NOTE)


@pytest.mark.parametrize("value", [1.5, {"a"}, datetime(2026, 3, 2), {1: "a"}, b"a"])
def test_what_has_no_one_form_cannot_be_signed(value: Any) -> None:
    with pytest.raises(TypeError):
        signatures.of({"value": value})

"""A queue as a few days without signal leave it: notes, marks, reads, steps, visits."""

from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from bench.caseload import Person, Phone
from casepwa.models.columns import new_id

_MIX = ("read", "note", "mark", "read", "mark", "note", "step", "read", "note", "mark")


def queue_of(phone: Phone, commands: int) -> list[dict[str, Any]]:
    """So many commands, over all clients in turn: three notes, three marks, three reads and a step in ten."""
    people = cycle(phone.people)
    return [
        _command(kind, next(people), number)
        for number, kind in zip(range(commands), cycle(_MIX), strict=False)
    ]


def _command(kind: str, person: Person, number: int) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(minutes=20 * (number + 1))
    name, payload = _SAID[kind](person, at)
    return {
        "id": str(new_id()),
        "kind": name,
        "client_ids": [str(person.client_id)],
        "recorded_at": at.isoformat(),
        "after": [],
        "payload": {"client_id": str(person.client_id), **payload},
    }


def _note(person: Person, at: datetime) -> tuple[str, dict[str, Any]]:
    return "note.submit", {
        "note_id": str(new_id()),
        "contacted": ["caregiver"],
        "outcome": "reached",
        "contact_type": "phone",
        "started_at": (at - timedelta(minutes=10)).isoformat(),
        "ended_at": at.isoformat(),
        "minutes": 10,
        "text": f"Spoke with his mother at {at:%H:%M} about the mornings. She will call the school nurse.",
        "goal_ids": [str(person.goal_id)],
    }


def _mark(person: Person, at: datetime) -> tuple[str, dict[str, Any]]:
    return "goal.mark", {
        "mark_id": str(new_id()),
        "goal_id": str(person.goal_id),
        "level": "progress",
        "line": "Two calm mornings",
        "happened_at": at.isoformat(),
    }


def _read(_person: Person, at: datetime) -> tuple[str, dict[str, Any]]:
    return "read.logged", {
        "read_id": str(new_id()),
        "what": "person",
        "read_at": at.isoformat(),
        "was_offline": True,
    }


def _step(_person: Person, _at: datetime) -> tuple[str, dict[str, Any]]:
    return "step.add", {"step_id": str(new_id()), "what": "Call the school nurse", "owner_role": "Worker"}


_SAID = {"note": _note, "mark": _mark, "read": _read, "step": _step}

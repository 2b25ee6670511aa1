"""What the phone's forms record is what the server reads: payloads of JavaScript against Python's shapes."""

import json
from collections import Counter
from typing import Any

import pytest

from casepwa.casework.commands import PAYLOADS
from tests.unit.test_javascript import run


@pytest.fixture(scope="module")
def recorded() -> list[tuple[str, dict[str, Any]]]:
    done = run("tests/js/print_payloads.js")
    assert done.returncode == 0, done.stderr
    return [(kind, payload) for kind, payload in json.loads(done.stdout)]


def test_every_payload_that_a_form_makes_is_read_whole(recorded: list[tuple[str, dict[str, Any]]]) -> None:
    for kind, payload in recorded:
        read = PAYLOADS[kind].model_validate(payload)
        assert read.model_fields_set == payload.keys(), kind


def test_every_kind_that_these_screens_record_is_among_them(
    recorded: list[tuple[str, dict[str, Any]]],
) -> None:
    kinds = Counter(kind for kind, _ in recorded)
    elsewhere = {"visit.miss", "step.done", "crisis_plan.propose", "read.logged"}
    elsewhere |= {"step.help", "message.send", "message.read", "message.answer", "consent.withdraw"}
    assert kinds.keys() == PAYLOADS.keys() - elsewhere

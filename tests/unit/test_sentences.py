"""Whatever casework refuses or flags can be said: each id has its sentence in the catalogue."""

import ast
from pathlib import Path

import pytest

from casepwa.casework import errors
from casepwa.casework.notes.note_checks import Flag
from casepwa.casework.visits import own_visits
from casepwa.offline import catalogue

CASEWORK = Path(errors.__file__).parent
KINDS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)
}


def refusals() -> dict[str, str]:
    """Message id -> where casework raises it."""
    found = dict.fromkeys(own_visits.STANDS.values(), "own_visits.py")
    for path in sorted(CASEWORK.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in KINDS - {"Denied"}:
                continue
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found[first.value] = f"{path.name}:{node.lineno}"
    return found


def test_the_search_finds_what_casework_refuses() -> None:
    assert {"pair_required", "note_changed_meanwhile", "visit_already_missed"} <= refusals().keys()


@pytest.mark.parametrize("message_id", ["not_allowed", *sorted(refusals())])
def test_every_refusal_has_a_sentence(message_id: str) -> None:
    assert catalogue.source_ids().get(f"error.{message_id}"), f"raised at {refusals().get(message_id)}"


@pytest.mark.parametrize("flag", Flag, ids=str)
def test_every_flag_has_a_sentence(flag: Flag) -> None:
    assert catalogue.source_ids().get(f"flag.{flag.value}")

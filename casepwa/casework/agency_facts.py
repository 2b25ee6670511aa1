"""What is the same for every command of one sync: the agency's rules and time zone, asked for once.

The edge hands one dictionary to every unit of work of a sync (``share``). Nothing that a command changes, and
nobody's rights, may be kept here.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlmodel import Session

Fact = TypeVar("Fact")
_NAME = "agency_facts"


def share(session: Session, facts: dict[Any, Any]) -> None:
    """Let ``session`` use and add to ``facts``."""
    session.info[_NAME] = facts


def fact(session: Session, key: object, ask: Callable[[], Fact]) -> Fact:
    """The fact called ``key``: what ``ask`` said first in this sync; asked anew where nothing is shared."""
    facts = session.info.get(_NAME)
    if facts is None:
        return ask()
    if key not in facts:
        facts[key] = ask()
    return cast("Fact", facts[key])

"""What is the same for every command of one sync: the agency's rules and time zone, asked for once.

The edge hands one dictionary to every unit of work of a sync (``share``); a batch has its own. Nothing that a
command changes, and nobody's rights, may be kept here.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlmodel import Session

Fact = TypeVar("Fact")
_NAME = "agency_facts"


def share(session: Session, facts: dict[Any, Any]) -> None:
    """Let ``session`` use and add to ``facts``."""
    session.info[_NAME] = facts


@contextmanager
def asked_once(session: Session) -> Generator[None]:
    """Within it ``session`` asks for each fact once, unless facts are shared with it anyway."""
    if _NAME in session.info:
        yield
        return
    share(session, {})
    try:
        yield
    finally:
        del session.info[_NAME]


def fact(session: Session, key: object, ask: Callable[[], Fact]) -> Fact:
    """The fact called ``key``: what ``ask`` said first in this sync; asked anew where nothing is shared."""
    facts = session.info.get(_NAME)
    if facts is None:
        return ask()
    if key not in facts:
        facts[key] = ask()
    return cast("Fact", facts[key])

"""What stands on screens: text already in the reader's language, as a plain string or a Var."""

from typing import Any

import reflex as rx

from casepwa.offline.text import duration, t

# `t(...)` and row fields are Vars; a name typed by hand in a test is a string.
Words = str | rx.Var[str] | Any


def for_listeners(words: Words | None, *, before: str = "", after: str = "") -> rx.Component | None:
    """Text that only a screen reader says, so that a repeated button carries the person it is about."""
    if words is None:
        return None
    return rx.el.span(before, words, after, class_name="sr-only")


def moment(words: Words, iso: Any, *, title: Words | None = None, class_name: str = "") -> rx.Component:
    """A time in words with the exact one in `datetime`; `title` says it in full to a pointer."""
    extra: dict[str, Any] = {} if title is None else {"title": title}
    return rx.el.time(words, date_time=iso, class_name=class_name, **extra)


def clock_off(ahead: Any) -> Any:
    """How far a phone's clock was off, where it was. ``ahead``: minutes, negative when it was behind."""
    return rx.cond(
        ahead > 0,
        t("phone’s clock {time} ahead", time=duration(ahead)),
        t("phone’s clock {time} behind", time=duration(-ahead)),
    )

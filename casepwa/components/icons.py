"""Icons: inline SVG, drawn in the text's own colour. Shapes from Lucide (ISC licence), in icons.json.

An icon is decoration beside a word and hidden from screen readers; where it stands alone, the control
around it
carries the name.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import reflex as rx

_SHAPES: dict[str, list[tuple[str, dict[str, str]]]] = json.loads(
    Path(__file__).with_name("icons.json").read_text("utf-8")
)
_TAGS = {
    "path": rx.el.svg.path,
    "circle": rx.el.svg.circle,
    "line": rx.el.svg.line,
    "rect": rx.el.svg.rect,
}

# Sizes follow the text: rem beside a heading, em inside a line.
BESIDE_TEXT = "size-[1.3em]"
IN_CHIP = "size-[1.125em]"
LEADING = "size-[1.5rem]"
ALONE = "size-6"


def icon(name: str, *, size: str = BESIDE_TEXT, class_name: str = "") -> rx.Component:
    """The icon `name` of icons.json; `size` is a Tailwind size class.

    Raises:
        KeyError: when no icon has that name.
    """
    return rx.el.svg(
        *[_TAGS[tag](**attributes) for tag, attributes in _SHAPES[name]],
        view_box="0 0 24 24",
        fill="none",
        stroke="currentColor",
        stroke_width="2",
        stroke_linecap="round",
        stroke_linejoin="round",
        aria_hidden="true",
        class_name=f"{size} shrink-0 {class_name}".rstrip(),
    )


def icon_for(code: Any, names: Mapping[str, str], *, default: str, **look: str) -> rx.Component:
    """The icon for a stored code that is known only on the device; `names` maps code to icon name."""
    cases = [(value, icon(name, **look)) for value, name in names.items()]
    return rx.match(code, *cases, icon(default, **look))


def brand(*, size: str = "size-9") -> rx.Component:
    """The app's own mark, a door with a check."""
    return rx.el.svg(
        rx.el.svg.path(
            d="M4 28V14.5C4 8.15 9.15 3 15.5 3h1C22.85 3 28 8.15 28 14.5V28",
            stroke="currentColor",
            stroke_width="3.5",
            stroke_linecap="round",
        ),
        rx.el.svg.path(
            d="m10.5 19.5 4.2 4.2 7.3-8.7",
            stroke="currentColor",
            stroke_width="3.5",
            stroke_linecap="round",
            stroke_linejoin="round",
        ),
        view_box="0 0 32 32",
        fill="none",
        aria_hidden="true",
        class_name=f"{size} shrink-0",
    )

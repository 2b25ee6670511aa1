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

# An attribute that Reflex does not know would become a style element, refused by the security policy.
_DRAWN = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "strokeWidth": "2",
    "strokeLinecap": "round",
    "strokeLinejoin": "round",
    "aria-hidden": "true",
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
        *[_TAGS[tag](custom_attrs=attributes) for tag, attributes in _SHAPES[name]],
        custom_attrs=_DRAWN,
        class_name=f"{size} shrink-0 {class_name}".rstrip(),
    )


def icon_for(code: Any, names: Mapping[str, str], *, default: str, **look: str) -> Any:
    """The icon for a stored code that is known only on the device; `names` maps code to icon name."""
    cases = [(value, icon(name, **look)) for value, name in names.items()]
    return rx.match(code, *cases, icon(default, **look))


def brand(*, size: str = "size-9") -> rx.Component:
    """The app's own mark, a door with a check."""
    door = "M4 28V14.5C4 8.15 9.15 3 15.5 3h1C22.85 3 28 8.15 28 14.5V28"
    return rx.el.svg(
        *[rx.el.svg.path(custom_attrs={"d": line}) for line in (door, "m10.5 19.5 4.2 4.2 7.3-8.7")],
        custom_attrs=_DRAWN | {"viewBox": "0 0 32 32", "strokeWidth": "3.5"},
        class_name=f"{size} shrink-0",
    )

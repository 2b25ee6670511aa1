"""What stands in every page's <head>: the boot script first, then what makes the app installable."""

import reflex as rx


def _theme_colour(colour: str, scheme: str) -> rx.Component:
    """The colour of the phone's own bars. `media` goes in as an attribute: Reflex would take it for CSS."""
    media = {"media": f"(prefers-color-scheme: {scheme})"}
    return rx.el.meta(name="theme-color", content=colour, custom_attrs=media)


HEAD = [
    rx.el.script(src="/boot.js"),
    rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
    rx.el.link(rel="manifest", href="/manifest.webmanifest"),
    rx.el.link(rel="icon", href="/icons/icon.svg", type="image/svg+xml"),
    rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-icon.png"),
    _theme_colour("#f6f4ef", "light"),
    _theme_colour("#0f1315", "dark"),
    rx.el.meta(name="apple-mobile-web-app-capable", content="yes"),
    rx.el.meta(name="apple-mobile-web-app-title", content="CasePWA"),
    rx.el.meta(name="format-detection", content="telephone=no"),
]

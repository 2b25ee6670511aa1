"""Theme and text size as this device keeps them."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Display(BaseModel):
    """`theme` is system, light or dark; `text` is 100, 125, 150 or 200 (per cent)."""

    theme: str
    text: str


display: Display = local("display", "useDisplay", Display, module="display.js")
set_theme = action("setTheme", module="display.js")
set_text = action("setText", module="display.js")

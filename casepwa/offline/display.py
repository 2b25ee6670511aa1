"""Theme and text size: this device's own settings, shown before first paint.

The theme is Reflex's colour mode (it puts `light` or `dark` on <html>), set directly instead of through
`rx.set_color_mode`, whose eval a strict content security policy blocks.
"""

import reflex as rx
from reflex.event import EventChain
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex_base.vars.function import FunctionVar

from casepwa.offline.local import action, local

TEXT_SIZES = ("100", "125", "150", "200")
THEMES = ("system", "light", "dark")


def _colour_mode(name: str) -> rx.Var[str]:
    return rx.Var(
        _js_expr=name,
        _var_type=str,
        _var_data=VarData(
            imports={
                "$/utils/context": [ImportVar(tag="ColorModeContext")],
                "react": [ImportVar(tag="useContext")],
            },
            hooks={f"const {{ {name} }} = useContext(ColorModeContext)": None},
        ),
    ).guess_type()


theme = _colour_mode("rawColorMode")
set_theme = _colour_mode("setColorMode").to(FunctionVar, EventChain)

text_size: rx.Var[str] = local("textSize", "useTextSize", str, module="display.js")
set_text_size = action("setTextSize", module="display.js")

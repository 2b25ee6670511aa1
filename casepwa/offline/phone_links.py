"""Links that dial or text a number as people write it (assets/offline/views/reach.js)."""

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex_base.vars.sequence import StringVar

from casepwa.offline.local import library

_MODULE = library("views/reach.js")


def tel(number: Any) -> StringVar:
    """What a phone dials for ``number``, which is not empty."""
    return _link("telHref", number)


def sms(number: Any) -> StringVar:
    """Where a text to ``number`` goes; nobody can text an extension."""
    return _link("smsHref", number)


def _link(function: str, number: Any) -> StringVar:
    written = rx.Var.create(number)
    return rx.Var(
        _js_expr=f"{function}({written!s})",
        _var_type=str,
        _var_data=VarData.merge(
            VarData(imports={_MODULE: [ImportVar(tag=function)]}), written._get_all_var_data()
        ),
    ).to(str)

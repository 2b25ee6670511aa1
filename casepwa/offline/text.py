"""Visible words as Vars: looked up on the device, in the reader's language (docs/offline-device.md).

The English sentence is the message itself. Ids (``error.too_large``, ``outcome.seen``) are for words that a
stored code or an error chooses; their English stands in ``locale/en.po``.
"""

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex_base.vars.sequence import StringVar

from casepwa.offline.local import library

_WORDS = VarData(
    hooks={"const words_ = useText()": None},
    imports={library("text.js"): [ImportVar(tag="useText")]},
)
_FORMATS = VarData(
    hooks={"const formats_ = useFormats()": None},
    imports={library("formats.js"): [ImportVar(tag="useFormats")]},
)


def t(message: str, /, *, plural: str | None = None, context: str | None = None, **params: Any) -> StringVar:
    """`message` (English, a literal) with ``{names}`` filled from `params`, in the reader's language.

    `plural` is the English plural, chosen by the param `n`; `context` tells equal English words apart for the
    translator. Params may be Vars; numbers are written as the language writes them.
    """
    if plural is not None:
        if "n" not in params:
            raise TypeError("a plural is chosen by n")
        params["plural"] = plural
    if context is not None:
        params["context"] = context
    return _call("words_.t", _WORDS, message, *([params] if params else []))


def word(group: str, code: Any) -> StringVar:
    """The word for a stored code: ``word("outcome", note.outcome)`` is ``outcome.<code>``, catalogued."""
    return _call("words_.word", _WORDS, group, code)


def error_text(error_id: Any, params: Any = None) -> StringVar:
    """The sentence for an error id with its params, as the server or the device gave them."""
    return _call("words_.errorText", _WORDS, error_id, *([] if params is None else [params]))


def time(moment: Any) -> StringVar:
    """2:30 PM"""
    return _call("formats_.time", _FORMATS, moment)


def short_day(value: Any) -> StringVar:
    """Mar 10; with the year when it is not this one. Takes a day or a moment, as all that follow."""
    return _call("formats_.shortDay", _FORMATS, value)


def weekday(value: Any) -> StringVar:
    """Tue, Mar 10"""
    return _call("formats_.weekday", _FORMATS, value)


def long_day(value: Any) -> StringVar:
    """Tuesday, March 10"""
    return _call("formats_.longDay", _FORMATS, value)


def full_day(value: Any) -> StringVar:
    """March 10, 2026"""
    return _call("formats_.fullDay", _FORMATS, value)


def exact(value: Any) -> StringVar:
    """Mar 10, 2026, 2:30 PM: for ``title`` beside relative words."""
    return _call("formats_.exact", _FORMATS, value)


def relative(moment: Any) -> StringVar:
    """in 2 hours, 5 minutes ago, yesterday: drawn again each minute."""
    return _call("formats_.relative", _FORMATS, moment)


def relative_day(value: Any) -> StringVar:
    """today, tomorrow, in 3 days, 2 weeks ago"""
    return _call("formats_.relativeDay", _FORMATS, value)


def duration(minutes: Any) -> StringVar:
    """45 min, 1 h 5 min"""
    return _call("formats_.duration", _FORMATS, minutes)


def number(value: Any) -> StringVar:
    """1,250 or 1.250, as the language writes it."""
    return _call("formats_.number", _FORMATS, value)


def list_of(values: Any) -> StringVar:
    """Ana, Ben, and Cho"""
    return _call("formats_.list", _FORMATS, values)


def _call(function: str, data: VarData, *args: Any) -> StringVar:
    written = [rx.Var.create(arg) for arg in args]
    return rx.Var(
        _js_expr=f"{function}({', '.join(str(arg) for arg in written)})",
        _var_type=str,
        _var_data=VarData.merge(data, *(arg._get_all_var_data() for arg in written)),
    ).to(str)

"""The device's own data and actions as Vars, so that phone screens are Python and need no server.

A local Var compiles to a React hook call; every place that uses it calls the hook. Hooks must therefore read
one module-level snapshot (see assets/offline/), or two places could show different states.
"""

from typing import Any

import reflex as rx
from reflex.event import EventChain
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex_base.vars.function import FunctionVar


def library(module: str) -> str:
    """Where Vite finds `assets/offline/<module>`: bundled with the page that uses it."""
    return f"$/public/offline/{module}"


def local(name: str, hook: str, type_: Any, *, module: str) -> Any:
    """A Var named `name` over `hook()` exported by `assets/offline/<module>`, typed as `type_`.

    The hook must be safe to call at prerender (no window, no IndexedDB) and return the empty value then.
    """
    return rx.Var(
        _js_expr=name,
        _var_type=type_,
        _var_data=VarData(
            hooks={f"const {name} = {hook}()": None},
            imports={library(module): [ImportVar(tag=hook)]},
        ),
    ).guess_type()


def count(rows: Any) -> Any:
    """How many rows a local list has. To a type checker `view.rows` is a list; on the page it is a Var."""
    return rows.length()


def action(fn: str, *, module: str) -> Any:
    """An event trigger that calls `fn(...)` exported by `assets/offline/<module>`, with no server event.

    A form passes (form_data, event): read `new FormData(event.target)`, because form_data keeps only the
    last of several equal names.
    """
    return rx.Var(
        _js_expr=fn,
        _var_data=VarData(imports={library(module): [ImportVar(tag=fn)]}),
    ).to(FunctionVar, EventChain)


def holds(rows: Any, value: Any) -> Any:
    """Whether a local list (typed `list[...]` for readers) holds `value`, as a Var."""
    return rows.contains(value)

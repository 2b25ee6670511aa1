"""Signing in, seen from the pages."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class SignInForm(BaseModel):
    """``error``: the id of a sentence with its ``params``, or empty. ``shown``: the password is readable."""

    busy: bool
    error: str
    params: dict[str, Any]
    shown: bool


_MODULE = "views/sign_in.js"
sign_in: SignInForm = local("signIn", "useSignIn", SignInForm, module=_MODULE)
start_status: Any = local("startStatus", "useStartPage", str, module=_MODULE)
sign_in_status: Any = local("signInStatus", "useSignInPage", str, module=_MODULE)
submit_sign_in = action("submitSignIn", module=_MODULE)
toggle_shown = action("toggleShown", module=_MODULE)

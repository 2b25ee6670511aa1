"""Settings as this device knows them (assets/offline/views/settings.js)."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Choice(BaseModel):
    id: str
    name: str


class Way(BaseModel):
    """How another platform installs the app."""

    id: str
    words: str


class MyDevice(BaseModel):
    """A device I have signed in on."""

    id: str
    name: str
    line: str
    is_this: bool
    is_signed_in: bool


class Settings(BaseModel):
    """`state`: opening, nobody or full. `kept`: yes, no or unknown (will the browser keep the store).

    `devices_state`: loading, ready, offline or error.
    """

    state: str
    name: str
    email: str
    role: str
    agency: str
    language: str
    languages: list[Choice]
    device: str
    has_store: bool
    at_desk: bool
    desk_keys: bool
    last_sync: str
    used: str
    kept: str
    devices_state: str
    devices_error: str
    devices: list[MyDevice]
    is_installed: bool
    can_install: bool
    install: str
    install_others: list[Way]
    unsent: str
    unsent_drafts: str
    leaves_behind: bool
    busy: bool


def _do(fn: str) -> Any:
    return action(fn, module="views/settings.js")


settings: Settings = local("settings", "useSettings", Settings, module="views/settings.js")

choose_desk_keys = _do("chooseDeskKeys")
keep_storage = _do("keepStorage")
install_app = _do("installApp")
load_devices = _do("loadDevices")
ask_forget = _do("askForget")
forget_device = _do("forgetDevice")
ask_sign_out = _do("askSignOut")
sign_out_here = _do("signOutHere")

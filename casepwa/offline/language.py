"""The language that this device shows (assets/offline/language.js)."""

from casepwa.offline.local import action, local

_MODULE = "views/language.js"
language: str = local("language", "useLanguage", str, module=_MODULE)
choose_language = action("chooseLanguage", module=_MODULE)

"""What can wait until a screen's first paint (assets/offline/views/later.js)."""

from typing import Any

from casepwa.offline.local import local

later: Any = local("later", "useLater", bool, module="views/later.js")
"""False while a screen is drawn for the first time, true from then on."""

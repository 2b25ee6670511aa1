"""A new version of the app that waits on this device."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Update(BaseModel):
    """`ready`: a new version waits for a tap; `held`: tapped, but some window has a half-written note."""

    ready: bool
    held: bool


update: Update = local("update", "useUpdate", Update, module="update.js")
take_update = action("takeUpdate", module="update.js")

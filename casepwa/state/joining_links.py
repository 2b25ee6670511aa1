"""The link by which somebody joins, as a screen shows it once."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from casepwa.casework import qr_codes
from casepwa.settings import settings
from casepwa.state.ids import iso


class Link(BaseModel):
    """A link that was just made. It is shown this once."""

    model_config = ConfigDict(frozen=True)

    url: str = ""
    name: str = ""
    until: str = ""
    waits: bool = False
    qr_path: str = ""
    qr_box: str = ""


def joining_link(*, token: str, name: str, expires_at: datetime, origin: str, waits: bool = False) -> Link:
    """The whole address and its picture. ``origin``: as the browser knows us, where no public URL is set."""
    url = f"{(settings().public_url or origin).rstrip('/')}/join/{token}"
    drawing = qr_codes.drawn(url)
    return Link(
        url=url,
        name=name,
        until=iso(expires_at),
        waits=waits,
        qr_path=drawing.path,
        qr_box=f"0 0 {drawing.size} {drawing.size}",
    )

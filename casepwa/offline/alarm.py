"""An alarm that this person raised, and what has become of it (assets/offline/views/alarm_view.js)."""

from pydantic import BaseModel

from casepwa.offline.local import local


class Way(BaseModel):
    """A way to reach someone that needs no app: a text or a call."""

    id: str
    words: str
    href: str
    is_text: bool


class Alarm(BaseModel):
    """`state`: "" (none), not_sent, sent or read. `words` says it, with who has read it when."""

    state: str
    words: str
    ways: list[Way]
    hotline: str
    hotline_phone: str


raised: Alarm = local("raised", "useRaised", Alarm, module="views/note.js")

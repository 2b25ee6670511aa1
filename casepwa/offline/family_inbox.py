"""What families told us, on the phones of the staff (assets/offline/views/family_inbox.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action


class SaidRow(BaseModel):
    """A question, thanks, or a complaint that was released to me. `answered` says by whom, or is empty.

    `may_answer`: nobody has, and it is no complaint, which a supervisor answers.
    """

    id: str
    kind: str
    text: str
    by: str
    iso: str
    when: str
    is_new: bool
    answer: str
    answered: str
    may_answer: bool


class AskedRow(BaseModel):
    """For Today: something of a family that waits. `drawing`: message-circle or lifebuoy."""

    id: str
    href: str
    name: str
    what: str
    drawing: str


_MODULE = "views/family_inbox.js"
read_said = action("readSaid", module=_MODULE)
answer_said = action("answerSaid", module=_MODULE)

"""A text's sentences, to point at without a mouse."""

import re

from casepwa.casework.approvals.pins import Place

_SENTENCE = re.compile(r"[^\s](?:[^.!?\n]|[.!?](?![\s\"”’)]|$))*[.!?]*[\"”’)]*")


def of(text: str) -> list[Place]:
    """Where each sentence, or line without an end, begins and ends."""
    return [Place(starts=found.start(), ends=found.end()) for found in _SENTENCE.finditer(text)]

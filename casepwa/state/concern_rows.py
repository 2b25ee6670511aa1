"""What was told of a safety concern, made from what casework tells: frozen rows, plain values."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from casepwa.casework.notes.concern_additions import FIELDS
from casepwa.casework.notes.concerns_told import Told
from casepwa.state.ids import iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class SaidLater(Shown):
    """``words``: a stored code for ``kind``, yes or no for ``asked_directly``, a time for ``called_at``."""

    field: str = ""
    words: str = ""


class AddedLater(Shown):
    at: str = ""
    said: list[SaidLater] = []


class Said(Shown):
    """What the raiser of a safety concern told; absent words are empty."""

    what: str = ""
    called_whom: str = ""
    called_at: str = ""
    report_number: str = ""
    asked_directly: str = ""
    answer: str = ""
    plan: str = ""
    means: str = ""
    action: str = ""
    who_stays: str = ""
    consulted_with: str = ""
    added: list[AddedLater] = []


def said(told: Told) -> Said:
    return Said(
        what=told.what,
        called_whom=told.called_whom or "",
        called_at=iso(told.called_at),
        report_number=told.report_number or "",
        asked_directly={None: "", True: "yes", False: "no"}[told.asked_directly],
        answer=told.answer or "",
        plan=told.plan or "",
        means=told.means or "",
        action=told.action or "",
        who_stays=told.who_stays or "",
        consulted_with=told.consulted_with or "",
        added=[
            AddedLater(
                at=iso(one.at), said=[_later(field, one.said[field]) for field in FIELDS if field in one.said]
            )
            for one in told.added
        ],
    )


def _later(field: str, said: Any) -> SaidLater:
    return SaidLater(field=field, words={True: "yes", False: "no"}[said] if isinstance(said, bool) else said)

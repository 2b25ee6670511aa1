"""What was told of safety concerns, for who may read it. The reporter's name is restricted and not here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.notes import concern_additions
from casepwa.casework.notes.concern_additions import Added
from casepwa.models import SafetyConcern


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the raiser said first; ``added``: what later."""

    what: str
    called_whom: str | None
    called_at: datetime | None
    report_number: str | None
    asked_directly: bool | None
    answer: str | None
    plan: str | None
    means: str | None
    action: str | None
    who_stays: str | None
    consulted_with: str | None
    added: tuple[Added, ...]


def of(session: Session, concerns: Collection[SafetyConcern]) -> dict[UUID, Told]:
    """By the concern's id. The caller has authorised reading what was told."""
    added = concern_additions.of(session, [concern.id for concern in concerns])
    return {
        concern.id: Told(
            what=concern.what,
            called_whom=concern.called_whom,
            called_at=concern.called_at,
            report_number=concern.report_number,
            asked_directly=concern.asked_directly,
            answer=concern.answer,
            plan=concern.plan,
            means=concern.means,
            action=concern.action,
            who_stays=concern.who_stays,
            consulted_with=concern.consulted_with,
            added=added.get(concern.id, ()),
        )
        for concern in concerns
    }

"""What of one client's record stands under the 42 CFR Part 2 label, for papers and screens of the staff."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.models import ContentLabel, SharedLine
from casepwa.models.codes import SharedKind


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a paper or a screen says of one client, by ids."""

    crisis_plan: bool = False
    goals: Collection[UUID | None] = ()
    steps: Collection[UUID] = ()
    visits: Collection[UUID] = ()
    notes: Collection[UUID] = ()


def any_of(session: Session, client_id: UUID, said: Said) -> bool:
    """Is any of ``said`` under the label? Then it carries the notice. The caller has authorised the client.

    A note is under it with the line for the family that is: the line says in plain words what the note says.
    """
    labelled = frozenset(
        session.exec(
            select(ContentLabel.kind, ContentLabel.item_id).where(ContentLabel.client_id == client_id)
        ).all()
    )
    if not labelled:
        return False
    lines = session.exec(
        select(SharedLine.id).where(
            SharedLine.client_id == client_id, col(SharedLine.note_id).in_(said.notes)
        )
    ).all()
    shown: list[tuple[SharedKind, UUID | None]] = [
        *([(SharedKind.CRISIS_PLAN, None)] if said.crisis_plan else []),
        *((SharedKind.GOAL, each) for each in said.goals if each is not None),
        *((SharedKind.NEXT_STEP, each) for each in said.steps),
        *((SharedKind.VISIT, each) for each in said.visits),
        *((SharedKind.SHARED_LINE, each) for each in lines),
        *([(SharedKind.SHARED_LINE, None)] if lines else []),
    ]
    return not labelled.isdisjoint(shown)

"""Contact notes: submitted, mended, signed. Each submission is a version that stays as it is.

A note of something that happened is never refused for billing or lateness; that becomes a flag. Refused is
only what cannot have happened or is not this author's to say. Source: domain.md, "Contact notes".
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, literal
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from casepwa import bulletins
from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.appending import append, row_of
from casepwa.casework.approvals import approvals
from casepwa.casework.commands import NoteSubmit
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family import sharing
from casepwa.casework.notes import day_units, note_surroundings, note_versions, safety_concerns
from casepwa.casework.permissions import Permission, granted
from casepwa.casework.prepared import Prepared
from casepwa.casework.recorded import Recorded
from casepwa.casework.visits import own_visits
from casepwa.models import ContactNote, ContactNoteGoal
from casepwa.models.codes import Lifecycle, NoteStatus

LONGEST = timedelta(hours=24)
_NOTES, _GOALS = SQLModel.metadata.tables["contact_note"].c, SQLModel.metadata.tables["goal"].c
_IS_KEPT = Prepared.of(select_columns(literal(1)).where(_NOTES.id == bindparam("note_id")))
_THE_NOTE = select(ContactNote).where(col(ContactNote.id) == bindparam("note_id")).with_for_update()
_THEIR_GOALS = Prepared.of(
    select_columns(_GOALS.id, _GOALS.lifecycle).where(_GOALS.client_id == bindparam("client_id"))
)


def submit(session: Session, *, actor: Actor, payload: NoteSubmit, recorded: Recorded) -> ContactNote:
    """Keep a submission as the next version of its note, with its goals, shared line and safety concern.

    The author of a note that was returned mends it although they have lost the client (``own_returned``).

    Raises ``Denied``; ``Conflict``: ``note_is_approved``, ``note_changed_meanwhile`` (``version``: the one it
    stands at); ``Invalid``: ``record_belongs_elsewhere``, ``note_ends_before_it_starts``,
    ``note_longer_than_a_day``, ``no_such_visit``, ``no_such_goal``.
    """
    client_id = payload.client_id
    recorded = _authorised(session, actor, payload, recorded)
    note = _to_mend(session, actor, payload)
    if payload.ended_at < payload.started_at:
        raise Invalid("note_ends_before_it_starts")
    if payload.ended_at - payload.started_at > LONGEST:
        raise Invalid("note_longer_than_a_day")
    visit_id = own_visits.linked(session, actor, visit_id=payload.visit_id, client_id=client_id)
    goals = _check_goals(session, payload)
    was = note_surroundings.current(session, note) if note is not None else None
    if note is None:
        note = row_of(
            ContactNote,
            id=payload.note_id,
            client_id=client_id,
            author_id=actor.account_id,
            visit_id=visit_id,
            created_at=recorded.received_at,
        )
    else:
        note.version += 1
        note.status = NoteStatus.SUBMITTED
        note.visit_id = visit_id or note.visit_id
    version = note_versions.written(
        session,
        actor=actor,
        note=note,
        payload=payload,
        recorded=recorded,
        has_goals=bool(goals),
    )
    if was is None:
        append(session, note)
    else:
        session.flush()
        day_units.recount_left(session, actor=actor, was=was, started_at=payload.started_at)
    about = [
        row_of(ContactNoteGoal, version_id=version.id, goal_id=goal_id) for goal_id in set(payload.goal_ids)
    ]
    append(session, version, *about)
    if payload.safety_concern is not None:
        safety_concerns.tell(
            session, actor=actor, note=note, payload=payload.safety_concern, recorded=recorded
        )
    if payload.share is not None and _may_share(session, actor, client_id, recorded):
        sharing.write_line(session, actor=actor, note=note, payload=payload.share, recorded=recorded)
    elif was is not None:
        sharing.take_back_line(session, actor=actor, note=note, at=recorded.received_at)
    audit.done(
        session,
        actor,
        Permission.CONTACT_NOTE_WRITE,
        client_id=client_id,
        subject_kind="contact_note",
        subject_id=note.id,
        version=note.version,
    )
    revisions.raise_for(session, client_id)
    bulletins.tell(session, approvals.topic(actor.organization_id))
    return note


def own_returned(session: Session, actor: Actor, payload: NoteSubmit) -> frozenset[UUID]:
    """The client, if this is a new version of ``actor``'s own note that was returned to them.

    Who was asked to mend a note may do so after they have lost the client, and nothing else with it.
    """
    note = session.get(ContactNote, payload.note_id)
    is_theirs = note is not None and (note.author_id, note.client_id) == (actor.account_id, payload.client_id)
    if note is None or not is_theirs or note.status != NoteStatus.RETURNED:
        return frozenset()
    return frozenset({payload.client_id})


def _authorised(session: Session, actor: Actor, payload: NoteSubmit, recorded: Recorded) -> Recorded:
    """What is mended without reach of the client lands as by late right: flagged, and shared with nobody."""
    try:
        caseload.authorise(
            session,
            actor,
            payload.client_id,
            Permission.CONTACT_NOTE_WRITE,
            late=recorded.late,
            visits=own_visits.ids_of(payload.visit_id, actor.account_id),
        )
    except Denied:
        returned = own_returned(session, actor, payload)
        if not returned or not granted(actor.roles, Permission.CONTACT_NOTE_WRITE):
            raise
        return replace(recorded, late=recorded.late | returned)
    return recorded


def _may_share(session: Session, actor: Actor, client_id: UUID, recorded: Recorded) -> bool:
    """Not for a client who is not theirs any more: the note is kept, the line goes to nobody."""
    if recorded.is_late(client_id):
        return False
    try:
        caseload.authorise(session, actor, client_id, Permission.SHARE_WITH_FAMILY)
    except Denied:
        return False
    return True


def _to_mend(session: Session, actor: Actor, payload: NoteSubmit) -> ContactNote | None:
    """The note that this submission mends, locked; None for a first one."""
    if _IS_KEPT.first(session, {"note_id": payload.note_id}) is None:
        if payload.builds_on:
            raise Conflict("note_changed_meanwhile", version=0)
        return None
    note = session.exec(_THE_NOTE, params={"note_id": payload.note_id}).one()
    if note.client_id != payload.client_id or note.author_id != actor.account_id:
        raise Invalid("record_belongs_elsewhere")
    if note.status == NoteStatus.APPROVED:
        raise Conflict("note_is_approved")
    if note.version != payload.builds_on:
        raise Conflict("note_changed_meanwhile", version=note.version)
    return note


def _check_goals(session: Session, payload: NoteSubmit) -> set[UUID]:
    """The client's active goals. Those named must be the client's, active or not."""
    goals = dict(_THEIR_GOALS.rows(session, {"client_id": payload.client_id}))
    if not goals.keys() >= set(payload.goal_ids):
        raise Invalid("no_such_goal")
    return {goal_id for goal_id, lifecycle in goals.items() if lifecycle == Lifecycle.ACTIVE}

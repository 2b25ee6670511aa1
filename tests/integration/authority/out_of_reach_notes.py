"""Notes of Maya's that wait for Omar, as hostile events name them."""

from typing import Any

from sqlmodel import Session, select

from casepwa.casework.notes import contact_notes
from casepwa.models import ContactNote, ContactNoteReview, ContactNoteVersion, SavedPhrase
from tests import factories
from tests.cast import Cast

NO_RECORD = {
    "approvals_state.search": "puts filters into the address; what they find is asked for anew",
    "approvals_state.save_phrase": "the phrase is one's own",
}
_COMMENT = '[{"starts": 0, "ends": 0, "text": "secret words"}]'


def waiting(site: Session, stage: Cast) -> ContactNoteVersion:
    """A note of Maya's that waits for Omar."""
    note = contact_notes.submit(
        site,
        actor=stage.maya.actor,
        payload=factories.note_submit(client_id=stage.luis.id, text="secret words"),
        recorded=factories.recorded(),
    )
    return site.exec(select(ContactNoteVersion).where(ContactNoteVersion.note_id == note.id)).one()


def _key(version: ContactNoteVersion) -> str:
    return f"{version.note_id}.1.{version.sha256}"


def _shown(version: ContactNoteVersion) -> dict[str, Any]:
    return {"note_id": str(version.note_id), "version": 1, "sha256": version.sha256}


def _decided_by_omar(site: Session, stage: Cast, decision: str) -> ContactNoteReview:
    version = waiting(site, stage)
    site.get_one(ContactNote, version.note_id).status = decision
    row = ContactNoteReview(
        note_id=version.note_id,
        version=1,
        decision=decision,
        comment="secret words" if decision == "returned" else None,
        reviewer_id=stage.omar.id,
        sha256=version.sha256,
    )
    return factories.made(site, row)


def _phrase_of_omar(site: Session, stage: Cast) -> SavedPhrase:
    return factories.made(site, SavedPhrase(account_id=stage.omar.id, text="secret words"))


OUT_OF_REACH: dict[str, Any] = {
    "approvals_state.approve": lambda site, stage: _shown(waiting(site, stage)),
    "approvals_state.approve_selected": lambda site, stage: {"keys": [_key(waiting(site, stage))]},
    "approvals_state.return_note": lambda site, stage: {
        "form": {"key": _key(waiting(site, stage)), "comments": _COMMENT}
    },
    "approvals_state.coach": lambda site, stage: {
        "form": {"note_id": str(waiting(site, stage).note_id), "text": "secret words"}
    },
    "approvals_state.withdraw": lambda site, stage: {
        "form": {"review_id": str(_decided_by_omar(site, stage, "approved").id), "reason": "secret words"}
    },
    "approvals_state.withdraw_return": lambda site, stage: {
        "form": {"review_id": str(_decided_by_omar(site, stage, "returned").id), "reason": "secret words"}
    },
    "approvals_state.forget_phrase": lambda site, stage: {"phrase_id": str(_phrase_of_omar(site, stage).id)},
}


UNTOUCHED = {"approvals_state.withdraw": "approved", "approvals_state.withdraw_return": "returned"}
"""Where a note stands that nobody out of reach changed: "submitted" for the others."""


def standing(site: Session) -> set[str]:
    """Where the notes of these attempts stand now."""
    return {note.status for note in site.exec(select(ContactNote))}

"""A supervisor's own phrases for comments. Nobody else sees them."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import SavedPhrase

LONGEST = 500
MOST = 50


def of(session: Session, *, actor: Actor) -> list[SavedPhrase]:
    """``actor``'s phrases, oldest first."""
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    asked = (
        select(SavedPhrase)
        .where(SavedPhrase.account_id == actor.account_id)
        .order_by(col(SavedPhrase.saved_at), col(SavedPhrase.id))
    )
    return list(session.exec(asked))


def save(session: Session, *, actor: Actor, text: str) -> SavedPhrase:
    """Keep a phrase; one that is kept already stays as it is.

    Raises ``Denied``; ``Invalid``: ``comment_needs_words``, ``phrase_is_too_long``, ``too_many_phrases``.
    """
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    words = text.strip()
    if not words:
        raise Invalid("comment_needs_words")
    if len(words) > LONGEST:
        raise Invalid("phrase_is_too_long", n=LONGEST)
    kept = session.exec(
        select(SavedPhrase).where(SavedPhrase.account_id == actor.account_id, SavedPhrase.text == words)
    ).first()
    if kept is not None:
        return kept
    own = select(func.count(col(SavedPhrase.id))).where(SavedPhrase.account_id == actor.account_id)
    if session.exec(own).one() >= MOST:
        raise Invalid("too_many_phrases", n=MOST)
    phrase = SavedPhrase(account_id=actor.account_id, text=words)
    session.add(phrase)
    session.flush()
    return phrase


def forget(session: Session, *, actor: Actor, phrase_id: UUID) -> None:
    """Throw an own phrase away. Raises ``Denied`` for another's, as for one that is not there."""
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    phrase = session.get(SavedPhrase, phrase_id)
    if phrase is None or phrase.account_id != actor.account_id:
        raise Denied(Permission.CONTACT_NOTE_REVIEW)
    session.delete(phrase)
    session.flush()

"""The visit word and the duress word: set by a worker, judged by the server, told apart by nobody's phone.

More time, and a check-out after the expected end, ask for the visit word. The duress word is taken exactly as
the visit word is: the verbs are told only that the word was good (``Recorded.is_word_good``). What it was is
written down before the command is applied, in a unit of work of its own, and ``alarms`` raises from there:
neither a refusal, nor the time an answer takes, nor anything that reaches a phone depends on it. Source:
domain.md, "Visits".
"""

import threading
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from casepwa import bulletins
from casepwa.casework import audit
from casepwa.casework.accounts import passwords
from casepwa.casework.actors import Actor
from casepwa.casework.appending import claim, values_of
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety.safety_timers import WATCH
from casepwa.casework.visits import sealed_words
from casepwa.models import VisitWord, VisitWordUse
from casepwa.models.codes import WordJudged

SHORTEST, LONGEST = 4, 60
MOST_WRONG, WITHIN = 20, timedelta(hours=1)
MOST_AT_ONCE = 5
"""Different words of one sync that are checked: more than anybody mistypes on one visit."""
_CHECKING = threading.BoundedSemaphore(2)
"""A check takes 46 MiB and a core: of many syncs no more are checked at once than passwords at signing in."""
Heard = dict[tuple[str, str | None, str | None], WordJudged]
"""By the word and what it was checked against; kept no longer than one sync."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a word is checked against. ``judged``: this very command's word was judged before."""

    word_hash: str | None
    duress_hash: str | None
    judged: WordJudged | None = None


def is_set(session: Session, account_id: UUID) -> bool:
    """Has this worker a visit word, so that it must be asked for?"""
    return session.get(VisitWord, account_id) is not None


def require_two(word: str, duress: str) -> tuple[str, str]:
    """Both words as they are hashed.

    Raises ``Invalid``: ``visit_word_too_short`` (``params.limit``), ``visit_word_too_long``,
    ``visit_words_too_alike``: a slip of the thumb must neither call for help nor fail to.
    """
    pair = normal(word), normal(duress)
    for one in pair:
        if len(one) < SHORTEST:
            raise Invalid("visit_word_too_short", limit=SHORTEST)
        if len(one) > LONGEST:
            raise Invalid("visit_word_too_long", limit=LONGEST)
    if _steps_between(*pair) < 3:
        raise Invalid("visit_words_too_alike")
    return pair


def keep(session: Session, *, actor: Actor, word_hash: str, duress_hash: str, at: datetime) -> None:
    """Set both words, in the place of what was set. The caller has asked for the password."""
    require(actor, Permission.VISIT_WORD_SET)
    row = session.get(VisitWord, actor.account_id)
    if row is None:
        row = VisitWord(account_id=actor.account_id, word_hash=word_hash, duress_hash=duress_hash)
        session.add(row)
    row.word_hash, row.duress_hash, row.set_at = word_hash, duress_hash, at
    audit.done(session, actor, Permission.VISIT_WORD_SET, subject_kind="visit_word")
    session.flush()


def known(session: Session, *, account_id: UUID, command_id: UUID, at: datetime) -> Known:
    """What to check the word of a command against. After twenty wrong ones in an hour no more are looked
    at."""
    before = session.get(VisitWordUse, (account_id, command_id))
    row = session.get(VisitWord, account_id)
    wrong = session.exec(
        select(func.count())
        .select_from(VisitWordUse)
        .where(
            VisitWordUse.account_id == account_id,
            VisitWordUse.judged == WordJudged.WRONG,
            col(VisitWordUse.used_at) > at - WITHIN,
        )
    ).one()
    if before is not None or wrong >= MOST_WRONG:
        judged = WordJudged(before.judged) if before else WordJudged.WRONG
        return Known(word_hash=None, duress_hash=None, judged=judged)
    return Known(word_hash=row.word_hash if row else None, duress_hash=row.duress_hash if row else None)


def judge(sealed: str, against: Known, heard: Heard) -> WordJudged | None:
    """Takes as long for either word, for a wrong one, and where none is set: both are always checked.

    ``heard``: what was judged of this sync so far; a word that came before is not checked again. None: it is
    one more than ``MOST_AT_ONCE``, and must come again with another sync. Twice 46 MiB and about 0.1 s: never
    on the event loop, never inside a unit of work.
    """
    if against.judged is not None:
        return against.judged
    asked = (normal(sealed_words.opened(sealed) or ""), against.word_hash, against.duress_hash)
    if asked not in heard:
        if len(heard) >= MOST_AT_ONCE:
            return None
        heard[asked] = _checked(*asked)
    return heard[asked]


def _checked(word: str, word_hash: str | None, duress_hash: str | None) -> WordJudged:
    with _CHECKING:
        is_right = passwords.matches(word, word_hash)
        is_duress = passwords.matches(word, duress_hash)
    return WordJudged.DURESS if is_duress else WordJudged.RIGHT if is_right else WordJudged.WRONG


def write_down(
    session: Session, *, account_id: UUID, command_id: UUID, visit_id: UUID, judged: WordJudged, at: datetime
) -> None:
    """Keep what was judged, once a command; the watcher looks at once, whichever word it was."""
    use = VisitWordUse(
        account_id=account_id, command_id=command_id, visit_id=visit_id, judged=judged, used_at=at
    )
    claim(session, "visit_word_use", values_of(use))
    bulletins.tell(session, WATCH)


def normal(word: str) -> str:
    """One spelling for what sounds the same: case, spaces at the ends and doubled ones do not count."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def _steps_between(one: str, other: str) -> int:
    """Letters to change, add or leave out to make one word of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]

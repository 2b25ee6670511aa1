"""POST /api/v1/sync: commands up, each in its own transaction, then bundles down in the same answer."""

import gzip
import logging
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy.exc import InterfaceError, OperationalError

from casepwa.api.bodies import read_json
from casepwa.api.current import allowed
from casepwa.casework import agency_facts
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_shapes import FORMAT
from casepwa.casework.commands import GivenBundle, SyncAnswer, SyncRequest, Verdict
from casepwa.casework.errors import Busy, CaseworkError, Invalid, TooLarge
from casepwa.casework.notes import early_concerns
from casepwa.casework.permissions import Permission
from casepwa.casework.sync import sync, sync_commands
from casepwa.casework.sync.sync_commands import Queued, Sending
from casepwa.casework.visits import visit_words
from casepwa.database import unit_of_work
from casepwa.models.codes import WordJudged
from casepwa.off_loop import in_a_thread

routes = APIRouter()
_log = logging.getLogger("casepwa.sync")

MOST_BYTES = 1024 * 1024
MOST_COMMANDS = 1000


@routes.post("/api/v1/sync")
async def carry(request: Request, actor: Annotated[Actor, allowed(Permission.SYNC)]) -> Response:
    """``SyncRequest`` in, ``SyncAnswer`` out.

    401 ``not_signed_in`` / ``device_revoked``; 409 ``other_account`` / ``needs_update``; 413 ``too_large``;
    422 ``not_understood``; 429 ``sent_a_lot``; 503 ``busy``. After any of them nothing is lost: what was
    applied has its receipt.
    """
    at = datetime.now(UTC)
    said = await read_json(request, most_bytes=MOST_BYTES)
    answer = await in_a_thread(answer_to, said, actor, at=at)
    if "gzip" not in request.headers.get("accept-encoding", "") or len(answer) < 1024:
        return Response(answer, media_type="application/json")
    packed = await in_a_thread(gzip.compress, answer, compresslevel=5, mtime=0)
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(packed, media_type="application/json", headers=headers)


def answer_to(said: Any, actor: Actor, *, at: datetime) -> bytes:
    """The answer to one sync that arrived ``at``, as JSON. Raises ``CaseworkError`` as ``carry`` says."""
    request = sync.understood(said, actor=actor)
    if len(request.commands) > MOST_COMMANDS:
        raise TooLarge("too_large")
    queued, verdicts = read(request.commands)
    try:
        verdicts += settle(request, actor, queued, at=at)
        touched = sync.touched(queued, verdicts)
        with unit_of_work(readonly=True) as session:
            answer = sync.answer(session, actor, request, touched=touched, at=at)
        with unit_of_work() as session:
            sync.record(session, actor, request, queued, answer, at=at)
    except (OperationalError, InterfaceError) as error:
        _log.error("the database does not answer: %s", type(error.orig).__name__)
        raise Busy("busy") from None
    return _written(request, verdicts, answer)


def settle(request: SyncRequest, actor: Actor, queued: list[Queued], *, at: datetime) -> list[Verdict]:
    """Each command's verdict; what is said to be applied is durable when this returns."""
    shared = _Shared()
    with unit_of_work() as session:
        sending = sync.begin(session, actor, request, queued, at=at)
    return [_settle(sending, each, shared) for each in queued]


def read(said: list[dict[str, Any]]) -> tuple[list[Queued], list[Verdict]]:
    """Commands that can be understood, and the refusals of those that cannot."""
    queued: list[Queued] = []
    refused: list[Verdict] = []
    for raw in said:
        try:
            queued.append(sync_commands.read(raw))
        except Invalid as error:
            verdict = sync_commands.unreadable(raw, error)
            if verdict is not None:
                refused.append(verdict)
    return queued, refused


@dataclass(frozen=True)
class _Shared:
    """What the commands of one sync have in common: ``heard``, the visit words that came with them."""

    facts: dict[Any, Any] = field(default_factory=dict)
    heard: visit_words.Heard = field(default_factory=dict)


class _TooManyWords(Exception):
    """A visit word that is not looked at in this sync."""


def _settle(sending: Sending, queued: Queued, shared: _Shared) -> Verdict:
    """One command in its own unit of work. A fault of ours ends this command only."""
    _alarm_first(sending, queued)
    try:
        try:
            is_word_good = _judge(sending, queued, shared.heard)
            with unit_of_work() as session:
                agency_facts.share(session, shared.facts)
                return sync_commands.apply(session, sending, queued, is_word_good=is_word_good)
        except CaseworkError as refusal:
            with unit_of_work() as session:
                return sync_commands.refuse(session, sending, queued, refusal)
    except _TooManyWords:
        return sync_commands.later(queued)
    except Exception as error:
        _log_fault(queued, error)
        return Verdict(id=queued.id, verdict="failed", error="our_fault")


def _alarm_first(sending: Sending, queued: Queued) -> None:
    """A safety concern is durable, and heard, before anything is asked of the note that it was told on."""
    told = early_concerns.of(queued)
    if told is None:
        return
    try:
        with unit_of_work() as session:
            early_concerns.tell(session, sending, queued, told)
    except CaseworkError:
        return  # the note is refused for the same reason, and says it
    except Exception as error:
        _log_fault(queued, error)  # the note tells it once more


def _judge(sending: Sending, queued: Queued, heard: visit_words.Heard) -> bool | None:
    """Is the visit word that came along good? None: none came. What it was is durable when this returns.

    Raises ``_TooManyWords``.
    """
    word = sync_commands.word_of(queued)
    if word is None:
        return None
    sealed, visit_id = word
    ids = {"account_id": sending.actor.account_id, "command_id": queued.id}
    with unit_of_work(readonly=True) as session:
        known = visit_words.known(session, **ids, at=sending.received_at)
    judged = visit_words.judge(sealed, known, heard)
    if judged is None:
        raise _TooManyWords
    with unit_of_work() as session:
        visit_words.write_down(session, **ids, visit_id=visit_id, judged=judged, at=sending.received_at)
    return judged != WordJudged.WRONG


def _log_fault(queued: Queued, error: Exception) -> None:
    """Where it broke, without the words of the error: they may be a person's record."""
    places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    _log.error("command %s (%s) failed: %s\n%s", queued.id, queued.command.kind[:100], type(error), places)


def _written(request: SyncRequest, verdicts: list[Verdict], answer: sync.Answer) -> bytes:
    """``SyncAnswer`` as JSON, with each bundle's bytes as they were sealed."""
    shape = SyncAnswer(
        format=FORMAT,
        server_time=datetime.now(UTC),
        account=request.account,
        verdicts=verdicts,
        me_tag=answer.me_tag,
        removed=answer.removed,
        more=answer.more,
    )
    bundles = b",".join(_with_json(_label(each), b"bundle", each.sealed.json) for each in answer.given)
    written = _with_json(shape, b"me", answer.me.json if answer.me else b"null")
    return written[:-1] + b',"bundles":[' + bundles + b"]}"


def _label(given: sync.Given) -> GivenBundle:
    return GivenBundle(client_id=given.client_id, tag=given.sealed.tag, until=given.until, bundle={})


def _with_json(shape: BaseModel, name: bytes, written: bytes) -> bytes:
    """``shape`` as JSON, with a field that is JSON already in the place of its own."""
    rest = shape.model_dump_json(exclude={"bundle", "bundles", "me"}).encode()
    return rest[:-1] + b',"' + name + b'":' + written + b"}"

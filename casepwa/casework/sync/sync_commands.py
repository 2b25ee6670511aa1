"""One queued command: applied once, in one transaction with its receipt, or refused in plain words.

The edge opens one unit of work for ``apply`` and, when it raised a ``CaseworkError``, a second one for
``refuse`` (the first was rolled back). Anything else that ``apply`` raises is a fault of ours: no receipt,
and the device sends again. Source: offline.md, "Commands up".
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import to_jsonable_python
from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload
from casepwa.casework.actors import Actor
from casepwa.casework.appending import claim
from casepwa.casework.commands import Command, Payload, Verdict
from casepwa.casework.errors import CaseworkError, Conflict, Denied, Invalid
from casepwa.casework.permissions import CLIENT_PERMISSIONS, Permission, granted
from casepwa.casework.recorded import Recorded
from casepwa.casework.sync import command_kinds, flow
from casepwa.casework.sync.command_kinds import Kind
from casepwa.casework.visits import own_visits
from casepwa.models import CommandReceipt, LateRight


@dataclass(frozen=True, kw_only=True)
class Sending:
    """The sync that a command came with.

    ``theirs``: clients on the caseload at its start, those of a shift or a visit only left out; ``late``:
    late rights by command id.
    """

    actor: Actor
    device_id: UUID
    received_at: datetime
    clock_offset_ms: int
    theirs: frozenset[UUID]
    late: Mapping[UUID, Collection[LateRight]]

    def late_for(self, command: Command) -> frozenset[UUID]:
        """The clients that ``command`` may reach by late right: notes, visits, marks and reads only."""
        kind = command_kinds.KINDS.get(command.kind)
        if kind is None or not kind.is_late_allowed:
            return frozenset()
        is_read = command.kind == "read.logged"
        return frozenset(
            right.client_id for right in self.late.get(command.id, ()) if is_read or not right.only_reads
        )


@dataclass(frozen=True, kw_only=True)
class Queued:
    """A command as it came: ``sha256`` is over everything in it."""

    command: Command
    sha256: str

    @property
    def id(self) -> UUID:
        return self.command.id


def read(raw: object) -> Queued:
    """Understand a command's envelope. Raises ``Invalid('field_not_right', field=...)``."""
    try:
        command = Command.model_validate(raw)
    except ValidationError as error:
        raise _not_right(error) from None
    written = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    return Queued(command=command, sha256=sha256(written.encode()).hexdigest())


def apply(session: Session, sending: Sending, queued: Queued, *, is_word_good: bool | None = None) -> Verdict:
    """Do what the command says, once. The same command again gets the same answer.

    ``is_word_good``: of the visit word that came with it, as it was judged beforehand (``word_of``).

    Raises ``CaseworkError`` when it must be refused: ``unknown_kind``, ``field_not_right``,
    ``clients_differ``, ``Denied``, or whatever its verb refuses.
    """
    command = queued.command
    waits_for = _not_yet_applied(session, sending, command)
    if waits_for is not None:
        return Verdict(id=command.id, verdict="blocked", waits_for=waits_for)
    if _must_wait(session, sending, queued):
        return later(queued)
    late = sending.late_for(command)
    if not _claim(session, sending, queued, verdict="applied", late=bool(late)):
        return _settled(session, sending, queued)
    kind = command_kinds.KINDS.get(command.kind)
    if kind is None:
        raise Invalid("unknown_kind", kind=command.kind[:100])
    payload = _payload(kind, command)
    _authorise(session, sending, kind, command, payload, late)
    kind.verb(
        session,
        actor=sending.actor,
        payload=payload,
        recorded=Recorded(
            recorded_at=command.recorded_at,
            received_at=sending.received_at,
            command_id=command.id,
            device_id=sending.device_id,
            clock_offset_ms=sending.clock_offset_ms,
            late=late,
            is_word_good=is_word_good,
        ),
    )
    session.flush()
    return Verdict(id=command.id, verdict="applied")


def word_of(queued: Queued) -> tuple[str, UUID] | None:
    """The sealed visit word of a command and the visit it names, when its payload can be read and has one."""
    kind = command_kinds.KINDS.get(queued.command.kind)
    if kind is None or "word" not in kind.payload.model_fields:
        return None
    try:
        payload: Any = kind.payload.model_validate(queued.command.payload)
    except ValidationError:
        return None
    return (payload.word, payload.visit_id) if payload.word else None


def refuse(session: Session, sending: Sending, queued: Queued, error: CaseworkError) -> Verdict:
    """Write down that the command was refused, and why; a denial also into the audit trail."""
    if _must_wait(session, sending, queued):
        return later(queued)
    params = to_jsonable_python(error.params)
    claimed = _claim(session, sending, queued, verdict="refused", error=error.message_id, params=params)
    if not claimed:
        return _settled(session, sending, queued)
    if isinstance(error, Denied):
        audit.denied(session, sending.actor, error)
    return Verdict(id=queued.id, verdict="refused", error=error.message_id, params=params)


def later(queued: Queued) -> Verdict:
    """It is more than its sender may send now: no receipt, and the device sends it again."""
    return Verdict(id=queued.id, verdict="blocked", error="sent_a_lot")


def unreadable(raw: object, error: CaseworkError) -> Verdict | None:
    """The answer to what is no command: refused, without a receipt. None: it has no id to answer to."""
    facts = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    name = facts.get("id")
    if not isinstance(name, str):
        return None
    return Verdict(id=name[:100], verdict="refused", error=error.message_id, params=error.params)


def _not_yet_applied(session: Session, sending: Sending, command: Command) -> UUID | None:
    """The first command in ``after`` that has not been applied: it has not arrived, or needs a fix first."""
    if not command.after:
        return None
    if command.id in command.after:
        raise Invalid("field_not_right", field="after")
    applied = set(
        session.exec(
            select(CommandReceipt.command_id).where(
                CommandReceipt.account_id == sending.actor.account_id,
                col(CommandReceipt.command_id).in_(command.after),
                CommandReceipt.verdict == "applied",
            )
        )
    )
    return next((each for each in command.after if each not in applied), None)


def _must_wait(session: Session, sending: Sending, queued: Queued) -> bool:
    """Is it one more than its sender may send in an hour? One that has its receipt gets its answer again."""
    actor = sending.actor
    is_full = flow.must_wait(session, actor, at=sending.received_at)
    return is_full and session.get(CommandReceipt, (actor.account_id, queued.id)) is None


def _claim(
    session: Session,
    sending: Sending,
    queued: Queued,
    *,
    verdict: str,
    error: str | None = None,
    params: dict[str, Any] | None = None,
    late: bool = False,
) -> bool:
    """Write the receipt first: of two tabs that send the same command at once, the second waits here."""
    command = queued.command
    receipt = {
        "account_id": sending.actor.account_id,
        "command_id": command.id,
        "kind": command.kind[:100],
        "sha256": queued.sha256,
        "verdict": verdict,
        "error": error,
        "params": params or {},
        "device_id": sending.device_id,
        "recorded_at": command.recorded_at,
        "received_at": sending.received_at,
        "clock_offset_ms": sending.clock_offset_ms,
        "late_right": late,
    }
    return claim(session, "command_receipt", receipt)


def _settled(session: Session, sending: Sending, queued: Queued) -> Verdict:
    receipt = session.get_one(CommandReceipt, (sending.actor.account_id, queued.id))
    if receipt.sha256 != queued.sha256:
        return Verdict(id=queued.id, verdict="refused", error="id_reused")
    verdict = "applied" if receipt.verdict == "applied" else "refused"
    return Verdict(id=queued.id, verdict=verdict, error=receipt.error, params=receipt.params)


def _payload(kind: Kind, command: Command) -> Payload:
    try:
        return kind.payload.model_validate(command.payload)
    except ValidationError as error:
        raise _not_right(error, "payload") from None


def _not_right(error: ValidationError, *inside: str) -> Invalid:
    """The first field that is wrong, by name; what stood in it is a person's record and is not repeated."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return Invalid(
        "field_not_right",
        field=".".join(str(part) for part in (*inside, *first["loc"]))[:200],
        problem=first["type"],
    )


def _authorise(
    session: Session,
    sending: Sending,
    kind: Kind,
    command: Command,
    payload: Payload,
    late: frozenset[UUID],
) -> None:
    """Role and relationship for every client that the command says it is about, before its verb runs.

    The caseload read at the start of the sync answers for most; the verb asks again in its own transaction.
    """
    actor, declared = sending.actor, set(command.client_ids)
    if not granted(actor.roles, kind.permission):
        raise Denied(kind.permission)
    if not declared.issuperset(kind.names(payload)):
        raise Conflict("clients_differ")
    if kind.permission not in CLIENT_PERMISSIONS:
        return
    visits = own_visits.ids_of(getattr(payload, "visit_id", None), actor.account_id)
    lost = declared - sending.theirs
    own = kind.own(session, actor, payload) if lost and kind.own else frozenset[UUID]()
    for client_id in sorted(lost - own):
        caseload.authorise(session, actor, client_id, kind.permission, late=late, visits=visits)


def permission_of(kind: str) -> Permission | None:
    """The permission that a kind asks for; None for a kind that nobody knows."""
    known = command_kinds.KINDS.get(kind)
    return known.permission if known else None

"""A supervisor's first screen: the alarms of their team, live."""

from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework.actors import Actor
from casepwa.casework.errors import CaseworkError, Denied
from casepwa.casework.permissions import Permission
from casepwa.casework.safety import alarm_desk, alarms
from casepwa.casework.safety.alarm_desk import AlarmRow
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state import concern_rows
from casepwa.state.concern_rows import Said
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.watching import watch


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Reader(Shown):
    name: str = ""
    read_at: str = ""


class Alarm(Shown):
    """``line``: whom it is about. ``read``: none, others or mine. ``has_said``: clinical words are for me,
    who opened it: only ``chosen`` has any.

    ``settled_spoken``: a code, when **Mark safe** settled it; ``settled_how``: words, if there are any.
    """

    id: str = ""
    href: str = ""
    kind: str = ""
    concern: str = ""
    raised_by: str = ""
    phone: str = ""
    line: str = ""
    address: str = ""
    recorded_at: str = ""
    received_at: str = ""
    read: str = "none"
    read_by: list[Reader] = []
    has_said: bool = False
    said: Said = Said()
    is_settled: bool = False
    settled_at: str = ""
    settled_by: str = ""
    settled_spoken: str = ""
    settled_how: str = ""


class SupervisorState(rx.State):
    """``status``: loading, empty, error or full. ``chosen``: the alarm in the address, once it is open."""

    status: str = "loading"
    waiting: rx.Field[list[Alarm]] = rx.field(default_factory=list)
    settled: rx.Field[list[Alarm]] = rx.field(default_factory=list)
    chosen: rx.Field[Alarm] = rx.field(default_factory=Alarm)
    how_error: str = ""

    _watching: int = 0
    _wanted: str = ""

    @requires(Permission.ALARM_READ)
    async def look(self) -> None:
        """Open the screen as its address says; an alarm in the address is read by that."""
        self._wanted = self.router.url.query_parameters.get("alarm", "")
        self.how_error = ""
        try:
            self._show(self._wanted, await in_a_thread(_opened, acting(), self._wanted))
        except Denied:
            self._wanted = ""
            self._show("", await in_a_thread(_listed, acting(), ""))
            raise
        except CaseworkError:
            self.status = "error"
            raise

    @requires(Permission.ALARM_READ, background=True)
    async def follow(self) -> None:
        """Keep the list as it is now, without reload."""

        async def draw() -> Any:
            async with self:
                wanted = self._wanted
            return partial(self._show, wanted, await in_a_thread(_listed, acting(), wanted))

        await watch(self, alarms.topic(acting().organization_id), Permission.ALARM_READ, draw)

    @requires(Permission.ALARM_SETTLE)
    async def settle(self, form: dict[str, Any]) -> None:
        """Close the alarm that the form names, with how."""
        alarm_id = id_or_denied(form.get("alarm_id"), Permission.ALARM_SETTLE)
        self.how_error = ""
        try:
            rows = await in_a_thread(_settled, acting(), alarm_id, str(form.get("how", "")), self._wanted)
            self._show(self._wanted, rows)
        except CaseworkError as error:
            if error.message_id != "settling_says_how":
                self._show(self._wanted, await in_a_thread(_listed, acting(), self._wanted))
                raise
            self.how_error = error.message_id

    def _show(self, wanted: str, rows: list[Alarm]) -> None:
        """``rows`` as drawn for ``wanted``; whatever was opened meanwhile stays as it is."""
        listed = [row.model_copy(update={"has_said": False, "said": Said()}) for row in rows]
        self.waiting = [row for row in listed if not row.is_settled]
        self.settled = [row for row in listed if row.is_settled]
        if wanted == self._wanted:
            self.chosen = next((row for row in rows if row.id == wanted), Alarm())
        self.status = "full" if rows else "empty"


def _listed(actor: Actor, wanted: str) -> list[Alarm]:
    opened = id_or_denied(wanted, Permission.ALARM_READ) if wanted else None
    with unit_of_work(readonly=True) as session:
        return [_row(row) for row in alarm_desk.for_supervisor(session, actor=actor, opened=opened)]


def _opened(actor: Actor, wanted: str) -> list[Alarm]:
    if wanted:
        alarm_id = id_or_denied(wanted, Permission.ALARM_READ)
        with unit_of_work() as session:
            alarm_desk.open_alarm(session, actor=actor, alarm_id=alarm_id)
    return _listed(actor, wanted)


def _settled(actor: Actor, alarm_id: UUID, how: str, wanted: str) -> list[Alarm]:
    with unit_of_work() as session:
        alarms.settle(session, actor=actor, alarm_id=alarm_id, how=how)
    return _listed(actor, wanted)


def _row(row: AlarmRow) -> Alarm:
    concern = row.concern
    return Alarm(
        id=str(row.id),
        href=f"/supervisor?alarm={row.id}",
        kind=row.kind,
        concern=concern.kind if concern else "",
        raised_by=row.raised_by,
        phone=row.phone or "",
        line=(concern.client or "") if concern else ", ".join(row.people),
        address=row.address or "",
        recorded_at=iso(row.recorded_at),
        received_at=iso(row.received_at),
        read="mine" if row.is_read_by_me else "others" if row.read_by else "none",
        read_by=[Reader(name=one.name, read_at=iso(one.read_at)) for one in row.read_by],
        has_said=bool(concern and concern.told),
        said=concern_rows.said(concern.told) if concern and concern.told else Said(),
        is_settled=row.settled_at is not None,
        settled_at=iso(row.settled_at),
        settled_by=row.settled_by or "",
        settled_spoken=row.settled_spoken or "",
        settled_how=row.settled_how if row.settled_how and row.settled_how != row.settled_spoken else "",
    )

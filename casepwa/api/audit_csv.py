"""The audit trail as a file: GET /api/v1/audit.csv, with the filters of its screen.

Written line by line, however long the trail is; no cell is one that a spreadsheet takes for a formula.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from casepwa.api.current import allowed
from casepwa.api.downloads import counted
from casepwa.casework import agency_time
from casepwa.casework.accounts import accounts, audit_trail
from casepwa.casework.accounts.audit_trail import READ, Asked, Entry
from casepwa.casework.actors import Actor
from casepwa.casework.downloads import Download
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.papers.words import Words

routes = APIRouter()
COLUMNS = (
    *("time", "who", "account_id", "action", "what", "outcome", "person_id", "about", "about_id"),
    "details",
)
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""First in the file: without it, Excel reads UTF-8 as something else."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CHUNK = 200


@routes.get("/api/v1/audit.csv", response_class=StreamingResponse)
def download(
    request: Request, actor: Annotated[Actor, allowed(Permission.AUDIT_EXPORT)]
) -> StreamingResponse:
    """What the filters of the address find, newest first; times in the agency's zone.

    That it was taken is in the trail before the first line leaves. A person served is a number, as on the
    screen. 429 ``taken_a_lot``.
    """
    counted(Download.AUDIT, actor.account_id)
    with unit_of_work() as session:
        asked = audit_trail.asked(session, actor=actor, said=request.query_params)
        audit_trail.exported(session, actor=actor, asked=asked)
        zone = agency_time.zone_of(session, actor.organization_id)
        words = Words(accounts.locale_of(session, actor.account_id))
    day = agency_time.day_of(datetime.now(UTC), zone)
    return StreamingResponse(
        _chunks(sheet(_rows(actor, asked, zone, words))),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="audit-trail-{day}.csv"',
            "Cache-Control": "no-store",
        },
    )


def sheet(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """``rows`` as lines of CSV. A cell that a spreadsheet would compute gets an apostrophe before it.

    Source: OWASP, CSV Injection.
    """
    for row in rows:
        line = StringIO()
        csv.writer(line).writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
        yield line.getvalue()


def _rows(actor: Actor, asked: Asked, zone: ZoneInfo, words: Words) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    with unit_of_work(readonly=True) as session:
        for entry in audit_trail.whole(session, actor=actor, asked=asked):
            yield _row(entry, zone, words)


def _row(entry: Entry, zone: ZoneInfo, words: Words) -> tuple[str, ...]:
    return (
        entry.at.astimezone(zone).isoformat(sep=" ", timespec="seconds"),
        entry.who or "",
        str(entry.account_id or ""),
        entry.action,
        words.word("read_what" if entry.outcome == READ else "action", entry.action),
        words.word("audit_outcome", entry.outcome),
        str(entry.client_id or ""),
        (entry.subject_kind or "").replace("_", " "),
        str(entry.subject_id or ""),
        "; ".join(f"{name}={_plain(value)}" for name, value in entry.ids.items()),
    )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _chunks(lines: Iterator[str]) -> Iterator[str]:
    """Some lines at a time: each piece of the answer is a step from one thread to another."""
    waiting = [MARK]
    for line in lines:
        waiting.append(line)
        if len(waiting) >= _CHUNK:
            yield "".join(waiting)
            waiting = []
    yield "".join(waiting)

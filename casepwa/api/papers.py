"""Papers as PDF: GET /api/v1/clients/{id}/brief.pdf and crisis-plan.pdf. What left the app is logged."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from casepwa.api.current import allowed
from casepwa.api.downloads import counted
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import client_briefs
from casepwa.casework.downloads import Download
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import crisis_plan_copies
from casepwa.database import unit_of_work
from casepwa.papers import brief as briefs
from casepwa.papers import crisis_plan as crisis_plans
from casepwa.papers.paper import Paper
from casepwa.papers.printing import printed

routes = APIRouter()


class PdfResponse(Response):
    media_type = "application/pdf"


def as_download(paper: Paper, *, name: str) -> PdfResponse:
    """``paper`` as a file to keep. ``name`` is a neutral word: whoever looks on sees it."""
    filename = f"{name}-{paper.printed_at:%Y-%m-%d}.pdf"
    return PdfResponse(
        printed(paper),
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"},
    )


@routes.get("/api/v1/clients/{client_id}/brief.pdf", response_class=PdfResponse)
def brief(client_id: UUID, actor: Annotated[Actor, allowed(Permission.CLIENT_READ)]) -> PdfResponse:
    """The one-page brief. 403 ``not_allowed`` for a client out of reach, or none; 429 ``taken_a_lot``."""
    counted(Download.PAPER, actor.account_id)
    with unit_of_work() as session:
        found = client_briefs.on_paper(session, actor=actor, client_id=client_id)
        language = accounts.locale_of(session, actor.account_id)
    return as_download(briefs.paper_of(found, printed_by=actor.name, language=language), name="brief")


@routes.get("/api/v1/clients/{client_id}/crisis-plan.pdf", response_class=PdfResponse)
def crisis_plan(
    client_id: UUID,
    actor: Annotated[Actor, allowed(Permission.CRISIS_PLAN_READ)],
    language: Annotated[str | None, Query(pattern="^[a-z]{2}$")] = None,
    reader: UUID | None = None,
) -> PdfResponse:
    """The family's copy of the plan in force, in ``language`` (a catalogue's code) or the printer's own.

    ``reader``: the family account that it is for. 403 ``not_allowed`` for a client out of reach, or none; 404
    ``no_crisis_plan_yet``; 422 ``copy_needs_a_reader``, ``copy_not_for_this_reader``; 429 ``taken_a_lot``.
    """
    counted(Download.PAPER, actor.account_id)
    with unit_of_work() as session:
        copy = crisis_plan_copies.on_paper(session, actor=actor, client_id=client_id, reader_id=reader)
        chosen = language or accounts.locale_of(session, actor.account_id)
    return as_download(crisis_plans.paper_of(copy, printed_by=actor.name, language=chosen), name="plan")

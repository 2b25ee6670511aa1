"""The brief as PDF: what is on it, who may have it, and that it is written down who did."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlmodel import Session, select

from casepwa.casework.caseloads import client_briefs
from casepwa.casework.notes import contact_notes
from casepwa.models import AuditEvent, ContentLabel, ReadEvent, SharedLine
from casepwa.models.codes import SharedKind, Surface
from casepwa.models.columns import now
from casepwa.papers.paper import PART_2_NOTICE
from casepwa.state.brief_rows import brief_of
from tests import factories
from tests.cast import Cast, Person, play
from tests.integration.signed_in import signed_in


def brief_for(site: Session, cast: Cast, who: Person) -> str:
    client = signed_in(site, who.account, surface=Surface.DESK)
    answer = client.get(f"/api/v1/clients/{cast.luis.id}/brief.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="brief-')
    assert "Luis" not in answer.headers["content-disposition"]
    (page,) = PdfReader(BytesIO(answer.content)).pages
    return page.extract_text()


def test_a_supervisor_prints_a_brief_and_the_trail_says_so(site: Session) -> None:
    cast = play(site)
    factories.next_step(site, client_id=cast.luis.id, added_by_id=cast.maya.id, what="Ask about the bus")
    factories.goal(site, client_id=cast.luis.id, words="Sleep through the night")
    note = factories.note_submit(
        client_id=cast.luis.id,
        started_at=now() - timedelta(days=2),
        ended_at=now() - timedelta(days=2, minutes=-10),
        text="Spoke with Señora Núñez",
    )
    contact_notes.submit(site, actor=cast.maya.actor, payload=note, recorded=factories.recorded(now()))
    cast.luis.substance_use_summary = "never on a paper"
    site.commit()
    text = brief_for(site, cast, cast.omar)
    for words in ("Luis Delgado", "Ask about the bus", "Sleep through the night", "Señora Núñez"):
        assert words in text
    assert "never on a paper" not in text
    (event,) = site.exec(select(AuditEvent).where(AuditEvent.subject_kind == "paper")).all()
    assert (event.account_id, event.client_id, event.ids["paper"]) == (cast.omar.id, cast.luis.id, "brief")
    (read,) = site.exec(select(ReadEvent)).all()
    assert (read.account_id, read.client_id, read.what) == (cast.omar.id, cast.luis.id, "brief")


Labelled = tuple[SharedKind, UUID | None]


def _plan(session: Session, cast: Cast) -> Labelled:
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id)
    return SharedKind.CRISIS_PLAN, None


def _goal(session: Session, cast: Cast) -> Labelled:
    return SharedKind.GOAL, factories.goal(session, client_id=cast.luis.id).id


def _step(session: Session, cast: Cast) -> Labelled:
    made = factories.next_step(
        session, client_id=cast.luis.id, added_by_id=cast.maya.id, what="Call the clinic"
    )
    return SharedKind.NEXT_STEP, made.id


def _step_of_a_goal(session: Session, cast: Cast) -> Labelled:
    kind, goal_id = _goal(session, cast)
    factories.next_step(
        session, client_id=cast.luis.id, added_by_id=cast.maya.id, what="Call the clinic", goal_id=goal_id
    )
    return kind, goal_id


def _note_with_a_line(session: Session, cast: Cast) -> Labelled:
    note = factories.note_submit(
        client_id=cast.luis.id,
        started_at=now() - timedelta(days=2),
        ended_at=now() - timedelta(days=2, minutes=-10),
    )
    contact_notes.submit(session, actor=cast.maya.actor, payload=note, recorded=factories.recorded(now()))
    line = SharedLine(
        note_id=note.note_id,
        client_id=cast.luis.id,
        text="Two weeks without.",
        written_by_id=cast.maya.id,
        recorded_at=now(),
    )
    return SharedKind.SHARED_LINE, factories.made(session, line).id


@pytest.mark.parametrize("said", [_plan, _goal, _step, _step_of_a_goal, _note_with_a_line])
def test_a_brief_that_says_what_is_under_part_2_carries_the_notice(
    site: Session, said: Callable[[Session, Cast], Labelled]
) -> None:
    cast = play(site)
    kind, item_id = said(site, cast)
    site.commit()
    assert PART_2_NOTICE not in brief_for(site, cast, cast.omar)
    label = ContentLabel(
        client_id=cast.luis.id, kind=kind, item_id=item_id, labelled_by_id=cast.maya.id, labelled_at=now()
    )
    factories.made(site, label)
    site.commit()
    assert PART_2_NOTICE in brief_for(site, cast, cast.omar)
    shown = client_briefs.on_screen(site, actor=cast.omar.actor, client_id=cast.luis.id)
    assert brief_of(shown).part_2 == PART_2_NOTICE


def test_a_brief_without_what_is_under_part_2_carries_no_notice(site: Session) -> None:
    cast = play(site)
    factories.crisis_plan(site, client_id=cast.luis.id, author_id=cast.priya.id)
    for client, kind in ((cast.luis, SharedKind.SAFE_PLACES), (cast.ana, SharedKind.CRISIS_PLAN)):
        label = ContentLabel(client_id=client.id, kind=kind, labelled_by_id=cast.maya.id, labelled_at=now())
        factories.made(site, label)
    site.commit()
    assert PART_2_NOTICE not in brief_for(site, cast, cast.omar)


def test_a_confidential_address_is_not_printed(site: Session) -> None:
    cast = play(site)
    cast.delgados.is_confidential, cast.delgados.street = True, "9 Secret Lane"
    cast.delgados.latitude = cast.delgados.longitude = None
    site.commit()
    text = brief_for(site, cast, cast.maya)
    assert "Secret Lane" not in text
    assert "Confidential place" in text


def plan_for(site: Session, cast: Cast, who: Person, *, language: str = "") -> str:
    client = signed_in(site, who.account, surface=Surface.DESK)
    answer = client.get(f"/api/v1/clients/{cast.luis.id}/crisis-plan.pdf{language}")
    assert answer.status_code == 200
    assert "Luis" not in answer.headers["content-disposition"]
    (page,) = PdfReader(BytesIO(answer.content)).pages
    return page.extract_text()


def test_the_familys_copy_of_the_plan_is_one_page_dated_without_safe_places(site: Session) -> None:
    cast = play(site)
    content = {
        "calls": [{"label": "Mobile crisis team", "phone": "609-555-0199", "is_mobile_crisis": True}],
        "never_do": ["Do not block the door"],
        "steps": [{"level": "early", "what": "Sit on the stairs", "who": "Rosa"}],
        "safe_places": [{"name": "Aunt Pilar", "address": "9 Secret Lane"}],
    }
    factories.crisis_plan(site, client_id=cast.luis.id, author_id=cast.priya.id, content=content, number=3)
    site.commit()
    text = plan_for(site, cast, cast.maya)
    for words in ("Mobile crisis team", "609-555-0199", "988", "911", "Sit on the stairs", "Version 3"):
        assert words in text
    assert "Secret Lane" not in text
    assert "Pilar" not in text
    (event,) = site.exec(select(AuditEvent).where(AuditEvent.subject_kind == "paper")).all()
    assert (event.ids["paper"], event.ids["crisis_plan_version"]) == ("crisis_plan", 3)


def test_a_language_that_is_none_is_refused_and_one_without_a_catalogue_is_english(site: Session) -> None:
    cast = play(site)
    factories.crisis_plan(site, client_id=cast.luis.id, author_id=cast.priya.id)
    site.commit()
    assert "Never do" in plan_for(site, cast, cast.maya, language="?language=xx")
    client = signed_in(site, cast.maya.account, surface=Surface.DESK)
    path = f"/api/v1/clients/{cast.luis.id}/crisis-plan.pdf?language=../en"
    assert client.get(path).status_code == 422


def test_without_a_plan_in_force_there_is_no_paper(site: Session) -> None:
    cast = play(site)
    site.commit()
    client = signed_in(site, cast.maya.account, surface=Surface.DESK)
    answer = client.get(f"/api/v1/clients/{cast.luis.id}/crisis-plan.pdf")
    assert (answer.status_code, answer.json()["error"]["id"]) == (404, "no_crisis_plan_yet")

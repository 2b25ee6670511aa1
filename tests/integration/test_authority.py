"""Who may do what, for everything that can be called: each State handler, API route and command kind.

Each refuses an anonymous caller, every role without its permission, and Charlie; denials are audited. What is
added without a rule makes the first test fail.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import reflex as rx
from fastapi import FastAPI
from reflex.state import State
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from sqlmodel import Session, select
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casepwa.api.app import make_api
from casepwa.casework import commands, permissions
from casepwa.casework.accounts import accounts
from casepwa.casework.permissions import Permission, granted
from casepwa.casework.sync.command_kinds import KINDS
from casepwa.models import (
    Account,
    Alarm,
    AuditEvent,
    CaseTransfer,
    Cover,
    CrisisPlanProposal,
    FamilyMessage,
    OnCallShift,
    Program,
    Rule,
    SafetyCheck,
    SafetyTimer,
    SignInSession,
    TransferRequest,
    Visit,
)
from casepwa.models.codes import Role, RuleName, Surface
from casepwa.models.columns import new_id
from casepwa.state.guard import FRAMEWORK, NO_RULE, Guard
from tests import factories
from tests.cast import Cast, Person, person, play
from tests.integration import authority, out_of_reach_notes, sockets
from tests.integration.authority import ROOT, Handler, Route
from tests.integration.phones import Agency, command
from tests.integration.signed_in import browser, phone_of, signed_in
from tests.integration.test_charlie import ATTEMPTS, denials, written
from tests.integration.test_family_commands import FAMILY_ATTEMPTS

sockets.load_app()
HANDLERS = authority.handlers()
ROUTES = [route for route in authority.routes(make_api()) if route[:2] not in authority.PUBLIC]
CAST = ("maya", "omar", "priya", "rosa", "charlie", "alma")


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def server(stage: Cast) -> Iterator[TestClient]:
    with sockets.running() as client:
        yield client


# -- everything has a rule ----------------------------------------------------------------------------


def test_everything_that_can_be_called_has_a_rule() -> None:
    assert authority.without_rule(make_api()) == []


def test_the_lists_are_not_empty_by_mistake() -> None:
    assert len(HANDLERS) >= 11
    assert len(ROUTES) >= 5
    assert len(KINDS) >= 13
    assert len(FRAMEWORK) == 7


@pytest.fixture
def registry() -> Iterator[RegistrationContext]:
    """A registry that a test may add to, left as it was."""
    before = RegistrationContext.get()
    token = RegistrationContext.set(before.fork())
    yield RegistrationContext.get()
    RegistrationContext.reset(token)


def test_a_handler_added_without_a_rule_is_found(registry: RegistrationContext) -> None:
    class Forgotten(rx.State):
        @rx.event
        def erase_everything(self) -> None:
            """Says nowhere who may."""

    (found,) = authority.without_rule(make_api())
    assert found.endswith("forgotten.erase_everything")


def test_a_plain_public_method_is_a_handler_too_and_is_found(registry: RegistrationContext) -> None:
    class Overlooked(rx.State):
        def export_all(self) -> None:
            """Not even decorated, and callable by any client."""

    (found,) = authority.without_rule(make_api())
    assert found.endswith("overlooked.export_all")


def test_a_route_added_without_a_rule_is_found() -> None:
    app: FastAPI = make_api()

    @app.get("/api/v1/everything")
    def everything() -> None:
        """Says nowhere who may."""

    app.router.routes.append(Mount("/api/v1/raw", PlainTextResponse("anything")))
    app.mount("/api/v1/mounted", FastAPI())
    assert authority.without_rule(app) == [
        "GET /api/v1/everything",
        "ANY /api/v1/raw",
        "ANY /api/v1/mounted",
    ]


def test_a_kind_of_command_added_without_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.PAYLOADS, "record.erase", commands.Payload)
    assert authority.without_rule(make_api()) == ["record.erase"]


def test_reflex_opens_no_other_door() -> None:
    """Its upload endpoint, for one, would take files of any size from anyone."""
    from casepwa.casepwa import app

    assert app._api is not None
    paths = {getattr(route, "path", "") for route in app._api.routes}
    assert paths <= {"/ping", "/ping/", "/_health", "/_health/", "/_event", "/"}


# -- handlers -----------------------------------------------------------------------------------------


def event_of(handler: Handler) -> dict[str, Any]:
    """A payload that the handler's own code could take."""
    return {name: {} if name == "form" else str(new_id()) for name in handler.takes}


def refused(site: Session) -> list[tuple[Any, str]]:
    site.expire_all()
    events = site.exec(select(AuditEvent).where(AuditEvent.outcome == "denied")).all()
    site.commit()
    return [(event.account_id, event.action) for event in events]


@pytest.mark.parametrize("name", CAST)
def test_every_handler_refuses_every_role_without_its_permission(
    name: str, server: TestClient, site: Session, stage: Cast
) -> None:
    who: Person = getattr(stage, name)
    browser = signed_in(site, who.account, surface=Surface.DESK)
    beyond = [one for one in HANDLERS if one.permission and not granted(who.actor.roles, one.permission)]
    assert beyond
    expected = sorted((who.id, str(one.permission)) for one in beyond)
    with sockets.tab(server, browser) as page:
        before = screens(page.hydrated())
        for handler in beyond:
            page.send(handler.name, **event_of(handler))
        for _ in range(50):  # they are served side by side: ask again until all have been
            if len(refused(site)) == len(beyond):
                break
            page.hydrated()
        assert screens(page.hydrated()) == before
    assert sorted(refused(site)) == expected


def screens(hydrated: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What every screen's State holds: their defaults, while nothing has been loaded."""
    return {
        name: values
        for name, values in hydrated.items()
        if "casepwa___state" in name and not name.endswith("session_state")
    }


@pytest.mark.parametrize("setter", authority.setters())
def test_setvar_of_any_state_is_refused_to_everyone(
    setter: str, server: TestClient, site: Session, stage: Cast
) -> None:
    for who in (stage.omar, stage.alma):
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            answer = page.ask_all(setter, var_name="name", value="Mallory")
            assert "Mallory" not in str(answer)
    assert [action for _, action in refused(site)] == [NO_RULE, NO_RULE]


@pytest.mark.parametrize(
    "header",
    [None, "", "nonsense", f"{new_id()}.{new_id()}"],
    ids=["none", "empty", "nonsense", "of nobody"],  # the same in every process
)
def test_no_event_is_served_without_a_session_even_past_the_gate(header: str | None, site: Session) -> None:
    """As if the gate were not there: the guard alone refuses hydration and every handler."""
    import asyncio

    from casepwa.state.session import SessionState

    async def tried(name: str) -> tuple[Any, dict[str, Any]]:
        headers = {} if header is None else {"x-casepwa-session": header}
        context = EventContext(
            token="t",
            state_manager=None,  # type: ignore[arg-type]
            enqueue_impl=None,  # type: ignore[arg-type]
            router_data={"headers": headers},
        )
        token = EventContext.set(context)
        try:
            state = State(_reflex_internal_init=True)  # type: ignore[call-arg]
            update = await Guard().preprocess(None, state, Event(name=name, payload={}))
        finally:
            EventContext.reset(token)
        told = await state.get_state(SessionState)
        assert told.is_ended
        return update, dict(update.delta if update else {})

    async def all_of_them() -> None:
        for name in (*(f"{ROOT}{one.name}" for one in HANDLERS), *FRAMEWORK):
            update, delta = await tried(name)
            assert update is not None
            assert all(
                value in (True, False, "", [], {}, None, 0) or "is_ended" in key
                for key, value in _flat(delta)
            )

    asyncio.run(all_of_them())


def _flat(delta: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for state, values in delta.items()
        for name, value in values.items()
        if state.endswith("session_state")
    ]


# -- a supervisor of another team, an administrator of another agency ---------------------------------

NO_RECORD = {
    "rules_state.add_program": "a new program of one's own agency: test_programs.py",
    "roster_state.choose": "opens a form on one's own screen; what it names is asked for at the change",
    "invite_state.invite": "a new account of one's own agency: test_staff_invitations.py",
    "intake_state.search": "of people out of reach it says only that they may be here: test_intake.py",
    "audit_state.search": "puts filters into the address; the trail is the agency's own",
}
IN_ADDRESS = {
    "crisis_edit_state.look",
    "crisis_edit_state.save",
    "crisis_edit_state.write_on",
    "crisis_edit_state.publish",
    "crisis_edit_state.discard",
    "crisis_edit_state.decline",
    "crisis_edit_state.show_changes",
    "goal_edit_state.look",
    "goal_edit_state.save",
    "goal_edit_state.end",
    "goal_edit_state.resume",
    "goal_edit_state.save_step",
    "goal_edit_state.withdraw_step",
}
"""Handlers whose record is the client in the page's address; each is tried with one out of reach."""


def _alarm(site: Session, stage: Cast) -> Alarm:
    return factories.made(site, Alarm(kind="help", raised_by_id=stage.maya.id, recorded_at=factories.MONDAY))


def _proposal(site: Session, stage: Cast) -> CrisisPlanProposal:
    row = CrisisPlanProposal(
        client_id=stage.luis.id,
        section="never_do",
        proposal="secret words",
        proposed_by_id=stage.maya.id,
        recorded_at=factories.MONDAY,
    )
    return factories.made(site, row)


def _transfer_form(site: Session, stage: Cast) -> dict[str, str]:
    return {
        "from_id": str(stage.maya.id),
        "to_id": str(stage.priya.id),
        "on": datetime.now(UTC).date().isoformat(),
        "reason": "secret words",
        f"person:{stage.luis.id}": "on",
    }


def _transfer(site: Session, stage: Cast) -> CaseTransfer:
    row = CaseTransfer(
        organization_id=stage.organization.id,
        client_id=stage.luis.id,
        from_id=stage.maya.id,
        to_id=stage.priya.id,
        takes_effect_at=datetime.now(UTC) + timedelta(days=3),
        reason="secret words",
        arranged_by_id=stage.omar.id,
    )
    return factories.made(site, row)


def _request(site: Session, stage: Cast) -> TransferRequest:
    """From Maya to Priya, both of Omar's team: nothing of Sol's."""
    row = TransferRequest(
        organization_id=stage.organization.id,
        from_id=stage.maya.id,
        to_id=stage.priya.id,
        wanted_on=datetime.now(UTC).date(),
        reason="secret words",
        asked_by_id=stage.omar.id,
    )
    return factories.made(site, row)


def _cover_form(site: Session, stage: Cast) -> dict[str, str]:
    day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    people = {"absent_id": str(stage.maya.id), "covering_id": str(stage.priya.id)}
    return {**people, "first_day": day, "last_day": day, "reason": "secret words"}


def _cover(site: Session, stage: Cast) -> Cover:
    return factories.cover(
        site,
        absent_id=stage.maya.id,
        covering_id=stage.priya.id,
        starts_at=datetime.now(UTC),
        ends_at=datetime.now(UTC) + timedelta(days=3),
    )


def _overdue(site: Session, stage: Cast) -> Visit:
    """Maya is out with Luis, and should be back."""
    visit = factories.visit(
        site,
        organization_id=stage.organization.id,
        worker_id=stage.maya.id,
        client_ids=(stage.luis.id,),
        status="checked_in",
    )
    timer = SafetyTimer(
        organization_id=stage.organization.id,
        visit_id=visit.id,
        worker_id=stage.maya.id,
        due_at=factories.MONDAY,
        supervisor_after_minutes=15,
        on_call_after_minutes=30,
    )
    factories.made(site, timer)
    return visit


def _on_call(site: Session, stage: Cast) -> OnCallShift:
    """Charlie, for the North team, from tomorrow."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    return factories.on_call_shift(
        site,
        staff_team_id=stage.north.id,
        account_id=stage.charlie.id,
        starts_at=tomorrow,
        ends_at=tomorrow + timedelta(days=1),
    )


def _rule_ahead(site: Session, stage: Cast) -> Rule:
    return factories.rule(
        site,
        organization_id=stage.organization.id,
        name=RuleName.LATE_NOTE,
        value={"hours": 24},
        starts_on=date(2035, 1, 1),
    )


def _shift_form(stage: Cast) -> dict[str, str]:
    return {"account_id": str(stage.charlie.id), "starts": "2035-01-01T08:00", "ends": "2035-01-02T08:00"}


def _place_form(site: Session, stage: Cast) -> dict[str, str]:
    return {"account_id": str(stage.maya.id), "role:administrator": "on"}


def _of_rosa(site: Session, stage: Cast, **more: Any) -> dict[str, Any]:
    """A form about Rosa's account and Luis, filled in right."""
    site.commit()
    known = {"client_id": str(stage.luis.id), "account_id": str(stage.rosa.id), "what": "suspend"}
    return {"form": {**known, "member_id": str(stage.rosa_member.id), "kind": "crisis_plan", **more}}


def _complaint(site: Session, stage: Cast) -> FamilyMessage:
    row = FamilyMessage(
        client_id=stage.luis.id,
        from_account_id=stage.rosa.id,
        kind="complaint",
        text="secret words",
        recorded_at=factories.MONDAY,
    )
    return factories.made(site, row)


def _intake_form(site: Session, stage: Cast) -> dict[str, str]:
    site.commit()
    person = {"given_name": "Nadia", "family_name": "Haddad", "household_name": "Haddad", "seen": "0"}
    opened = {"opened_on": "2026-01-01", "referral_source": "school", "program": str(stage.program.id)}
    return {**person, **opened, "case_manager": str(stage.maya.id), "street": "secret words"}


_SIGNED = {
    "scope": "information",
    "information": "secret words",
    "purpose": "secret words",
    "recipient_name": "School",
    "signer": "self",
    "signed_on": "2026-01-01",
    "expires_on": "2027-01-01",
}
OUT_OF_REACH: dict[str, Any] = {
    "sharing_state.record_facts": lambda site, stage: _of_rosa(site, stage, custody="joint"),
    "sharing_state.invite": lambda site, stage: _of_rosa(site, stage, email="new@example.test"),
    "sharing_state.new_link": _of_rosa,
    "sharing_state.approve": _of_rosa,
    "sharing_state.change_standing": _of_rosa,
    "sharing_state.share": lambda site, stage: _of_rosa(site, stage, what="share"),
    "sharing_state.keep": lambda site, stage: _of_rosa(site, stage, what="private"),
    "sharing_state.record_consent": lambda site, stage: _of_rosa(site, stage, **_SIGNED),
    "sharing_state.take_back": lambda site, stage: _of_rosa(site, stage, consent_id=str(new_id())),
    "complaints_state.handle": lambda site, stage: {
        "form": {"message_id": str(_complaint(site, stage).id), "what": "release"}
    },
    "intake_state.take_in": lambda site, stage: {"form": _intake_form(site, stage)},
    "account_state.save": lambda site, stage: {"form": _place_form(site, stage)},
    "invite_state.new_link": lambda site, stage: {"account_id": str(stage.maya.id)},
    "account_state.lock": lambda site, stage: {"account_id": str(stage.maya.id)},
    "account_state.unlock": lambda site, stage: {"account_id": str(stage.maya.id)},
    "caseloads_state.transfer": lambda site, stage: {"form": _transfer_form(site, stage)},
    "caseloads_state.call_off": lambda site, stage: {"transfer_id": str(_transfer(site, stage).id)},
    "cover_state.give": lambda site, stage: {"form": _cover_form(site, stage)},
    "transfer_requests_state.accept": lambda site, stage: {"request_id": str(_request(site, stage).id)},
    "transfer_requests_state.decline": lambda site, stage: {
        "form": {"request_id": str(_request(site, stage).id), "reason": "secret words"}
    },
    "transfer_requests_state.take_back": lambda site, stage: {"request_id": str(_request(site, stage).id)},
    "cover_state.give_mine": lambda site, stage: {
        "form": {**_cover_form(site, stage), "covering_id": str(stage.maya.id)}
    },
    "cover_state.name_second": lambda site, stage: {"form": {"second_id": str(stage.maya.id)}},
    "cover_state.end": lambda site, stage: {"cover_id": str(_cover(site, stage).id)},
    "supervisor_state.settle": lambda site, stage: {
        "form": {"alarm_id": str(_alarm(site, stage).id), "how": "secret words"}
    },
    "team_state.open_proposal": lambda site, stage: {"proposal_id": str(_proposal(site, stage).id)},
    "visits_now_state.mark_safe": lambda site, stage: {
        "form": {"subject_id": str(_overdue(site, stage).id), "how": "phone", "words": "secret words"}
    },
    "rules_state.rename_program": lambda site, stage: {
        "form": {"program_id": str(stage.program.id), "name": "secret words"}
    },
    "rules_state.end_program": lambda site, stage: {"program_id": str(stage.program.id)},
    "rules_state.open_program": lambda site, stage: {"program_id": str(stage.program.id)},
    "rule_state.add": lambda site, stage: {
        "form": {
            "rule": "late_note",
            "hours": "24",
            "starts_on": "2030-01-01",
            "whose": f"payer:{stage.payer.id}",
        }
    },
    "rule_state.take_back": lambda site, stage: {"rule_id": str(_rule_ahead(site, stage).id)},
    "roster_state.add": lambda site, stage: {
        "form": _shift_form(stage) | {"team": str(stage.north.id)},
    },
    "roster_state.change": lambda site, stage: {
        "form": _shift_form(stage) | {"shift_id": str(_on_call(site, stage).id)}
    },
    "roster_state.end": lambda site, stage: {"shift_id": str(_on_call(site, stage).id)},
    "account_state.end_session": lambda site, stage: {
        "session_id": str(factories.sign_in_session(site, account_id=stage.maya.id).id)
    },
    "account_state.end_sessions": lambda site, stage: {"account_id": str(stage.maya.id)},
    "accounts_state.end_sessions": lambda site, stage: {"account_id": str(stage.maya.id)},
}


OUT_OF_REACH |= out_of_reach_notes.OUT_OF_REACH
NO_RECORD |= out_of_reach_notes.NO_RECORD


def short(handler: Handler) -> str:
    return handler.name.rsplit("____", 1)[-1]


def test_every_handler_that_is_told_a_record_is_tried_with_one_out_of_reach() -> None:
    takes = {short(one) for one in HANDLERS if one.takes and short(one) not in IN_ADDRESS}
    assert takes == OUT_OF_REACH.keys() | NO_RECORD.keys()
    assert {short(one) for one in HANDLERS} > IN_ADDRESS


@pytest.mark.parametrize("handler", [one for one in HANDLERS if short(one) in OUT_OF_REACH], ids=short)
def test_the_right_role_does_not_reach_a_record_of_another_team_or_agency(
    handler: Handler, server: TestClient, site: Session, stage: Cast
) -> None:
    elsewhere = factories.organization(site, name="Bridge")
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    ada = person(site, organization=elsewhere, name="Ada Boss", title="Boss", roles=(Role.ADMINISTRATOR,))
    payload = OUT_OF_REACH[short(handler)](site, stage)
    who = next(one for one in (sol, ada) if granted(one.actor.roles, Permission(str(handler.permission))))
    signed_in(site, stage.maya.account)
    with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answers = str(page.ask_all(handler.name, **payload)) + str(page.ask_all("hydrate"))
    assert "secret" not in answers
    assert "not_allowed" in answers or "account_not_found" in answers
    site.expire_all()
    assert all(alarm.settled_at is None for alarm in site.exec(select(Alarm)))
    assert all(transfer.called_off_at is None for transfer in site.exec(select(CaseTransfer)))
    assert len(site.exec(select(CaseTransfer)).all()) == (short(handler) == "caseloads_state.call_off")
    assert len(site.exec(select(Cover)).all()) == (short(handler) == "cover_state.end")
    assert site.exec(select(SafetyCheck)).all() == []
    on_call = site.exec(select(OnCallShift)).all()
    assert len(on_call) == (short(handler) in {"roster_state.change", "roster_state.end"})
    assert all(shift.starts_at.year < 2035 for shift in on_call)
    (program,) = site.exec(select(Program)).all()
    assert (program.name, program.ended_on) == (stage.program.name, None)
    added = [row for row in site.exec(select(Rule)) if row.starts_on.year >= 2030]
    assert [row.starts_on.year for row in added] == [2035] * (short(handler) == "rule_state.take_back")
    assert all(request.answer is None for request in site.exec(select(TransferRequest)))
    if short(handler) in out_of_reach_notes.OUT_OF_REACH:
        untouched = "approved" if "withdraw" in handler.name else "submitted"
        assert out_of_reach_notes.standing(site) <= {untouched}
    assert accounts.roles_of(site, stage.maya.id) == {"case_manager"}
    assert site.get_one(Account, stage.maya.id).locked_at is None
    assert browser_of_maya_still_works(site, stage)


def browser_of_maya_still_works(site: Session, stage: Cast) -> bool:
    rows = site.exec(select(SignInSession).where(SignInSession.account_id == stage.maya.id)).all()
    return bool(rows) and all(row.ended_at is None for row in rows)


def test_an_alarm_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    alarm = _alarm(site, stage)
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    looked = next(one for one in HANDLERS if short(one) == "supervisor_state.look")
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answer = page.ask(looked.name, path=f"/supervisor?alarm={alarm.id}")
        assert answer["notice"] == "not_allowed"
    assert (sol.id, "alarm.read") in refused(site)


def test_another_teams_worker_or_client_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Charlie is not of Omar's team; Ben is Charlie's."""
    tried = {
        "caseloads_state.look": (stage.omar, f"/caseloads?worker={stage.charlie.id}", "caseloads.read"),
        "brief_state.look": (stage.charlie, f"/clients/{stage.luis.id}/brief", "client.read"),
    }
    for name, (who, path, permission) in tried.items():
        handler = next(one for one in HANDLERS if short(one) == name)
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            page.ask("hydrate")
            answers = str(page.ask_all(handler.name, path=path))
        assert "not_allowed" in answers
        assert "Ben" not in answers
        assert "Luis" not in answers
        assert (who.id, permission) in refused(site)


def test_an_account_of_another_agency_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    elsewhere = factories.organization(site, name="Bridge")
    ada = person(site, organization=elsewhere, name="Ada Boss", title="Boss", roles=(Role.ADMINISTRATOR,))
    looked = next(one for one in HANDLERS if short(one) == "account_state.look")
    with sockets.tab(server, signed_in(site, ada.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answers = str(page.ask_all(looked.name, path=f"/admin/account?id={stage.maya.id}"))
    assert "account_not_found" in answers
    assert "Maya" not in answers


def test_a_locked_account_is_out_of_its_open_screens_at_once(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Omar's board is open while Alma locks him: his socket is closed."""
    lock = next(one for one in HANDLERS if short(one) == "account_state.lock")
    looked = next(one for one in HANDLERS if short(one) == "caseloads_state.look")
    omars = signed_in(site, stage.omar.account, surface=Surface.DESK)
    almas = signed_in(site, stage.alma.account, surface=Surface.DESK)
    with sockets.tab(server, omars) as board, sockets.tab(server, almas) as desk:
        board.ask("hydrate")
        assert "Maya" in str(board.ask_all(looked.name, path="/caseloads"))
        desk.ask("hydrate")
        assert "not_allowed" not in str(desk.ask_all(lock.name, account_id=str(stage.omar.id)))
        with pytest.raises(WebSocketDisconnect) as over:
            board.ask_all(looked.name, path="/caseloads")
    assert over.value.code == 4401
    assert omars.get("/api/v1/session").status_code == 401


def test_one_session_is_ended_on_its_open_screen_at_once_and_no_other(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Omar has two boards open; Alma ends one of them."""
    end = next(one for one in HANDLERS if short(one) == "account_state.end_session")
    opened = next(one for one in HANDLERS if short(one) == "account_state.look")
    looked = next(one for one in HANDLERS if short(one) == "caseloads_state.look")
    first, second = (signed_in(site, stage.omar.account, surface=Surface.DESK) for _ in range(2))
    of_omar = select(SignInSession).where(SignInSession.account_id == stage.omar.id)
    ended = site.exec(of_omar.order_by(SignInSession.id)).first()  # type: ignore[arg-type]
    assert ended is not None
    almas = signed_in(site, stage.alma.account, surface=Surface.DESK)
    with (
        sockets.tab(server, first, token="one") as board,
        sockets.tab(server, second, token="two") as other,
        sockets.tab(server, almas) as desk,
    ):
        for page in (board, other, desk):
            page.ask("hydrate")
        desk.ask_all(opened.name, path=f"/admin/account?id={stage.omar.id}")
        assert "not_allowed" not in str(desk.ask_all(end.name, session_id=str(ended.id)))
        assert board.close_code() == 4401
        assert "Maya" in str(other.ask_all(looked.name, path="/caseloads"))


def test_a_worker_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Neither on the board nor on call: not by a supervisor elsewhere, not by a colleague."""
    address = f"/on-call?visit={_overdue(site, stage).id}"
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    looked = next(one for one in HANDLERS if short(one) == "visits_now_state.look")
    for who in (sol, stage.charlie, stage.priya):
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            page.ask("hydrate")
            answer = page.ask_all(looked.name, path=address)
            assert "not_allowed" in str(answer)
            assert "Maya" not in str(answer)
    assert len([action for _, action in refused(site) if action == "escalation.read"]) == 3


@pytest.mark.parametrize("handler", [one for one in HANDLERS if short(one) in IN_ADDRESS], ids=short)
def test_a_client_out_of_reach_in_the_address_is_not_opened(
    handler: Handler, server: TestClient, site: Session, stage: Cast
) -> None:
    """A supervisor of another team of the same agency types the address of Luis, a client of Maya's."""
    factories.crisis_plan(
        site, client_id=stage.luis.id, author_id=stage.priya.id, content={"never_do": ["secret words"]}
    )
    site.commit()
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    said: dict[str, Any] = {"form": {"review_due_on": "2030-01-01", "saw_edit": "1"}, "number": 1}
    payload = {name: said.get(name, str(new_id())) for name in handler.takes}
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        path = f"/clients/{stage.luis.id}/crisis/edit"
        answers = str(page.ask_all(handler.name, path=path, **payload)) + str(page.ask_all("hydrate"))
    assert "secret" not in answers
    assert "Luis" not in answers
    assert "not_allowed" in answers
    assert [account for account, _ in refused(site)] == [sol.id]


def test_a_note_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    version = out_of_reach_notes.waiting(site, stage)
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    looked = next(one for one in HANDLERS if short(one) == "approvals_state.look")
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answer = page.ask(looked.name, path=f"/approvals?note={version.note_id}")
        assert answer["notice"] == "not_allowed"
        assert "secret" not in str(page.ask_all("hydrate"))
    assert (sol.id, "contact_note.review") in refused(site)


# -- routes -------------------------------------------------------------------------------------------


def path_to(route: Route, stage: Cast) -> str:
    """The route's address about a record of Maya's, which Charlie must not reach."""
    found = route.path.format(
        client_id=stage.luis.id, device_id=phone_of(stage.maya).id, account_id=stage.rosa.id
    )
    return found + ("?before=2026-03-02T15:00:00Z" if "notes" in route.path else "")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_refuses_who_is_not_signed_in(route: Route, stage: Cast) -> None:
    answer = browser().request(route.method, path_to(route, stage), json={})
    assert (answer.status_code, answer.json()["error"]["id"]) == (401, "not_signed_in")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_refuses_every_role_without_its_permission(
    route: Route, site: Session, stage: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that every role may use today: the right is taken from all, and then nobody has it."""
    assert route.permission is not None
    people = [getattr(stage, name) for name in CAST]
    beyond = [one for one in people if not granted(one.actor.roles, route.permission)]
    if not beyond:
        without = {role: rights - {route.permission} for role, rights in permissions.GRANTS.items()}
        monkeypatch.setattr(permissions, "GRANTS", without)
        beyond = people
    for one in beyond:
        client = signed_in(site, one.account, surface=Surface.DESK)
        answer = client.request(route.method, path_to(route, stage), json={})
        assert (answer.status_code, answer.json()["error"]["id"]) == (403, "not_allowed")
    assert refused(site) == [(one.id, str(route.permission)) for one in beyond]


CHARLIE_GETS = {
    "/api/v1/devices/{device_id}": (404, "device_not_found"),
    "/api/v1/clients/{client_id}/notes": (403, "not_allowed"),
    "/api/v1/preview/{account_id}": (403, "not_allowed"),
    "/api/v1/clients/{client_id}/brief.pdf": (403, "not_allowed"),
    "/api/v1/clients/{client_id}/crisis-plan.pdf": (403, "not_allowed"),
}


def test_every_route_about_a_record_is_tried_by_charlie() -> None:
    assert {route.path for route in ROUTES if "{" in route.path} == CHARLIE_GETS.keys()


@pytest.mark.parametrize("route", [one for one in ROUTES if "{" in one.path], ids=lambda one: one.path)
def test_every_route_refuses_charlie_a_record_of_mayas(route: Route, site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.charlie.account, device=stage.charlie.device)
    answer = client.request(route.method, path_to(route, stage))
    assert (answer.status_code, answer.json()["error"]["id"]) == CHARLIE_GETS[route.path]
    assert "Luis" not in answer.text
    nobodys = path_to(route, stage).replace(str(stage.luis.id), str(new_id()))
    assert client.request(route.method, nobodys).text == answer.text


OF_ONESELF: dict[str, dict[str, str]] = {
    "alarm.help": {"alarm_id": str(new_id()), "happened_at": factories.MONDAY.isoformat()},
    "coaching.read": {"comment_id": str(new_id()), "read_at": factories.MONDAY.isoformat()},
}
"""Kinds about no client."""


# -- command kinds ------------------------------------------------------------------------------------


def test_every_kind_of_command_has_a_permission_and_is_tried() -> None:
    assert commands.PAYLOADS.keys() == KINDS.keys()
    assert all(isinstance(kind.permission, Permission) for kind in KINDS.values())
    assert ATTEMPTS.keys() | OF_ONESELF.keys() | FAMILY_ATTEMPTS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_without_a_commands_permission_is_refused_it_and_audited(
    kind: str, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Maya with every other right of her role, about her own client, and Rosa about her own child.

    test_charlie.py and test_family_commands.py have the other half.
    """
    permission = KINDS[kind].permission
    who = agency.cast.rosa if kind in FAMILY_ATTEMPTS.keys() - ATTEMPTS.keys() else agency.cast.maya
    attempts = FAMILY_ATTEMPTS | ATTEMPTS
    payload = attempts[kind](agency) if kind in attempts else OF_ONESELF[kind]
    about = () if kind in OF_ONESELF else (agency.cast.luis.id,)
    without = {role: rights - {permission} for role, rights in permissions.GRANTS.items()}
    monkeypatch.setattr(permissions, "GRANTS", without)
    before = written(agency)
    verdicts = agency.phone(who).verdicts(command(kind, payload, client_ids=about))
    assert verdicts == ["refused: not_allowed"]
    assert written(agency) == before
    assert [(one.account_id, one.action) for one in denials(agency)] == [(who.id, str(permission))]

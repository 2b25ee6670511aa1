"""The right role is not enough: a record of another team or agency, named in an event, stays out of reach."""

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from casepwa.casework.accounts import accounts
from casepwa.casework.permissions import Permission, granted
from casepwa.models import (
    Account,
    Alarm,
    CaseTransfer,
    Cover,
    OnCallShift,
    Program,
    Rule,
    SafetyCheck,
    SignInSession,
    TransferRequest,
)
from casepwa.models.codes import Surface
from tests.cast import Cast
from tests.integration import sockets
from tests.integration.authority import out_of_reach_notes
from tests.integration.authority.doors import HANDLERS, Handler, short
from tests.integration.authority.out_of_reach import IN_ADDRESS, NO_RECORD, OUT_OF_REACH
from tests.integration.authority.refusals import administrator_of_another_agency, supervisor_of_another_team
from tests.integration.signed_in import signed_in


def test_every_handler_that_is_told_a_record_is_tried_with_one_out_of_reach() -> None:
    takes = {short(one) for one in HANDLERS if one.takes and short(one) not in IN_ADDRESS}
    assert takes == OUT_OF_REACH.keys() | NO_RECORD.keys()
    assert {short(one) for one in HANDLERS} > IN_ADDRESS


@pytest.mark.parametrize("handler", [one for one in HANDLERS if short(one) in OUT_OF_REACH], ids=short)
def test_the_right_role_does_not_reach_a_record_of_another_team_or_agency(
    handler: Handler, server: TestClient, site: Session, stage: Cast
) -> None:
    sol = supervisor_of_another_team(site, stage)
    ada = administrator_of_another_agency(site)
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
        untouched = out_of_reach_notes.UNTOUCHED.get(short(handler), "submitted")
        assert out_of_reach_notes.standing(site) <= {untouched}
    assert accounts.roles_of(site, stage.maya.id) == {"case_manager"}
    assert site.get_one(Account, stage.maya.id).locked_at is None
    assert browser_of_maya_still_works(site, stage)


def browser_of_maya_still_works(site: Session, stage: Cast) -> bool:
    rows = site.exec(select(SignInSession).where(SignInSession.account_id == stage.maya.id)).all()
    return bool(rows) and all(row.ended_at is None for row in rows)

"""What a visit under way gives to nobody else, of nobody else, no longer, and no more than it needs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from casepwa.casework import caseload
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import CLIENT_PERMISSIONS, Permission
from casepwa.database import unit_of_work
from casepwa.models import Account, Visit, VisitClient, VisitStamp
from casepwa.models.codes import Role, VisitStatus
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Person
from tests.integration.phones import Agency, command
from tests.integration.under_way import HOUR, UnderWay, begun

DAY = timedelta(days=1)
READS = {Permission.CLIENT_READ, Permission.CLIENT_HEADER_READ, Permission.CRISIS_PLAN_READ}
OF_THE_VISIT = {Permission.VISIT_RECORD, Permission.CONTACT_NOTE_WRITE}


@pytest.fixture
def out(agency: Agency) -> UnderWay:
    """Maya is with Luis, who is Tom's by now."""
    found = begun(agency)
    found.transfer()
    return found


def allowed(person: Person, client_id: UUID, *visits: UUID) -> set[Permission]:
    found: set[Permission] = set()
    with unit_of_work() as session:
        for permission in CLIENT_PERMISSIONS:
            try:
                caseload.authorise(session, person.actor, client_id, permission, visits=visits)
            except Denied:
                continue
            found.add(permission)
    return found


def test_it_gives_the_reads_and_what_is_recorded_of_this_visit(out: UnderWay) -> None:
    maya = out.agency.cast.maya
    assert allowed(maya, out.luis) == READS
    assert allowed(maya, out.luis, new_id()) == READS
    assert allowed(maya, out.luis, out.visit.id) == READS | OF_THE_VISIT


def test_it_gives_nothing_to_anyone_else_or_of_anyone_else(out: UnderWay) -> None:
    cast = out.agency.cast
    for person in (cast.charlie, cast.alma, cast.rosa):
        assert allowed(person, out.luis, out.visit.id) == set()
    assert allowed(cast.maya, cast.ben.id, out.visit.id) == set()
    charlies = out.agency.phone(cast.charlie)
    assert charlies.verdicts(out.check_out(), out.more_time(), out.note()) == ["refused: not_allowed"] * 3
    assert not out.holds(charlies)


def test_a_colleagues_visit_to_the_same_client_leads_nowhere(out: UnderWay) -> None:
    row = out.agency.session.get_one(Visit, out.visit.id, populate_existing=True)
    row.worker_id = out.agency.cast.priya.id
    out.agency.change(row)
    assert allowed(out.agency.cast.maya, out.luis, out.visit.id) == set()
    assert not out.holds()


def test_a_sibling_who_had_left_before_the_check_in_stays_out_of_reach(agency: Agency) -> None:
    out, ana = begun(agency, is_checked_in=False), agency.cast.ana.id
    agency.change(VisitClient(visit_id=out.visit.id, client_id=ana))
    out.lose(ana, at=out.came - timedelta(minutes=1))
    assert out.phone.verdicts(out.check_in()) == ["applied"]
    out.transfer()
    out.phone.sync()
    assert set(out.phone.bundles) == {str(out.luis), str(agency.cast.ada.id)}
    assert allowed(agency.cast.maya, ana, out.visit.id) == set()


def test_it_ends_with_the_check_out(out: UnderWay) -> None:
    assert out.phone.verdicts(out.check_out()) == ["applied"]
    assert allowed(out.agency.cast.maya, out.luis) == set()
    assert allowed(out.agency.cast.maya, out.luis, out.visit.id) == {Permission.CONTACT_NOTE_WRITE}
    assert out.phone.verdicts(out.note(visit_id=None), out.check_out()) == ["refused: not_allowed"] * 2
    assert not out.holds()


@pytest.mark.parametrize("status", [VisitStatus.CHECKED_IN, VisitStatus.CHECKED_OUT])
def test_it_ends_a_day_after_the_expected_end(out: UnderWay, status: VisitStatus) -> None:
    row = out.agency.session.get_one(Visit, out.visit.id, populate_existing=True)
    row.expected_end, row.status = datetime.now(UTC) - DAY, status
    out.agency.change(row)
    assert allowed(out.agency.cast.maya, out.luis, out.visit.id) == set()
    assert not out.holds()
    assert out.phone.verdicts(out.check_out(), out.note()) == ["refused: not_allowed"] * 2


def test_a_phone_whose_clock_is_years_ahead_does_not_lengthen_it(agency: Agency) -> None:
    out = begun(agency, is_checked_in=False)
    ahead = datetime.now(UTC) + 1000 * DAY
    assert out.phone.verdicts(out.check_in(happened_at=ahead, expected_end=ahead + DAY)) == ["applied"]
    out.transfer()
    assert out.holds()
    assert datetime.fromisoformat(out.phone.until[str(out.luis)] or "") < datetime.now(UTC) + 2 * DAY + HOUR
    with unit_of_work() as session:
        viewed = caseload.clients_of(session, agency.cast.maya.actor, at=datetime.now(UTC) + 2 * DAY)
    assert out.luis not in viewed


def test_a_check_in_that_comes_after_the_transfer_does_not_bring_the_record_back(agency: Agency) -> None:
    out = begun(agency, is_checked_in=False)
    out.transfer()
    queued = out.check_in(happened_at=datetime.now(UTC), expected_end=datetime.now(UTC) + HOUR)
    assert out.phone.verdicts(queued) == ["applied"], "made without having heard: late right"
    assert not out.holds()
    assert allowed(agency.cast.maya, out.luis) == set()


def test_a_check_in_to_who_was_never_on_the_caseload_is_refused(out: UnderWay) -> None:
    cast = out.agency.cast
    charlies = out.agency.phone(cast.charlie)
    plan = factories.visit_schedule(client_ids=[out.luis])
    said = factories.visit_check_in(visit_id=plan.visit_id, unplanned=plan)
    assert charlies.verdicts(command("visit.check_in", said, client_ids=(out.luis,))) == [
        "refused: not_allowed"
    ]
    assert not out.holds(charlies)
    stamped = factories.visit(
        out.agency.session,
        organization_id=cast.organization.id,
        worker_id=cast.charlie.id,
        client_ids=(out.luis,),
        status=VisitStatus.CHECKED_IN,
        expected_end=out.ends,
    )
    factories.visit_stamp(out.agency.session, visit_id=stamped.id, happened_at=out.came)
    out.agency.session.commit()
    assert allowed(cast.charlie, out.luis, stamped.id) == set()


def test_it_plans_begins_shares_and_writes_nothing_else(out: UnderWay) -> None:
    goal = factories.goal(out.agency.session, client_id=out.luis)
    out.agency.session.commit()
    out.phone.sync()
    luis = (out.luis,)
    later = factories.visit_schedule(client_ids=list(luis))
    another = factories.visit_check_in(visit_id=later.visit_id, unplanned=later)
    refused = [
        command("visit.schedule", later, client_ids=luis),
        command("visit.check_in", another, client_ids=luis),
        command("step.add", factories.step_add(client_id=out.luis), client_ids=luis),
        command("goal.mark", factories.goal_mark(client_id=out.luis, goal_id=goal.id), client_ids=luis),
        out.note(visit_id=None),
        out.note(visit_id=new_id()),
    ]
    assert out.phone.verdicts(*refused) == ["refused: not_allowed"] * len(refused)
    assert len(out.agency.rows(VisitStamp)) == 1


def test_a_locked_account_is_out_whatever_is_under_way(out: UnderWay) -> None:
    account = out.agency.session.get_one(Account, out.agency.cast.maya.id, populate_existing=True)
    account.locked_at = datetime.now(UTC)
    out.agency.change(account)
    for answer in (out.phone.post(), out.phone.post(out.check_out())):
        assert answer.status_code == 401
    assert [row.status for row in out.agency.rows(Visit)] == [VisitStatus.CHECKED_IN]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_who_is_no_field_worker_any_more_has_it_no_more(out: UnderWay, role: Role) -> None:
    maya = out.agency.cast.maya
    other = replace(maya, actor=replace(maya.actor, roles=frozenset({role.value})))
    assert allowed(other, out.luis, out.visit.id) == set()

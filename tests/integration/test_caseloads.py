"""Caseloads: whose, how heavy, what is due by kind, what waits; covers that end by themselves."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from casepwa.casework import caseload
from casepwa.casework.bundles import bundles
from casepwa.casework.caseloads import caseload_standings, caseloads, covers
from casepwa.casework.caseloads.caseloads import Carried, Due, Load
from casepwa.casework.caseloads.contact_standard import Kind
from casepwa.casework.errors import CaseworkError, Denied
from casepwa.casework.notes import contact_notes
from casepwa.models import AuditEvent, ContactNote, Cover, Episode, codes
from casepwa.models.columns import now
from tests import factories
from tests.cast import Cast, Person, person

STANDARD = {
    "child_face_to_face": {"days": 30},
    "caregiver": {"days": 30},
    "collateral": {"days": 60},
}


@pytest.fixture
def agency(session: Session, cast: Cast) -> Cast:
    """Episodes that opened long ago, and a standard."""
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=codes.RuleName.CONTACT_STANDARD,
        value=STANDARD,
        starts_on=date(2020, 1, 1),
    )
    return cast


def noted(session: Session, cast: Cast, client_id: UUID, *, days_ago: int, **more: Any) -> None:
    at = now() - timedelta(days=days_ago)
    note = factories.note_submit(
        client_id=client_id,
        **{"started_at": at, "ended_at": at + timedelta(minutes=10), "minutes": 10, **more},
    )
    contact_notes.submit(session, actor=cast.maya.actor, payload=note, recorded=factories.recorded(at))


def load_of(session: Session, cast: Cast, who: Person) -> Load:
    (load,) = [
        load for load in caseloads.of_teams(session, actor=cast.omar.actor) if load.worker_id == who.id
    ]
    return load


def person_of(session: Session, cast: Cast, client_id: UUID) -> Carried:
    (found,) = [
        each
        for each in caseloads.of_worker(session, actor=cast.omar.actor, worker_id=cast.maya.id)
        if each.client_id == client_id
    ]
    return found


SEEN = {"contacted": ["client"], "outcome": "seen", "contact_type": "face_to_face"}
BOTH = {**SEEN, "contacted": ["client", "caregiver"]}


def test_each_kind_counts_for_itself_and_attempts_apart(session: Session, agency: Cast) -> None:
    luis = agency.luis.id
    noted(session, agency, luis, days_ago=26, **BOTH)
    noted(session, agency, luis, days_ago=70, contacted=["collateral"])
    noted(session, agency, luis, days_ago=1, outcome="no_answer")
    stands = person_of(session, agency, luis).stands.contacts
    assert stands.kinds[Kind.CHILD_FACE_TO_FACE].is_overdue is False
    assert stands.kinds[Kind.COLLATERAL].is_overdue
    assert stands.attempts == 1
    load = load_of(session, agency, agency.maya)
    assert load.by_kind[Kind.COLLATERAL] == Due(due=3, overdue=3)
    assert load.by_kind[Kind.CHILD_FACE_TO_FACE] == Due(due=3, overdue=2), "within seven days counts as due"
    assert (load.contacts, load.attempts) == (Due(due=3, overdue=3), 1)


def test_a_contact_of_last_year_still_says_how_long_it_is_overdue(session: Session, agency: Cast) -> None:
    noted(session, agency, agency.luis.id, days_ago=200, **BOTH)
    child = person_of(session, agency, agency.luis.id).stands.contacts.kinds[Kind.CHILD_FACE_TO_FACE]
    assert child.last_at is not None
    assert child.due_on is not None
    assert timedelta(days=168) <= now().date() - child.due_on <= timedelta(days=172)


@pytest.mark.parametrize("is_served", [True, False])
def test_who_was_seen_before_the_spring_is_not_told_as_never_seen(
    session: Session, cast: Cast, *, is_served: bool
) -> None:
    episode = session.exec(select(Episode).where(Episode.client_id == cast.luis.id)).one()
    if not is_served:
        episode.closed_on, episode.closed_reason = episode.opened_on, "Moved away"
    noted(session, cast, cast.luis.id, days_ago=120, **BOTH)
    noted(session, cast, cast.luis.id, days_ago=2, outcome="no_answer")
    stands = person_of(session, cast, cast.luis.id).stands.contacts
    assert stands.last_contact_at is not None
    assert stands.attempts == 1


def test_who_was_last_seen_years_ago_is_not_told_as_never_seen(session: Session, agency: Cast) -> None:
    noted(session, agency, agency.luis.id, days_ago=1000, **BOTH)
    bundle = bundles.bundle_of(session, agency.maya.actor, agency.luis.id)
    assert bundle is not None
    for last_at in (
        person_of(session, agency, agency.luis.id).stands.contacts.last_contact_at,
        bundle.contact_due.last_contact_at,
    ):
        assert last_at is not None


def test_twice_a_month_is_counted_by_the_month_that_had_both(session: Session, cast: Cast) -> None:
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=codes.RuleName.CONTACT_STANDARD,
        value={"caregiver": {"times": 2, "each_month": True}},
        starts_on=date(2020, 1, 1),
    )
    episode = session.exec(select(Episode).where(Episode.client_id == cast.luis.id)).one()
    episode.opened_on = date(2020, 1, 1)
    for days_ago in (5, 40, 150, 150):
        noted(session, cast, cast.luis.id, days_ago=days_ago, **BOTH)
    both = (now() - timedelta(days=150)).astimezone(ZoneInfo(cast.organization.time_zone)).date()
    due_on = person_of(session, cast, cast.luis.id).stands.contacts.kinds[Kind.CAREGIVER].due_on
    assert due_on is not None
    assert (due_on.year * 12 + due_on.month) - (both.year * 12 + both.month) == 1


def test_a_contact_dated_in_the_future_puts_nothing_off_for_years(session: Session, agency: Cast) -> None:
    ahead = now() + timedelta(days=900)
    noted(session, agency, agency.luis.id, days_ago=1, started_at=ahead, ended_at=ahead, **BOTH)
    child = person_of(session, agency, agency.luis.id).stands.contacts.kinds[Kind.CHILD_FACE_TO_FACE]
    bundle = bundles.bundle_of(session, agency.maya.actor, agency.luis.id)
    assert bundle is not None
    for last_at in (child.last_at, bundle.contact_due.last_contact_at):
        assert last_at is not None
        assert last_at <= now()


def test_the_load_weighs_by_tier_as_the_rule_says(session: Session, agency: Cast) -> None:
    assert (load_of(session, agency, agency.maya).weight, load_of(session, agency, agency.maya).people) == (
        3,
        3,
    )
    factories.rule(
        session,
        organization_id=agency.organization.id,
        name=codes.RuleName.CASELOAD,
        value={"weights": {"1": 2, "2": 5}, "full_load": 10, "due_within_days": 0},
        starts_on=date(2020, 1, 1),
    )
    session.info.clear()
    load = load_of(session, agency, agency.maya)
    assert (load.weight, load.full_load) == (6, 10)


def test_a_programs_own_rule_says_when_its_people_are_due(session: Session, agency: Cast) -> None:
    """Ten days ahead is later than the agency's seven."""
    factories.rule(
        session,
        organization_id=agency.organization.id,
        program_id=agency.program.id,
        name=codes.RuleName.CASELOAD,
        value={"weights": {"1": 2}, "full_load": 10, "due_within_days": 12},
        starts_on=date(2020, 1, 1),
    )
    noted(session, agency, agency.luis.id, days_ago=20, **BOTH)
    assert Kind.CHILD_FACE_TO_FACE in person_of(session, agency, agency.luis.id).due
    load = load_of(session, agency, agency.maya)
    assert (load.weight, load.full_load) == (6, 40), "a full load is the agency's"


def test_notes_that_wait_and_goals_that_get_on(session: Session, agency: Cast) -> None:
    for status in ("submitted", "submitted", "returned"):
        factories.made(
            session, ContactNote(client_id=agency.luis.id, author_id=agency.maya.id, status=status)
        )

    def goal(*levels: str, days_ago: int = 2) -> None:
        made = factories.goal(session, client_id=agency.luis.id)
        for place, level in enumerate(levels):
            factories.goal_mark_row(
                session,
                client_id=agency.luis.id,
                goal_id=made.id,
                marked_by_id=agency.maya.id,
                level=level,
                happened_at=now() - timedelta(days=days_ago, hours=-place),
            )

    goal("slipped", "progress")
    goal("met", "slipped")
    goal("progress", days_ago=40)
    load = load_of(session, agency, agency.maya)
    assert load.notes_waiting == 2
    assert (load.goals.progressing, load.goals.active) == (1, 3)


def test_a_supervisor_sees_their_own_teams_only(session: Session, agency: Cast) -> None:
    names = [load.name for load in caseloads.of_teams(session, actor=agency.omar.actor)]
    assert sorted(names) == ["Maya Brooks", "Priya Raman"]
    with pytest.raises(Denied):
        caseloads.of_worker(session, actor=agency.omar.actor, worker_id=agency.charlie.id)


@pytest.mark.parametrize("name", ["maya", "priya", "charlie", "rosa", "alma"])
def test_nobody_else_sees_caseloads_or_covers(session: Session, agency: Cast, name: str) -> None:
    actor = getattr(agency, name).actor
    for look in (caseloads.of_teams, covers.of_teams):
        with pytest.raises(Denied):
            look(session, actor=actor)
    with pytest.raises(Denied):
        caseloads.of_worker(session, actor=actor, worker_id=agency.maya.id)


def test_who_comes_between_two_reads_is_there_the_next_time(
    session: Session, agency: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caseload_standings, "of", lambda *_, **__: {})
    assert caseloads.of_worker(session, actor=agency.omar.actor, worker_id=agency.maya.id) == []


def test_more_people_take_no_more_queries(session: Session, agency: Cast) -> None:
    def queries() -> int:
        asked: list[str] = []

        def note(*args: Any) -> None:
            asked.append(args[2])

        event.listen(session.get_bind(), "before_cursor_execute", note)
        caseloads.of_teams(session, actor=agency.omar.actor)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        return len(asked)

    few = queries()
    for place in range(12):
        one = factories.client(
            session,
            organization_id=agency.organization.id,
            family_id=agency.delgados.id,
            given_name=f"Child {place}",
            family_name="Delgado",
        )
        factories.episode(session, client_id=one.id, program_id=agency.program.id)
        factories.team_member(session, client_id=one.id, account_id=agency.maya.id)
    assert queries() <= few


# -- covers -------------------------------------------------------------------------------------------


def today(cast: Cast) -> date:
    return datetime.now(ZoneInfo(cast.organization.time_zone)).date()


def give(session: Session, cast: Cast, *, by: Person | None = None, **more: Any) -> Cover:
    asked = {
        "absent_id": cast.maya.id,
        "covering_id": cast.priya.id,
        "first_day": today(cast),
        "last_day": today(cast) + timedelta(days=4),
        "reason": "Family leave",
        **more,
    }
    return covers.give(session, actor=(by or cast.omar).actor, asked=covers.Asked(**asked))


def test_who_covers_sees_the_people_until_the_end_of_the_last_day(session: Session, agency: Cast) -> None:
    ada = agency.ada.id
    assert ada not in caseload.clients_of(session, agency.priya.actor)
    cover = give(session, agency)
    held = caseload.clients_of(session, agency.priya.actor)
    assert held[ada].until == cover.ends_at
    assert ada not in caseload.clients_of(session, agency.priya.actor, at=cover.ends_at)
    (standing,) = covers.of_teams(session, actor=agency.omar.actor)
    assert (standing.absent, standing.covering, standing.has_begun) == ("Maya Brooks", "Priya Raman", True)
    (audited,) = [row for row in session.exec(select(AuditEvent)) if row.action == "cover.arrange"]
    assert audited.ids["covering_id"] == str(agency.priya.id)


def test_a_cover_ends_at_once_when_it_is_ended(session: Session, agency: Cast) -> None:
    cover = give(session, agency)
    covers.end(session, actor=agency.omar.actor, cover_id=cover.id)
    assert agency.ada.id not in caseload.clients_of(session, agency.priya.actor)
    assert covers.of_teams(session, actor=agency.omar.actor) == []
    with pytest.raises(CaseworkError, match="cover_is_over"):
        covers.end(session, actor=agency.omar.actor, cover_id=cover.id)


def test_a_cover_ahead_is_taken_back(session: Session, agency: Cast) -> None:
    cover = give(session, agency, first_day=today(agency) + timedelta(days=2))
    assert agency.ada.id not in caseload.clients_of(session, agency.priya.actor)
    covers.end(session, actor=agency.omar.actor, cover_id=cover.id)
    assert session.get(Cover, cover.id) is None


def test_covers_that_cannot_be_are_refused_with_their_reason(session: Session, agency: Cast) -> None:
    def refusal(**more: Any) -> str:
        with pytest.raises(CaseworkError) as raised:
            give(session, agency, **more)
        return raised.value.message_id

    day = today(agency)
    assert refusal(covering_id=agency.maya.id) == "cover_by_someone_else"
    assert refusal(last_day=day - timedelta(days=1)) == "cover_ends_before_it_starts"
    assert refusal(first_day=day - timedelta(days=2)) == "cover_not_in_the_past"
    assert refusal(last_day=day + timedelta(days=400)) == "cover_too_long"
    assert refusal(covering_id=agency.charlie.id) == "not_allowed", "of another's team"
    assert refusal(covering_id=agency.rosa.id) == "not_allowed"
    give(session, agency)
    assert refusal() == "cover_overlaps"


def test_only_the_supervisor_of_the_absent_worker_ends_a_cover(session: Session, agency: Cast) -> None:
    cover = give(session, agency)
    sol = person(
        session,
        organization=agency.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(codes.Role.SUPERVISOR,),
    )
    factories.supervises(session, account_id=sol.id, staff_team_id=agency.south.id)
    for who in (sol, agency.maya, agency.priya, agency.rosa, agency.alma):
        with pytest.raises(Denied):
            covers.end(session, actor=who.actor, cover_id=cover.id)
        with pytest.raises(Denied):
            give(session, agency, by=who)
    assert cover.ends_at > datetime.now(UTC)

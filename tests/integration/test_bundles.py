"""What stands in a bundle, and for whose eyes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from sqlalchemy import event
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.bundles.bundle_shapes import Bundle
from casepwa.casework.plans import goals
from casepwa.models import Coverage, Episode, Payer
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast, Person
from tests.integration import whole_record
from tests.integration.whole_record import NOW


def held_by(session: Session, person: Person) -> dict[UUID, Bundle]:
    return bundles.bundles(session, viewers.viewer_of(session, person.actor, at=NOW))


def on_call_for_north(session: Session, cast: Cast) -> None:
    factories.on_call_shift(
        session,
        staff_team_id=cast.north.id,
        account_id=cast.charlie.id,
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=7),
    )


def test_maya_holds_her_three_people_whole(session: Session, cast: Cast):
    whole_record.write(session, cast)
    found = held_by(session, cast.maya)
    assert set(found) == {cast.luis.id, cast.ana.id, cast.ada.id}
    luis = found[cast.luis.id]
    assert luis.header.name == "Luis Delgado"
    assert luis.header.address == "Oak House, 3 Oak Road", "where he stays now, not the household"
    assert luis.header.lives_with == ["Rosa (mother)"]
    assert [alert.title for alert in luis.alerts] == ["Dog", "Park on Elm Street"]
    assert luis.goals[0].marks[-1].line == "Three calm days", "the line as its author mended it"
    assert luis.crisis_plan is not None
    assert luis.crisis_plan.published_by == "Priya Raman"
    assert [reader.name for reader in luis.share_readers] == ["Rosa Delgado"]
    assert luis.has_older_notes


def test_time_counts_by_the_rules_of_whoever_pays(session: Session, cast: Cast):
    whole_record.write(session, cast)
    episode = session.exec(select(Episode).where(Episode.client_id == cast.luis.id)).first()
    assert episode is not None
    payer = factories.made(session, Payer(organization_id=cast.organization.id, name="Bright Health"))
    factories.made(session, Coverage(episode_id=episode.id, payer_id=payer.id, starts_on=whole_record.TODAY))
    for name, value in (
        (RuleName.UNITS_ROUNDING, {"policy": "full_unit", "day_limit": 8}),
        (RuleName.NOT_BILLABLE, {"kinds": ["voicemail"]}),
    ):
        factories.rule(
            session, organization_id=cast.organization.id, name=name, value=value, payer_id=payer.id
        )
    held = held_by(session, cast.maya)
    his, hers = held[cast.luis.id].billing, held[cast.ada.id].billing
    assert his is not None
    assert hers is not None
    assert (his.policy, his.day_limit, his.not_billable) == ("full_unit", 8, ["voicemail"])
    assert (hers.policy, hers.day_limit) != ("full_unit", 8), "another payer's rule is not hers"


def test_a_scaled_goal_comes_with_its_levels_and_where_it_stands(session: Session, cast: Cast):
    goal = factories.goal(session, client_id=cast.luis.id, is_scaled=True, scale=["a", "b", "c", "d", "e"])
    other = factories.goal(session, client_id=cast.luis.id, scale=["a draft's", "b", "c", "d", "e"])
    payload = factories.goal_mark(client_id=cast.luis.id, goal_id=goal.id, scaled_level=-1)
    goals.mark(session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded())
    found = {line.id: line for line in held_by(session, cast.maya)[cast.luis.id].goals}
    assert found[goal.id].scale == ["a", "b", "c", "d", "e"]
    assert [mark.scaled_level for mark in found[goal.id].marks] == [-1]
    assert found[other.id].scale == [], "a goal that is not scaled asks for no level"


def test_substance_use_and_reporters_never_reach_a_phone(session: Session, cast: Cast):
    whole_record.write(session, cast)
    cast.luis.substance_use_summary = "planted-substance-word"
    session.add(cast.luis)
    session.flush()
    viewer = viewers.viewer_of(session, cast.maya.actor, at=NOW)
    for sealed in bundles.sealed_bundles(session, viewer).values():
        assert b"planted-substance-word" not in sealed.json
        assert b"A bruise" not in sealed.json, "the words of a safety concern stay at the desk"


def test_charlie_holds_nothing_of_mayas_people(session: Session, cast: Cast):
    whole_record.write(session, cast)
    found = held_by(session, cast.charlie)
    assert set(found) == {cast.ben.id}
    assert bundles.bundle_of(session, cast.charlie.actor, cast.luis.id, at=NOW) is None


def test_who_is_on_call_holds_header_alerts_and_plan_until_the_shift_ends(session: Session, cast: Cast):
    whole_record.write(session, cast)
    on_call_for_north(session, cast)
    viewer = viewers.viewer_of(session, cast.charlie.actor, at=NOW)
    assert viewer.held[cast.luis.id].until == NOW + timedelta(hours=7)
    assert viewer.held[cast.ben.id].until is None
    luis = bundles.bundles(session, viewer)[cast.luis.id]
    assert luis.header.address == "Oak House, 3 Oak Road"
    assert luis.alerts
    assert luis.crisis_plan is not None
    assert [one.substance for one in luis.about.allergies] == ["Peanuts"], "a dispatcher is told"
    empty = luis.model_dump(
        include={"contacts", "goals", "steps", "visits", "appointments", "services", "team", "notes"}
    )
    assert not any(empty.values())
    assert luis.about.diagnoses == []
    assert luis.about.medications == []
    assert luis.about.school is None
    assert luis.contact_due.last_contact_at is None
    assert not luis.has_older_notes


def test_after_the_shift_nothing_is_held(session: Session, cast: Cast):
    on_call_for_north(session, cast)
    later = viewers.viewer_of(session, cast.charlie.actor, at=NOW + timedelta(hours=7))
    assert set(later.held) == {cast.ben.id}


def test_a_shared_visit_names_only_co_clients_that_the_viewer_holds(session: Session, cast: Cast):
    factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.ada.id, cast.ben.id),
        planned_start=NOW + timedelta(hours=1),
        planned_end=NOW + timedelta(hours=2),
    )
    (visit,) = held_by(session, cast.maya)[cast.ada.id].visits
    assert [person.client_id for person in visit.people] == [cast.ada.id]
    (same,) = held_by(session, cast.charlie)[cast.ben.id].visits
    assert [person.client_id for person in same.people] == [cast.ben.id]


def test_a_confidential_place_has_no_coordinates(session: Session, cast: Cast):
    cast.delgados.is_confidential = True
    cast.delgados.latitude = cast.delgados.longitude = None
    session.add(cast.delgados)
    session.flush()
    header = held_by(session, cast.maya)[cast.luis.id].header
    assert header.is_confidential
    assert (header.latitude, header.longitude) == (None, None)


def test_a_returned_note_of_any_age_comes_to_its_author_with_the_comment(session: Session, cast: Cast):
    whole_record.write(session, cast)
    mine = held_by(session, cast.maya)[cast.luis.id].notes
    returned = [note for note in mine if note.status == "returned"]
    assert [note.return_comment for note in returned] == ["Which school?"]
    assert [said.text for note in returned for said in note.return_comments] == ["Which school?"]
    assert returned[0].started_at < NOW - timedelta(days=90)
    assert not [
        note for note in held_by(session, cast.priya)[cast.luis.id].notes if note.status == "returned"
    ]


def test_a_relatives_number_stands_only_with_how_to_reach_them_safely(session: Session, cast: Cast):
    luis = held_by(session, cast.maya)[cast.luis.id]
    (rosa,) = [line for line in luis.team if line.role == "parent"]
    assert rosa.phone is None
    assert [contact.phone for contact in luis.contacts] == ["609-555-0101"]


def test_a_bigger_caseload_takes_no_more_queries(session: Session, cast: Cast):
    def count() -> int:
        session.expunge_all()
        with counted(session) as statements:
            viewer = viewers.viewer_of(session, cast.maya.actor, at=NOW)
            bundles.sealed_bundles(session, viewer)
            bundles.sealed_me(session, viewer)
        return len(statements)

    whole_record.write(session, cast)
    few = count()
    for _ in range(20):
        one = factories.client(
            session, organization_id=cast.organization.id, family_id=cast.delgados.id, given_name="Ines"
        )
        factories.team_member(session, client_id=one.id, account_id=cast.maya.id)
    assert count() == few
    assert few < 68


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield statements
    event.remove(connection, "before_cursor_execute", note)

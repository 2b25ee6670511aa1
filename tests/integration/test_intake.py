"""People taken in by hand: who may be here already, what a search does not tell, who gets them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.caseload_import import name_sounds
from casepwa.casework.caseloads import intake, intake_search
from casepwa.casework.caseloads.intake import Asked
from casepwa.casework.errors import Denied, Invalid
from casepwa.database import unit_of_work
from casepwa.models import AuditEvent, Client, Episode, Family, FamilyMember, Relationship
from casepwa.models.columns import new_id
from casepwa.state import intake_form
from tests import factories
from tests.cast import Cast, Person
from tests.integration.phones import Agency

FORM = {
    "given_name": "Nadia",
    "family_name": "Haddad",
    "birth_date": "2015-04-01",
    "seen": "0",
    "languages": "Arabic, English",
    "household_name": "Haddad",
    "street": "4 Elm Street",
    "referral_source": "school",
    "opened_on": "2026-03-01",
    "contact.0.name": "Samira Haddad",
    "contact.0.relation": "mother",
    "contact.0.custody": "sole",
    "contact.0.orders": "asked",
    "contact.0.phone": "609-555-0177",
    "contact.0.safe_to_text": "on",
    "contact.0.best_hours": "after 5",
}


def asked(cast: Cast, **more: Any) -> Asked:
    given = {"program": str(cast.program.id), "case_manager": str(cast.maya.id), **FORM, **more}
    return intake_form.read(given)


def take_in(session: Session, who: Person, wanted: Asked) -> Client:
    return intake.take_in(session, actor=who.actor, asked=wanted, at=factories.MONDAY)


@pytest.fixture(autouse=True)
def sounding(session: Session, cast: Cast) -> None:
    """The cast's clients can be found by ear."""
    for client in (cast.luis, cast.ana, cast.ada, cast.ben):
        client.name_sound = name_sounds.sound_of(client.given_name, client.family_name)
    session.flush()


def test_the_person_lands_on_the_workers_caseload_with_how_to_reach_them(
    session: Session, cast: Cast
) -> None:
    client = take_in(session, cast.priya, asked(cast, care_coordinator=str(cast.priya.id)))
    for who in (cast.maya, cast.priya):
        bundle = bundles.bundle_of(session, who.actor, client.id)
        assert bundle is not None
        assert bundle.header.name == "Nadia Haddad"
    (mother,) = session.exec(select(FamilyMember).where(FamilyMember.family_id == client.family_id)).all()
    assert (mother.given_name, mother.phone, mother.safe_to_call, mother.safe_to_text) == (
        "Samira",
        "609-555-0177",
        False,
        True,
    )
    tie = session.exec(select(Relationship).where(Relationship.client_id == client.id)).one()
    assert (tie.custody, tie.orders_checked_on, tie.protective_order) == ("sole", date(2026, 3, 2), None)
    episode = session.exec(select(Episode).where(Episode.client_id == client.id)).one()
    assert (episode.program_id, episode.opened_on) == (cast.program.id, date(2026, 3, 1))
    assert client.name_sound
    assert client.import_key is None
    family = session.get_one(Family, client.family_id)
    assert (family.import_key, family.latitude) == (None, None)
    take_in(session, cast.omar, asked(cast, given_name="Omar"))  # a second one meets no key of the first


def test_only_coordinators_and_supervisors_search_and_take_in(session: Session, cast: Cast) -> None:
    wanted = asked(cast)
    for who in (cast.maya, cast.charlie, cast.rosa, cast.alma):
        with pytest.raises(Denied):
            take_in(session, who, wanted)
        with pytest.raises(Denied):
            intake.choices(session, actor=who.actor)
        with pytest.raises(Denied):
            intake_search.look(
                session, actor=who.actor, given_name="Luis", family_name="Delgado", birth_date=None
            )


def test_a_likely_duplicate_within_reach_is_named_and_must_be_seen_first(
    session: Session, cast: Cast
) -> None:
    found = intake_search.look(
        session, actor=cast.priya.actor, given_name="Louis", family_name="Delgato", birth_date=None
    )
    assert [(one.client_id, one.name) for one in found.known] == [(cast.luis.id, "Luis Delgado")]
    same = {"given_name": "Louis", "family_name": "Delgado", "birth_date": "2016-02-29"}
    with pytest.raises(Invalid, match="intake_possible_duplicate"):
        take_in(session, cast.priya, asked(cast, **same))
    with pytest.raises(Invalid, match="intake_possible_duplicate"):
        take_in(session, cast.priya, asked(cast, **same, seen="1"))  # not said to be another
    assert take_in(session, cast.priya, asked(cast, **same, seen="1", is_another="yes"))


def test_a_search_tells_nothing_of_people_out_of_reach_but_whom_to_ask(session: Session, cast: Cast) -> None:
    factories.supervises(session, account_id=cast.omar.id, staff_team_id=cast.south.id)
    found = intake_search.look(
        session,
        actor=cast.priya.actor,
        given_name="Ben",
        family_name="Okafor",
        birth_date=cast.ben.birth_date,
    )
    assert (found.known, found.beyond, found.ask) == ((), 1, (cast.omar.account.name,))
    assert "Okafor" not in repr(found)
    events = session.exec(select(AuditEvent).where(AuditEvent.action == "client.intake")).all()
    assert cast.ben.id in {event.client_id for event in events}
    assert "Ben" not in str([event.ids for event in events])


def test_another_birth_date_is_another_person(session: Session, cast: Cast) -> None:
    found = intake_search.look(
        session, actor=cast.priya.actor, given_name="Luis", family_name="Delgado", birth_date=date(2001, 1, 1)
    )
    assert found.seen == 0


def test_a_sibling_joins_the_household_and_its_members_are_not_made_twice(
    session: Session, cast: Cast
) -> None:
    revision = cast.luis.revision
    mother = {"contact.0.name": "rosa delgado", "family": str(cast.delgados.id)}
    with pytest.raises(Invalid, match="intake_address_of_family"):
        take_in(session, cast.priya, asked(cast, **mother, family_name="Delgado"))
    mother["street"] = ""
    client = take_in(session, cast.priya, asked(cast, **mother, family_name="Delgado"))
    assert client.family_id == cast.delgados.id
    members = session.exec(select(FamilyMember).where(FamilyMember.family_id == cast.delgados.id)).all()
    assert [member.id for member in members] == [cast.rosa_member.id]
    assert cast.rosa_member.phone == "609-555-0101"
    session.refresh(cast.luis)
    assert cast.luis.revision > revision


def test_workers_programs_and_households_out_of_reach_are_refused(session: Session, cast: Cast) -> None:
    elsewhere = factories.organization(session, name="Bridge")
    theirs = factories.program(session, organization_id=elsewhere.id)
    own = asked(cast)
    for wanted in (
        replace(own, case_manager_id=cast.charlie.id),
        replace(own, case_manager_id=cast.alma.id),
        replace(own, care_coordinator_id=cast.maya.id),
        replace(own, program_id=theirs.id),
        replace(own, program_id=new_id()),
        replace(own, family_id=factories.family(session, organization_id=elsewhere.id).id),
    ):
        with pytest.raises(Denied):
            take_in(session, cast.priya, wanted)
    offered = intake.choices(session, actor=cast.priya.actor)
    assert {one.words for one in offered.managers} == {cast.maya.account.name, cast.priya.account.name}
    assert [one.words for one in offered.families] == ["Delgado (Ana, Luis)"]


def test_a_program_that_ended_meanwhile_takes_nobody_in(session: Session, cast: Cast) -> None:
    wanted = asked(cast)
    cast.program.ended_on = date(2026, 3, 1)
    with pytest.raises(Invalid, match="import_program_ended"):
        take_in(session, cast.priya, wanted)


@pytest.mark.parametrize("agency", ["postgresql"], indirect=True)
def test_of_two_intakes_of_one_person_at_once_the_second_waits_and_sees_the_first(agency: Agency) -> None:
    wanted = asked(agency.cast)

    def second() -> None:
        with unit_of_work() as session:
            take_in(session, agency.cast.omar, wanted)

    with ThreadPoolExecutor(1) as pool, unit_of_work() as first, unit_of_work() as watching:
        take_in(first, agency.cast.priya, wanted)
        waiting = pool.submit(second)
        until = monotonic() + 30
        is_held = text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        while not watching.connection().scalar(is_held) and not waiting.done() and monotonic() < until:
            watching.rollback()
        first.commit()
        with pytest.raises(Invalid, match="intake_possible_duplicate"):
            waiting.result(timeout=30)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"given_name": " "}, "intake_name_missing"),
        ({"birth_date": "2999-01-01"}, "intake_not_yet_born"),
        ({"birth_date": "soon"}, "intake_day_not_read"),
        ({"birth_date": "0016-02-29"}, "intake_day_not_read"),
        ({"opened_on": "0206-03-01"}, "intake_day_not_read"),
        ({"opened_on": "2999-01-01"}, "intake_opens_later"),
        ({"household_name": ""}, "intake_household_name_missing"),
        ({"program": ""}, "intake_choose"),
        ({"referral_source": "a bird"}, "intake_choose"),
        ({"seen": ""}, "intake_look_first"),
        ({"contact.0.name": ""}, "intake_contact_name_missing"),
        ({"contact.0.phone": "later"}, "intake_not_a_phone"),
        ({"contact.0.custody": ""}, "record_custody_first"),
        ({"contact.1.name": "samira haddad"}, "intake_contact_twice"),
        ({"street": "x" * 201}, "intake_text_too_long"),
    ],
)
def test_what_is_not_right_is_said(session: Session, cast: Cast, said: dict[str, str], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        take_in(session, cast.omar, asked(cast, **said))

"""A complaint: first seen by a supervisor whom it does not name; questions and thanks by the staff."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family import complaints
from casepwa.models import Cover, FamilyMessage, FamilyMessageAbout, FamilyMessageEvent, Invitation
from casepwa.models.codes import Role, SharedKind, Surface
from casepwa.models.columns import now
from tests import factories
from tests.cast import Cast, Person, person
from tests.integration.phones import Agency, command
from tests.integration.signed_in import signed_in


def told(
    session: Session, cast: Cast, *about: Person, kind: str = "complaint", **values: Any
) -> FamilyMessage:
    """What Rosa says about Luis's care."""
    given = {"text": "No one called back for a week.", "recorded_at": factories.MONDAY, **values}
    row = factories.made(
        session, FamilyMessage(client_id=cast.luis.id, from_account_id=cast.rosa.id, kind=kind, **given)
    )
    for one in about:
        factories.made(session, FamilyMessageAbout(message_id=row.id, account_id=one.id))
    return row


def supervisor(session: Session, cast: Cast, name: str = "Sol Weber") -> Person:
    """A supervisor of the other team."""
    found = person(
        session, organization=cast.organization, name=name, title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(session, account_id=found.id, staff_team_id=cast.south.id)
    return found


def seen(session: Session, who: Person) -> list[str]:
    return [one.text for one in complaints.waiting(session, actor=who.actor)]


def test_the_teams_supervisor_sees_it_and_no_other_does(session: Session, cast: Cast) -> None:
    told(session, cast, cast.maya)
    sol = supervisor(session, cast)
    assert (len(seen(session, cast.omar)), seen(session, sol)) == (1, [])
    for one in (cast.maya, cast.priya, cast.charlie, cast.alma, cast.rosa):
        with pytest.raises(Denied):
            seen(session, one)


def test_a_supervisor_whom_it_names_does_not_see_it_until_another_releases_it(
    session: Session, cast: Cast
) -> None:
    row = told(session, cast, cast.omar)
    assert seen(session, cast.omar) == []
    for verb in (complaints.acknowledge, complaints.release):
        with pytest.raises(Denied):
            verb(session, actor=cast.omar.actor, message_id=row.id)
    with pytest.raises(Denied):
        complaints.resolve(session, actor=cast.omar.actor, message_id=row.id, answer="Nothing happened.")
    sol = supervisor(session, cast)
    assert len(seen(session, sol)) == 1
    complaints.release(session, actor=sol.actor, message_id=row.id)
    assert len(seen(session, cast.omar)) == 1


def test_whom_it_names_reads_a_released_complaint_and_does_nothing_about_it(
    session: Session, cast: Cast
) -> None:
    row = told(session, cast, cast.omar)
    sol = supervisor(session, cast)
    complaints.release(session, actor=sol.actor, message_id=row.id)
    for verb in (complaints.acknowledge, complaints.release):
        with pytest.raises(Denied):
            verb(session, actor=cast.omar.actor, message_id=row.id)
    with pytest.raises(Denied):
        complaints.resolve(session, actor=cast.omar.actor, message_id=row.id, answer="Nothing happened.")
    (omars,) = complaints.waiting(session, actor=cast.omar.actor)
    (sols,) = complaints.waiting(session, actor=sol.actor)
    assert (omars.may_handle, sols.may_handle) == (False, True)
    assert complaints.new_ones(session, actor=cast.omar.actor) == 0
    assert complaints.new_ones(session, actor=sol.actor) == 1
    complaints.resolve(session, actor=sol.actor, message_id=row.id, answer="Omar has called.")
    assert [one.by for one in complaints.waiting(session, actor=sol.actor)[0].happened] == ["Sol Weber"] * 2


def test_who_covers_for_the_supervisor_sees_and_handles_it_until_the_cover_ends(
    session: Session, cast: Cast
) -> None:
    row = told(session, cast, cast.maya)
    sol = supervisor(session, cast)
    for covering in (sol, cast.priya):
        factories.cover(
            session,
            absent_id=cast.omar.id,
            covering_id=covering.id,
            starts_at=now() - timedelta(hours=1),
            ends_at=now() + timedelta(hours=1),
        )
    assert len(seen(session, sol)) == 1
    complaints.acknowledge(session, actor=sol.actor, message_id=row.id)
    with pytest.raises(Denied):
        seen(session, cast.priya)
    told(session, cast, sol, text="Sol shouted.")
    assert len(seen(session, sol)) == 1
    for cover in session.exec(select(Cover)):
        cover.ends_at = now()
    session.flush()
    assert (seen(session, sol), len(seen(session, cast.omar))) == ([], 2)


@pytest.mark.parametrize("why", ["locked", "never joined"])
def test_where_the_only_supervisor_cannot_look_every_other_does(
    session: Session, cast: Cast, why: str
) -> None:
    told(session, cast)
    sol = supervisor(session, cast)
    if why == "locked":
        cast.omar.account.locked_at = now()
        session.add(cast.omar.account)
        session.flush()
    else:
        row = Invitation(
            account_id=cast.omar.id, token_sha256="0" * 64, invited_by_id=cast.alma.id, expires_at=now()
        )
        factories.made(session, row)
    assert len(seen(session, sol)) == 1


def test_it_is_acknowledged_then_resolved_with_an_answer_and_each_once(session: Session, cast: Cast) -> None:
    row = told(session, cast)
    omar = cast.omar.actor
    complaints.acknowledge(session, actor=omar, message_id=row.id)
    with pytest.raises(Invalid, match="resolving_says_how"):
        complaints.resolve(session, actor=omar, message_id=row.id, answer="  ")
    complaints.resolve(session, actor=omar, message_id=row.id, answer="We call back within a day now.")
    for again in (complaints.acknowledge, complaints.acknowledge):
        with pytest.raises(Conflict, match="complaint_done_already"):
            again(session, actor=omar, message_id=row.id)
    (line,) = complaints.waiting(session, actor=omar)
    assert [(one.kind, one.by) for one in line.happened] == [
        ("acknowledged", "Omar Haddad"),
        ("resolved", "Omar Haddad"),
    ]


def test_staff_see_questions_at_once_and_a_complaint_only_when_it_was_released_to_them(
    agency: Agency,
) -> None:
    cast, session = agency.cast, agency.session
    told(session, cast, kind="question", text="Can Ana come?")
    row = told(session, cast, cast.maya)
    session.commit()
    mayas, priyas = agency.phone(cast.maya), agency.phone(cast.priya)

    def heard(phone: Any) -> list[str]:
        phone.sync()
        return [one["kind"] for one in phone.bundles[str(cast.luis.id)]["family_messages"]]

    assert (heard(mayas), heard(priyas)) == (["question"], ["question"])
    said = {"message_id": str(row.id), "client_id": str(cast.luis.id), "text": "Let me explain."}
    early = command("message.answer", said, client_ids=(cast.luis.id,))
    assert mayas.verdicts(early) == ["refused: not_allowed"]
    complaints.release(session, actor=cast.omar.actor, message_id=row.id)
    session.commit()
    assert sorted(heard(mayas)) == ["complaint", "question"]
    assert heard(priyas) == ["question"]


def test_whom_it_names_does_not_answer_a_released_complaint_from_the_phone(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    row = told(session, cast, cast.maya)
    complaints.release(session, actor=cast.omar.actor, message_id=row.id)
    session.commit()
    known = {"message_id": str(row.id), "client_id": str(cast.luis.id)}
    read = {**known, "read_at": factories.MONDAY.isoformat()}
    about = (cast.luis.id,)
    mayas = agency.phone(cast.maya)
    answer = command("message.answer", {**known, "text": "Let me explain."}, client_ids=about)
    assert mayas.verdicts(command("message.read", read, client_ids=about), answer) == [
        "applied",
        "refused: complaint_is_the_supervisors",
    ]
    assert {one.kind for one in agency.rows(FamilyMessageEvent)} == {"released", "read"}


def test_reading_and_answering_a_question_reach_who_asked(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    row = told(session, cast, kind="question", text="Can Ana come?")
    factories.grant(
        session,
        account_id=cast.rosa.id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    session.commit()
    known = {"message_id": str(row.id), "client_id": str(cast.luis.id)}
    read = {**known, "read_at": factories.MONDAY.isoformat()}
    mayas = agency.phone(cast.maya)
    about = (cast.luis.id,)
    sent = [command("message.read", read, client_ids=about) for _ in range(2)]
    sent.append(command("message.answer", {**known, "text": "Yes, she can."}, client_ids=about))
    assert mayas.verdicts(*sent) == ["applied"] * 3
    assert len(agency.rows(FamilyMessageEvent)) == 2
    rosas = agency.phone(cast.rosa)
    rosas.sync()
    (line,) = rosas.bundles[str(cast.luis.id)]["messages"]
    assert (line["read_by"], line["answer"], line["answered_by"]) == (
        "Maya Brooks",
        "Yes, she can.",
        "Maya Brooks",
    )


def test_a_preview_of_the_familys_phone_is_no_way_round_to_a_complaint(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    row = told(session, cast, cast.maya)
    told(session, cast, kind="question", text="Can Ana come?")
    session.commit()

    def previewed(who: Person) -> list[str]:
        browser = signed_in(session, who.account, surface=Surface.DESK)
        (shown,) = browser.get(f"/api/v1/preview/{cast.rosa.id}").json()["bundles"]
        return sorted(one["kind"] for one in shown["bundle"]["messages"])

    assert (previewed(cast.maya), previewed(cast.priya)) == (["question"], ["question"])
    assert previewed(cast.omar) == ["complaint", "question"]
    complaints.release(session, actor=cast.omar.actor, message_id=row.id)
    session.commit()
    assert (previewed(cast.maya), previewed(cast.priya)) == (["complaint", "question"], ["question"])

"""The demo agency is who the issue says, and its records keep the rules of the field."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from sqlalchemy import JSON, String, inspect
from sqlmodel import Session, SQLModel, col, select

from casepwa.casework import caseload
from casepwa.casework.accounts import passwords
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.bundles.bundles import bundles
from casepwa.casework.notes import note_checks, note_versions, signatures
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.casework.rules import rule_shapes
from casepwa.casework.safety import alarm_desk
from casepwa.demo.loading import PASSWORD
from casepwa.models import (
    Account,
    AccountRole,
    Client,
    ContactNote,
    ContactNoteGoal,
    ContactNoteReview,
    ContactNoteVersion,
    CrisisPlanVersion,
    Family,
    GoalMark,
    Relationship,
    Rule,
    VisitClient,
    codes,
)
from tests.databases import KINDS
from tests.integration.demos import WEDNESDAY, account_id, actor, at_once, demo


@pytest.fixture(scope="module", params=KINDS)
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with demo(request.param, tmp_path_factory.mktemp("demo")) as session:
        yield session


def held_by(session: Session, key: str) -> set[object]:
    return set(caseload.clients_of(session, actor(session, key), at=WEDNESDAY))


def test_the_agency_has_the_people_that_were_promised(session: Session) -> None:
    roles = Counter(session.exec(select(AccountRole.role)))
    assert roles["administrator"] == 1
    assert roles["supervisor"] == 2
    assert roles["case_manager"] == 6
    assert roles["care_coordinator"] == 2
    assert roles["family"] >= 10
    assert len(session.exec(select(Family.id)).all()) == 40
    assert len(session.exec(select(Client.id)).all()) == 60


def test_maya_has_24_clients_and_shares_none_with_charlie(session: Session) -> None:
    mayas = held_by(session, "maya")
    assert len(mayas) == 24
    assert not mayas & held_by(session, "charlie")
    assert mayas & held_by(session, "priya")


def test_omar_supervises_maya_and_not_charlie(session: Session) -> None:
    accounts = {key: session.get_one(Account, account_id(key)) for key in ("maya", "omar", "charlie")}
    assert accounts["maya"].staff_team_id == accounts["omar"].staff_team_id
    assert accounts["maya"].staff_team_id != accounts["charlie"].staff_team_id


def test_rosa_is_the_parent_of_two_of_mayas_clients(session: Session) -> None:
    rosa = session.exec(select(Account).where(Account.email == "rosa@demo.test")).one()
    children = session.exec(
        select(Relationship.client_id).where(Relationship.family_member_id == rosa.family_member_id)
    ).all()
    assert len(children) == 2
    assert set(children) <= held_by(session, "maya")


def test_everybody_signs_in_with_the_demo_password(session: Session) -> None:
    hashes = set(session.exec(select(Account.password_hash)))
    assert len(hashes) == 1
    assert passwords.matches(PASSWORD, hashes.pop())


def test_every_version_of_a_note_still_says_what_was_signed(session: Session) -> None:
    goals: defaultdict[object, set] = defaultdict(set)
    for version_id, goal_id in session.exec(select(ContactNoteGoal.version_id, ContactNoteGoal.goal_id)):
        goals[version_id].add(goal_id)
    rows = session.exec(
        select(ContactNoteVersion, ContactNote.client_id).join(
            ContactNote, col(ContactNote.id) == ContactNoteVersion.note_id
        )
    ).all()
    assert len(rows) > 1200
    for version, client_id in rows:
        signed = note_versions.content_signed(version, client_id=client_id, goal_ids=goals[version.id])
        assert signatures.of(signed) == version.sha256


def test_notes_are_read_by_the_supervisor_of_their_author(session: Session) -> None:
    supervisor_of = {
        account_id(worker): account_id(supervisor)
        for supervisor, team in (
            ("omar", ("maya", "tom", "samira", "priya")),
            ("ingrid", ("charlie", "grace", "ben", "daniel")),
        )
        for worker in team
    }
    for review, author_id in session.exec(
        select(ContactNoteReview, ContactNote.author_id).join(
            ContactNote, col(ContactNote.id) == ContactNoteReview.note_id
        )
    ):
        assert review.reviewer_id == supervisor_of[author_id]
        assert review.reviewed_at < WEDNESDAY


def test_notes_of_every_status_are_there_and_two_came_back_to_maya(session: Session) -> None:
    statuses = Counter(session.exec(select(ContactNote.status)))
    assert set(statuses) == {"submitted", "returned", "approved"}
    returned = session.exec(select(ContactNote).where(ContactNote.status == "returned")).all()
    assert {note.author_id for note in returned} == {account_id("maya")}
    assert len(returned) == 2


def test_nobody_is_in_two_places_at_once(session: Session) -> None:
    assert list(at_once(session)) == []


def test_what_a_worker_writes_about_a_person_does_not_repeat_itself(session: Session) -> None:
    texts: defaultdict[object, list[str]] = defaultdict(list)
    for client_id, text in session.exec(
        select(ContactNote.client_id, ContactNoteVersion.text)
        .join(ContactNoteVersion, col(ContactNoteVersion.note_id) == ContactNote.id)
        .where(ContactNoteVersion.number == ContactNote.version)
        .order_by(col(ContactNoteVersion.started_at))
    ):
        texts[client_id].append(text)
    for written in texts.values():
        for text, following in itertools.pairwise(written):
            assert not note_checks.is_repeated(following, text)
        long = [text for text in written if len(text) > 120]
        assert len(set(long)) == len(long)


def test_no_sentence_was_left_unfinished(session: Session) -> None:
    for table in SQLModel.metadata.sorted_tables:
        words = [column for column in table.columns if isinstance(column.type, (String, JSON))]
        if not words:
            continue
        for row in session.connection().execute(table.select().with_only_columns(*words)):
            for value in row:
                assert not ({"{", "}"} & {letter for said in _sayings(value) for letter in said}), value
    assert inspect(session.get_bind())


def _sayings(value: object) -> Iterator[str]:
    """Every string in a column's value, lists and objects of strings included."""
    match value:
        case str():
            yield value
        case dict() | list():
            for one in value.values() if isinstance(value, dict) else value:
                yield from _sayings(one)
        case _:
            pass


def test_every_person_has_an_own_crisis_plan_that_says_something_in_each_section(session: Session) -> None:
    plans = session.exec(
        select(CrisisPlanVersion).where(CrisisPlanVersion.status == codes.PlanStatus.ACTIVE)
    ).all()
    assert len({plan.client_id for plan in plans}) == 60
    contents = [CrisisPlanContent.model_validate(plan.content) for plan in plans]
    assert len({content.model_dump_json() for content in contents}) == 60
    for content in contents:
        assert content.calls[0].is_mobile_crisis
        assert content.tell_them.how_to_communicate
        assert content.what_helps.own
        assert content.never_do
        assert {step.level for step in content.steps} == {"early", "rising", "crisis"}
        assert content.warning_signs
        assert content.triggers
        assert content.making_safer
        assert content.over_looks_like
        assert content.safe_places


def test_a_few_of_mayas_crisis_plans_are_overdue_for_review(session: Session) -> None:
    overdue = session.exec(
        select(CrisisPlanVersion.client_id).where(
            CrisisPlanVersion.status == codes.PlanStatus.ACTIVE,
            col(CrisisPlanVersion.review_due_on) < WEDNESDAY.date(),
        )
    ).all()
    assert 1 <= len(set(overdue) & held_by(session, "maya")) <= 4


def test_every_rule_has_a_value_of_its_shape(session: Session) -> None:
    rules = session.exec(select(Rule)).all()
    assert {rule.name for rule in rules} == set(codes.RuleName)
    for rule in rules:
        rule_shapes.SHAPES[codes.RuleName(rule.name)].model_validate(rule.value)


def test_goals_have_marks_of_every_level(session: Session) -> None:
    assert set(session.exec(select(GoalMark.level))) == set(codes.MarkLevel)


def test_an_alarm_waits_for_omar_unread(session: Session) -> None:
    alarms = alarm_desk.for_supervisor(session, actor=actor(session, "omar"))
    waiting = [alarm for alarm in alarms if alarm.settled_at is None]
    assert len(waiting) == 1
    assert not waiting[0].is_read_by_me
    assert waiting[0].concern is not None
    assert not alarm_desk.for_supervisor(session, actor=actor(session, "ingrid"))


def test_mayas_phone_shows_every_kind_of_thing_that_is_due(session: Session) -> None:
    viewer = viewers.viewer_of(session, actor(session, "maya"), at=WEDNESDAY)
    held = bundles(session, viewer).values()
    today = WEDNESDAY.date()
    assert any(b.contact_due.due_on and b.contact_due.due_on < today for b in held)
    assert any(s.due_on and s.due_on < today and not s.done_at for b in held for s in b.steps if s.is_mine)
    assert any(s.due_on == today and not s.done_at for b in held for s in b.steps)
    assert any(s.follow_up_due_on and s.follow_up_due_on <= today for b in held for s in b.services)
    assert any(n.return_comment for b in held for n in b.notes)
    assert any(b.header.pair_required for b in held)
    assert any(b.header.is_confidential and b.header.latitude is None for b in held)
    assert any(c.protective_order for b in held for c in b.contacts)
    assert any(a.is_severe for b in held for a in b.about.allergies)
    assert any(b.alerts for b in held)
    assert any(b.share_readers for b in held)
    assert all(b.crisis_plan and b.goals and b.team and b.notes and b.appointments for b in held)


def test_siblings_are_seen_together(session: Session) -> None:
    together = Counter(session.exec(select(VisitClient.visit_id)))
    assert sum(1 for count in together.values() if count == 2) > 50

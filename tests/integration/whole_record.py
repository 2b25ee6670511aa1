"""One client with something in every place that a bundle reads: Luis, as Maya's phone holds him."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from casepwa.models import (
    Alarm,
    AlarmReading,
    Allergy,
    Appointment,
    CoachingComment,
    CoachingReading,
    Consent,
    ContactNote,
    ContactNoteAmendment,
    ContactNoteComment,
    ContactNoteGoal,
    ContactNoteReview,
    ContactNoteVersion,
    GoalMark,
    GoalMarkAmendment,
    Medication,
    Organization,
    SafetyAlert,
    SafetyConcern,
    SafetyTimer,
    ServiceLink,
    SettingStay,
    SharedLine,
    VisitStamp,
    VisitWord,
    codes,
)
from tests import factories
from tests.cast import Cast
from tests.factories import made

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def note(session: Session, cast: Cast, **values: Any) -> ContactNote:
    """Maya's phone note about Luis of yesterday, submitted; ``status`` returned brings Omar's comment."""
    version = {
        "text": "Rosa says mornings are calmer.",
        "started_at": NOW - timedelta(days=1),
        **values.pop("version", {}),
    }
    row = made(session, ContactNote(client_id=cast.luis.id, author_id=cast.maya.id, units=1, **values))
    signed = made(
        session,
        ContactNoteVersion(
            **{
                "note_id": row.id,
                "number": row.version,
                "contacted": ["caregiver"],
                "contacted_names": ["Rosa"],
                "outcome": "reached",
                "contact_type": "phone",
                "ended_at": version["started_at"] + timedelta(minutes=10),
                "minutes": 10,
                "submitted_by_id": row.author_id,
                "recorded_at": NOW - timedelta(hours=20),
                "received_at": NOW - timedelta(hours=19),
                "sha256": "0" * 64,
                **version,
            }
        ),
    )
    if row.status == codes.NoteStatus.RETURNED:
        review = made(
            session,
            ContactNoteReview(
                note_id=row.id,
                version=row.version,
                decision="returned",
                comment="Which school?",
                reviewer_id=cast.omar.id,
                reviewed_at=NOW - timedelta(hours=3),
                sha256=signed.sha256,
            ),
        )
        said = {"starts": 10, "ends": 18, "quote": "mornings", "text": "Which school?"}
        made(session, ContactNoteComment(review_id=review.id, number=1, **said))
    return row


def _releases(session: Session, cast: Cast, clinic: Organization) -> None:
    """Luis signed that Ms Ito, the clinic of Dr. Bell, and a neighbour with an account may be told."""
    luis = cast.luis.id
    neighbour = factories.family_member(session, family_id=cast.delgados.id, given_name="Joe")
    tie = {"relation": "neighbour", "lives_with": False, "custody": "none"}
    factories.relationship(session, client_id=luis, family_member_id=neighbour.id, **tie)
    account = factories.account(
        session,
        organization_id=cast.organization.id,
        roles=(codes.Role.FAMILY,),
        name="Joe Brandt",
        email="joe@example.test",
        family_member_id=neighbour.id,
    )
    factories.team_member(
        session, client_id=luis, name="Dr. Bell", organization_id=clinic.id, role="therapist"
    )
    recipients: tuple[dict[str, Any], ...] = (
        {"recipient_name": "Ms Ito"},
        {"recipient_name": clinic.name},
        {"recipient_account_id": account.id},
    )
    for to in recipients:
        made(
            session,
            Consent(
                client_id=luis,
                scope=codes.ConsentScope.INFORMATION,
                information="How mornings go",
                purpose="One plan",
                signed_by_client_id=luis,
                signed_on=date(2026, 1, 1),
                expires_on=date(2028, 1, 1),
                recorded_by_id=cast.maya.id,
                **to,
            ),
        )


def write(session: Session, cast: Cast) -> None:
    """Everything, at ``NOW``: health, home, plans, visits, notes, team, what Maya's ``me`` bundle says."""
    luis, maya, omar = cast.luis, cast.maya, cast.omar
    luis.preferred_name, luis.pronouns, luis.phone = None, "he/him", "609-555-0110"
    luis.languages, luis.communication = ["es"], "Short sentences"
    luis.substance_use_summary = "never on a phone"
    session.add(luis)
    # nobody knows where the Okafors' house is on the map: it can become a confidential place
    cast.okafors.latitude = cast.okafors.longitude = None
    session.add(cast.okafors)
    rosa = session.get_one(type(cast.rosa_member), cast.rosa_member.id)
    rosa.language, rosa.best_hours, rosa.name_to_use, rosa.reach_note = "es", "after 5", "Rosa", "ask first"
    session.add(rosa)

    made(session, Medication(client_id=luis.id, name="Methylphenidate", dose="10 mg"))
    made(session, Allergy(client_id=luis.id, substance="Peanuts", is_severe=True))
    made(session, SafetyAlert(client_id=luis.id, kind="animal", title="Dog", detail="Tied in the yard"))
    made(session, SafetyAlert(family_id=cast.delgados.id, kind="neighborhood", title="Park on Elm Street"))
    made(
        session,
        SettingStay(
            client_id=luis.id,
            setting="residential",
            place_name="Oak House",
            address="3 Oak Road",
            latitude=40.1,
            longitude=-74.1,
            starts_on=date(2026, 2, 1),
        ),
    )
    made(
        session,
        SettingStay(client_id=cast.ana.id, setting="foster", address="9 Elm Row", starts_on=date(2026, 2, 1)),
    )
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=codes.RuleName.CONTACT_STANDARD,
        value={"caregiver": {"days": 30}},
    )
    factories.program(session, organization_id=cast.organization.id, name="Early intervention")
    factories.payer(session, organization_id=cast.organization.id, name="Private insurance")
    factories.crisis_plan(session, client_id=luis.id, author_id=cast.priya.id)
    scale = ["None", "One morning", "Five mornings", "Two weeks", "A month"]
    goal = factories.goal(session, client_id=luis.id, is_scaled=True, scale=scale)
    factories.goal(session, client_id=luis.id, words="I want a library card.")
    objective = factories.objective(session, goal_id=goal.id, measure="days", target="5")
    mark = made(
        session,
        GoalMark(
            client_id=luis.id,
            goal_id=goal.id,
            objective_id=objective.id,
            level="progress",
            line="Two calm days",
            marked_by_id=maya.id,
            happened_at=NOW - timedelta(days=2),
            recorded_at=NOW - timedelta(days=2),
        ),
    )
    made(
        session,
        GoalMarkAmendment(
            goal_mark_id=mark.id,
            kind="line",
            line="Three calm days",
            amended_by_id=maya.id,
            recorded_at=NOW - timedelta(days=1),
        ),
    )
    # not mended, so that its own line can be seen
    made(
        session,
        GoalMark(
            client_id=luis.id,
            goal_id=goal.id,
            level="no_change",
            line="A hard week",
            marked_by_id=cast.priya.id,
            happened_at=NOW - timedelta(days=9),
            recorded_at=NOW - timedelta(days=9),
        ),
    )
    factories.next_step(
        session,
        client_id=luis.id,
        added_by_id=maya.id,
        due_on=TODAY,
        why="He sleeps late",
        withdrawn_reason="Ready to be withdrawn, which needs a reason",
    )
    factories.next_step(
        session, client_id=luis.id, added_by_id=maya.id, owner_role=None, owner_account_id=maya.id
    )
    factories.next_step(
        session,
        client_id=luis.id,
        added_by_id=maya.id,
        owner_role=None,
        owner_family_member_id=cast.rosa_member.id,
        done_at=NOW - timedelta(days=1),
        done_by_id=maya.id,
    )
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=maya.id,
        client_ids=(luis.id, cast.ana.id),
        planned_start=NOW - timedelta(hours=2),
        planned_end=NOW - timedelta(hours=1),
        place_name="Home",
        latitude=None,
        longitude=None,
        going_with="Priya",
        status="checked_out",
    )
    for kind in codes.StampKind:
        made(
            session,
            VisitStamp(
                visit_id=visit.id,
                kind=kind,
                happened_at=NOW - timedelta(hours=2),
                recorded_at=NOW - timedelta(hours=2),
                received_at=NOW - timedelta(hours=2),
                method="place_type",
                place_type="home",
            ),
        )
    made(
        session,
        SafetyTimer(
            organization_id=cast.organization.id,
            visit_id=visit.id,
            worker_id=maya.id,
            started_at=NOW - timedelta(hours=2),
            due_at=NOW - timedelta(hours=1),
            supervisor_after_minutes=15,
            on_call_after_minutes=30,
        ),
    )
    made(session, VisitWord(account_id=maya.id, word_hash="-", duress_hash="-"))
    running = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.priya.id,
        client_ids=(luis.id,),
        planned_start=NOW - timedelta(minutes=20),
        planned_end=NOW + timedelta(minutes=40),
        status="checked_in",
    )
    made(
        session,
        VisitStamp(
            visit_id=running.id,
            kind="check_in",
            happened_at=NOW - timedelta(minutes=20),
            recorded_at=NOW - timedelta(minutes=20),
            received_at=NOW - timedelta(minutes=20),
            method="manual",
            reason="No signal",
            place_type="home",
        ),
    )
    made(session, Appointment(client_id=luis.id, title="Dentist", starts_at=NOW + timedelta(days=3)))
    clinic = made(session, Organization(name="Mercer Speech", kind="provider", phone="609-555-0170"))
    made(session, ServiceLink(client_id=luis.id, service="Speech therapy", organization_id=clinic.id))
    made(
        session,
        ServiceLink(
            client_id=luis.id,
            service="Bus pass",
            provider_name="NJ Transit",
            provider_phone="609-555-0171",
            referred_on=TODAY,
        ),
    )
    factories.team_member(
        session, client_id=luis.id, name="Ms Ito", phone="609-555-0172", role="teacher", duty="Reads with him"
    )
    factories.grant(session, account_id=cast.rosa.id, client_id=luis.id, granted_by_id=maya.id)
    _releases(session, cast, clinic)

    last = note(session, cast, visit_id=visit.id)
    version = session.exec(
        ContactNoteVersion.__table__.select().where(ContactNoteVersion.note_id == last.id)  # type: ignore[attr-defined]
    ).one()
    made(session, ContactNoteGoal(version_id=version.id, goal_id=goal.id))
    back = note(session, cast, status="returned", version={"started_at": NOW - timedelta(days=100)})
    plain = {"text": "He packed his own bag.", "written_by_id": maya.id, "recorded_at": NOW}
    made(session, SharedLine(note_id=back.id, client_id=luis.id, **plain))
    note(session, cast, version={"started_at": NOW - timedelta(days=120)})
    approved = note(session, cast, status="approved", version={"started_at": NOW - timedelta(days=3)})
    made(
        session,
        ContactNoteAmendment(
            note_id=approved.id,
            version=1,
            kind="addendum",
            text="He called again at four.",
            reason="It came after the note.",
            author_id=maya.id,
            recorded_at=NOW - timedelta(days=2),
            sha256="0" * 64,
        ),
    )
    said = {"version": 1, "worker_id": maya.id, "by_id": omar.id, "written_at": NOW - timedelta(days=1)}
    coached = [
        made(session, CoachingComment(note_id=approved.id, text=text, **said))
        for text in ("Well seen.", "Short.")
    ]
    made(session, CoachingReading(comment_id=coached[0].id, read_at=NOW, received_at=NOW))
    concern = made(
        session,
        SafetyConcern(
            client_id=luis.id,
            note_id=last.id,
            kind="child_abuse",
            what="A bruise",
            raised_by_id=maya.id,
            recorded_at=NOW,
        ),
    )
    alarm = made(
        session,
        Alarm(
            kind="safety_concern",
            concern_id=concern.id,
            raised_by_id=maya.id,
            recorded_at=NOW - timedelta(hours=1),
            received_at=NOW - timedelta(hours=1),
        ),
    )
    made(session, AlarmReading(alarm_id=alarm.id, account_id=omar.id, read_at=NOW - timedelta(minutes=30)))
    made(
        session,
        Alarm(
            kind="help",
            visit_id=visit.id,
            raised_by_id=maya.id,
            recorded_at=NOW - timedelta(hours=1),
            received_at=NOW - timedelta(hours=1),
        ),
    )
    factories.on_call_shift(
        session,
        staff_team_id=cast.north.id,
        account_id=cast.priya.id,
        starts_at=NOW - timedelta(hours=5),
        ends_at=NOW + timedelta(hours=5),
    )

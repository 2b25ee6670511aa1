"""What waits on Omar's first screen: a safety concern nobody has read, and a call for help, settled."""

from datetime import timedelta

from casepwa.demo import chance, notes
from casepwa.demo.agency import Agency
from casepwa.demo.notes import Draft
from casepwa.demo.people import Person
from casepwa.models import Alarm, AlarmReading, SafetyConcern
from casepwa.models.codes import AlarmKind, ConcernKind, ContactOutcome, ContactType, NoteStatus

_SEEN = "Four marks in a row on the upper arm, about two days old. {name} said: “I'm not supposed to say.”"
_NOTE = (
    "Met {name} at {school}, alone. {name} kept the sleeve down and then showed me marks on the upper arm, "
    "four in a row. Asked what happened, {name} said: “I'm not supposed to say.” I did not ask further. "
    "Told the counselor and stayed until {they} went back to class."
)


def raise_two(agency: Agency, about: Person) -> None:
    """``about``: a client of a worker in Omar's team, seen alone at school."""
    _concern(agency, about)
    _help(agency)


def _concern(agency: Agency, about: Person) -> None:
    now, rows, worker = agency.clock.now, agency.rows, about.worker
    ended = now - timedelta(minutes=40)  # the visit before it was over an hour ago (today.OVER)
    note_id = notes.submit(
        Draft(
            person=about,
            author=worker,
            contacted=["client"],
            names=[],
            outcome=ContactOutcome.SEEN_ALONE,
            contact_type=ContactType.FACE_TO_FACE,
            started_at=ended - timedelta(minutes=20),
            ended_at=ended,
            minutes=20,
            texts=[about.fill(_NOTE)],
            recorded_at=now - timedelta(minutes=35),
            place_type="school",
            purpose="crisis",
            role_taken="advocate",
            goal_ids=[aim.id for aim in about.aims[:1]],
        ),
        status=NoteStatus.SUBMITTED,
    )
    concern_id = rows.add(
        SafetyConcern,
        id=chance.made_id("concern", about.served.key, now.date(), at=now),
        client_id=about.id,
        note_id=note_id,
        kind=ConcernKind.CHILD_ABUSE,
        what=about.fill(_SEEN),
        called_whom="School counselor, told in person. Hotline not called yet.",
        raised_by_id=worker.id,
        recorded_at=now - timedelta(minutes=35),
        received_at=now - timedelta(minutes=34),
    )
    rows.add(
        Alarm,
        id=chance.made_id("alarm", about.served.key, now.date(), at=now),
        kind=AlarmKind.SAFETY_CONCERN,
        raised_by_id=worker.id,
        concern_id=concern_id,
        recorded_at=now - timedelta(minutes=35),
        received_at=now - timedelta(minutes=34),
    )


def _help(agency: Agency) -> None:
    omar, samira = agency.staff["omar"], agency.staff["samira"]
    raised = agency.clock.now - timedelta(days=8, hours=3)
    alarm_id = agency.rows.add(
        Alarm,
        id=chance.made_id("alarm", "help", raised.date(), at=raised),
        kind=AlarmKind.HELP,
        raised_by_id=samira.id,
        recorded_at=raised,
        received_at=raised + timedelta(seconds=3),
        settled_at=raised + timedelta(minutes=19),
        settled_by_id=omar.id,
        settled_how="Spoke with Samira by phone: a dog was at the gate. She is in her car and well.",
    )
    agency.rows.add(
        AlarmReading, alarm_id=alarm_id, account_id=omar.id, read_at=raised + timedelta(seconds=48)
    )

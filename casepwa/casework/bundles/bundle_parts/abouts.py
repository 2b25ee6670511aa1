"""Languages, school, health in short, and the program that serves them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.households import Person
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import About, AllergyFact, Medicine
from casepwa.models import Allergy, Coverage, Episode, Medication, Payer, Program


@dataclass(frozen=True, kw_only=True)
class Served:
    """The open episode that began last, and who pays for it today."""

    program_id: UUID
    program: str
    payer: str | None
    opened_on: date
    intensity_tier: int


def of(
    session: Session, viewer: Viewer, people: dict[UUID, Person], served: dict[UUID, Served]
) -> dict[UUID, About]:
    """``substance_use_summary`` is never here: it needs its own consent (42 CFR Part 2).

    For who is on call: only what "Tell them" of the crisis plan says (allergies, how to communicate).
    """
    medicines = _medicines(session, viewer)
    allergies = _allergies(session, viewer)
    found: dict[UUID, About] = {}
    for client_id, person in people.items():
        client = person.client
        is_whole = viewer.held[client_id].is_whole
        episode = served.get(client_id)
        found[client_id] = About(
            languages=client.languages,
            needs_interpreter=client.needs_interpreter,
            communication=client.communication,
            school=client.school if is_whole else None,
            school_grade=client.school_grade if is_whole else None,
            employer=client.employer if is_whole else None,
            diagnoses=client.diagnoses if is_whole else [],
            medical_summary=client.medical_summary if is_whole else None,
            mental_health_summary=client.mental_health_summary if is_whole else None,
            strengths=client.strengths if is_whole else [],
            medications=medicines.get(client_id, []),
            allergies=allergies.get(client_id, []),
            program=episode.program if episode else None,
            payer=episode.payer if episode else None,
            opened_on=episode.opened_on if episode else None,
            intensity_tier=episode.intensity_tier if episode else None,
        )
    return found


def served(session: Session, viewer: Viewer) -> dict[UUID, Served]:
    pays_today = and_(
        col(Coverage.episode_id) == Episode.id,
        col(Coverage.starts_on) <= viewer.today,
        or_(col(Coverage.ends_on).is_(None), col(Coverage.ends_on) >= viewer.today),
    )
    rows = session.exec(
        select(Episode, Program.name, Payer.name)
        .join(Program, col(Program.id) == Episode.program_id)
        .outerjoin(Coverage, pays_today)
        .outerjoin(Payer, col(Payer.id) == Coverage.payer_id)
        .where(col(Episode.client_id).in_(viewer.whole), col(Episode.closed_on).is_(None))
        .order_by(col(Episode.opened_on), col(Episode.id), col(Coverage.starts_on), col(Coverage.id))
    )
    return {
        episode.client_id: Served(
            program_id=episode.program_id,
            program=program,
            payer=payer,
            opened_on=episode.opened_on,
            intensity_tier=episode.intensity_tier,
        )
        for episode, program, payer in rows
    }


def _medicines(session: Session, viewer: Viewer) -> dict[UUID, list[Medicine]]:
    rows = session.exec(
        select(Medication)
        .where(
            col(Medication.client_id).in_(viewer.whole),
            or_(col(Medication.started_on).is_(None), col(Medication.started_on) <= viewer.today),
            or_(col(Medication.ended_on).is_(None), col(Medication.ended_on) > viewer.today),
        )
        .order_by(col(Medication.name), col(Medication.id))
    )
    found: dict[UUID, list[Medicine]] = {}
    for row in rows:
        line = Medicine(name=row.name, dose=row.dose, schedule=row.schedule, prescriber=row.prescriber)
        found.setdefault(row.client_id, []).append(line)
    return found


def _allergies(session: Session, viewer: Viewer) -> dict[UUID, list[AllergyFact]]:
    rows = session.exec(
        select(Allergy)
        .where(col(Allergy.client_id).in_(viewer.wanted))
        .order_by(col(Allergy.is_severe).desc(), col(Allergy.substance), col(Allergy.id))
    )
    found: dict[UUID, list[AllergyFact]] = {}
    for row in rows:
        line = AllergyFact(
            substance=row.substance,
            reaction=row.reaction,
            what_to_do=row.what_to_do,
            is_severe=row.is_severe,
        )
        found.setdefault(row.client_id, []).append(line)
    return found

"""What the screen of a brief shows."""

from pydantic import BaseModel, ConfigDict

from casepwa.casework.bundles.bundle_shapes import CrisisPlan
from casepwa.casework.caseloads import client_briefs
from casepwa.casework.family.family_bundle_shapes import PART2_NOTICE
from casepwa.state.ids import iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Alert(Shown):
    title: str
    detail: str


class Call(Shown):
    label: str
    phone: str
    who: str


class Plan(Shown):
    """``version`` 0: no plan is in force."""

    version: int = 0
    author: str = ""
    review_on: str = ""
    calls: list[Call] = []
    helps: list[str] = []
    never: list[str] = []
    signs: list[str] = []


class Goal(Shown):
    id: str
    words: str
    due_on: str
    level: str
    marked_at: str


class Step(Shown):
    id: str
    what: str
    owner: str
    due_on: str
    needs_help: bool


class Visit(Shown):
    id: str
    starts_at: str
    worker: str
    place: str


class Note(Shown):
    id: str
    at: str
    author: str
    outcome: str
    text: str


class Brief(Shown):
    """``address`` is empty for a confidential place: it stands on the person's own screen only.

    ``part_2``: the notice of 42 CFR Part 2 where something here stands under that label, else empty.
    """

    id: str = ""
    name: str = ""
    birth_date: str = ""
    age: int = 0
    pronouns: str = ""
    program: str = ""
    lives_with: str = ""
    address: str = ""
    is_confidential: bool = False
    pair_required: bool = False
    due_on: str = ""
    is_overdue: bool = False
    made_at: str = ""
    pdf: str = ""
    from_worker: str = ""
    to_worker: str = ""
    moves_at: str = ""
    reason: str = ""
    is_moved: bool = False
    part_2: str = ""
    alerts: list[Alert] = []
    plan: Plan = Plan()
    steps: list[Step] = []
    goals: list[Goal] = []
    visits: list[Visit] = []
    notes: list[Note] = []


def brief_of(brief: client_briefs.Brief) -> Brief:
    header, due, moved = brief.header, brief.contact_due, brief.moved
    return Brief(
        id=str(brief.client_id),
        name=header.name,
        age=brief.age or 0,
        birth_date=header.birth_date.isoformat() if header.birth_date else "",
        pronouns=header.pronouns or "",
        program=brief.program or "",
        lives_with=", ".join(header.lives_with),
        address="" if header.is_confidential else header.address or "",
        is_confidential=header.is_confidential,
        pair_required=header.pair_required,
        due_on=due.due_on.isoformat() if due and due.due_on else "",
        is_overdue=brief.is_overdue,
        made_at=iso(brief.made_at),
        pdf=f"/api/v1/clients/{brief.client_id}/brief.pdf",
        from_worker=moved.from_worker if moved else "",
        to_worker=moved.to_worker if moved else "",
        moves_at=iso(moved.takes_effect_at) if moved else "",
        reason=moved.reason if moved else "",
        is_moved=bool(moved and moved.is_settled),
        part_2=PART2_NOTICE if brief.has_part_2 else "",
        alerts=[Alert(title=one.title, detail=one.detail or "") for one in brief.alerts],
        plan=_plan(brief.crisis_plan),
        steps=[
            Step(
                id=str(one.id),
                what=one.what,
                owner=one.owner,
                due_on=one.due_on.isoformat() if one.due_on else "",
                needs_help=one.needs_help_at is not None,
            )
            for one in brief.open_steps
        ],
        goals=[
            Goal(
                id=str(one.id),
                words=one.words,
                due_on=one.due_on.isoformat() if one.due_on else "",
                level=one.marks[-1].level if one.marks else "",
                marked_at=iso(one.marks[-1].happened_at) if one.marks else "",
            )
            for one in brief.goals
        ],
        visits=[
            Visit(id=str(one.id), starts_at=iso(one.planned_start), worker=one.worker, place=one.place_type)
            for one in brief.visits_ahead
        ],
        notes=[
            Note(
                id=str(one.id), at=iso(one.started_at), author=one.author, outcome=one.outcome, text=one.text
            )
            for one in brief.last_notes
        ],
    )


def _plan(plan: CrisisPlan | None) -> Plan:
    if plan is None:
        return Plan()
    content = plan.content
    helps = content.what_helps
    return Plan(
        version=plan.version,
        author=plan.author,
        review_on=plan.review_due_on.isoformat() if plan.review_due_on else "",
        calls=[Call(label=one.label, phone=one.phone, who=one.who or "") for one in content.calls],
        helps=[*helps.own, *helps.people_and_places, *helps.family_and_friends],
        never=content.never_do,
        signs=content.warning_signs,
    )

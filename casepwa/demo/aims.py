"""Goals in the person's words, their objectives, and how each one goes over the months."""

from datetime import date, timedelta

from casepwa.demo import chance, clock
from casepwa.demo.agency import Agency
from casepwa.demo.people import Aim, Person
from casepwa.models import Goal, Objective
from casepwa.models.codes import Achievement, Lifecycle

_COURSES = ("up", "up", "up", "steady", "steady", "down")
_ACHIEVEMENT = {
    "up": Achievement.IMPROVING,
    "steady": Achievement.IN_PROGRESS,
    "down": Achievement.WORSENING,
    "met": Achievement.ACHIEVED,
}


def agree(agency: Agency, person: Person) -> None:
    """Two or three goals: two being worked on, a third met, proposed, or also being worked on."""
    source = person.chance("goals")
    described = person.served.bank["goals"]
    order = list(range(len(described)))
    if person.served.key.split("/")[0] != "Delgado":
        source.shuffle(order)
    third = source.choice((Lifecycle.ACTIVE, Lifecycle.PROPOSED, Lifecycle.COMPLETED, None))
    for place, index in enumerate(order):
        lifecycle = third if place == 2 else Lifecycle.ACTIVE
        if lifecycle is not None:
            _goal(agency, person, index, place, lifecycle)


def _goal(agency: Agency, person: Person, index: int, place: int, lifecycle: Lifecycle) -> None:
    described, source = person.served.bank["goals"][index], person.chance("goal", index)
    starts_on = person.opened_on + timedelta(days=21 + 14 * place)
    goal_id = chance.made_id("goal", person.served.key, index, at=clock.at(person.opened_on, 12))
    course = "met" if lifecycle is Lifecycle.COMPLETED else source.choice(_COURSES)
    achievement = _ACHIEVEMENT[course]
    agency.rows.add(
        Goal,
        id=goal_id,
        client_id=person.id,
        words=person.fill(described["words"]),
        speaker=person.fill(described.get("speaker", "{name}")),
        life_domain=described["domain"].replace(" ", "_"),
        measure=described["measure"],
        target=described["target"],
        due_on=agency.clock.day(source.randint(20, 150)),
        owner=person.fill("{name} and {cg}"),
        strength=person.fill(described["strength"]),
        lifecycle=lifecycle,
        achievement=Achievement.IN_PROGRESS if lifecycle is Lifecycle.PROPOSED else achievement,
        **_scaled(source.random() < 0.15, described["target"]),
        position=place,
        created_at=clock.at(starts_on, 15),
    )
    objective_ids = tuple(
        agency.rows.add(
            Objective,
            id=chance.made_id("objective", person.served.key, index, number),
            goal_id=goal_id,
            what=person.fill(what),
            due_on=agency.clock.day(source.randint(10, 90)),
            lifecycle=Lifecycle.COMPLETED if lifecycle is Lifecycle.COMPLETED else Lifecycle.ACTIVE,
            position=number,
        )
        for number, what in enumerate(described["objectives"])
    )
    if lifecycle is not Lifecycle.PROPOSED:
        person.aims.append(
            Aim(
                id=goal_id,
                place=index,
                words=person.fill(described["words"]),
                objective_ids=objective_ids,
                course=course,
                starts_on=starts_on,
            )
        )


def _scaled(is_scaled: bool, target: str) -> dict[str, object]:
    """Goal Attainment Scaling: what each level looks like, one below the target at the start."""
    if not is_scaled:
        return {}
    scale = [
        "Harder than at the start",
        "As at the start",
        target,
        f"{target}, for two months",
        "A matter of course",
    ]
    return {"is_scaled": True, "scale": scale, "scale_baseline": -1}


def level(person: Person, aim: Aim, on: date) -> str:
    """How the goal stood that day: ``slipped``, ``no_change``, ``progress`` or ``met``."""
    source = person.chance("mark", aim.place, on)
    along = (on - aim.starts_on).days / max(1, (person.agency.clock.today - aim.starts_on).days)
    if aim.course == "met":
        return "met" if along > 0.85 else source.choices(("no_change", "progress"), (2, 3))[0]
    weights = {
        "up": (3 - 2.4 * along, 3 - 1.5 * along, 1 + 4 * along),
        "steady": (1, 2.5, 2),
        "down": (0.6 + 2.2 * along, 2, 3 - 2.2 * along),
    }[aim.course]
    return source.choices(("slipped", "no_change", "progress"), weights)[0]

"""A whole record with a word of its own in every text, shared with separated parents, and not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session, select

from casepwa.models import ContentLabel, KeptPrivate
from casepwa.models.codes import Custody, Role, SharedKind
from tests import factories
from tests.cast import person, play
from tests.factories import made
from tests.integration import secret_words, whole_record
from tests.integration.secret_sharing import World, share_with
from tests.integration.secret_words import planting

CONTENT = {
    "calls": [{"label": "Mobile crisis", "phone": "609-555-0199", "who": "anyone"}],
    "tell_them": {"how_to_communicate": "Low voice", "weapons": "None", "ask_for": "A trained officer"},
    "what_helps": {"own": ["Stairs"], "people_and_places": ["Yard"], "family_and_friends": ["Inés"]},
    "never_do": ["Do not block the door"],
    "steps": [{"level": "early", "what": "Ask", "who": "Rosa", "phone": "609-555-0110"}],
    "warning_signs": ["Hood up"],
    "triggers": ["Noise"],
    "making_safer": ["Drawer locked"],
    "over_looks_like": "Talks again",
    "medications": ["Methylphenidate"],
    "safe_places": [{"name": "Aunt", "address": "9 Hill Road", "phone": "609-555-0111"}],
}


@contextmanager
def planted_world(site: Session) -> Iterator[World]:
    """Everything that a record can hold, twice: shared with a parent, and not."""
    with planting() as ground:
        cast = play(site)
        whole_record.write(site, cast)
        father = factories.family_member(site, family_id=cast.delgados.id, given_name="Hector")
        factories.relationship(
            site, client_id=cast.luis.id, family_member_id=father.id, custody=Custody.JOINT, relation="father"
        )
        hector = person(
            site,
            organization=cast.organization,
            name="Hector Delgado",
            title="Parent",
            roles=(Role.FAMILY,),
            family_member_id=father.id,
        )
        uncle = factories.family_member(site, family_id=cast.delgados.id, given_name="Jorge")
        factories.relationship(
            site, client_id=cast.luis.id, family_member_id=uncle.id, protective_order="Stays away"
        )
        world = World(cast, ground, site, hector, set(), set())
        for who, may_see in ((cast.rosa, world.for_rosa), (hector, world.for_hector)):
            share_with(world, who, may_see)
        keep_back(world)
        site.commit()
        yield world


def keep_back(world: World) -> None:
    """What nobody of the family may see although a grant names it; the crisis plan is Rosa's alone."""
    site, cast = world.session, world.cast
    luis = cast.luis
    for plan in site.exec(select(secret_words.casepwa.models.CrisisPlanVersion)):
        site.delete(plan)
    site.flush()
    plan = factories.crisis_plan(site, client_id=luis.id, author_id=cast.priya.id, content=CONTENT)
    factories.grant(
        site,
        account_id=cast.rosa.id,
        client_id=luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    world.for_rosa.add(("crisis_plan_version", plan.id))
    allergies = site.exec(select(secret_words.casepwa.models.Allergy)).all()
    world.for_rosa |= {("allergy", row.id) for row in allergies}
    for table in (KeptPrivate, ContentLabel):
        goal = factories.goal(site, client_id=luis.id)
        step = factories.next_step(site, client_id=luis.id, added_by_id=cast.maya.id, goal_id=goal.id)
        by: dict[str, Any] = {"marked_by_id" if table is KeptPrivate else "labelled_by_id": cast.maya.id}
        made(site, table(client_id=luis.id, kind=SharedKind.GOAL, item_id=goal.id, **by))
        for who in (cast.rosa, world.hector):
            for kind, row in ((SharedKind.GOAL, goal), (SharedKind.NEXT_STEP, step)):
                factories.grant(
                    site,
                    account_id=who.id,
                    client_id=luis.id,
                    granted_by_id=cast.maya.id,
                    kind=kind,
                    item_id=row.id,
                )
    factories.goal(site, client_id=cast.ana.id)
    factories.next_step(site, client_id=cast.ana.id, added_by_id=cast.maya.id)

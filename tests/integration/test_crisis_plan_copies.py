"""The crisis plan on paper for the family: for whom, under which consent, and with whose numbers."""

from io import BytesIO
from typing import Any
from uuid import UUID

from pypdf import PdfReader
from sqlmodel import Session, select

from casepwa.casework.plans import crisis_plan_copies
from casepwa.models import Account, AuditEvent, ContentLabel, KeptPrivate, Relationship
from casepwa.models.codes import ConsentScope, Custody, SharedKind, Surface
from casepwa.papers.paper import PART_2_NOTICE
from tests import factories
from tests.cast import Cast, Person, play
from tests.integration.shared_with_family import consent, hector, share
from tests.integration.signed_in import signed_in

PLAN: dict[str, Any] = {
    "calls": [
        {"label": "Mobile crisis team", "phone": "609-555-0199", "is_mobile_crisis": True},
        {"label": "Rosa", "phone": "609-555-0101"},
        {"label": "Uncle Jorge", "phone": "617.555.0142 24/7"},
    ],
    "what_helps": {"family_and_friends": ["Jorge, 617-555-0142 (7-9 pm)"]},
    "never_do": ["Do not count his drinks"],
    "steps": [{"level": "early", "what": "Sit on the stairs", "who": "Jorge", "phone": "617-555-0142"}],
}


def planned(site: Session) -> Cast:
    """Luis has a plan in force that names his mother's and his uncle's numbers."""
    cast = play(site)
    cast.rosa_member.phone = "609-555-0101"
    site.add(cast.rosa_member)
    factories.family_member(site, family_id=cast.delgados.id, given_name="Jorge", phone="(617) 555-0142")
    factories.crisis_plan(site, client_id=cast.luis.id, author_id=cast.priya.id, content=PLAN)
    site.commit()
    return cast


def label(site: Session, cast: Cast, kind: SharedKind = SharedKind.CRISIS_PLAN) -> None:
    factories.made(site, ContentLabel(client_id=cast.luis.id, kind=kind, labelled_by_id=cast.maya.id))


def printed(site: Session, cast: Cast, reader: UUID | Person | None = None) -> str:
    """The paper's text, or the id of why there is none."""
    site.commit()
    browser = signed_in(site, cast.maya.account, surface=Surface.DESK)
    whom = reader.id if isinstance(reader, Person) else reader
    answer = browser.get(
        f"/api/v1/clients/{cast.luis.id}/crisis-plan.pdf", params={"reader": str(whom)} if whom else {}
    )
    if answer.status_code != 200:
        assert answer.status_code == 422
        return str(answer.json()["error"]["id"])
    (page,) = PdfReader(BytesIO(answer.content)).pages
    return page.extract_text()


def test_a_copy_for_nobody_by_name_holds_no_relatives_number(site: Session) -> None:
    cast = planned(site)
    text = printed(site, cast)
    assert "609-555-0199" in text
    assert "Sit on the stairs" in text
    assert "0142" not in text
    assert "0101" not in text
    assert PART_2_NOTICE not in text


def test_a_copy_for_a_reader_says_so_and_holds_their_own_number_alone(site: Session) -> None:
    cast = planned(site)
    share(site, cast, SharedKind.CRISIS_PLAN)
    text = printed(site, cast, cast.rosa)
    assert "For Rosa Delgado" in text
    assert "609-555-0101" in text
    assert "0142" not in text
    (event,) = site.exec(select(AuditEvent).where(AuditEvent.subject_kind == "paper")).all()
    assert event.ids["reader"] == str(cast.rosa.id)


def test_a_plan_under_the_label_is_printed_for_whom_a_consent_names_with_the_notice(site: Session) -> None:
    cast = planned(site)
    share(site, cast, SharedKind.CRISIS_PLAN)
    label(site, cast)
    assert printed(site, cast) == "copy_needs_a_reader"
    assert printed(site, cast, cast.rosa) == "copy_not_for_this_reader"
    consent(site, cast, recipient_account_id=cast.rosa.id)  # of another scope
    assert printed(site, cast, cast.rosa) == "copy_not_for_this_reader"
    consent(
        site,
        cast,
        recipient_account_id=cast.rosa.id,
        scope=ConsentScope.SUBSTANCE_USE,
        information="The crisis plan",
        purpose="A safe night",
    )
    text = printed(site, cast, cast.rosa)
    for words in (PART_2_NOTICE, "The crisis plan", "A safe night", "Do not count his drinks"):
        assert words in text
    assert printed(site, cast) == "copy_needs_a_reader", "her consent is nobody else's"
    assert len(site.exec(select(AuditEvent).where(AuditEvent.subject_kind == "paper")).all()) == 1


def test_a_plan_that_was_kept_private_is_not_printed_for_the_family(site: Session) -> None:
    cast = planned(site)
    share(site, cast, SharedKind.CRISIS_PLAN)
    factories.made(
        site, KeptPrivate(client_id=cast.luis.id, kind=SharedKind.CRISIS_PLAN, marked_by_id=cast.maya.id)
    )
    assert printed(site, cast) == "copy_needs_a_reader"
    assert printed(site, cast, cast.rosa) == "copy_not_for_this_reader"


def test_nobody_is_printed_for_with_whom_the_plan_is_not_shared_today(site: Session) -> None:
    cast = planned(site)
    father = hector(site, cast, custody=Custody.JOINT)
    for one in (cast.rosa, father, cast.maya, UUID(int=7)):
        assert printed(site, cast, one) == "copy_not_for_this_reader"
    share(site, cast, SharedKind.CRISIS_PLAN)
    share(site, cast, SharedKind.CRISIS_PLAN, to=father)
    related = site.exec(
        select(Relationship).where(Relationship.family_member_id == father.account.family_member_id)
    ).one()
    related.protective_order = "Stays away"
    suspended = site.get_one(Account, cast.rosa.id)
    suspended.suspended_at = factories.MONDAY
    for one in (cast.rosa, father):
        assert printed(site, cast, one) == "copy_not_for_this_reader"


def test_the_editor_offers_a_copy_for_each_reader_and_one_for_nobody_by_name(
    session: Session, cast: Cast
) -> None:
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, content=PLAN)

    def offered() -> tuple[list[str], bool]:
        found = crisis_plan_copies.offered(session, actor=cast.priya.actor, client_id=cast.luis.id)
        return [one.name for one in found.readers], found.is_for_readers_only

    assert offered() == ([], False)
    share(session, cast, SharedKind.CRISIS_PLAN)
    assert offered() == (["Rosa Delgado"], False)
    label(session, cast)
    assert offered() == ([], True)
    consent(session, cast, recipient_account_id=cast.rosa.id, scope=ConsentScope.SUBSTANCE_USE)
    assert offered() == (["Rosa Delgado"], True)

"""Rules as an administrator keeps them: a version from a day on, and what has begun is not changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.rules import rule_versions, rules
from casepwa.casework.rules.rule_shapes import ContactStandard, LateNote
from casepwa.casework.rules.rule_versions import Whose
from casepwa.models import AuditEvent, Rule
from casepwa.models.codes import RuleName
from casepwa.state import rule
from tests import factories
from tests.cast import Cast, play
from tests.factories import MONDAY

TODAY = date(2026, 3, 2)


def add(session: Session, cast: Cast, hours: int, on: date, whose: Whose = Whose()) -> Rule:  # noqa: B008
    value = LateNote(hours=hours)
    return rule_versions.add(
        session, actor=cast.alma.actor, value=value, whose=whose, starts_on=on, at=MONDAY
    )


def late_note(session: Session, cast: Cast) -> rule_versions.Ruling:
    found = rule_versions.of_agency(session, actor=cast.alma.actor)
    return next(one for one in found if one.name == RuleName.LATE_NOTE)


def in_force(session: Session, cast: Cast, on: date) -> int:
    return rules.book(session, organization_id=cast.organization.id).value(LateNote, on=on).hours


def test_a_version_holds_from_its_day_and_the_one_before_until_then(session: Session, cast: Cast) -> None:
    add(session, cast, 24, TODAY)
    add(session, cast, 72, TODAY + timedelta(days=10))
    assert [in_force(session, cast, TODAY + timedelta(days=n)) for n in (-1, 0, 9, 10)] == [48, 24, 24, 72]
    ruling = late_note(session, cast)
    assert [(one.standing(TODAY), one.last_day) for one in ruling.versions] == [
        ("ahead", None),
        ("now", TODAY + timedelta(days=9)),
    ]
    assert ruling.now(TODAY) == LateNote(hours=24)
    assert ruling.now(TODAY - timedelta(days=1)) == LateNote()


def test_who_added_it_and_when_stands_beside_it_and_in_the_trail(session: Session, cast: Cast) -> None:
    row = add(session, cast, 24, TODAY)
    (version,) = late_note(session, cast).versions
    assert (version.added_by, version.added_at) == ("Alma Frost", MONDAY)
    event = session.exec(select(AuditEvent)).one()
    assert (event.account_id, event.action, event.subject_id) == (cast.alma.id, "rule.change", row.id)
    assert event.ids == {"rule": "late_note", "starts_on": "2026-03-02", "is_taken_back": False}


def test_history_is_not_edited(session: Session, cast: Cast) -> None:
    begun = add(session, cast, 24, TODAY)
    ahead = add(session, cast, 72, TODAY + timedelta(days=1))
    with pytest.raises(Invalid) as past:
        add(session, cast, 1, TODAY - timedelta(days=1))
    assert past.value.message_id == "rule_day_past"
    with pytest.raises(Conflict) as taken:
        add(session, cast, 1, TODAY)
    assert taken.value.message_id == "rule_day_taken"
    with pytest.raises(Conflict) as over:
        rule_versions.take_back(session, actor=cast.alma.actor, rule_id=begun.id, at=MONDAY)
    assert over.value.message_id == "rule_has_begun"
    rule_versions.take_back(session, actor=cast.alma.actor, rule_id=ahead.id, at=MONDAY)
    assert [row.id for row in session.exec(select(Rule))] == [begun.id]
    with pytest.raises(Invalid) as far:
        add(session, cast, 1, date(9999, 12, 31))
    assert far.value.message_id == "rule_day_far"


def test_the_day_that_is_offered_leaves_time_to_take_a_slip_back(site: Session) -> None:
    cast = play(site)
    site.commit()
    offered = date.fromisoformat(rule._seen(cast.alma.actor, RuleName.LATE_NOTE).tomorrow)
    today = rule_versions.today(site, cast.alma.actor, datetime.now(UTC))
    assert offered == today + timedelta(days=1)
    row = rule_versions.add(
        site, actor=cast.alma.actor, value=LateNote(), whose=Whose(), starts_on=offered, at=datetime.now(UTC)
    )
    rule_versions.take_back(site, actor=cast.alma.actor, rule_id=row.id, at=datetime.now(UTC))


def test_a_payer_or_a_program_has_its_own_where_the_rule_asks_for_it(session: Session, cast: Cast) -> None:
    of_payer = Whose(payer_id=cast.payer.id)
    add(session, cast, 24, TODAY)
    add(session, cast, 12, TODAY, of_payer)
    book = rules.book(session, organization_id=cast.organization.id)
    assert book.value(LateNote, on=TODAY, payer_id=cast.payer.id).hours == 12
    with pytest.raises(Invalid) as refused:
        add(session, cast, 12, TODAY, Whose(program_id=cast.program.id))
    assert refused.value.message_id == "rule_not_for_these"
    standard = ContactStandard.model_validate({"caregiver": {"days": 30}})
    row = rule_versions.add(
        session,
        actor=cast.alma.actor,
        value=standard,
        whose=Whose(program_id=cast.program.id),
        starts_on=TODAY,
        at=MONDAY,
    )
    assert row.value == {"caregiver": {"times": 1, "days": 30, "each_month": False}}
    assert book.chosen(ContactStandard, on=TODAY) is None


def test_a_value_that_nothing_understands_is_shown_as_such(session: Session, cast: Cast) -> None:
    factories.rule(session, organization_id=cast.organization.id, name=RuleName.LATE_NOTE, value={"days": 2})
    (version,) = late_note(session, cast).versions
    assert version.value is None


def test_nobody_but_an_administrator_of_the_agency(session: Session, cast: Cast) -> None:
    row = add(session, cast, 24, TODAY + timedelta(days=3))
    for who in (cast.maya, cast.omar, cast.priya, cast.rosa, cast.charlie):
        with pytest.raises(Denied):
            rule_versions.of_agency(session, actor=who.actor)
        with pytest.raises(Denied):
            rule_versions.take_back(session, actor=who.actor, rule_id=row.id, at=MONDAY)
        with pytest.raises(Denied):
            rule_versions.add(
                session, actor=who.actor, value=LateNote(), whose=Whose(), starts_on=TODAY, at=MONDAY
            )
    bridge = factories.organization(session, name="Bridge")
    theirs = factories.rule(
        session,
        organization_id=bridge.id,
        name=RuleName.LATE_NOTE,
        value={"hours": 3},
        starts_on=date(2030, 1, 1),
    )
    payer = factories.payer(session, organization_id=bridge.id, name="Theirs")
    with pytest.raises(Denied):
        rule_versions.take_back(session, actor=cast.alma.actor, rule_id=theirs.id, at=MONDAY)
    with pytest.raises(Denied):
        add(session, cast, 12, TODAY, Whose(payer_id=payer.id))
    assert len(late_note(session, cast).versions) == 1

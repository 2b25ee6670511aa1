"""What a family's phone may record: their own steps, what they tell us, consents that are theirs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from casepwa.models import (
    Account,
    CommandReceipt,
    Consent,
    FamilyMessage,
    FamilyMessageAbout,
    FamilyMessageEvent,
    NextStep,
    SharingGrant,
    codes,
)
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Person, person
from tests.integration.phones import Agency, Json, command
from tests.integration.test_charlie import denials, written

NOW = datetime.now(UTC)


def share(agency: Agency, kind: codes.SharedKind, item: Any = None, *, to: Person | None = None) -> None:
    factories.grant(
        agency.session,
        account_id=(to or agency.cast.rosa).id,
        client_id=agency.cast.luis.id,
        granted_by_id=agency.cast.maya.id,
        kind=kind,
        item_id=getattr(item, "id", None),
    )
    agency.session.commit()


def step_of_rosa(agency: Agency) -> NextStep:
    """To do for Rosa, and shared with her."""
    step = factories.next_step(
        agency.session,
        client_id=agency.cast.luis.id,
        added_by_id=agency.cast.maya.id,
        owner_role=None,
        owner_family_member_id=agency.cast.rosa_member.id,
    )
    share(agency, codes.SharedKind.NEXT_STEP, step)
    return step


def consent_of_rosa(agency: Agency, **values: Any) -> Consent:
    given = {
        "client_id": agency.cast.luis.id,
        "scope": "information",
        "information": "How school goes",
        "purpose": "One plan for home and school",
        "recipient_name": "Lincoln School",
        "signed_by_member_id": agency.cast.rosa_member.id,
        "signed_on": NOW.date() - timedelta(days=9),
        "expires_on": NOW.date() + timedelta(days=90),
        "recorded_by_id": agency.cast.maya.id,
        **values,
    }
    row = factories.made(agency.session, Consent(**given))
    agency.session.commit()
    return row


def about_step(agency: Agency) -> Json:
    known = {"step_id": str(step_of_rosa(agency).id), "client_id": str(agency.cast.luis.id)}
    return {**known, "happened_at": NOW.isoformat()}


def message(agency: Agency, **values: Any) -> Json:
    share(agency, codes.SharedKind.CRISIS_PLAN)
    said = {"message_id": str(new_id()), "client_id": str(agency.cast.luis.id), "kind": "question"}
    return {**said, "text": "Can Ana come to the April meeting too?", "about_account_ids": [], **values}


def withdrawal(agency: Agency) -> Json:
    known = {"consent_id": str(consent_of_rosa(agency).id), "client_id": str(agency.cast.luis.id)}
    return {**known, "happened_at": NOW.isoformat()}


FAMILY_ATTEMPTS: dict[str, Callable[[Agency], Json]] = {
    "step.done": about_step,
    "step.help": about_step,
    "message.send": message,
    "consent.withdraw": withdrawal,
}


def sent(agency: Agency, kind: str, payload: Json) -> Json:
    return command(kind, payload, client_ids=(agency.cast.luis.id,))


def ngozi(agency: Agency) -> Person:
    """The mother of Ada and Ben, with a shared goal of Ada's: another family's account."""
    found = person(
        agency.session,
        organization=agency.cast.organization,
        name="Ngozi Okafor",
        title="Parent",
        roles=(codes.Role.FAMILY,),
        family_member_id=agency.cast.ngozi_member.id,
    )
    goal = factories.goal(agency.session, client_id=agency.cast.ada.id)
    factories.grant(
        agency.session,
        account_id=found.id,
        client_id=agency.cast.ada.id,
        granted_by_id=agency.cast.maya.id,
        kind=codes.SharedKind.GOAL,
        item_id=goal.id,
    )
    agency.session.commit()
    return found


@pytest.mark.parametrize("kind", FAMILY_ATTEMPTS)
def test_another_family_is_refused_what_rosa_may_record_and_leaves_a_denial(
    agency: Agency, kind: str
) -> None:
    cast, payload = agency.cast, FAMILY_ATTEMPTS[kind](agency)
    other = ngozi(agency)
    phone = agency.phone(other)
    before = written(agency)
    assert phone.verdicts(sent(agency, kind, payload)) == ["refused: not_allowed"]
    (denial,) = denials(agency)
    assert (denial.account_id, denial.client_id) == (other.id, cast.luis.id)
    as_ada = payload | {"client_id": str(cast.ada.id)}
    hidden = command(kind, as_ada, client_ids=(cast.ada.id,))
    if kind != "message.send":
        assert phone.verdicts(hidden) == ["refused: not_allowed"]
    assert written(agency) == before
    assert agency.phone(cast.rosa).verdicts(sent(agency, kind, payload)) == ["applied"]
    assert written(agency) != before


@pytest.mark.parametrize("kind", ["step.help", "message.send", "consent.withdraw"])
def test_staff_do_not_speak_for_a_family(agency: Agency, kind: str) -> None:
    payload = FAMILY_ATTEMPTS[kind](agency)
    for one in (agency.cast.maya, agency.cast.priya):
        assert agency.phone(one).verdicts(sent(agency, kind, payload)) == ["refused: not_allowed"]
    assert {one.action for one in denials(agency)} == {{"step.help": "next_step.ask_help"}.get(kind, kind)}


def test_a_family_records_nothing_of_the_staffs(agency: Agency) -> None:
    from tests.integration.test_charlie import ATTEMPTS

    share(agency, codes.SharedKind.CRISIS_PLAN)
    phone = agency.phone(agency.cast.rosa)
    for kind in ATTEMPTS.keys() - {"step.done"}:
        attempt = sent(
            agency,
            kind,
            ATTEMPTS[kind](agency).model_dump(mode="json")
            if hasattr(ATTEMPTS[kind], "model_dump")
            else _plain(ATTEMPTS[kind](agency)),
        )
        assert phone.verdicts(attempt) == ["refused: not_allowed"], kind
    assert len(denials(agency)) == len(ATTEMPTS) - 1


def _plain(payload: Any) -> Json:
    return payload if isinstance(payload, dict) else payload.model_dump(mode="json")


# -- bundles over sync --------------------------------------------------------------------------------


def test_rosas_phone_gets_a_familys_shape_and_learns_of_what_is_taken_back(agency: Agency) -> None:
    cast = agency.cast
    phone = agency.phone(cast.rosa)
    first = phone.sync()
    assert (first["bundles"], first["removed"]) == ([], [])
    assert phone.me is not None
    assert phone.me["shape"] == "family"
    step = step_of_rosa(agency)
    phone.sync()
    bundle = phone.bundles[str(cast.luis.id)]
    assert bundle["shape"] == "family"
    assert [one["id"] for one in bundle["steps"]] == [str(step.id)]
    assert phone.sync()["bundles"] == [], "the tag says that nothing is new"
    (grant,) = agency.rows(SharingGrant)
    grant.revoked_at = NOW
    agency.change(grant)
    assert phone.sync()["removed"] == [str(cast.luis.id)]


def test_a_suspended_account_loses_everything_and_is_told_no_reason(agency: Agency) -> None:
    cast = agency.cast
    payload, phone = about_step(agency), agency.phone(cast.rosa)
    phone.sync()
    me_tag = phone.me_tag
    assert phone.bundles
    account = agency.session.get_one(Account, cast.rosa.id)
    account.suspended_at = NOW
    agency.change(account)
    late = sent(agency, "step.done", payload)
    answer = phone.sync(late)
    assert answer["removed"] == [str(cast.luis.id)]
    assert (answer["me_tag"], answer["me"]) == (me_tag, None), "nothing tells a suspension from no sharing"
    assert [one["error"] for one in answer["verdicts"]] == ["not_allowed"]
    assert agency.phone(cast.rosa).verdicts(late) == ["refused: not_allowed"], "no late right for a family"


# -- steps --------------------------------------------------------------------------------------------


def test_a_step_done_offline_is_done_for_the_staff_too(agency: Agency) -> None:
    cast, phone = agency.cast, agency.phone(agency.cast.rosa)
    payload = about_step(agency)
    done = sent(agency, "step.done", payload)
    assert phone.verdicts(done) == ["applied"]
    assert phone.verdicts(done) == ["applied"], "the same command again has the same answer"
    (step,) = agency.rows(NextStep)
    assert step.done_by_id == cast.rosa.id
    mayas = agency.phone(cast.maya)
    mayas.sync()
    (line,) = mayas.bundles[str(cast.luis.id)]["steps"]
    assert line["done_by"] == "Rosa Delgado"
    assert phone.bundles[str(cast.luis.id)]["steps"][0]["done_at"] is not None


@pytest.mark.parametrize("kind", ["step.done", "step.help"])
@pytest.mark.parametrize("whose", ["not shared", "not hers", "nobody's"])
def test_a_step_that_is_not_hers_to_do_is_refused_in_the_same_words(
    agency: Agency, kind: str, whose: str
) -> None:
    share(agency, codes.SharedKind.CRISIS_PLAN)
    step = factories.next_step(
        agency.session,
        client_id=agency.cast.luis.id,
        added_by_id=agency.cast.maya.id,
        **({"owner_family_member_id": agency.cast.rosa_member.id} if whose == "not shared" else {}),
    )
    agency.session.commit()
    if whose == "not hers":
        share(agency, codes.SharedKind.NEXT_STEP, step)
    step_id = new_id() if whose == "nobody's" else step.id
    payload = {"step_id": str(step_id), "client_id": str(agency.cast.luis.id), "happened_at": NOW.isoformat()}
    assert agency.phone(agency.cast.rosa).verdicts(sent(agency, kind, payload)) == ["refused: not_allowed"]
    assert len(denials(agency)) == 1


def test_help_asked_twice_stays_as_it_was_asked_first(agency: Agency) -> None:
    phone, payload = agency.phone(agency.cast.rosa), about_step(agency)
    later = payload | {"happened_at": (NOW + timedelta(hours=1)).isoformat()}
    assert phone.verdicts(sent(agency, "step.help", payload), sent(agency, "step.help", later)) == [
        "applied",
        "applied",
    ]
    (step,) = agency.rows(NextStep)
    assert step.needs_help_at == NOW


def test_help_with_a_step_no_longer_needed_is_refused_not_left_unheard(agency: Agency) -> None:
    phone, payload = agency.phone(agency.cast.rosa), about_step(agency)
    (step,) = agency.rows(NextStep)
    step.withdrawn_at, step.withdrawn_reason = NOW, "The school did it"
    agency.session.add(step)
    agency.session.commit()
    assert phone.verdicts(sent(agency, "step.help", payload)) == ["refused: step_not_needed"]
    assert agency.rows(NextStep)[0].needs_help_at is None


def test_a_step_is_shared_at_once_with_the_readers_that_its_writer_was_shown(agency: Agency) -> None:
    cast = agency.cast
    share(agency, codes.SharedKind.SHARED_LINE)
    stranger = ngozi(agency)
    payload = factories.step_add(
        client_id=cast.luis.id, reader_ids=[cast.rosa.id, stranger.id, cast.charlie.id]
    )
    assert agency.phone(cast.maya).verdicts(sent(agency, "step.add", payload.model_dump(mode="json"))) == [
        "applied"
    ]
    granted = [row for row in agency.rows(SharingGrant) if row.kind == "next_step"]
    assert [(row.account_id, row.item_id) for row in granted] == [(cast.rosa.id, payload.step_id)]
    phone = agency.phone(cast.rosa)
    phone.sync()
    assert [one["what"] for one in phone.bundles[str(cast.luis.id)]["steps"]] == [payload.what]


# -- messages -----------------------------------------------------------------------------------------


def test_a_complaint_is_kept_with_those_it_names_and_nothing_can_delete_it(agency: Agency) -> None:
    cast, phone = agency.cast, agency.phone(agency.cast.rosa)
    said = message(
        agency, kind="complaint", text="No one called back.", about_account_ids=[str(cast.maya.id)]
    )
    assert phone.verdicts(sent(agency, "message.send", said)) == ["applied"]
    (kept,) = agency.rows(FamilyMessage)
    (about,) = agency.rows(FamilyMessageAbout)
    assert (kept.text, about.account_id) == ("No one called back.", cast.maya.id)
    factories.made(
        agency.session, FamilyMessageEvent(message_id=kept.id, kind="acknowledged", by_id=cast.omar.id)
    )
    agency.session.commit()
    for row in (kept, about):
        found = agency.session.merge(row)
        agency.session.delete(found)
        with pytest.raises(DatabaseError):
            agency.session.flush()
        agency.session.rollback()
    phone.sync()
    bundle = phone.bundles[str(cast.luis.id)]
    (line,) = bundle["messages"]
    assert (line["about"], line["acknowledged_by"]) == (["Maya Brooks"], "Omar Haddad")
    assert line["resolved_at"] is None
    assert bundle["complaints_go_to"] == ["Omar Haddad"]
    assert {one["name"] for one in bundle["staff"]} == {"Maya Brooks", "Priya Raman", "Omar Haddad"}


def test_a_complaint_stays_visible_to_who_made_it_when_nothing_is_shared_any_more(agency: Agency) -> None:
    phone = agency.phone(agency.cast.rosa)
    phone.verdicts(sent(agency, "message.send", message(agency, kind="complaint")))
    (grant,) = agency.rows(SharingGrant)
    grant.revoked_at = NOW
    agency.change(grant)
    phone.sync()
    bundle = phone.bundles[str(agency.cast.luis.id)]
    assert (len(bundle["messages"]), bundle["crisis_plan"]) == (1, None)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"about_account_ids": [str(new_id())], "kind": "complaint"}, "refused: no_such_staff"),
        ({"text": "   "}, "refused: field_not_right"),
        ({"text": "x" * 4001}, "refused: field_not_right"),
        ({"kind": "threat"}, "refused: field_not_right"),
    ],
)
def test_a_message_that_is_not_right_is_refused_in_words(agency: Agency, change: Json, verdict: str) -> None:
    said = message(agency, **change)
    assert agency.phone(agency.cast.rosa).verdicts(sent(agency, "message.send", said)) == [verdict]
    assert agency.rows(FamilyMessage) == []


def test_a_family_account_is_no_staff_to_complain_about(agency: Agency) -> None:
    said = message(agency, kind="complaint", about_account_ids=[str(ngozi(agency).id)])
    verdicts = agency.phone(agency.cast.rosa).verdicts(sent(agency, "message.send", said))
    assert verdicts == ["refused: no_such_staff"]


# -- consents -----------------------------------------------------------------------------------------


def test_only_who_gave_a_consent_takes_it_back(agency: Agency) -> None:
    cast = agency.cast
    share(agency, codes.SharedKind.CRISIS_PLAN)
    own = consent_of_rosa(agency, signed_by_member_id=None, signed_by_client_id=cast.luis.id)
    payload = {"consent_id": str(own.id), "client_id": str(cast.luis.id), "happened_at": NOW.isoformat()}
    phone = agency.phone(cast.rosa)
    assert phone.verdicts(sent(agency, "consent.withdraw", payload)) == ["refused: not_allowed"]
    assert phone.bundles[str(cast.luis.id)]["consents"] == [], "a minor may own theirs"
    hers = consent_of_rosa(agency)
    taken = sent(agency, "consent.withdraw", payload | {"consent_id": str(hers.id)})
    assert phone.verdicts(taken) == ["applied"]
    (line,) = phone.bundles[str(cast.luis.id)]["consents"]
    assert (line["is_in_force"], line["withdrawn_at"] is None) == (False, False)
    assert {row.withdrawn_by_id for row in agency.rows(Consent)} == {None, cast.rosa.id}
    assert {row.verdict for row in agency.rows(CommandReceipt)} == {"applied", "refused"}

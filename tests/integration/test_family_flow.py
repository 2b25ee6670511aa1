"""How much a family may send in an hour: what is more waits on the phone, from one request or many."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from casepwa.casework.sync import flow
from casepwa.models import CommandReceipt, codes
from casepwa.models.columns import new_id
from tests.integration.phones import Agency, Json, Phone
from tests.integration.test_family_commands import sent, share


@pytest.fixture
def rosa(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Rosa, who may send three things in an hour."""
    monkeypatch.setattr(flow, "MOST_AN_HOUR", 3)
    share(agency, codes.SharedKind.CRISIS_PLAN)
    return agency.phone(agency.cast.rosa)


def thanks(agency: Agency, many: int) -> Iterator[Json]:
    said = {"client_id": str(agency.cast.luis.id), "kind": "thanks", "text": "Thank you!"}
    for _ in range(many):
        yield sent(agency, "message.send", said | {"message_id": str(new_id()), "about_account_ids": []})


def an_hour_passes(agency: Agency) -> None:
    for receipt in agency.session.exec(select(CommandReceipt)):
        receipt.received_at -= timedelta(hours=1)
    agency.session.commit()


def test_a_flood_waits_on_the_phone_and_loses_nothing(agency: Agency, rosa: Phone) -> None:
    *first, last = thanks(agency, 4)
    assert rosa.verdicts(*first) == ["applied"] * 3
    answer = rosa.post(last)
    assert (answer.status_code, answer.json()["error"]["id"]) == (429, "sent_a_lot")
    assert int(answer.headers["retry-after"]) > 0
    assert rosa.sync()["verdicts"] == []  # what there is to see comes all the same
    an_hour_passes(agency)
    assert rosa.verdicts(last) == ["applied"]


def test_what_is_too_much_within_one_request_waits_by_itself(agency: Agency, rosa: Phone) -> None:
    many = list(thanks(agency, 5))
    assert rosa.verdicts(*many) == ["applied"] * 3 + ["blocked: sent_a_lot"] * 2
    assert len(agency.rows(CommandReceipt)) == 3
    an_hour_passes(agency)
    assert rosa.verdicts(*many) == ["applied"] * 5, "none was refused, none counts twice"


def test_what_is_refused_counts_too(agency: Agency, rosa: Phone) -> None:
    nonsense = [sent(agency, "no.such_kind", {}) for _ in range(5)]
    assert rosa.verdicts(*nonsense) == ["refused: unknown_kind"] * 3 + ["blocked: sent_a_lot"] * 2


def test_many_requests_at_once_are_counted_together(
    agency: Agency, rosa: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "let_in", lambda *_, **__: None)  # each began before any was counted
    phones = [agency.phone(agency.cast.rosa) for _ in range(4)]
    many = [list(thanks(agency, 3)) for _ in phones]
    with ThreadPoolExecutor(len(phones)) as threads:
        heard = threads.map(lambda phone, said: phone.verdicts(*said), phones, many)
        verdicts = [verdict for each in heard for verdict in each]
    assert verdicts.count("applied") == len(agency.rows(CommandReceipt)) == 3
    assert verdicts.count("blocked: sent_a_lot") == 9


def test_staff_are_not_counted(agency: Agency, rosa: Phone) -> None:
    maya = agency.phone(agency.cast.maya)
    nonsense = [sent(agency, "no.such_kind", {}) for _ in range(5)]
    assert maya.verdicts(*nonsense) == ["refused: unknown_kind"] * 5

"""The administrator finds an account among hundreds, by the filters of the address."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from casepwa.models.codes import Role, Surface
from tests.cast import Cast, person, play
from tests.integration import sockets
from tests.integration.signed_in import signed_in

STATE = "casepwa___state___accounts____accounts_state"


@pytest.fixture
def admin(site: Session) -> Iterator[sockets.Tab]:
    """Alma's open screen; Inés of the south team coordinates care."""
    cast: Cast = play(site)
    person(
        site,
        organization=cast.organization,
        name="Inés Robles",
        title="Care coordinator",
        roles=(Role.CARE_COORDINATOR,),
        team=cast.south,
    )
    site.commit()
    browser = signed_in(site, cast.alma.account, surface=Surface.DESK)
    with sockets.running() as server, sockets.tab(server, browser) as page:
        page.hydrated()
        yield page


def found(page: sockets.Tab, address: str) -> list[str]:
    page.send(f"{STATE}.look", path=address)
    return [one["name"] for one in page.until("accounts")["accounts"]]


@pytest.mark.parametrize(
    "address",
    ["/admin?find=ines", "/admin?find=ROBLES%20in", "/admin?find=ines&role=care_coordinator"],
)
def test_an_account_is_found_without_capitals_accents_or_order(admin: sockets.Tab, address: str) -> None:
    assert found(admin, address) == ["Inés Robles"]


def test_a_role_hides_the_others_and_says_how_many(admin: sockets.Tab) -> None:
    everyone = found(admin, "/admin")
    admin.send(f"{STATE}.look", path="/admin?role=family")
    heard = admin.until("others")
    assert {one["name"] for one in heard["accounts"]} == {"Rosa Delgado"}
    assert heard["others"] == len(everyone) - 1
    admin.send(f"{STATE}.look", path="/admin?find=nobody%20at%20all")
    assert admin.until("status")["status"] == "empty"

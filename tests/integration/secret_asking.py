"""Everything that somebody can ask for: a sync, every route, every screen's websocket; what they hear."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlmodel import select
from starlette.testclient import TestClient

from casepwa.api.app import make_api
from casepwa.models import Consent, FamilyMessage, NextStep
from casepwa.models.codes import Surface
from casepwa.models.columns import new_id
from tests.cast import Person
from tests.integration import sockets
from tests.integration.authority import doors
from tests.integration.phones import command
from tests.integration.secret_sharing import World
from tests.integration.secret_words import FAMILY_MAY_SEE
from tests.integration.signed_in import signed_in


def heard(world: World, who: Person, *, surface: Surface = Surface.PHONE) -> str:
    """Every byte that ``who`` is sent who asks for everything, as text."""
    said: list[str] = []
    browser = signed_in(world.session, who.account, device=who.device, surface=surface)
    if who.device is not None:
        phone = world.phone(who)
        attempts = [command(kind, payload, client_ids=about) for kind, payload, about in hostile(world)]
        said += [phone.post(*attempts).text, phone.post().text]
    for route in doors.routes(make_api()):
        for path in paths(world, route.path):
            if (route.method, route.path) != ("DELETE", "/api/v1/session"):
                said.append(browser.request(route.method, path, json={}).text)
    said += ["\n".join(texts) for texts in over_the_socket(world, browser_of(world, who, surface))]
    return "\n".join(said)


def browser_of(world: World, who: Person, surface: Surface) -> TestClient:
    return signed_in(world.session, who.account, device=who.device, surface=surface)


def paths(world: World, route: str) -> list[str]:
    """The route's address about each record that it can be about."""
    cast = world.cast
    found = [
        route.format(client_id=client, account_id=account, device_id=new_id(), token="x" * 32)
        for client in (cast.luis.id, cast.ana.id)
        for account in (cast.rosa.id, world.hector.id)
    ]
    return [f"{path}?before=2027-01-01T00:00:00Z" for path in dict.fromkeys(found)]


def hostile(world: World) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """Commands about what is not theirs: the refusals must not say what they refuse."""
    luis, site = world.cast.luis.id, world.session
    at = datetime.now(UTC).isoformat()
    for step in site.exec(select(NextStep)):
        yield "step.done", {"step_id": str(step.id), "client_id": str(luis), "happened_at": at}, (luis,)
    for row in site.exec(select(Consent)):
        said = {"consent_id": str(row.id), "client_id": str(luis), "happened_at": at}
        yield "consent.withdraw", said, (luis,)
    for message in site.exec(select(FamilyMessage)):
        said = {"message_id": str(message.id), "client_id": str(luis), "kind": "question", "text": "again"}
        yield "message.send", said, (luis,)
    site.commit()


def over_the_socket(world: World, browser: TestClient) -> Iterator[list[str]]:
    """One open page: hydrated, then every handler of every screen asked about these records."""
    cast = world.cast
    form = {
        "client_id": str(cast.luis.id),
        "account_id": str(cast.rosa.id),
        "member_id": str(cast.rosa_member.id),
        "message_id": str(world.session.exec(select(FamilyMessage.id)).first()),
        "kind": "crisis_plan",
        "what": "look",
    }
    world.session.commit()
    with sockets.running() as server, sockets.tab(server, browser) as page:
        texts: list[str] = []
        receive = page._socket.receive_text

        def listened() -> str:
            texts.append(receive())
            return texts[-1]

        page._socket.receive_text = listened  # type: ignore[method-assign]
        page.hydrated()
        for handler in doors.handlers():
            if handler.name.endswith((".sign_out", ".end_sessions", ".follow")):
                continue
            payload = {name: form if name == "form" else str(cast.luis.id) for name in handler.takes}
            page.send(handler.name, path=f"/clients/{cast.luis.id}/sharing", **payload)
            page.hydrated()
        yield texts


def unallowed(world: World, said: str, may_see: set[tuple[str, Any]]) -> list[str]:
    """The columns of which a word was said that this reader may not see."""
    return sorted(
        {
            f"{column} of {row.id}"
            for column, row in world.ground.found(said).values()
            if column not in FAMILY_MAY_SEE or (row.table, row.id) not in may_see
        }
    )

"""A right that ends, ends on the screens that are open."""

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casepwa.models import SignInSession
from casepwa.models.codes import Surface
from tests.cast import Cast
from tests.integration import sockets
from tests.integration.authority.doors import called
from tests.integration.signed_in import signed_in


def test_a_locked_account_is_out_of_its_open_screens_at_once(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Omar's board is open while Alma locks him: his socket is closed."""
    lock = called("account_state.lock")
    looked = called("caseloads_state.look")
    omars = signed_in(site, stage.omar.account, surface=Surface.DESK)
    almas = signed_in(site, stage.alma.account, surface=Surface.DESK)
    with sockets.tab(server, omars) as board, sockets.tab(server, almas) as desk:
        board.ask("hydrate")
        assert "Maya" in str(board.ask_all(looked.name, path="/caseloads"))
        desk.ask("hydrate")
        assert "not_allowed" not in str(desk.ask_all(lock.name, account_id=str(stage.omar.id)))
        with pytest.raises(WebSocketDisconnect) as over:
            board.ask_all(looked.name, path="/caseloads")
    assert over.value.code == 4401
    assert omars.get("/api/v1/session").status_code == 401


def test_one_session_is_ended_on_its_open_screen_at_once_and_no_other(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Omar has two boards open; Alma ends one of them."""
    end = called("account_state.end_session")
    opened = called("account_state.look")
    looked = called("caseloads_state.look")
    first, second = (signed_in(site, stage.omar.account, surface=Surface.DESK) for _ in range(2))
    of_omar = select(SignInSession).where(SignInSession.account_id == stage.omar.id)
    ended = site.exec(of_omar.order_by(SignInSession.id)).first()  # type: ignore[arg-type]
    assert ended is not None
    almas = signed_in(site, stage.alma.account, surface=Surface.DESK)
    with (
        sockets.tab(server, first, token="one") as board,
        sockets.tab(server, second, token="two") as other,
        sockets.tab(server, almas) as desk,
    ):
        for page in (board, other, desk):
            page.ask("hydrate")
        desk.ask_all(opened.name, path=f"/admin/account?id={stage.omar.id}")
        assert "not_allowed" not in str(desk.ask_all(end.name, session_id=str(ended.id)))
        assert board.close_code() == 4401
        assert "Maya" in str(other.ask_all(looked.name, path="/caseloads"))

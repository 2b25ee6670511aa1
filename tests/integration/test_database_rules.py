"""Outside the demo nobody serves with a password that everybody knows."""

from sqlmodel import Session

from casepwa.casework.accounts.passwords import hash_password
from casepwa.demo import loading
from casepwa.runtime.database_rules import demo_sign_in
from tests.cast import Cast


def test_a_demo_account_with_the_demo_password_is_found(session: Session, cast: Cast) -> None:
    maya = cast.maya.account
    maya.email, maya.password_hash = "maya@demo.test", hash_password(loading.PASSWORD)
    session.add(maya)
    session.flush()
    assert demo_sign_in(session) == "maya@demo.test"


def test_a_demo_account_that_got_its_own_password_is_no_reason_to_stop(session: Session, cast: Cast) -> None:
    maya = cast.maya.account
    maya.email, maya.password_hash = "maya@demo.test", hash_password("a sentence only Maya knows")
    session.add(maya)
    session.flush()
    assert demo_sign_in(session) is None

"""What must be right in the database before CasePWA serves from it."""

from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from casepwa import migrations
from casepwa.casework.accounts import passwords
from casepwa.database import engine, unit_of_work
from casepwa.models import Account
from casepwa.runtime import database_faults
from casepwa.settings import DEMO_PASSWORD, Settings

DEMO_DOMAIN = "@demo.test"


def reasons_not_to_serve(chosen: Settings) -> Iterator[str]:
    """Every rule that the database breaks, as the sentence that stops the start."""
    try:
        migrations.require_current(engine())
        with unit_of_work(readonly=True) as session:
            known = None if chosen.demo else demo_sign_in(session)
    except migrations.NotCurrent as error:
        yield str(error)
        return
    except DBAPIError as error:
        sentence = database_faults.sentence(error)
        if sentence is None:
            raise
        yield sentence
        return
    if known:
        yield (
            f"{known} can sign in with the demo password, which everybody knows. Serve real people from a "
            "database of their own (CASEPWA_DATABASE_URL), or set CASEPWA_DEMO=1."
        )


def demo_sign_in(session: Session) -> str | None:
    """The address of a demo account that still has the demo password, if there is one.

    Nobody else can have it: it is on the list of common passwords. Checking takes 0.1 s an account.
    """
    demo_accounts = select(Account).where(col(Account.email).endswith(DEMO_DOMAIN)).order_by(Account.email)
    for account in session.exec(demo_accounts):
        if passwords.matches(DEMO_PASSWORD, account.password_hash):
            return account.email
    return None


def let_go_of_connections() -> None:
    """Close what this process has opened: no connection may be shared with the workers it forks."""
    if engine.cache_info().currsize:
        engine().dispose()

"""What a database says no to."""

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, SQLModel

from tests import factories


def refused(session: Session, row: SQLModel) -> str:
    """The database's reason for refusing ``row``. Fails when it takes it."""
    with pytest.raises(DatabaseError) as why, session.begin_nested():
        factories.made(session, row)
    return str(why.value.orig)

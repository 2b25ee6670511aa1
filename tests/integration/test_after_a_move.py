"""Nothing of a person reaches who lost them: a secret in every free word, sought byte by byte."""

from io import BytesIO
from typing import Any
from uuid import UUID

from pypdf import PdfReader
from sqlalchemy import JSON, CheckConstraint, Column, String, Table, case, select, text, update
from sqlmodel import Session, SQLModel

from casepwa import database
from casepwa.casework.caseloads import transfers
from casepwa.database import unit_of_work
from casepwa.models import codes
from casepwa.models.append_only import reversing_statements
from tests.cast import Person, person
from tests.integration import whole_record
from tests.integration.phones import Agency
from tests.integration.test_transfers import today

SECRET = "zq7secret"
BESIDE = {"contact_note_version": "note_id", "objective": "goal_id", "goal_mark_amendment": "goal_mark_id"}
"""Tables of a client's record that name the client through another one of it."""


def planted(session: Session, client_id: UUID) -> set[str]:
    """Put ``SECRET`` with its place into every free word about the client; the places."""
    tables = SQLModel.metadata.tables
    of_client = {name: table for name, table in tables.items() if "client_id" in table.c}
    dialect = database.engine().dialect.name
    places: set[str] = set()
    for name in [*of_client, *BESIDE]:
        table = tables[name]
        if name in of_client:
            mine = table.c.client_id == client_id
        else:
            parent = next(iter(table.c[BESIDE[name]].foreign_keys)).column.table
            mine = table.c[BESIDE[name]].in_(select(parent.c.id).where(parent.c.client_id == client_id))
        values = {
            column.name: _said(column, f"{SECRET}-{name}-{column.name}")
            for column in table.columns
            if _is_free(column, table)
        }
        if not values:
            continue
        if name == "consent":  # to somebody by name, or to an account
            values["recipient_name"] = case(
                (table.c.recipient_name.is_(None), None), else_=values["recipient_name"]
            )
        if table.info.get("append_only"):
            for statement in reversing_statements(dialect, name):
                session.connection().execute(text(statement))
        changed = session.connection().execute(update(table).where(mine).values(values))
        if changed.rowcount:
            places |= {f"{name}-{column}" for column in values}
    client = tables["client"]
    words = {c.name: _said(c, f"{SECRET}-client-{c.name}") for c in client.columns if _is_free(c, client)}
    session.connection().execute(update(client).where(client.c.id == client_id).values(words))
    session.commit()
    return places | {f"client-{name}" for name in words}


def _is_free(column: Column[Any], table: Table) -> bool:
    checked = " ".join(str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint))
    is_list = isinstance(column.type, JSON) and column.name not in ("content", "value", "ids", "params")
    is_word = (
        isinstance(getattr(column.type, "impl", column.type), String) and f"{column.name} IN (" not in checked
    )
    return (is_list or is_word) and not column.primary_key and not column.foreign_keys


def _said(column: Column[Any], words: str) -> Any:
    return [words] if isinstance(column.type, JSON) else words


def test_after_a_transfer_no_byte_of_the_record_reaches_the_old_worker(agency: Agency) -> None:
    cast, luis = agency.cast, agency.cast.luis.id
    tom: Person = person(
        agency.session,
        organization=cast.organization,
        name="Tom Adeyemi",
        title="Case manager",
        roles=(codes.Role.CASE_MANAGER,),
        team=agency.session.get_one(type(cast.north), cast.north.id),
    )
    whole_record.write(agency.session, cast)
    agency.session.commit()
    mayas = agency.phone(cast.maya)
    mayas.sync()
    asked = transfers.Asked(
        client_ids=(luis,), from_id=cast.maya.id, to_id=tom.id, on=today(), reason="Full load"
    )
    with unit_of_work() as session:
        transfers.arrange(session, actor=cast.omar.actor, asked=asked)
    places = planted(agency.session, luis)
    assert len(places) > 20

    toms = agency.phone(tom)
    heard = toms.post(have={}).text
    brief = toms.browser.get(f"/api/v1/clients/{luis}/brief.pdf")
    assert heard.count(SECRET) > 15, "the receiver reads them: they are planted where it counts"
    assert SECRET in PdfReader(BytesIO(brief.content)).pages[0].extract_text()

    for answer in (
        mayas.post(),
        mayas.post(have={}, have_me=None),
        mayas.browser.get(f"/api/v1/clients/{luis}/notes?before=2030-01-01T00:00:00Z"),
        mayas.browser.get(f"/api/v1/clients/{luis}/brief.pdf"),
        mayas.browser.get("/api/v1/session"),
    ):
        assert SECRET.encode() not in answer.content
        assert SECRET not in str(answer.headers)

"""The intake form, read: a person, a household, contacts and how to reach them; faults by name."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from casepwa.casework.caseload_import.caseload_cells import EARLIEST
from casepwa.casework.caseload_import.caseload_people import NewContact, NewPerson
from casepwa.casework.caseloads import intake
from casepwa.casework.caseloads.intake import Asked
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.models.codes import Custody, ReferralSource

CONTACTS = 6
CUSTODIES = tuple(one.value for one in Custody)
SOURCES = tuple(one.value for one in ReferralSource)
LONGEST = 2000
SHORTEST = 200
_FACTS = ("preferred_name", "pronouns", "phone", "communication", "school")
_OF_CONTACT = ("name", "relation", "phone", "language", "best_hours", "name_to_use", "note", "order")


def who(form: Mapping[str, Any]) -> tuple[str, str, date | None]:
    """Given name, family name and birth date, for the search. Raises ``Invalid('intake_day_not_read')``."""
    said = texts(form)
    return said.get("given_name", ""), said.get("family_name", ""), _day(said.get("birth_date", ""))


def draft(form: Mapping[str, Any]) -> str:
    """Whose draft this is: one for each name and birth date that was searched. Raises as ``who``."""
    given_name, family_name, birth_date = who(form)
    return f"intake:{given_name}:{family_name}:{birth_date or ''}".casefold()


def read(form: Mapping[str, Any]) -> Asked:
    """Everything that the form says.

    Raises ``Invalid``: ``intake_day_not_read``, ``intake_text_too_long``, ``intake_choose`` with ``part``, a
    code of the catalogue's ``intake_part`` group, ``intake_household_name_missing``,
    ``intake_contact_name_missing``, ``intake_look_first``; ``Denied`` for what is no id.
    """
    said = texts(form)
    given_name, family_name, birth_date = who(form)
    if not said.get("seen", "").isdecimal() or len(said["seen"]) > 6:
        raise Invalid("intake_look_first")
    for part in ("program", "case_manager", "referral_source"):
        if not said.get(part):
            raise Invalid("intake_choose", part=part)
    family = said.get("family", "")
    if not family and not said.get("household_name"):
        raise Invalid("intake_household_name_missing")
    opened_on = _day(said.get("opened_on", ""))
    if opened_on is None:
        raise Invalid("intake_choose", part="opened_on")
    source = said["referral_source"]
    if source not in set(ReferralSource):
        raise Invalid("intake_choose", part="referral_source")
    languages = [one.strip() for one in said.get("languages", "").split(",") if one.strip()]
    person = NewPerson(
        line=0,
        case_number="",
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        facts={
            **{name: said.get(name) or None for name in _FACTS},
            "languages": languages,
            "needs_interpreter": bool(form.get("needs_interpreter")),
        },
        allergies=(),
        medications=(),
        safety_alerts=(),
        household=intake.new_household(
            name=said.get("household_name") or None,
            family_name=family_name,
            **{name: said.get(name) or None for name in ("street", "city", "state", "postal_code", "county")},
            is_confidential=bool(form.get("is_confidential")),
        ),
        case_manager="",
        care_coordinator=None,
        program="",
        opened_on=opened_on,
        referral_source=source,
        payer=None,
        member_number=None,
        contacts=tuple(_contacts(form, said)),
        goals=(),
        visits=(),
        plan=None,
    )
    return Asked(
        person=person,
        family_id=_id(family) if family else None,
        program_id=_id(said["program"]),
        case_manager_id=_id(said["case_manager"]),
        care_coordinator_id=_id(said["care_coordinator"]) if said.get("care_coordinator") else None,
        seen=int(said["seen"]) if form.get("is_another") or said["seen"] == "0" else -1,
    )


def _contacts(form: Mapping[str, Any], said: Mapping[str, str]) -> list[NewContact]:
    found: list[NewContact] = []
    for n in range(CONTACTS):
        row = {part: said.get(f"contact.{n}.{part}", "") for part in _OF_CONTACT}
        if not any(row.values()):
            continue
        if not row["name"]:
            raise Invalid("intake_contact_name_missing")
        custody, orders = said.get(f"contact.{n}.custody", ""), said.get(f"contact.{n}.orders", "")

        def ticked(part: str, at: int = n) -> bool:
            return bool(form.get(f"contact.{at}.{part}"))

        contact = NewContact(
            at=f"contact.{n}.",
            name=row["name"],
            relation=row["relation"] or "contact",
            phone=row["phone"] or None,
            language=row["language"] or None,
            lives_with=ticked("lives_with"),
            natural_support=ticked("natural_support"),
            custody=custody if custody in set(Custody) else Custody.UNKNOWN,
            protective_order=row["order"] or None,
            emergency=ticked("emergency"),
            safe_to_call=ticked("safe_to_call"),
            safe_to_text=ticked("safe_to_text"),
            safe_to_leave_message=ticked("safe_to_leave_message"),
            best_hours=row["best_hours"] or None,
            name_to_use=row["name_to_use"] or None,
            note=row["note"] or None,
            orders_asked=orders == "asked",
        )
        found.append(contact)
    return found


def texts(form: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, by field, without space around it. Raises ``Invalid('intake_text_too_long')``."""
    said = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    for name, value in said.items():
        if len(value) > (LONGEST if name.endswith(("note", "order", "communication")) else SHORTEST):
            raise Invalid("intake_text_too_long")
    return said


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise Invalid("intake_day_not_read") from error
    if day < EARLIEST:
        raise Invalid("intake_day_not_read")
    return day


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError as error:
        raise Denied(Permission.INTAKE) from error

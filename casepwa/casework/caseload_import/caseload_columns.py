"""The columns of a caseload file: what each is called, what may stand in it, whether it is needed.

``docs/import.md`` shows this table; a test keeps the two in step.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Column:
    """``kind``: text, list, yes_no, day, time, number, phone, email, code. ``about``: one plain sentence."""

    name: str
    kind: str
    about: str
    is_needed: bool = False


def _c(name: str, kind: str, about: str, *, is_needed: bool = False) -> Column:
    return Column(name=name, kind=kind, about=about, is_needed=is_needed)


PERSON = (
    _c("case_number", "text", "Your own number of the person; never used twice.", is_needed=True),
    _c("given_name", "text", "First name, as in the papers.", is_needed=True),
    _c("family_name", "text", "Last name.", is_needed=True),
    _c("preferred_name", "text", "The name to use."),
    _c("pronouns", "text", "For example she/her."),
    _c("birth_date", "day", "Day of birth."),
    _c("phone", "phone", "The person's own number."),
    _c("languages", "list", "Spoken languages, the best first."),
    _c("needs_interpreter", "yes_no", "Whether an interpreter is needed."),
    _c("communication", "text", "How best to speak with the person."),
    _c("school", "text", "School or day program."),
    _c("school_grade", "text", "Grade."),
    _c("employer", "text", "Where the person works."),
    _c("diagnoses", "list", "Diagnoses."),
    _c("medical_summary", "text", "What a colleague must know about health."),
    _c("mental_health_summary", "text", "What a colleague must know about mental health."),
    _c("allergies", "list", "Each as: substance | reaction | what to do. Add “| severe” if it is."),
    _c("medications", "list", "Each as: name | dose | when."),
    _c("strengths", "list", "What the person is good at."),
    _c("safety_alerts", "list", "What a visitor must know before going in; each as: title | detail."),
    _c("pair_required", "yes_no", "Whether two workers must go together."),
)
FAMILY = (
    _c("family_key", "text", "The same word for everyone of one household. Empty: a household of one's own."),
    _c(
        "household_name",
        "text",
        "What the household is called. Empty in all rows: the first one's family name.",
    ),
    _c("street", "text", "Street, number, apartment."),
    _c("city", "text", "City."),
    _c("state", "text", "State."),
    _c("postal_code", "text", "Postal code."),
    _c("county", "text", "County."),
    _c("confidential_place", "yes_no", "A shelter, say: no coordinates and no map link are kept. Empty: no."),
    _c("latitude", "number", "Of the home, in degrees; lets a check-in say “at the place”."),
    _c("longitude", "number", "Of the home, in degrees."),
)
CARE = (
    _c("case_manager", "email", "The email of the case manager's account.", is_needed=True),
    _c("care_coordinator", "email", "The email of the care coordinator's account."),
    _c("program", "text", "The program that serves the person.", is_needed=True),
    _c("opened_on", "day", "When the episode began. Empty: today."),
    _c("referral_source", "code", "Who referred the person."),
    _c("payer", "text", "Who pays."),
    _c("member_number", "text", "The person's number with the payer."),
)
CONTACT = (
    _c("name", "text", "Name of a relative or natural support."),
    _c("relation", "text", "For example mother, friend, neighbor."),
    _c("phone", "phone", "Number; may be missing."),
    _c("language", "text", "Language."),
    _c("lives_with", "yes_no", "Whether they live with the person."),
    _c("natural_support", "yes_no", "A friend, neighbor, church: not family."),
    _c("custody", "code", "Legal custody."),
    _c("protective_order", "text", "The order, if one stands."),
    _c("emergency", "yes_no", "Whether to call them in an emergency."),
    _c("safe_to_call", "yes_no", "Empty: yes."),
    _c("safe_to_text", "yes_no", "Empty: yes."),
    _c("safe_to_leave_message", "yes_no", "Empty: no."),
    _c("best_hours", "text", "When to call."),
    _c("name_to_use", "text", "The name to ask for."),
    _c("note", "text", "Anything else to know before dialling."),
)
GOAL = (
    _c("words", "text", "The goal in the person's words."),
    _c("measure", "text", "What is counted."),
    _c("target", "text", "How many make it met."),
    _c("due_on", "day", "By when."),
    _c("owner", "text", "Whose it is."),
    _c("strength", "text", "What it builds on. All five filled make the goal active."),
    _c("objectives", "list", "Steps on the way."),
)
VISIT = (
    _c("date", "day", "Day of a planned visit, today or later, within the next three years."),
    _c("start", "time", "For example 14:30 or 2:30 PM."),
    _c("minutes", "number", "How long. Empty: 60."),
    _c("place", "code", "Empty: home."),
    _c("purpose", "code", "Empty: monitoring."),
)
CRISIS = (
    _c("crisis_calls", "list", "In the plan's order; each as: who | number. 988 and 911 are always there."),
    _c("crisis_mobile_team", "phone", "The mobile crisis team's number; comes first."),
    _c("crisis_communicate", "text", "How a dispatcher should speak with the person."),
    _c("crisis_weapons", "text", "Weapons in the home, and where."),
    _c("crisis_ask_for", "text", "What to ask a dispatcher for."),
    _c("crisis_dispatch", "phone", "The county dispatch number."),
    _c("crisis_helps_own", "list", "What the person does that helps."),
    _c("crisis_helps_places", "list", "People and places that distract."),
    _c("crisis_helps_people", "list", "Family and friends who help."),
    _c("crisis_never_do", "list", "What makes it worse."),
    _c("crisis_steps_early", "list", "Steps at the first signs; each as: what | who | number."),
    _c("crisis_steps_rising", "list", "Steps when it rises."),
    _c("crisis_steps_crisis", "list", "Steps in the crisis."),
    _c("crisis_warning_signs", "list", "Early signs."),
    _c("crisis_triggers", "list", "What sets it off."),
    _c("crisis_making_safer", "list", "What is locked away."),
    _c("crisis_over", "text", "What “over” looks like."),
    _c("crisis_medications", "list", "Medicines that helpers must know."),
    _c("crisis_safe_places", "list", "Each as: name | address | number."),
    _c("crisis_published_on", "day", "Since when the plan holds. Empty: today."),
    _c("crisis_published_by", "email", "Coordinator or supervisor. Empty: the case manager's supervisor."),
)
PLAIN = (*PERSON, *FAMILY, *CARE, *CRISIS)
REPEATED = {"contact": CONTACT, "goal": GOAL, "visit": VISIT}
"""Written with a number: ``contact_1_name``, ``contact_2_name``, ``goal_1_words`` and so on, up to 20."""

NEEDED = tuple(column.name for column in PLAIN if column.is_needed)
MOST_REPEATS = 20

_PLAIN_NAMES = frozenset(column.name for column in PLAIN)
_REPEATED_NAMES = {kind: frozenset(column.name for column in columns) for kind, columns in REPEATED.items()}
_NUMBERED = re.compile(r"(contact|goal|visit)_([1-9]\d?)_([a-z_]+)")
_WITH_ZEROS = re.compile(r"(contact|goal|visit)_0+([1-9].*)")


def is_known(name: str) -> bool:
    if name in _PLAIN_NAMES:
        return True
    numbered = _NUMBERED.fullmatch(name)
    return (
        numbered is not None
        and 1 <= int(numbered[2]) <= MOST_REPEATS
        and numbered[3] in _REPEATED_NAMES[numbered[1]]
    )


def meant_by(name: str) -> str | None:
    """The known column that ``name`` looks like a slip of, if there is one."""
    name = _WITH_ZEROS.sub(r"\1_\2", name)
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        near = difflib.get_close_matches(numbered[3], sorted(_REPEATED_NAMES[numbered[1]]), 1, 0.8)
        return f"{numbered[1]}_{numbered[2]}_{near[0]}" if near else None
    near = difflib.get_close_matches(name, sorted(_PLAIN_NAMES), 1, 0.8)
    return near[0] if near else None


def numbers_of(kind: str, columns: Iterable[str]) -> list[int]:
    """Which numbers of ``kind`` (contact, goal, visit) the file has columns for."""
    matches = [match for name in columns if is_known(name) and (match := _NUMBERED.fullmatch(name))]
    return sorted({int(match[2]) for match in matches if match[1] == kind})

"""A unique secret word in every text that a record can hold, and what may be said to whom.

While ``planting()`` lasts, every row that is added has each of its texts replaced by a word of its own. What
somebody is sent can then be searched for words; each word found names the column and the row that it left
from. A text column that is in none of the lists below fails a test: say first who may see it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, String, event
from sqlmodel import AutoString, SQLModel

import casepwa.models

assert casepwa.models

WORD = re.compile(r"zq[a-z]{8}zq")

NOT_WORDS = {
    # codes, hashes, keys and ids that the code itself writes: nobody's words
    "account.password_hash",
    "audit_event.action",
    "audit_event.ids",
    "audit_event.subject_kind",
    "bundle_delivery.tag",
    "calendar_feed.token_sha256",
    "case_transfer.gave",
    "client.name_sound",
    "command_receipt.error",
    "command_receipt.kind",
    "command_receipt.params",
    "command_receipt.sha256",
    "contact_note_amendment.sha256",
    "contact_note_review.sha256",
    "contact_note_version.contacted",
    "contact_note_version.flags",
    "contact_note_version.sha256",
    "invitation.token_sha256",
    "organization.time_zone",
    "read_event.what",
    "rule.value",
    "sign_in_session.ended_reason",
    "sign_in_throttle.key",
    "visit_stamp.place_type",
    "visit_word.duress_hash",
    "visit_word.word_hash",
    "account.locale",
}
FAMILY_MAY_SEE = {
    # of rows that were shared with them by name, that are their own, or of who works with them
    "account.email",  # their own
    "account.name",
    "account.phone",  # of staff whom they may call
    "allergy.substance",  # in the crisis plan, for the dispatcher
    "allergy.what_to_do",
    "appointment.title",
    "client.given_name",
    "client.preferred_name",
    "consent.information",
    "consent.purpose",
    "consent.recipient_name",
    "crisis_plan_version.content",
    "device.name",  # their own
    "device.user_agent",
    "family_member.given_name",  # whose step it is, who is on the team
    "family_message.text",
    "family_message_event.text",
    "goal.speaker",
    "goal.words",
    "next_step.owner_role",
    "next_step.what",
    "next_step.why",
    "objective.what",
    "organization.name",
    "shared_line.text",
    "team_member.duty",
    "team_member.name",
    "team_member.phone",
}
STAFF_ONLY = {
    "account.title",
    "alarm.settled_how",
    "allergy.reaction",
    "appointment.place",
    "case_transfer.reason",
    "client.communication",
    "client.diagnoses",
    "client.employer",
    "client.family_name",
    "client.import_key",
    "client.languages",
    "client.medical_summary",
    "client.mental_health_summary",
    "client.phone",
    "client.pronouns",
    "client.school",
    "client.school_grade",
    "client.strengths",
    "client.substance_use_summary",
    "coaching_comment.text",
    "contact_note_amendment.reason",
    "contact_note_amendment.text",
    "contact_note_comment.quote",
    "contact_note_comment.text",
    "contact_note_review.comment",
    "contact_note_version.contacted_names",
    "contact_note_version.overlap_reason",
    "contact_note_version.services_declined",
    "contact_note_version.text",
    "contact_note_withdrawal.reason",
    "cover.reason",
    "coverage.member_number",
    "crisis_plan_proposal.proposal",
    "crisis_plan_proposal.section",
    "episode.closed_reason",
    "episode.eligibility_criteria",
    "family.city",
    "family.county",
    "family.import_key",
    "family.name",
    "family.postal_code",
    "family.state",
    "family.street",
    "family_member.best_hours",
    "family_member.email",
    "family_member.family_name",
    "family_member.import_key",
    "family_member.language",
    "family_member.name_to_use",
    "family_member.phone",
    "family_member.reach_note",
    "goal.baseline",
    "goal.ended_reason",
    "goal.measure",
    "goal.owner",
    "goal.scale",
    "goal.strength",
    "goal.target",
    "goal_mark.line",
    "goal_mark_amendment.line",
    "goal_mark_amendment.reason",
    "goal_version.content",
    "goal_version.reason",
    "medication.dose",
    "medication.name",
    "medication.prescriber",
    "medication.schedule",
    "next_step.withdrawn_reason",
    "objective.measure",
    "objective.target",
    "organization.address",
    "organization.phone",
    "organization.services",
    "payer.name",
    "program.name",
    "program.service_type",
    "relationship.protective_order",
    "relationship.relation",
    "safety_alert.detail",
    "safety_alert.title",
    "safety_check.spoken_by",
    "safety_check.words",
    "safety_concern.action",
    "safety_concern.answer",
    "safety_concern.called_whom",
    "safety_concern.consulted_with",
    "safety_concern.means",
    "safety_concern.plan",
    "safety_concern.report_number",
    "safety_concern.reporter_name",
    "safety_concern.what",
    "safety_concern.who_stays",
    "safety_concern_addition.said",
    "saved_phrase.text",
    "service_link.provider_name",
    "service_link.provider_phone",
    "service_link.reason",
    "service_link.service",
    "setting_stay.address",
    "setting_stay.place_name",
    "sign_in_session.address",
    "sign_in_session.user_agent",
    "staff_credential.name",
    "staff_credential.number",
    "staff_team.name",
    "transfer_request.answer_reason",
    "transfer_request.reason",
    "visit.address",
    "visit.going_with",
    "visit.missed_text",
    "visit.next_action",
    "visit.place_name",
    "visit.service_type",
    "visit_client.outcome_text",
    "visit_stamp.reason",
}
ONLY_IF_GIVEN = {"relationship.protective_order", "consent.recipient_name", "client.preferred_name"}
"""Left empty where they are: what stands there changes who may see what."""
_KEPT_KEYS = {"level"}
"""Codes inside a crisis plan."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row that was added: ``refers`` to other rows by (table, id)."""

    table: str
    id: Any
    refers: frozenset[tuple[str, Any]]


class Ground:
    """What was planted: ``words`` leads from each word to its column and row."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[str, Row]] = {}
        self.rows: list[Row] = []

    def word(self, column: str, row: Row) -> str:
        number, letters = len(self.words), ""
        for _ in range(8):
            number, letter = divmod(number, 26)
            letters += chr(ord("a") + letter)
        found = f"zq{letters}zq"
        self.words[found] = (column, row)
        return found

    def found(self, said: str) -> dict[str, tuple[str, Row]]:
        """The planted words in ``said``, with where they come from."""
        return {word: self.words[word] for word in WORD.findall(said.lower()) if word in self.words}

    def about(self, *starts: tuple[str, Any]) -> frozenset[tuple[str, Any]]:
        """The rows that ``starts`` lead to: what refers to them, and so on; visits by their people."""
        known = set(starts)
        while True:
            more = {(row.table, row.id) for row in self.rows if row.refers & known}
            more |= {
                ref
                for row in self.rows
                if row.table == "visit_client" and row.refers & known
                for ref in row.refers
                if ref[0] == "visit"
            }
            if more <= known:
                return frozenset(known)
            known |= more


def text_columns() -> list[str]:
    """Every column that can hold words, by ``table.column``; not those that the database holds to codes."""
    found: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        coded = {
            re.sub(r"^.*?(\w+) IN .*$", r"\1", str(one.sqltext), flags=re.DOTALL)
            for one in table.constraints
            if isinstance(one, CheckConstraint) and str(one.name).endswith("_is_known")
        }
        coded |= {"verdict"} if table.name == "command_receipt" else set()
        found += [
            f"{table.name}.{column.name}"
            for column in table.columns
            if isinstance(column.type, (String, AutoString, JSON)) and column.name not in coded
        ]
    return found


@contextmanager
def planting() -> Iterator[Ground]:
    """Replace every text of every row that is added, until the block ends."""
    ground, wanted = Ground(), set(text_columns()) - NOT_WORDS

    def plant(mapper: Any, connection: Any, target: Any) -> None:
        table = mapper.local_table
        row = _row(table, target)
        ground.rows.append(row)
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            old = getattr(target, column.name)
            if name not in wanted or (name in ONLY_IF_GIVEN and old is None):
                continue
            setattr(target, column.name, _planted(ground, name, row, column, old))

    mappers = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]  # type: ignore[attr-defined]
    for one in mappers:
        event.listen(one, "before_insert", plant)
    try:
        yield ground
    finally:
        for one in mappers:
            event.remove(one, "before_insert", plant)


def _row(table: Any, target: Any) -> Row:
    ids = [getattr(target, key.name) for key in table.primary_key]
    refers = {
        (key.column.table.name, getattr(target, column.name))
        for column in table.columns
        for key in column.foreign_keys
        if getattr(target, column.name) is not None
    }
    return Row(table=table.name, id=ids[0] if len(ids) == 1 else tuple(ids), refers=frozenset(refers))


def _planted(ground: Ground, name: str, row: Row, column: Column[Any], old: Any) -> Any:
    if not isinstance(column.type, JSON):
        return ground.word(name, row)
    if isinstance(old, dict):
        return {key: _leaf(ground, name, row, key, value) for key, value in old.items()}
    return [ground.word(name, row)]


def _leaf(ground: Ground, name: str, row: Row, key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {inner: _leaf(ground, name, row, inner, one) for inner, one in value.items()}
    if isinstance(value, list):
        return [_leaf(ground, name, row, key, one) for one in value]
    if isinstance(value, str) and key not in _KEPT_KEYS:
        return ground.word(f"{name}:{key}" if key == "safe_places" else name, row)
    return value

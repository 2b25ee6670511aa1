"""A tag moves when anything behind a bundle changes: every column, shared rows too (offline.md)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Update, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import AutoString, Session, SQLModel

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.models import append_only
from casepwa.models.columns import UtcDateTime
from tests import factories
from tests.cast import Cast
from tests.integration import whole_record

NO_BUNDLE_READS = {
    "audit_event",
    "bundle_delivery",
    "command_receipt",
    "consent",  # families' own bundles: test_family_bundles.py
    "content_label",
    "calendar_feed",
    "case_transfer",
    "invitation",
    "family_message",  # test_complaints.py
    "family_message_about",
    "family_message_event",
    "kept_private",
    "contact_note_reading",
    "goal_version",  # history, for the editor
    "contact_note_withdrawal",
    "cover",  # decides who holds a client, not what a bundle says
    "crisis_plan_proposal",
    "device",
    "late_right",
    "named_second",
    "read_event",
    "safety_check",
    "safety_concern_addition",  # its words stay at the desk
    "safety_escalation",
    "safety_escalation_reading",
    "safety_escalation_told",
    "saved_phrase",
    "shared_line_reader",
    "sign_in_session",
    "sign_in_throttle",
    "transfer_request",
    "transfer_request_client",
    "visit_handover",
    "staff_credential",
    "visit_word_use",  # what tells the two words apart: never on a phone
}
NOT_READ: dict[str, set[str]] = {
    "account": {
        "desk_keys",
        "organization_id",
        "password_hash",
        "family_member_id",
        "client_id",
        "awaits_approval",
        "suspended_at",
        "created_at",
        "locked_at",
    },
    "account_role": {"account_id", "role"},  # an actor carries the roles
    "alarm": {"raised_by_id", "recorded_at", "settled_at", "settled_by_id", "settled_spoken"},
    "alarm_reading": {"alarm_id", "account_id"},
    "allergy": {"client_id"},
    "appointment": {"client_id", "kept"},
    "client": {
        "organization_id",
        "substance_use_summary",  # 42 CFR Part 2: never on a phone
        "revision",
        "name_sound",
        "import_key",
        "created_at",
    },
    "contact_note": {"client_id", "created_at"},
    "coaching_comment": {"note_id", "version", "worker_id"},
    "coaching_reading": {"received_at"},
    "contact_note_amendment": {"version", "received_at", "sha256"},
    # its number is the order, its end follows from the quote
    "contact_note_comment": {"review_id", "number", "ends"},
    "contact_note_goal": {"version_id"},
    "contact_note_review": {"note_id", "version", "decision", "sha256"},
    "contact_note_version": {
        "note_id",
        "number",
        "overlap_reason",
        "submitted_by_id",
        "clock_offset_ms",
        "is_late_right",  # stands among the flags
        "sha256",
    },
    "coverage": {"episode_id", "member_number"},
    "crisis_plan_version": {"client_id", "status", "created_at", "edit", "changed_by_id", "changed_at"},
    "episode": {
        "client_id",
        "referral_source",
        "eligibility_criteria",
        "is_eligible",
        "eligibility_decided_on",
        "eligibility_decided_by_id",
        "closed_on",
        "closed_reason",
    },
    "family": {"organization_id", "county", "opened_on", "closed_on", "import_key"},
    "family_member": {"family_id", "birth_date", "email", "import_key"},
    "goal": {
        "client_id",
        "life_domain",
        "lifecycle",
        "weight",
        "position",
        "created_at",
        "baseline",
        "scale_baseline",
        "edit",
        "changed_by_id",
        "changed_at",
        "ended_at",
        "ended_reason",
    },
    "goal_mark": {
        "client_id",
        "visit_id",
        "recorded_at",
        "received_at",
        "is_late_right",
    },
    "goal_mark_amendment": {
        "goal_mark_id",
        "reason",
        "amended_by_id",
        "recorded_at",
        "received_at",
    },
    "medication": {"client_id"},
    "next_step": {
        "client_id",
        "added_by_id",
        "recorded_at",
        "received_at",
        "edit",
        "changed_by_id",
        "withdrawn_reason",
    },
    "objective": {"goal_id", "position"},
    "on_call_shift": {"staff_team_id", "account_id"},
    "organization": {"kind", "address", "services", "verified_on", "is_demo"},
    "payer": {"organization_id"},
    "program": {"organization_id", "service_type", "considers_income", "ended_on"},
    "relationship": {"client_id", "family_member_id", "is_emergency_contact", "orders_checked_on"},
    "rule": {"organization_id", "program_id", "payer_id", "name", "added_by_id", "added_at"},
    "safety_alert": {"client_id", "family_id", "since"},
    "safety_concern": {
        "client_id",
        "kind",
        "what",
        "called_whom",
        "called_at",
        "report_number",
        "reporter_name",
        "asked_directly",
        "answer",
        "plan",
        "means",
        "action",
        "who_stays",
        "consulted_with",
        "raised_by_id",
        "recorded_at",
        "received_at",
    },
    "safety_timer": {
        "organization_id",
        "started_at",
        "supervisor_after_minutes",
        "on_call_after_minutes",
        "next_stage",
        "next_at",
        "safe_at",  # what the office does about a worker must not show on a phone that someone else may hold
    },
    "service_link": {"client_id", "is_warm_hand_off"},
    "setting_stay": {"client_id"},
    "shared_line": {"client_id", "written_by_id", "recorded_at"},
    "sharing_grant": {"client_id", "kind", "item_id", "granted_by_id", "granted_at", "revoked_by_id"},
    "staff_team": {"organization_id", "name"},
    "staff_team_supervisor": {"staff_team_id"},
    "team_member": {"client_id", "family_member_id", "organization_id"},
    "visit": {
        "organization_id",
        "latitude",
        "longitude",
        "missed_text",
        "missed_at",
        "next_action",
        "recorded_at",
        "received_at",
        "is_late_right",
    },
    "visit_word": {"word_hash", "duress_hash", "set_at"},
    "visit_client": {"visit_id", "client_id"},
    "visit_stamp": {
        "visit_id",
        "recorded_at",
        "clock_offset_ms",
        "latitude",
        "longitude",
        "accuracy_m",
        "place_type",
        "reason",
    },
}
"""Columns that no bundle of a client's whole record reads. A new column is either read or listed here."""


BECOMES: dict[str, Any] = {
    # what a coded or constrained column may become instead
    "alarm.kind": "help",
    "appointment.kind": "team_meeting",
    "contact_note.status": "approved",
    "contact_note.version": 9,
    "contact_note_amendment.kind": "correction",
    "contact_note_version.contact_type": "video",
    "contact_note_version.format": "girp",
    "contact_note_version.outcome": "left_message",
    "contact_note_version.place_type": "clinic",
    "contact_note_version.purpose": "crisis",
    "contact_note_version.role_taken": "broker",
    "contact_note_version.work": "travel",
    "coverage.ends_on": date(2026, 1, 2),
    "coverage.starts_on": date(2027, 1, 1),
    "crisis_plan_version.content": {"never_do": ["Do not shout"]},
    "family_member.support_kind": "natural_support",
    "goal.achievement": "achieved",
    "goal_mark.level": "met",
    "goal_mark_amendment.kind": "undone",
    "medication.ended_on": date(2026, 1, 1),
    "medication.started_on": date(2027, 1, 1),
    "objective.lifecycle": "completed",
    "on_call_shift.starts_at": whole_record.NOW + timedelta(hours=1),
    "organization.time_zone": "Asia/Tokyo",
    "relationship.custody": "joint",
    "rule.starts_on": date(2027, 1, 1),
    "rule.value": {"caregiver": {"days": 7}},
    "safety_alert.ended_on": date(2026, 1, 1),
    "safety_alert.kind": "weapon",
    "service_link.status": "sent",
    "setting_stay.ends_on": date(2026, 2, 5),
    "setting_stay.setting": "hospital",
    "setting_stay.starts_on": date(2027, 1, 1),
    "team_member.ends_at": whole_record.NOW - timedelta(hours=1),
    "team_member.role": "therapist",
    "team_member.starts_at": whole_record.NOW + timedelta(hours=1),
    "visit.missed_reason": "forgot",
    "visit.place_type": "clinic",
    "visit.planned_start": whole_record.NOW - timedelta(hours=3),
    "visit.purpose": "crisis",
    "visit.status": "checked_in",
    "visit_client.outcome": "seen",
    "visit_stamp.kind": "check_out",
    "visit_stamp.method": "place_type",
}


def _tags(session: Session, cast: Cast) -> tuple[str, ...]:
    session.expire_all()
    viewer = viewers.viewer_of(session, cast.maya.actor, at=whole_record.NOW)
    sealed = bundles.sealed_bundles(session, viewer)
    tags = [
        sealed[each].tag if each in sealed else "gone" for each in (cast.luis.id, cast.ana.id, cast.ada.id)
    ]
    return *tags, bundles.sealed_me(session, viewer).tag


def _other_values(session: Session, column: Column[Any], old: Any) -> list[Any]:
    """What ``column`` could become; for a link, every other row of the table that it points into."""
    full = f"{column.table.name}.{column.name}"
    if full in BECOMES:
        return [BECOMES[full]]
    for key in column.foreign_keys:
        return [None, *session.execute(select(key.column)).scalars()]
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return [(old or whole_record.NOW - timedelta(days=1)) + timedelta(minutes=1)]
    if isinstance(kind, JSON):
        return [["changed"]]
    if isinstance(kind, AutoString):
        return [f"{old or ''}x", f"x{old or ''}"]
    python = kind.python_type
    if python is bool:
        return [not old]
    if python in (int, float):
        return [(old or 0) + 1]
    if python is date:
        return [(old or whole_record.TODAY) + timedelta(days=1)]
    raise AssertionError(f"say in BECOMES how {full} changes")


def _let_the_unchanging_change(session: Session) -> None:
    """Submitted notes and marks cannot be changed, even by SQL: here, for once, to see that they are read."""
    dialect = session.get_bind().dialect.name
    for table in SQLModel.metadata.sorted_tables:
        if table.info.get("append_only"):
            for statement in append_only.reversing_statements(dialect, table.name):
                session.execute(text(statement))


def _moves(session: Session, cast: Cast, column: Column[Any], before: tuple[str, ...]) -> bool:
    """Does a tag move for a change of ``column`` in any row?"""
    table = SQLModel.metadata.tables[column.table.name]
    for row in session.execute(select(table)).all():
        old = row._mapping[column]
        this_row = [key == row._mapping[key] for key in table.primary_key]
        for new in _other_values(session, column, old):
            if new == old:
                continue
            change = update(table).where(*this_row).values({column: new})
            if _tags_after(session, cast, change, unchanged=before) != before:
                return True
    return False


def _tags_after(
    session: Session, cast: Cast, change: Update, *, unchanged: tuple[str, ...]
) -> tuple[str, ...]:
    inside = session.begin_nested()
    try:
        session.execute(change)
        return _tags(session, cast)
    except IntegrityError:
        return unchanged  # this row may not become so; another may
    finally:
        inside.rollback()


def test_every_column_that_a_bundle_reads_moves_its_tag(session: Session, cast: Cast):
    whole_record.write(session, cast)
    _let_the_unchanging_change(session)
    before = _tags(session, cast)
    assert _tags(session, cast) == before, "the same record has the same tag"
    unmoved: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        if table.name in NO_BUNDLE_READS:
            continue
        for column in table.columns:
            full = f"{table.name}.{column.name}"
            names_the_row = column.primary_key and not column.foreign_keys
            if names_the_row or column.name in NOT_READ.get(table.name, set()):
                continue
            if not _moves(session, cast, column, before):
                unmoved.append(full)
    assert not unmoved, " ".join(unmoved)


def test_what_is_listed_as_not_read_exists():
    tables = SQLModel.metadata.tables
    assert set(tables) >= NO_BUNDLE_READS
    for name, columns in NOT_READ.items():
        assert columns <= set(tables[name].columns.keys()), name


def test_a_row_that_is_added_moves_the_tag(session: Session, cast: Cast):
    whole_record.write(session, cast)
    before = _tags(session, cast)
    for add in (
        lambda: whole_record.note(session, cast),
        lambda: factories.goal(session, client_id=cast.luis.id),
        lambda: factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id),
        lambda: factories.team_member(session, client_id=cast.luis.id, account_id=cast.charlie.id),
        lambda: factories.visit(
            session,
            organization_id=cast.organization.id,
            worker_id=cast.priya.id,
            client_ids=(cast.luis.id,),
            planned_start=whole_record.NOW + timedelta(days=5),
            planned_end=whole_record.NOW + timedelta(days=5, hours=1),
        ),
    ):
        inside = session.begin_nested()
        add()
        assert _tags(session, cast) != before
        inside.rollback()

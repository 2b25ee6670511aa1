"""Every table: importing this package registers them all."""

from casepwa.models.account import Account
from casepwa.models.account_role import AccountRole
from casepwa.models.alarm import Alarm
from casepwa.models.alarm_reading import AlarmReading
from casepwa.models.allergy import Allergy
from casepwa.models.appointment import Appointment
from casepwa.models.audit_event import AuditEvent
from casepwa.models.bundle_delivery import BundleDelivery
from casepwa.models.calendar_feed import CalendarFeed
from casepwa.models.case_transfer import CaseTransfer
from casepwa.models.client import Client
from casepwa.models.coaching_comment import CoachingComment
from casepwa.models.coaching_reading import CoachingReading
from casepwa.models.command_receipt import CommandReceipt
from casepwa.models.consent import Consent
from casepwa.models.contact_note import ContactNote
from casepwa.models.contact_note_amendment import ContactNoteAmendment
from casepwa.models.contact_note_comment import ContactNoteComment
from casepwa.models.contact_note_goal import ContactNoteGoal
from casepwa.models.contact_note_reading import ContactNoteReading
from casepwa.models.contact_note_review import ContactNoteReview
from casepwa.models.contact_note_version import ContactNoteVersion
from casepwa.models.contact_note_withdrawal import ContactNoteWithdrawal
from casepwa.models.content_label import ContentLabel
from casepwa.models.cover import Cover
from casepwa.models.coverage import Coverage
from casepwa.models.crisis_plan_proposal import CrisisPlanProposal
from casepwa.models.crisis_plan_version import CrisisPlanVersion
from casepwa.models.device import Device
from casepwa.models.episode import Episode
from casepwa.models.family import Family
from casepwa.models.family_member import FamilyMember
from casepwa.models.family_message import FamilyMessage
from casepwa.models.family_message_about import FamilyMessageAbout
from casepwa.models.family_message_event import FamilyMessageEvent
from casepwa.models.goal import Goal
from casepwa.models.goal_mark import GoalMark
from casepwa.models.goal_mark_amendment import GoalMarkAmendment
from casepwa.models.goal_version import GoalVersion
from casepwa.models.invitation import Invitation
from casepwa.models.kept_private import KeptPrivate
from casepwa.models.late_right import LateRight
from casepwa.models.medication import Medication
from casepwa.models.named_second import NamedSecond
from casepwa.models.next_step import NextStep
from casepwa.models.objective import Objective
from casepwa.models.on_call_shift import OnCallShift
from casepwa.models.organization import Organization
from casepwa.models.payer import Payer
from casepwa.models.program import Program
from casepwa.models.read_event import ReadEvent
from casepwa.models.relationship import Relationship
from casepwa.models.rule import Rule
from casepwa.models.safety_alert import SafetyAlert
from casepwa.models.safety_check import SafetyCheck
from casepwa.models.safety_concern import SafetyConcern
from casepwa.models.safety_concern_addition import SafetyConcernAddition
from casepwa.models.safety_escalation import SafetyEscalation
from casepwa.models.safety_escalation_reading import SafetyEscalationReading
from casepwa.models.safety_escalation_told import SafetyEscalationTold
from casepwa.models.safety_timer import SafetyTimer
from casepwa.models.saved_phrase import SavedPhrase
from casepwa.models.service_link import ServiceLink
from casepwa.models.setting_stay import SettingStay
from casepwa.models.shared_line import SharedLine
from casepwa.models.shared_line_reader import SharedLineReader
from casepwa.models.sharing_grant import SharingGrant
from casepwa.models.sign_in_session import SignInSession
from casepwa.models.sign_in_throttle import SignInThrottle
from casepwa.models.staff_credential import StaffCredential
from casepwa.models.staff_team import StaffTeam
from casepwa.models.staff_team_supervisor import StaffTeamSupervisor
from casepwa.models.team_member import TeamMember
from casepwa.models.transfer_request import TransferRequest
from casepwa.models.transfer_request_client import TransferRequestClient
from casepwa.models.visit import Visit
from casepwa.models.visit_client import VisitClient
from casepwa.models.visit_handover import VisitHandover
from casepwa.models.visit_stamp import VisitStamp
from casepwa.models.visit_word import VisitWord
from casepwa.models.visit_word_use import VisitWordUse

__all__ = [
    "Account",
    "AccountRole",
    "Alarm",
    "AlarmReading",
    "Allergy",
    "Appointment",
    "AuditEvent",
    "BundleDelivery",
    "CalendarFeed",
    "CaseTransfer",
    "Client",
    "CoachingComment",
    "CoachingReading",
    "CommandReceipt",
    "Consent",
    "ContactNote",
    "ContactNoteAmendment",
    "ContactNoteComment",
    "ContactNoteGoal",
    "ContactNoteReading",
    "ContactNoteReview",
    "ContactNoteVersion",
    "ContactNoteWithdrawal",
    "ContentLabel",
    "Cover",
    "Coverage",
    "CrisisPlanProposal",
    "CrisisPlanVersion",
    "Device",
    "Episode",
    "Family",
    "FamilyMember",
    "FamilyMessage",
    "FamilyMessageAbout",
    "FamilyMessageEvent",
    "Goal",
    "GoalMark",
    "GoalMarkAmendment",
    "GoalVersion",
    "Invitation",
    "KeptPrivate",
    "LateRight",
    "Medication",
    "NamedSecond",
    "NextStep",
    "Objective",
    "OnCallShift",
    "Organization",
    "Payer",
    "Program",
    "ReadEvent",
    "Relationship",
    "Rule",
    "SafetyAlert",
    "SafetyCheck",
    "SafetyConcern",
    "SafetyConcernAddition",
    "SafetyEscalation",
    "SafetyEscalationReading",
    "SafetyEscalationTold",
    "SafetyTimer",
    "SavedPhrase",
    "ServiceLink",
    "SettingStay",
    "SharedLine",
    "SharedLineReader",
    "SharingGrant",
    "SignInSession",
    "SignInThrottle",
    "StaffCredential",
    "StaffTeam",
    "StaffTeamSupervisor",
    "TeamMember",
    "TransferRequest",
    "TransferRequestClient",
    "Visit",
    "VisitClient",
    "VisitHandover",
    "VisitStamp",
    "VisitWord",
    "VisitWordUse",
]

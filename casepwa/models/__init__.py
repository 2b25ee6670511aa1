"""Every table: importing this package registers them all."""

from casepwa.models.account import Account
from casepwa.models.account_role import AccountRole
from casepwa.models.alarm import Alarm
from casepwa.models.alarm_reading import AlarmReading
from casepwa.models.allergy import Allergy
from casepwa.models.appointment import Appointment
from casepwa.models.audit_event import AuditEvent
from casepwa.models.bundle_delivery import BundleDelivery
from casepwa.models.client import Client
from casepwa.models.command_receipt import CommandReceipt
from casepwa.models.contact_note import ContactNote
from casepwa.models.contact_note_goal import ContactNoteGoal
from casepwa.models.contact_note_review import ContactNoteReview
from casepwa.models.contact_note_version import ContactNoteVersion
from casepwa.models.cover import Cover
from casepwa.models.coverage import Coverage
from casepwa.models.crisis_plan_proposal import CrisisPlanProposal
from casepwa.models.crisis_plan_version import CrisisPlanVersion
from casepwa.models.device import Device
from casepwa.models.episode import Episode
from casepwa.models.family import Family
from casepwa.models.family_member import FamilyMember
from casepwa.models.goal import Goal
from casepwa.models.goal_mark import GoalMark
from casepwa.models.goal_mark_amendment import GoalMarkAmendment
from casepwa.models.late_right import LateRight
from casepwa.models.medication import Medication
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
from casepwa.models.safety_concern import SafetyConcern
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
from casepwa.models.visit import Visit
from casepwa.models.visit_client import VisitClient
from casepwa.models.visit_stamp import VisitStamp

__all__ = [
    "Account",
    "AccountRole",
    "Alarm",
    "AlarmReading",
    "Allergy",
    "Appointment",
    "AuditEvent",
    "BundleDelivery",
    "Client",
    "CommandReceipt",
    "ContactNote",
    "ContactNoteGoal",
    "ContactNoteReview",
    "ContactNoteVersion",
    "Cover",
    "Coverage",
    "CrisisPlanProposal",
    "CrisisPlanVersion",
    "Device",
    "Episode",
    "Family",
    "FamilyMember",
    "Goal",
    "GoalMark",
    "GoalMarkAmendment",
    "LateRight",
    "Medication",
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
    "SafetyConcern",
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
    "Visit",
    "VisitClient",
    "VisitStamp",
]

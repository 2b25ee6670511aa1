"""Stored codes, in the field's words. A code is data on phones and in the database: never rename one."""

from enum import StrEnum


class Role(StrEnum):
    CASE_MANAGER = "case_manager"
    CARE_COORDINATOR = "care_coordinator"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    FAMILY = "family"


class OrganizationKind(StrEnum):
    AGENCY = "agency"
    PROVIDER = "provider"


class RuleName(StrEnum):
    UNITS_ROUNDING = "units_rounding"
    SHARED_TIME = "shared_time"
    CONTACT_STANDARD = "contact_standard"
    LATE_NOTE = "late_note"
    VISIT_LATENESS = "visit_lateness"
    AT_PLACE_RADIUS = "at_place_radius"
    REVIEW_CADENCE = "review_cadence"
    REFERRAL_FOLLOW_UP = "referral_follow_up"
    LATE_RIGHT = "late_right"
    PHONE_SESSION = "phone_session"
    DESK_SESSION = "desk_session"
    SAFETY_TIMER = "safety_timer"
    ABUSE_HOTLINE = "abuse_hotline"
    NOT_BILLABLE = "not_billable"
    NOTE_REVIEW = "note_review"
    CASELOAD = "caseload"
    INVITATION = "invitation"


class Surface(StrEnum):
    PHONE = "phone"
    DESK = "desk"


class ReferralSource(StrEnum):
    PHYSICIAN = "physician"
    INSURER = "insurer"
    EMPLOYER = "employer"
    SCHOOL = "school"
    COURT = "court"
    SELF = "self"
    FAMILY = "family"
    AGENCY = "agency"


class Setting(StrEnum):
    HOME = "home"
    FOSTER = "foster"
    RESIDENTIAL = "residential"
    HOSPITAL = "hospital"
    SHELTER = "shelter"


class PlaceType(StrEnum):
    HOME = "home"
    SHELTER = "shelter"
    CLINIC = "clinic"
    DAY_PROGRAM = "day_program"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    RESIDENTIAL = "residential"
    COMMUNITY = "community"
    OFFICE = "office"


class SupportKind(StrEnum):
    FAMILY = "family"
    NATURAL_SUPPORT = "natural_support"


class Custody(StrEnum):
    NONE = "none"
    SOLE = "sole"
    JOINT = "joint"
    GUARDIAN = "guardian"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"


class AlertKind(StrEnum):
    """What a visitor must know before going in."""

    ANIMAL = "animal"
    WEAPON = "weapon"
    VIOLENCE = "violence"
    SUBSTANCE = "substance"
    ILLNESS = "illness"
    NEIGHBORHOOD = "neighborhood"
    OTHER = "other"


class TeamRole(StrEnum):
    CASE_MANAGER = "case_manager"
    CARE_COORDINATOR = "care_coordinator"
    FAMILY_ADVOCATE = "family_advocate"
    PRIMARY_CARE_PROVIDER = "primary_care_provider"
    THERAPIST = "therapist"
    TEACHER = "teacher"
    NATURAL_SUPPORT = "natural_support"
    YOUTH = "youth"
    PARENT = "parent"
    OTHER = "other"


class Lifecycle(StrEnum):
    """FHIR R4 goal-status."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"
    REJECTED = "rejected"


class LifeDomain(StrEnum):
    """What a goal is about: the life domains, then the sections of an Individual Service Plan (domain.md)."""

    SOCIAL = "social"
    HEALTH = "health"
    VOCATIONAL = "vocational"
    LEGAL = "legal"
    FINANCIAL = "financial"
    SPIRITUAL = "spiritual"
    DEVELOPMENTAL = "developmental"
    EDUCATIONAL = "educational"
    MEDICAL = "medical"
    MENTAL_HEALTH = "mental_health"
    REHABILITATIVE = "rehabilitative"


class GoalEnding(StrEnum):
    """How work on a goal ends, or rests. ``dropped``: a draft that came to nothing."""

    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    DISCONTINUED = "discontinued"
    ON_HOLD = "on_hold"
    ENTERED_IN_ERROR = "entered_in_error"
    DROPPED = "dropped"


class GoalChange(StrEnum):
    """What made a version of a goal. ``before``: how it stood when it was first changed here."""

    BEFORE = "before"
    SAVED = "saved"
    ACTIVATED = "activated"
    ENDED = "ended"
    RESUMED = "resumed"


class Achievement(StrEnum):
    """FHIR R4 goal-achievement."""

    IN_PROGRESS = "in-progress"
    IMPROVING = "improving"
    WORSENING = "worsening"
    NO_CHANGE = "no-change"
    ACHIEVED = "achieved"
    SUSTAINING = "sustaining"
    NOT_ACHIEVED = "not-achieved"
    NO_PROGRESS = "no-progress"
    NOT_ATTAINABLE = "not-attainable"


class MarkLevel(StrEnum):
    SLIPPED = "slipped"
    NO_CHANGE = "no_change"
    PROGRESS = "progress"
    MET = "met"


class MarkAmendmentKind(StrEnum):
    UNDONE = "undone"
    ENTERED_IN_ERROR = "entered_in_error"
    LINE = "line"


class VisitStatus(StrEnum):
    PLANNED = "planned"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    MISSED = "missed"
    CANCELLED = "cancelled"


class StampKind(StrEnum):
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"


class LocationMethod(StrEnum):
    GPS = "gps"
    MANUAL = "manual"
    PLACE_TYPE = "place_type"


class SeenOutcome(StrEnum):
    """What came of a visit for one person."""

    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    NOT_SEEN = "not_seen"
    NOT_HOME = "not_home"
    REFUSED = "refused"
    UNSAFE = "unsafe"
    OTHER = "other"


class MissedReason(StrEnum):
    FORGOT = "forgot"
    NO_COVERAGE = "no_coverage"
    NOT_HOME = "not_home"
    IN_HOSPITAL = "in_hospital"
    REFUSED = "refused"
    UNSAFE = "unsafe"
    EMERGENCY = "emergency"
    WRONG_PLACE = "wrong_place"
    DEVICE = "device"
    PROVIDER_NO_SHOW = "provider_no_show"
    OTHER = "other"


class AppointmentKind(StrEnum):
    APPOINTMENT = "appointment"
    TEAM_MEETING = "team_meeting"
    PLAN_REVIEW = "plan_review"


class Kept(StrEnum):
    AHEAD = "ahead"
    KEPT = "kept"
    MISSED = "missed"
    CANCELLED = "cancelled"


class LinkStatus(StrEnum):
    NEEDED = "needed"
    SENT = "sent"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    SCHEDULED = "scheduled"
    STARTED = "started"
    COMPLETED = "completed"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"


class NoteStatus(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Contacted(StrEnum):
    CLIENT = "client"
    CAREGIVER = "caregiver"
    COLLATERAL = "collateral"
    OTHER_CASE_MANAGER = "other_case_manager"


class ContactOutcome(StrEnum):
    REACHED = "reached"
    LEFT_MESSAGE = "left_message"
    NO_ANSWER = "no_answer"
    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    NOT_SEEN = "not_seen"


class ContactType(StrEnum):
    PHONE = "phone"
    TEXT = "text"
    VIDEO = "video"
    FACE_TO_FACE = "face_to_face"
    EMAIL = "email"
    LETTER = "letter"


class Purpose(StrEnum):
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    LINKAGE = "linkage"
    MONITORING = "monitoring"
    ADVOCACY = "advocacy"
    SUPPORT = "support"
    CRISIS = "crisis"


class Work(StrEnum):
    """What the time of a note went to. Only case management is billable unless the payer's rule says so."""

    CASE_MANAGEMENT = "case_management"
    TRAVEL = "travel"
    DIRECT_SERVICE = "direct_service"


class RoleTaken(StrEnum):
    COUNSELOR = "counselor"
    BROKER = "broker"
    COORDINATOR = "coordinator"
    ADVOCATE = "advocate"


class NoteFormat(StrEnum):
    FREE = "free"
    GIRP = "girp"
    DAP = "dap"
    SOAP = "soap"
    BIRP = "birp"


class ReviewDecision(StrEnum):
    RETURNED = "returned"
    APPROVED = "approved"


class NoteAmendmentKind(StrEnum):
    """What may stand beside an approved note."""

    ADDENDUM = "addendum"
    CORRECTION = "correction"
    LATE_ENTRY = "late_entry"


class ConcernKind(StrEnum):
    CHILD_ABUSE = "child_abuse"
    ADULT_ABUSE = "adult_abuse"
    SUICIDE = "suicide"
    THREAT = "threat"


class AlarmKind(StrEnum):
    """What a supervisor must hear of at once. ``duress``: the raiser's phone must never show it."""

    HELP = "help"
    SAFETY_CONCERN = "safety_concern"
    DURESS = "duress"


class EscalationStage(StrEnum):
    """Whom a safety timer tells, in this order."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    ON_CALL = "on_call"


class ToldAs(StrEnum):
    """``fallback``: a supervisor of another team, told because nobody nearer was there to be told."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    BUDDY = "buddy"
    ON_CALL = "on_call"
    FALLBACK = "fallback"


class TransferAnswer(StrEnum):
    """What came of asking another supervisor's team to take people over."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class SpokenHow(StrEnum):
    """How a worker who is out was spoken with."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    TEXT = "text"
    OTHER = "other"


class WordJudged(StrEnum):
    RIGHT = "right"
    DURESS = "duress"
    WRONG = "wrong"


class PlanStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    SUPERSEDED = "superseded"


class ProposalStatus(StrEnum):
    OPEN = "open"
    TAKEN_UP = "taken_up"
    DECLINED = "declined"


class SharedKind(StrEnum):
    NEXT_STEP = "next_step"
    GOAL = "goal"
    APPOINTMENT = "appointment"
    VISIT = "visit"
    TEAM_MEMBER = "team_member"
    CRISIS_PLAN = "crisis_plan"
    SAFE_PLACES = "safe_places"
    SHARED_LINE = "shared_line"


class ConsentScope(StrEnum):
    """``family_sharing``: what staff share with a relative without legal custody, or of an adult.
    ``substance_use``: what stands under the 42 CFR Part 2 label. ``information``: anything told to others."""

    FAMILY_SHARING = "family_sharing"
    SUBSTANCE_USE = "substance_use"
    INFORMATION = "information"


class MessageKind(StrEnum):
    """What a family tells us."""

    QUESTION = "question"
    THANKS = "thanks"
    COMPLAINT = "complaint"


class MessageEventKind(StrEnum):
    """What happened to a message. ``released``: those whom a complaint names may see it from here."""

    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    RELEASED = "released"


class AuditOutcome(StrEnum):
    DONE = "done"
    DENIED = "denied"

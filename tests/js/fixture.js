// A small believable caseload in the shape of casework/bundles/bundle_shapes.py; a Python test validates it against that.
import { addDays, dayInZone, fromZone } from "../../assets/offline/clock.js";

export const ZONE = process.env.FIXTURE_ZONE ?? "America/Chicago";
const id = (n) => `01930000-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const ME = id(1);
export const OMAR = id(2);
export const [THEO, LENA, JONAH] = [id(101), id(102), id(103)];
export const [VISIT, PAST_VISIT, LATER_VISIT] = [id(301), id(302), id(303)];
export const SERVICE = id(981);
export const [GOAL, OTHER_GOAL, SCALED_GOAL, STEP, MARK, RETURNED_NOTE, OLD_NOTE, FAMILY] = [id(401), id(402), id(403), id(501), id(601), id(701), id(702), id(801)];

export function me() {
  return {
    format: 1,
    account_id: ME,
    name: "Maya Okafor",
    email: "maya@demo.test",
    title: "Case manager",
    roles: ["case_manager"],
    permissions: ["sync.own", "client.read", "contact_note.write", "visit.record", "goal.mark", "next_step.write", "alarm.raise"],
    agency: "Lakeshore Family Services",
    time_zone: ZONE,
    locale: "en",
    rules: {},
    colleagues: [
      { account_id: OMAR, name: "Omar Haddad", title: "Supervisor", phone: "+13125550112", is_my_supervisor: true, on_call_until: null },
    ],
    alarms: [],
    offline_until_hours: 72,
    has_visit_word: false,
    word_key: null,
    reached: [],
    coaching: [],
  };
}

const PEOPLE = {
  [THEO]: ["Theo", "Marchetti", "2014-05-02"],
  [LENA]: ["Lena", "Marchetti", "2017-11-20"],
  [JONAH]: ["Jonah", "Whitfield", "2009-02-28"],
};

function header(clientId) {
  const [given, family, born] = PEOPLE[clientId];
  return {
    id: clientId,
    name: `${given} ${family}`,
    given_name: given,
    family_name: family,
    pronouns: null,
    birth_date: born,
    lives_with: family === "Marchetti" ? ["Rosa Marchetti (mother)"] : ["Dana Whitfield (aunt)"],
    address: family === "Marchetti" ? "1418 Linden Street" : "77 Harbor Court, Apt 3",
    place_type: "home",
    is_confidential: false,
    latitude: 41.88,
    longitude: -87.63,
    pair_required: false,
    family_id: family === "Marchetti" ? FAMILY : id(802),
    family_name_of_household: family,
  };
}

const about = {
  languages: ["English"],
  needs_interpreter: false,
  communication: "Short sentences. Give him time to answer.",
  school: "Linden Elementary",
  school_grade: "5",
  employer: null,
  diagnoses: ["ADHD"],
  medical_summary: null,
  mental_health_summary: "Sees a therapist every second week.",
  strengths: ["Draws", "Looks after his sister"],
  medications: [{ name: "Methylphenidate", dose: "10 mg", schedule: "mornings", prescriber: "Dr. Iyer" }],
  allergies: [{ substance: "Peanut", reaction: "hives", what_to_do: "EpiPen in the kitchen", is_severe: true }],
  program: "Community case management",
  payer: "Medicaid",
  opened_on: "2025-09-02",
  intensity_tier: 2,
};

const contact = {
  id: id(901),
  name: "Rosa Marchetti",
  relation: "Mother",
  phone: "+13125550147",
  lives_with: true,
  custody: "sole",
  protective_order: null,
  language: "English",
  safe_to_call: true,
  safe_to_text: true,
  safe_to_leave_message: false,
  best_hours: "after 4 PM",
  name_to_use: "Rosa",
  reach_note: null,
  is_natural_support: false,
  may_hear: true,
  is_client: false,
};

const crisisPlan = (today) => ({
  version: 3,
  content: {
    calls: [{ label: "Mobile crisis", phone: "+13125550188", who: "Lake County", is_mobile_crisis: true }],
    tell_them: { how_to_communicate: "Speak slowly", weapons: "None known", ask_for: "a crisis-trained officer", dispatch_phone: null },
    what_helps: { own: ["Headphones and a walk"], people_and_places: ["Grandmother's porch"], family_and_friends: ["Aunt Dana"] },
    never_do: ["Do not block the door"],
    steps: [{ level: "early", what: "Offer a break", who: "Whoever is there", phone: null }],
    warning_signs: ["Stops answering"],
    triggers: ["Shouting"],
    making_safer: ["Knives are locked away"],
    over_looks_like: "He asks for food.",
    medications: [],
    safe_places: [],
  },
  author: "Priya Raman",
  published_by: "Priya Raman",
  published_at: `${addDays(today, -40)}T15:00:00Z`,
  review_due_on: addDays(today, 50),
});

function visit(visitId, day, from, to, people, facts = {}) {
  return {
    id: visitId,
    worker: "Maya Okafor",
    is_mine: true,
    people: people.map((one) => ({ client_id: one, name: header(one).name, given_name: PEOPLE[one][0], outcome: null, outcome_text: null })),
    service_type: "T1017",
    purpose: "monitoring",
    is_planned: true,
    planned_start: fromZone(day, from, ZONE),
    planned_end: fromZone(day, to, ZONE),
    expected_end: null,
    place_type: "home",
    place_name: null,
    address: header(people[0]).address,
    is_confidential: false,
    going_with: null,
    status: "planned",
    missed_reason: null,
    check_in: null,
    check_out: null,
    timer: null,
    instead_of: null,
    ...facts,
  };
}

function note(noteId, day, facts) {
  return {
    id: noteId,
    version: 1,
    status: "submitted",
    author: "Maya Okafor",
    is_mine: true,
    visit_id: null,
    contacted: ["caregiver"],
    contacted_names: ["Rosa Marchetti"],
    outcome: "reached",
    contact_type: "phone",
    started_at: fromZone(day, "16:05", ZONE),
    ended_at: fromZone(day, "16:20", ZONE),
    minutes: 15,
    units: 1,
    format: "free",
    text: "Rosa says the mornings are calmer since the new routine.",
    place_type: null,
    purpose: "monitoring",
    role_taken: null,
    work: "case_management",
    goal_ids: [],
    services_declined: null,
    transport_given: false,
    help_with_forms: false,
    recorded_at: fromZone(day, "16:21", ZONE),
    received_at: fromZone(day, "16:21", ZONE),
    flags: [],
    return_comment: null,
    return_comments: [],
    returned_by: null,
    returned_at: null,
    share: null,
    has_safety_concern: false,
    amendments: [],
    ...facts,
  };
}

function goals(clientId, today) {
  const mark = (n, level, daysAgo) => ({
    id: id(600 + n),
    goal_id: GOAL,
    objective_id: null,
    level,
    scaled_level: null,
    line: null,
    happened_at: `${addDays(today, -daysAgo)}T20:00:00Z`,
    by: "Maya Okafor",
    is_mine: true,
  });
  const goal = {
    speaker: PEOPLE[clientId][0],
    measure: "Mornings without a fight, per week",
    target: "4 of 5",
    due_on: addDays(today, 60),
    owner: "Maya Okafor",
    strength: "He likes to be early",
    achievement: "improving",
    scale: [],
    objectives: [],
  };
  return [
    { id: GOAL, words: "I want to get to school without yelling.", ...goal, marks: [mark(1, "no_change", 30), mark(2, "progress", 9)] },
    { id: OTHER_GOAL, words: "Draw with my sister on Sundays.", ...goal, marks: [] },
  ];
}

const scaledGoal = (today) => ({
  id: SCALED_GOAL,
  words: "I want to sleep over at Nana's.",
  speaker: "Lena",
  measure: "Nights away from home, per month",
  target: "1 of 4",
  due_on: addDays(today, 60),
  owner: "Maya Okafor",
  strength: "She tells people what she needs",
  achievement: "in-progress",
  scale: ["Will not stay for supper", "Stays for supper", "Sleeps there one night", "Sleeps there each week", "Asks to go by herself"],
  objectives: [],
  marks: [],
});

function pastVisit(day) {
  const stamp = (clock) => ({ happened_at: fromZone(day, clock, ZONE), received_at: fromZone(day, clock, ZONE), method: "gps", is_at_place: true });
  const facts = { status: "checked_out", check_in: stamp("10:02"), check_out: stamp("10:58") };
  return visit(PAST_VISIT, day, "10:00", "11:00", [THEO, LENA], facts);
}

// { client id: bundle } of three people: two siblings with a visit today, one with a returned note.
export function bundles(now = Date.now()) {
  const today = dayInZone(now, ZONE);
  const both = [visit(VISIT, today, "10:00", "11:00", [THEO, LENA]), pastVisit(addDays(today, -7))];
  const bundle = (clientId, facts) => ({
    format: 1,
    is_for_visit: false,
    header: header(clientId),
    about,
    billing: { policy: "eight_minute", day_total_then: "eight_minute", day_limit: null, not_billable: ["direct_service", "inpatient", "transport", "travel", "voicemail"], is_inpatient: false },
    alerts: [{ id: id(951), kind: "animal", title: "Large dog in the yard", detail: "Call before opening the gate." }],
    contacts: [contact],
    crisis_plan: crisisPlan(today),
    goals: [],
    steps: [],
    visits: [],
    appointments: [],
    services: [],
    team: [{ id: id(961), account_id: ME, name: "Maya Okafor", role: "case_manager", duty: "Leads the plan", phone: null, may_hear: true }],
    notes: [],
    contact_due: { last_contact_at: fromZone(addDays(today, -9), "16:05", ZONE), due_on: addDays(today, 5) },
    share_readers: [{ account_id: id(11), name: "Rosa Marchetti", relation: "Mother" }],
    family_messages: [],
    has_older_notes: false,
    ...facts,
  });
  const returned = { status: "returned", return_comment: "Who was in the room?", return_comments: [{ starts: 0, quote: "Called", text: "Who was in the room?" }], returned_by: "Omar Haddad", returned_at: `${addDays(today, -1)}T18:00:00Z` };
  const step = { id: STEP, what: "Call the school about reading help", why: "His words", owner: "Maya Okafor", is_mine: true };
  return {
    [THEO]: bundle(THEO, {
      goals: goals(THEO, today),
      services: [
        { id: SERVICE, service: "Reading help", provider: "Linden Library", phone: null, status: "sent", reason: null, follow_up_due_on: addDays(today, -1) },
      ],
      visits: both,
      notes: [note(OLD_NOTE, addDays(today, -9), { status: "approved" })],
      steps: [{ ...step, due_on: today, goal_id: GOAL, done_at: null, done_by: null, needs_help_at: null }],
    }),
    [LENA]: bundle(LENA, { visits: both, goals: [scaledGoal(today)] }),
    [JONAH]: bundle(JONAH, {
      notes: [note(RETURNED_NOTE, addDays(today, -3), returned)],
      visits: [visit(LATER_VISIT, addDays(today, 2), "15:00", "16:00", [JONAH])],
      crisis_plan: null,
    }),
  };
}
